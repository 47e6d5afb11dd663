"""Lists of places of which some cannot be read: those that can are, the rest is told."""

from __future__ import annotations

import re

from .ending import KINDS, names_place

# Parts of an act that are no provisions: "phần Tên, Căn cứ ban hành". They say nothing of the places beside them.
_NO_PROVISION = re.compile(
    r"(?:(?:các\s|phần\s){0,2}(?:tên(?:\sgọi)?|tiêu đề|trích yếu|căn cứ(?:\sban hành|\spháp lý)?|lời nói đầu|nơi nhận"
    r"|phần ký|quốc hiệu|phần mở đầu)(?:\s(?:của\s)?(?:Luật|Nghị định|Thông tư|Quyết định|Nghị quyết))?)",
    re.IGNORECASE,
)
# "và các Mẫu biểu tại Phụ lục ban hành kèm theo Thông tư số …": forms, whose act is that of the whole list.
_UNNAMED_FORMS = re.compile(
    r"(?:(?:tại|ở|trong)\s)?(?:các\s)?(?:[Mm]ẫu biểu|[Bb]iểu mẫu|[Mm]ẫu|[Bb]iểu|[Pp]hụ lục|[Dd]anh mục)"
    r"(?!\s(?:số\s)?[\dIVXLC])(?!\s(?:số\s)?[A-Z]\b)[^“”]{0,200}"
)
_AT = re.compile(r"^\s*(?:(?:tại|ở|trong)\s)?")
_COMMA = re.compile(r"(,\s|;\s|,?\svà\s)")
_SEMICOLON = re.compile(r"\s?;\s(?:và\s)?")
_ACT = re.compile(rf"{KINDS}\s(?:số\s)?\d")
_MOST = 80


def without_parts(places: str) -> tuple[str, list[str]]:
    """A list of places without the parts of an act that are none, and those."""
    pieces = _COMMA.split(_AT.sub("", places))
    kept: list[str] = []
    left_out: list[str] = []
    act = ""
    for piece, glue in zip(pieces[::2], ["", *pieces[1::2]], strict=True):
        if _NO_PROVISION.fullmatch(piece.strip()) or _UNNAMED_FORMS.fullmatch(piece.strip()):
            left_out.append(piece.strip())
            act = _acts_end(piece) or act
        else:
            kept.append(f"{glue if kept else ''}{piece}")
    named = kept and act and not any(map(_acts_end, kept))
    return "".join([*kept, f" {act}"] if named else kept), left_out


def _acts_end(piece: str) -> str:
    """From the act it names to its end; "" when it names none."""
    named = _ACT.search(piece)
    return piece[named.start() :] if named else ""


def each_alone(words: str) -> list[str]:
    """The parts of a list that semicolons part, where one act, named at the end, is that of all; else nothing."""
    pieces = _SEMICOLON.split(words)
    acts = [len(_ACT.findall(piece)) for piece in pieces]
    if not 1 < len(pieces) <= _MOST or any(acts[:-1]) or acts[-1] > 1:
        return []
    return pieces if any(names_place(piece) for piece in pieces) else []
