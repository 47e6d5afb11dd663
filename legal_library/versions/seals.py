"""What a person saw of an operation when they decided about it: a page may be older than the row it shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..models import Amendment


def seal(amendment: Amendment) -> str:
    """Changes with every word, place and day of the operation, and with who took its last step and when."""
    told = [
        amendment.act_id, amendment.place, amendment.op, amendment.target_id, amendment.target_symbol,
        amendment.target_key, amendment.unit, amendment.old_words, amendment.new_words, amendment.new_text,
        str(amendment.effective), amendment.state, amendment.decided_by_id, str(amendment.decided_at),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@dataclass(slots=True)
class Seen:
    """Seals of the operations as a page showed them; `changed` are those that were found to stand otherwise."""

    seals: Mapping[int, str]
    changed: list[Amendment] = field(default_factory=list)

    def same(self, locked: Iterable[Amendment]) -> list[Amendment]:
        """Those that still stand as they were shown; the rows are locked, so they stay so."""
        found: list[Amendment] = []
        for amendment in locked:
            (found if self.seals.get(amendment.pk) == seal(amendment) else self.changed).append(amendment)
        return found
