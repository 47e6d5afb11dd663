"""A Document as flat rows with stable addresses, and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .articles import group_number
from .document import GROUPS, Attached, Document, Node
from .inside import article_lines
from .numbers import key_letter

_PREFIX = {
    "part": "phan", "chapter": "chuong", "section": "muc", "subsection": "tieu-muc",
    "article": "dieu", "clause": "khoan", "point": "diem", "dash": "gach", "paragraph": "doan", "annex": "phu-luc",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One place in reading order. `key` is unique in the act; `body` is an article's whole text, else empty."""

    kind: str
    key: str
    parent_key: str
    number: str
    ordinal: int
    level: int
    heading: str
    text: str
    body: str


class _Rows:
    """Hands out unique keys and running ordinals."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.count = 0

    def key(self, path: str) -> str:
        key, copy = path, 2
        while key in self.taken:
            key, copy = f"{path}-{copy}", copy + 1
        self.taken.add(key)
        return key

    def next(self) -> int:
        self.count += 1
        return self.count

    def emit(self, nodes: list[Node], parent: str, level: int, scope: str) -> Iterator[Row]:
        """Rows of these nodes and all below; `scope` is the annex they stand in ("" for the act itself)."""
        paragraphs = 0
        for node in nodes:
            paragraphs += node.kind == "paragraph"
            key = self.key(_path(node, parent, scope, paragraphs))
            body = "\n".join(article_lines(node)) if node.kind == "article" else ""
            yield Row(
                node.kind, key, parent, node.number, self.next(), level, node.heading, node.text, body
            )  # fmt: skip
            yield from self.emit(node.children, key, level + 1, scope)


def _path(node: Node, parent: str, scope: str, paragraphs: int) -> str:
    name = _PREFIX[node.kind]
    if node.kind == "article":  # articles count through the whole act, whatever chapter they stand in
        return _below(scope, f"{name}-{key_letter(node.number.lower())}")
    if node.kind in GROUPS:
        return _below(parent, f"{name}-{group_number(node)}")
    number = str(paragraphs) if node.kind == "paragraph" else key_letter(node.number.lower())
    return _below(parent, f"{name}-{number}")


def _below(parent: str, part: str) -> str:
    return f"{parent}.{part}" if parent else part


def document_rows(document: Document) -> list[Row]:
    """Every place of a document: its own body, then each annex under "phu-luc-N"."""
    rows = _Rows()
    found = list(rows.emit(document.nodes, "", 0, ""))
    for number, attached in enumerate(document.attached, 1):
        key = rows.key(f"phu-luc-{number}")
        found.append(Row("annex", key, "", str(number), rows.next(), 0, attached.title, "", _annex_body(attached)))
        found.extend(rows.emit(attached.nodes, key, 1, key))
    return found


def _annex_body(attached: Attached) -> str:
    """The text of an annex without articles (those have their own); for search."""
    return "\n".join(node.text for node in attached.nodes if node.kind == "paragraph")


def document_json(document: Document) -> dict[str, Any]:
    """The shape `parse_document --json` promises (ARCHITECTURE.md, "Commands")."""
    return {
        "symbol": document.symbol,
        "kind": document.kind,
        "title": document.title,
        "issuer": document.issuer,
        "issued": document.issued.isoformat() if document.issued else None,
        "effective": document.effective.isoformat() if document.effective else None,
        "place": document.place,
        "addressees": document.addressees,
        "signer": document.signer,
        "signing_block": document.signing_block,
        "articles": [article_json(article) for article in document.articles()],
        "points": [] if document.articles() else [_node_json(node) for node in document.nodes],
        "attached": [
            {"title": attached.title, "articles": [article_json(article) for article in _attached_articles(attached)]}
            for attached in document.attached
        ],
        "recipients": document.recipients,
        "warnings": document.warnings,
    }


def _attached_articles(attached: Attached) -> list[Node]:
    return [node for root in attached.nodes for node in root.walk() if node.kind == "article"]


def article_json(article: Node) -> dict[str, Any]:
    """An article with its clauses; points that stand under no clause are in a clause with an empty number."""
    loose = [child.number for child in article.children if child.kind == "point"]
    clauses = [{"number": "", "points": loose}] if loose else []
    for child in article.children:
        if child.kind == "clause":
            points = [point.number for point in child.children if point.kind == "point"]
            clauses.append({"number": child.number, "points": points})
    return {"number": article.number, "heading": article.heading, "clauses": clauses}


def _node_json(node: Node) -> dict[str, Any]:
    return {
        "kind": node.kind,
        "number": node.number,
        "text": node.text or node.heading,
        "points": [_node_json(child) for child in node.children],
    }


def pack(document: Document) -> dict[str, Any]:
    """A Document as plain JSON, kept with a rival copy until the librarian decides; `unpack` gives it back."""
    return {
        **{name: getattr(document, name) for name in _TEXT_FIELDS},
        "issued": document.issued.isoformat() if document.issued else None,
        "effective": document.effective.isoformat() if document.effective else None,
        "nodes": [_pack_node(node) for node in document.nodes],
        "attached": [{"title": a.title, "nodes": [_pack_node(node) for node in a.nodes]} for a in document.attached],
    }


_TEXT_FIELDS = (
    "symbol", "kind", "title", "issuer", "place", "addressees", "preamble", "recipients", "signing_block", "signer",
    "warnings",
)  # fmt: skip


def _pack_node(node: Node) -> dict[str, Any]:
    packed: dict[str, Any] = {"kind": node.kind}
    for name in ("number", "heading", "text"):
        if getattr(node, name):
            packed[name] = getattr(node, name)
    if node.children:
        packed["children"] = [_pack_node(child) for child in node.children]
    return packed


def unpack(data: dict[str, Any]) -> Document:
    """The Document that `pack` wrote."""
    document = Document(**{name: data[name] for name in _TEXT_FIELDS})
    document.issued = dt.date.fromisoformat(data["issued"]) if data["issued"] else None
    document.effective = dt.date.fromisoformat(data["effective"]) if data["effective"] else None
    document.nodes = [_unpack_node(node) for node in data["nodes"]]
    document.attached = [Attached(a["title"], [_unpack_node(node) for node in a["nodes"]]) for a in data["attached"]]
    return document


def _unpack_node(data: dict[str, Any]) -> Node:
    children = [_unpack_node(child) for child in data.get("children", ())]
    return Node(data["kind"], data.get("number", ""), data.get("heading", ""), data.get("text", ""), children)
