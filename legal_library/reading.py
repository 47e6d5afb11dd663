"""What the reading pages show: a document's lines in order, one article with its neighbours, summaries by date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.safestring import SafeString

from search.symbols import fold_symbol

from .cautions import waiting_on
from .citing import CitedAt, Links, cited_at, citing_acts
from .definitions import HEADING, Definition, Glossary, definitions_of
from .models import Act, Duty, Provision, ProvisionKind, SourceFile, Summary, article_number, in_force_on
from .relating import Related, related
from .used_here import Use, uses_of

# Above this a document's page is its contents only; every article has its own page.
WHOLE_TEXT_ARTICLES = 120
GROUPS = (ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.SUBSECTION)
_CONTENTS = (*GROUPS, ProvisionKind.ARTICLE, ProvisionKind.ANNEX)
# The foreign key is among them: a related manager reads it of every row.
_COLUMNS = (
    "act", "kind", "key", "parent_key", "number", "level", "heading", "text", "valid_from", "valid_to",
    "changed_by", "repealed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: `mark` is what stands before it ("1.", "a)", "–"), `indent` its depth inside its article.

    `since` and `grounds` say from when and by what an article has its words; `changed` whether this very line is new.
    """

    kind: str
    key: str
    mark: str
    heading: str
    text: SafeString
    indent: int
    label: str = ""
    since: dt.date | None = None
    grounds: tuple[str, ...] = ()
    changed: bool = False
    repealed: bool = False

    @property
    def day_before(self) -> str:
        return (self.since - dt.timedelta(days=1)).isoformat() if self.since else ""

    @property
    def is_group(self) -> bool:
        return self.kind in GROUPS or self.kind == ProvisionKind.ANNEX

    @property
    def is_own_page(self) -> bool:
        """An annexed regulation's articles count again from 1 and are read on the document's page."""
        return "." not in self.key


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A line of the contents. `in_text` is false for an article the library only has a summary of."""

    kind: str
    key: str
    label: str
    heading: str
    in_text: bool = True
    since: dt.date | None = None
    repealed: bool = False

    @property
    def is_article(self) -> bool:
        return self.kind == ProvisionKind.ARTICLE and "." not in self.key


@dataclass(frozen=True, slots=True)
class DocumentPage:
    act: Act
    lines: list[Line]
    outline: list[OutlineItem]
    summaries: list[Summary]
    original: SourceFile | None
    duties: list[Duty]
    outward: list[Related] = field(default_factory=list)
    inward: list[Related] = field(default_factory=list)
    cited_by: list[tuple[Act, int]] = field(default_factory=list)
    waiting: frozenset[str] = frozenset()

    @property
    def has_versions(self) -> bool:
        told = any(summary.valid_from or summary.valid_to for summary in self.summaries)
        return told or any(item.since for item in self.outline)

    @property
    def changed_since(self) -> list[tuple[str, str]]:
        """Key and name of articles that another act has changed while the text here is still the one first issued."""
        versions = {item.key for item in self.outline if item.since}
        told = {summary.key for summary in self.summaries if summary.valid_from}
        return _named(((told | self.waiting) - versions) if self.act.has_full_text else set())

    @property
    def changed_in_part(self) -> list[tuple[str, str]]:
        """Those whose text below is newer than the first one, while yet another change of them waits."""
        versions = {item.key for item in self.outline if item.since}
        return _named((self.waiting & versions) if self.act.has_full_text else set())


def _named(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Keys of whole articles with their names, in counting order."""
    articles = [(article_number(key), key) for key in keys if key.startswith("dieu-") and "." not in key]
    return [(key, f"Điều {number}") for (number, _), key in sorted(articles, key=lambda each: each[0][1])]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    act: Act
    key: str
    number: str
    heading: str
    lines: list[Line]
    group: str
    current: Summary | None
    others: list[Summary]
    before: OutlineItem | None
    after: OutlineItem | None
    text_is_older: bool = False
    told_of_another_day: bool = False
    days: list[dt.date] = field(default_factory=list)
    cited_at: list[CitedAt] = field(default_factory=list)
    defined: list[Definition] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    since: dt.date | None = None
    repealed: bool = False

    @property
    def has_versions(self) -> bool:
        """Whether text or summaries tell the article differently on different days."""
        told = (*self.others, self.current)
        return bool(self.days) or any(each and (each.valid_from or each.valid_to) for each in told)

    @property
    def citation(self) -> str:
        """How to cite the article in a letter or petition."""
        return f"Điều {self.number} {self.act.full_name}"


def today() -> dt.date:
    return timezone.localdate()


