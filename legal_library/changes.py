"""The log of changes readers can follow: written inside the change's transaction, told to whoever rests on the law."""

from __future__ import annotations

from collections.abc import Iterable

from search.symbols import fold_symbol
from search.text import fold

from .models import Act, LawChange, Subject
from .signals import provisions_changed


def subjects_of(act: Act, subjects: Iterable[Subject] | None = None) -> list[Subject]:
    """The fields an act belongs to, by the words of its name."""
    name = fold(f"{act.short_title} {act.title}")
    known = Subject.objects.all() if subjects is None else subjects
    return [subject for subject in known if any(fold(word) in name for word in subject.words)]


def fields_of_acts(symbols: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names of the fields each of these acts belongs to, by its symbol as given; acts not held are left out."""
    wanted = {fold_symbol(symbol): symbol for symbol in symbols}
    subjects = list(Subject.objects.all())
    found: dict[str, tuple[str, ...]] = {}
    for act in Act.objects.filter(symbol_key__in=wanted):
        names = (subject.name for subject in subjects_of(act, subjects))
        symbol = wanted[act.symbol_key]
        found[symbol] = tuple(dict.fromkeys((*found.get(symbol, ()), *names)))
    return found


def record(changes: list[LawChange]) -> list[LawChange]:
    """Keep these changes and send them on. Call it inside the writer's transaction."""
    if not changes:
        return []
    subjects = list(Subject.objects.all())
    for change in changes:
        change.subjects = "".join(f" {subject.slug} " for subject in subjects_of(change.act, subjects))
    LawChange.objects.bulk_create(changes)
    provisions_changed.send(sender=LawChange, changes=tuple(changes))
    return changes
