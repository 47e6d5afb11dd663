"""The act a citation means: "Nghị định số 31/2019/NĐ-CP", "Luật Khiếu nại năm 2011", "Thông tư này"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from search.symbols import FoundSymbol
from search.text import fold

from ..dates import find_date
from .names import Act, Named, amending_name, name_at, names_of

SELF = "self"
_LAW = r"(?:Bộ\s[Ll]uật|BỘ LUẬT|Luật|LUẬT|Pháp lệnh|PHÁP LỆNH)"
# Longest first: "Nghị quyết liên tịch" before "Nghị quyết".
# As scans misspell the commonest of them.
_MISSPELT = r"Ngh[iị] đ[iị]nh|Ngh[iị] quy[eêế]t|Thông t[uư]|Quy[eêế]t đ[iị]nh"
_OTHER = (
    r"(?:Thông tư liên (?:tịch|bộ)|Nghị quyết liên tịch|Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Hiến pháp"
    r"|Công văn|Công điện|Kế hoạch|Thông báo|Kết luận|Quy định|Quy chế|Quy trình|Hướng dẫn|Chương trình|Báo cáo"
    r"|Tờ trình|Đề án|Điều lệ|Nội quy|Lệnh|Sắc lệnh|[Vv]ăn bản hợp nhất|[Vv]ăn bản"
    rf"|NGHỊ ĐỊNH|NGHỊ QUYẾT|THÔNG TƯ|QUYẾT ĐỊNH|CHỈ THỊ|{_MISSPELT})"
)
# Scans lose the blank: "Nghị địnhnày", "Phụ lục IThông tư này", "Điều 19Thông tư này", "Thông tư nàythì".
_GLUED_TO = r"(?:(?<![^\WIVX\d])|(?<=\stheo)|(?<=\stại)|(?<=\scủa))"
KIND = re.compile(
    rf"{_GLUED_TO}(?:(?P<law>{_LAW})|(?P<other>{_OTHER}))"
    r"(?:(?!\w)|(?=này(?:thì)?(?!\w))|(?=(?:số)?\s?\d{1,5}[/.]))"
)
_THIS = re.compile(r"\s{0,3}(?:này|nầy|nảy(?! sinh))(?:(?!\w)|(?=thì(?!\w)))")
_SEVERAL = re.compile(r"[Cc]ác\s{1,2}$")
_NUMBER = re.compile(
    r"(?:\s\([A-Z/]{2,15}\)(?=\s))?\s{0,3}(?:\(\s?)?(?:(?:Luật|Bộ luật|Pháp lệnh)\s)?(?:(?:[Ss]ố\s?:?|SỐ|s)\s?)?(?=\d)"
)
_FAR_NUMBER = re.compile(r"[^\d.;:()“”\"\n]{1,70}?\s(?:[Ss]ố\s?:?|SỐ)\s?(?=\d)")
# "Luật Tương trợ tư pháp về hình sự số 103/2025/QH15": more of the name than the table's.
_LONGER = re.compile(r"\s(?:về|và|trong|của|đối với)\s[^\d.,;:()“”\"\n]{1,60}?\s(?:[Ss]ố\s?:?|SỐ)\s?(?=\d)")
_NUMBER_WORD = re.compile(r"(?:\s?\(\s?|\s)(?:so\s?)?[:\s]{0,3}$")
_WORDS = re.compile(r"[^.,;:()“”\"\n]{1,140}")
_YEAR = re.compile(
    r"\s{0,2}(?:,\s)?(?:\((?:sửa đổi|năm)?\s?)?(?:năm\s{1,2})?(?P<year>(?:19|20)\d\d)\)?(?![\d/.-]\d|\d)"
)
_PASSED = re.compile(r"(?:,?\s{1,2}|(?<=\w))(?:được Quốc hội [^\d.;]{0,60})?(?:đã được thông qua\s)?(?=ngày\s)")
_ANNEXED = re.compile(
    r"(?:Quy chế|Quy định|Điều lệ|Phụ lục|Danh mục|Nội quy|Quy trình|Hướng dẫn|Chương trình|Quy chuẩn|Chế độ|Kế hoạch"
    r"|Quy tắc|Tiêu chuẩn|Biểu mẫu|Mẫu)(?:[^.;:“”\"]|[.:](?=\d)){0,200}?"
    r"(?:ban hành kèm theo|ban hành theo|kèm theo|kèm)\s{1,3}(?=\w)"
)
# What has articles and is no act of ours: "Điều 12 Công ước năm 1988", "khoản 2 Điều 31 Điều lệ Quỹ".
_FOREIGN = re.compile(
    r"(?:Hiệp định|Công ước|Nghị định thư|Hiệp ước|Điều ước|Hợp đồng|Thỏa thuận|Điều lệ|Quy chế|Quy tắc|Quy trình"
    r"|Quy chuẩn|Tiêu chuẩn)(?=\s\w)(?!\s(?:này|nầy|được|và|thì|đã|số)(?!\w))"
)
# "Điều 6 của Nghị định thì …": the one the act is about, or the act itself.
_BARE = re.compile(r"(?:Nghị định|Nghị quyết|Quyết định|Thông tư|Pháp lệnh)(?=[,.;:]|\s(?:thì|được|và|hoặc)\s|$)")
_CONNECTOR = re.compile(
    r"(?:(?<=\d)\))?\s{0,3}(?:,\s{0,3})?"
    r"(?:(?:của|tại|trong|thuộc|theo|ban hành kèm theo|kèm theo|ban hành theo|ban hành kèm)\s{1,3}){0,2}"
)
# "Điều 25 và Mục 2 Chương V Thông tư số …": the article is one of that act too.
_BESIDE_GROUP = re.compile(
    r"(?:,|,?\s(?:và|hoặc))\s(?:(?:Mục|Chương|Phần)\s(?:[IVXLC]{1,7}|\d{1,2})[a-z]?(?:,?\s(?:của\s)?(?=[MCP]))?){1,3}"
)
_NAME_WORD = re.compile(r"\s{1,2}[A-ZÀ-ỸĐ][\wÀ-ỹ]*")
_NO_NAME = (
    r"(?:và|của|thì|được|năm|số|này|theo|hoặc|có|là|trong|tại|về|để|khi|phải|do|bị|cho|với|như|ngày|quy|không|nếu|trừ"
    r"|các)\b"
)
_NAME_REST = re.compile(rf"(?:,?\s(?!{_NO_NAME})[a-zà-ỹđA-ZÀ-ỸĐ]{{1,8}}\b){{0,14}}")
_NEXT_LAW = re.compile(r"(?:,|,?\svà)\s{1,2}")
_AMENDING = re.compile(
    r"\s{1,2}(?:sửa đổi|SỬA ĐỔI|Sửa đổi)(?:,\s?(?:bổ sung|BỔ SUNG))?"
    r"(?:[^.;:“”\"\d]|\d{1,3}(?= luật| Luật| điều)){0,60}?\s(?=(?:của|CỦA)\s)"
)


@dataclass(frozen=True, slots=True)
class Target:
    """What is meant. `document` a symbol, "self" or None; `name` set where only a title says it.

    `amends` names an amending law by the laws it amends; `behind`: the act of its kind named before "Luật này".
    `called`: the folded name beside its number where no table has it; `words`: those a name without number begins.
    """

    document: str | None
    start: int
    end: int
    name: Named | None = None
    doubt: str = ""
    bare: bool = False
    kind: str = ""
    unnamed: bool = False
    amends: Named | None = None
    behind: Target | None = None
    called: str = ""
    words: str = ""


class Targets:
    """Reads targets of one text, whose symbols are known by place."""

    def __init__(self, text: str, symbols: dict[int, FoundSymbol]) -> None:
        self.text = text
        self.symbols = symbols

    def after(self, position: int) -> Target | None:
        """The target that a chain of places ending here belongs to."""
        group = _BESIDE_GROUP.match(self.text, position)
        position = group.end() if group else position
        connector = _CONNECTOR.match(self.text, position)
        start = connector.end() if connector else position
        return self.at(start) or self._annexed(start) or self._unnamed(start) or self._foreign(start)

    def _unnamed(self, position: int) -> Target | None:
        """ "khoản 1 Điều 14 Pháp lệnh thì …": the one law the act is about."""
        kind = KIND.match(self.text, position)
        if kind is None or not (kind["law"] or _BARE.match(self.text, position)):
            return None
        return Target(None, position, kind.end(), kind=kind[0], unnamed=True)

    def _foreign(self, position: int) -> Target | None:
        match = _FOREIGN.match(self.text, position)
        return Target(None, position, match.end(), kind=match[0]) if match else None

    def _annexed(self, position: int) -> Target | None:
        """ "Quy chế … ban hành kèm theo Quyết định số …": the act it came with."""
        match = _ANNEXED.match(self.text, position)
        return self.at(match.end()) if match else None

    def at(self, position: int) -> Target | None:
        """The target that begins here."""
        kind = KIND.match(self.text, position)
        if kind is None:
            short = name_at(self.text, position)
            if short and not self.text[position].islower():
                return Target(None, position, short.end, short)
            found = self.symbols.get(position)
            return Target(found.symbol.text, position, found.end) if found else None
        this = _THIS.match(self.text, kind.end())
        if this and _SEVERAL.search(self.text, max(0, position - 5), position):
            return None  # "các Luật này" are those just named
        if this:
            return Target(SELF, position, this.end(), kind=kind[0])
        return self._law(kind) if kind["law"] else self._other(kind)

    def _numbered(self, position: int) -> FoundSymbol | None:
        number = _NUMBER.match(self.text, position)
        return self.symbols.get(number.end()) if number else None

    def _other(self, kind: re.Match[str]) -> Target | None:
        found = self._numbered(kind.end())
        if found is None:
            far = _FAR_NUMBER.match(self.text, kind.end())
            if far and not KIND.search(self.text, kind.end(), far.end()):
                found = self.symbols.get(far.end())
        if found:
            return Target(found.symbol.text, kind.start(), found.end, kind=kind[0])
        if kind[0] == "Hiến pháp":
            year = _YEAR.match(self.text, kind.end())
            return Target(None, kind.start(), year.end() if year else kind.end(), kind=kind[0])
        return None

    def _law(self, kind: re.Match[str]) -> Target | None:
        amending = _AMENDING.match(self.text, kind.end())
        if amending:
            return self._amending_law(kind, amending.end())
        found = self._numbered(kind.end())
        if found:
            return Target(found.symbol.text, kind.start(), found.end, kind=kind[0])
        named = name_at(self.text, kind.start())
        end = named.end if named else self._unknown_name(kind)
        if end is None or (named is None and kind[0].isupper()):
            return None  # a heading: "LUẬT SƯ NƯỚC NGOÀI"
        found = self._numbered(end)
        if found and named:
            return Target(found.symbol.text, kind.start(), found.end, doubt=_disagreement(named, found), kind=kind[0])
        if found := found or self._behind_more(end):
            called = _NUMBER_WORD.sub("", fold(self.text[kind.start() : found.start]))
            return Target(found.symbol.text, kind.start(), found.end, kind=kind[0], called=called)
        return self._dated(kind, named, end)

    def _behind_more(self, end: int) -> FoundSymbol | None:
        """A law's number behind more of its name than was known."""
        more = _LONGER.match(self.text, end)
        found = self.symbols.get(more.end()) if more else None
        if found is None or found.symbol.family != "law" or KIND.search(self.text, end, found.start):
            return None
        return found

    def _unknown_name(self, kind: re.Match[str]) -> int | None:
        word = _NAME_WORD.match(self.text, kind.end())
        if word is None:
            return None
        rest = _NAME_REST.match(self.text, word.end())
        return rest.end() if rest else word.end()

    def _dated(self, kind: re.Match[str], named: Named | None, end: int) -> Target:
        told, stop = self._year(end)
        said = _WORDS.match(self.text, kind.start()) if told is None else None
        words = said[0] if said else ""
        if named is None:
            return Target(None, kind.start(), stop, kind=kind[0], words=words)
        if told is None:
            return Target(None, kind.start(), end, named, kind=kind[0], bare=True, words=words)
        act = _given(named, told)
        doubt = "" if act else f"Không biết văn bản “{self.text[kind.start() : stop]}”."
        return Target(act.symbol if act else None, kind.start(), stop, doubt=doubt, kind=kind[0])

    def _year(self, end: int) -> tuple[int | dt.date | None, int]:
        """The year, or the whole day, told beside a title, and where that ends."""
        match = _YEAR.match(self.text, end)
        if match:
            return int(match["year"]), match.end()
        passed = _PASSED.match(self.text, end)
        day = find_date(self.text[passed.end() : passed.end() + 36]) if passed else None
        return day, end

    def _amending_law(self, kind: re.Match[str], position: int) -> Target | None:
        """ "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B số 136/2025/QH15": the number is the amender's,

        unless it is the one of the law named last.
        """
        at, names, joined = position, list[str](), False
        last: Named | None = None
        end = position
        while (inner := self._named_law(at)) is not None:
            start, end, last = inner
            names.append(self.text[start:end])
            found = self._numbered(end)
            if found:
                own = len(names) > 1 or (
                    last is not None and found.symbol.text not in {act.symbol for act in last.acts}
                )
                amends = amending_name(names, end)
                symbol = found.symbol.text
                return Target(symbol, kind.start(), found.end, kind=kind[0], amends=amends) if own and last else None
            more = _NEXT_LAW.match(self.text, end)
            if more is None or (joined and more[0].startswith(",")):
                break
            joined = joined or not more[0].startswith(",")
            at = more.end()
        if not names:
            return None
        amends = amending_name(names, end)
        told, end = self._year(end)
        act = _given(amends, told) if told else None
        name = None if told else amends
        return Target(act.symbol if act else None, kind.start(), end, name, kind=kind[0], amends=amends)

    def _named_law(self, position: int) -> tuple[int, int, Named | None] | None:
        start = re.match(r"(?:(?:của|CỦA)\s)?(?:các\s)?", self.text[position : position + 10])
        begin = position + (start.end() if start else 0)
        kind = KIND.match(self.text, begin)
        if kind is None or not kind["law"]:
            return None
        named = name_at(self.text, begin)
        end = named.end if named else self._unknown_name(kind)
        return (begin, end, named) if end else None


