"""The library as search sees it: one entry per document, one per article or per point of a letter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils import timezone

from search.interface import Entry
from search.symbols import fold_symbol

from . import cautions
from .amended_headings import headings_for
from .changes import subjects_of
from .models import Act, Provision, Subject, Summary, in_force_on
from .storing import SOURCE, act_key, searchable, wording

_FEW = 200
_HEADING = 120
_SEARCHED = Q(kind__in=["article", "dash"]) | Q(level=0, kind__in=["point", "annex"])


@dataclass(frozen=True, slots=True)
class Place:
    """What an entry below a document is made of, whether text or summary."""

    key: str
    number: str
    kind: str
    heading: str
    body: str
    since: dt.date | None = None
    until: dt.date | None = None
    past: bool = False
    older: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What the entries of several acts share: today, the fields of the law, and which amendments wait."""

    today: dt.date
    subjects: list[Subject]
    waiting: cautions.Waiting


class LawSource:
    """The `search.interface.EntrySource` of the library."""

    name = SOURCE

    def keys(self) -> Iterator[str]:
        for act in Act.objects.order_by("pk").iterator(chunk_size=200):
            yield act_key(act)
            for place in _place_keys(act):
                yield f"{act_key(act)}#{place}"

    def entries(self, keys: Sequence[str]) -> Iterator[Entry]:
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for key in keys:
            name, _, below = key.partition("#")
            wanted[name].add(below.partition("@")[0])
        acts = _acts(list(wanted))
        today = timezone.localdate()
        about = About(today, list(Subject.objects.all()), cautions.waiting_on(acts, today))
        for act in acts:
            yield from _entries_of(act, wanted[act_key(act)], about)


def _place_keys(act: Act) -> list[str]:
    if act.has_full_text:
        held = act.provisions.filter(_SEARCHED, repealed=False).order_by("ordinal", "position")
        return list(dict.fromkeys(held.values_list("key", flat=True)))
    return list(dict.fromkeys(act.summaries.filter(published=True).values_list("key", flat=True)))


def _searched(act: Act) -> QuerySet[Provision]:
    """Places that are found: those of today's text, in reading order."""
    held = act.provisions.filter(_SEARCHED, in_force_on(timezone.localdate()), repealed=False)
    return held.order_by("ordinal", "position")


def _acts(names: list[str]) -> list[Act]:
    """Acts by the name they have in keys; only those still named so."""
    folded = {fold_symbol(name) for name in names}
    found = Act.objects.filter(Q(symbol_key__in=folded) | Q(slug__in=folded))
    return [act for act in found if act_key(act) in names]


def _entries_of(act: Act, places: set[str], about: About) -> Iterator[Entry]:
    topics = tuple(subject.name for subject in subjects_of(act, about.subjects))
    if "" in places:
        warned = cautions.of_act(act, about.waiting, about.today)
        yield replace(_document_entry(act), topics=topics, cautions=warned)
    below = places - {""}
    if below:
        found = _texts(act, below) if act.has_full_text else _summaries(act, below)
        for place in found:
            if not place.body:  # a heading whose text another act took away answers nobody
                continue
            warned = cautions.of_place(act, place.key, about.waiting, about.today, older=place.older)
            yield replace(_place_entry(act, place), topics=topics, cautions=() if place.past else warned)


def _texts(act: Act, places: set[str]) -> Iterator[Place]:
    rows = _searched(act)
    if len(places) < _FEW:  # SQLite bounds the values of one query
        rows = rows.filter(key__in=places)
    told = _best_summaries(act, places)
    for row in rows:
        if row.key in places and searchable(row.kind, row.level):
            yield _text_place(act, row, told.get(row.key))
    yield from _other_wordings(act, places)


def _other_wordings(act: Act, places: set[str]) -> Iterator[Place]:
    """Wordings that are not today's: found when the law of their day is asked for. Only articles have such."""
    rows = act.provisions.filter(kind="article", repealed=False).exclude(in_force_on(timezone.localdate()))
    rows = rows.order_by("ordinal", "position", "valid_from")
    for row in rows:
        if row.key in places:
            yield Place(row.key, row.number, row.kind, row.heading, row.body, row.valid_from, row.valid_to, past=True)


