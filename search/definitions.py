"""Which terms an article defines. Pure: heading and text in, folded terms out."""

import re

from .text import fold, tokens

_ANNOUNCED = re.compile(r"giai thich|khai niem|tu ngu|duoc hieu nhu sau|dinh nghia")
# Linear in the text: blanks are never given back, and a term begins with a sign and is bounded.
_LINE = re.compile(
    r"^[^\S\n]*+(?:(?:\d{1,3}[.)]|[a-zđ]\)|-|\+)[^\S\n]*+)?[“\"']?(?P<term>\S[^\n]{1,159}?)[”\"']?[^\S\n]{0,9}"
    r"(?:\(sau đây[^)]{0,120}\)[^\S\n]{0,9})?(?:\blà\b|\bgồm\b|\bbao gồm\b|\bđược hiểu\b|:)",
    re.MULTILINE | re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:\d{1,3}[.)]|[a-zđ]\)|[-+])\s*")
_OPENING = 300
_MOST_WORDS = 14


def announces_definitions(heading: str, body: str) -> bool:
    """Whether heading or opening say that words are explained here."""
    return bool(_ANNOUNCED.search(fold(heading)) or _ANNOUNCED.search(fold(body[:_OPENING])))


def defined_terms(heading: str, body: str) -> tuple[str, ...]:
    """Folded terms ("khieu nai") that stand before "là", "gồm", "được hiểu" or ":" at the head of a line."""
    if not announces_definitions(heading, body):
        return ()
    found = (" ".join(tokens(match["term"])) for match in _LINE.finditer(body))
    return tuple(dict.fromkeys(term for term in found if term and term.count(" ") < _MOST_WORDS))


def definition_in(body: str, term: str) -> str:
    """The line of this text that defines the folded term, without its number; "" when there is none."""
    wanted = term.split()
    for match in _LINE.finditer(body):
        if tokens(match["term"]) == wanted:
            start = body.rfind("\n", 0, match.start("term")) + 1
            line = body[start : body.find("\n", start) if "\n" in body[start:] else len(body)]
            return _NUMBER.sub("", line.strip())
    return ""
