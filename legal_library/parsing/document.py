"""The shape of a read document: plain data, no Django, so that a parser can be tried on a file alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "part", "chapter", "section", "subsection", "article", "clause", "point", "dash", "paragraph", "annex"
]  # fmt: skip
GROUPS: tuple[Kind, ...] = ("part", "chapter", "section", "subsection")


@dataclass(slots=True)
class Node:
    """A place in a document. `number` as written ("28", "11a", "II", "đ"); `text` is its own, not its children's.

    `at` is the paragraph of the file it begins in, `text_at` an article's first words below its heading; `quoted`
    says that they are another act's words. All three are known only while a file is being read.
    """

    kind: Kind
    number: str = ""
    heading: str = ""
    text: str = ""
    children: list[Node] = field(default_factory=list)
    at: int = field(default=-1, compare=False, repr=False)
    text_at: int = field(default=-1, compare=False, repr=False)
    quoted: bool = field(default=False, compare=False, repr=False)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Attached:
    """What is issued with the act after its signature: a regulation with articles of its own, a list, a form."""

    title: str
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """Everything read from one text. Empty means: the text does not say; `warnings` are sentences for the librarian.

    `contradictions` are those of them that say the file may be another document than the one meant.
    """

    symbol: str = ""
    kind: str = ""
    title: str = ""
    issuer: str = ""
    place: str = ""
    issued: dt.date | None = None
    effective: dt.date | None = None
    addressees: list[str] = field(default_factory=list)
    preamble: str = ""
    nodes: list[Node] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signing_block: list[str] = field(default_factory=list)
    signer: str = ""
    warnings: list[str] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)

    def articles(self) -> list[Node]:
        """The act's own articles, in order: never those quoted in an amendment or standing in an annex."""
        return [node for root in self.nodes for node in root.walk() if node.kind == "article"]


@dataclass(slots=True)
class Words:
    """The words of a file, a line for each paragraph; `doubts` are what its form hides, as sentences."""

    text: str
    doubts: list[str] = field(default_factory=list)


class Unreadable(Exception):
    """The file cannot be read as a legal text; the message is a sentence for the person who sent it."""


class Scan(Unreadable):
    """The file is the picture of a text: it is kept, and its words are asked for."""


def too_long(name: str, most: int) -> str:
    """Why a text of more letters than this is not taken, and what to do."""
    letters = f"{most:,}".replace(",", ".")
    return f"Tệp “{name}” có hơn {letters} chữ cái, không nhập được; hãy chia nhỏ: tách phụ lục thành tệp riêng."
