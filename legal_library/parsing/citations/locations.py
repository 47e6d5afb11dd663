"""Chains of places in an act, small to large: "điểm a và b khoản 2, khoản 3 Điều 28, các điều 30 và 31".

Read by hand from left to right, each character looked at a bounded number of times, so reading is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise, product

from ..numbers import POINT_LETTERS

# Which place: 1 point (tiết counts with its point), 2 clause, 3 article.
POINT, CLAUSE, ARTICLE = 1, 2, 3
THIS = "này"
_TO = ("đến", "tới")
_MOST_IN_A_RANGE = 400
# Bounds keep reading linear; no sentence comes near them.
_MOST_UNITS = 60
_MOST_VALUES = 200

# As people and scans write them.
# "mục đ khoản 2 Điều 3" means its point đ.
UNIT_WORD = (
    r"(?:[Tt]iết|[Mm]ục(?=\s{1,2}[a-zđ],?\s{1,2}[Kk]hoản)|[ĐđDd]i[êeểềếễẹ]m|[Kk]ho[aảáàãạ]n|[ĐđD][iíìỉ][eêềểếễệ]u"
    r"|ĐIỀU|ĐIỂU|KHOẢN|ĐIỂM)"
)
BEFORE_UNIT = r"(?:(?P<many>(?:[Cc]ác|[Nn]hững)\s{1,2})?(?:[Tt]ừ\s{1,2})?)"
_UNIT = re.compile(rf"{BEFORE_UNIT}(?P<unit>{UNIT_WORD})(?(many):?)(?:\s{{1,3}}(?:số|từ))?(?=[\s\d“\"])")
_LEVELS = {"t": 0, "m": POINT, "đ": ARTICLE, "d": ARTICLE, "k": CLAUSE}
_NUMBER = re.compile(
    r"\s{0,3}(?P<value>\d{1,4}(?:\.\d{1,2}){0,2}[a-zđ]?|l(?=\s[ĐD]i[ềể]u\s))"
    r"(?:(?=(?:Thông tư|Nghị định|Quyết định|Luật|Bộ luật)\s)|(?![\w/%]|\.[\dA-ZĐ]|\s?[-–]\s?[A-ZĐ]))"
)
_LETTER = re.compile(r"\s{0,3}[“\"]?(?P<value>[a-zđ](?:\.?\d{1,2})?)(?:\s?\([ivx]{1,4}\))?[”\"]?(?![\w/]|\s+tế\b)")
_DASH_ITEM = re.compile(
    r"\s{0,3}(?P<value>[a-zđ]?\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|\([ivx]{1,4}\)|[a-zđ]\.\d{1,2}|[a-zđ]{1,2})(?![\w/])"
)
_MORE = re.compile(
    r"\s{0,3}(?P<glue>[,;]\s{0,2}(?:và|hoặc)\s|,|(?:và|hoặc|hay|đến|tới)\s|[-–]\s?(?=\d|[a-zđ]\b))\s{0,3}"
)
# What a number counts when it is no place of an act; in a list more words than after the first.
_AMOUNT = re.compile(r"\s{1,3}(?:ngày|tháng|giờ|phút|tỷ|triệu|nghìn|ngàn|đồng|phần trăm|m2|km|kg|ha|USD)\b|\s?%")
_COUNTED = re.compile(
    r"\s{1,3}(?:ngày|tháng|năm|giờ|phút|tỷ|triệu|nghìn|ngàn|đồng|bản|người|lần|m2|m3|mét|km|kg|ha|phần trăm|tuổi"
    r"|trường hợp|thành viên|tổ|đơn vị|cơ quan|nội dung|quý|kỳ|đợt|chiếc|cái|loại|USD)\b|\s?%"
)
_THIS = re.compile(r"\s{0,3}(?:này|nầy)(?!\w)")
_GLUE = re.compile(
    r"\s{0,3}(?P<glue>[,;]\s{0,2}(?:và|hoặc)(?=\s)|[,;]|(?:và|hoặc|hay|của|tại|thuộc|trong|đến|tới)(?=\s))?\s{0,3}"
)
_GROUP = re.compile(
    r"\s{0,3},?\s{0,2}(?:(?:của|tại|thuộc|trong)\s)?(?:các\s)?"
    r"(?:[Mm]ục|[Cc]hương|[Pp]hần|[Tt]iểu mục|(?:[Pp]hụ lục|[Mm]ẫu|[Bb]iểu)(?: mẫu)?(?: số)?)"
    r"\s{1,2}(?:[IVXLC]{1,7}|\d{1,3}[a-zđ]?|[A-ZĐ]|thứ \w{2,5})(?:[.-]\d{1,3}){0,2}(?!\w)"
)


@dataclass(slots=True)
class Unit:
    """One "khoản 1, 2 và 3": its values, where it stands, and how it hangs on what comes after it."""

    level: int
    values: list[str]
    start: int
    end: int
    many: bool = False
    glue: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named: None where the words do not say, `THIS` where they say "this".

    `grouped`: it is one of a chapter or section ("khoản 3 mục VI") and no article is said.
    """

    article: str | None
    clause: str | None
    point: str | None
    start: int
    end: int
    grouped: bool = False


