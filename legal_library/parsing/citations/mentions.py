"""Every mention of a provision or act in one paragraph, as the words stand; what "this" means is for the caller."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .locations import BEFORE_UNIT, THIS, UNIT_WORD, Spot, chain_at
from .names import ABBREVIATION
from .symbols import symbols_of
from .targets import KIND, SELF, Target, Targets, family

# Scans lose the blank: "quy định tạiĐiều 5".
_ANCHOR = re.compile(
    rf"(?:(?<!\w)|(?<=\Wtại)|(?<=\Wcủa)|(?<=\Wtheo))(?:(?P<unit>{BEFORE_UNIT}{UNIT_WORD}:?\s{{0,3}}(?=[\s\d]))|{KIND.pattern}|{ABBREVIATION.pattern})"
)
# Words whose last syllable only looks like a place: "thời điểm", "tài khoản".
_OTHER_WORD = re.compile(
    r"(?:tài|(?<!các )điều|thời|địa|quan|đặc|ưu|nhược|trọng|luận|số|bách|trái|giáo)\s$", re.IGNORECASE
)
_REPEALING = re.compile(
    r"(?:(?:Điều\s)?\d{1,3}[a-zđ]?\s?\.\s{0,2}|[a-zđ]\)\s{0,2}|[-–+]\s{0,2})?"
    r"(?:(?:Nghị định|Quyết định|Thông tư|Luật|Nghị quyết|Thông tư liên tịch) này )?"
    r"(?:(?:[Bb]ãi|[Hh]ủy) bỏ|(?:[Tt]ạm )?(?:[Đđ]ình chỉ|[Nn]gưng) (?:việc )?(?:thi hành|hiệu lực)(?: thi hành)?)\s"
)
# "Nghị định này quy định chi tiết, hướng dẫn thi hành khoản 2 Điều 11 về …; Điều 14 về …".
_GUIDING = re.compile(
    r"(?:\d{1,2}\s?\.\s{0,2})?(?:Nghị định|Thông tư(?: liên tịch)?|Quyết định|Nghị quyết) này (?:quy định|hướng dẫn)"
    r"[^.;:]{0,60}?(?:thi hành|chi tiết)\s(?:các\s)?(?=(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều)\s)"
)
# Numbers of the state budget: "loại 460 khoản 463".
_BUDGET = re.compile(r"[Ll]oại\s{1,2}\d{1,3},?\s$")
_SENTENCE_END = re.compile(r"[.:]\s{1,3}[A-ZÀ-ỸĐ]|\n")
_LIST_GLUE = re.compile(r"\s{0,3}(?:,|;|,?\s?và|,?\s?hoặc)\s{0,3}$")
_TITLE = re.compile(
    r"(?:\s{1,2}ngày\s{1,2}(?:\d{1,2}\s{1,2}tháng\s{1,2}\d{1,2}\s{1,2}năm\s{1,2}\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}))?,?"
    r"(?:\s{1,2}của\s[^.;:,()\"“”]{3,80}?)?"
    r"\s{1,2}(?:quy định|hướng dẫn|về|sửa đổi|ban hành|bổ sung|quy\s|hợp nhất|phê duyệt)"
)
_TITLE_END = re.compile(r"[.;:()“”\"]|\s(?:được|đã|và|hoặc)\s(?=sửa đổi|Nghị|Thông|Quyết|Luật \w+ số)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place or act named. `start`, `end`: its own words; `whole`: with the words of its act.

    `coming` is the act named further on in the same list, for a place the text itself does not have; `guided`: a place
    an act says it spells out, which is one of the law in its title.
    """

    start: int
    end: int
    whole: tuple[int, int]
    spot: Spot | None
    target: Target | None
    coming: Target | None = None
    guided: bool = False


def mentions(text: str) -> Iterator[Mention]:
    """All mentions of a paragraph, in order. The text must be NFC. Linear in the text."""
    found = list(_Reader(text).read())
    if _REPEALING.match(text):
        yield from _repealed(found, text)
    else:
        yield from _listed(found, text, guiding=_GUIDING.match(text) is not None)


def _listed(found: list[Mention], text: str, *, guiding: bool) -> list[Mention]:
    """Places before a semicolon that name no act: perhaps of the one named at the end of their list."""
    completed: list[Mention] = []
    coming: Target | None = None
    guided = 0  # where the sentence ends that says what an act spells out
    if guiding:
        end = _SENTENCE_END.search(text)
        guided = end.start() if end else len(text)
    after = len(text)
    for each in reversed(found):
        between = text[each.end : after]
        after = each.start
        if _SENTENCE_END.search(between):
            coming = None
        placed = each.spot is not None and each.spot.article not in (None, THIS)
        if each.target is not None:
            coming = each.target if placed and each.target.document not in (None, SELF) else None
        elif not placed or ";" not in between:
            coming = coming if placed else None
        if placed and each.target is None:
            completed.append(replace(each, coming=coming, guided=each.start < guided))
        else:
            completed.append(each)
    return completed[::-1]


