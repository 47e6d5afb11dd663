"""What the other rooms know of search: entries come in from sources, hits go out.

A room that has something to be found writes an `EntrySource`, registers it in its `AppConfig.ready` and calls
`announce_change` inside the transaction that changes its rows. It never learns which engine answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from django.dispatch import Signal

EntryKind = Literal["article", "document", "guidance", "session", "news", "page"]
Order = Literal["best", "newest"]
# What a reader should know before trusting an entry: an amending act names it and nobody has worked it in yet; the
# text kept is older than the law of today; whether it is in force is not known.
Caution = Literal["amendment_waiting", "older_text", "validity_unknown"]
KINDS: tuple[EntryKind, ...] = ("article", "document", "guidance", "session", "news", "page")

# What can be chosen from: facet ("kind", "issuer" …) → value → number of entries.
Facets = Mapping[str, Mapping[str, int]]
# Share of the weight of a typed word that the law's own word for it has.
MORE_WEIGHT = 0.3

# Sent with sender=<source name>, keys=<tuple of entry keys>, inside the transaction of the change.
entries_changed = Signal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found.

    `key` is stable and unique inside its source: "02/2011/QH13#dieu-28". `url` is a path without language prefix,
    with the anchor of the place: "/phap-luat/02-2011-qh13/dieu-28/". `title` is the document's or page's name,
    `subject` what the document is about where its name does not say it ("về thi hành Luật Khiếu nại"); it is searched
    with every article. `heading` is the article's own, `number` its number as written ("28", "11a"). `status` is a
    word of the source: "in_force", "not_yet", "expired", "partly_expired" or "". `defined_terms` are terms this very
    text defines. `issuer`, `doc_kind` are shown to people and filtered on; leave empty what the source does not know.
    `holds_from` and `holds_to` are the first and last day on which this very wording is law, None where there is no
    bound; `past` says that it is not the wording of today, so that it is only found when its day is asked for.
    `also` are headings under which the text belongs as well: those of the articles an amending text rewrites.
    `asked` are the words people use for what this text answers; they are searched, never shown.
    `topics` are the fields of the law it belongs to, by the names people choose from. `cautions` are read with the
    entry each time it is shown, never from the index.
    """

    key: str
    source: str
    kind: EntryKind
    url: str
    title: str
    subject: str = ""
    heading: str = ""
    body: str = ""
    symbol: str = ""
    number: str = ""
    doc_kind: str = ""
    issuer: str = ""
    issued: date | None = None
    effective: date | None = None
    status: str = ""
    language: str = "vi"
    defined_terms: tuple[str, ...] = ()
    holds_from: date | None = None
    holds_to: date | None = None
    past: bool = False
    also: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names people use for the document: "Luật Khiếu nại", "LKN". Only on kind "document"."""


class EntrySource(Protocol):
    """Reads entries of one room from its own tables."""

    name: str

    def keys(self) -> Iterator[str]:
        """Every key that may be found by the public, in a stable order."""
        ...

    def entries(self, keys: Sequence[str]) -> Iterator[Entry]:
        """The entries of these keys; a key that is gone or not public is left out, and leaves the index."""
        ...


_sources: dict[str, EntrySource] = {}


def register_source(source: EntrySource) -> None:
    """Called in `AppConfig.ready`; the same name again replaces the source."""
    _sources[source.name] = source


def sources() -> Mapping[str, EntrySource]:
    return dict(_sources)


def announce_change(source_name: str, keys: Iterable[str]) -> None:
    """Say that these entries were added, changed or removed. Call it inside the writer's transaction."""
    entries_changed.send(sender=source_name, keys=tuple(keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question as a person asked it. `page` counts from 1; empty filters mean everything.

    `day` asks for the law of that day: what did not hold then is not found. Without it today's law comes first, and
    what is no longer law is found behind it. `order` is "best" or "newest".
    """

    text: str
    kinds: tuple[EntryKind, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    doc_kinds: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    day: date | None = None
    order: Order = "best"
    counted: bool = True
    """Whether facets are wanted; measurements do without."""
    page: int = 1
    size: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One answer. `title_html`, `heading_html` and `fragment` are escaped text with <mark>; `reasons` are sentences."""

    entry: Entry
    score: float
    title_html: str
    heading_html: str
    fragment: str
    reasons: tuple[str, ...] = ()
    parts: Mapping[str, float] = field(default_factory=dict)
    """The parts of the score by name, unweighted; for those who keep the search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of answers. `total` counts entries with at least one word of the query.

    `engine` names the engine that answered; `stand_in` is true when it answered for one that is away.
    """

    hits: tuple[Hit, ...]
    total: int
    number: int
    size: int
    engine: str
    stand_in: bool = False
    facets: Facets = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A first-stage answer: the entry's id in the index ("law:02/2011/QH13#dieu-28") and the engine's score."""

    uid: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Folded words and pairs of a query, the only thing an engine ever sees of what a person typed.

    `more_words` and `more_pairs` were not typed: the law's own words for what was; they weigh `MORE_WEIGHT`.
    """

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    more_words: tuple[str, ...] = ()
    more_pairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine returns: candidates in falling score, how many entries match, and counts by facet."""

    candidates: tuple[Candidate, ...]
    total: int
    facets: Facets


class EngineAway(Exception):
    """The engine cannot answer now; another one may."""


class Busy(EngineAway):
    """Another process is writing this index; soon it will not."""


class Generation(Protocol):
    """One index of an engine, as it was found serving: what is written here reaches it alone.

    Another index may be switched to meanwhile. It has a position of its own, so it must get neither these entries nor
    this position; writing raises EngineAway when this index is gone.
    """

    cursor: int
    """Position in the log of changes up to which it was complete when it was found."""

    def replace(self, entries: Iterable[Entry], gone: Iterable[str]) -> None:
        """Put these entries in, take the uids `gone` out; visible to searches when it returns or shortly after."""
        ...

    def set_cursor(self, position: int) -> None: ...


class SearchBackend(Protocol):
    """An engine: keeps entries, returns first-stage candidates. Ranking and highlighting are not its business."""

    name: str

    def search(self, terms: Terms, query: Query, limit: int) -> Answer:
        """The best `limit` entries for these terms under the query's filters. Raises EngineAway."""
        ...

    def rebuild(self, entries: Iterable[Entry], cursor: int) -> int:
        """Build a whole index beside the serving one and switch to it at once. Returns the number of entries."""
        ...

    def generation(self) -> Generation | None:
        """The index that serves now, to be written to; None when there is none or it must be built anew."""
        ...
