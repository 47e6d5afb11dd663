"""What stands inside an article: clauses, points, further paragraphs. The way back gives the very same lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .document import Node
from .numbers import follows, next_letter

_CLAUSE = re.compile(r"(\d{1,3}[a-zđ]?)\s?[.,]\s{0,3}(?=[^\d\s])")
_BARE_CLAUSE = re.compile(r"(\d{1,2})\s{1,3}(?=[A-ZÀ-ỸĐ])")
_POINT = re.compile(r"([a-zđ])\s?\)\s{0,3}(?=\S)")
_DASH = re.compile(r"[-–—+•]\s")


@dataclass(frozen=True, slots=True)
class Inner:
    """One paragraph inside an article: whether it is quoted from another act, and which paragraph of the file it is."""

    text: str
    quoted: bool = False
    at: int = -1


class _Builder:
    """Takes the paragraphs of one article in order and hangs each where it belongs."""

    def __init__(self, article: Node) -> None:
        self.article = article
        self.clause: Node | None = None
        self.point: Node | None = None
        self.behind_point = False

    def add(self, inner: Inner) -> None:
        if inner.quoted or not (self._open_clause(inner) or self._open_point(inner)):
            self._continue(inner)

    def _open_clause(self, inner: Inner) -> bool:
        text = inner.text
        last = self.clause.number if self.clause else "0"
        match = _CLAUSE.match(text) or _BARE_CLAUSE.match(text)
        if match is None or not follows(last, match[1], 3 if self.clause else 2):
            return False
        if match.re is _BARE_CLAUSE and not follows(last, match[1], 1):
            return False
        self.clause = Node("clause", match[1], text=text[match.end() :], at=inner.at)
        self.point = None
        self.behind_point = False
        self.article.children.append(self.clause)
        return True

    def _open_point(self, inner: Inner) -> bool:
        text = inner.text
        match = _POINT.match(text)
        letter = next_letter(self.point.number if self.point else "", match[1]) if match else None
        if match is None or letter is None:
            return False
        self.point = Node("point", letter, text=text[match.end() :], at=inner.at)
        self.behind_point = False
        (self.clause or self.article).children.append(self.point)
        return True

    def _continue(self, inner: Inner) -> None:
        """A further paragraph: a dash goes on the point right before it, anything else the clause or article around it.

        Behind such a paragraph dashes are no longer the point's: the lines keep their order.
        """
        holder = self.clause or self.article
        if self.point is not None and not self.behind_point and _DASH.match(inner.text):
            holder = self.point
        else:
            self.behind_point = True
        if holder.text or holder.children:
            holder.children.append(Node("paragraph", text=inner.text, at=inner.at, quoted=inner.quoted))
        else:
            holder.text, holder.text_at, holder.quoted = inner.text, inner.at, inner.quoted


def fill_article(article: Node, paragraphs: Iterable[Inner]) -> None:
    """Hang paragraphs into an article."""
    builder = _Builder(article)
    for inner in paragraphs:
        builder.add(inner)


def article_lines(article: Node) -> list[str]:
    """The article's whole text as lines, heading not included; reading them again gives the same article."""
    lines = [article.text] if article.text else []
    for child in article.children:
        lines.extend(_lines(child))
    return lines


def _lines(node: Node) -> list[str]:
    mark = {"clause": f"{node.number}. ", "point": f"{node.number}) "}.get(node.kind, "")
    lines = [mark + node.text]
    for child in node.children:
        lines.extend(_lines(child))
    return lines
