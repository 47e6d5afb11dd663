"""Lines to paragraphs: what a page break or hard wrap tore apart is joined, what a scan ran together is parted."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from .numbers import follows, next_letter
from .reading import Line

# The word Điều as scans and keyboards misspell it; only before a number.
ARTICLE_WORD = r"(?:[ĐD][iíìỉĩị][eêềểếẽễệ]{1,2}u|ĐIỀU|ĐIỂU)"
_STRUCTURE = re.compile(
    rf"^(?:(?:Phần|PHẦN|Chương|CHƯƠNG|CHUƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s|{ARTICLE_WORD}\s{{0,2}}\d"
    r"|\d{1,3}[a-zđ]?\s?\.\s?\D|[a-zđ]\d?\)|[-–—+•]|[IVX]{1,5}\.\s|\|)"
)
_TERMINAL = re.compile(r"[.;:!?…✓|/]$")
_QUOTE_END = ("”", '"', "»")


# No sentence ends so: "… khoản 3 Điều 50 và" – and on the next line "Điều 40 Nghị định số …"; "Sửa đổi Điều" – "5:".
_UNFINISHED = re.compile(r"(?<!\w)(?:và|hoặc|của|tại|theo|thuộc|các|từ|đến|khoản|Khoản|điểm|Điểm|[Đđ]iều|số)$")
# "… Điều 11 của Luật" – and on the next line "Chuyển giao người đang chấp hành án phạt tù số 101/2025/QH15".
_NAMELESS = re.compile(r"(?:(?<!\w)(?:của|tại|theo|thuộc|cứ|và)|,)\s(?:các\s)?(?:Luật|Bộ luật|Pháp lệnh)$")
_GOES_ON = re.compile(rf"{ARTICLE_WORD}\s{{0,2}}\d{{1,4}}[a-zđ]?(?!\w)(?!\s?[.:])")
_UNNUMBERED = re.compile(r"(?<!\w)(?:khoản|Khoản|[Đđ]iều|số)$")
_NUMBER = re.compile(r"\d{1,4}[a-zđ]?(?:[\s,;:/]|$)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `line` is where it begins in the file, `level` its Markdown heading level (0: none).

    `at` counts the paragraphs of the file; `breaks` are the lines that begin inside it: (offset in `text`, line).
    """

    text: str
    line: int
    level: int = 0
    at: int = -1
    breaks: tuple[tuple[int, int], ...] = ()

    def line_at(self, offset: int) -> int:
        """The line of the file that a character of `text` stands on."""
        place = bisect_right(self.breaks, offset, key=lambda item: item[0])
        return self.breaks[place - 1][1] if place else self.line


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals (a title), whatever figures and marks stand in it."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def make_paragraphs(lines: list[Line]) -> list[Paragraph]:
    """Paragraphs of the text in order."""
    width = _wrap_width(lines)
    joined: list[list[Line]] = []
    for line in lines:
        if joined and _continues(joined[-1][-1], line, width):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [_paragraph(group, at) for at, group in enumerate(joined)]


def _paragraph(group: list[Line], at: int) -> Paragraph:
    breaks, offset = [], 0
    for before, line in pairwise(group):
        offset += len(before.text) + 1
        breaks.append((offset, line.number))
    text = " ".join(line.text for line in group)
    return Paragraph(text, group[0].number, group[0].level, at, tuple(breaks))


def _wrap_width(lines: list[Line]) -> int:
    """The column where a hard-wrapped text breaks its lines; 0 for a text of one line per paragraph."""
    if len(lines) < 40:
        return 0
    lower = sum(line.text[0].islower() and not _STRUCTURE.match(line.text) for line in lines)
    lengths = sorted(len(line.text) for line in lines)
    longest = lengths[int(len(lengths) * 0.97)]
    return longest if lower >= 0.15 * len(lines) and longest <= 130 else 0


def _continues(last: Line, line: Line, width: int) -> bool:
    """Whether a line goes on the sentence of the one before it."""
    if last.level or line.level or _TERMINAL.search(last.text):
        return False
    if _is_torn(last.text, line.text):
        return True
    return not _STRUCTURE.match(line.text) and _is_wrapped(last, line, width)


def _is_wrapped(last: Line, line: Line, width: int) -> bool:
    """Whether a line without a mark of structure was broken off the one before it."""
    if is_capitals(last.text):
        return False
    if line.text[0].islower():
        return True
    if last.text.endswith(_QUOTE_END):
        return False
    full = bool(width) and len(last.text) >= 0.72 * width and not line.gap
    return full and not is_capitals(line.text) and not _is_article_head(last.text)


