"""Which office receives near somebody: a ward, commune or street as people type it, with marks or without."""

from __future__ import annotations

from collections import defaultdict

from search.text import tokens
from tracking.organisation.models import Agency, Tier

from .models import Place

MOST = 12
LONGEST = 120
_FORMS = tuple(f"{body} {unit} " for body in ("uy ban nhan dan", "ubnd") for unit in ("phuong", "xa", "dac khu"))
# A word for a ward before a name says that it is one: "phường An Biên, quận Ngô Quyền" is An Biên, wherever that was.
_WARDS = ("phuong", "xa", "dac khu")
# What people put around a name, and what every address here ends with.
CITY = "hai phong"
_AROUND = ("ubnd", "phuong", "xa", "dac khu", "duong", "pho", "thanh pho", "tp", CITY)


def offices_near(text: str) -> list[Agency]:
    """Offices of today whose name stands in what was typed, those with the longest name first; else those whose name
    or address holds it. A ward that was merged leads to the one it became part of."""
    typed = " ".join(tokens(text[:LONGEST]))
    if not typed:
        return []
    offices = list(Agency.objects.today().prefetch_related("predecessors"))
    named = [(len(name), office) for office in offices if (name := _name_in(office, typed, _WARDS))]
    named = named or [(len(name), office) for office in offices if (name := _name_in(office, typed))]
    if named:
        longest = max(length for length, _office in named)
        return [office for length, office in named if length == longest][:MOST]
    core = _bare(typed)
    if not core and _holds(typed, CITY):
        return [office for office in offices if office.tier == Tier.CITY][:MOST]
    addresses = _addresses()
    return [office for office in offices if core and _holds(_words_of(office, addresses), core)][:MOST]


def _name_in(office: Agency, typed: str, after: tuple[str, ...] = ()) -> str:
    """The longest of its names (its own and those of the wards it was made of) that was typed, after one of these
    words if any are given."""
    names = [core_of(one.name) for one in (office, *office.predecessors.all())]
    forms = {name: [f"{word} {name}" for word in after] or [name] for name in names}
    found = [name for name in names if any(_holds(typed, form) for form in forms[name])]
    return max(found, key=len, default="")


def core_of(name: str) -> str:
    """ "Ủy ban nhân dân phường Hải An" is known as "hai an"."""
    words = " ".join(tokens(name))
    return next((words.removeprefix(form) for form in _FORMS if words.startswith(form)), words)


def _bare(typed: str) -> str:
    """Without what stands around the name; all of it when nothing else was typed."""
    bare = f" {typed} "
    for word in _AROUND:
        bare = bare.replace(f" {word} ", " ")
    return " ".join(bare.split())


def _addresses() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for office, name, address in Place.objects.values_list("agency", "name", "address"):
        found[office] += [name, address]
    return found


def _words_of(office: Agency, addresses: dict[int, list[str]]) -> str:
    told = [office.name, office.address, *addresses.get(office.pk, [])]
    return " | ".join(" ".join(tokens(words)) for words in told)


def _holds(text: str, words: str) -> bool:
    """Whole words in a row: "hai an" is not in "hai anh"."""
    return f" {words} " in f" {text} "
