"""What a form of the desk sent, as far as it is read without a form of Django's: a number, a reason."""

from __future__ import annotations

from django.http import HttpRequest

_MOST_LETTERS = 1000


def number(request: HttpRequest, name: str) -> int:
    """The number of a row; 0, which no row has, where what was sent is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def reason(request: HttpRequest, name: str) -> str:
    """Why somebody decides so; PostgreSQL keeps no NUL."""
    return request.POST.get(name, "").replace("\0", "").strip()[:_MOST_LETTERS]
