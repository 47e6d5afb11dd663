"""The reader of amending acts: headings set what is meant, instructions name places, quoted words follow. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from ..citations.mentions import mentions
from ..citations.resolving import Place, Resolver
from ..document import Document, Node
from .blocks import Block, begins_numbered, block_of, parts
from .phrasing import instructions_in
from .places import Context, Named, named_places, strip_end
from .shapes import Instruction, Op, Reading, Target, Unread
from .stream import Item, items_of
from .words import BEGINS, Pair, pairs

_VERB = re.compile(
    r"(?P<verb>S[ửừữ]a đổi(?:,?\s(?:và\s)?b[ổồỗỏố] sung)?(?:,\s(?:và\s)?(?:bãi bỏ|thay thế)(?=\smột số))?"
    r"|B[ổồỗỏố] sung|Thay thế|Bãi bỏ|Bỏ|Hủy bỏ|Đính chính|Thay|Sửa)"
    r"(?=\s|:|$)\s?"
)
_AFTER = re.compile(
    r"\s?(?:vào|tiếp theo)?\s?(?:vào sau|ngay sau|liền sau|sau)\s(?=(?:Điều|điều|khoản|điểm|Mục|Chương)\s)"
)
_SEVERAL = re.compile(
    r"(?:một số|các)\s(?:điều|khoản|điểm|nội dung|quy định|cụm từ|từ ngữ)(?:,\s(?:điều|khoản|điểm|phụ lục))*"
)
_FORM = re.compile(
    r"\b(?:phụ lục|mẫu|danh mục|biểu|đoạn|câu|gạch đầu dòng|tiết|dòng|bảng|(?-i:mục) \d)\b", re.IGNORECASE
)
# "Bổ sung điểm o vào khoản 1 Điều 16": point o of that clause.
_INTO = re.compile(r"(?<=\w)\svào\s(?:cuối\s)?(?=(?:khoản|Điều|điểm)\s\w{1,4}\s)")
_BELOW = re.compile(r"\ssau(?: đây)?(?:\s(?:của|tại)\s[^“”\"]{1,200})?\s?:\s?$")
_COMBINED = re.compile(r"\s(?:và|;)\s(?:b[ổồ] sung|sửa đổi|bãi bỏ)\s", re.IGNORECASE)


def read(document: Document) -> list[Instruction]:
    """The instructions read with certainty, in order."""
    return read_all(document).instructions


def read_all(document: Document) -> Reading:
    """What was read and what was not. An act that amends nothing gives an empty reading."""
    resolver = Resolver(document.effective or document.issued, None)
    for text in (document.title, *document.preamble.splitlines(), *(a.heading for a in document.articles())):
        resolver.bind(mentions(text), text, founding=True)
    whole = Context(_amended_act(document, resolver))
    reading = Reading()
    for article in document.articles():
        _ArticleReader(article, whole, resolver, reading).read()
    return reading


def _amended_act(document: Document, resolver: Resolver) -> str | None:
    """The one act that title and formula say is amended; None when there are several or none."""
    for text in (document.title, document.preamble.rpartition("\n")[2]):
        cut = re.search(r"(?:sửa đổi|b[ổồ] sung|bãi bỏ|thay thế)", text, re.IGNORECASE)
        if cut is None:
            continue
        words = text[cut.start() :]
        found = [resolver.resolve(mention, Place(document=None))[0] for mention in mentions(words)]
        named = {symbol for symbol in found if symbol}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


class _ArticleReader:
    """Walks through one article; contexts of clause and point end with them."""

    def __init__(self, article: Node, whole: Context, resolver: Resolver, reading: Reading) -> None:
        self.items = items_of(article)
        self.resolver = resolver
        self.reading = reading
        self.contexts: list[Context] = [whole, whole, whole, whole]
        self.amending = False

    def read(self) -> None:
        index = 0
        while index < len(self.items):
            index += self._take(index)

    def _take(self, index: int) -> int:
        """Read the paragraph; how many paragraphs that took."""
        item = self.items[index]
        context = self.contexts[item.depth]
        if not item.own:
            if context.document:
                self.reading.meant[item.at] = Place(document=context.document)
            return 1
        self._set(item.depth, context)
        taken = 1
        for words in instructions_in(item.words):
            self.items[index] = replace(item, words=words)
            taken = max(taken, self._instruction(index, context))
        return taken

    def _instruction(self, index: int, context: Context) -> int:
        item = self.items[index]
        verb = _VERB.match(item.words)
        if verb is None:
            return 1
        if context.document:
            self.reading.meant[item.at] = context.place()
        if BEGINS.match(item.words):
            self._words(item, context)
            return 1
        return self._places(index, verb, context)

    def _set(self, depth: int, context: Context) -> None:
        """What holds for everything below this paragraph."""
        for deeper in range(depth + 1, len(self.contexts)):
            self.contexts[deeper] = context

    def _unread(self, item: Item, reason: str) -> None:
        self.reading.unread.append(Unread(item.location, item.words, reason))

    def _add(self, item: Item, op: Op, target: Target, **words: str) -> None:
        self.reading.instructions.append(Instruction(item.location, op, target, **words))

    # --- words -----------------------------------------------------------------------------------------------------

    def _words(self, item: Item, context: Context) -> None:
        """From the last pair to the first: one that says no article, or no place, shares that of the pair behind it."""
        behind: list[Target] = []
        found: list[tuple[Pair | str, list[Target] | str]] = []
        for pair in reversed(list(pairs(item.words))):
            read: list[Target] | str = "không đọc được cụm từ và nơi thay"
            if not isinstance(pair, str):
                read = self._where(pair, context, behind)
            behind = read if isinstance(read, list) else []
            found.append((pair, read))
        for pair, read in reversed(found):
            if isinstance(pair, str) or isinstance(read, str):
                self._unread(item, str(read))
                continue
            for target in read:
                self._add(item, "replace_words", target, old_words=pair.old, new_words=pair.new)

    def _where(self, pair: Pair, context: Context, behind: list[Target]) -> list[Target] | str:
        """The places of a pair, or why they are not known."""
        named = named_places(pair.places, context, self.resolver)
        if named.rest or _FORM.search(pair.places):
            return f"không hiểu rõ nơi thay: “{(named.rest or pair.places).strip()}”"
        if not named.targets and not named.acts and behind:
            return behind
        targets = named.targets or [Target(named.document, context.article, context.clause)]
        targets = [_shared(target, behind[0]) for target in targets] if behind else targets
        if any(target.article is None and (target.clause or target.point) for target in targets):
            return "không rõ khoản, điểm này của điều nào"
        return targets

    # --- places ----------------------------------------------------------------------------------------------------

    def _places(self, index: int, verb: re.Match[str], context: Context) -> int:
        item = self.items[index]
        words = _INTO.sub(" ", item.words[verb.end() :])
        kind = verb["verb"][0]
        inserting = kind == "B" and verb["verb"].endswith("sung")
        after = _AFTER.search(words) if inserting else None
        named = named_places(words[: after.start()] if after else words, context, self.resolver)
        if self._is_context(item, words, named):
            self._set(item.depth, self._narrowed(context, named))
            return 1
        if (
            named.rest
            or _COMBINED.search(words)
            or not named.targets
            or _FORM.search(strip_end(words).split(" ban hành")[0])
        ):
            return self._give_up(item, named, words)
        if kind in "BH" and not inserting:
            for target in named.targets:
                self._repeal(item, target)
            return 1
        return self._with_text(index, named, words, after, context)

    def _repeal(self, item: Item, target: Target) -> None:
        if target.group or target.heading:
            self._unread(item, "bãi bỏ chương, mục hoặc tên: cần người đọc")
        else:
            self._add(item, "repeal", target)

    def _is_context(self, item: Item, words: str, named: Named) -> bool:
        """ "Sửa đổi, bổ sung một số điều của Luật A": what comes below says what changes."""
        if not named.targets and not named.rest and (not words or (item.words[0] == "S" and named.acts)):
            return True
        if _BELOW.search(words) and not named.targets:
            return True
        several = _SEVERAL.match(words)
        if several is None or (words.startswith("các") and named.targets):
            return False
        return words.startswith("một số") or not named.targets

    def _narrowed(self, context: Context, named: Named) -> Context:
        context = replace(context, document=named.document)
        if len(named.targets) == 1 and not named.targets[0].heading:
            target = named.targets[0]
            return replace(context, article=target.article, clause=target.clause)
        return replace(context, article=None, clause=None) if named.targets else context

    def _give_up(self, item: Item, named: Named, words: str) -> int:
        if named.rest or _FORM.search(words):
            reason = f"không hiểu rõ nơi sửa: “{(named.rest or words)[:80].strip()}”"
        else:
            reason = "không thấy nơi sửa" if not named.targets else "gộp nhiều việc trong một câu"
        self._unread(item, reason)
        return 1

    def _with_text(self, index: int, named: Named, words: str, after: re.Match[str] | None, context: Context) -> int:
        item = self.items[index]
        block = block_of([each.text for each in self._following(index)])
        if block is None or not block.lines:
            self._unread(item, "không thấy nội dung mới")
            return 1
        if after and named.targets[0].group:
            return self._section(index, named, words[after.end() :], block)
        targets = self._inserted(named, words, after, context) if after else named.targets
        if targets is None:
            self._unread(item, "không rõ bổ sung vào sau chỗ nào")
            return 1
        pieces = self._pieces(named.targets, block)
        if pieces is None:
            self._unread(item, f"nội dung mới không mở đầu bằng {_number(named.targets[0])} như lời sửa")
            return 1
        op: Op = "replace" if item.words[0] in "SĐT" else "insert_after" if after else "add"
        for target, text in zip(targets, pieces, strict=True):
            self._add(item, op, target, new_text=text)
        self._means(index, block, named.targets[0])
        return 1 + block.taken

    def _section(self, index: int, named: Named, behind: str, block: Block) -> int:
        """A chapter or section that comes whole: it is known by its own first line."""
        item = self.items[index]
        group, first = named.targets[0].group, block.lines[0]
        if not first.lower().startswith(group.lower()):
            self._unread(item, f"nội dung mới không mở đầu bằng {group}")
            return 1
        after = Target(named.document, group=strip_end(behind))
        self._add(item, "insert_after", after, new_text="\n".join(block.lines))
        self._means(index, block, Target(named.document))
        return 1 + block.taken

    def _means(self, index: int, block: Block, target: Target) -> None:
        """In the new words "this article" is the one they become part of."""
        place = Place(target.article, target.clause, None, target.document)
        for item in self.items[index + 1 : index + 1 + block.taken]:
            place = _inside(place, item.text.lstrip('“"„« '))
            self.reading.meant[item.at] = place

    def _following(self, index: int) -> list[Item]:
        """The paragraphs up to where the amending act speaks again."""
        found: list[Item] = []
        for item in self.items[index + 1 :]:
            if item.own and (item.depth < 3 or _VERB.match(item.words)) and not self._is_new_text(index, item):
                break
            found.append(item)
        return found

    def _is_new_text(self, index: int, item: Item) -> bool:
        """Below an article-level instruction without quotation marks every paragraph is new text."""
        return self.items[index].depth == 0 and not _VERB.match(item.words)

    def _inserted(self, named: Named, words: str, after: re.Match[str], context: Context) -> list[Target] | None:
        """For each new place, what it follows: the place named, then each new one the next."""
        narrowed = replace(context, document=named.document)
        behind = named_places(words[after.end() :], narrowed, self.resolver)
        if behind.rest or len(behind.targets) != 1:
            return None
        if behind.document != named.document:
            named.targets[:] = [replace(target, document=behind.document) for target in named.targets]
        first = behind.targets[0]
        # "Bổ sung khoản 3a vào sau khoản 3 Điều 5": only the second says the article.
        for place, target in enumerate(named.targets):
            named.targets[place] = _completed(target, first)
        return [first, *named.targets[:-1]]

    def _pieces(self, targets: list[Target], block: Block) -> list[str] | None:
        """The new words of each place, or None when they are not those the instruction announces."""
        first = targets[0]
        if first.heading:
            return ["\n".join(block.lines)] if len(targets) == 1 else None
        if first.group:
            fits = block.lines[0].lower().startswith(first.group.lower())
            return ["\n".join(block.lines)] if fits and len(targets) == 1 else None
        kinds = {_kind(target) for target in targets}
        if len(kinds) != 1:
            return None
        kind = kinds.pop()
        if len(targets) == 1 and kind != "article" and block.marked and not begins_numbered(block.lines[0]):
            return ["\n".join(block.lines)]  # "Sửa đổi khoản 3 như sau: “Đối với …”" leaves the number out
        return parts(block.lines, kind, [_number(target) for target in targets])


_ARTICLE = re.compile(r"[ĐD]i[êeểềếễ]u\s{1,2}(\d{1,4}[a-zđ]?)(?=\s?[.:])")
_CLAUSE = re.compile(r"(\d{1,3}[a-zđ]?)\s?\.\s")
_POINT = re.compile(r"([a-zđ]\d?)\s?\)")


def _inside(place: Place, text: str) -> Place:
    """Where a paragraph of new words stands, after the one before it."""
    if article := _ARTICLE.match(text):
        return Place(article[1], None, None, place.document)
    if clause := _CLAUSE.match(text):
        return Place(place.article, clause[1], None, place.document)
    if point := _POINT.match(text):
        return Place(place.article, place.clause, point[1], place.document)
    return Place(place.article, place.clause, None, place.document)


def _kind(target: Target) -> str:
    return "point" if target.point else "clause" if target.clause else "article"


def _number(target: Target) -> str:
    return target.point or target.clause or target.article or ""


def _shared(target: Target, behind: Target) -> Target:
    """ "tại điểm a và cụm từ … tại điểm b khoản 3 Điều 369": the first is of that clause and article too."""
    if target.article or not (target.clause or target.point):
        return target
    return replace(target, article=behind.article, clause=target.clause or behind.clause)


def _completed(target: Target, behind: Target) -> Target:
    article = target.article or behind.article
    clause = target.clause or (behind.clause if target.point else None)
    if target.point and behind.point:
        article, clause = behind.article, behind.clause
    elif target.clause and not target.point and behind.clause:
        article = behind.article
    return replace(target, article=article, clause=clause)
