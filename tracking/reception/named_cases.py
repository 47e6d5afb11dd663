"""The case a booking names, and why it may not be a denunciation: beside a name it would say who denounced.

Whoever comes writes the reference in any spelling and anywhere; and a petition can become a denunciation after the
booking. So what is kept is asked once when it is written and again when it is shown. Left out without a word.
"""

from __future__ import annotations

from django.db.models.functions import Right

from tracking.casework import reference
from tracking.casework.models import Case
from tracking.casework.petition import Kind

LEFT_OUT = "…"
_FIELDS = ("name", "about", "reference")
_AT_ONCE = 500

Data = dict[str, str]


def open_reference(typed: str) -> str:
    """The reference as we write it when it is a case's that may be named; else nothing."""
    canonical = reference.read(typed)
    if canonical is None:
        return ""
    named = Case.objects.filter(reference=canonical).exclude(kind=Kind.DENUNCIATION.value)
    return canonical if named.exists() else ""


def without_denunciations(written: list[Data]) -> list[Data]:
    """What people wrote, each reference of a denunciation left out. One question for all of them."""
    texts = (_text(data, name) for data in written for name in _FIELDS)
    walled = _walled_off(sorted({mention.symbols for text in texts for mention in reference.mentions(text)}))
    return [_cleared(data, walled) for data in written] if walled else written


def _cleared(data: Data, walled: set[str]) -> Data:
    cleared = {name: _without(_text(data, name), walled) for name in _FIELDS if name in data}
    if cleared.get("reference") != data.get("reference"):
        cleared["reference"] = ""
    return {**data, **cleared}


def _without(text: str, walled: set[str]) -> str:
    """From behind, so that the places of the earlier ones stay true; what overlaps goes as one."""
    edge = len(text)
    spans = [(one.start, one.end) for one in reference.mentions(text) if one.symbols in walled]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + LEFT_OUT + text[end:] if end <= edge else text[:start] + text[edge:]
        edge = start
    return text


def _walled_off(symbols: list[str]) -> set[str]:
    denunciations = Case.objects.filter(kind=Kind.DENUNCIATION.value).annotate(
        symbols=Right("reference", reference.RANDOM_SYMBOLS)
    )
    return {
        found
        for first in range(0, len(symbols), _AT_ONCE)
        for found in denunciations.filter(symbols__in=symbols[first : first + _AT_ONCE]).values_list(
            "symbols", flat=True
        )
    }


def _text(data: Data, name: str) -> str:
    return str(data.get(name, ""))
