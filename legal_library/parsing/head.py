"""The head of a document: symbol, issuer, place and date, kind, title, addressees, grounds."""

from __future__ import annotations

import datetime as dt
import re

from search.symbols import find_symbols
from search.text import fold

from .dates import find_date, year_of
from .document import Document
from .paragraphs import Paragraph, is_capitals

KINDS = (
    "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định", "Thông tư liên tịch",
    "Thông tư", "Quyết định", "Chỉ thị", "Công điện", "Kế hoạch", "Thông báo", "Hướng dẫn", "Báo cáo", "Quy định",
    "Chương trình", "Tờ trình", "Đề án", "Kết luận",
)  # fmt: skip
_FOLDED_KINDS = {fold(kind): kind for kind in KINDS}
_NUMBER_LINE = re.compile(r"(?:(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Thông tư)\s)?[Ss][ốôo]\s?:\s?(.{3,80})$")
_MISSING_SLASH = re.compile(r"(?<=/\d{4})(?=[A-ZĐ]{2})")
_PLACE_DATE = re.compile(
    r"(?<![-/\w])(?P<place>[^\W\d_][\w .]{1,40}?),?\s"
    r"(?:ngày\s{0,3}\d{1,2}\s{1,3}tháng\s{1,3}\d{1,2}\s{1,3}năm\s{1,3}\d{4})"
)
_ABOUT = re.compile(r"(?:V/v|Về việc)\s?:?\s", re.IGNORECASE)
_ADDRESSED = re.compile(r"Kính gửi\s?:?\s{0,3}(.*)$")
_GROUND = re.compile(r"[-–]?\s?(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện|Để )")
_ENACTS = re.compile(r"(?:\w+\s){1,12}ban hành\s(?:Luật|Bộ luật|Nghị định|Thông tư|Nghị quyết|Pháp lệnh|Quyết định)")
_NATIONAL = re.compile(r"C[ỘỌ]NG H(?:ÒA|OÀ) X[ÃA] H[ỘỌ]I|Đ[ộọ]c lập", re.IGNORECASE)
_BY_SUFFIX = (
    (re.compile(r"/QH\d"), "Quốc hội"),
    (re.compile(r"UBTVQH"), "Ủy ban Thường vụ Quốc hội"),
    (re.compile(r"-CP$"), "Chính phủ"),
    (re.compile(r"-TTg$"), "Thủ tướng Chính phủ"),
    (re.compile(r"-TTCP$"), "Thanh tra Chính phủ"),
)


def read_head(paragraphs: list[Paragraph], document: Document) -> None:
    """Fill the document from the paragraphs before its body."""
    kind_at = kind_line(paragraphs)
    document.symbol = document.symbol or _symbol(paragraphs)
    document.place, date = _place_and_date(paragraphs, document)
    document.issued = document.issued or date
    document.issuer = document.issuer or issuer_of(document.symbol) or _issuer(paragraphs)
    if kind_at >= 0:
        kind, rest = _kind_of(paragraphs[kind_at].text)
        document.kind = document.kind or kind
        document.title = document.title or _title(rest, paragraphs[kind_at + 1 :])
    _about(paragraphs, document)
    document.preamble = _preamble(paragraphs)


def issuer_of(symbol: str) -> str:
    """The issuer that a symbol names by itself, or ""."""
    return next((issuer for pattern, issuer in _BY_SUFFIX if pattern.search(symbol)), "")


def _symbol(paragraphs: list[Paragraph]) -> str:
    for paragraph in paragraphs:
        match = _NUMBER_LINE.search(paragraph.text[:120])
        if match:
            text = _MISSING_SLASH.sub("/", re.sub(r"\s?([/-])\s?", r"\1", match[1]))
            found = next(find_symbols(text), None)
            if found:
                return found.symbol.text
    return ""


