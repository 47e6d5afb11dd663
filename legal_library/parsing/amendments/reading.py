"""The reader of amending acts: headings set what is meant, instructions name places, quoted words follow. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from ..citations.mentions import mentions
from ..citations.resolving import Place, Resolver
from ..document import Document, Node
from .blocks import Block, block_of
from .completing import amended_act, completed, inside, number_of, shared
from .dividing import new_texts
from .hearing import ends_whole, is_order, names_part, passed_over
from .listing import listed_place, opens_list
from .phrasing import instructions_in, sentences
from .places import Context, Named, named_places, strip_end
from .shapes import Instruction, Op, Reading, Target, Unread
from .stream import Item, items_of
from .titles import loose_rest, without_loose_rest, without_subject, without_titles
from .words import BEGINS, Pair, pairs

_VERB = re.compile(
    r"(?P<verb>S[ửừữ]a đổi(?:,?\s(?:và\s)?b[ổồỗỏố] sung)?(?:,\s(?:và\s)?(?:bãi bỏ|thay thế)(?=\smột số))?"
    r"|B[ổồỗỏố] sung|Thay thế|Bãi bỏ|Bỏ(?! phiếu)|Hủy bỏ|Đính chính|Thay(?! đổi| mặt)|Sửa(?! chữa))"
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
_PLACES_SAID = re.compile(r"\b(?:điều|khoản|điểm|chương|mục)\b", re.IGNORECASE)
_INTO = re.compile(r"(?<=\w)\svào\s(?:cuối\s)?(?=(?:khoản|Điều|điểm)\s\w{1,4}\s)")
_BELOW = re.compile(r"\ssau(?: đây)?(?:\s(?:của|tại)\s[^“”\"]{1,200})?\s?:\s?$")
# "Thay thế cụm từ “A” bằng cụm từ “B” tại các điều, khoản sau đây:" – and below: "a) Khoản 2 Điều 17;".
_WORDS_LISTING = re.compile(r"(?P<what>.{1,2000}[”\"])\s(?:tại|ở|trong)\s[^“”\"]{0,200}?sau(?: đây)?\s?:\s?$")
# "… khoản 1 và bổ sung khoản 1a vào sau khoản 1, bãi bỏ khoản 3 Điều 8": the works of one sentence.
_NEXT_WORK = re.compile(
    r"(?:,|;|,?\svà)\s(?<!sửa đổi, )(?=(?:sửa đổi, bổ sung|sửa đổi|bổ sung|bãi bỏ)\s(?:các\s)?(?:khoản|điểm|điều)\s)",
    re.IGNORECASE,
)
_HEADING_TOO = re.compile(r"tên(?: của)?(?: điều)?(?:,| và)\s(?=(?:các\s)?(?:khoản|điểm)\s)")
_COMBINED = re.compile(r"\s(?:và|;)\s(?:b[ổồ] sung|sửa đổi|bãi bỏ)\s", re.IGNORECASE)


def read(document: Document) -> list[Instruction]:
    """The instructions read with certainty, in order."""
    return read_all(document).instructions


def read_all(document: Document) -> Reading:
    """What was read and what was not. An act that amends nothing gives an empty reading."""
    resolver = Resolver(document.effective or document.issued, None)
    for text in (document.title, *document.preamble.splitlines(), *(a.heading for a in document.articles())):
        resolver.bind(mentions(text), text, founding=True)
    whole = Context(amended_act(document, resolver))
    reading = Reading()
    for article in document.articles():
        _ArticleReader(article, whole, resolver, reading).read()
    return reading


class _ArticleReader:
    """Walks through one article; contexts of clause and point end with them."""

    def __init__(self, article: Node, whole: Context, resolver: Resolver, reading: Reading) -> None:
        self.items = items_of(article)
        self.resolver = resolver
        self.reading = reading
        self.contexts: list[Context] = [whole, whole, whole, whole]
        self.listing: tuple[int, str] | None = None
        self.settled = False  # understood, and it changes no place: it names whole acts, or says what is meant below

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
        if item.depth == 0 and self._says_again(item):
            return 1
        if context.document and _VERB.match(item.words):
            self.reading.meant[item.at] = context.place()
        for words in self._spoken(index):
            self.items[index] = replace(item, words=words)
            self.settled = False
            before = self._told()
            taken = max(taken, self._instruction(index, context))
            if self._told() == before and not self.settled and passed_over(words):
                self._unread(self.items[index], "có lời bãi bỏ, thay thế mà không đọc được")
        return taken

    def _told(self) -> int:
        return len(self.reading.instructions) + len(self.reading.unread)

    def _instruction(self, index: int, context: Context) -> int:
        item = self.items[index]
        verb = _VERB.match(item.words)
        if verb is None:
            return 1
        if BEGINS.match(item.words):
            self._words(item, context)
            return 1
        return self._places(index, verb, context)

    def _says_again(self, heading: Item) -> bool:
        """Whether the article's first words repeat its heading as an instruction of their own."""
        first = self.items[1] if len(self.items) > 1 else None
        if first is None or not first.own or not _VERB.match(first.words) or not _VERB.match(heading.words):
            return False
        named = named_places(heading.words, self.contexts[0], self.resolver)
        if named.document:
            self._set(0, replace(self.contexts[0], document=named.document))
        return first.depth == 3

    def _spoken(self, index: int) -> list[str]:
        """The instructions of a paragraph; one of a list says only its places, what to do stands above the list."""
        item = self.items[index]
        if self.listing and item.depth <= self.listing[0]:
            self.listing = None
        of_words = _WORDS_LISTING.match(item.words) if BEGINS.match(item.words) else None
        if of_words:
            below = self.items[index + 1 : index + 2]
            if not (below and below[0].own and below[0].depth > item.depth):
                self._unread(item, "không thấy danh sách những nơi thay")
            self.listing = (item.depth, f"{of_words['what']} tại")
        elif opens_list(item.words):
            self.listing = (item.depth, "Bãi bỏ")
            return []
        elif self.listing and listed_place(item.words):
            return self._listed(self.listing[1], item.words)
        elif self.listing and not _VERB.match(item.words) and (self.listing[1] != "Bãi bỏ" or names_part(item.words)):
            self._unread(item, "không hiểu rõ nơi thay, bãi bỏ")
        return [] if of_words else instructions_in(item.words)

    def _listed(self, order: str, words: str) -> list[str]:
        found: list[str] = []
        for sentence in sentences(words):
            place = listed_place(sentence)
            found += instructions_in(f"{order} {place}" if place else sentence)
        return found

    def _set(self, depth: int, context: Context) -> None:
        """What holds for everything below this paragraph."""
        for deeper in range(depth + 1, len(self.contexts)):
            self.contexts[deeper] = context

    def _unread(self, item: Item, reason: str) -> None:
        self.reading.heard.add(item.at)
        self.reading.unread.append(Unread(item.location, item.words, reason))

    def _add(self, item: Item, op: Op, target: Target, **words: str) -> None:
        self.reading.heard.add(item.at)
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
        if named.rest or _FORM.search(without_titles(pair.places)):
            return f"không hiểu rõ nơi thay: “{(named.rest or pair.places).strip()}”"
        if not named.targets and not named.acts and behind:
            return behind
        if not named.targets and _PLACES_SAID.search(without_titles(pair.places)):
            return "không rõ thay ở những điều, khoản nào"
        targets = named.targets or [Target(named.document, context.article, context.clause)]
        targets = [shared(target, behind[0]) for target in targets] if behind else targets
        # "tại Điều 5, cụm từ … tại Điều 10 của Quyết định số …": the act at the end is meant from the beginning.
        if behind and not named.said:
            targets = [replace(target, document=behind[0].document) for target in targets]
        if any(target.article is None and (target.clause or target.point) for target in targets):
            return "không rõ khoản, điểm này của điều nào"
        return targets

    # --- places ----------------------------------------------------------------------------------------------------

    def _places(self, index: int, verb: re.Match[str], context: Context) -> int:
        item = self.items[index]
        words = without_subject(without_titles(_INTO.sub(" ", item.words[verb.end() :])))
        kind = verb["verb"][0]
        inserting = kind == "B" and verb["verb"].endswith("sung")
        if kind in "BH" and not inserting and (loose := loose_rest(words)):
            self._unread(item, f"bãi bỏ cả phần cần người đọc: “{loose[:80]}”")
            words = without_loose_rest(words)
        if (works := _NEXT_WORK.split(words)) and (len(works) > 1 or _HEADING_TOO.match(words)):
            return self._combined(index, [verb["verb"] + " " + works[0], *works[1:]], context)
        after = _AFTER.search(words) if inserting else None
        named = named_places(words[: after.start()] if after else words, context, self.resolver)
        if self._is_context(item, words, named):
            self.settled = True
            self._set(item.depth, self._narrowed(context, named))
            return 1
        if (
            named.rest
            or _COMBINED.search(words)
            or not named.targets
            or _FORM.search(strip_end(words).split(" ban hành")[0])
        ):
            return self._give_up(item, named, words)
        if after is None and any(t.article is None and (t.clause or t.point) for t in named.targets):
            self._unread(item, "không rõ khoản, điểm này của điều nào")
            return 1
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
        if not named.targets:
            return context
        first, *more = named.targets
        article = first.article if all(target.article == first.article for target in more) else None
        return replace(context, article=article, clause=None if more or first.heading else first.clause)

    def _give_up(self, item: Item, named: Named, words: str) -> int:
        whole = item.words.startswith(("Bãi", "Hủy", "Thay")) and ends_whole(words)
        if whole or not is_order(words, known=named.document is not None):
            self.settled = True  # a whole act that ends is a relation of the two, no change of its places
            return 1
        reason = "gộp nhiều việc trong một câu" if named.targets else "không thấy nơi sửa"
        if named.rest or _FORM.search(words):
            reason = f"không hiểu rõ nơi sửa: “{(named.rest or words)[:80].strip()}”"
        self._unread(item, reason)
        return 1

    def _with_text(self, index: int, named: Named, words: str, after: re.Match[str] | None, context: Context) -> int:
        item = self.items[index]
        block = block_of([each.text for each in self._following(index)], len(named.targets))
        if block is None or not block.lines:
            if after or not self._goes_on(index):
                self._unread(item, "không thấy nội dung mới")
            self._set(item.depth, self._narrowed(context, named))
            return 1
        if after and named.targets[0].group:
            return self._section(index, named, words[after.end() :], block)
        targets = self._inserted(named, words, after, context) if after else named.targets
        if targets is None:
            self._unread(item, "không rõ bổ sung vào sau chỗ nào")
            return 1
        pieces = new_texts(named.targets, block)
        if pieces is None:
            self._unread(item, f"nội dung mới không mở đầu bằng {number_of(named.targets[0])} như lời sửa")
            return 1
        op: Op = "replace" if item.words[0] in "SĐT" else "insert_after" if after else "add"
        for target, text in zip(targets, pieces, strict=True):
            self._add(item, op, target, new_text=text)
        self._means(index, block, named.targets[0])
        return 1 + block.taken

    def _goes_on(self, index: int) -> bool:
        """ "Điều 6 được sửa đổi như sau:" – and below: "a) Khoản 1 được sửa đổi như sau:"."""
        below = self.items[index + 1 : index + 2]
        own = [item for item in below if item.own and item.depth > self.items[index].depth]
        return any(_VERB.match(instructions_in(item.words)[0]) for item in own)

    def _combined(self, index: int, works: list[str], context: Context) -> int:
        """Several works in one sentence: the article is said at its end, the new words follow in one block."""
        item = self.items[index]
        last = named_places(strip_end(works[-1]), context, self.resolver)
        if last.targets:
            goal = last.targets[-1]
            context = replace(context, document=last.document, article=goal.article, clause=goal.point and goal.clause)
        told: list[tuple[Op, Target, Target]] = []
        for work in works:
            read = self._work(strip_end(work), context)
            if read is None:
                self._unread(item, "gộp nhiều việc trong một câu")
                return 1
            told += read
        new = [target for op, _, target in told if op != "repeal"]
        block = block_of([each.text for each in self._following(index)], len(new)) if new else None
        pieces = new_texts(new, block) if block and block.lines else None
        if new and pieces is None:
            self._unread(item, "gộp nhiều việc trong một câu, nội dung mới không theo thứ tự của lời sửa")
            return 1
        texts = iter(pieces or ())
        for op, where, _ in told:
            self._add(item, op, where, **({"new_text": next(texts)} if op != "repeal" else {}))
        if block:
            self._means(index, block, new[0])
        return 1 + (block.taken if block else 0)

    def _work(self, words: str, context: Context) -> list[tuple[Op, Target, Target]] | None:
        """One work of a sentence: what to do, where, and the place its new words begin with."""
        verb = _VERB.match(words[:1].upper() + words[1:])
        if verb is None:
            return None
        rest = words[verb.end() :]
        heading = _HEADING_TOO.match(rest)
        rest = rest[heading.end() :] if heading else rest
        after = _AFTER.search(rest) if verb["verb"].startswith("B") else None
        named = named_places(rest[: after.start()] if after else rest, context, self.resolver)
        if named.rest or not named.targets or _FORM.search(rest) or any(t.group or t.heading for t in named.targets):
            return None
        if verb["verb"].endswith("bỏ"):
            return [("repeal", target, target) for target in named.targets]
        targets = self._inserted(named, rest, after, context) if after else list(named.targets)
        if targets is None or any(target.article is None for target in targets):
            return None
        op: Op = "replace" if verb["verb"][0] in "ST" else "insert_after" if after else "add"
        read = [(op, where, new) for where, new in zip(targets, named.targets, strict=True)]
        article = Target(named.document, named.targets[0].article, heading=True)
        return [("replace", article, article), *read] if heading else read

    def _section(self, index: int, named: Named, behind: str, block: Block) -> int:
        """A chapter or section that comes whole: it is known by its own first line."""
        item, group, first = self.items[index], named.targets[0].group, block.lines[0]
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
            place = inside(place, item.text.lstrip('“"„« '))
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
            named.targets[place] = completed(target, first)
        return [first, *named.targets[:-1]]