def document_page(act: Act, day: dt.date | None = None) -> DocumentPage:
    """Text, contents and summaries of an act as they stand on a day (today); at most seven queries."""
    day = day or today()
    whole = act_articles(act) <= WHOLE_TEXT_ARTICLES
    rows = list(rows_in_force(act, day, whole=whole)) if act.has_full_text else []
    summaries = current_summaries(act.summaries.filter(published=True), day)
    outline = _outline(rows, summaries)
    outward, inward = related(act)
    return DocumentPage(
        act=act,
        lines=_lines(act, rows, day) if whole else [],
        outline=outline,
        summaries=summaries,
        original=act.source_files.filter(is_current=True, kept=True).first() if act.has_full_text else None,
        duties=list(act.duties.all()),
        outward=outward,
        inward=inward,
        cited_by=citing_acts(act),
        waiting=waiting_on([act], day).get(act.pk, frozenset()),
    )


def find_act(slug: str) -> Act | None:
    """The act of an address, with the number of its articles counted in the same query."""
    articles = Provision.objects.filter(act=OuterRef("pk"), kind=ProvisionKind.ARTICLE).order_by().values("act")
    counted = articles.annotate(number=Count("pk")).values("number")
    return Act.objects.filter(slug=slug.lower()).annotate(articles=Subquery(counted)).first()


def act_articles(act: Act) -> int:
    return int(getattr(act, "articles", None) or 0)


def rows_in_force(act: Act, day: dt.date, *, whole: bool) -> QuerySet[Provision]:
    """Rows in force on a day without articles' long bodies; only what contents need when `whole` is false."""
    rows = act.provisions.filter(in_force_on(day)).order_by("ordinal", "position").only(*_COLUMNS)
    return rows if whole else rows.filter(kind__in=_CONTENTS).defer("text")


def _outline(rows: Iterable[Provision], summaries: Iterable[Summary]) -> list[OutlineItem]:
    """Contents: groups, articles, a letter's points, annexes; then articles known by a summary only, in their place."""
    items = [
        OutlineItem(
            row.kind, row.key, row.label, row.heading or _short(row), since=row.valid_from, repealed=row.repealed
        )
        for row in rows
        if row.kind in _CONTENTS or (row.kind == ProvisionKind.POINT and row.level == 0)
    ]
    have = {item.key for item in items}
    for summary in summaries:
        if summary.key not in have:
            item = OutlineItem(ProvisionKind.ARTICLE, summary.key, summary.label, summary.heading, in_text=False)
            items.insert(_place_for(items, summary), item)
    return items


def _place_for(items: list[OutlineItem], summary: Summary) -> int:
    """After the last article with a smaller number."""
    place = article_number(summary.key)[1]
    at = 0
    for index, item in enumerate(items):
        if item.is_article and article_number(item.key)[1] < place:
            at = index + 1
    return at


def _short(row: Provision) -> str:
    """A letter's point has no heading: its first words stand in the contents."""
    if row.kind != ProvisionKind.POINT:
        return ""
    return row.text if len(row.text) <= 90 else row.text[:90].rsplit(" ", 1)[0] + "…"


_MARKS = {ProvisionKind.CLAUSE: "{}.", ProvisionKind.POINT: "{})", ProvisionKind.DASH: "–"}


def _lines(
    act: Act, rows: list[Provision], day: dt.date, base: int | None = None, glossary: Glossary | None = None
) -> list[Line]:
    """`base` is the level of the article the rows stand in; without it they are a whole document."""
    links = Links(act, rows, f"?ngay={day.isoformat()}" if day != today() else "", glossary)
    older = _older_words(act, rows)
    return [_line(row, links, base, older) for row in rows]


def _older_words(act: Act, rows: list[Provision]) -> dict[tuple[str, dt.date], tuple[str, str]]:
    """(key, last day) to heading and text of rows that later versions took the place of."""
    if not any(row.valid_from for row in rows):
        return {}
    gone = act.provisions.filter(valid_to__isnull=False).values_list("key", "valid_to", "heading", "text")
    return {(key, day): (heading, text) for key, day, heading, text in gone if day}


def _line(
    row: Provision,
    links: Links,
    base: int | None,
    older: Mapping[tuple[str, dt.date], tuple[str, str]],
) -> Line:
    depth = row.key.count(".") if base is None else row.level - base
    mark = _MARKS.get(ProvisionKind(row.kind), "").format(row.number)
    if row.kind == ProvisionKind.POINT and row.number.isdigit():
        mark = f"{row.number}."
    in_letter = not row.key.startswith("dieu-") and bool(mark or depth)
    before = older.get((row.key, row.valid_from - dt.timedelta(days=1))) if row.valid_from else None
    return Line(
        row.kind,
        row.key,
        mark,
        row.heading,
        links.link(row),
        min(depth + in_letter, 3),
        row.label,
        since=row.valid_from,
        grounds=tuple(row.changed_by.split("\n")) if row.changed_by else (),
        changed=row.valid_from is not None and before != (row.heading, row.text),
        repealed=row.repealed,
    )


