"""What citizens' wording means for ranking: question phrases, definition questions, abbreviations. Pure, folded."""

import re
from collections.abc import Sequence

# Phrases that make a sentence a question and say little about its matter; they weigh less inside the best passage.
QUESTION_PHRASES = (
    "nhu the nao", "the nao", "la gi", "la nhu the nao", "bao nhieu", "bao lau", "bao gom nhung gi", "gom nhung gi",
    "bao gom", "duoc quy dinh", "quy dinh nhu the nao", "quy dinh ra sao", "quy dinh the nao", "quy dinh gi",
    "duoc hieu nhu the nao", "duoc hieu the nao", "duoc hieu la gi", "hieu nhu the nao", "duoc thuc hien",
    "thuc hien nhu the nao", "ra sao", "co duoc khong", "co duoc", "duoc khong", "co phai", "phai khong",
    "hay khong", "khong", "nhung gi", "gi", "nao", "nhung ai", "la ai", "ai", "o dau", "khi nao", "tai sao",
    "vi sao", "co bi", "bi xu ly", "truong hop nao", "nhung truong hop nao", "trong truong hop nao",
)  # fmt: skip
_PHRASES = {tuple(phrase.split()) for phrase in QUESTION_PHRASES}
_LONGEST = max(len(phrase) for phrase in _PHRASES)

_DEFINITION = [
    re.compile(pattern)
    for pattern in (
        r"^(?:the nao|nhu the nao) (?:duoc goi )?la (?P<term>.+)$",
        r"^(?:khai niem|dinh nghia)(?: ve| cua)? (?P<term>.+?)(?: (?:la gi|nhu the nao|the nao|duoc quy dinh.*))?$",
        r"^(?P<term>.+?) (?:duoc|co the) (?:duoc )?hieu (?:la )?(?:nhu the nao|the nao|gi|ra sao)",
        r"^(?P<term>.+?) duoc (?:dinh nghia|giai thich)",
        r"^(?P<term>.+?) la (?:gi|nhu the nao|cai gi)\b",
        r"^(?P<term>.+?) (?:bao gom|gom)(?: co)? nhung",
        r"^(?P<term>.+?) bao gom\b",
    )
]
_TERM_HEAD = re.compile(
    r"^(?:(?:theo quy dinh(?: cua phap luat)?|theo phap luat|cho toi hoi|cho hoi|xin hoi|nhung|cac) )+"
)
_TERM_TAIL = re.compile(r" (?:duoc (?:phap luat |luat )?quy dinh|theo (?:quy dinh|phap luat|luat))\b.*$")

# None of these may be a Vietnamese syllable: "vat" would turn "vật" into a tax for whoever types without marks.
ABBREVIATIONS = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "bhxh": "bao hiem xa hoi", "bhyt": "bao hiem y te",
    "bhtn": "bao hiem that nghiep", "gplx": "giay phep lai xe", "kntc": "khieu nai to cao",
    "cccd": "can cuoc cong dan", "cmnd": "chung minh nhan dan", "gcn": "giay chung nhan", "qsdd": "quyen su dung dat",
    "tand": "toa an nhan dan", "vksnd": "vien kiem sat nhan dan", "csgt": "canh sat giao thong",
    "hdld": "hop dong lao dong", "nld": "nguoi lao dong", "nsdld": "nguoi su dung lao dong",
    "thpt": "trung hoc pho thong", "thcs": "trung hoc co so", "gdcd": "giao duc cong dan", "nvqs": "nghia vu quan su",
    "tnhh": "trach nhiem huu han", "tncn": "thu nhap ca nhan", "tndn": "thu nhap doanh nghiep",
    "gtgt": "gia tri gia tang", "blhs": "bo luat hinh su", "blds": "bo luat dan su",
    "blld": "bo luat lao dong", "dkkd": "dang ky kinh doanh", "pccc": "phong chay chua chay",
    "xphc": "xu phat hanh chinh", "lkn": "luat khieu nai", "ltc": "luat to cao", "tcd": "tiep cong dan",
    "tthc": "thu tuc hanh chinh", "mttq": "mat tran to quoc",
}  # fmt: skip


def expand(words: list[str]) -> list[str]:
    """The words with known abbreviations written out; text of the law rarely uses them."""
    return [word for short in words for word in ABBREVIATIONS.get(short, short).split()]


def question_words(words: list[str]) -> list[bool]:
    """For each word, whether it belongs to a question phrase; the longest phrase at each place wins."""
    asked = [False] * len(words)
    at = 0
    while at < len(words):
        size = next((n for n in range(_LONGEST, 0, -1) if tuple(words[at : at + n]) in _PHRASES), 0)
        asked[at : at + size] = [True] * len(words[at : at + size])
        at += size or 1
    return asked


_TIMETABLE = re.compile(
    r"\b(?:lich (?:tiep|lam viec|hen)|buoi (?:tiep|tu van)|(?:tiep|tu van)(?: \w+){0,12} (?:ngay nao|hom nao|khi nao"
    r"|luc nao|may gio|o dau)|(?:ngay nao|hom nao|khi nao|bao gio|luc nao|may gio|o dau)(?: \w+){0,12} tiep"
    r"|timetable|schedule|session|sessions|reception (?:days?|hours|times?))\b"
)

# The same words ask for the law of timetables: "lịch tiếp công dân phải công bố trước bao lâu".
_RULES = re.compile(
    r"\b(?:bao lau|bao nhieu|may (?:ngay|lan)|quy dinh|the nao|la gi|cong bo|niem yet|thong bao|trach nhiem|phai)\b"
)


def asks_for_timetable(words: Sequence[str]) -> bool:
    """Whether it is asked when or where somebody receives: "lịch tiếp công dân", "Chủ tịch tiếp dân ngày nào"."""
    question = " ".join(words)
    return bool(_TIMETABLE.search(question)) and not _RULES.search(question)


def asked_term(words: list[str]) -> str:
    """The term a definition question asks about, folded; "" when it is no such question."""
    question = " ".join(words)
    for pattern in _DEFINITION:
        match = pattern.match(question)
        if match:
            return _TERM_TAIL.sub("", _TERM_HEAD.sub("", match["term"]))
    return ""
