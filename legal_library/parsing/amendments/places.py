"""The places an instruction names, with what its surroundings say about them. Every word must be accounted for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..citations.mentions import Mention, mentions
from ..citations.resolving import Place, Resolver
from .shapes import Target
from .titles import without_titles

# What may stand between and around places without changing what is meant.
_FILLER = re.compile(
    r"(?:\b(?:và|hoặc|tại|của|các|như sau|sau đây|sau|vào|một số|điều|khoản|điểm|cụ thể|quy định|đã được|trong|số"
    r"|nội dung|thuộc|những|nhu sau)\b|[\s,;.:()])+"
)
_TITLE = re.compile(
    r"(?:\s?(?:ngày\s\d|của\s(?:Chính phủ|Thủ tướng|Bộ |Thanh tra|Quốc hội|Ủy ban|Ngân hàng|Tổng|Tòa|Viện|Hội đồng)"
    r"|quy định|hướng dẫn|về\s|ban hành|sửa đổi|quy chế|được sửa đổi|đã được sửa đổi))"
)
_END = re.compile(r"\s?(?:,\s)?(?:cụ thể\s)?(?:như|nhu) sau\s?:?\s?$|\s?:\s?$|\s?[.;]\s?$")
# "… của Luật A số 1/2008/QH12 đã được sửa đổi, bổ sung một số điều theo Luật số 2/2018/QH14": its earlier amenders.
_AMENDED = re.compile(
    r"\s?,?\s(?:đã\s)?được sửa đổi,? bổ sung(?:\smột số điều)?\s(?:theo|bởi|tại)"
    r"(?:,?\s?(?:và\s)?\s?(?:(?:[Kk]hoản \d{1,3}[a-z]?(?:,)?\s)?Điều \d{1,3}[a-z]?\s(?:của\s)?)?"
    r"(?:Luật|Bộ luật|Nghị định|Thông tư|Pháp lệnh|Nghị quyết|Quyết định)\s(?:số\s)?\d[\w/.-]{4,40}"
    r"(?:\sngày\s\d{1,2}(?:/\d{1,2}/|\stháng\s\d{1,2}\snăm\s)\d{4})?){1,8}"
)
# "từ khoản 1 Điều 5 đến khoản 3 Điều 7": what lies between is not said.
_OPEN_RANGE = re.compile(
    r"(?:khoản\s\S{1,5}\s(?:đến|tới)\s(?:hết\s)?điểm\s"
    r"|Điều\s(?P<from>\d{1,4}[a-zđ]?)\s(?:đến|tới)\s(?:hết\s)?(?:điểm\s|khoản\s\S{1,5}\sĐiều\s(?!(?P=from)\b)))"
)
_OWN_TITLE = re.compile(
    r"\s?(?:ngày\s\d[\d/]*(?:\stháng\s\d{1,2}\snăm\s\d{4})?,?)?\s?(?:của\s[^;:“”]{3,90}?)?\s?"
    r"(?:quy định|hướng dẫn|về\s|ban hành|sửa đổi|bổ sung)[^;:“”]{1,300}$"
)
_NAME_BEFORE = 24  # looking further back would read a long list anew for each of its places
_NAME = re.compile(r"\btên\s(?:của\s|gọi\s(?:của\s)?)?$")
_GROUP = re.compile(
    r"(?:(?P<name>tên)\s(?:của\s)?)?"
    r"(?P<group>(?:Chương|Mục|Phần)\s(?:[IVXL]{1,6}|\d{1,2}[a-z]?)(?!\w)(?:\s(?:của\s)?Chương\s[IVXL]{1,6})?)"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounding headings say: the act, article and clause meant when an instruction names less."""

    document: str | None = None
    article: str | None = None
    clause: str | None = None

    def place(self) -> Place:
        return Place(self.article, self.clause, None, self.document)


@dataclass(frozen=True, slots=True)
class Named:
    """Places named in some words; `rest` is what could not be accounted for ("" when all is understood).

    `document` is the act named or meant, `acts` those the words themselves name as a whole; `said`: they name some act.
    """

    targets: list[Target]
    rest: str
    document: str | None = None
    acts: tuple[str, ...] = ()
    said: bool = False


def strip_end(words: str) -> str:
    return _END.sub("", words)


def named_places(words: str, context: Context, resolver: Resolver) -> Named:
    """The places in these words. A whole act is a target only when no place in it is named."""
    words = without_titles(_AMENDED.sub("", strip_end(words)))
    found = list(mentions(words))
    document = _document(found, context, resolver)
    context = replace(context, document=document)
    targets: list[Target] = []
    for mention in found:
        if mention.spot is not None:
            target = _target(mention, context, resolver)
            named = _NAME.search(words, max(0, mention.start - _NAME_BEFORE), mention.start)
            targets.append(replace(target, heading=bool(named)))
    rest = _rest(words, found)
    if not targets:
        group = _GROUP.search(words)
        if group:
            targets = [Target(document, heading=bool(group["name"]), group=group["group"])]
            rest = rest.replace(group[0], " ", 1)
    if open_range := _OPEN_RANGE.search(words):
        rest += open_range[0]
    said = any(mention.target is not None for mention in found)
    return Named(targets, _trim(rest), document, _acts(found, context, resolver), said)


def _acts(found: list[Mention], context: Context, resolver: Resolver) -> tuple[str, ...]:
    whole = [resolver.resolve(mention, context.place())[0] for mention in found if mention.spot is None]
    return tuple(symbol for symbol in whole if symbol and symbol != "self")


def _document(found: list[Mention], context: Context, resolver: Resolver) -> str | None:
    for mention in found:
        if mention.target is not None:
            document = resolver.resolve(mention, context.place())[0]
            if document and document != "self":
                return document
    return context.document


def _target(mention: Mention, context: Context, resolver: Resolver) -> Target:
    document, article, clause, point = resolver.resolve(mention, context.place())
    if document in (None, "self"):
        document = context.document
    if mention.spot is not None and article is None:
        article = context.article
    if point and clause is None and mention.spot is not None and mention.spot.article is None:
        clause = context.clause
    return Target(document, article, clause, point)


def _rest(words: str, found: list[Mention]) -> str:
    """The words outside all places and acts, without an act's date, issuer and title."""
    pieces: list[str] = []
    done = 0
    acts = {mention.whole[0] for mention in found if mention.spot is None}
    for start, end in _spans(found):
        if start > done and not (done and start in acts and _OWN_TITLE.match(words, done, start)):
            pieces.append(words[done:start])
        done = max(done, end)
    tail = words[done:]
    if not (found and found[-1].target and _TITLE.match(tail)):
        pieces.append(tail)
    return " ".join(pieces)


def _spans(found: list[Mention]) -> list[tuple[int, int]]:
    return sorted({mention.whole for mention in found})


def _trim(rest: str) -> str:
    rest = re.sub(r"\btên\s(?:của\s|gọi\s(?:của\s)?)?(?=\s|$)", " ", rest)
    return _FILLER.sub(" ", f" {rest} ").strip()
