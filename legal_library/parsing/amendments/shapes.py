"""What is read in an amending act: plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

from ..citations.resolving import Place

Op = Literal["replace", "insert_after", "add", "repeal", "replace_words"]


@dataclass(frozen=True, slots=True)
class Location:
    """Where in the amending act an instruction stands."""

    article: str | None = None
    clause: str | None = None
    point: str | None = None

    def as_json(self) -> dict[str, str | None]:
        return {"article": self.article, "clause": self.clause, "point": self.point}

    def __str__(self) -> str:
        words = (("điểm", self.point), ("khoản", self.clause), ("Điều", self.article))
        return " ".join(f"{word} {number}" for word, number in words if number)


@dataclass(frozen=True, slots=True)
class Target:
    """What an instruction changes. `heading`: only its name; `group`: a chapter, section, annex or form ("Chương III");
    `part`: less than the place its numbers name ("đoạn mở đầu", "đoạn 2", "gạch đầu dòng 3", "đầu", "cuối").
    """

    document: str | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    heading: bool = False
    group: str = ""
    part: str = ""

    def as_json(self) -> dict[str, str | bool | None]:
        """`heading`, `group`, `part` stand there only where they narrow the place: else its whole text is meant."""
        place = {"document": self.document, "article": self.article, "clause": self.clause, "point": self.point}
        found: dict[str, str | bool | None] = {**place}
        narrows: dict[str, str | bool] = {"heading": self.heading, "group": self.group, "part": self.part}
        found.update((name, value) for name, value in narrows.items() if value)
        return found


@dataclass(frozen=True, slots=True)
class Instruction:
    """One change of one place. `insert_after` aims at the place the new words follow, `add` at the new place.

    `effective`: the day it holds from, where the act tells another one than that of its own force.
    """

    location: Location
    op: Op
    target: Target
    old_words: str = ""
    new_words: str = ""
    new_text: str = ""
    effective: dt.date | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape `read_amendments --json` promises."""
        return {
            "location": self.location.as_json(),
            "op": self.op,
            "target": self.target.as_json(),
            "old_words": self.old_words or None,
            "new_words": self.new_words or ("" if self.op == "replace_words" else None),
            "new_text": self.new_text or None,
        } | ({"effective": self.effective.isoformat()} if self.effective else {})


@dataclass(frozen=True, slots=True)
class Unread:
    """An instruction that could not be read with certainty, and why."""

    location: Location
    words: str
    reason: str

    def __str__(self) -> str:
        return f"{self.location}: “{self.words[:120]}” – {self.reason}"


@dataclass(slots=True)
class Reading:
    """`meant` says of a paragraph (`Node.at`) in which act and place its words are to be understood.

    `heard`: the paragraphs that gave an instruction, read or not.
    """

    instructions: list[Instruction] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    meant: dict[int, Place] = field(default_factory=dict)
    heard: set[int] = field(default_factory=set)
