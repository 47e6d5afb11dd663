"""The places an instruction names, with what its surroundings say about them. Every word must be accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter

from ..citations.mentions import Mention, mentions
from ..citations.resolving import Place, Resolver
from ..narrowed import Part, parts_in
from .groups import Group, groups_in, is_annex
from .shapes import Target
from .titles import without_titles

# What may stand between and around places without changing what is meant.
_FILLER = re.compile(
    r"(?:\b(?:và|hoặc|tại|của|các|như sau|sau đây|sau|vào|một số|điều|khoản|điểm|cụ thể|quy định|đã được|trong|số"
    r"|nội dung|thuộc|những|nhu sau|ở|toàn bộ)\b|[\s,;.:()])+"
)
_TITLE = re.compile(
    r"(?:\s?(?:ngày\s\d|của\s(?:Chính phủ|Thủ tướng|Bộ |Thanh tra|Quốc hội|Ủy ban|Ngân hàng|Tổng|Tòa|Viện|Hội đồng)"
    r"|quy định|hướng dẫn|về\s|ban hành|sửa đổi|quy chế|được sửa đổi|đã được sửa đổi))"
)
_END = re.compile(r"\sthành\s?:\s?$|\s?(?:,\s)?(?:cụ thể\s)?(?:như|nhu) sau\s?:?\s?$|\s?:\s?$|\s?[.;]\s?$")
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
# "điểm đ(i) khoản 1": less than the point.
_ITEM_OF_POINT = re.compile(r"(?<!\w)[a-zđ]\d?\s?\([ivx]{1,4}\)")
_OWN_TITLE = re.compile(
    r"\s?(?:ngày\s\d[\d/]*(?:\stháng\s\d{1,2}\snăm\s\d{4})?,?)?\s?(?:của\s[^;:“”]{3,90}?)?\s?"
    r"(?:quy định|hướng dẫn|về\s|ban hành|sửa đổi|bổ sung)[^;:“”]{1,300}$"
)
# "tên các điều 35, 36 và 37": each has its name.
_NAMES = re.compile(
    r"\btên\s(?:của\s)?các\s[Đđ]iều\s(?P<list>\d{1,4}[a-zđ]?(?:(?:,\s|,?\svà\s)\d{1,4}[a-zđ]?){0,40})(?!\w)"
)
_NAME = re.compile(
    r"\btên(?:\s(?:của|gọi của|gọi))?(?:\sđiều(?=\s?(?:[,;]|và\s)|\sĐiều\s\d{1,4}[a-zđ]?(?!\w)(?!(?:,|,?\svà)\sĐiều)))?"
    r"(?=\s?(?:,|;|và\s|\s(?:Điều|điều|các điều|khoản|điểm|Chương|chương|Mục|mục|Phần|phần|Tiểu mục|tiểu mục)\s))"
)
_NUMBER = re.compile(r"\d{1,4}[a-zđ]?")
_HEADING = "tên"
_OF = re.compile(r"\s*(?:(?:của|tại|trong|ở|thuộc)\s+)?$")
_JOINED = re.compile(r"\s*(?:,|;|,?\s?và|;\s?và)\s+$")
_PLACE_BEHIND = re.compile(r"\s+(?:(?:của|tại|thuộc|trong)\s)?(?:các\s)?(?:điểm|khoản|Điều|điều|tiết)\s")
_ISSUED_WITH = re.compile(r"\b(?:được\s)?(?:ban hành\s)?kèm(?:\stheo)?\b")


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounding headings say: the act, article and clause meant when an instruction names less.

    `amends`: they say that some act is changed, though which one may not be known; `unclear`: the places they name
    were not understood, so that words below which name none are not meant everywhere.
    """

    document: str | None = None
    article: str | None = None
    clause: str | None = None
    amends: bool = False
    unclear: bool = False

    @property
    def is_known(self) -> bool:
        """Whether what stands below changes an act."""
        return self.document is not None or self.amends

    def place(self) -> Place:
        return Place(self.article, self.clause, None, self.document)


@dataclass(frozen=True, slots=True)
class Named:
    """Places named in some words; `rest` is what could not be accounted for ("" when all is understood).

    `document` is the act named or meant, `acts` those the words themselves name as a whole; `said`: they name some act.
    `left`: the words without the parts and groups that are among the targets.
    """

    targets: list[Target]
    rest: str
    document: str | None = None
    acts: tuple[str, ...] = ()
    said: bool = False
    left: str = ""


def strip_end(words: str) -> str:
    return _END.sub("", words)


def named_places(words: str, context: Context, resolver: Resolver) -> Named:
    """The places in these words. A whole act is a target only when no place in it is named."""
    words = _NAMES.sub(_each_name, without_titles(_AMENDED.sub("", strip_end(words))))
    narrowings = _narrowings(words)
    words = _blanked(words, narrowings)
    found = list(mentions(words))
    document = _document(found, context, resolver)
    context = replace(context, document=document)
    spots = [(each.start, _target(each, context, resolver)) for each in found if each.spot is not None]
    groups = [
        group
        for group in _outside(groups_in(words), _spans(found), words)
        if not _PLACE_BEHIND.match(words, group.end)  # "Mục 3 điểm d khoản 2 Điều 1" is no place of ours
    ]
    words = _blanked(words, groups)
    spots += [
        (group.start, Target(act or document, group=group.words))
        for group, act in zip(groups, _acts_behind(groups, found, context, resolver), strict=True)
    ]
    targets, lost = _narrowed(sorted(spots, key=itemgetter(0)), narrowings, words, context)
    rest = " ".join([_rest(words, found), *lost])
    if any(is_annex(group.words) for group in groups):
        rest = _ISSUED_WITH.sub(" ", rest)
    if open_range := _OPEN_RANGE.search(words):
        rest += open_range[0]
    if item := _ITEM_OF_POINT.search(words):
        rest += f" {item[0]}"
    said = any(mention.target is not None for mention in found)
    return Named(targets, _trim(rest), document, _acts(found, context, resolver), said, words)