def _place_and_date(paragraphs: list[Paragraph], document: Document) -> tuple[str, dt.date | None]:
    """Where and when it was given; a day of another year than its number's is that of an act its title names."""
    year = year_of(document.symbol)
    for paragraph in paragraphs:
        match = _PLACE_DATE.search(paragraph.text) if len(paragraph.text) < 160 else None
        if match and not _GROUND.match(paragraph.text) and not _ABOUT.match(paragraph.text):
            day = find_date(match[0])
            if day and year and day.year != year:
                document.warnings.append(
                    f"Ngày {day:%d/%m/%Y} ở phần đầu khác năm của số {document.symbol}: không lấy làm ngày ban hành."
                )
                continue
            place = re.split(r"(?i:hạnh phúc|hanh phuc)\s", match["place"])[-1]
            return place.strip(" ,"), day
    return "", None


def kind_line(paragraphs: list[Paragraph]) -> int:
    """Index of the line that names the kind ("NGHỊ ĐỊNH"), the last one before the body; -1 when there is none."""
    found = -1
    for index, paragraph in enumerate(paragraphs):
        if is_capitals(paragraph.text) and len(paragraph.text) < 400 and _kind_of(paragraph.text)[0]:
            found = index
    return found


def _kind_of(line: str) -> tuple[str, str]:
    """("Luật", "SỬA ĐỔI, BỔ SUNG …") of a line that begins with the name of a kind; ("", "") of any other."""
    folded = fold(line)
    for name in sorted(_FOLDED_KINDS, key=len, reverse=True):
        if folded == name or folded.startswith(name + " "):
            return _FOLDED_KINDS[name], line[len(name) :].strip(" :")
    return "", ""


_ISSUER_LINES = frozenset({"quoc hoi", "chinh phu", "uy ban nhan dan", "thu tuong chinh phu", "hoi dong nhan dan"})


def _title(rest: str, following: list[Paragraph]) -> str:
    """The title after the kind: the rest of its line, then lines up to the first ground or issuer's formula."""
    parts = [rest] if rest else []
    for paragraph in following[:6]:
        text = paragraph.text
        if _GROUND.match(text) or _ENACTS.match(text) or _NATIONAL.search(text) or _NUMBER_LINE.match(text):
            break
        if _PLACE_DATE.match(text) or _ADDRESSED.match(text) or len(text) > 600 or fold(text) in _ISSUER_LINES:
            break
        parts.append(text)
    return sentence_case(" ".join(parts))


# Names that keep their capitals when a title set in capitals is written as a sentence.
_NAMES = (
    "Chính phủ", "Quốc hội", "Tiếp công dân", "Khiếu nại", "Tố cáo", "Nhà nước",
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Việt Nam", "Hải Phòng", "Thanh tra Chính phủ",
)  # fmt: skip


_NUMBERED_KIND = re.compile(
    r"\b(?:nghị định|nghị quyết|quyết định|thông tư(?: liên tịch)?|chỉ thị|pháp lệnh|bộ luật|luật)(?= số \d)"
)


# "của luật đất đai" is "của Luật Đất đai"; "của luật sư" is no law.
_OF_LAW = re.compile(r"(?<=của )(bộ luật|luật|pháp lệnh) (?!(?:sư|gia|pháp|này|khác|số|và|hoặc|về)\b)(\w)")


def sentence_case(title: str) -> str:
    """A title in capitals as a sentence; a title already in small letters stays as it is."""
    title = title.strip(" .:()")
    if not is_capitals(title):
        return title[:1].upper() + title[1:]
    lowered = _lowered(title)
    for name in _NAMES:
        after = "luật " if name in ("Tiếp công dân", "Khiếu nại", "Tố cáo") else ""
        lowered = lowered.replace(after + name.lower(), after + name)
    lowered = re.sub(r"luật (?=[A-ZĐ])", "Luật ", lowered)
    lowered = _OF_LAW.sub(lambda law: f"{law[1].capitalize()} {law[2].upper()}", lowered)
    lowered = _NUMBERED_KIND.sub(lambda kind: kind[0].capitalize(), lowered)
    return lowered[:1].upper() + lowered[1:]


