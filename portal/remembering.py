"""What public pages ask for again and again, kept until something it is made of changes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.cache import cache

# Writers make everything kept worthless at once; the age only bounds staleness where processes share no cache.
KEEP_SECONDS = 60
_GENERATION = "remembering:generation"

Kept = TypeVar("Kept")


def remembered(key: str, make: Callable[[], Kept]) -> Kept:
    """What was kept under this key since the last `forget`, else what `make` returns. Nothing is kept if it raises."""
    name = f"remembering:{key}"
    found = cache.get_many([_GENERATION, name])
    generation = found.get(_GENERATION, "")
    if name in found and found[name][0] == generation:
        return cast(Kept, found[name][1])
    fresh = make()
    cache.set(name, (generation, fresh), KEEP_SECONDS)
    return fresh


def forget(**_kwargs: Any) -> None:
    """Receiver: something that public pages are made of has changed."""
    cache.set(_GENERATION, uuid.uuid4().hex, None)
