"""Lists of what goes: an opening ("Thông tư này bãi bỏ:"), and below it one place after another."""

from __future__ import annotations

import re

from .ending import OBJECT, RULING, small

# "Bãi bỏ điều, khoản tại các Thông tư sau:" – and below: "a) Điều 1 của Thông tư số …".
# What repeals "the rules about …" of a list repeals parts of it only.
_WORD = r"(?:(?!về\s|liên quan)[^\s“”\":;]{1,20})"
_SINCE = r"(?:(?:Kể từ|Từ) ngày [^,:“”\"]{3,70}(?:,|\sthì)\s)?"
_LISTING = re.compile(
    rf"{_SINCE}(?:{RULING} này\s)?"
    rf"(?:thay thế(?:,| và)\s)?(?:[Bb]ãi bỏ|[Hh]ủy bỏ|(?<=này )thay thế)(?:(?:\s{_WORD}){{0,40}}\ssau(?: đây)?"
    rf"(?:,?\s(?:kể\s)?từ ngày [^,:“”\"]{{3,120}})?\s?:?|"
    rf"(?:\s{_WORD}){{0,12}}\stại\s?:|\s?:)\s?$"
)
# "Các quy định sau đây hết hiệu lực kể từ ngày …:" – and below: "a) Điều 5 Thông tư số …".
_EXPIRING = re.compile(
    rf"{_SINCE}(?:[Cc]ác|[Nn]hững|[Qq]uy định tại các)(?:\s{_WORD}){{1,14}}\s(?:sau(?: đây)?|dưới đây)\s(?:sẽ\s)?"
    r"hết hiệu lực(?: thi hành)?(?:,?\s(?:kể\s)?từ ngày [^:“”\"]{3,200})?(?:,?\s(?:bao\s)?gồm)?\s?:\s?$"
)
REPLACE = "Thay thế"
_WORDS = re.compile(r"(?:[-–+•]\s{1,2})?(?:Cụm từ|Từ)\s[“\"]")
_ENDED = re.compile(r"[.;:,”\"]\s?$")
_DASH = re.compile(r"^[-–+•]\s{1,2}")
_ENDS = re.compile(r",?\shết hiệu lực(?: thi hành)?(?=\s?[.;]?\s?$)")
_LISTED = re.compile(rf"{OBJECT}|(?:Cụm từ|Từ)\s[“\"]")
# "Thay thế các từ, cụm từ như sau:" – and below: "- Cụm từ “A” bằng cụm từ “B” tại Điều 5;".
_REPLACING = re.compile(
    r"Thay thế\s(?:(?:một số|các)\s)?(?:từ ngữ|cụm từ|từ)(?:(?:,|\svà)\s(?:từ ngữ|cụm từ|từ|phụ lục))*"
    r"\s(?:như sau|sau đây|sau)(?:\s(?:tại|của)\s[^“”\":]{1,200})?\s?:\s?$"
)


def opens_list(words: str) -> bool:
    """Whether the paragraphs below name what is repealed."""
    return _LISTING.match(words) is not None or _EXPIRING.match(words) is not None


def opens_replacing(words: str) -> bool:
    """Whether the paragraphs below name the words that are replaced, by which, and where."""
    return _REPLACING.match(words) is not None


def listed_words(words: str) -> bool:
    """Whether a paragraph of such a list begins with words of the act amended."""
    return _WORDS.match(words) is not None


def goes_on(above: str, words: str) -> bool:
    """Whether a paragraph without a mark of its own stands below one whose sentence has not ended."""
    return not _DASH.match(words) and _ENDED.search(above) is None


def listed_place(words: str) -> str:
    """The place a paragraph of such a list names, as it stands inside a sentence; "" when it names none."""
    bare = _DASH.sub("", words)
    return _ENDS.sub("", small(bare)) if _LISTED.match(bare) else ""
