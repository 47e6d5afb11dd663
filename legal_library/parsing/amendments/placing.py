"""Instructions on places: what is replaced, set in, added or repealed, and the new words that follow."""

from __future__ import annotations

import re
from dataclasses import replace

from .blocks import Block
from .combining import DOUBTFUL, read_works, works_of
from .completing import inserted, number_of
from .dividing import new_texts
from .forms import FORM, comes_with_the_act, taken_over
from .groups import is_annex
from .hearing import ends_whole, is_order, names_annexed
from .places import Context, Named, named_places, strip_end
from .scribe import Scribe
from .shapes import Op, Target
from .sifting import each_alone
from .stream import Item
from .titles import loose_rest, without_loose_rest, without_subject, without_subjects, without_titles
from .verbs import AFTER, inserts, repeals, several
from .words import QUOTE

_SEVERAL = re.compile(
    r"(?:một số|các)\s(?:điều|khoản|điểm|nội dung|quy định|cụm từ|từ ngữ|từ|phụ lục)"
    r"(?:,\s(?:điều|khoản|điểm|cụm từ|từ|phụ lục))*(?!\w)"
)
# "tên và một số khoản của Điều 5".
_NAME_TOO = re.compile(r"^tên(?: điều)?(?:,| và)\s(?=một số\s)")
# "Bổ sung điểm o vào khoản 1 Điều 16": point o of that clause.
_INTO = re.compile(r"(?<=\w)\svào\s(?:cuối\s)?(?=(?:khoản|Điều|điểm)\s\w{1,4}\s|Điều\s\w{1,4}$)")
# Old laws say "điểm 11 và điểm 12 Điều 3" of what is a clause today: an article's numbered part.
_NUMBERED_POINT = re.compile(
    r"\bđiểm\s(?=\d{1,3}[a-zđ]?(?:(?:,|,?\svà)\s(?:điểm\s)?\d{1,3}[a-zđ]?){0,20}\s(?:(?:của|tại)\s)?Điều\s\d)"
)
# "dưới Điều 20 tại Chương II": an article is known by its number alone.
_OF_GROUP = re.compile(
    r"(?P<article>Điều\s\d{1,4}[a-zđ]?)\s(?:thuộc|tại|của|trong)\s(?:Mục\s\d{1,2}[a-z]?,?\s)?Chương\s(?:[IVXLC]{1,7}|\d{1,2})[a-z]?"
    r"(?=,?\s(?:như|nhu) sau|\s?[.:;]?\s?$|\s(?:của\s)?(?:Luật|Nghị|Thông|Quyết|Pháp|Bộ))"
)
# "Sửa đổi tên Điều như sau:" below "Sửa đổi, bổ sung một số khoản của Điều 25".
_ITS_NAME = re.compile(r"\btên\s(?:của\s)?[Đđ]iều(?:\snày)?(?=,?\s(?:như|nhu) sau|\s?[:.]?\s?$)")
_INTO_GROUP = re.compile(r"(?<=\w)\svào\s(?=(?:Chương|Mục|Phụ lục|Phần)\s)")
_COUNTED = re.compile(r"(?:một|hai|ba|bốn|năm|\d{1,2})\s(?:điểm|khoản|đoạn)(?=\s)")
_BELOW = re.compile(r"\ssau(?: đây)?(?:\s(?:của|tại)\s[^“”\"]{1,200})?\s?:\s?$")
_COMBINED = re.compile(r"\s(?:và|;)\s(?:b[ổồ] sung|sửa đổi|bãi bỏ)\s", re.IGNORECASE)
# "Thay thế khoản 2 Điều 5 bằng khoản 2 mới như sau:".
_BY_NEW = re.compile(
    r"\s(?:bằng|thành)\s(?:(?:các\s)?(?:Điều|điều|khoản|điểm|quy định|nội dung)\s(?:[^;:“”]{1,60}?\s)?)?"
    r"(?=(?:mới\s)?(?:như|nhu) sau\s?:?\s?$)(?:mới\s)?"
)


def read_places(scribe: Scribe, index: int, verb: re.Match[str], context: Context) -> tuple[int, Context | None]:
    """How many paragraphs the instruction takes, and the context it sets for what stands below it, if it sets one."""
    return _PlacesReader(scribe, index, verb["verb"], context).read(verb.end())