def _is_torn(last: str, line: str) -> bool:
    """Whether a line break tore a place from the words that lead to it."""
    if _UNFINISHED.search(last) and _GOES_ON.match(line):
        return True
    if _NAMELESS.search(last) and line[0].isupper() and not _STRUCTURE.match(line):
        return not is_capitals(line)
    return _UNNUMBERED.search(last) is not None and _NUMBER.match(line) is not None


def _is_article_head(text: str) -> bool:
    return bool(re.match(rf"{ARTICLE_WORD}\s?\d", text))


# --- scans: a whole page in one line -------------------------------------------------------------------------------

_INLINE_ARTICLE = re.compile(rf"(?<=\S)\s(?={ARTICLE_WORD}\s{{0,3}}(\d{{1,4}}[a-zđ]?)\s?([.,:]?)\s?[A-ZÀ-ỸĐ“\"])")
_INLINE_CLOSING = re.compile(r"(?<=\S)\s(?=Nơi nhận\s?:|(?:Bộ luật|Luật|Nghị quyết) này (?:đã )?được Quốc hội nước)")
_CITING = re.compile(r"(?:tại|của|theo|và|hoặc|khoản|điểm|các|với|này|,|;|số \d+)$", re.IGNORECASE)


def unroll(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Part a scan's run-together pages at articles, clauses and points that continue the count; else return as is."""
    if not _is_run_together(paragraphs):
        return paragraphs
    pieces: list[Paragraph] = []
    last = "0"
    for paragraph in paragraphs:
        offset = 0
        for text in _at_articles(paragraph.text, last):
            head = re.match(rf"{ARTICLE_WORD}\s{{0,2}}(\d{{1,4}}[a-zđ]?)", text)
            last = head[1] if head and follows(last, head[1], 4) else last
            for part in _at_clauses(text):
                offset = paragraph.text.index(part, offset)
                pieces.append(_piece(paragraph, part, offset, len(pieces)))
                offset += len(part)
    return pieces


def _piece(paragraph: Paragraph, part: str, offset: int, at: int) -> Paragraph:
    """A part of a paragraph that keeps its lines."""
    end = offset + len(part)
    breaks = tuple((start - offset, line) for start, line in paragraph.breaks if offset < start < end)
    return Paragraph(part, paragraph.line_at(offset), at=at, breaks=breaks)


def _is_run_together(paragraphs: list[Paragraph]) -> bool:
    return sum(bool(_INLINE_ARTICLE.search(p.text)) for p in paragraphs if len(p.text) > 300) >= 3


def _at_articles(text: str, last: str) -> list[str]:
    cuts = [0]
    for match in _INLINE_ARTICLE.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        # A scan drops full stops: without one, only the very next number after a finished sentence is an article.
        gap = 4 if match[2] == "." else 1
        if follows(last, match[1], gap) and (match[2] == "." or before[-1:] in ".:;”") and not _CITING.search(before):
            cuts.append(match.end())
            last = match[1]
    cuts.extend(match.end() for match in _INLINE_CLOSING.finditer(text))
    return _cut(text, cuts)


_INLINE_CLAUSE = re.compile(r"(?<=[\w.;:,”\"]) (?=(\d{1,2})\s?\.?\s{1,2}[A-ZÀ-ỸĐ])")
_INLINE_POINT = re.compile(r"(?<=[;:.,]) (?=([a-zđ])\)\s)")


def _at_clauses(text: str) -> list[str]:
    """Cut at "1. … 2. …" that count on from one another, then each piece at "a) … b) …"."""
    opening = re.match(r"(\d{1,2})\s?\.?\s", text)
    cuts, last = [0], opening[1] if opening else "0"
    for match in _INLINE_CLAUSE.finditer(text):
        if int(match[1]) == int(last) + 1 and not _NUMBERED_THING.search(
            text[max(0, match.start() - 9) : match.start()]
        ):
            cuts.append(match.end())
            last = match[1]
    return [part for clause in _cut(text, cuts) for part in _at_points(clause)]


_NUMBERED_THING = re.compile(r"(?:khoản|Khoản|Điều|điều|số|Mẫu số|tháng|ngày|năm|và|Mục|Chương|thứ)$")


def _at_points(text: str) -> list[str]:
    cuts, last = [0], ""
    for match in _INLINE_POINT.finditer(text):
        letter = next_letter(last, match[1])
        if letter:
            cuts.append(match.end())
            last = letter
    return _cut(text, cuts)


def _cut(text: str, cuts: list[int]) -> list[str]:
    edges = [*sorted(set(cuts)), len(text)]
    return [part for a, b in pairwise(edges) if (part := text[a:b].strip())]
