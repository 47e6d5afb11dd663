"""Between the rows of one article and its tree, and from the words an amending act quotes to a tree. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from ..parsing.articles import article_head, split_heading
from ..parsing.document import Kind, Node
from ..parsing.inside import Inner, fill_article
from ..parsing.numbers import POINT_LETTERS, split_number

_CLAUSE = re.compile(r"(\d{1,3}[a-zđ]?)\s?\.\s{0,3}")
_POINT = re.compile(r"([a-zđ]\d?)\s?\)\s{0,3}")
_HEADING = re.compile(r"(Phần|Chương|Mục|Tiểu mục)\s+([IVXL]+|\d+[a-zđ]?)\b[.:]?\s*(.*)$", re.IGNORECASE)
_GROUPS: dict[str, Kind] = {"phần": "part", "chương": "chapter", "mục": "section", "tiểu mục": "subsection"}
_QUOTES = '“”„«»"'


class TextRow(Protocol):
    kind: str
    key: str
    parent_key: str
    number: str
    heading: str
    text: str


class NotATree(ValueError):
    """The words do not begin as the place they are for."""


def tree_of(rows: Sequence[TextRow]) -> Node | None:
    """The article (or heading) of these rows in reading order; the first row is its own."""
    nodes: dict[str, Node] = {}
    root: Node | None = None
    for row in rows:
        node = Node(row.kind, row.number, row.heading, row.text)  # type: ignore[arg-type]
        nodes[row.key] = node
        if root is None:
            root = node
        else:
            nodes.get(row.parent_key, root).children.append(node)
    return root


def copy_of(node: Node) -> Node:
    return Node(node.kind, node.number, node.heading, node.text, [copy_of(child) for child in node.children])


def lines_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def unquoted(text: str) -> str:
    """The words without the quotation marks around the whole of them."""
    bare = text.strip()
    if bare[:1] in _QUOTES:
        bare = bare[1:]
    bare = re.sub(r"[”“»\"]\s?[.;,]?\s?$", "", bare.rstrip())
    return bare.strip()


def read_article(text: str) -> Node:
    """An article from its quoted words. Raises NotATree."""
    lines = lines_of(unquoted(text))
    head = article_head(lines[0]) if lines else None
    if head is None:
        raise NotATree("Nội dung mới không bắt đầu bằng “Điều …”.")
    heading, opening = split_heading(head.heading)
    article = Node("article", head.number, heading)
    body = [opening, *lines[1:]] if opening else lines[1:]
    fill_article(article, (Inner(line) for line in body))
    return article


def read_heading(text: str) -> Node:
    """A chapter or section without its articles: its word and number, then its name. Raises NotATree."""
    lines = lines_of(unquoted(text))
    found = _HEADING.match(lines[0]) if lines else None
    if found is None:
        raise NotATree("Nội dung mới không bắt đầu bằng “Chương …” hoặc “Mục …”.")
    name = " ".join([found[3].strip(" ."), *lines[1:]]).strip()
    return Node(_GROUPS[found[1].lower()], found[2], name)


def read_clauses(text: str) -> list[Node]:
    """Clauses from their quoted words; each keeps the number it is written with. Raises NotATree."""
    return _read_list(text, _CLAUSE, "clause", "1.")


def read_points(text: str) -> list[Node]:
    """Points from their quoted words. Raises NotATree."""
    return _read_list(text, _POINT, "point", "a)")


def _read_list(text: str, mark: re.Pattern[str], kind: Kind, first: str) -> list[Node]:
    """Each piece that begins with a mark of the kind is read as the first of an article of its own."""
    pieces: list[tuple[str, list[str]]] = []
    for line in lines_of(unquoted(text)):
        found = mark.match(line)
        if found and (not pieces or rank(found[1]) > rank(pieces[-1][0])):
            pieces.append((found[1], [f"{first} {line[found.end() :]}"]))
        elif pieces:
            pieces[-1][1].append(line)
        else:
            raise NotATree(f"Nội dung mới không bắt đầu bằng số của {'khoản' if kind == 'clause' else 'điểm'}.")
    return [_read_piece(number, lines) for number, lines in pieces]


def _read_piece(number: str, lines: list[str]) -> Node:
    holder = Node("article")
    fill_article(holder, (Inner(line) for line in lines))
    first = holder.children[0] if holder.children else Node("paragraph", text=lines[0])
    first.number = number
    first.children.extend(holder.children[1:])
    return first


def rank(number: str) -> tuple[int, int, int]:
    """Sorting place of an article, clause or point: "11" before "11a" before "12"; "d" before "đ"."""
    whole, letter = split_number(number)
    if whole:
        return (whole, POINT_LETTERS.find(letter) + 1 if letter else 0, 0)
    letters = number.lower()
    extra = int(letters[1:]) if letters[1:].isdigit() else 0
    return (0, POINT_LETTERS.find(letters[:1]) + 1, extra)


def place_in(siblings: Iterable[Node], kind: Kind, number: str) -> int:
    """Where a new child of this kind and number belongs among its siblings."""
    at = 0
    for index, node in enumerate(siblings):
        is_before = node.kind == kind and rank(node.number) < rank(number)
        if is_before or (at == index and node.kind not in ("clause", "point")):
            at = index + 1
    return at