class _PlacesReader:
    """One instruction; `narrowed` is what holds for the paragraphs below it."""

    def __init__(self, scribe: Scribe, index: int, verb: str, context: Context) -> None:
        self.scribe, self.index, self.verb, self.context = scribe, index, verb, context
        self.item: Item = scribe.items[index]
        self.op: Op = "add" if inserts(verb) else "replace"
        self.narrowed: Context | None = None

    def read(self, start: int) -> tuple[int, Context | None]:
        return self._read(self.item.words[start:]), self.narrowed

    def _read(self, said: str) -> int:
        said, by = taken_over(_BY_NEW.sub(" ", said)) if not inserts(self.verb) else (said, "")
        said = _NUMBERED_POINT.sub("khoản ", said)
        said = _OF_GROUP.sub(r"\g<article>", said)
        if self.context.article:
            said = _ITS_NAME.sub(f"tên Điều {self.context.article}", said)
        words = without_subject(without_titles(_INTO_GROUP.sub(" thuộc ", _INTO.sub(" ", said))))
        if repeals(self.verb) and (loose := loose_rest(words)):
            self._unread(f"bãi bỏ cả phần cần người đọc: “{loose[:80]}”")
            words = without_loose_rest(words)
        if repeals(self.verb):
            if QUOTE.search(words):
                return self._unread("bãi bỏ riêng phần nằm trong dấu ngoặc kép: cần người đọc")
            words = without_subjects(words)
        if announced := self._announced(words):
            self.narrowed = announced
            return 1
        if works := works_of(self.verb, words):
            taken, self.narrowed = read_works(self.scribe, self.index, works, self.context)
            return taken
        after = AFTER.search(words) if inserts(self.verb) else None
        named = named_places(words[: after.start()] if after else words, self.context, self.scribe.resolver)
        if self._is_context(words, named):
            self.narrowed = narrowed(self.context, named)
            return 1
        if several(self.verb):
            return self._unread("gộp nhiều việc trong một câu")
        return self._on_places(named, said, words, by, after)

    def _on_places(self, named: Named, said: str, words: str, by: str, after: re.Match[str] | None) -> int:
        if named.rest and repeals(self.verb) and not _COMBINED.search(words) and (pieces := each_alone(words)):
            return self._repeal_each(pieces, named)
        if named.rest or _COMBINED.search(words) or not named.targets or FORM.search(_bare(named.left)):
            return self._give_up(named, words)
        if after is None and any(t.article is None and (t.clause or t.point) for t in named.targets):
            return self._unread("không rõ khoản, điểm này của điều nào")
        if repeals(self.verb):
            return self._repeal(named.targets)
        if by or (named.targets[0].group and not named.targets[0].heading and comes_with_the_act(said)):
            return self._with_form(named, by or strip_end(said))
        return self._with_text(named, words, after)

    def _unread(self, reason: str) -> int:
        self.scribe.unread(self.item, reason)
        return 1

    def _repeal(self, targets: list[Target]) -> int:
        for target in targets:
            if target.heading:
                self._unread("bãi bỏ riêng tên: cần người đọc")
            else:
                self.scribe.add(self.item, "repeal", target)
        return 1

    def _repeal_each(self, pieces: list[str], named: Named) -> int:
        """A list of which some part cannot be read."""
        context = replace(self.context, document=named.document)
        for piece in pieces:
            alone = named_places(piece, context, self.scribe.resolver)
            clear = alone.targets and not alone.rest and not FORM.search(_bare(alone.left))
            if clear and all(target.article or target.group for target in alone.targets):
                self._repeal(list(alone.targets))
            else:
                self._unread(f"không hiểu rõ nơi sửa: “{piece[:80].strip()}”")
        return 1

    def _is_context(self, words: str, named: Named) -> bool:
        """ "Sửa đổi, bổ sung một số điều của Luật A": what comes below says what changes."""
        if not named.targets and not named.rest and (not words or (self.item.words[0] == "S" and named.acts)):
            return True
        if _BELOW.search(words) and not named.targets:
            return True
        words = _NAME_TOO.sub("", words)
        listed = _SEVERAL.match(words)
        if listed is None or (words.startswith("các") and named.targets):
            return False
        return words.startswith("một số") or not named.targets

    def _announced(self, words: str) -> Context | None:
        """ "Bổ sung một điểm vào khoản 4 và một khoản vào sau khoản 5 của Điều 18 như sau:" and the orders below."""
        if not _COUNTED.match(words) or not _BELOW.search(words) or not self.scribe.orders_below(self.index):
            return None
        named = named_places(words, self.context, self.scribe.resolver)
        articles = {target.article for target in named.targets if target.article}
        return replace(self.context, document=named.document, article=articles.pop()) if len(articles) == 1 else None

    def _give_up(self, named: Named, words: str) -> int:
        whole = self.verb in ("Bãi bỏ", "Hủy bỏ", "Thay thế", "Thay") and ends_whole(words)
        known = named.document is not None or self.context.amends
        if whole or not (is_order(words, known=known) or names_annexed(f"{self.verb} {words}")):
            self.narrowed = self.context  # a whole act that ends is a relation of the two, no change of its places
            return 1
        reason = "gộp nhiều việc trong một câu" if named.targets else "không thấy nơi sửa"
        if named.rest or FORM.search(named.left):
            reason = f"không hiểu rõ nơi sửa: “{(named.rest or words)[:80].strip()}”"
        return self._unread(reason)

    def _with_form(self, named: Named, by: str) -> int:
        """ "Thay thế Phụ lục I bằng Phụ lục ban hành kèm theo Nghị định này": the new form is annexed to this act."""
        if any(not target.group for target in named.targets):
            return self._unread("không rõ thay điều, khoản bằng phụ lục nào")
        for target in named.targets:
            self.scribe.add(self.item, self.op, target, new_text=by)
        return 1

    def _with_text(self, named: Named, words: str, after: re.Match[str] | None) -> int:
        block = self.scribe.block(self.index, len(named.targets))
        forms = all(is_annex(target.group) for target in named.targets)
        if block is None and forms and not words.rstrip().endswith(":"):
            return self._forms(named, words[after.end() :] if after else "")
        if block is None:
            if after or not self.scribe.goes_on(self.index):
                self._unread("không thấy nội dung mới")
            self.narrowed = narrowed(self.context, named)
            return 1
        return self._unread(DOUBTFUL) if block.doubtful else self._with_block(named, words, after, block)

    def _with_block(self, named: Named, words: str, after: re.Match[str] | None, block: Block) -> int:
        if after and named.targets[0].group:
            return self._section(named, words[after.end() :], block)
        behind = words[after.end() :] if after else ""
        targets = inserted(named, behind, self.context, self.scribe.resolver) if after else named.targets
        if targets is None:
            return self._unread("không rõ bổ sung vào sau chỗ nào")
        pieces = new_texts(named.targets, block)
        if pieces is None:
            return self._unread(f"nội dung mới không mở đầu bằng {number_of(named.targets[0])} như lời sửa")
        op: Op = "insert_after" if after else self.op
        for target, text in zip(targets, pieces, strict=True):
            self.scribe.add(self.item, op, target, new_text=text)
        self.scribe.means(self.index, block, named.targets[0])
        return 1 + block.taken

    def _forms(self, named: Named, behind: str) -> int:
        """ "Bổ sung Mẫu số 14a vào sau Mẫu số 14": the forms themselves are annexed to the act."""
        if named.document is None:
            return self._unread("không rõ phụ lục, mẫu của văn bản nào")
        if not behind:
            for target in named.targets:
                self.scribe.add(self.item, self.op, target)
            return 1
        targets = inserted(named, behind, self.context, self.scribe.resolver)
        if targets is None or not is_annex(targets[0].group):
            return self._unread("không rõ bổ sung vào sau chỗ nào")
        for target, new in zip(targets, named.targets, strict=True):
            self.scribe.add(self.item, "insert_after", target, new_text=new.group)
        return 1

    def _section(self, named: Named, behind: str, block: Block) -> int:
        """A chapter or section that comes whole: it is known by its own first line."""
        group, first = named.targets[0].group, block.lines[0]
        if not first.lower().startswith(group.lower()):
            return self._unread(f"nội dung mới không mở đầu bằng {group}")
        place = named_places(behind, replace(self.context, document=named.document), self.scribe.resolver)
        if place.rest or len(place.targets) != 1 or place.targets[0].heading:
            return self._unread("không rõ bổ sung vào sau chỗ nào")
        self.scribe.add(self.item, "insert_after", place.targets[0], new_text="\n".join(block.lines))
        self.scribe.means(self.index, block, Target(named.document))
        return 1 + block.taken


def narrowed(context: Context, named: Named) -> Context:
    """The context of what stands below an instruction that names these places."""
    context = replace(context, document=named.document, amends=context.amends or named.said)
    if not named.targets:
        return context
    first, *more = named.targets
    article = first.article if all(target.article == first.article for target in more) else None
    return replace(context, article=article, clause=None if more or first.heading else first.clause)


def _bare(words: str) -> str:
    return strip_end(words).split(" ban hành")[0]
