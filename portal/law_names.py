"""How a stable key of the law ("02/2011/QH13#dieu-28.khoan-1") reads and where it leads. Pure: no library needed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.symbols import slug
from search.text import place_number

# Short names by which people know the acts this portal cites; any other act goes by its symbol alone.
_NAMES = {
    "02/2011/QH13": ("Luật Khiếu nại 2011", "Law on Complaints 2011"),
    "25/2018/QH14": ("Luật Tố cáo 2018", "Law on Denunciations 2018"),
    "42/2013/QH13": ("Luật Tiếp công dân 2013", "Law on Citizen Reception 2013"),
    "136/2025/QH15": ("Luật sửa đổi năm 2025", "Amending Law of 2025"),
    "91/2025/QH15": ("Luật Bảo vệ dữ liệu cá nhân 2025", "Law on Personal Data Protection 2025"),
    "93/2015/QH13": ("Luật Tố tụng hành chính 2015", "Law on Administrative Procedure 2015"),
    "36/2018/QH14": ("Luật Phòng, chống tham nhũng 2018", "Law on Anti-Corruption 2018"),
    "11/2017/QH14": ("Luật Trợ giúp pháp lý 2017", "Law on Legal Aid 2017"),
    "84/2025/QH15": ("Luật Thanh tra 2025", "Law on Inspection 2025"),
    "91/2015/QH13": ("Bộ luật Dân sự 2015", "Civil Code 2015"),
    "124/2020/NĐ-CP": ("Nghị định 124/2020", "Decree 124/2020"),
    "31/2019/NĐ-CP": ("Nghị định 31/2019", "Decree 31/2019"),
    "154/2026/NĐ-CP": ("Nghị định 154/2026", "Decree 154/2026"),
    "155/2026/NĐ-CP": ("Nghị định 155/2026", "Decree 155/2026"),
    "156/2026/NĐ-CP": ("Nghị định 156/2026", "Decree 156/2026"),
    "224/2026/NĐ-CP": ("Nghị định 224/2026", "Decree 224/2026"),
    "07/2014/TT-TTCP": ("Thông tư 07/2014", "Circular 07/2014"),
    "26/2020/TT-BTTTT": ("Thông tư 26/2020", "Circular 26/2020"),
    "6200/UBND-NCKTGS": ("Công văn 6200", "Official letter 6200"),
}
# Any other act is told by the kind its symbol names ("9901/2026/QĐ-UBND"), a law or resolution (QH) as a text.
_KINDS = {
    "NĐ": ("Nghị định", "Decree"),
    "QĐ": ("Quyết định", "Decision"),
    "TT": ("Thông tư", "Circular"),
    "TTLT": ("Thông tư liên tịch", "Joint circular"),
    "NQ": ("Nghị quyết", "Resolution"),
    "CT": ("Chỉ thị", "Directive"),
    "PL": ("Pháp lệnh", "Ordinance"),
}
_TEXT = ("văn bản", "document")
_LETTERS = re.compile(r"/(?P<kind>[A-ZĐ]+)(?:-|$)")
_PARTS = {
    "phan": ("phần", "part"),
    "chuong": ("chương", "chapter"),
    "muc": ("mục", "section"),
    "dieu": ("Điều", "Article"),
    "khoan": ("khoản", "clause"),
    "diem": ("điểm", "point"),
    "phu-luc": ("phụ lục", "annex"),
}
_SEGMENT = re.compile(r"(?P<kind>[a-z]+(?:-[a-z]+)*)-(?P<number>[0-9a-z]+)")
_ARTICLE = re.compile(r"dieu-[0-9a-z]+")


@dataclass(frozen=True)
class LawReference:
    """An act and, below it, a place: `segments` run from the outermost part inwards ("dieu-28", "khoan-1")."""

    symbol: str
    segments: tuple[str, ...]

    @classmethod
    def read(cls, key: str) -> LawReference:
        symbol, _, place = key.strip().partition("#")
        return cls(symbol.strip(), tuple(part for part in place.split(".") if part))

    def is_well_formed(self) -> bool:
        return all(_SEGMENT.fullmatch(segment) for segment in self.segments)

    def address(self) -> str:
        """Path without language prefix: an article has a page of its own, smaller places are anchors on it."""
        base = f"/phap-luat/{slug(self.symbol)}/"
        if not self.segments:
            return base
        anchor = f"#{'.'.join(self.segments)}"
        if not _ARTICLE.fullmatch(self.segments[0]):
            return base + anchor
        page = f"{base}{self.segments[0]}/"
        return page if len(self.segments) == 1 else page + anchor

    def label(self, language: str = "vi") -> str:
        """ "Điều 28 Luật Khiếu nại 2011 (02/2011/QH13)", the innermost place first as Vietnamese law cites it."""
        english = language == "en"
        names = _NAMES.get(self.symbol)
        places = [_say(segment, english) for segment in reversed(self.segments)]
        if not places:
            return f"{names[english]} ({self.symbol})" if names else self.symbol
        act = f"{names[english]} ({self.symbol})" if names else f"{_kind(self.symbol)[english]} {self.symbol}"
        if english:
            return f"{', '.join(places)}, {act}"
        return f"{' '.join(places)} {act}"

    def short_label(self, language: str = "vi") -> str:
        """The place alone, "khoản 1 Điều 28", for text that has named the act already."""
        english = language == "en"
        places = [_say(segment, english) for segment in reversed(self.segments)]
        return (", " if english else " ").join(places) or self.label(language)


def _kind(symbol: str) -> tuple[str, str]:
    letters = _LETTERS.search(symbol)
    return _KINDS.get(letters["kind"], _TEXT) if letters else _TEXT


def _say(segment: str, english: bool) -> str:
    match = _SEGMENT.fullmatch(segment)
    if match is None or match["kind"] not in _PARTS:
        return segment
    return f"{_PARTS[match['kind']][english]} {place_number(match['number'])}"
