"""Addresses of pages from Vietnamese titles: "Đất bị thu hồi" is `dat-bi-thu-hoi`, while an editor types and after."""

from __future__ import annotations

import re
from collections import defaultdict

from wagtail.admin.widgets.slug import SlugInput

from search.text import fold

_PLAIN = re.compile(r"[^a-z0-9]+")
# Every letter Vietnamese writes with a mark stands in these blocks.
_MARKED = (*range(0xC0, 0x24F), *range(0x1EA0, 0x1EFA))


def slug_of(title: str) -> str:
    return _PLAIN.sub("-", fold(title)).strip("-")


def slug_input() -> SlugInput:
    """Wagtail's field, told how Vietnamese letters lose their marks: by itself it drops them, and makes đ "dj"."""
    letters: dict[str, str] = defaultdict(str)
    for letter in map(chr, _MARKED):
        plain = fold(letter)
        if len(plain) == 1 and plain.isascii() and plain.isalpha():
            letters[plain] += letter
    return SlugInput(formatters=[(f"[{marked}]", plain) for plain, marked in sorted(letters.items())])
