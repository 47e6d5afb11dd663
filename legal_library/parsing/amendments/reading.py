"""The reader of amending acts: headings set what is meant, instructions name places, quoted words follow. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from ..citations.mentions import mentions
from ..citations.resolving import Place, Resolver
from ..dates import year_of
from ..document import Document
from ..quotes import closes_quote
from .completing import about_articles
from .days import day_told, set_days
from .hearing import names_part, passed_over, sounds_changing
from .listing import REPLACE, goes_on, listed_place, listed_words, opens_list, opens_replacing
from .lost import empty_announcements, lost_orders, outside_articles
from .phrasing import instructions_in, sentences
from .places import Context, named_places
from .placing import narrowed, read_places
from .replacing import read_words
from .scribe import Scribe
from .shapes import Instruction, Reading, Unread
from .stream import Item, items_of
from .verbs import VERB
from .words import BEGINS

# "Thay thế cụm từ “A” bằng cụm từ “B” tại các điều, khoản sau đây:" – and below: "a) Khoản 2 Điều 17;".
_WORDS_LISTING = re.compile(
    r"(?P<what>.{1,2000}[”\"])\s(?:tại|ở|trong)\s(?:(?!sửa đổi)[^“”\"]){0,200}?sau(?: đây)?\s?:\s?$"
)


def read(document: Document) -> list[Instruction]:
    """The instructions read with certainty, in order."""
    return read_all(document).instructions


def read_all(document: Document) -> Reading:
    """What was read and what was not. An act that amends nothing gives an empty reading."""
    resolver = Resolver(*_span(document))
    for text in (document.title, *document.preamble.splitlines(), *(a.heading for a in document.articles())):
        resolver.bind(mentions(text), text, founding=True)
    reading = Reading()
    readers = [
        _ArticleReader(context, Scribe(items_of(article), resolver, reading))
        for article, context in zip(document.articles(), about_articles(document, resolver), strict=True)
    ]
    for item in () if readers else outside_articles(document):
        reading.unread.append(Unread(item.location, item.words, "lời sửa đứng ngoài mọi điều"))
    for reader in readers:
        reader.read()
    if any(reader.amending for reader in readers):
        for reader in readers:
            for item, doubt in () if reader.amending else set_days(reader.source, resolver, reading):
                reader.scribe.unread(item, doubt)
    return reading


def _span(document: Document) -> tuple[dt.date | None, None, dt.date | None]:
    """The day whose laws its names mean; without one the year of its symbol, from the first day to the last."""
    day = document.effective or document.issued
    year = year_of(document.symbol) if day is None else None
    return (dt.date(year, 1, 1), None, dt.date(year, 12, 31)) if year else (day, None, None)


class _ArticleReader:
    """Walks through one article; contexts of clause and point end with them."""

    def __init__(self, whole: Context, scribe: Scribe) -> None:
        self.scribe = scribe
        self.items = scribe.items
        self.source = tuple(scribe.items)
        self.contexts: list[Context] = [whole, whole, whole, whole]
        self.listing: tuple[int, str] | None = None
        self.amending = False  # every clause and point of its own is an instruction then
        self.settled: set[int] = set()  # paragraphs understood that change nothing: they say what is meant below

    def read(self) -> None:
        index = 0
        while index < len(self.items):
            index += self._take(index)
        if self.amending:
            self._tell_lost()

    def _tell_lost(self) -> None:
        heard = self.scribe.reading.heard
        for item in empty_announcements(self.source, self.settled, heard):
            self.scribe.unread(item, "không thấy lời sửa nào ở dưới")
        for item in lost_orders(self.source, heard | self.settled):
            self.scribe.unread(item, "lời sửa đứng trong dấu ngoặc kép mở hoặc đóng không đủ")

    def _take(self, index: int) -> int:
        """Read the paragraph; how many paragraphs that took."""
        item = self.items[index]
        context = self.contexts[item.depth]
        if not item.own:
            if context.document:
                self.scribe.reading.meant[item.at] = Place(document=context.document)
            return 1
        self._set(item.depth, context)
        if item.depth == 0 and self._says_again(item):
            self.amending = True
            self.settled.add(item.at)
            return 1
        if context.document and VERB.match(item.words):
            self.scribe.reading.meant[item.at] = context.place()
        self.scribe.day = day_told(item.words)
        orders = self._spoken(index)
        steps = [self._order(index, words, context) for words in orders]
        if item.depth == 0:
            self.amending = self.contexts[1].is_known and VERB.match(item.words) is not None
        return max([1, *steps])

    def _order(self, index: int, words: str, context: Context) -> int:
        """Read one instruction of the paragraph; what sounds like one and was not heard is told."""
        item = self.items[index] = replace(self.items[index], words=words)
        before = self.scribe.told()
        steps, settled = self._instruction(index, context)
        if self.scribe.told() == before and not settled:
            if passed_over(words):
                self.scribe.unread(item, "có lời bãi bỏ, thay thế mà không đọc được")
            elif self.amending and closes_quote(item.text):
                self.scribe.unread(item, "dấu đóng ngoặc kép không có dấu mở: nội dung mới ở trên có thể thiếu")
            elif self.amending and item.depth in (1, 2) and sounds_changing(words):
                self.scribe.unread(item, "không đọc được lời sửa")
        return steps

    def _instruction(self, index: int, context: Context) -> tuple[int, bool]:
        """How many paragraphs it took; whether it is understood though it changes no place: it names whole acts, or
        says what is meant below.
        """
        item = self.items[index]
        verb = VERB.match(item.words)
        if verb is None:
            return 1, False
        if BEGINS.match(item.words):
            read_words(self.scribe, item, context)
            return 1, False
        doubts = len(self.scribe.reading.unread)
        taken, below = read_places(self.scribe, index, verb, context)
        if below is not None:
            self._set(item.depth, below)
            if below is not context:
                self.settled.add(item.at)
        elif len(self.scribe.reading.unread) > doubts:
            self._set(item.depth, replace(context, unclear=True))
        return taken, below is not None

    def _says_again(self, heading: Item) -> bool:
        """Whether the article's first words repeat its heading as an instruction of their own."""
        first = self.items[1] if len(self.items) > 1 else None
        verb = VERB.match(heading.words)
        if first is None or not first.own or not VERB.match(first.words) or verb is None:
            return False
        named = named_places(heading.words[verb.end() :], self.contexts[0], self.scribe.resolver)
        whole = self.contexts[0]
        self._set(0, replace(whole, document=named.document) if named.rest else narrowed(whole, named))
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
                self.scribe.unread(item, "không thấy danh sách những nơi thay")
            self.settled.add(item.at)
            self.listing = (item.depth, f"{of_words['what']} tại")
        elif opens_replacing(item.words) and self._list_below(index):
            self.settled.add(item.at)
            self.listing = (item.depth, REPLACE)
            return []
        elif opens_list(item.words):
            self.settled.add(item.at)
            self.listing = (item.depth, "Bãi bỏ")
            return []
        elif self.listing and self._is_torn(index):
            self.scribe.unread(item, "dòng trên chưa hết câu: không rõ nơi thay, bãi bỏ")
            return []
        elif self.listing and listed_place(item.words) and (self.listing[1] != REPLACE or listed_words(item.words)):
            return self._listed(self.listing[1], item.words)
        elif self.listing and not VERB.match(item.words) and (self.listing[1] != "Bãi bỏ" or names_part(item.words)):
            self.scribe.unread(item, "không hiểu rõ nơi thay, bãi bỏ")
        return [] if of_words else instructions_in(item.words)

    def _is_torn(self, index: int) -> bool:
        """Whether a paragraph of a list only goes on with the one above: "… tại điểm g khoản 4" – "Điều 5 và …"."""
        item, above = self.items[index], self.items[index - 1]
        return (
            item.depth == 3
            and self.listing is not None
            and above.depth > self.listing[0]
            and goes_on(above.words, item.words)
        )

    def _list_below(self, index: int) -> bool:
        below = self.items[index + 1 : index + 2]
        return bool(below) and below[0].own and not VERB.match(below[0].words) and listed_words(below[0].words)

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
