"""From data to a page: typst templates of this folder, their own fonts, no file or word from outside."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).resolve().parent / "typst"

_LONG_WORD = re.compile(r"\S{45,}")
_BREAK_AFTER = 30
_ZERO_WIDTH_SPACE = "\u200b"


class NotTypeset(RuntimeError):
    """The template and its data do not make a page: a fault of ours."""


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """A PDF (A-2a, UA-1). `data` reaches the template as JSON, so no text of a person is ever read as markup.

    A sign that none of our fonts draws (a picture letter, another script) would break both profiles; such a paper is
    made without them, and the sign stays in its text.
    """
    try:
        return _compiled(template, data, profiles=True)
    except typst.TypstError:
        pass
    try:
        return _compiled(template, data, profiles=False)
    except typst.TypstError as fault:
        # A fault's text may quote what a person wrote: it stays out of the log.
        raise NotTypeset(f"{template}: {type(fault).__name__}") from None


def pictures(template: str, data: Mapping[str, Any], *, dots_an_inch: int = 96) -> list[bytes]:
    """The pages as PNG, for looking at before the paper is made."""
    try:
        made = typst.compile(
            FOLDER / template,
            root=FOLDER,
            ignore_system_fonts=True,
            format="png",
            ppi=dots_an_inch,
            sys_inputs={"data": _as_json(data)},
        )
    except typst.TypstError as fault:
        raise NotTypeset(f"{template}: {type(fault).__name__}") from None
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def _as_json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False).encode(errors="replace").decode()


def _compiled(template: str, data: Mapping[str, Any], *, profiles: bool) -> bytes:
    made = typst.compile(
        FOLDER / template,
        root=FOLDER,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": _as_json(data)},
        # Archive and accessibility: papers of an office are kept for decades and read aloud by machines.
        pdf_standards=["a-2a", "ua-1"] if profiles else [],
    )
    return bytes(made)


def breakable(text: str) -> str:
    """The same text, where a run without blanks (an address, a row of signs) may be broken to stay on the page."""
    return _LONG_WORD.sub(_with_breaks, text)


def _with_breaks(word: re.Match[str]) -> str:
    run = word[0]
    pieces = [run[start : start + _BREAK_AFTER] for start in range(0, len(run), _BREAK_AFTER)]
    return _ZERO_WIDTH_SPACE.join(pieces)


def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something, each breakable."""
    return [breakable(" ".join(line.split())) for line in text.splitlines() if line.strip()]
