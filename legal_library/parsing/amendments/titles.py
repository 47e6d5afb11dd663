"""What stands behind an act's number and changes nothing: its date, issuer and title, its earlier amenders.

Titles are full of words that read like instructions ("quy định chi tiết khoản 3 Điều 10", "sửa đổi Thông tư …"), so
they are cut off before places are looked for. Where it is not sure that the title has ended, nothing is cut and the
words stay unaccounted for: the instruction is then left to a person.
"""

from __future__ import annotations

import re

from .ending import GROUP, KINDS, OBJECT, PLACE, names_place

_ACT = re.compile(
    rf"{KINDS}(?:\s[^\d“”\"();:.]{{1,160}}?)?,?\s(?:số\s)?(?=\d{{1,5}}[\d/.]{{0,8}}/)[\d/]+[A-ZĐa-z0-9/&-]+"
)
_TITLE = re.compile(
    r",?\s?(?:ngày\s\d|của\s(?:Chính phủ|Thủ tướng|Bộ\s|[Ll]iên\s|Thanh tra|Quốc hội|Ủy ban|Uỷ ban|Ngân hàng|Thống đốc"
    r"|Tổng|Tòa|Viện|Hội đồng|Chánh án|Chủ tịch)|giữa\s|[Qq]uy định|[Hh]ướng dẫn|[Vv]ề\s|[Bb]an hành|[Qq]uy chế"
    r"|[Ss]ửa đổi|hợp nhất\s|phê duyệt|(?:đã\s)?được (?:sửa đổi|bổ sung (?:bởi|theo|tại)))"
)
_WORDS = r"(?:(?:các\s)?(?:cụm\s)?từ\s[“\"„])"
# "… ; các quy định về chứng thực tại Nghị định số …": only a part of that act.
_PARTS = r"(?:(?:các|những)\s)?(?:nội dung|quy định)\s(?:về|liên quan|đối với|áp dụng)\s"
# Where a title certainly ends: another instruction or another list of places with an act of its own.
# A semicolon ends it only before another place or act: titles have semicolons of their own.
_STOP = re.compile(
    rf"\s?;(?=\s?(?:và\s)?(?:(?:bãi|hủy) bỏ\s)?(?:{OBJECT}|{_PARTS}))"
    rf"|(?P<joins>(?:,|,?\svà)\s(?={PLACE}|{GROUP}|{_WORDS}))"
    rf"|,?\s(?:như|nhu) sau\s?:?\s?$|\s(?:bằng|thành)\s(?={_WORDS}|Phụ lục)|\s?;?\s?$"
)
# What leaves a part out, or a while, is no title.
_EXCEPT = re.compile(
    r"(?:,|\()\s?(?:ngoại )?trừ\s|\s(?:ngoại )?trừ (?:các )?(?:trường hợp|quy định|nội dung|khoản|điểm|điều)"
    r"|cho đến|đến hết ngày|tiếp tục", re.IGNORECASE
)  # fmt: skip
_AMENDED = re.compile(r"(?:đã\s)?được (?:sửa đổi|bổ sung|thay thế)")
_BRACKET = re.compile(
    r"\s?\((?:(?:đã\s)?được (?:sửa đổi|bổ sung|thay thế)|sau đây|gọi|viết|thực hiện|bao gồm bãi bỏ cả)[^()]{0,600}\)"
)
_SINCE = re.compile(
    rf",?\s(?:bắt đầu\s)?(?:kể )?từ (?:ngày|khi|thời điểm) (?:{KINDS} này|\d)[^;:“”\"]{{0,80}}(?=\s?[.;]?$)"
)
_LOOSE = re.compile(
    rf"\s?;\s(?:và\s)?{_PARTS}[^;“”\"]{{1,400}}|"
    r",?\s(?:và\s)?(?:(?:các|những)\s(?:nội dung|quy định)\sliên quan(?:\skhác)?(?:\s(?:về|đến)\s[^;:“”\"]{1,200}?)?"
    r"(?=\stại\s))"
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
        title = words[done:end]
        if _EXCEPT.search(title) or _says_more(title, joined=stop is not None and stop["joins"] is not None):
            return words
        done = end
    return "".join(pieces) + words[done:]


def _says_more(title: str, *, joined: bool) -> bool:
    """Whether a title names places itself, so that "và khoản 3 …" behind it may be part of it too."""
    amended = _AMENDED.search(title)
    own = title[: amended.start()] if amended else title
    more = amended is not None or bool(re.search(r"(?:hướng dẫn|chi tiết|thi hành)", own))
    return joined and (names_place(own) or (more and names_place(title)))


# "khoản 3 Điều 10 về thời hạn như sau", "Điều 10 (thẩm quyền) như sau": what the place is about, unless it names more.
_SUBJECT = re.compile(
    r"(?<=\w)\s(?:\((?P<in>[^()“”]{3,200})\)|(?:quy định\s)?về\s(?P<on>[^“”;:()]{3,200}?))"
    r"(?=,?\s(?:như|nhu) sau\s?:?\s?$)"
)
_MORE = re.compile(rf"{PLACE}|{KINDS}\s(?:số\s)?\d|[Pp]hụ lục|[Mm]ẫu|sửa đổi|bổ sung|bãi bỏ|đoạn|câu")


def without_subject(words: str) -> str:
    found = _SUBJECT.search(words)
    about = found and (found["in"] or found["on"])
    if found is None or not about or _MORE.search(about) or not names_place(words[: found.start()]):
        return words
    return words[: found.start()] + words[found.end() :]


# "Bãi bỏ khoản 7 Điều 16 về phụ cấp; Điều 24 quy định về báo cáo tại Nghị định số …": what each place is about.
_ABOUT = re.compile(
    r"(?P<place>(?:[Đđ]iều|[Kk]hoản)\s\d{1,4}[a-zđ]?|[Đđ]iểm\s[a-zđ]\d?)\s(?:quy định\s)?về\s(?P<on>[^“”;:()]{3,160}?)"
    rf"(?=\s?;|,?\s(?:và\s)?(?:(?:tại|của|trong)\s)?{KINDS}\s(?:số\s)?\d|(?:,|,?\svà)\s{PLACE}|\s?[.;]?\s?$)"
)


def without_subjects(words: str) -> str:
    """The words of a repeal without what its places are about; a subject that names more is kept."""
    return _ABOUT.sub(lambda found: found[0] if _MORE.search(found["on"]) else found["place"], words)


def loose_rest(words: str) -> str:
    """ "… và những quy định liên quan khác về nuôi con nuôi tại …": what no operation can say; "" if nothing."""
    found = _LOOSE.search(words)
    return found[0].strip(" ,") if found else ""


def without_loose_rest(words: str) -> str:
    """The words without it; the act it names at the end is that of the places before it, if they name none."""
    found = _LOOSE.search(words)
    if found is None:
        return words
    before, behind = words[: found.start()], words[found.end() :]
    act = None if _ACT.search(before) else _ACT.search(found[0])
    return f"{before} {act[0]}{behind}" if act else before + behind
