"""Chapters, sections, annexes and forms named in an instruction: "Mục 1, Mục 2 Chương IV", "Mẫu số 02 Phụ lục I"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..numbers import ORDINALS

_CODE = (
    rf"(?:thứ\s(?:{'|'.join(ORDINALS)})"
    r"|(?:[IVXLC]{1,7}|\d{1,3}|[A-ZĐ](?!\w))[a-zđ]?(?:[./-][\wĐđ]{1,12}){0,4})(?!\w)"
)
_KIND = r"[Ss]ố thứ tự|[Cc]hương|[Tt]iểu mục|[Mm]ục|[Pp]hần|[Pp]hụ lục|(?:[Bb]iểu\s)?[Mm]ẫu(?:\sbiểu)?|[Bb]iểu"
_UNIT = re.compile(
    rf"(?:(?:các|những)\s)?(?P<kind>{_KIND})\s(?P<code>(?:số\s)?{_CODE})"
    r"|(?P<bare>Phụ lục)(?=\s(?:được\s)?(?:ban hành|kèm))"
    r"|(?P<form>[Mm]ẫu)(?=\s(?:quy định\s)?tại\sPhụ lục\s)"
)
# "Phụ lục II, III và IV".
_MORE = re.compile(
    r"(?:,\svà|,|\svà)\s(?P<code>(?:số\s)?(?:[IVXLC]{1,7}|\d{1,3})[a-zđ]?(?:[./-][\wĐđ]{1,12}){0,4})(?!\w)"
)
_LEVELS = {"số thứ tự": -2, "tiểu mục": 0, "mục": 1, "chương": 2, "phần": 3, "phụ lục": 4}
_FORM = -1  # a form is the smallest: it stands in an annex
_INSIDE = re.compile(r"\s?(?:,\s)?(?:quy định\s)?(?:(?:của|tại|thuộc|trong)\s)?$")
_BESIDE = re.compile(r"\s?(?:,|;|,?\svà|;\svà|,?\shoặc)\s$")


@dataclass(frozen=True, slots=True)
class Group:
    """`words` in one wording, from small to large ("Mục 2 Chương IV"); `start`, `end` where it is named."""

    words: str
    start: int
    end: int


@dataclass(slots=True)
class _Unit:
    kind: str
    code: str
    start: int
    end: int
    inside: str = ""

    @property
    def level(self) -> int:
        return _LEVELS.get(self.kind, _FORM)

    @property
    def words(self) -> str:
        own = f"{self.kind[:1].upper()}{self.kind[1:]} {self.code}".strip()
        return f"{own} {self.inside}".strip()


def groups_in(text: str) -> list[Group]:
    """Every group named, those of a list completed by what follows it."""
    units = list(_units(text))
    for index in range(len(units) - 2, -1, -1):
        unit, behind = units[index], units[index + 1]
        between = text[unit.end : behind.start]
        if behind.level > unit.level and _INSIDE.match(between) and _plain(unit, between):
            unit.inside, unit.end = behind.words, max(unit.end, behind.end)
            behind.kind = ""  # it only says where the one before stands
        elif behind.kind and behind.level == unit.level and behind.inside and _BESIDE.match(between):
            unit.inside = behind.inside
    return [
        Group(unit.words, unit.start, unit.end)
        for unit in units
        if unit.kind and (unit.inside or unit.kind != "số thứ tự")
    ]


def is_annex(group: str) -> bool:
    """Whether it is an annex or form, or a part of one."""
    return re.search(r"Phụ lục|[Mm]ẫu|Biểu", group) is not None


def own_name(group: str) -> str:
    """ "Mục 2" of "Mục 2 Chương IV": what its own first line says."""
    found = _UNIT.match(group)
    return found[0] if found else group


def _plain(unit: _Unit, between: str) -> bool:
    """ "Mẫu số 01, Phụ lục II" may be two things; "Mục 2, Chương IV" is one."""
    return "," not in between or unit.level != _FORM


def _units(text: str) -> list[_Unit]:
    found: list[_Unit] = []
    for match in _UNIT.finditer(text):
        kind = (match["kind"] or match["bare"] or match["form"]).lower()
        code, end = match["code"] or "", match.end()
        found.append(_Unit(kind, code, match.start(), end))
        numbered = "số " if code.startswith("số ") else ""
        while code and (more := _MORE.match(text, end)):
            end = more.end()
            found.append(_Unit(kind, numbered + more["code"].removeprefix("số "), more.start("code"), end))
    return found
