"""An exported library read back: acts that are missing are added whole, those that are there stay as they are."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from search.interface import announce_change

from . import storing
from .exporting import AMENDMENT, DUTY, FACTS, FORMAT, RELATION, SUMMARY
from .matching import free_slug
from .models import Act, Amendment, AmendmentStep, Duty, Relation, Summary, TextState, identity_of
from .parsing.document import Unreadable
from .parsing.rows import document_rows, unpack
from .versions.deciding import after_new_text

_DATES = frozenset({"issued", "effective", "expired", "valid_from", "valid_to"})
_MAX_LINE = 64 * 1024 * 1024


def read_back(path: Path) -> tuple[int, int]:
    """(added, already there). Each act is one transaction; amendments follow when every act is in.

    Raises Unreadable, naming the line.
    """
    added: list[tuple[int, list[dict[str, Any]]]] = []
    there = 0
    for number, item in _items(path):
        try:
            act = _restore(item)
        except (KeyError, TypeError, ValueError) as error:
            raise Unreadable(f"{path.name}:{number}: dòng không đúng mẫu xuất của thư viện ({error}).") from error
        if act is None:
            there += 1
        else:
            added.append((act.pk, item["amendments"]))
    for pk, amendments in added:
        _restore_amendments(pk, amendments)
    for pk, _ in added:
        _rewrite(pk)
    return len(added), there


def _items(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            number = 0
            while line := stream.readline(_MAX_LINE):
                number += 1
                item = json.loads(line)
                if not isinstance(item, dict) or item.get("format") != FORMAT:
                    raise Unreadable(f"{path.name}:{number}: không phải bản xuất của thư viện này.")
                yield number, item
    except (OSError, EOFError, ValueError) as error:
        raise Unreadable(f"Không đọc được tệp “{path.name}”: {error}.") from error


def _restore(item: dict[str, Any]) -> Act | None:
    facts = _values(item, FACTS)
    with transaction.atomic():
        if Act.objects.filter(identity=identity_of(facts["symbol"], facts["issued"], facts["issuer"])).exists():
            return None
        act = Act(**facts)
        taken = set(Act.objects.filter(slug__startswith=act.slug).values_list("slug", flat=True))
        act.slug = act.slug if act.slug not in taken else free_slug(act, taken)
        act.text_state = TextState.SUMMARY if item["summaries"] else TextState.RECORD
        act.save()
        for summary in item["summaries"]:
            Summary.objects.create(act=act, **_values(summary, SUMMARY))
        Relation.objects.bulk_create(_relation(act, relation) for relation in item["relations"])
        Duty.objects.bulk_create(Duty(act=act, **_values(duty, DUTY)) for duty in item["duties"])
        if item["text"]:
            storing.write_text(act, document_rows(unpack(item["text"])))
        announce_change(storing.SOURCE, storing.entry_keys(act))
    return act


def _relation(act: Act, item: dict[str, Any]) -> Relation:
    relation = Relation(act=act, **_values(item, RELATION))
    relation.derive()
    return relation


def _restore_amendments(pk: int, items: list[dict[str, Any]]) -> None:
    slugs = {item["target"] for item in items}
    targets = {act.slug: act for act in Act.objects.filter(slug__in=slugs)}
    made = Amendment.objects.bulk_create(
        Amendment(act_id=pk, target=targets.get(item["target"]), **_values(item, AMENDMENT)) for item in items
    )
    steps = [(amendment, step) for amendment, item in zip(made, items, strict=True) for step in item.get("steps", [])]
    _restore_steps(steps)


def _restore_steps(steps: list[tuple[Amendment, dict[str, Any]]]) -> None:
    """Who took a step stays known by the name it bears in the file; accounts of the two libraries may differ."""
    AmendmentStep.objects.bulk_create(
        AmendmentStep(
            amendment=amendment,
            state=step["state"],
            named=step["by"],
            at=dt.datetime.fromisoformat(step["at"]),
            alone=step["alone"],
        )
        for amendment, step in steps
    )


def _rewrite(pk: int) -> None:
    with transaction.atomic():
        act = Act.objects.get(pk=pk)
        after_new_text(act)
        announce_change(storing.SOURCE, storing.entry_keys(act))


def _values(item: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _read(name, item[name]) for name in names}


def _read(name: str, value: Any) -> Any:
    return dt.date.fromisoformat(value) if name in _DATES and value else value
