"""Whether the numbers Word shows run as a law numbers its clauses and points: 1. 2. 3., a) b) c) d) đ) e)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..numbers import POINT_LETTERS

_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s{0,3}(\d{1,4}[a-zđ]?)")
_GROUP = re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s")
_CLAUSE = re.compile(r"(\d{1,3})\s?\.(?!\d)")
_POINT = re.compile(r"([a-zđ])\s?\)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A paragraph with the number Word sets before it ("" for none)."""

    label: str
    words: str


def doubts_of_order(paragraphs: Iterable[Listed]) -> Iterator[str]:
    """A sentence for each list whose automatic numbers leave the order of the law; typed numbers count along."""
    order = _Order()
    for each in paragraphs:
        line = f"{each.label} {each.words}".strip()
        doubt = order.take(line)
        if doubt and each.label:
            yield f"{doubt} trước đoạn “{line[:80]}”{order.place()}; xin đối chiếu với bản gốc."


class _Order:
    """How far the clauses of an article and the points of a clause have come; each list is doubted once."""

    def __init__(self) -> None:
        self.article = ""
        self._begin()

    def _begin(self) -> None:
        self.clause, self.point = 0, ""
        self.clause_told = self.point_told = False

    def place(self) -> str:
        return f" ở Điều {self.article}" if self.article else ""

    def take(self, line: str) -> str:
        """Go on by one paragraph; the doubt it raises."""
        if article := _ARTICLE.match(line):
            self.article = article[1]
            self._begin()
        elif _GROUP.match(line):
            self._begin()
        elif clause := _CLAUSE.match(line):
            return self._clause(int(clause[1]))
        elif point := _POINT.match(line):
            return self._point(point[1])
        return ""

    def _clause(self, number: int) -> str:
        before, self.clause, self.point = self.clause, number, ""
        if number in (1, before + 1) or not self.article or self.clause_told:
            return ""
        self.clause_told = True
        return f"Số tự động của Word là “{number}.”" + (f" sau “{before}.”" if before else ", không bắt đầu từ 1,")

    def _point(self, letter: str) -> str:
        before, self.point = self.point, letter
        self.point_told = self.point_told and letter != "a"
        known = POINT_LETTERS.find(before) if before else -1
        if letter == "a" or POINT_LETTERS.find(letter) == known + 1 or self.point_told:
            return ""
        self.point_told = True
        return f"Word đánh “{letter})”" + (f" sau “{before})”" if before else "") + " (luật xếp a, b, c, d, đ, e, g)"
