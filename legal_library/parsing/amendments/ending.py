"""What acts say in their last articles of others that end, turned into one wording: "Bãi bỏ Điều 5 Nghị định số …".

"Kể từ ngày Thông tư này có hiệu lực, quy định tại Điều 5 … hết hiệu lực", "Thông tư này có hiệu lực từ ngày … và thay
thế khoản 2 Điều 3 …": a provision whose place is taken by the act itself is no longer in force.
"""

from __future__ import annotations

import re

# The kinds of act that hold rules; a directive amends none and is only ended.
RULING = r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư(?: liên tịch)?)"
KINDS = rf"(?:{RULING}|Chỉ thị)"
_NUMBER = r"(?:\d{1,4}[a-zđ]?|(?<=iểm\s)[a-zđ]\d?|(?<=iết\s)[a-zđ]\d?)\b"
PLACE = rf"(?:(?:[Cc]ác\s)?(?:[Tt]ừ\s)?(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Tt]iết)\s(?:từ\s)?(?:Điều\s)?{_NUMBER})"
_NAMED = re.compile(PLACE)
GROUP = r"(?:(?:[Cc]ác\s)?(?:[Cc]hương|[Mm]ục|[Pp]hần)\s[\dIVX]|(?:Phụ lục|Mẫu)\s)"
_RULES = r"(?:(?:[Cc]ác\s|[Nn]hững\s)?(?:nội dung\s)?[Qq]uy định\s(?:tại|của)\s(?:các\s)?)"
_WORDS = r"(?:(?:các\s)?(?:cụm\s)?từ\s[“\"„])"
_ACT = rf"(?:[Cc]ác\s)?{KINDS}\s(?:số\s)?\d"
# What an instruction that ends something may begin with.
OBJECT = rf"(?:{_RULES}?(?:{PLACE}|{GROUP}|{_ACT})|{_WORDS})"

_DAY = r"[^,;:“”\"]{3,120}?"
SINCE = re.compile(rf"(?:Kể từ|Từ)\s(?:ngày|khi|thời điểm)\s{_DAY}(?:,|\sthì)\s(?!(?:ngày|tháng)\s)")
_ALSO = r"(?:(?:và|đồng thời)\s){0,2}"
# "Thông tư này có hiệu lực thi hành kể từ ngày … và thay thế …".
_FORCE = re.compile(
    rf"{KINDS}\snày\scó hiệu lực(?:\sthi hành)?\s[^;:“”\"]{{3,160}}?\s?[,;]?\s{_ALSO}"
    rf"(?=(?:thay thế|bãi bỏ|hủy bỏ)[\s:])"
)
_SPEAKS = re.compile(rf"{KINDS}\snày\s(?:cũng\s)?(?=(?:bãi bỏ|hủy bỏ|bỏ|sửa đổi|bổ sung|thay thế)[\s,:])")
# "thay thế Điều 5 Nghị định …", but not by other words or by a text that follows.
_TAKES_PLACE = re.compile(rf"[Tt]hay thế(?:,\sbãi bỏ)?(?:\s?:)?\s(?:cho\s)?(?={OBJECT})")
_BY = re.compile(
    r"\s(?:bằng|thành)\s(?:(?:các\s)?(?:(?:cụm\s)?từ|quy định|nội dung)|Điều|khoản|điểm|Phụ lục|Mẫu|Danh mục)\s"
    r"|cụm từ|:\s?$|(?:như|nhu) sau"
)
# What only goes on for a while is not meant.
_ENDS = re.compile(
    r",?\s(?:sẽ\s|đều\s|thì\s)?(?:hết|không còn) hiệu lực(?:\sthi hành)?"
    r"(?:,?\s(?:kể\s)?(?:từ|sau)\s(?:ngày|khi|thời điểm)\s[^;:“”\"]{3,140})?\s?[.;]?\s?$"
)
_GOES_ON = re.compile(r"tiếp tục|được áp dụng|thực hiện đến|đến (?:khi|hết|ngày)|trước khi|\stheo quy định")
_BEGINS = re.compile(OBJECT)
_SPLIT = re.compile(rf"(?:;\s|[,;]?\s(?:và\s)?đồng thời\s)(?=(?:bãi bỏ|hủy bỏ)\s(?:các\s)?{OBJECT})")
_GLUED = re.compile(r"(?<=[A-ZĐ])(?=ngày\s\d)|(?<=tại)(?=[ĐKđk](?:iều|hoản|iểm)\s)")
# "tiêu đề của Điều 6" is its name.
_HEADING = re.compile(r"\b(?P<t>[Tt])iêu đề(?=\s(?:của\s)?(?:các\s)?(?:[Đđ]iều|[Cc]hương|[Mm]ục|[Pp]hần)\s)")
_IN_SENTENCE = re.compile(r"Khoản|Điểm|Tiết|Các|Những|Quy định\s(?:tại|của)|Cụm|Tên|Từ")
_LONGEST = 6000  # no sentence comes near it


def names_place(words: str) -> bool:
    """Whether an article, a clause or a point is named by its number."""
    return _NAMED.search(words) is not None


def spaced(words: str) -> str:
    """The blanks scans lose: "19/2014/TT-BTCngày 3/4/2014", "quy định tạiĐiều 5"; one word for the name of a place."""
    order, mark, quoted = _GLUED.sub(" ", words).partition("“")
    return _HEADING.sub(lambda found: f"{found['t']}ên", order) + mark + quoted


def pieces(words: str) -> list[str]:
    """A sentence taken apart where it goes on to end something else, and each part told as an order."""
    return [_told(piece) for piece in _SPLIT.split(words)]


def _told(words: str) -> str:
    """The order in it without the days and the act that speaks; what is none comes back as it is."""
    bare = SINCE.sub("", words, count=1) if SINCE.match(words) else words
    opening = _FORCE.match(bare) or _SPEAKS.match(bare)
    if opening:
        bare = bare[opening.end() :]
    if _TAKES_PLACE.match(bare) and not _BY.search(bare):
        return f"Bãi bỏ {_TAKES_PLACE.sub('', bare, count=1)}"
    return _expired(bare) or (bare if bare is words else bare[:1].upper() + bare[1:])


def _expired(words: str) -> str:
    """ "Quy định tại Điều 7 Nghị định số … hết hiệu lực từ ngày …" as a repeal; "" when it says nothing so."""
    if not _BEGINS.match(words) or len(words) > _LONGEST:
        return ""
    what = ended(words)
    return f"Bãi bỏ {small(what)}" if what else ""


def ended(words: str) -> str:
    """What a sentence says is no longer in force; "" when it says so of nothing, or only for a while."""
    ends = _ENDS.search(words)
    return "" if ends is None or _GOES_ON.search(words, 0, ends.start()) else words[: ends.start()]


def small(place: str) -> str:
    """ "Khoản 3 Điều 5" inside a sentence; "Điều" and the names of acts keep their capital."""
    return place[:1].lower() + place[1:] if _IN_SENTENCE.match(place) else place