def _lowered(title: str) -> str:
    """In small letters, but for the symbols in it: "nghị quyết số 09/2022/NQ-HĐND"."""
    pieces, done = [], 0
    for found in find_symbols(title):
        pieces += [title[done : found.start].lower(), title[found.start : found.end]]
        done = found.end
    return "".join([*pieces, title[done:].lower()])


def _issuer(paragraphs: list[Paragraph]) -> str:
    """The lines in capitals before the number, without the national motto: "Ủy ban nhân dân thành phố Hải Phòng"."""
    parts: list[str] = []
    for paragraph in paragraphs[:6]:
        if _NUMBER_LINE.search(paragraph.text):
            break
        if is_capitals(paragraph.text) and not _NATIONAL.search(paragraph.text):
            parts.append(paragraph.text)
    return _office_case(" ".join(parts[:2])) if parts else ""


_OFFICE_NAMES = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Văn phòng", "Thanh tra", "Sở", "Bộ", "Hải Phòng", "Chính phủ",
    "Quốc hội", "Thành ủy",
)  # fmt: skip


def _office_case(name: str) -> str:
    lowered = name.lower()
    for office in _OFFICE_NAMES:
        lowered = re.sub(rf"\b{office.lower()}\b", office, lowered)
    return lowered[:1].upper() + lowered[1:]


def _about(paragraphs: list[Paragraph], document: Document) -> None:
    """What only letters have: "V/v …" and "Kính gửi". A text with both and no kind is a công văn."""
    for index, paragraph in enumerate(paragraphs):
        subject = _ABOUT.match(paragraph.text)
        addressed = _ADDRESSED.match(paragraph.text)
        if subject and not document.title:
            about = paragraph.text[subject.end() :]
            document.title = about[:1].upper() + about[1:]
        elif addressed and not document.addressees:
            document.addressees = _addressees(addressed[1], paragraphs[index + 1 :])
    if document.addressees and not document.kind:
        document.kind = "Công văn"


def _addressees(first: str, following: list[Paragraph]) -> list[str]:
    names = [first] if first else []
    for paragraph in following:
        if not paragraph.text.startswith(("-", "–", "•", "+")):
            break
        names.append(paragraph.text)
    return [name.lstrip("-–•+ ").rstrip(" ;.") for name in names]


def _preamble(paragraphs: list[Paragraph]) -> str:
    """The grounds and the enacting formula, each once (some copies print them twice)."""
    lines: dict[str, str] = {}
    for paragraph in paragraphs:
        text = paragraph.text.lstrip("-– ")
        if _GROUND.match(text) or _ENACTS.match(text):
            lines.setdefault(fold(text).removeprefix("can cu ").rstrip(" ;."), text)
    return "\n".join(lines.values())


def is_addressed(paragraphs: list[Paragraph]) -> bool:
    """Whether it is a letter: "Kính gửi"."""
    return any(_ADDRESSED.match(paragraph.text) for paragraph in paragraphs)


def body_start(paragraphs: list[Paragraph]) -> int:
    """For a text without articles: the first paragraph after addressees, subject and date."""
    start = 0
    for index, paragraph in enumerate(paragraphs[:40]):
        text = paragraph.text
        if _ABOUT.match(text) or _NUMBER_LINE.match(text) or _PLACE_DATE.match(text) or _NATIONAL.search(text):
            start = index + 1
        elif _ADDRESSED.match(text):
            return index + 1 + _dashes(paragraphs[index + 1 :])
    return start


def _dashes(paragraphs: list[Paragraph]) -> int:
    return next((i for i, p in enumerate(paragraphs) if not p.text.startswith(("-", "–", "•", "+"))), len(paragraphs))
