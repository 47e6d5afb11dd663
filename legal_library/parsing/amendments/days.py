"""From which day an instruction holds, where the act tells another day than that of its own force.

In the instruction itself ("Bãi bỏ Điều 5 kể từ ngày 01 tháng 01 năm 2031"), or in a last article: "Quy định tại khoản 3
Điều 1 của Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2027".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..citations.resolving import Resolver
from ..dates import find_date
from ..quotes import without_quoted
from .ending import KINDS, names_place
from .phrasing import sentences
from .places import Context, named_places
from .shapes import Location, Reading, Target
from .stream import Item

_SELF = "self"
_DAY = r"ngày\s(?:\d{1,2}\stháng\s\d{1,2}\snăm\s\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_SINCE = re.compile(rf"\b(?:[Kk]ể\s)?[Tt]ừ\s(?P<day>{_DAY})")
# "Điều 2 Nghị định số … hướng dẫn các điều có hiệu lực từ ngày 01/7/2013": a day of that act.
_OF_ANOTHER = re.compile(r"(?<!này )có hiệu lực(?: thi hành)?\s$")
_ENDS = re.compile(r"hết hiệu lực(?: thi hành)?,?\s$|này có hiệu lực(?: thi hành)?\s$")
_LAST = re.compile(r"\s?[.;]?\s?$")
_FORCE = re.compile(
    rf"(?!{KINDS}\snày)(?:Riêng\s)?(?:(?:[Cc]ác\s|[Nn]hững\s)?[Qq]uy định\s(?:tại|của)\s)?(?P<what>[^“”:]{{5,700}}?)"
    rf",?\scó hiệu lực(?:\sthi hành)?,?\s(?:kể\s)?từ\s(?P<day>{_DAY})"
)
_LONGEST = 3000  # no sentence comes near it


def day_told(words: str) -> dt.date | None:
    """The one day since when an instruction says it holds; None when it says none, or more than one."""
    if "ừ ngày" not in words or len(words) > _LONGEST:
        return None
    bare = without_quoted(words)
    days = {find_date(found["day"]) for found in _SINCE.finditer(bare) if _is_its_own(found, bare)}
    return days.pop() if len(days) == 1 else None


def _is_its_own(since: re.Match[str], words: str) -> bool:
    """At the beginning or end of the sentence, or where it says since when what loses its force."""
    before = words[max(0, since.start() - 40) : since.start()]
    if _OF_ANOTHER.search(before):
        return False
    return not before or _ENDS.search(before) is not None or _LAST.match(words, since.end()) is not None


def set_days(items: Sequence[Item], resolver: Resolver, reading: Reading) -> Iterator[tuple[Item, str]]:
    """Give the instructions the days a last article tells; yields the sentences it is not sure of, with the reason."""
    for item in items:
        if not item.own or not item.depth or "hiệu lực" not in item.words or len(item.words) > _LONGEST:
            continue
        for sentence in sentences(item.words):
            found = _FORCE.match(sentence)
            day = find_date(found["day"]) if found else None
            if found and day and names_place(found["what"]) and not _set_day(found["what"], day, resolver, reading):
                yield item, f"không rõ lời sửa nào có hiệu lực từ ngày {day:%d/%m/%Y}"


def _set_day(what: str, day: dt.date, resolver: Resolver, reading: Reading) -> bool:
    """Whether all places it names are places of this act where instructions stand."""
    named = named_places(what, Context(_SELF), resolver)
    if named.rest or not named.targets or any(not _is_own(target) for target in named.targets):
        return False
    held = [
        [place for place, each in enumerate(reading.instructions) if _stands_in(each.location, target)]
        for target in named.targets
    ]
    for place in {place for places in held for place in places}:
        reading.instructions[place] = replace(reading.instructions[place], effective=day)
    return all(held)


def _is_own(target: Target) -> bool:
    return (
        target.document == _SELF and target.article is not None and not (target.group or target.part or target.heading)
    )


def _stands_in(location: Location, target: Target) -> bool:
    return (
        location.article == target.article
        and target.clause in (None, location.clause)
        and target.point in (None, location.point)
    )
