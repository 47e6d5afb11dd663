"""What the words of a mention mean where they stand: "this article", a bare "Điều 5", "Luật Khiếu nại" without year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from search.text import fold

from .locations import THIS, Spot
from .mentions import Mention, mentions
from .names import Named, name_at
from .targets import SELF, Target, family, family_of

_LAWS = ("luật", "bộ luật", "pháp lệnh")
# "Luật Khiếu nại số 02/2011/QH13 (sau đây gọi là Luật)".
_CALLED = re.compile(
    r"[^.;()“”]{0,160}\((?:sau đây|dưới đây) (?:được )?(?:gọi|viết)(?: tắt| chung)* là:? [“\"]?"
    r"(?P<kind>Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định)[”\"]?\)"
)
_SUBJECTS = ("luật", "bộ luật", "pháp lệnh", "nghị định", "nghị quyết", "quyết định")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: in which act (`document`), article, clause and point."""

    article: str | None = None
    clause: str | None = None
    point: str | None = None
    document: str | None = SELF


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision or act named. `document` a symbol, "self" or None; `start`, `end` its words in the paragraph."""

    line: int
    text: str
    document: str | None
    article: str | None
    clause: str | None
    point: str | None
    start: int = 0
    end: int = 0
    doubt: str = ""

    def as_json(self) -> dict[str, Any]:
        """The shape `extract_citations --json` promises."""
        return {name: getattr(self, name) for name in ("line", "text", "document", "article", "clause", "point")}


@dataclass(slots=True)
class Resolver:
    """Knows the citing act: its day, its articles, and which act of a name it has cited with number or year."""

    day: dt.date | None = None
    articles: frozenset[str] | None = None
    latest: dt.date | None = None  # where only the year is known: its last day, `day` being the first
    bound: dict[str, str] = field(default_factory=dict)
    founding: set[str] = field(default_factory=set)
    subject: dict[str, str] = field(default_factory=dict)
    own: str = ""
    called: dict[str, str] = field(default_factory=dict)  # by names no table has, as the text itself says them

    def bind(self, mentions: Iterable[Mention], text: str, *, founding: bool = False) -> None:
        """Remember what a name means in this text, from the places that say it in full; `founding`: its preamble."""
        for mention in mentions:
            target = mention.target
            if target and target.document not in (None, SELF) and not target.doubt and target.kind:
                if target.called:
                    self.called.setdefault(target.called, target.document or "")
                named = None if target.called else target.amends or name_at(text, target.start)
                if short := _CALLED.match(text, target.end):
                    self.subject[short["kind"].lower()] = target.document or ""
                if named:
                    self.bound.setdefault(named.key, target.document or "")
                    if founding:
                        self.founding.add(named.key)

    def about(self, title: str, kind: str = "") -> None:
        """Take from the act's title which law its "Điều 5 của Luật" means: the only one of its kind named there."""
        self.own = kind.lower()
        named: dict[str, set[str]] = {}
        for mention in mentions(title):
            target = mention.target
            if mention.spot is None and target and target.kind.lower() in _SUBJECTS:
                symbol = target.document or (self._by_name(target.name) if target.name else None)
                if symbol and symbol != SELF:
                    named.setdefault(target.kind.lower(), set()).add(symbol)
        self.subject = {kind: symbols.pop() for kind, symbols in named.items() if len(symbols) == 1}

    def resolve(self, mention: Mention, place: Place) -> tuple[str | None, str | None, str | None, str | None]:
        """(document, article, clause, point) of a mention."""
        document = self._document(mention.target, mention.spot, place)
        if mention.guided and place.document == SELF:
            document = self._guided() or document
        elif document is None and mention.target is None and mention.coming:
            document = self._document(mention.coming, None, place)
        if mention.spot is None:
            return (document, None, None, None)
        return (document, *self._provision(mention.spot, place, has_target=mention.target is not None))

    def _document(self, target: Target | None, spot: Spot | None, place: Place) -> str | None:
        if target is None or (spot is not None and THIS in (spot.article, spot.clause, spot.point)):
            return self._own(spot, place)
        if target.document == SELF:
            return self._this(target, place)
        if target.document or (called := self._called(target)):
            return target.document or called
        if target.name is None:
            return self._unnamed(target.kind.lower(), place) if target.unnamed else None
        return self._by_name(target.name)

    def _called(self, target: Target) -> str | None:
        """What the longest name it begins with means in this text, of those no table has."""
        words = fold(target.words).split() if self.called and target.words else []
        names = (" ".join(words[:count]) for count in range(len(words), 0, -1))
        return next((self.called[name] for name in names if name in self.called), None)

    def _this(self, target: Target, place: Place) -> str | None:
        """ "Luật này" in a decree is the law just named, or the one of the title; in words of a decree it is none."""
        kind = family(target.kind)
        own = family(self.own) if place.document == SELF else family_of(place.document or "")
        if not kind or not own or kind == own:
            return place.document
        if target.behind:
            return self._document(target.behind, None, place)
        return self.subject.get(target.kind.lower()) if place.document == SELF else None

    def _unnamed(self, kind: str, place: Place) -> str | None:
        """ "Điều 5 của Nghị định": a decree speaks so of itself, a circular of the decree its title names."""
        return place.document if kind == self.own else self.subject.get(kind)

    def _by_name(self, name: Named) -> str | None:
        bound, act = self.bound.get(name.key), name.on(self.day)
        if self.latest and name.on(self.latest) != act:
            act = None  # the law changed within that year
        if bound is None:
            return act.symbol if act else None
        # "Luật Quản lý thuế số 78/2006/QH11" in a closing article is not what the act means elsewhere.
        past = self.day is not None and name.key not in self.founding and name.is_over(bound, self.day)
        return act.symbol if past and act else bound

    def _own(self, spot: Spot | None, place: Place) -> str | None:
        """A place without an act is one of the text itself, if it has such an article."""
        if spot and spot.article not in (None, THIS) and place.document == SELF and self.articles is not None:
            return SELF if spot.article in self.articles else None
        if spot and spot.grouped and place.article:
            return None  # an act with articles does not speak so of its own
        return place.document

    def _guided(self) -> str | None:
        """The one law an act says it guides."""
        laws = {symbol for kind, symbol in self.subject.items() if kind in _LAWS}
        return laws.pop() if len(laws) == 1 else None

    def _provision(self, spot: Spot, place: Place, *, has_target: bool) -> tuple[str | None, str | None, str | None]:
        article, clause, point = spot.article, spot.clause, spot.point
        here = not has_target or THIS in (clause, point)
        if article == THIS or (article is None and here and not spot.grouped):
            article = place.article
        if clause == THIS or (clause is None and point and here and spot.article is None):
            clause = place.clause
        if point == THIS:
            point = place.point
        return (article, clause, point)