@dataclass(slots=True)
class Chain:
    """A run of units and where it stands in the text."""

    units: list[Unit]
    start: int
    end: int
    grouped: bool = False

    @property
    def says_this(self) -> bool:
        """Whether it ends with "Điều này": then no other act can follow as its own."""
        return THIS in self.units[-1].values

    def segment(self, start: int, end: int) -> tuple[int, int]:
        """The part of the list between semicolons that holds a place; the last part ends at `end`."""
        first = self.start
        for unit, after in pairwise(self.units):
            if ";" in unit.glue:
                if unit.end > start:
                    return first, unit.end
                first = after.start
        return first, end

    def spots(self) -> list[Spot]:
        """The provisions named, in the order of the text."""
        found = _resolve(self.units)
        return [replace(spot, grouped=spot.article is None) for spot in found] if self.grouped else found


def chain_at(text: str, position: int) -> Chain | None:
    """The chain of places that begins here, or None."""
    units: list[Unit] = []
    unit = _unit_at(text, position)
    while unit is not None:
        joined = _joined(units[-1], unit) if units and units[-1].glue in _TO else None
        if joined:
            units[-1] = joined
        else:
            units.append(unit)
        glue = _GLUE.match(text, unit.end)
        units[-1].glue = (glue["glue"] or "").strip() if glue else ""
        unit = _unit_at(text, glue.end()) if glue and len(units) < _MOST_UNITS else None
        _same_article(units)
    if not units:
        return None
    chain = Chain(units, units[0].start, units[-1].end)
    while group := _GROUP.match(text, chain.end):
        chain.end = group.end()
        chain.grouped = True
    return chain


def _unit_at(text: str, position: int) -> Unit | None:
    head = _UNIT.match(text, position)
    if head is None:
        return None
    word = head["unit"].lower()
    level = POINT if word[0] in "đd" and word.endswith("m") else _LEVELS[word[0]]
    this = _THIS.match(text, head.end("unit"))
    if this:
        return Unit(level, [THIS], head.start(), this.end(), spans=[(head.start(), this.end())])
    return _values(text, head, level)


def _values(text: str, head: re.Match[str], level: int) -> Unit | None:
    pattern = {0: _DASH_ITEM, POINT: _LETTER}.get(level, _NUMBER)
    first = pattern.match(text, head.end())
    if first is None or _AMOUNT.match(text, first.end()) or not _is_place(first["value"], level):
        return None
    value = "1" if level == CLAUSE and first["value"] == "l" else _clean(first["value"])  # a scan's "khoản l Điều 8"
    unit = Unit(level, [value], head.start(), first.end(), many=bool(head["many"]))
    unit.spans.append((head.start(), first.end()))
    while len(unit.values) < _MOST_VALUES and (more := _MORE.match(text, unit.end)):
        following = pattern.match(text, more.end())
        if following is None or not _is_place(following["value"], level) or _counts(text, following, level):
            break
        value = _clean(following["value"])
        if more["glue"].strip() in (*_TO, "-", "–"):
            between = _between(unit.values[-1], value, level)
            if between is None:
                break
            unit.values.extend(between)
            unit.spans.extend([(following.start("value"), following.end())] * len(between))
            unit.many = True
        else:
            unit.values.append(value)
            unit.spans.append((following.start("value"), following.end()))
        unit.end = following.end()
    return unit


def _counts(text: str, number: re.Match[str], level: int) -> bool:
    """A number in a list that counts something ("Điều 5 và 10 ngày") or begins a word is no further place."""
    if _COUNTED.match(text, number.end()):
        return True
    return level != POINT and number["value"].startswith("0")


def _clean(value: str) -> str:
    bare = value.strip("()").lower()
    return bare.lstrip("0") or bare if bare[0].isdigit() else bare


def _is_place(value: str, level: int) -> bool:
    if level == POINT:
        return value[0] in POINT_LETTERS + "fjwz"
    return True


def _between(first: str, last: str, level: int) -> list[str] | None:
    """What comes after `first` up to and with `last`; None when they are no range."""
    if level in (0, POINT):
        one, two = POINT_LETTERS.find(first), POINT_LETTERS.find(last)
        return list(POINT_LETTERS[one + 1 : two + 1]) if 0 <= one < two else None
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _MOST_IN_A_RANGE:
        return [str(number) for number in range(int(first) + 1, int(last) + 1)]
    one_digits, two_digits = re.match(r"\d+", first), re.match(r"\d+", last)
    if one_digits and two_digits and one_digits[0] == two_digits[0]:
        one = POINT_LETTERS.find(first[one_digits.end() :]) if first != one_digits[0] else -1
        two = POINT_LETTERS.find(last[two_digits.end() :])
        return [one_digits[0] + letter for letter in POINT_LETTERS[one + 1 : two + 1]] if one < two else None
    return None


