"""From a text to its citations: which paragraph stands where, then what each mention means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

# The reader of amendments reads places with this package's parts; by module, so that either may be loaded first.
from ..amendments import reading as amending
from ..articles import article_head
from ..collector import collector_at_rest
from ..document import Document, Node, Unreadable
from ..paragraphs import Paragraph, is_capitals
from ..quotes import balance
from ..reader import Reading, read_text
from .mentions import Mention, mentions
from .resolving import Citation, Place, Resolver
from .targets import KIND, SELF, family, family_of

_OWN_NUMBER = re.compile(r"(?:(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Thông tư)\s)?[Ss][ốôo]\s?:")
# "Nghị định này quy định chi tiết các điều, khoản sau đây của Bộ luật Lao động:" – and below: "1. … theo Điều 12;".
_SPELLS_OUT = re.compile(
    r"(?:\d{1,2}\s?\.\s{0,2})?(?:Nghị định|Thông tư|Quyết định|Nghị quyết)(?: liên tịch)? này (?:quy định|hướng dẫn)"
    r"[^.:]{0,300}?(?:các điều|điều, khoản|một số điều|các nội dung|các quy định|một số nội dung)[^.:]{0,300}?:\s?$"
)
_QUOTED_HEAD = re.compile(r"^[“\"„«]\s?")


@collector_at_rest()
def extract(text: str) -> list[Citation]:
    """Every citation of a text in reading order."""
    try:
        reading = read_text(text)
    except Unreadable:
        return []
    return list(_of_reading(reading))


def read(text: str, place: Place | None = None, resolver: Resolver | None = None) -> list[Citation]:
    """The citations of one paragraph (NFC) that stands at `place`; for a text the library already holds."""
    return list(_cited(Paragraph(text, 1), list(mentions(text)), place or Place(), resolver or Resolver()))


def _of_reading(reading: Reading) -> Iterator[Citation]:
    document = reading.document
    numbers = frozenset(article.number for article in document.articles())
    resolver = Resolver(document.effective or document.issued, numbers)
    found = [(paragraph, _mentions(paragraph)) for paragraph in reading.paragraphs]
    resolver.about(document.title, _kind(document, (inside for _, inside in found)))
    amendments = amending.read_all(document)
    places = placed(document, reading.paragraphs, amendments.meant)
    for (paragraph, inside), place in zip(found, places, strict=True):
        resolver.bind(inside, paragraph.text, founding=place.article is None)
    listing: str | None = None  # the article whose list names what the act spells out
    for (paragraph, inside), place in zip(found, places, strict=True):
        if place.article != listing:
            opens = paragraph.text.endswith(":") and _SPELLS_OUT.match(paragraph.text)
            listing = place.article if opens else None
        if paragraph.at in amendments.heard:
            yield from _ordered(paragraph, inside, place, resolver)
        else:
            yield from _cited(paragraph, _guided(inside) if listing else inside, place, resolver)


def _ordered(paragraph: Paragraph, inside: list[Mention], place: Place, resolver: Resolver) -> Iterator[Citation]:
    """Of an instruction, whose places are those of the amended act: "kèm theo Nghị định này" is still the amender."""
    depth = last = 0
    for mention in sorted(inside, key=lambda each: each.start):
        says_this = mention.target is not None and mention.target.document == SELF
        if says_this:
            depth, last = depth + balance(paragraph.text[last : mention.start]), mention.start
        own = says_this and depth <= 0
        yield from _cited(paragraph, [mention], Place() if own else place, resolver)


def _guided(inside: list[Mention]) -> list[Mention]:
    """Places without an act in such a list are those of the law that is spelt out."""
    return [
        replace(mention, guided=True) if mention.target is None and mention.spot and mention.spot.article else mention
        for mention in inside
    ]


def _kind(document: Document, found: Iterable[list[Mention]]) -> str:
    """What an act calls itself; a file without a head says it by its symbol or by "Luật này" in its text."""
    kind = document.kind or family_of(document.symbol)
    if kind:
        return kind
    said = Counter(
        family(mention.target.kind)
        for inside in found
        for mention in inside
        if mention.target and mention.target.document == SELF
    )
    said.pop("", None)
    if "QH" in document.symbol and document.title.startswith(("Về ", "Thi hành ")):
        return "nghị quyết"  # no law is named so
    return said.most_common(1)[0][0] if said else ""


def _mentions(paragraph: Paragraph) -> list[Mention]:
    """The mentions of a paragraph; a heading's own "Điều 5.", the act's own number and title are none."""
    text = paragraph.text
    if (_OWN_NUMBER.match(text) and len(text) < 80) or (KIND.match(text) and is_capitals(text)):
        return []
    mark = _QUOTED_HEAD.match(text)
    opened = mark.end() if mark else 0
    head = article_head(text[opened:])
    skip = opened + len(text[opened:]) - len(head.heading) if head else 0
    return [mention for mention in mentions(text) if mention.start >= skip]


def _cited(paragraph: Paragraph, inside: list[Mention], place: Place, resolver: Resolver) -> Iterator[Citation]:
    for mention in inside:
        start, end = mention.whole
        doubt = mention.target.doubt if mention.target else ""
        document, *provision = resolver.resolve(mention, place)
        if document is None and _is_plain_word(mention):
            continue
        article, clause, point = provision
        yield Citation(
            paragraph.line_at(mention.start), paragraph.text[start:end], document, article, clause, point,
            mention.start, mention.end, doubt,
        )  # fmt: skip


def _is_plain_word(mention: Mention) -> bool:
    """ "Quyết định này phải được gửi …" in a law is a decision it speaks of, no act."""
    target = mention.target
    decision = target is not None and target.document == SELF and target.kind.lower() in ("quyết định", "nghị quyết")
    return decision and mention.spot is None


def placed(document: Document, paragraphs: list[Paragraph], meant: dict[int, Place]) -> list[Place]:
    """The place of each paragraph of a file; one without a place of its own stands where the one before it does.

    `meant`: what an amendment says of a paragraph.
    """
    known: dict[int, Place] = {}
    for node in document.nodes:
        _place(node, Place(), known)
    for attached in document.attached:
        for node in attached.nodes:
            _place(node, Place(), known)
    places: list[Place] = []
    last = Place()
    for paragraph in paragraphs:
        last = known.get(paragraph.at, last)
        places.append(meant.get(paragraph.at, last))
    return places


def _place(node: Node, place: Place, known: dict[int, Place]) -> None:
    if node.kind == "article":
        place = Place(article=node.number)
    elif node.kind == "clause":
        place = Place(place.article, node.number)
    elif node.kind == "point":
        place = Place(place.article, place.clause, node.number)
    if node.at >= 0:
        known.setdefault(node.at, place)
    for child in node.children:
        _place(child, place, known)