def _text_place(act: Act, row: Provision, summary: Summary | None) -> Place:
    """An article with its text and our plain words for it; a letter's point under its first words, without dashes."""
    if row.kind == "article":
        body = f"{row.body}\n{summary.body if summary else ''}".strip()
        older = cautions.is_older(row, summary, timezone.localdate())
        return Place(row.key, row.number, row.kind, row.heading, body, row.valid_from, row.valid_to, older=older)
    held = in_force_on(timezone.localdate())
    paragraphs = act.provisions.filter(held, parent_key=row.key, kind="paragraph")
    body = "\n".join([row.text, row.body, *paragraphs.order_by("ordinal").values_list("text", flat=True)])
    return Place(row.key, row.number, row.kind, row.heading or _opening(row.text), body.strip())


def _opening(text: str) -> str:
    """The first words of a text, cut between words."""
    return text if len(text) <= _HEADING else text[:_HEADING].rsplit(" ", 1)[0] + "…"


def _summaries(act: Act, places: set[str]) -> Iterator[Place]:
    for summary in _best_summaries(act, places).values():
        yield Place(summary.key, summary.number, "article", summary.heading, summary.body)


def _best_summaries(act: Act, places: set[str]) -> dict[str, Summary]:
    """The summary in force today, else the last one; the older wording would answer with an old term."""
    best: dict[str, Summary] = {}
    for summary in act.summaries.filter(published=True):
        if summary.key not in places:
            continue
        best[summary.key] = _better(best.get(summary.key), summary)
    return best


def _better(one: Summary | None, other: Summary) -> Summary:
    """Of two summaries of an article the one in force today, else the later (rows come in order of their dates)."""
    return one if one is not None and one.holds_on(timezone.localdate()) else other


def _document_entry(act: Act) -> Entry:
    return Entry(
        key=act_key(act),
        source=SOURCE,
        kind="document",
        url=f"/phap-luat/{act.slug}/",
        title=act.full_name,
        heading=act.title,
        body=act.preamble,
        symbol=act.symbol,
        doc_kind=act.kind,
        issuer=act.issuer,
        issued=act.issued,
        effective=act.effective,
        status=act.status_on(timezone.localdate()).value,
        holds_from=act.effective,
        holds_to=_last_day(act),
        aliases=tuple([act.short_title] if act.short_title else []) + tuple(act.aliases),
    )


def _last_day(act: Act) -> dt.date | None:
    """The last day of an act whose end is known; one that is only said to have ended is past on every day from now."""
    if act.expired:
        return act.expired - dt.timedelta(days=1)
    ended = act.status_on(timezone.localdate()).value == "expired"
    return timezone.localdate() - dt.timedelta(days=1) if ended else None


def _place_entry(act: Act, place: Place) -> Entry:
    article = place.kind == "article" and "." not in place.key
    url = f"/phap-luat/{act.slug}/{place.key}/" if article else f"/phap-luat/{act.slug}/#{place.key}"
    if place.past:
        url = f"{url}?ngay={place.until or place.since}"
    return Entry(
        key=f"{act_key(act)}#{wording(place.key, place.since, place.until) if place.past else place.key}",
        source=SOURCE,
        kind="article",
        url=url,
        title=act.full_name,
        subject=act.title,
        heading=place.heading,
        body=place.body,
        symbol=act.symbol,
        number=place.number,
        doc_kind=act.kind,
        issuer=act.issuer,
        issued=act.issued,
        effective=act.effective,
        status=act.place_status_on(timezone.localdate(), repealed=place.past).value,
        holds_from=_later(act.effective, place.since),
        holds_to=_earlier(_last_day(act), place.until),
        past=place.past,
        also=headings_for(act, place.heading, place.body) if place.kind == "article" else (),
    )


def _later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return max(one, other) if one and other else one or other


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return min(one, other) if one and other else one or other