def _each_name(names: re.Match[str]) -> str:
    """ "tên các điều 35, 36" as "tên Điều 35, tên Điều 36"."""
    return ", ".join(f"tên Điều {number}" for number in _NUMBER.findall(names["list"]))


def _narrowings(words: str) -> list[Part]:
    """What makes places smaller: their names and parts, in the order of the text."""
    names = [Part(_HEADING, match.start(), match.end()) for match in _NAME.finditer(words)]
    return sorted([*names, *parts_in(words)], key=attrgetter("start"))


def _blanked(words: str, spans: Sequence[Part | Group]) -> str:
    """The words with blanks in place of these, so that all others stay where they are."""
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += [words[done : span.start], " " * (span.end - span.start)]
        done = span.end
    return "".join([*pieces, words[done:]])


def _outside(groups: list[Group], spans: list[tuple[int, int]], words: str) -> list[Group]:
    """Groups that are no mere address of an article ("Điều 4 Chương II"); one beside such an address is none.

    "Điều 27 Mục 2 Chương IV, Chương V": chapter V is named for itself.
    """
    found: list[Group] = []
    place = 0
    for index, group in enumerate(groups):
        while place < len(spans) and spans[place][1] <= group.start:
            place += 1
        listed = _lists_annexes(groups[index : index + 2], words)
        beside = listed or (index > 0 and _JOINED.fullmatch(words, groups[index - 1].end, group.start) is not None)
        if place == len(spans) or group.start < spans[place][0] or beside:
            found.append(group)
    return found


def _lists_annexes(two: list[Group], words: str) -> bool:
    """ "Điều 15, Phụ lục số 01, Phụ lục số 07": annexes of a list; one alone may say where the article stands."""
    return (
        len(two) > 1
        and all(is_annex(group.words) for group in two)
        and words[: two[0].start].endswith(", ")
        and words[two[0].end : two[1].start] == ", "
    )


def _acts_behind(
    groups: list[Group], found: list[Mention], context: Context, resolver: Resolver
) -> Iterator[str | None]:
    """For each group the act named behind it: "Nghị định số A và Mục 4 Chương III Nghị định số B" is one of B."""
    naming = [mention for mention in found if mention.target is not None]
    place = 0
    for group in groups:
        while place < len(naming) and naming[place].whole[1] <= group.end:
            place += 1
        act = resolver.resolve(naming[place], context.place())[0] if place < len(naming) else None
        yield None if act == "self" else act


def _narrowed(
    spots: list[tuple[int, Target]], narrowings: list[Part], words: str, context: Context
) -> tuple[list[Target], list[str]]:
    """The targets with the narrowings, each at the place it stands before; and the narrowings that stand before none.

    "đoạn mở đầu và điểm a khoản 2 Điều 5": the opening is that of the clause.
    """
    if not spots and len(narrowings) == 1 and context.article and narrowings[0].words != _HEADING:
        whole = Target(context.document, context.article, context.clause)
        return [replace(whole, part=narrowings[0].words)], []
    targets: list[Target] = []
    lost: list[str] = []
    places, parts = list(spots), list(narrowings)
    behind: tuple[int, Target, bool] | None = None  # where the next target stands, and whether it is one of a part
    while places or parts:
        if places and (not parts or places[-1][0] > parts[-1].start):
            behind = (*places.pop(), False)
            targets.append(behind[1])
            continue
        part = parts.pop()
        between = words[part.end : behind[0]] if behind else ""
        target = _with_part(part, behind[1], between, beside_part=behind[2]) if behind else None
        if behind is None or target is None:
            lost.append(part.words)
            continue
        if _OF.match(between) and not behind[2]:
            targets[-1] = target
        else:
            targets.append(target)
        behind = (part.start, target, True)
    return targets[::-1], lost


def _with_part(part: Part, behind: Target, between: str, *, beside_part: bool) -> Target | None:
    """The target of a part that stands before another target, or None when it is not clear of what it is one."""
    if beside_part and not _JOINED.match(between):
        return None
    if not beside_part and not _OF.match(between):
        if not _JOINED.match(between) or behind.group or behind.heading:
            return None
        behind = _holder(behind, whole=part.words == _HEADING)
    elif beside_part:
        behind = replace(behind, part="", heading=False)
    if part.words == _HEADING:
        return replace(behind, heading=True, part="")
    return replace(behind, part=part.words) if behind.article else None


def _holder(target: Target, *, whole: bool) -> Target:
    """The clause of a point, the article of a clause; `whole`: the article in any case."""
    if target.point and not whole:
        return replace(target, point=None)
    return replace(target, clause=None, point=None)


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
    return _FILLER.sub(" ", f" {rest} ").strip()