def _joined(first: Unit, last: Unit) -> Unit | None:
    """ "khoản 1 đến khoản 3" as one unit; None when the two are no range."""
    between = _between(first.values[-1], last.values[0], first.level) if first.level == last.level else None
    if between is None:
        return None
    values = first.values + between + last.values[1:]
    spans = first.spans + [last.spans[0]] * len(between) + last.spans[1:]
    return Unit(first.level, values, first.start, last.end, many=True, spans=spans)


def _same_article(units: list[Unit]) -> None:
    """ "từ khoản 1 Điều 5 đến khoản 11 Điều 5" is "từ khoản 1 đến khoản 11 Điều 5"."""
    if len(units) < 4 or units[-3].glue not in _TO or units[-4].glue or units[-2].glue:
        return
    first, article, last, again = units[-4:]
    if article.values == again.values and article.level == again.level == ARTICLE and len(article.values) == 1:
        joined = _joined(first, last)
        if joined:
            joined.glue = ""
            units[-4:] = [joined, again]


_Place = tuple[str | None, str | None, str | None]  # article, clause, point


def _small_to_large(units: list[Unit]) -> list[Unit]:
    """ "Điều 7 khoản 5 điểm a, b" in the usual order: "điểm a, b khoản 5 Điều 7"."""
    found: list[Unit] = []
    index = 0
    while index < len(units):
        end = index
        while end + 1 < len(units) and _goes_down(units, end):
            end += 1
        run = units[index : end + 1]
        if len(run) > 1:
            run = [replace(unit, glue="") for unit in reversed(run)]
            run[-1].glue = units[end].glue
        found += run
        index = end + 1
    return found


def _goes_down(units: list[Unit], index: int) -> bool:
    """Whether the next unit is a part of this one, written behind it."""
    large, small = units[index], units[index + 1]
    if small.level >= large.level or large.many or len(large.values) > 1 or THIS in large.values + small.values:
        return False
    if large.glue not in ("", ","):
        return False
    if index + 2 < len(units) and _is_child(units, index + 1):
        # "khoản 3 điểm b Điều 9", but not "khoản 3, điểm b Điều 9"
        return large.glue == "" and (large.level, small.level, units[index + 2].level) == (CLAUSE, POINT, ARTICLE)
    # "Điều 5, khoản 3 và khoản 4 Điều 6": these clauses are of article 6.
    return large.glue == "" or all(unit.level < large.level for unit in units[index + 1 :])


def _resolve(units: list[Unit]) -> list[Spot]:
    """Hang each unit on the larger one it belongs to and list the smallest places named."""
    units = _small_to_large(units)
    places: list[list[_Place]] = [[] for _ in units]
    parent_of: list[int | None] = [None] * len(units)
    for index in range(len(units) - 1, -1, -1):
        above = _above(units, index)
        parent_of[index] = above
        over: list[_Place] = [(None, None, None)]
        if above is not None:
            over = places[above] if units[above].many else places[above][:1]
        places[index] = [_put(parent, units[index].level, value) for value, parent in _pairs(units[index], over)]
    direct = {index + 1 for index in range(len(units) - 1) if _is_child(units, index)}
    return _spots(units, places, direct)


def _pairs(unit: Unit, over: list[_Place]) -> list[tuple[str, _Place]]:
    return [(value, parent) for parent, value in product(over, unit.values)]


def _put(parent: _Place, level: int, value: str) -> _Place:
    article, clause, point = parent
    if level == ARTICLE:
        return (value, None, None)
    if level == CLAUSE:
        return (article, value, None)
    return (article, clause, value) if level == POINT else (article, clause, point)


def _is_child(units: list[Unit], index: int) -> bool:
    """Whether a unit stands directly before the larger one it is part of."""
    after = units[index + 1]
    return after.level > units[index].level and units[index].glue in ("", ",", "của", "tại", "thuộc", "trong")


def _above(units: list[Unit], index: int) -> int | None:
    """The larger unit a unit is part of: the one right behind it, or the next one behind its list."""
    level = units[index].level
    if index + 1 < len(units) and units[index + 1].level > level:
        return index + 1 if _is_child(units, index) else None
    for behind in range(index + 1, len(units)):
        if units[behind].level > level:
            # "điểm a khoản này và khoản 1 Điều 8": this clause is none of article 8.
            return None if THIS in units[index].values and THIS not in units[behind].values else behind
    return None


def _spots(units: list[Unit], places: list[list[_Place]], direct: set[int]) -> list[Spot]:
    """Places that are not only the larger part of a smaller one."""
    spots: list[Spot] = []
    for index, unit in enumerate(units):
        found = places[index]
        skip = (len(found) if unit.many else 1) if index in direct else 0
        per_value = len(unit.values)
        end = _chain_end(units, index, direct)
        for number, place in enumerate(found):
            if number < skip:
                continue
            start, stop = unit.spans[number % per_value]
            last = number == len(found) - 1 or per_value == 1
            spots.append(Spot(*place, start, max(stop, end) if last else stop))
    return spots


def _chain_end(units: list[Unit], index: int, direct: set[int]) -> int:
    """Where the words of a place end: behind the larger places it is directly written with."""
    while index + 1 in direct:
        index += 1
    return units[index].end if len(units[index].values) == 1 else units[index].spans[0][1]
