"""The body of an act with articles: parts, chapters and sections around them, and which articles are its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from .document import GROUPS, Kind, Node
from .inside import Inner, fill_article
from .numbers import ORDINALS, follows, roman_or_arabic, split_number
from .paragraphs import ARTICLE_WORD, Paragraph, is_capitals
from .quotes import AMENDING, INSTRUCTION, orders, quoted_flags, speaks_itself

ARTICLE = re.compile(rf"{ARTICLE_WORD}\s{{0,3}}(\d{{1,4}}\s?[a-zđ]?)(?![\w/])\s?([.:,]?)\s{{0,3}}(.*)$")
_PLACE = re.compile(r"[ĐD]iều\s{1,2}(\d{1,4}[a-zđ]?)")
_GROUP_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("part", re.compile(
        r"(?:Phần|PHẦN)\s{1,3}((?:thứ|THỨ)\s{1,2}\w{2,8}(?:\s{1,2}\w{2,5})?|[IVXLl]{1,5}|\d{1,2})\b[.:]?"
        r"\s{0,3}(.*)$"
    )),
    ("chapter", re.compile(r"(?:Chương|CHƯƠNG|CHUƠNG)(?:\s{1,3}([IVXLCl1]{1,7}|\d{1,3}))?(?![\w/])[.:]?\s{0,3}(.*)$")),
    ("section", re.compile(r"(?:Mục|MỤC)\s{1,3}(\d{1,3}[a-zđ]?|[IVX]{1,5})\b[.:]?\s{0,3}(.*)$")),
    ("subsection", re.compile(r"(?:Tiểu mục|TIỂU MỤC)\s{1,3}(\d{1,3}[a-zđ]?)\b[.:]?\s{0,3}(.*)$")),
)  # fmt: skip
_NOT_A_HEADING = re.compile(r"(?:của|và|tại|này|Luật|Nghị định|Thông tư|Bộ luật|Hiến pháp|hoặc)\b")
_MAX_HEADING = 300
_LONGEST_ORDER = 1500
_MAX_ARTICLE = 10_000


@dataclass(slots=True)
class Body:
    """What was found: the tree, the index of the first paragraph after it, and doubts."""

    nodes: list[Node] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Head:
    """A line that may open an article; `lone`: nothing but its number, without a dot, the words follow below."""

    index: int
    number: str
    heading: str
    lone: bool = False


def article_head(text: str) -> Head | None:
    """The article this paragraph opens, if it reads like an article's first line and not like a citation."""
    match = ARTICLE.match(text)
    if not match:
        return None
    rest = match[3]
    if match[2] != "." and (not rest or not rest[0].isupper() or _NOT_A_HEADING.match(rest)):
        return None
    return Head(0, match[1].replace(" ", "").lower(), rest)


def own_articles(paragraphs: list[Paragraph], quoted: list[bool], doubts: list[str] | None = None) -> list[Head]:
    """The heads of the act's own articles in counting order; quoted and amended ones are left out.

    What was decided without a mark to prove it goes to `doubts`.
    """
    heads = _candidates(paragraphs, quoted)
    marked = [head for head in heads if paragraphs[head.index].level]
    if len(marked) >= 2:  # a Markdown text marks its own articles as headings
        heads = [head for head in heads if paragraphs[head.index].level]
    found = _Own(paragraphs, quoted, heads)
    for place in range(len(heads)):
        found.take(place)
    if doubts is not None:
        doubts.extend(found.doubts)
    return found.own


