"""Which pages rest on a provision that changed: the portal's ear for `legal_library.signals.provisions_changed`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from legal_library.models import LawChange
from portal.models import ArticlePage, GuidancePage, LawFlag, PlainPage
from portal.remembering import forget

# That the library got an act's text, or mended its own record, changes nothing a page says.
_NO_CHANGE_OF_LAW = frozenset({LawChange.Kind.TEXT, LawChange.Kind.UNDONE})


def hear(changes: Iterable[LawChange], **_kwargs: Any) -> None:
    """Receiver: flag every page that names a changed provision, once for each change."""
    flag_pages([change for change in changes if change.kind not in _NO_CHANGE_OF_LAW])


def flag_pages(changes: list[LawChange]) -> int:
    """Flag the pages that rest on these changes; how many flags are new."""
    if not changes:
        return 0
    made = 0
    for page in originals():
        keys = page.rests_on()
        for change in changes:
            if any(touches(change.act.symbol, change.key, key) for key in keys):
                made += _flag(page, change)
    if made:
        transaction.on_commit(forget)
    return made


def touches(symbol: str, changed: str, key: str) -> bool:
    """Whether a change of `symbol#changed` concerns who rests on `key`: the same place, one above it, or one inside.

    A change without a place concerns the whole act.
    """
    named, _, place = key.partition("#")
    if named != symbol:
        return False
    ours, theirs = (part.split(".") if part else [] for part in (place, changed))
    shorter = min(len(ours), len(theirs))
    return ours[:shorter] == theirs[:shorter]


def settle(flag: LawFlag, person: Any) -> None:
    """An editor has read the change: the page is right, or has been made right."""
    flag.settled_at, flag.settled_by = timezone.now(), person
    flag.save(update_fields=["settled_at", "settled_by"])
    forget()


def originals() -> list[ArticlePage | GuidancePage | PlainPage]:
    found: list[ArticlePage | GuidancePage | PlainPage] = []
    for kind in (ArticlePage, GuidancePage, PlainPage):
        found += kind.objects.filter(locale__language_code="vi", alias_of__isnull=True)
    return found


def _flag(page: ArticlePage | GuidancePage | PlainPage, change: LawChange) -> int:
    place = f"{change.act.symbol}#{change.key}" if change.key else change.act.symbol
    _found, new = LawFlag.objects.get_or_create(
        translation_key=page.translation_key,
        provision=place[:200],
        what=change.get_kind_display(),
        ground=change.ground[:300],
        settled_at=None,
        defaults={"effective": change.effective},
    )
    return int(new)
