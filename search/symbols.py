"""The grammar of Vietnamese document symbols ("02/2011/QH13", "6200/UBND-NCKTGS", "35-CT/TW"). Pure.

One place for reading, finding, comparing and addressing symbols; follows Decree 30/2020 and the forms older
documents really carry. Every part of the patterns is bounded and none can match in two ways, so reading is linear.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

Family = Literal["law", "normative", "admin", "letter", "party", "merged", "old"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document symbol. `text` is the clean spelling, `number` as written ("02", "66.2"), `letters` what follows.

    `year` is None for forms that carry none; such a symbol needs its date and issuer to be unique.
    """

    text: str
    number: str
    year: int | None
    letters: str
    family: Family


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """A symbol in running text; `start` and `end` are character offsets into that text."""

    symbol: Symbol
    start: int
    end: int


def _fold(text: str) -> str:
    # NFKC: figures and letters of full width are the same ones.
    composed = unicodedata.normalize("NFKC", text).replace("Đ", "D").replace("đ", "d").replace("&amp;", "&")
    return "".join(char for char in unicodedata.normalize("NFD", composed) if not unicodedata.combining(char)).lower()


def fold_symbol(text: str) -> str:
    """The key under which all spellings of a symbol are equal: "6200 / UBND–NCKTGS" is "6200-ubnd-ncktgs"."""
    return "-".join(re.findall(r"[a-z0-9]+", _fold(text)))


_WRITTEN = re.compile(r"[^\W_][\w ./&(),:+\u2010-\u2015-]*")


def may_be_symbol(text: str) -> bool:
    """Whether what a person enters can stand as a symbol: letters or figures, no mark that parts words elsewhere."""
    return _WRITTEN.fullmatch(text.strip()) is not None and fold_symbol(text) != ""


def slug(symbol: Symbol | str) -> str:
    """The address of a document: "6200/UBND-NCKTGS" is "6200-ubnd-ncktgs"."""
    return fold_symbol(symbol if isinstance(symbol, str) else symbol.text)


# Capitals and digits; small letters only where abbreviations have them: TTg, TTr, CTr, TrS, QĐi, QyĐ.
_CHAR = r"(?:[A-ZĐƯÂ0-9]|(?<=T)[rg]|(?<=Đ)i|(?<=Q)y(?=Đ))"
_GROUP = rf"[A-ZĐƯ]{_CHAR}{{0,24}}(?:&[A-ZĐƯ]{_CHAR}{{0,24}}){{0,3}}"
_NUMBER = r"(?P<number>\d{1,5}(?:\.\d{1,2}|[a-z])?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SLASH = r"\s?/\s?"
_DASH = r"\s?[-\u2010-\u2015]\s?"
_SUFFIX = r"(?:\.[A-ZĐ]{1,5}|\([A-Z0-9]{1,4}\))?"
# A word glued behind a symbol is a fault of many stored texts ("381/ĐA-CPngày"); anything else glued is no symbol.
_NO_MORE = rf"(?!\w|[/&]\w|{_DASH}[A-ZĐƯ])"
_END = rf"(?=ngày|cho|của|về|và|được|đang|trong|{_NO_MORE})"
# With a year no form looks so: more words may be glued on.
_DATED_END = rf"(?=ngày|cho|của|về|và|được|đang|trong|để|gửi|thực|quy|hướng|đối|thì|theo|hoặc|phải|hết|{_NO_MORE})"
_FORMS = {
    "dated": rf"{_NUMBER}{_SLASH}{_YEAR}{_SLASH}(?P<letters>{_GROUP}(?:(?:{_DASH}|{_SLASH}){_GROUP}){{0,7}})",
    "party": rf"{_NUMBER}{_DASH}(?P<letters>{_GROUP}{_SLASH}{_GROUP})",
    "undated": rf"{_NUMBER}{_SLASH}(?P<letters>{_GROUP}(?:(?:{_DASH}{_GROUP}){{1,5}}{_SUFFIX}|\([A-Z][0-9]{{1,3}}\)))",
    "old": rf"{_NUMBER}(?P<join>{_SLASH}|{_DASH})(?P<letters>CP|TTg|HĐBT|CT|HĐCP)",
}
# "số58/1998/NĐ-CP", "Quyết định72/2002/QĐ-TTg": the blank between is often lost.
_START = (
    r"(?:(?<![\w/.-])(?<!\d[.,])|(?<=\b[Ss]ố)|(?<=[a-zđ]số)|(?<=\b[Đđ]ịnh)|(?<=\b[Qq]uyết)|(?<=\b[Tt]ư)|(?<=\b[Tt]ịch)"
    r"|(?<=\b[Ll]uật)|(?<=\b[Ll]ệnh)|(?<=\b[Tt]hị)|(?<=\b[Vv]ăn))"
)
_READ = {form: re.compile(pattern) for form, pattern in _FORMS.items()}
_FIND = [
    (form, re.compile(_START + pattern + (_DATED_END if form == "dated" else _END))) for form, pattern in _FORMS.items()
]
_ANY = re.compile(rf"{_START}(?=\d{{1,5}}(?:\.\d{{1,2}}|[a-z])?\s?[/\u2010-\u2015-])")

