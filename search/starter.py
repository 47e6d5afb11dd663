"""What a fresh search knows: everyday words, how people ask for the articles of the mission, judged questions."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from . import tuning
from .everyday import read_lines
from .interface import announce_change
from .models import AskedOf, JudgedQuestion, Wording

FOLDER = Path(__file__).parent / "starter_data"
GROUP = "tiep-dan"
# Asked by another mind and judged before any ranking of them was seen; never to be tuned to.
UNSEEN = "tiep-dan-doi-chung"
FILES = {GROUP: "judged.jsonl", UNSEEN: "unseen.jsonl"}


def load() -> None:
    """Idempotent: adds what is missing, never changes what staff have written since."""
    with transaction.atomic():
        _load_wordings()
        _load_asked()
        _load_judged()
    tuning.forget()


def _load_wordings() -> None:
    known = set(Wording.objects.values_list("said", flat=True))
    rows = {said: legal for said, legal in wordings() if said not in known}
    Wording.objects.bulk_create(Wording(said=said, legal=legal) for said, legal in rows.items())


def wordings() -> Iterator[tuple[str, str]]:
    yield from read_lines((FOLDER / "everyday.txt").read_text(encoding="utf-8").splitlines())


def _load_asked() -> None:
    known = set(AskedOf.objects.filter(source="law").values_list("key", flat=True))
    rows = {key: text for key, text in asked() if key not in known}
    AskedOf.objects.bulk_create(AskedOf(source="law", key=key, text=text) for key, text in rows.items())
    if rows:
        announce_change("law", rows)


def asked() -> Iterator[tuple[str, str]]:
    """(key, ways of asking on lines) from "02/2011/QH13#dieu-9 = cách hỏi; cách hỏi khác"."""
    for key, ways in read_lines((FOLDER / "asked.txt").read_text(encoding="utf-8").splitlines()):
        yield key, "\n".join(way.strip() for way in ways.split(";"))


def _load_judged() -> None:
    for group in FILES:
        known = set(JudgedQuestion.objects.filter(group=group).values_list("question", "day"))
        rows = [(row, date.fromisoformat(row["date"]) if row.get("date") else None) for row in judged(group)]
        JudgedQuestion.objects.bulk_create(
            JudgedQuestion(
                group=group, question=row["question"], day=day, relevant=row["relevant"], held_out=row["held_out"]
            )
            for row, day in rows
            if (row["question"], day) not in known
        )


def judged(group: str = GROUP) -> Iterator[dict[str, Any]]:
    with (FOLDER / FILES[group]).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