class _Own:
    """Decides head by head; `amended` are the articles that the words before it announce."""

    def __init__(self, paragraphs: list[Paragraph], quoted: list[bool], heads: list[Head]) -> None:
        self.paragraphs, self.quoted, self.heads = paragraphs, quoted, heads
        self.own: list[Head] = []
        self.doubts: list[str] = []
        self.amended: set[str] = set()
        self.seen = 0
        self.first_quoted = quoted.index(True) if True in quoted else len(quoted)
        # A text may have lost any stretch; behind the first words quoted a jump may be to another act's article.
        self.jumps = _jumps([head for head in heads if head.index < self.first_quoted])
        self.late_jumps = _jumps(heads)

    def take(self, place: int) -> None:
        head = self.heads[place]
        self.amended |= _amended_places(self.paragraphs, self.quoted, range(self.seen, head.index))
        self.seen = head.index + 1
        if head.number in self.amended:
            self.amended.discard(head.number)
            if self._is_next(head):
                self.doubts.append(
                    f"“Điều {head.number}” sau lời sửa Điều {head.number} không có dấu ngoặc kép: coi là nội dung mới."
                )
        elif self._continues(place, head):
            self.own.append(head)
            self.amended = _amended_places(self.paragraphs, self.quoted, range(head.index, head.index + 1))
        elif self.first_quoted < head.index and speaks_itself(self.paragraphs[head.index].text):
            self.doubts.append(f"“Điều {head.number}” ngoài dấu ngoặc kép không nối tiếp điều trước: cần người đọc.")

    def _is_next(self, head: Head) -> bool:
        return bool(self.own) and follows(self.own[-1].number, head.number, 1)

    def _continues(self, place: int, head: Head) -> bool:
        if head.lone:
            return self._is_next(head) or (not self.own and head.number == "1")
        if not self.own or follows(self.own[-1].number, head.number, 4):
            return True
        if not _is_behind(self.own[-1], head):
            return False
        # Behind words quoted only an article that speaks for an amending act is certainly not one of theirs.
        speaks = place in self.late_jumps and speaks_itself(self.paragraphs[head.index].text)
        return place in self.jumps or speaks


def _jumps(heads: list[Head]) -> set[int]:
    """Heads that no smaller number comes after before the text begins to count anew: there it may jump ahead."""
    found: set[int] = set()
    least = _MAX_ARTICLE
    for place in range(len(heads) - 1, -1, -1):
        number = split_number(heads[place].number)[0]
        if number <= least:
            found.add(place)
        least = _MAX_ARTICLE if number == 1 else min(least, number)
    return found


def _is_behind(last: Head, head: Head) -> bool:
    return split_number(last.number)[0] < split_number(head.number)[0]


def _candidates(paragraphs: list[Paragraph], quoted: list[bool]) -> list[Head]:
    heads = []
    for index, paragraph in enumerate(paragraphs):
        head = None if quoted[index] else article_head(paragraph.text) or _lone_head(paragraphs, index)
        if head:
            head.index = index
            heads.append(head)
    return heads


_LONE = re.compile(rf"{ARTICLE_WORD}\s{{0,3}}(\d{{1,4}}[a-zđ]?)$")
_ENDED = re.compile(r"[.;:…”»\"/)]$")
_SPEAKS = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)\s(?:này|nầy)\s")
_LEADS_ON = re.compile(r"(?:[Kk]hoản|[Đđ]iểm)\s\w{1,4}$|,$")


def _lone_head(paragraphs: list[Paragraph], index: int) -> Head | None:
    """ "Điều 1" alone on its line, and the words below it; in the midst of a sentence it is a citation."""
    match = _LONE.match(paragraphs[index].text)
    below = paragraphs[index + 1].text if match and index + 1 < len(paragraphs) else ""
    if match is None or not (below[:1].isupper() or below[:1].isdigit()):
        return None
    if _NOT_A_HEADING.match(below) and not _SPEAKS.match(below):
        return None
    above = paragraphs[index - 1].text if index else ""
    if match[1] == "1" and not _LEADS_ON.search(above):  # a title stands above it, which no mark ends
        return Head(0, "1", "", lone=True)
    if not (_ENDED.search(above) or is_capitals(above) or _ends_heading(above)):
        return None
    return Head(0, match[1], "", lone=True)


def _ends_heading(text: str) -> bool:
    return any(pattern.match(text) for _, pattern in _GROUP_PATTERNS)


def _amended_places(paragraphs: list[Paragraph], quoted: list[bool], places: range) -> set[str]:
    """Articles that an instruction here announces ("Bổ sung Điều 11a … như sau:") without quotation marks after it.

    The first of them must follow: below "Sửa đổi một số khoản của Điều 2 như sau:" stands no "Điều 2." of that act.
    """
    found: set[str] = set()
    for index in places:
        text = paragraphs[index].text
        if text.rstrip(" :").endswith("như sau") and AMENDING.search(text[:200]):
            named = {match[1] for match in _PLACE.finditer(text[:2000])}
            if named & _begun_below(paragraphs, quoted, index + 1):
                found.update(named)
    return found


