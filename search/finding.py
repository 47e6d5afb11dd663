"""From a typed question to ranked entries: the one path every page, command and interface takes."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from . import engines
from .backends.embedded import Serving
from .catalogue import Catalogue, day_number, uid_of
from .crowding import is_crowded, make_room, without_sessions
from .definitions import announces_definitions, definition_in
from .everyday import Everyday, Phrase
from .intent import jumps, unmet_symbol, with_anchor
from .interface import Answer, EngineAway, Entry, Hit, Page, Query, Terms, sources
from .nearest import Step
from .nearest import nearest as nearest_to
from .ranking import DEPTH, Question, Ranked, Statistics, rank
from .spelling import Counts, mend, offer
from .text import fragment, highlight, pairs, tokens
from .tuning import everyday
from .wording import asked_term, expand

MOST_CHARACTERS = 200
# Syllables, not words: a Vietnamese word has one to three of them, and real questions have up to thirty-five.
MOST_SYLLABLES = 40
MOST_PAGES = 50
_FRAGMENT_WORDS = 45
# "The newest first" orders what scores at least this share of the best, among so many.
_NEWEST_POOL, _NEWEST_SHARE = 200, 0.6


def read(text: str) -> list[str]:
    """Folded syllables of a query, bounded before anything looks at them; abbreviations written out."""
    return expand(tokens(text[:MOST_CHARACTERS])[:MOST_SYLLABLES])[:MOST_SYLLABLES]


def terms_of(words: Sequence[str], more: Sequence[Phrase] = ()) -> Terms:
    """What an engine is asked: the typed words and pairs, and those of the law's own phrases that were not typed."""
    typed, typed_pairs = dict.fromkeys(words), dict.fromkeys(pairs(list(words)))
    more_words = dict.fromkeys(word for phrase in more for word in phrase if word not in typed)
    more_pairs = dict.fromkeys(pair for phrase in more for pair in pairs(list(phrase)) if pair not in typed_pairs)
    return Terms(
        words=tuple(typed), pairs=tuple(typed_pairs), more_words=tuple(more_words), more_pairs=tuple(more_pairs)
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A query read once: its folded words, the law's phrases for them, the day whose law comes first.

    `mended` are its words where slips were mended, else ().
    """

    words: tuple[str, ...]
    more: tuple[Phrase, ...]
    day: int
    mended: tuple[str, ...] = ()

    @property
    def terms(self) -> Terms:
        return terms_of(self.words, self.more)


def ask(text: str, day: date | None = None, counts: Counts | None = None, phrases: Everyday | None = None) -> Asked:
    """Read a query; with `counts` of an index its slips are mended first. `phrases` stand in for the list in force."""
    typed = tokens(text[:MOST_CHARACTERS])[:MOST_SYLLABLES]
    mended = mend(typed, counts)[:MOST_SYLLABLES] if counts else typed
    words = expand(mended)[:MOST_SYLLABLES]
    today = day_number(day or timezone.localdate()) or 0
    return Asked(
        tuple(words), (phrases or everyday()).further(words), today, mended=tuple(mended) if mended != typed else ()
    )


def order(asked: Asked, answer: Answer, catalogue: Catalogue, statistics: Statistics) -> list[Ranked]:
    """The best DEPTH candidates ordered anew, the deeper ones behind them in the engine's order."""
    top = answer.candidates[:DEPTH]
    records = catalogue.records([found.uid for found in top])
    known = [(records[found.uid], found.score) for found in top if found.uid in records]
    deeper = [Ranked(found.uid, 0.0, {}) for found in answer.candidates[DEPTH:]]
    return rank(Question(asked.words, statistics, asked.more, asked.day), known) + deeper


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the law the query names, ready to be opened; `url` carries the anchor.

    `absent` is the article asked for where the document has none of that number, `other_year` the year asked for
    where the document of that name is of another.
    """

    entry: Entry
    url: str
    exact: bool
    absent: str = ""
    other_year: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """The sentence that answers "X là gì", and where it stands."""

    entry: Entry
    html: str


@dataclass(frozen=True, slots=True)
class Results:
    """`mended` is the text that was searched where slips were mended, `offered` another reading to ask for, `more` the
    law's own phrases that were searched with it. `nearest` is what a looser step found where the page is empty.
    `unmet` is the symbol asked for that no document here has."""

    page: Page
    places: tuple[Place, ...]
    mended: str = ""
    offered: str = ""
    definition: Definition | None = None
    more: tuple[str, ...] = ()
    nearest: tuple[Hit, ...] = ()
    nearest_by: Step | None = None
    unmet: str = ""


def search(query: Query) -> Results:
    """Everything a results page shows. Raises EngineAway when not even the index in the data folder answers.

    A generation may be swept away under a reader in the moment of the switch, before it was opened or after; the
    second try reads the new one.
    """
    try:
        return _search(query)
    except (sqlite3.Error, EngineAway):
        pass
    try:
        return _search(query)
    except sqlite3.Error as error:
        raise EngineAway(str(error)) from error


def _search(query: Query) -> Results:
    serving = engines.local().serving()
    asked = ask(query.text, query.day, serving.counts)
    number = max(1, min(query.page, MOST_PAGES))
    answer, engine, stand_in = _answer(asked, query, number, serving.catalogue)
    number = min(number, max(1, -(-answer.total // query.size)))
    ranked = _ranked(asked, query, answer, serving)
    shown = ranked[(number - 1) * query.size : number * query.size]
    entries = entries_of(item.uid for item in shown)
    marked = [*asked.words, *tokens(query.text[:MOST_CHARACTERS])]
    page = Page(
        hits=tuple(_hit(entries[item.uid], item, marked) for item in shown if item.uid in entries),
        total=answer.total,
        number=number,
        size=query.size,
        engine=engine,
        stand_in=stand_in,
        facets=answer.facets,
    )
    if number > 1:
        return Results(page, ())
    near, step = _nearest(asked, query, marked) if not page.hits else ((), None)
    places = _places(query, serving.catalogue)
    return Results(
        page=page,
        nearest=near,
        nearest_by=step,
        places=places,
        unmet="" if places else unmet_symbol(query.text[:MOST_CHARACTERS], serving.catalogue),
        mended=" ".join(asked.mended),
        offered=_offered(asked, serving),
        definition=_definition(asked, page),
        more=tuple(" ".join(phrase) for phrase in asked.more),
    )


def _answer(asked: Asked, query: Query, number: int, catalogue: Catalogue) -> tuple[Answer, str, bool]:
    """What the engine holds, as deep as the page lies; the newest of what answers well where they are asked for.

    By date alone the newest act with any word of the query would come first, and a feed would tell of nothing else.
    """
    if query.order != "newest":
        return _with_room(asked.terms, query, max(DEPTH, number * query.size), catalogue)
    answer, engine, stand_in = _with_room(asked.terms, replace(query, order="best"), _NEWEST_POOL, catalogue)
    best = max((found.score for found in answer.candidates), default=0.0)
    good = [found for found in answer.candidates if found.score >= best * _NEWEST_SHARE]
    days = catalogue.issued([found.uid for found in good])
    dated = sorted(good, key=lambda found: days.get(found.uid, ""), reverse=True)
    return replace(answer, candidates=tuple(dated), total=len(dated)), engine, stand_in


def _with_room(terms: Terms, query: Query, limit: int, catalogue: Catalogue) -> tuple[Answer, str, bool]:
    """The engine's answer, in which the timetable does not crowd out the law."""
    answer, engine, stand_in = engines.answer(terms, query, limit)
    kinds = catalogue.kinds([found.uid for found in answer.candidates])
    if is_crowded(answer, kinds, query):
        others, _engine, stand_in = engines.answer(terms, without_sessions(query), limit)
        answer = make_room(answer, kinds, others.candidates)
    return answer, engine, stand_in


def _nearest(asked: Asked, query: Query, marked: list[str]) -> tuple[tuple[Hit, ...], Step | None]:
    found = nearest_to(engines.local(), asked.terms, query)
    if found is None:
        return (), None
    entries = entries_of(near.uid for near in found.candidates)
    ranked = [Ranked(near.uid, near.score, {}) for near in found.candidates if near.uid in entries]
    hits = tuple(_hit(entries[item.uid], item, marked) for item in ranked)
    return hits, found.step if hits else None


def _offered(asked: Asked, serving: Serving) -> str:
    """Another reading of the query that its words make likely, to be asked for."""
    return " ".join(offer(asked.mended or asked.words, serving.counts))


def _definition(asked: Asked, page: Page) -> Definition | None:
    """The definition asked for, from the first of the hits that defines the term."""
    term = asked_term(list(asked.words))
    for hit in page.hits if term else ():
        sentence = definition_in(hit.entry.body, term)
        if sentence and (hit.entry.defined_terms or announces_definitions(hit.entry.heading, hit.entry.body)):
            return Definition(hit.entry, highlight(sentence, term.split()))
    return None


def _ranked(asked: Asked, query: Query, answer: Answer, serving: Serving) -> list[Ranked]:
    """By merit, or as the engine sorted them when the newest were asked for."""
    if query.order == "newest":
        return [Ranked(found.uid, found.score, {}) for found in answer.candidates]
    return order(asked, answer, serving.catalogue, serving.statistics)


def entries_of(uids: Iterable[str]) -> dict[str, Entry]:
    """Present text of these entries from their sources; what is no longer public is left out."""
    keys: dict[str, list[str]] = {}
    for uid in uids:
        source, _colon, key = uid.partition(":")
        keys.setdefault(source, []).append(key)
    known = sources()
    found = (known[source].entries(wanted) for source, wanted in keys.items() if source in known)
    return {uid_of(entry): entry for entries in found for entry in entries}


def _places(query: Query, catalogue: Catalogue) -> tuple[Place, ...]:
    named = jumps(query.text[:MOST_CHARACTERS], catalogue)
    entries = entries_of(jump.uid for jump in named)
    return tuple(
        Place(
            entries[jump.uid],
            with_anchor(entries[jump.uid].url, jump.anchor),
            jump.exact,
            jump.absent,
            jump.other_year,
        )
        for jump in named
        if jump.uid in entries
    )


def _hit(entry: Entry, ranked: Ranked, marked: list[str]) -> Hit:
    return Hit(
        entry=entry,
        score=ranked.score,
        title_html=highlight(entry.title, marked),
        heading_html=highlight(entry.heading, marked),
        fragment=fragment(entry.body, marked, _FRAGMENT_WORDS),
        reasons=tuple(_reasons(ranked)),
        parts=ranked.parts,
    )


def _reasons(ranked: Ranked) -> list[str]:
    """Why this entry stands where it stands, in words a reader understands."""
    parts = ranked.parts
    said = [
        (parts.get("defines", 0) > 0, _("giải thích đúng từ được hỏi")),
        (parts.get("asked", 0) >= 0.5, _("người dân thường hỏi điều này bằng những lời như vậy")),
        (parts.get("heading", 0) >= 0.6, _("tên điều khớp với câu hỏi")),
        (parts.get("passage", 0) >= 0.6, _("nhiều từ của câu hỏi đứng liền nhau trong một đoạn")),
        (parts.get("everyday", 0) >= 0.5, _("luật dùng lời khác cho cùng một việc")),
        (parts.get("lapsed", 0) > 0, _("xếp sau vì không còn hoặc chưa có hiệu lực")),
    ]
    return [words for holds, words in said if holds]
