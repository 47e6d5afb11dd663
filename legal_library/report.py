"""What an import did, file by file, in words for the person who ran it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    ADDED = "added"
    TEXT = "text"
    UNCHANGED = "unchanged"
    RIVAL = "rival"
    KEPT_APART = "kept_apart"
    REFUSED = "refused"


WORDS = {
    Outcome.ADDED: "thêm mới",
    Outcome.TEXT: "đã có hồ sơ, nay có toàn văn",
    Outcome.UNCHANGED: "không đổi",
    Outcome.RIVAL: "bản khác, chờ chọn",
    Outcome.KEPT_APART: "bản khác thư viện đang giữ riêng; muốn dùng, xin chọn ở “Bản khác”",
    Outcome.REFUSED: "từ chối",
}


@dataclass(frozen=True, slots=True)
class Result:
    """One file or line: what became of it, and why when it was refused.

    `contradictions` are those doubts that ask whether this is the right document at all.
    """

    name: str
    outcome: Outcome
    symbol: str = ""
    articles: int = 0
    message: str = ""
    doubts: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    issued: dt.date | None = None


@dataclass(slots=True)
class Report:
    """Counts of everything; single results only for what a person must look at, so memory stays bounded."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    articles: int = 0
    results: list[Result] = field(default_factory=list)
    keep_all: bool = True

    def add(self, result: Result) -> None:
        self.counts[result.outcome] += 1
        self.articles += result.articles
        if self.keep_all or result.outcome in (Outcome.REFUSED, Outcome.RIVAL, Outcome.KEPT_APART):
            self.results.append(result)

    def as_json(self) -> dict[str, Any]:
        return {
            "documents": sum(self.counts.values()),
            "articles": self.articles,
            **{outcome.value: self.counts[outcome] for outcome in Outcome},
            "results": [
                {
                    "name": result.name,
                    "outcome": result.outcome.value,
                    "symbol": result.symbol,
                    "articles": result.articles,
                    "message": result.message,
                    "doubts": list(result.doubts),
                }
                for result in self.results
            ],
        }
