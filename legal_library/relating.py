"""Relations between acts, read from what an act says of itself: its grounds, its title, its last articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.symbols import fold_symbol

from .models import Act, Provision, Relation, RelationKind, article_label, article_number
from .parsing.citations import read
from .parsing.citations.resolving import Citation, Resolver

_AMENDS = re.compile(r"sửa đổi|bổ sung", re.IGNORECASE)
_CORRECTS = re.compile(r"đính chính", re.IGNORECASE)
_GUIDES = re.compile(r"quy định chi tiết|hướng dẫn|biện pháp (?:tổ chức )?thi hành|thi hành", re.IGNORECASE)
_ENDS = re.compile(r"thay thế|bãi bỏ|hết hiệu lực", re.IGNORECASE)
_REPLACES = re.compile(r"này thay thế|thay thế (?:cho )?(?:Luật|Nghị|Thông|Quyết|Pháp|Chỉ|Bộ)", re.IGNORECASE)
_LAST_ARTICLES = 4


def relations_of(act: Act, rows: Iterable[Provision]) -> list[Relation]:
    """Unsaved relations of an act; each kind, act and place once."""
    resolver = Resolver(day=act.issued or act.effective)
    found: dict[tuple[str, str, str], Relation] = {}
    for kind, place, citation in (*_grounds(act, resolver), *_title(act, resolver), *_ends(rows, resolver)):
        symbol = citation.document or ""
        if symbol in ("", "self") or fold_symbol(symbol) == act.symbol_key:
            continue
        target = _target(citation) if kind in (RelationKind.REPEALS, RelationKind.REPLACES) else ""
        relation = Relation(act=act, kind=kind, place=place, symbol=symbol[:160], target_key=target)
        relation.derive()
        found.setdefault((kind, relation.symbol_key, target), relation)
    return list(found.values())


_Found = tuple[RelationKind, str, Citation]


def _grounds(act: Act, resolver: Resolver) -> Iterator[_Found]:
    for line in act.preamble.splitlines():
        if line.lstrip(" -").lower().startswith("căn cứ"):
            yield from ((RelationKind.BASED_ON, "", citation) for citation in read(line, None, resolver))


def _title(act: Act, resolver: Resolver) -> Iterator[_Found]:
    kind = _kind_of_title(act.title)
    if kind:
        yield from ((kind, "", citation) for citation in read(act.title, None, resolver))


def _kind_of_title(title: str) -> RelationKind | None:
    if _CORRECTS.search(title):
        return RelationKind.CORRECTS
    if _AMENDS.search(title[:60]):
        return RelationKind.AMENDS
    return RelationKind.GUIDES if _GUIDES.search(title) else None


def _ends(rows: Iterable[Provision], resolver: Resolver) -> Iterator[_Found]:
    """Sentences of the last articles that end another act; one that amends only is no end."""
    articles: list[list[Provision]] = []
    for row in rows:
        if row.kind == "article" and "." not in row.key:
            articles.append([])
        if articles and row.key.startswith("dieu-"):
            articles[-1].append(row)
    for row in (row for article in articles[-_LAST_ARTICLES:] for row in article):
        for sentence in re.split(r"(?<=[.;])\s", row.text) if _ENDS.search(row.text) else ():
            if _ENDS.search(sentence) and not re.search(r"cụm từ|sửa đổi|trừ ", sentence):
                kind = RelationKind.REPLACES if _REPLACES.search(sentence) else RelationKind.REPEALS
                yield from ((kind, row.key, citation) for citation in read(sentence, None, resolver))


def _target(citation: Citation) -> str:
    return f"dieu-{citation.article.lower().replace('đ', 'dd')}" if citation.article else ""


def relate(act: Act, rows: Iterable[Provision]) -> None:
    """Put what was read in place of what was read before; what a librarian wrote stays."""
    act.relations.filter(by_hand=False).delete()
    written = set(act.relations.values_list("kind", "symbol_key", "target_key"))
    fresh = [r for r in relations_of(act, rows) if (r.kind, r.symbol_key, r.target_key) not in written]
    Relation.objects.bulk_create(fresh)


_Line = tuple[str, str, Act | None, str]


@dataclass(frozen=True, slots=True)
class Related:
    """One line of "related documents": the other act if the library has it, else its symbol."""

    kind: str
    symbol: str
    act: Act | None
    places: tuple[str, ...]

    @property
    def articles(self) -> list[tuple[str, str]]:
        """(key, "Điều 27") of the articles concerned that have a page of their own."""
        keys = [key for key in self.places if key.startswith("dieu-") and "." not in key]
        keys.sort(key=lambda key: article_number(key)[1])
        return [(key, article_label(key)) for key in keys]


def related(act: Act) -> tuple[list[Related], list[Related]]:
    """(what this act does to others, what others do to it), amendments of single articles gathered by act."""
    out = list(act.relations.all())
    into = list(Relation.objects.filter(symbol_key=act.symbol_key).exclude(act=act).select_related("act")[:300])
    targets = {
        one.symbol_key: one for one in Act.objects.for_index().filter(symbol_key__in={r.symbol_key for r in out})
    }
    outward: list[_Line] = [(r.kind, r.symbol, targets.get(r.symbol_key), r.target_key) for r in out]
    inward: list[_Line] = [(r.kind, r.act.symbol, r.act, r.target_key) for r in into]
    confirmed = act.changes.filter(state="confirmed").select_related("act")
    inward += [(RelationKind.AMENDS, a.act.symbol, a.act, a.unit) for a in confirmed]
    made = act.amendments.filter(state="confirmed", target__isnull=False).select_related("target")
    outward += [(RelationKind.AMENDS, a.target_symbol, a.target, a.unit) for a in made]
    return _gathered(outward), _gathered(inward)


def _gathered(found: list[_Line]) -> list[Related]:
    groups: dict[tuple[str, str], tuple[str, Act | None, dict[str, None]]] = {}
    for kind, symbol, act, key in found:
        *_, places = groups.setdefault((kind, fold_symbol(symbol)), (symbol, act, {}))
        if key:
            places[key] = None
    order = list(RelationKind.values)
    lines = [
        Related(kind, act.symbol if act else symbol, act, tuple(places))
        for (kind, _), (symbol, act, places) in groups.items()
    ]
    return sorted(lines, key=lambda line: (order.index(line.kind), line.symbol))
