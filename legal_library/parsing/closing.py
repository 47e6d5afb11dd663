"""The end of a document: who receives it, who signed it for whom, and what is annexed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .paragraphs import Paragraph, is_capitals

_RECIPIENTS = re.compile(r"nơi nhận\s?:?$", re.IGNORECASE)
_FOR = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s?\.\s?\S")
_PASSED = re.compile(r"(?:Bộ luật|Luật|Nghị quyết|Pháp lệnh) này (?:đã )?được ")
_OFFICE = re.compile(
    r"(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|PHÓ THỦ TƯỚNG|TỔNG THANH TRA|PHÓ TỔNG THANH TRA|CHÁNH ÁN"
    r"|VIỆN TRƯỞNG|GIÁM ĐỐC|THỐNG ĐỐC|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|BÍ THƯ|PHÓ BÍ THƯ|TRƯỞNG BAN|CHỦ NHIỆM)"
)
ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|MẪU SỐ|Mẫu số|Mẫu số:|QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|QUY TRÌNH|DANH MỤC BIỂU MẪU)"
    r"(?:\s{1,2}[\dIVX]{1,4}[a-zA-Z]?(?:/[A-ZĐ]{1,8})?)?(?:\s?[.:–-].{0,200})?$"
)
_SIGNED = re.compile(r"^(?:Đã ký|\(đã ký\)|\(Đã ký\))\s?:?\s?", re.IGNORECASE)
# The end of a letter is "./."; a scan reads a tick or blanks into it.
_END_MARK = re.compile(r"[\s.;,]{0,4}/[\s.✓,;]{0,6}$|\s?✓$")


def strip_end_mark(text: str) -> str:
    """The sentence without the mark that closes a document: "…thực hiện./✓" is "…thực hiện."."""
    bare = _END_MARK.sub("", text)
    if bare == text:
        return text
    return bare if bare.endswith((".", ":", ";")) else bare + "."


@dataclass(slots=True)
class Closing:
    recipients: list[str] = field(default_factory=list)
    signing_block: list[str] = field(default_factory=list)
    signer: str = ""
    passed: str = ""


def begins_closing(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) > 400:
        return False
    signature = _is_signing(text, False) and (_FOR.match(text) or len(text) < 60)
    return bool(_RECIPIENTS.match(text) or text.startswith("Nơi nhận") or _PASSED.match(text) or signature)


def begins_annex(paragraph: Paragraph) -> bool:
    return bool(len(paragraph.text) < 260 and ANNEX.match(paragraph.text))


def read_closing(paragraphs: list[Paragraph]) -> Closing:
    """Recipients, signing block and signer of the paragraphs between body and annexes."""
    closing = Closing()
    receiving = False
    for paragraph in paragraphs:
        text = strip_end_mark(paragraph.text)
        if _PASSED.match(text):
            closing.passed = text
        elif text.lower().startswith("nơi nhận"):
            receiving = True
        elif _is_signing(text, bool(closing.signing_block)):
            receiving = False
            office, name = _split_signed(text)
            closing.signing_block.extend(_parts(office))
            closing.signer = closing.signer or name
        elif receiving and text.startswith(("-", "–", "+", "•")):
            closing.recipients.append(text.lstrip("-–+• ").rstrip(" ;.✓"))
        elif receiving and closing.recipients and text[:1].islower():
            closing.recipients[-1] = f"{closing.recipients[-1]} {text}".rstrip(" ;.")
        elif not receiving or closing.signing_block:
            closing.signer = closing.signer or _name(text)
    return closing


def _is_signing(text: str, begun: bool) -> bool:
    """A line of the signing block; once it has begun, further lines in capitals are, but not a stamp's fragments."""
    office, _ = _split_signed(text)
    if not is_capitals(office) or len(office) > 150:
        return False
    return bool(_FOR.match(office) or _OFFICE.match(office) or (begun and len(office) >= 8 and " " in office))


def _split_signed(text: str) -> tuple[str, str]:
    """("CHỦ TỊCH QUỐC HỘI", "Nguyễn Văn Mẫu") of "CHỦ TỊCH QUỐC HỘI Đã ký: Nguyễn Văn Mẫu"."""
    office, signed, name = text.partition(" Đã ký:")
    return (office, _name(name)) if signed else (text, "")


def _parts(text: str) -> list[str]:
    """A signing block that stands in one line is parted before each of its titles."""
    parts = re.split(r"\s(?=(?:KT|TL|TUQ)\s?\.|PHÓ (?!THỦ TƯỚNG CHÍNH PHỦ))", text)
    return [part.strip() for part in parts if part.strip()]


_NAME = re.compile(r"(?:[A-ZÀ-ỸĐ][a-zà-ỹđ]{0,7})(?:\s[A-ZÀ-ỸĐ][a-zà-ỹđ]{0,7}){1,5}$")


def _name(text: str) -> str:
    bare = _SIGNED.sub("", text).strip()
    return bare if len(bare) <= 60 and _NAME.match(bare) else ""
