"""Vietnamese in the fonts of before Unicode: the letters of such a text are others than its reader sees."""

from __future__ import annotations

import re

_LOOKED_AT = 4_000
_FEW = 3
_VIETNAMESE = re.compile("[ăâđêôơưĂĐƠƯ\u1ea0-\u1ef9]")
# "§iÒu", "®­îc", "LuËt" of TCVN3; "Ñieàu", "ñöôïc", "Luaät" of VNI, which writes each mark behind its vowel.
_TCVN3 = re.compile(
    "§[iI]|®[\u00ad\u00a8-\u00fe]|[§®][a-z\u00b5-\u00fe]|[a-z][\u00b5\u00b6\u00b8\u00b9\u00bb\u00be\u00c6-\u00cf]"
)
_1258 = re.compile("[đĐăơư]|[a-zêôơ][\u0300\u0301\u0303\u0309\u0323]")
_VNI = re.compile("[aeouyAEOUYöô][ùøûõïáàåãäéèúüëÙØÛÕÏ]|[ñÑ][aeiouyöôAEIOUYÖÔ]")


def old_encoding(text: str) -> str:
    """The name of the old encoding this text is in; "" for a text in Unicode."""
    start = text[:_LOOKED_AT]
    for name, pattern in (("TCVN3 (phông .VnTime, ABC)", _TCVN3), ("VNI (phông VNI-Times)", _VNI)):
        found = sum(1 for _ in pattern.finditer(start))
        if found >= _FEW and found > len(_VIETNAMESE.findall(start)):
            return name
    return ""


def old_encoding_of_bytes(data: bytes) -> str:
    """The same of bytes that are no UTF-8."""
    named = old_encoding(data[:_LOOKED_AT].decode("cp1252", "replace"))
    if named:
        return named
    letters = data[:_LOOKED_AT].decode("cp1258", "replace")
    return (
        "Windows-1258" if len(re.findall("[đĐăơư]|[a-zêôơ][\u0300\u0301\u0303\u0309\u0323]", letters)) >= _FEW else ""
    )


def refusal(name: str, encoding: str) -> str:
    return f"Tệp “{name}” dùng mã chữ cũ {encoding}; hãy chuyển sang Unicode (UTF-8), ví dụ bằng UniKey, rồi nhập."
