"""What kind of text an entry is beyond its words: how high its act stands, whether it amends, closes or annexes. Pure.

The second stage uses these words as small priors: where a law and a circular say the same, a reader wants the law;
an article on coming into force answers nearly no question; a form in an annex answers only who asks for a form.
"""

import re

from .interface import Entry
from .text import fold

_AMENDING = re.compile(r"(?:sua doi|bo sung|bai bo|thay the|dinh chinh)\b")
_CLOSING = re.compile(
    r"(?:hieu luc thi hanh|dieu khoan (?:thi hanh|chuyen tiep)|quy dinh chuyen tiep|(?:to chuc|trach nhiem) (?:thi hanh"
    r"|thuc hien)|trach nhiem to chuc|pham vi dieu chinh|doi tuong ap dung|quy dinh chi tiet$)"
)
_HEIGHTS = (("law", ("luat", "bo luat", "hien phap", "phap lenh")), ("decree", ("nghi dinh", "nghi quyet")))


def natures_of(entry: Entry) -> set[str]:
    """Words out of: law, decree, circular; amending; closing; annex; session, news, page."""
    heading = fold(entry.heading)
    found = {name for name, pattern in (("amending", _AMENDING), ("closing", _CLOSING)) if pattern.match(heading)}
    if entry.kind in ("session", "news", "page"):
        return found | {entry.kind}
    if entry.kind != "article":
        return found
    height = _height(fold(entry.doc_kind))
    if height:
        found.add(height)
    if "#" in entry.key and not entry.key.partition("#")[2].startswith("dieu-"):
        found.add("annex")
    return found


def _height(kind: str) -> str:
    for name, kinds in _HEIGHTS:
        if kind in kinds:
            return name
    return "circular" if kind.startswith(("thong tu", "quyet dinh")) else ""
