"""The terms of a case as an officer wants them: what binds the office first on top, what is done below. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tracking.terms.showing import Shown


def next_due(terms: Sequence[Shown]) -> Shown | None:
    """The term that runs out first, or ran out longest ago, of those the office owes; None when nothing runs."""
    owed = [one for one in terms if one.is_judged and not one.is_citizens and one.term.is_open and one.term.due]
    return min(owed, key=lambda one: (one.term.due, one.term.name), default=None)


def in_order(terms: Sequence[Shown]) -> list[Shown]:
    """What the office owes, then what is the citizen's own, then what is done; each in the order of the law."""
    return sorted(terms, key=lambda one: (one.term.ended is not None, one.is_citizens))