_ALONE = re.compile(r"(?:QH|UBTVQH)(?:\d{1,2}|[IVX]{1,4})|TTLT|TTLB|NQLT")

_PARTY_BODIES = ("TW", "TU", "HU", "ĐU", "BCĐ", "BTCTW", "UBKTTW", "VPTW")
# Kinds of administrative document (Decree 30/2020, annex III) and the older ones; TC is left out, it was the
# Ministry of Finance far more often than a "thông cáo".
_KIND_LETTERS = (
    "NQ QĐ QD CT QC QyĐ TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB SY SL TrS "
    "NĐ ND TT TTLT TTLB NQLT L PL LCT CV"
)
_KINDS = frozenset(_KIND_LETTERS.split())


def _family(form: str, letters: str) -> Family:
    if letters.startswith("VBHN-"):
        return "merged"
    if form == "dated":
        return "law" if re.match(r"(?:QH|UBTVQH)[\dIVX]", letters) else "normative"
    if form == "party":
        return "party" if letters.rpartition("/")[2] in _PARTY_BODIES else "old"
    if form == "undated":
        return "admin" if letters.split("-", maxsplit=1)[0] in _KINDS else "letter"
    return "old"


def _build(form: str, match: re.Match[str]) -> Symbol:
    letters = re.sub(r"\s*([/-])\s*", r"\1", re.sub("[\u2010-\u2015]", "-", match["letters"]))
    year = match["year"] if form == "dated" else None
    join = {"dated": f"/{year}/", "undated": "/", "party": "-"}.get(form) or ("/" if "/" in match["join"] else "-")
    return Symbol(
        text=f"{match['number']}{join}{letters}",
        number=match["number"],
        year=int(year) if year else None,
        letters=letters,
        family=_family(form, letters),
    )


def parse_symbol(text: str) -> Symbol | None:
    """The symbol this text is, with nothing around it but blanks; None when it is none (or a form's number)."""
    composed = unicodedata.normalize("NFC", text).strip()
    for form, pattern in _READ.items():
        match = pattern.fullmatch(composed)
        if match and (form != "dated" or _is_dated(match)):
            return _build(form, match)
    return None


def _is_dated(match: re.Match[str]) -> bool:
    """With a year, a single group of letters names a document only when it is a body that numbers alone (QH13)."""
    letters = match["letters"]
    return bool(
        re.search(r"[-\u2010-\u2015]", letters) or re.fullmatch(r"(?:QH|UBTVQH)(?:\d{1,2}|[IVX]{1,4})", letters)
    )


def find_symbols(text: str) -> Iterator[FoundSymbol]:
    """Every symbol in running text, in order. The text should be NFC; offsets are into the text as given."""
    end = 0
    for start in _ANY.finditer(text):
        if start.start() < end:
            continue
        found = _at(text, start.start())
        if found:
            end = found.end
            yield found


def _at(text: str, position: int) -> FoundSymbol | None:
    for form, pattern in _FIND:
        match = pattern.match(text, position)
        if match and (form != "dated" or _is_dated(match)):
            return FoundSymbol(_build(form, match), match.start(), match.end())
    return None


@dataclass(frozen=True, slots=True)
class SymbolClue:
    """What a person typed of a symbol: "nd 124 2020" is number "124", year 2020, parts ("nd",)."""

    number: str
    year: int | None
    parts: tuple[str, ...]

    def fits(self, symbol: str, issued: date | None = None) -> bool:
        """Whether nothing typed contradicts this symbol; the year may be the symbol's or that of its date."""
        groups = fold_symbol(symbol).split("-")
        if not groups or not _same_number(self.number, groups):
            return False
        years = {group for group in groups[1:] if re.fullmatch(r"(?:19|20)\d\d", group)}
        if not years and issued:
            years = {str(issued.year)}
        if self.year and str(self.year) not in years:
            return False
        letters = [group for group in groups[1:] if not group.isdigit()]
        return all(_part_fits(part, letters) for part in self.parts)


def is_whole_number(symbol: str) -> bool:
    """Whether its number has no part: "66/2025/NQ-CP" is not "66.2/2025/NQ-CP"."""
    return re.match(r"\d+[a-z]?\.\d", symbol) is None


def _same_number(number: str, groups: list[str]) -> bool:
    whole, _, part = number.partition(".")
    if part:
        return len(groups) > 1 and groups[0].lstrip("0") == whole and groups[1] == part
    return groups[0].lstrip("0") == whole


