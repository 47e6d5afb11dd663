"""What somebody types may name a person or open a case. Such a text is answered like any other, but never kept.

Numbers and mail addresses are known by their form. Secrets that other rooms hand out – the look-up code of a case –
are known by the room that made them: the portal registers who can tell (`register_secret`).
"""

import re
import unicodedata
from collections.abc import Callable

# After NFKC, so that full-width figures are figures. A telephone number may be written with a bracket or with strokes;
# a date never has three or four figures between two strokes.
_NUMBERS = re.compile(r"\d{6,}|\d[\d .()‐-―-]{8,}\d|\b0\d{1,3}/\d{3}/\d{3,4}\b|@|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", re.ASCII)
# Sixteen signs in one piece or by fours, in any case, a figure among them: a code, or one with a slip in it.
_CODE = re.compile(
    r"(?<![0-9a-z])(?:[0-9a-z]{16}|(?:[0-9a-z]{4}[\s.·_‐-―-]+){3}[0-9a-z]{4})(?![0-9a-z])",
    re.ASCII | re.IGNORECASE,
)

_secrets: list[Callable[[str], bool]] = []


def register_secret(holds: Callable[[str], bool]) -> None:
    """Ask this too, about a text of at most a few hundred characters; it answers in milliseconds and never raises."""
    if holds not in _secrets:
        _secrets.append(holds)


def may_name_a_person(text: str) -> bool:
    """Whether it looks like a telephone or identity number, a mail address, or holds a secret of another room."""
    plain = unicodedata.normalize("NFKC", text)
    return (
        bool(_NUMBERS.search(plain))
        or any(any(map(str.isdigit, found[0])) for found in _CODE.finditer(plain))
        or any(holds(text) for holds in _secrets)
    )
