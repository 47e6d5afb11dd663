"""Which words of a text name a person or lead to one, whoever it is. Pure; a pattern finds much and never everything.

The text is folded (without marks and capitals) where a telephone or an address is looked for, because both are typed
in any way. A name is what begins with a capital after a title or with a family name: folded, half of the language
would look like one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.text import fold

NAME, ADDRESS, NUMBER, MAIL, BIRTH = (
    "họ tên", "địa chỉ", "số điện thoại, số giấy tờ", "thư điện tử", "ngày sinh",
)  # fmt: skip

# Stands where something of the denouncer was struck out.
STRUCK = "[đã lược bỏ]"
# Whatever looks like a telephone, a paper's number, a mail address or a date of birth, in folded text.
PATTERNS = (
    (MAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    (NUMBER, re.compile(r"(?<![\w.])(?:\+?84|0)(?:[\s.\-]?\d){9,10}(?!\w)")),
    (NUMBER, re.compile(r"(?<![\w.])\d(?:[\s.\-]?\d){11}(?!\w)")),
    (NUMBER, re.compile(r"(?<![\w.])\d(?:[\s.\-]?\d){8}(?!\w)")),
    (BIRTH, re.compile(r"\bsinh(?:\s{1,3}(?:ngay|nam)){0,2}[\s:]{0,3}\d{1,4}(?:\s?[/.\-]\s?\d{1,4}){0,2}")),
    (BIRTH, re.compile(r"\bsinh(?:\s{1,3}ngay)?\s{1,3}\d{1,2}\s{1,3}thang\s{1,3}\d{1,2}\s{1,3}nam\s{1,3}\d{4}")),
)
_ADDRESSES = (
    re.compile(r"\b(?:dia chi|thuong tru|tam tru|cu tru|tru tai|nha rieng)\b[\s:]{0,3}(?:\w[^\n.;]{0,60})?"),
    re.compile(r"\b(?:so nha|nha so|ngo|ngach|hem|to dan pho|khu pho)\s{1,3}\d{1,4}\w?(?:/\d{1,4}){0,3}\b"),
    re.compile(r"\bso\s{1,3}\d{1,4}\w?(?:/\d{1,4}){0,3},?\s{1,3}(?:duong|pho|ngo|ngach|hem)\b"),
)
# A place too small to be an office's own name, when a capital or a number follows.
_SMALL = ("ngõ", "ngách", "hẻm", "thôn", "xóm", "ấp", "đường", "phố", "tổ dân phố", "khu dân cư")
_SMALL_PLACES = re.compile(r"(?<!thanh )\b(" + "|".join(map(fold, _SMALL)) + r")\s{1,3}(?=\w)")
_SMALL_WORDS = frozenset(_SMALL)

_LEADS = (
    "ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ", "cậu", "dì", "tôi là", "tên là", "họ tên", "họ và tên",
    "ký tên",
)  # fmt: skip
_LEAD = re.compile(
    r"\b(" + "|".join(sorted(map(fold, _LEADS), key=len, reverse=True)) + r")\b(?:\s{1,3}la\b)?[\s:]{1,4}(?=\w)"
)
_FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Trịnh", "Đinh", "Đoàn", "Đào", "Lưu", "Mai", "Tô", "Cao", "Hà", "Chu", "Tạ", "Lương", "Phùng", "Quách",
)  # fmt: skip
_FAMILY = re.compile(r"\b(" + "|".join(map(fold, _FAMILIES)) + r")\s{1,3}(?=\w)")
_LEAD_WORDS = frozenset(_LEADS)
_FAMILY_WORDS = frozenset(name.lower() for name in _FAMILIES)
# Without capitals a family name is one only before the two middle names nobody takes for anything else.
_SMALL_NAME = re.compile(
    r"\b(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|ngô|trịnh|đinh) (?:văn|thị) \w+", re.IGNORECASE
)
# After a title these are an office, not somebody's name.
_POSTS = (
    "giam doc", "pho", "chu tich", "chanh", "truong", "bi thu", "thanh tra", "thu truong", "vien truong", "cong an",
    "bo truong", "tong", "hieu truong", "can bo", "nguoi",
)  # fmt: skip
# What a street, school or ward is called after somebody names nobody.
_PLACES = re.compile(r"\b(?:phuong|xa|dac khu|quan|huyen|duong|pho|truong|cho|cong vien|thanh pho|tp\.?)\s{1,3}$")
_LONGEST_PLACE = 20
_WORD = re.compile(r"\w+")
_MOST_WORDS = 5


class NamesSomebody(ValueError):
    """Words others will read name a person, or lead to one: what was found, and what to do, for their writer."""


@dataclass(frozen=True)
class Strike:
    """A stretch of the text, and what it tells."""

    start: int
    end: int
    why: str


class Folded:
    """A text without marks and capitals that remembers where each letter stood."""

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        places: list[int] = []
        for place, char in enumerate(text):
            plain = fold(char)
            letters.append(plain)
            places += [place] * len(plain)
        self.text = "".join(letters)
        self.places = [*places, len(text)]
        self.is_typed_without_marks = self.text == text.lower()

    def find(self, pattern: re.Pattern[str], why: str) -> Iterator[Strike]:
        for match in pattern.finditer(self.text):
            # Up to the next letter kept, so that a mark typed apart goes with its letter.
            yield Strike(self.places[match.start()], self.places[match.end()], why)


def names_and_addresses(text: str) -> list[Strike]:
    """Everything in the text that names a person or says where one lives or is reached, in order."""
    plain = unicodedata.normalize("NFC", text)
    folded = Folded(plain)
    found = [strike for why, pattern in PATTERNS for strike in folded.find(pattern, why)]
    found += [strike for pattern in _ADDRESSES for strike in folded.find(pattern, ADDRESS)]
    return joined([*found, *_small_places(plain, folded), *_names(plain, folded)])


def names(text: str) -> list[Strike]:
    """Only the persons named."""
    plain = unicodedata.normalize("NFC", text)
    return joined(_names(plain, Folded(plain)))


def stretch(text: str, strike: Strike) -> str:
    """The words found."""
    return unicodedata.normalize("NFC", text)[strike.start : strike.end].strip()


def in_words(text: str, found: Iterable[Strike]) -> str:
    """What was found, for whoever wrote it: «ông Phạm Văn Khác» (họ tên)."""
    told = dict.fromkeys(f"«{stretch(text, one)}» ({one.why})" for one in found)
    return ", ".join(told)


def refusal(text: str, found: Iterable[Strike]) -> str:
    """ "" where nothing was found; else what it is and what to do about it."""
    told = in_words(text, found)
    if not told:
        return ""
    return (
        f"Chưa ghi, vì có chỗ nêu hoặc dẫn đến một người: {told}. Xin bỏ chỗ ấy, hoặc viết «người tố cáo», "
        "«người bị tố cáo», rồi gửi lại; lời ông/bà viết còn nguyên ở ô này."
    )


def refuse_names(text: str) -> None:
    """Raises NamesSomebody."""
    if told := refusal(text, names_and_addresses(text)):
        raise NamesSomebody(told)


def joined(found: Iterable[Strike]) -> list[Strike]:
    """In order, overlaps made one."""
    result: list[Strike] = []
    for strike in sorted(found, key=lambda strike: (strike.start, -strike.end)):
        if result and strike.start < result[-1].end:
            last = result[-1]
            result[-1] = Strike(last.start, max(last.end, strike.end), last.why)
        else:
            result.append(strike)
    return result


def _small_places(text: str, folded: Folded) -> Iterator[Strike]:
    for match in _SMALL_PLACES.finditer(folded.text):
        start, end = folded.places[match.start()], _capitals_end(text, folded.places[match.end()])
        if end and _is_one_of(_SMALL_WORDS, text, folded, match):
            yield Strike(start, end[0], ADDRESS)


def _is_one_of(words: frozenset[str], text: str, folded: Folded, match: re.Match[str]) -> bool:
    """The first group as it is spelt; in a text typed without marks, as it sounds."""
    spelt = text[folded.places[match.start(1)] : folded.places[match.end(1)]]
    return folded.is_typed_without_marks or spelt.lower() in words


def _names(text: str, folded: Folded) -> Iterator[Strike]:
    yield from _after_titles(text, folded)
    yield from _with_family_names(text, folded)
    yield from (Strike(match.start(), match.end(), NAME) for match in _SMALL_NAME.finditer(text))


def _after_titles(text: str, folded: Folded) -> Iterator[Strike]:
    for match in _LEAD.finditer(folded.text):
        start, end = folded.places[match.start(1)], _capitals_end(text, folded.places[match.end()])
        is_post = folded.text.startswith(_POSTS, match.end())
        if end and not is_post and _is_one_of(_LEAD_WORDS, text, folded, match):
            yield Strike(start, end[0], NAME)


def _with_family_names(text: str, folded: Folded) -> Iterator[Strike]:
    for match in _FAMILY.finditer(folded.text):
        start, end = folded.places[match.start()], _capitals_end(text, folded.places[match.start()])
        # Two words are as often a place (Lê Chân, Ngô Quyền); three are somebody.
        if end is None or end[1] < 3 or not _is_one_of(_FAMILY_WORDS, text, folded, match):
            continue
        before = folded.text[max(match.start() - _LONGEST_PLACE, 0) : match.start()]
        if not _PLACES.search(before) and not folded.text.startswith("ho chi minh", match.start()):
            yield Strike(start, end[0], NAME)


def _capitals_end(text: str, at: int) -> tuple[int, int] | None:
    """Where the words that begin with a capital or digit from here on end, and how many they are."""
    end, number = at, 0
    while number < _MOST_WORDS and (word := _WORD.match(text, end)) and (word[0][0].isupper() or word[0][0].isdigit()):
        number, last = number + 1, word.end()
        end = last + 1 if text[last : last + 1] == " " else last
        if end == last:
            break
    return (last, number) if number else None
