"""What stands behind an act's number and changes nothing: its date, issuer and title, its earlier amenders.

Titles are full of words that read like instructions ("quy định chi tiết khoản 3 Điều 10", "sửa đổi Thông tư …"), so
they are cut off before places are looked for. Where it is not sure that the title has ended, nothing is cut and the
words stay unaccounted for: the instruction is then left to a person.
"""

from __future__ import annotations

import re

_KINDS = r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị)"
_ACT = re.compile(
    rf"{_KINDS}(?:\s[^\d“”\"();:.]{{1,160}}?)?,?\s(?:số\s)?(?=\d{{1,5}}[\d/.]{{0,8}}/)[\d/]+[A-ZĐa-z0-9/&-]+"
)
_TITLE = re.compile(
    r",?\s?(?:ngày\s\d|của\s(?:Chính phủ|Thủ tướng|Bộ\s|Thanh tra|Quốc hội|Ủy ban|Ngân hàng|Thống đốc|Tổng|Tòa|Viện"
    r"|Hội đồng)|quy định|hướng dẫn|về\s|ban hành|quy chế|sửa đổi|(?:đã\s)?được sửa đổi)"
)
_PLACE = r"(?:các\s)?(?:khoản|điểm|điều|Điều|Khoản|Điểm)\s(?:từ\s)?(?:Điều\s)?[\da-zđ]{1,4}\b"
_WORDS = r"(?:(?:các\s)?(?:cụm\s)?từ\s[“\"„])"
# Where a title certainly ends: another instruction or another list of places with an act of its own.
_STOP = re.compile(
    rf"\s?;|(?:,|,?\svà)\s(?={_PLACE}|{_WORDS})|,?\s(?:như|nhu) sau\s?:?\s?$"
    rf"|\s(?:bằng|thành)\s(?={_WORDS}|Phụ lục)|$"
)
_IN_TITLE = re.compile(_PLACE)
_AMENDED = re.compile(r"(?:đã\s)?được (?:sửa đổi|bổ sung|thay thế)")
_BRACKET = re.compile(
    r"\s?\((?:(?:đã\s)?được (?:sửa đổi|bổ sung|thay thế)|sau đây|gọi|viết|bao gồm bãi bỏ cả)[^()]{0,600}\)"
)
_SINCE = re.compile(rf",?\skể từ ngày {_KINDS} này có hiệu lực(?: thi hành)?(?=\s?[.;]?$)")
_LOOSE = re.compile(
    r",?\s(?:và\s)?(?:(?:các|những)\s(?:nội dung|quy định)\sliên quan(?:\skhác)?(?:\s(?:về|đến)\s[^;:“”\"]{1,200}?)?"
    rf"(?=\stại\s)|(?:Phụ lục|Mẫu|Biểu mẫu)\s[^;:,“”\"]{{1,80}}?\s(?:ban hành\s)?kèm(?: theo)?(?=\s{_KINDS}))"
)


def without_titles(words: str) -> str:
    """The words with every act reduced to its kind and number; as they are where a title may hold more."""
    words = _SINCE.sub("", _BRACKET.sub("", words))
    pieces: list[str] = []
    done = 0
    for act in _ACT.finditer(words):
        if act.start() < done:
            continue
        pieces.append(words[done : act.end()])
        done = act.end()
        if not _TITLE.match(words, done):
            continue
        stop = _STOP.search(words, done)
        end = stop.start() if stop else len(words)
        if _says_more(words[done:end], joined=stop is not None and not words[end:].lstrip().startswith(";")):
            return words
        done = end
    return "".join(pieces) + words[done:]


def _says_more(title: str, *, joined: bool) -> bool:
    """Whether a title names places itself, so that "và khoản 3 …" behind it may be part of it too."""
    amended = _AMENDED.search(title)
    own = title[: amended.start()] if amended else title
    more = joined and (amended is not None or bool(re.search(r"(?:hướng dẫn|chi tiết|thi hành)", own)))
    return bool(_IN_TITLE.search(own)) or (more and bool(_IN_TITLE.search(title)))


def loose_rest(words: str) -> str:
    """ "… và những quy định liên quan khác về nuôi con nuôi tại …": what no operation can say; "" if nothing."""
    found = _LOOSE.search(words)
    return found[0].strip(" ,") if found else ""


def without_loose_rest(words: str) -> str:
    return _LOOSE.sub("", words)