def article_page(act: Act, key: str, day: dt.date | None = None) -> ArticlePage | None:
    """One article with text or summaries, or None when the library knows neither; at most eight queries.

    `told_of_another_day`: there is no text, and no summary of this very day, so the nearest one stands for it.
    """
    day = day or today()
    rows = article_rows(act, key, day)
    summaries = list(act.summaries.filter(key=key, published=True))
    held = next((summary for summary in summaries if summary.holds_on(day)), None)
    # Where the library has the text, an article that stands neither in it nor in a summary of the day was not there.
    if not rows and (held is None if act.has_full_text else not summaries):
        return None
    outline = _articles(act, day)
    place = next((index for index, item in enumerate(outline) if item.key == key), 0)
    head = rows[0] if rows else None
    current = held if head else current_of(summaries, day)
    defines = head is None or HEADING in head.heading
    glossary = Glossary(() if defines else definitions_of(act, day))
    return ArticlePage(
        act=act,
        key=key,
        number=article_number(key)[0],
        heading=head.heading if head else (current or summaries[-1]).heading,
        lines=_lines(act, rows, day, head.level, glossary) if head else [],
        group=head.parent_key if head else "",
        current=current,
        others=[summary for summary in summaries if summary != current],
        before=outline[place - 1] if place > 0 else None,
        after=outline[place + 1] if place + 1 < len(outline) else None,
        since=head.valid_from if head else None,
        repealed=bool(head and head.repealed),
        told_of_another_day=head is None and held is None,
        text_is_older=bool(head and current and current.valid_from and head.valid_from is None),
        days=days_of(act, key) if head and (head.valid_from or head.valid_to) else [],
        cited_at=cited_at(act, key),
        defined=glossary.used,
        # The portal names acts by symbol, and its links open the act that has the symbol's own address.
        uses=uses_of(act.key(key)) if act.slug == fold_symbol(act.symbol) else [],
    )


def days_of(act: Act, key: str) -> list[dt.date]:
    """The days on which an article got other words, by its text or else by our summaries, in order."""
    for rows in (act.provisions.all(), act.summaries.filter(published=True)):
        found = {day for day in rows.filter(key=key).values_list("valid_from", flat=True) if day}
        if found:
            return sorted(found)
    return []


def article_rows(act: Act, key: str, day: dt.date) -> list[Provision]:
    """The article's own row first, then what stands below it."""
    if not act.has_full_text:
        return []
    rows = rows_in_force(act, day, whole=True).filter(key__gte=key, key__lt=f"{key}/")
    found = [row for row in rows if row.key == key or row.key.startswith(f"{key}.")]
    return found if found and found[0].key == key else []


def _articles(act: Act, day: dt.date) -> list[OutlineItem]:
    """Every article of an act, from text and summaries, in counting order; one query."""
    told = act.summaries.filter(published=True)
    summaries = list(told.only("act", "key", "heading", "number", "valid_from", "valid_to"))
    rows: Iterable[Provision] = ()
    if act.has_full_text:
        rows = rows_in_force(act, day, whole=False).filter(kind=ProvisionKind.ARTICLE)
    return [item for item in _outline(rows, current_summaries(summaries, day)) if item.is_article]


def current_summaries(summaries: Iterable[Summary], day: dt.date) -> list[Summary]:
    """One summary an article: the one that holds on the day, else the last."""
    by_key: dict[str, list[Summary]] = {}
    for summary in summaries:
        by_key.setdefault(summary.key, []).append(summary)
    found = [current_of(group, day) for group in by_key.values()]
    return [summary for summary in found if summary]


def current_of(summaries: list[Summary], day: dt.date) -> Summary | None:
    """The summary that holds on the day; for a repealed article the last that did."""
    return next((s for s in summaries if s.holds_on(day)), summaries[-1] if summaries else None)


def nearest(act: Act, key: str) -> list[OutlineItem]:
    """Up to four articles around a number the library does not know."""
    place = article_number(key)[1]
    items = sorted(_articles(act, today()), key=lambda item: abs(article_number(item.key)[1] - place))
    return sorted(items[:4], key=lambda item: article_number(item.key)[1])


def acts_like(slug: str) -> list[Act]:
    """Acts whose symbol begins with the same number, for an address nobody has."""
    number = slug.split("-", 1)[0]
    return list(Act.objects.for_index().filter(slug__startswith=f"{number}-")[:6])