def _begun_below(paragraphs: list[Paragraph], quoted: list[bool], start: int) -> set[str]:
    """The article that begins here, if one does that is not quoted; titles of chapters may stand over it."""
    for index in range(start, min(start + 4, len(paragraphs))):
        text = paragraphs[index].text
        head = None if quoted[index] or orders(text) else article_head(text)
        if head:
            return {head.number}
        if quoted[index] or not (_ends_heading(text) or is_capitals(text)):
            break
    return set()


def restarts(own: list[Head], paragraphs: list[Paragraph], quoted: list[bool]) -> int:
    """The paragraph where articles begin to count from 1 again (an annexed regulation); the end when they do not."""
    last = own[-1].index if own else len(paragraphs)
    for index in range(last + 1, len(paragraphs)):
        head = None if quoted[index] else article_head(paragraphs[index].text)
        if head and head.number == "1":
            return index
    return len(paragraphs)


def read_body(paragraphs: list[Paragraph]) -> Body:
    """The tree of a run of paragraphs that holds articles (and nothing before the first group or article)."""
    quoted = quoted_flags(paragraph.text for paragraph in paragraphs)
    body = Body()
    heads = {head.index: head for head in own_articles(paragraphs, quoted, body.warnings)}
    reader = _TreeReader(body)
    for index, paragraph in enumerate(paragraphs):
        reader.take(paragraph, heads.get(index), quoted[index])
    reader.close()
    body.warnings.extend(_gaps(list(heads.values())))
    body.warnings.extend(_strays(paragraphs, quoted, list(heads.values())))
    return body


def _gaps(heads: list[Head]) -> list[str]:
    warnings: list[str] = []
    for before, after in pairwise(heads):
        a, b = split_number(before.number)[0], split_number(after.number)[0]
        warnings.extend(f"Không thấy Điều {number} trong văn bản." for number in range(a + 1, b))
    return warnings


def _strays(paragraphs: list[Paragraph], quoted: list[bool], own: list[Head]) -> list[str]:
    """Lines like an article's first that became words of the article before: their number repeats or jumps."""
    places = {head.index for head in own}
    marked = any(paragraphs[head.index].level for head in own)
    warnings: list[str] = []
    last, seen, announced = "", 0, set[str]()
    for head in _candidates(paragraphs, quoted):
        announced |= _amended_places(paragraphs, quoted, range(seen, head.index))
        seen = head.index
        if head.index in places:
            last, announced = head.number, set()
        elif last and head.number not in announced and not (marked and not paragraphs[head.index].level):
            line = " ".join(paragraphs[head.index].text[:80].split())
            warnings.append(f"Dòng “{line}” lặp hoặc nhảy số điều nên đang được đọc là lời của Điều {last}.")
    return warnings


