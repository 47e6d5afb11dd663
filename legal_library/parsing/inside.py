"""What stands inside an article: clauses, points, further paragraphs. The way back gives the very same lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .document import Node
from .numbers import POINT_LETTERS, follows, next_letter, split_number
from .quotes import INSTRUCTION, orders

_CLAUSE = re.compile(r"(\d{1,3}[a-zđ]?)\s?[.,]\s{0,3}(?=[^\d\s])")
_BARE_CLAUSE = re.compile(r"(\d{1,2})\s{1,3}(?=[A-ZÀ-ỸĐ])")
_POINT = re.compile(r"([a-zđ])\s?\)\s{0,3}(?=\S)")
# "Sửa đổi điểm c khoản 2 như sau:" – what follows without marks may be that very point.
_NAMES_PLACE = re.compile(r"(?:[Đđ]iểm\s[a-zđ]\d?|[Kk]hoản\s\d{1,3}[a-zđ]?|[Đđ]iều\s\d{1,4}[a-zđ]?)(?!\w)")
_AMENDS = re.compile(r"(?:Sửa đổi|Bổ sung|Thay thế|Bãi bỏ)(?:,\s|\s)")
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
        self.announced = _announces(article.heading)
        self.doubts: list[str] = []

    def add(self, inner: Inner) -> None:
        if inner.quoted or not (self._open_clause(inner) or self._open_point(inner)):
            self._continue(inner)
        self.announced = not inner.quoted and _announces(inner.text)

    def _open_clause(self, inner: Inner) -> bool:
        text = inner.text
        last = self.clause.number if self.clause else "0"
        match = _CLAUSE.match(text) or _BARE_CLAUSE.match(text)
        if match is None:
            return False
        if not follows(last, match[1], 3 if self.clause else 2):
            if match.re is _BARE_CLAUSE or split_number(match[1])[0] <= split_number(last)[0] or not self._orders(text):
                return False
            self._gap(f"trước khoản {match[1]} không thấy khoản {split_number(last)[0] + 1}")
        if match.re is _BARE_CLAUSE and not follows(last, match[1], 1):
            return False
        self.clause = Node("clause", match[1], text=text[match.end() :], at=inner.at)
        self.point = None
        self.behind_point = False
        self.article.children.append(self.clause)
        return True

    def _orders(self, text: str) -> bool:
        """Whether a clause behind a gap is certainly one: in an article that amends it only has to begin like that."""
        return orders(text) or (_AMENDS.match(self.article.heading) is not None and INSTRUCTION.match(text) is not None)

    def _open_point(self, inner: Inner) -> bool:
        text = inner.text
        match = _POINT.match(text)
        if match is None:
            return False
        last = self.point.number if self.point else ""
        letter = next_letter(last, match[1])
        if letter is None:
            if not self._is_ahead(last, match[1], text):
                return False
            letter = match[1]
            clause = f" khoản {self.clause.number}" if self.clause else ""
            lost = POINT_LETTERS[POINT_LETTERS.find(last) + 1] if last else "a"
            self._gap(f"trước điểm {letter}{clause} không thấy điểm {lost}")
        self.point = Node("point", letter, text=text[match.end() :], at=inner.at)
        self.behind_point = False
        (self.clause or self.article).children.append(self.point)
        return True

    def _is_ahead(self, last: str, letter: str, text: str) -> bool:
        """A point behind a gap: it orders a change, or it is the first below words that announce points."""
        if POINT_LETTERS.find(letter) <= (POINT_LETTERS.find(last) if last else -1):
            return False
        return orders(text) or (self.announced and not last)

    def _gap(self, what: str) -> None:
        self.doubts.append(f"Điều {self.article.number}: {what}; có thể thiếu một phần văn bản.")

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


def _announces(text: str) -> bool:
    return text.endswith(":") and _NAMES_PLACE.search(text) is None


def fill_article(article: Node, paragraphs: Iterable[Inner]) -> list[str]:
    """Hang paragraphs into an article; gaps in its numbers come back as sentences."""
    builder = _Builder(article)
    for inner in paragraphs:
        builder.add(inner)
    return builder.doubts


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
