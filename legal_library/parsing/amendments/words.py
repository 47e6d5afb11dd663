"""Instructions on words: "thay thế cụm từ “A” bằng cụm từ “B” tại …", "bỏ cụm từ “A” tại …", "bổ sung cụm từ …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = r"(?:(?:các\s)?(?:cụm\s)?từ(?:\sngữ)?|dòng chữ|số|cụm số|dấu)"
_SAID = r"[“\"„](?P<{name}>[^“”\"„]{{1,600}})[”\"]"
_REPLACE = re.compile(
    rf"(?:(?:Thay thế|Thay|Sửa đổi|Sửa|thay thế|thay)\s)?(?:các\s)?{_WORD}\s{{0,2}}" + _SAID.format(name="old")
    + rf"\s{{0,2}}(?:được thay (?:thế )?)?(?:bằng|thành)\s(?:{_WORD}\s{{0,2}})?" + _SAID.format(name="new")
)  # fmt: skip
_REMOVE = re.compile(
    rf"(?:(?:Bãi bỏ|Bỏ|Hủy bỏ|bãi bỏ|bỏ)\s)?{_WORD}\s{{0,2}}" + _SAID.format(name="old")
)  # fmt: skip
_INSERT = re.compile(
    rf"(?:(?:Bổ sung|bổ sung|Thêm|thêm)\s)?{_WORD}\s{{0,2}}" + _SAID.format(name="new")
    + rf"\s{{0,2}}(?:vào\s)?(?P<side>trước|sau)\s{_WORD}\s{{0,2}}" + _SAID.format(name="old")
)  # fmt: skip
BEGINS = re.compile(rf"(?:Thay thế|Thay|Sửa đổi|Sửa|Bãi bỏ|Bỏ|Hủy bỏ|Bổ sung|Thêm)\s(?:các\s)?{_WORD}\s{{0,2}}[“\"„]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Words to be replaced by others ("" when they are struck), and what is said of where."""

    old: str
    new: str
    places: str


def pairs(text: str) -> Iterator[Pair | str]:
    """Every pair of an instruction in order; a stretch that cannot be read comes as the words themselves."""
    pattern = _pattern(text)
    found = list(pattern.finditer(text))
    if not found or found[0].start() != 0:
        yield text
        return
    for match, after in zip(found, [*found[1:], None], strict=True):
        places = text[match.end() : after.start() if after else len(text)]
        if re.search(r"[“”\"„]", places):
            yield text[match.start() : match.end()] + places
        else:
            yield Pair(*_words(match), re.sub(r"[\s,;]*(?:\bvà)?\s*$", "", places))


def _pattern(text: str) -> re.Pattern[str]:
    if text.startswith(("Bỏ", "Bãi bỏ", "Hủy bỏ")):
        return _REMOVE
    return _INSERT if text.startswith(("Bổ sung", "Thêm")) else _REPLACE


def _words(match: re.Match[str]) -> tuple[str, str]:
    if match.re is _REMOVE:
        return match["old"], ""
    if match.re is _REPLACE:
        return match["old"], match["new"]
    old, new = match["old"], match["new"]
    if match["side"] == "sau":
        glue = "" if new[:1] in ",.;:" or old.endswith(" ") or new.startswith(" ") else " "
        return old, f"{old}{glue}{new}"
    glue = "" if new.endswith(" ") or old[:1] in ",.;: " else " "
    return old, f"{new}{glue}{old}"
