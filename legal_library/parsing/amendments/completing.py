"""What an instruction leaves to the words around it: the act, the article of a clause, the place of new words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..citations.mentions import mentions
from ..citations.resolving import Place, Resolver
from ..document import GROUPS, Document, Node
from .places import Context, Named, named_places
from .shapes import Target

_ARTICLE = re.compile(r"[ĐD]i[êeểềếễ]u\s{1,2}(\d{1,4}[a-zđ]?)(?=\s?[.:])")
_CLAUSE = re.compile(r"(\d{1,3}[a-zđ]?)\s?\.\s")
_POINT = re.compile(r"([a-zđ]\d?)\s?\)")


def inside(place: Place, text: str) -> Place:
    """Where a paragraph of new words stands, after the one before it."""
    if article := _ARTICLE.match(text):
        return Place(article[1], None, None, place.document)
    if clause := _CLAUSE.match(text):
        return Place(place.article, clause[1], None, place.document)
    if point := _POINT.match(text):
        return Place(place.article, place.clause, point[1], place.document)
    return Place(place.article, place.clause, None, place.document)


def kind_of(target: Target) -> str:
    return "point" if target.point else "clause" if target.clause else "article"


def number_of(target: Target) -> str:
    return target.point or target.clause or target.article or ""


def shared(target: Target, behind: Target) -> Target:
    """ "tại điểm a và cụm từ … tại điểm b khoản 3 Điều 369": the first is of that clause and article too."""
    if target.article or target.group or not (target.clause or target.point or target.heading):
        return target
    return replace(target, article=behind.article, clause=target.clause or (behind.clause if target.point else None))


def completed(target: Target, behind: Target) -> Target:
    article = target.article or behind.article
    clause = target.clause or (behind.clause if target.point else None)
    if target.point and behind.point:
        article, clause = behind.article, behind.clause
    elif target.clause and not target.point and behind.clause:
        article = behind.article
    return replace(target, article=article, clause=clause)


def inserted(named: Named, behind: str, context: Context, resolver: Resolver) -> list[Target] | None:
    """For each new place, what it follows: the place named behind "sau", then each new one the next.

    Each new place is completed from it: "bổ sung khoản 3a vào sau khoản 3 Điều 5" says the article only once.
    """
    after = named_places(behind, replace(context, document=named.document), resolver)
    if after.rest or len(after.targets) != 1:
        return None
    if after.document != named.document:
        named.targets[:] = [replace(target, document=after.document) for target in named.targets]
    first = after.targets[0]
    for place, target in enumerate(named.targets):
        named.targets[place] = completed(target, first)
    return [first, *named.targets[:-1]]


# What a title says of the act it amends: whom that one guides, who amended it before.
_NOT_AMENDED = re.compile(
    r"(?:(?:quy định chi tiết|hướng dẫn)(?:(?:,|\svà)\s(?:hướng dẫn|biện pháp))?(?:\sthi hành)?"
    r"(?:\smột số\s(?:điều|khoản|điểm|nội dung)(?:,\s(?:điều|khoản|điểm|biện pháp thi hành))*)?(?:\scủa)?"
    r"|được sửa đổi(?:, bổ sung)?(?:\smột số điều)?\s(?:theo|bởi|tại))\s$",
    re.IGNORECASE,
)


# "… được sửa đổi bởi Thông tư A ngày 28 tháng 02 năm 2025 và Thông tư B".
_AND_ANOTHER = re.compile(r"(?:\sngày\s[\d/]{1,10}(?:\stháng\s\d{1,2}\snăm\s\d{4})?)?(?:,|,?\svà)\s", re.IGNORECASE)
# "Về việc sửa đổi, bổ sung một số điều của …": what stands below changes an act, be it known or not.
_WORK = r"(?:sửa đổi|b[ổồ] sung|bãi bỏ|thay thế)"
_AMENDS_SOME = re.compile(
    rf"(?:Về việc\s|Về\s)?{_WORK}(?:(?:,|,?\svà)?\s{_WORK}){{0,3}}"
    r"\s(?:(?:một số|các)\s)?(?:nội dung\s(?:tại\s)?)?(?:điều|khoản|điểm|cụm từ|từ ngữ)(?!\w)",
    re.IGNORECASE,
)


def _about_whole(document: Document, resolver: Resolver) -> Context:
    """What title and formula say is amended: the one act, if they name only one."""
    named = _amended(document.title, resolver) or _amended(document.preamble.rpartition("\n")[2], resolver)
    return Context(_only(named), amends=_AMENDS_SOME.match(document.title) is not None)


def about_articles(document: Document, resolver: Resolver) -> list[Context]:
    """For each article of the act, in order, what is amended there: by the act's title, or that of its chapter."""
    whole = _about_whole(document, resolver)
    return [context for root in document.nodes for context in _contexts(root, whole, resolver)]


def _contexts(node: Node, context: Context, resolver: Resolver) -> Iterator[Context]:
    if node.kind == "article":
        yield context
        return
    if node.kind in GROUPS:
        named = _amended(node.heading, resolver)
        if named or _AMENDS_SOME.match(node.heading):
            context = Context(_only(named), amends=True)
    for child in node.children:
        yield from _contexts(child, context, resolver)


def _only(named: set[str]) -> str | None:
    return next(iter(named)) if len(named) == 1 else None


def _amended(title: str, resolver: Resolver) -> set[str]:
    """The acts a title says are amended."""
    cut = re.search(_WORK, title, re.IGNORECASE)
    if cut is None:
        return set()
    words = " ".join(title[cut.start() :].split())
    named: set[str] = set()
    told = 0  # where the last act ends that the title only says amended, or guided by, the one before
    for mention in mentions(words):
        start, end = mention.whole
        symbol = resolver.resolve(mention, Place(document=None))[0]
        if not symbol:
            continue
        if named and (_NOT_AMENDED.search(words, 0, start) or (told and _AND_ANOTHER.fullmatch(words, told, start))):
            told = end
        else:
            named.add(symbol)
    return named