_FAMILIES = {
    "luật": "luật", "bộ luật": "luật", "pháp lệnh": "pháp lệnh", "nghị quyết": "nghị quyết",
    "nghị quyết liên tịch": "nghị quyết", "nghị định": "nghị định", "quyết định": "quyết định", "chỉ thị": "chỉ thị",
    "thông tư": "thông tư", "thông tư liên tịch": "thông tư", "thông tư liên bộ": "thông tư",
}  # fmt: skip
_LETTERS = {
    "NĐ": "nghị định", "TT": "thông tư", "TTLT": "thông tư", "TTLB": "thông tư", "QĐ": "quyết định",
    "NQ": "nghị quyết", "NQLT": "nghị quyết", "CT": "chỉ thị", "PL": "pháp lệnh", "L": "luật",
}  # fmt: skip


def family(kind: str) -> str:
    """Kinds an act may call itself by either of: "Thông tư" and "Thông tư liên tịch"; "" for what is no act's kind."""
    return _FAMILIES.get(kind.lower(), "")


def family_of(symbol: str) -> str:
    """The kind the letters of a symbol say; "" when they do not ("25/2018/QH14" may be a law or a resolution)."""
    return _LETTERS.get(symbol.rpartition("/")[2].partition("-")[0], "")


def _given(named: Named, told: int | dt.date) -> Act | None:
    return named.of_year(told) if isinstance(told, int) else named.of_day(told)


def _disagreement(named: Named | None, found: FoundSymbol) -> str:
    """A sentence when the table knows the number under another name."""
    if named is None or found.symbol.text in {act.symbol for act in named.acts}:
        return ""
    others = names_of(found.symbol.text)
    if not others or any(named.key in other or other in named.key for other in others):
        return ""
    right = ", ".join(act.symbol for act in named.acts)
    return f"Tên và số không khớp: số {found.symbol.text} là của văn bản khác; tên này ứng với {right}."