def _part_fits(part: str, groups: list[str]) -> bool:
    """The part is a group, begins one, or is several in a row written without hyphens ("QĐBGDĐT")."""
    if part in _LAW_PARTS:
        return any(group.startswith(_LAW_PARTS[part]) for group in groups)
    if any(group == part or (len(part) >= 2 and group.startswith(part)) for group in groups):
        return True
    if any(part == "".join(groups[first:last]) for first, last in combinations(range(len(groups) + 1), 2)):
        return True
    return any(group.startswith(_BY_BODY.get(part, ())) for group in groups[:1])


# "Luật" and "pháp lệnh" stand in no modern symbol; the body that passes them does.
_LAW_PARTS = {"luat": ("qh", "l"), "boluat": ("qh",), "phaplenh": ("ubtvqh", "pl")}
# Old symbols, and those of the National Assembly, say who decided and not what it is: "64-CP" is a decree.
_BY_BODY = {"nd": ("cp", "hdbt", "hdcp"), "qd": ("cp", "ttg", "hdbt", "ct"), "nq": ("ubtvqh", "qh")}
_KIND_WORDS = {
    "van ban hop nhat": "vbhn", "thong tu lien tich": "ttlt", "thong tu lien bo": "ttlb",
    "nghi quyet lien tich": "nqlt", "nghi dinh": "nd", "nghi quyet": "nq", "quyet dinh": "qd", "thong tu": "tt",
    "chi thi": "ct", "ke hoach": "kh", "thong bao": "tb", "bao cao": "bc", "to trinh": "ttr", "de an": "da",
    "cong dien": "cd", "huong dan": "hd", "chuong trinh": "ctr", "quy dinh": "qd", "bo luat": "boluat",
    "phap lenh": "phaplenh", "cong van": "", "thu tuong chinh phu": "", "chinh phu": "", "quoc hoi": "",
}  # fmt: skip
_KIND_PATTERN = re.compile(r"\b(" + "|".join(sorted(_KIND_WORDS, key=len, reverse=True)) + r")\b")
# Number, year, kind and the up to eight bodies of a joint circular.
_MOST_PIECES = 12
# "QH 13" is one body, "T.W" the Central Committee.
_SPLIT_BODY = re.compile(r"\b(ubtvqh|qh|hdnn) (\d{1,2})\b")
_DOTTED_BODY = re.compile(r"\bt\. ?w\b")
_FILLERS = frozenset({"so", "nam", "ngay", "van", "ban", "vb", "cua", "cv"})
_PIECE = re.compile(r"\d+\.\d{1,2}(?![\w.])|[a-z]+\d*|\d+[a-z]?(?![a-z])|\d+")


def read_clue(text: str) -> SymbolClue | None:
    """The symbol a short query is about, in any spelling; None when the words cannot be a symbol.

    "6200", "6200/UBND", "6200 ubnd ncktgs", "nd 124 2020", "tt26/2017", "Thông tư số 8 năm 2020". Whether a
    document of that symbol exists is for the caller to look up; everything typed must fit it.
    """
    plain = _DOTTED_BODY.sub("tw", _SPLIT_BODY.sub(r"\1\2", _fold(" ".join(text.split()))))
    folded = _KIND_PATTERN.sub(lambda match: f" {_KIND_WORDS[match[1]]} ", plain)
    pieces = [piece for piece in _pieces(folded) if piece not in _FILLERS]
    digits = [piece for piece in pieces if piece[0].isdigit()]
    if not 1 <= len(digits) <= 3 or len(pieces) > _MOST_PIECES:
        return None
    number, year = _number_and_year(digits)
    if not number:
        return None
    return SymbolClue(number, year, tuple(piece for piece in pieces if not piece[0].isdigit()))


def _pieces(folded: str) -> Iterator[str]:
    """Words and numbers; "tt26" falls apart, "qh13" behind a number is the name of a body and stays whole."""
    numbered = False
    for piece in _PIECE.findall(folded):
        letters = piece.rstrip("0123456789") if piece[0].isalpha() else piece
        if letters == piece or (numbered and len(piece) - len(letters) <= 2):
            yield piece
        else:
            yield from (letters, piece[len(letters) :])
        numbered = numbered or piece[-1].isdigit() or piece[0].isdigit()


def _number_and_year(digits: list[str]) -> tuple[str, int | None]:
    """("124", 2020) of ["124", "2020"]; a number of two parts may have lost its dot: ["66", "2", "2025"]."""
    *numbers, last = digits
    if not numbers:
        return last.lstrip("0"), None
    if not re.fullmatch(r"(?:19|20)\d\d", last):
        return "", None
    return ".".join(number.lstrip("0") for number in numbers), int(last)