def _repealed(found: list[Mention], text: str) -> list[Mention]:
    """ "Bãi bỏ Điều 10; khoản 7 Điều 16 quy định về … tại Nghị định số …": all are places of the act named at last."""
    completed: list[Mention] = []
    coming: Mention | None = None
    after = len(text)
    for each in reversed(found):
        mention = each
        if _SENTENCE_END.search(text, mention.end, after):
            coming = None
        after = mention.start
        if coming and coming.target and _is_inherited(mention, text) and text.find(";", mention.end, coming.start) < 0:
            mention = replace(mention, target=coming.target)
        elif mention.target is not None:
            coming = mention if mention.target.document != SELF else None
        elif coming and mention.spot and mention.spot.article not in (None, THIS):
            mention = replace(mention, target=coming.target)
        completed.append(mention)
    return completed[::-1]


def _is_inherited(mention: Mention, text: str) -> bool:
    """Whether a place has its act from the item before, parted from it by a semicolon."""
    behind = mention.target is not None and mention.target.start < mention.start and mention.spot is not None
    return behind and ";" in text[max(0, mention.whole[0] - 4) : mention.whole[0]]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.symbols = symbols_of(text)
        self.targets = Targets(text, self.symbols)
        self.last: Target | None = None
        self.named: dict[str, Target] = {}  # the last act named of each kind
        self.title_end = 0

    def read(self) -> Iterator[Mention]:
        position = 0
        bare = deque(sorted(self.symbols))
        for anchor in self._anchors():
            if anchor.start() < position:
                continue
            for start in _from(bare, position, anchor.start()):
                yield from self._symbol(start)
            found = list(self._at(anchor))
            if found:
                yield from found
                position = max(position, *(mention.whole[1] for mention in found))
            else:
                position = max(position, anchor.start() + 1)
        for start in _from(bare, position, len(self.text)):
            yield from self._symbol(start)

    def _anchors(self) -> Iterator[re.Match[str]]:
        return _ANCHOR.finditer(self.text)

    def _symbol(self, start: int) -> Iterator[Mention]:
        found = self.symbols[start]
        target = Target(found.symbol.text, start, found.end)
        yield Mention(start, found.end, (start, found.end), None, target)
        self._remember(target)

    def _at(self, anchor: re.Match[str]) -> Iterator[Mention]:
        start = anchor.start()
        if not anchor["unit"]:
            target = self._with_behind(self.targets.at(start))
            if target and not (target.bare and start < self.title_end):
                yield Mention(start, target.end, (start, target.end), None, target)
                self._remember(target)
            return
        before = self.text[max(0, start - 12) : start]
        if _OTHER_WORD.search(before) or (anchor["unit"][0] in "kK" and _BUDGET.search(before)):
            return
        chain = chain_at(self.text, start)
        if chain is None:
            return
        target = None if chain.says_this else self._with_behind(self.targets.after(chain.end))
        inherited = None if target else self._inherited(start)
        end = target.end if target else chain.end
        for spot in chain.spots():
            yield Mention(spot.start, spot.end, chain.segment(spot.start, end), spot, target or inherited)
        if target or inherited:
            self._remember(target or inherited, end=end)

    def _with_behind(self, target: Target | None) -> Target | None:
        """ "Luật Chứng khoán … trước ngày Luật này có hiệu lực" in a decree: with the act just named."""
        if target is None:
            return None
        kind = family(target.kind)
        if target.document == SELF:
            return replace(target, behind=self.named.get(kind))
        if kind and (target.document or target.name):
            self.named[kind] = target
        return target

    def _inherited(self, start: int) -> Target | None:
        """The act of the citation right before, when only "và", a comma or a semicolon stands between."""
        if self.last is None or not 0 <= start - self.last.end <= 8:
            return None
        return self.last if _LIST_GLUE.match(self.text[self.last.end : start]) else None

    def _remember(self, target: Target | None, end: int = 0) -> None:
        if target is None:
            return
        self.last = replace(target, end=end, unnamed=False, amends=None) if end else target
        if target.document and target.document != SELF and target.end >= self.title_end:
            title = _TITLE.match(self.text, target.end)
            if title:
                stop = _TITLE_END.search(self.text, title.end())
                self.title_end = stop.start() if stop else len(self.text)


def _from(starts: deque[int], low: int, high: int) -> Iterator[int]:
    while starts and starts[0] < high:
        start = starts.popleft()
        if start >= low:
            yield start
