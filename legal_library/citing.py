"""Each place a text names, kept beside the text when it comes in; a page turns them into links in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from search.symbols import fold_symbol, slug
from search.text import place_number

from .definitions import Glossary
from .matching import is_unique_by_itself
from .models import Act, Citation, Provision, article_label, in_force_on
from .parsing.citations import read
from .parsing.citations.resolving import Place, Resolver
from .parsing.dates import find_date
from .parsing.numbers import key_letter

UNKNOWN = "không rõ văn bản được dẫn"
_AFTER = 40
_BATCH = 2000
_MOST_PLACES = 60


def citations_of(act: Act, rows: Iterable[Provision], articles: frozenset[str]) -> Iterator[Citation]:
    """What these rows name, as unsaved rows of their own. "This law" and "this article" alone are no citation."""
    resolver = Resolver(day=act.effective or act.issued, articles=articles)
    resolver.about(f"{act.kind} {act.title}", act.kind)
    for row in rows:
        if row.text:
            yield from _in_row(act, row, resolver)


def _in_row(act: Act, row: Provision, resolver: Resolver) -> Iterator[Citation]:
    own = _article_of(row.key)
    for found in read(row.text, _place(row.key), resolver):
        key = _key(found.article, found.clause, found.point)
        is_self = found.document == "self"
        if not found.end or (is_self and key in ("", own)) or not (found.document or key):
            continue
        symbol = "" if is_self or found.document is None else found.document
        if symbol and fold_symbol(symbol) == act.symbol_key:
            symbol = ""
        yield Citation(
            act=act,
            provision=row,
            start=found.start,
            end=found.end,
            symbol=symbol[:160],
            symbol_key=fold_symbol(symbol)[:160],
            target_key=key[:120],
            doubt=UNKNOWN if found.document is None else found.doubt[:200],
        )


def _place(key: str) -> Place:
    values: dict[str, str] = {}
    for segment in key.split("."):
        word, _, number = segment.partition("-")
        values[word] = place_number(number)
    return Place(values.get("dieu"), values.get("khoan"), values.get("diem"))


def _article_of(key: str) -> str:
    return next((segment for segment in key.split(".") if segment.startswith("dieu-")), "")


def _key(article: str | None, clause: str | None, point: str | None) -> str:
    if not article:
        return ""
    parts = [f"dieu-{key_letter(article.lower())}"]
    parts += [f"khoan-{key_letter(clause.lower())}"] if clause else []
    parts += [f"diem-{key_letter(point.lower())}"] if point else []
    return ".".join(parts)


def cite(act: Act, rows: Sequence[Provision]) -> None:
    """Read and keep the citations of new rows. Called by whoever wrote the rows, in the same transaction."""
    keys = act.provisions.filter(kind="article").values_list("number", flat=True)
    Citation.objects.bulk_create(citations_of(act, rows, frozenset(keys)), batch_size=_BATCH)


@dataclass(frozen=True, slots=True)
class CitedAt:
    """An article that names the place asked about."""

    act: Act
    key: str
    label: str


def naming(act: Act, key: str = "") -> QuerySet[Citation]:
    """Citations of an act, or of a place and what is below it, in texts that hold today."""
    held = in_force_on(timezone.localdate(), "provision__")
    others = Q(symbol_key=act.symbol_key) if _can_be_named(act) else Q(pk__in=[])
    found = Citation.objects.filter(held).filter(others | Q(act=act, symbol_key="", doubt=""))
    return found.filter(Q(target_key=key) | Q(target_key__startswith=f"{key}.")) if key else found


def _can_be_named(act: Act) -> bool:
    """A symbol several acts of the library share does not say which of them is meant."""
    return is_unique_by_itself(act.symbol) or not Act.objects.with_symbol(act.symbol).exclude(pk=act.pk).exists()


def cited_at(act: Act, key: str) -> list[CitedAt]:
    """The articles that name a place, other acts first; each once."""
    found: dict[tuple[int, str], CitedAt] = {}
    rows = naming(act, key).select_related("act").order_by("act_id", "provision__ordinal")
    for citation in rows.values_list("act_id", "provision__key")[:1000]:
        place = (citation[0], _article_of(citation[1]) or citation[1])
        if place != (act.pk, key):
            found.setdefault(place, CitedAt(act, place[1], ""))
    acts = {one.pk: one for one in Act.objects.for_index().filter(pk__in={pk for pk, _ in found})}
    places = [CitedAt(acts[pk], place, _label(place)) for pk, place in found]
    return sorted(places, key=lambda at: at.act.pk == act.pk)[:_MOST_PLACES]


def _label(key: str) -> str:
    return article_label(_article_of(key)) if "dieu-" in key else ""


def citing_acts(act: Act, most: int = 30) -> list[tuple[Act, int]]:
    """Other acts that name this one, with how often."""
    counted = (
        naming(act).exclude(act=act).order_by().values("act").annotate(times=Count("pk")).order_by("-times", "act")
    )
    times = {row["act"]: row["times"] for row in counted[:most]}
    acts = {found.pk: found for found in Act.objects.for_index().filter(pk__in=times)}
    return [(acts[pk], count) for pk, count in times.items()]


def most_missed(most: int = 100) -> list[tuple[str, int]]:
    """Symbols the texts name and the library has no act of, most named first."""
    known = Act.objects.order_by().values("symbol_key")
    missing = Citation.objects.exclude(symbol_key="").exclude(symbol_key__in=known)
    counted = missing.order_by().values("symbol").annotate(times=Count("pk")).order_by("-times", "symbol")[:most]
    return [(row["symbol"], row["times"]) for row in counted]


class Links:
    """Writes rows of an act with their citations as links; three queries for a whole page."""

    def __init__(self, act: Act, rows: Sequence[Provision], query: str = "", glossary: Glossary | None = None) -> None:
        self.act, self.query, self.glossary = act, query, glossary
        self.by_row: defaultdict[int, list[Citation]] = defaultdict(list)
        whole = len(rows) > 500  # SQLite bounds the values of one query
        wanted = Q(act=act) if whole else Q(provision__in=[row.pk for row in rows])
        for citation in Citation.objects.filter(wanted).order_by("provision_id", "start", "-end"):
            self.by_row[citation.provision_id].append(citation)
        keys = {citation.symbol_key for found in self.by_row.values() for citation in found} - {""}
        self.acts: defaultdict[str, list[Act]] = defaultdict(list)
        for one in Act.objects.filter(symbol_key__in=keys).only("symbol", "symbol_key", "slug", "issued"):
            self.acts[one.symbol_key].append(one)

    def link(self, row: Provision) -> SafeString:
        """The row's text, escaped, each citation a link to its act, article, clause or point."""
        return mark_safe("".join(self._pieces(row)))  # noqa: S308  every piece is escaped below

    def spans(self, row: Provision) -> Iterator[tuple[str, str, bool]]:
        """The row's words in order: what cites something with its address, and whether the library has that act."""
        done = 0
        for citation in self.by_row.get(row.pk, ()):
            address = self._address(citation, row.text)
            if address and citation.start >= done and citation.end <= len(row.text):
                yield row.text[done : citation.start], "", True
                known = not citation.symbol_key or citation.symbol_key in self.acts
                yield row.text[citation.start : citation.end], address, known
                done = citation.end
        yield row.text[done:], "", True

    def _pieces(self, row: Provision) -> Iterator[str]:
        for words, address, known in self.spans(row):
            if not address:
                yield from self._plain(words)
                continue
            css = "" if known else format_html(' class="{}"', "law-missing")
            yield format_html('<a href="{}"{}>{}</a>', address, css, words)

    def _plain(self, text: str) -> Iterator[str]:
        """Words that cite nothing: those the act defines lead to what they mean."""
        return self.glossary.marked(text) if self.glossary else iter((escape(text),))

    def _address(self, citation: Citation, text: str) -> str:
        if not citation.symbol_key:
            return "" if citation.doubt == UNKNOWN else place_address(self.act.slug, citation.target_key, self.query)
        acts = self.acts.get(citation.symbol_key, [])
        if not acts:
            return reverse("legal_library:document", args=[slug(citation.symbol)])
        act = _meant(acts, citation, text)
        return place_address(act.slug, citation.target_key) if act else ""


def _meant(acts: list[Act], citation: Citation, text: str) -> Act | None:
    """The act meant: the only one of a symbol that is unique, else the one of the date that follows it."""
    if len(acts) == 1 and is_unique_by_itself(citation.symbol):
        return acts[0]
    date = find_date(text[citation.end : citation.end + _AFTER])
    dated = [act for act in acts if date is not None and act.issued == date]
    if len(dated) == 1:
        return dated[0]
    return acts[0] if len(acts) == 1 and date is None else None


def place_address(act_slug: str, key: str, query: str = "") -> str:
    """The page of an article with the anchor of the place below it; without a place the act's own page."""
    if not key:
        return reverse("legal_library:document", args=[act_slug]) + query
    article, _, below = key.partition(".")
    return reverse("legal_library:article", args=[act_slug, article]) + query + (f"#{key}" if below else "")
