"""A second reader of calendar feeds, written from RFC 5545 alone and strict where programs of the world are strict.

It shares nothing with the library that writes our feeds: own unfolding, own parameters, and the hour of a local time
from the feed's own VTIMEZONE, never from a table of zones.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z0-9-]+")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)")
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)")
_ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "LOCATION", "DESCRIPTION")


class NotACalendar(ValueError):
    """What breaks the standard, and where."""


@dataclass
class Line:
    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    lines: list[Line] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def line(self, name: str) -> Line | None:
        found = [line for line in self.lines if line.name == name]
        if len(found) > 1 and name in _ONCE:
            raise NotACalendar(f"{name} stands {len(found)} times in {self.name} (3.6.1)")
        return found[0] if found else None

    def text(self, name: str) -> str:
        line = self.line(name)
        return unescaped(line.value) if line else ""


@dataclass(frozen=True)
class Event:
    uid: str
    sequence: int
    status: str
    starts: dt.datetime
    ends: dt.datetime
    summary: str
    location: str
    description: str


def read(data: bytes) -> list[Event]:
    """Every event of one calendar, in order. Raises NotACalendar."""
    calendar = parse(data)
    for name in ("PRODID", "VERSION"):
        if calendar.line(name) is None:
            raise NotACalendar(f"no {name} (3.6)")
    zones = {zone.text("TZID"): _observances(zone) for zone in calendar.inside if zone.name == "VTIMEZONE"}
    events = [_event(one, zones) for one in calendar.inside if one.name == "VEVENT"]
    if len({event.uid for event in events}) != len(events):
        raise NotACalendar("two events share a UID (3.8.4.7)")
    return events


def parse(data: bytes) -> Component:
    root = Component("")
    open_ones = [root]
    for line in map(_line, _unfolded(data)):
        if line.name == "BEGIN":
            inner = Component(line.value.upper())
            open_ones[-1].inside.append(inner)
            open_ones.append(inner)
        elif line.name == "END":
            if open_ones.pop().name != line.value.upper():
                raise NotACalendar(f"END:{line.value} closes nothing (3.6)")
        else:
            open_ones[-1].lines.append(line)
    if len(open_ones) != 1 or [one.name for one in root.inside] != ["VCALENDAR"] or root.lines:
        raise NotACalendar("not one whole VCALENDAR (3.4)")
    return root.inside[0]


def _unfolded(data: bytes) -> list[str]:
    """Content lines end in CRLF, are at most 75 octets, and go on after a blank (3.1)."""
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b""):
        raise NotACalendar("lines must end in CRLF (3.1)")
    raw = data.split(b"\r\n")[:-1]
    if long := [line for line in raw if len(line) > 75]:
        raise NotACalendar(f"a line of {len(long[0])} octets (3.1)")
    whole: list[bytes] = []
    for line in raw:
        if line[:1] in (b" ", b"\t"):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    return [line.decode("utf-8") for line in whole]


def _line(text: str) -> Line:
    """`name *(;param=value) : value`; a parameter in quotes may hold what else would end it (3.1)."""
    found = _NAME.match(text)
    if found is None:
        raise NotACalendar(f"no property: {text[:40]}")
    place, parameters = found.end(), {}
    while text[place : place + 1] == ";":
        name, _, rest = text[place + 1 :].partition("=")
        if rest.startswith('"'):
            end = rest.index('"', 1)
            value, used = rest[1:end], end + 1
        else:
            used = min(at for mark in ";:" if (at := rest.find(mark)) >= 0)
            value = rest[:used]
        parameters[name.upper()] = value
        place += 1 + len(name) + 1 + used
    if text[place : place + 1] != ":":
        raise NotACalendar(f"no value: {text[:40]}")
    return Line(found[0].upper(), parameters, text[place + 1 :])


def unescaped(text: str) -> str:
    r"""`\\`, `\;`, `\,` and `\n` (3.3.11); any other backslash is a fault."""

    def plain(found: re.Match[str]) -> str:
        if found[1] not in "\\;,nN":
            raise NotACalendar(f"\\{found[1]} is no escape (3.3.11)")
        return "\n" if found[1] in "nN" else found[1]

    return re.sub(r"\\(.)", plain, text, flags=re.DOTALL)


Zone = list[tuple[dt.datetime, dt.timezone]]


def _observances(zone: Component) -> Zone:
    """From which local time on which distance from UTC holds (3.6.5). Rules that repeat are not ours to guess."""
    found = []
    for part in zone.inside:
        if part.line("RRULE") or part.line("RDATE"):
            raise NotACalendar("a zone whose times repeat")
        offset, start = _OFFSET.fullmatch(part.text("TZOFFSETTO")), _STAMP.fullmatch(part.text("DTSTART"))
        if offset is None or start is None:
            raise NotACalendar("TZOFFSETTO and DTSTART (3.6.5)")
        distance = dt.timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        begins = dt.datetime(*(int(digits) for digits in start.groups()[:6]))
        found.append((begins, dt.timezone(distance if offset[1] == "+" else -distance)))
    return sorted(found, key=lambda one: one[0])


def _event(one: Component, zones: dict[str, Zone]) -> Event:
    for name in ("UID", "DTSTAMP", "DTSTART"):
        if one.line(name) is None:
            raise NotACalendar(f"an event without {name} (3.6.1)")
    stamp = one.line("DTSTAMP")
    assert stamp is not None
    if not stamp.value.endswith("Z"):
        raise NotACalendar("DTSTAMP must be in UTC (3.8.7.2)")
    _moment(stamp, zones)
    starts, ends = (_moment(line, zones) for name in ("DTSTART", "DTEND") if (line := one.line(name)) is not None)
    if ends <= starts:
        raise NotACalendar("DTEND is not later than DTSTART (3.8.2.2)")
    return Event(
        uid=one.text("UID"),
        sequence=int(one.text("SEQUENCE") or 0),
        status=one.text("STATUS"),
        starts=starts,
        ends=ends,
        summary=one.text("SUMMARY"),
        location=one.text("LOCATION"),
        description=one.text("DESCRIPTION"),
    )


def _moment(line: Line, zones: dict[str, Zone]) -> dt.datetime:
    found = _STAMP.fullmatch(line.value)
    if found is None:
        raise NotACalendar(f"{line.name}: {line.value} (3.3.5)")
    if bool(found[7]) == ("TZID" in line.parameters):
        raise NotACalendar(f"{line.name} needs either Z or TZID (3.3.5)")
    local = dt.datetime(*(int(part) for part in found.groups()[:6]))
    if found[7]:
        return local.replace(tzinfo=dt.UTC)
    held = [zone for begins, zone in zones.get(line.parameters["TZID"], []) if begins <= local]
    if not held:
        raise NotACalendar(f"the zone {line.parameters['TZID']} is not in the calendar (3.2.19)")
    return local.replace(tzinfo=held[-1])