class _TreeReader:
    """Builds groups and articles as paragraphs come; paragraphs of an article wait until it is complete."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.groups: list[Node] = []
        self.article: Node | None = None
        self.waiting: list[Inner] = []
        self.quotes_all = False
        self.title_lines = 0

    def take(self, paragraph: Paragraph, head: Head | None, quoted: bool) -> None:
        if head:
            self._open_article(head, paragraph)
        elif quoted or not (self._open_group(paragraph) or self._group_title(paragraph)):
            self._inside(paragraph, quoted)

    def _open_article(self, head: Head, paragraph: Paragraph) -> None:
        self.close()
        heading, rest = split_heading(head.heading)
        self.article = Node("article", head.number, heading, at=paragraph.at)
        self._holder().append(self.article)
        self.waiting = [Inner(rest, at=paragraph.at)] if rest else []
        self.title_lines = 0
        # "Sửa đổi Điều 15 như sau": all that follows are the other act's words, quoted or not.
        self.quotes_all = bool(_PLACE.search(heading)) and heading.rstrip(" :").endswith("như sau")

    def _open_group(self, paragraph: Paragraph) -> bool:
        for kind, pattern in _GROUP_PATTERNS:
            match = pattern.match(paragraph.text)
            if match and _reads_like_title(match[2]):
                self._add_group(kind, match[1] or "", match[2])
                return True
        return False

    def _add_group(self, kind: Kind, number: str, title: str) -> None:
        self.close()
        self.article = None
        while self.groups and GROUPS.index(self.groups[-1].kind) >= GROUPS.index(kind):
            self.groups.pop()
        group = Node(kind, number, title.strip())
        if not number:
            before = next((node for node in reversed(self._holder()) if node.kind == kind), None)
            group.number = str((roman_or_arabic(before.number) or 0) + 1 if before else 1)
            self.body.warnings.append(f"Không đọc được số của một chương; tạm coi là chương thứ {group.number}.")
        self._holder().append(group)
        self.groups.append(group)
        self.title_lines = 0 if title else 3

    def _group_title(self, paragraph: Paragraph) -> bool:
        """The lines after "Chương II" up to the next heading are its title."""
        longest = _LONGEST_ORDER if is_capitals(paragraph.text) or _is_order(paragraph.text) else _MAX_HEADING
        if self.article or not self.groups or len(paragraph.text) > longest:
            return False
        group = self.groups[-1]
        if not self.title_lines and not (group.heading and is_capitals(paragraph.text)):
            return False
        group.heading = f"{group.heading} {paragraph.text}".strip()
        self.title_lines = max(0, self.title_lines - 1) if is_capitals(paragraph.text) else 0
        return True

    def _inside(self, paragraph: Paragraph, quoted: bool) -> None:
        if self.article is None:
            if self.groups:
                self.groups[-1].children.append(Node("paragraph", text=paragraph.text, at=paragraph.at))
            return
        own = INSTRUCTION.match(paragraph.text) if self.quotes_all and not quoted else None
        self.waiting.append(Inner(paragraph.text, quoted or (self.quotes_all and not own), paragraph.at))

    def _holder(self) -> list[Node]:
        return self.groups[-1].children if self.groups else self.body.nodes

    def close(self) -> None:
        if self.article is not None:
            self.body.warnings.extend(fill_article(self.article, self.waiting))
        self.waiting = []


def _reads_like_title(rest: str) -> bool:
    return not rest or (rest[0].isupper() and not _NOT_A_HEADING.match(rest) and len(rest) <= _MAX_HEADING)


_FIRST_CLAUSE = re.compile(r"(?<=\w)[ .:]{1,3}(?=(?:1\s?[.,]\s{1,2}[A-ZÀ-ỸĐ]|a\)\s))")
_BARE_FIRST_CLAUSE = re.compile(r"(?<=\w)[ .:]{1,3}(?=1\s{1,2}(?!Điều|Mục|Chương|Luật|Nghị|Thông|Phần)[A-ZÀ-ỸĐ])")
_OPENERS = re.compile(
    r"(?<=[a-zà-ỹ\")]) (?=(?:Luật này|Nghị định này|Thông tư này|Trong |Khi |Người |Việc |Cơ quan |Bộ trưởng|Chính phủ "
    r"|Trường hợp |Căn cứ |Hình thức |Mọi |Các |Sau khi |Quyết định |Nhà nước |Mẫu ))"
)


def split_heading(text: str) -> tuple[str, str]:
    """Heading and first words of the article, for a scan that has both in one line; normally (text, "")."""
    if _is_order(text):
        return text.rstrip(" ."), ""
    start = text[:_MAX_HEADING]
    end = _FIRST_CLAUSE.search(start)
    if end is None and len(text) > _MAX_HEADING // 2:
        end = _BARE_FIRST_CLAUSE.search(start)
    if end is None and len(text) > _MAX_HEADING:
        end = _OPENERS.search(start)
        if end is None:
            return "", text
    if end is None:
        return text.rstrip(" ."), ""
    return text[: end.start()].rstrip(" .:"), text[end.end() :]


def _is_order(text: str) -> bool:
    """Whether the words behind an article's number are an order to amend, which names acts by their long titles."""
    says_so = text.startswith("Sửa đổi") or (AMENDING.match(text) and text.rstrip(" :").endswith("như sau"))
    return bool(says_so) and len(text) <= _LONGEST_ORDER and _FIRST_CLAUSE.search(text) is None


def group_number(node: Node) -> str:
    """A group's number for addresses: "II" and "thứ hai" are "2"."""
    word = node.number.lower().removeprefix("thứ").strip()
    if word in ORDINALS:
        return str(ORDINALS.index(word) + 1)
    return str(roman_or_arabic(node.number) or node.number.lower().replace(" ", "-"))
