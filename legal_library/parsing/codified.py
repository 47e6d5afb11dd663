"""Takes the editors' cross-reference notes out of copies made from the official codification (Bộ pháp điển).

Such a copy carries "(Điều này có nội dung liên quan đến Điều 18.1.NĐ.2.5. …)" after an article. Where the note ran over
the next heading, that one reads "Điều 8. ; Điều 36.5.NĐ.1.5. …)Điều 18.1.LQ.8. Hình thức khiếu nại".
"""

import re

_NOTE = re.compile(r"\((?:Điều|Khoản|Mục|Tiểu mục|Chương|Phần) này có nội dung liên quan")
_GROUP = r"(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Tiểu mục) (?:[IVXLC]{1,7}|\d{1,3}|thứ )"
_END = re.compile(rf"\) {{0,3}}(?:\n|$|(?={_GROUP}))|; {{0,3}}\n\s{{0,4}}\n(?= {{0,3}}Điều )")
_SWALLOWED = re.compile(
    r"^( {0,3}Điều \d{1,4}[a-zđ]?\. ).*\) ?Điều [\d.]{3,12}[A-ZĐ]{2}[\d.]{2,16} (.+)$", re.MULTILINE
)


def strip_notes(text: str) -> str:
    """The text without these notes; a swallowed heading gets its own words back. Linear in the text."""
    start = _next_note(text, 0)
    if start < 0:
        return text
    parts: list[str] = []
    done = 0
    for end in _END.finditer(text):
        if end.start() < start:
            continue
        parts.append(text[done:start].rstrip(" "))
        # As many line ends as the note held, so that every line keeps its number.
        parts.append("\n" * max(1, text.count("\n", start, end.end())))
        done = end.end()
        start = _next_note(text, done)
        if start < 0:
            break
    return _SWALLOWED.sub(r"\1\2", "".join(parts) + text[done:])


def _next_note(text: str, position: int) -> int:
    note = _NOTE.search(text, position)
    return note.start() if note else -1
