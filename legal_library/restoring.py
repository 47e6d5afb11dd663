"""An exported library read back: acts that are missing are added whole, those that are there are completed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from search.interface import announce_change

from . import storing
from .exporting import FACTS, FORMAT, SUBJECT
from .matching import find_act, free_slug
from .merging import Item, Merge, differs, merge_amendments, settled, values
from .models import Act, Subject, TextState, identity_of
from .parsing.document import Document, Unreadable
from .versions import units
from .versions.deciding import after_new_text

_MAX_LINE = 64 * 1024 * 1024


@dataclass(slots=True)
class Restored:
    """How many acts were added, completed, or the same already; `told` says by name what differs and stayed,
    `taken` what gave way to the export.
    """

    added: int = 0
    completed: int = 0
    same: int = 0
    told: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """An act of the file and what it is here."""

    act: Act
    amendments: list[Item]
    is_new: bool
    grew: bool


def read_back(path: Path, *, theirs: bool = False) -> Restored:
    """`theirs`: the export prevails where both libraries have words of their own.

    Each act is one transaction; amendments follow when every act is in. Raises Unreadable, naming the line.
    """
    report = Restored()
    found: dict[str, _Known] = {}
    taken: set[int] = set()
    for number, item in _items(path):
        try:
            if "subjects" in item:
                _restore_subjects(item["subjects"], report, theirs=theirs)
                continue
            known = _restore(item, path.name, taken, report, theirs=theirs)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Unreadable(f"{path.name}:{number}: dòng không đúng mẫu xuất của thư viện ({error}).") from error
        found[item["slug"]] = known
        taken.add(known.act.pk)
    _restore_amendments(found, report, theirs=theirs)
    for known in found.values():
        report.added += known.is_new
        report.completed += known.grew and not known.is_new
        report.same += not (known.is_new or known.grew)
    return report


def _items(path: Path) -> Iterator[tuple[int, Item]]:
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


def _restore_subjects(items: list[Item], report: Restored, *, theirs: bool) -> None:
    known = {subject.slug: subject for subject in Subject.objects.all()}
    for item in items:
        there = values(item, SUBJECT)
        ours = known.get(there["slug"])
        if ours is None:
            Subject.objects.create(**there)
        elif differs(ours, there):
            if theirs:
                Subject.objects.filter(pk=ours.pk).update(**there)
            said = settled(f"Lĩnh vực “{ours.name}” khác với bản xuất", theirs=theirs)
            (report.taken if theirs else report.told).append(said)


def _restore(item: Item, origin: str, taken: set[int], report: Restored, *, theirs: bool) -> _Known:
    with transaction.atomic():
        act = _find(item, taken)
        is_new = act is None
        act = act or _new_act(item)
        merge = Merge(act, item, origin, theirs=theirs)
        merge.run()
        announce_change(storing.SOURCE, storing.entry_keys(act))
    report.told.extend(merge.told)
    report.taken.extend(merge.taken)
    return _Known(act, item["amendments"], is_new, merge.grew)


def _find(item: Item, taken: set[int]) -> Act | None:
    """The act of this record that was here before; a record whose date one side does not know is the same act."""
    facts = values(item, FACTS)
    identity = identity_of(facts["symbol"], facts["issued"], facts["issuer"])
    here = Act.objects.select_for_update(of=("self",)).exclude(pk__in=taken)
    document = Document(symbol=facts["symbol"], issuer=facts["issuer"], issued=facts["issued"])
    return here.filter(identity=identity).first() or find_act(document, here.with_symbol(facts["symbol"]))


def _new_act(item: Item) -> Act:
    act = Act(**values(item, FACTS))
    taken = set(Act.objects.filter(slug__startswith=act.slug).values_list("slug", flat=True))
    act.slug = act.slug if act.slug not in taken else free_slug(act, taken)
    act.text_state = TextState.RECORD
    act.save()
    return act


def _restore_amendments(found: dict[str, _Known], report: Restored, *, theirs: bool) -> None:
    """Operations of every act, then the versions of every text they, or its new words, change."""
    targets = {slug: known.act for slug, known in found.items()}
    turned: set[tuple[int, str]] = set()
    touched = {known.act.pk for known in found.values() if known.is_new or known.grew}
    for known in found.values():
        with transaction.atomic():
            merged = merge_amendments(known.act, known.amendments, targets, theirs=theirs)
        (report.taken if theirs else report.told).extend(merged.told)
        known.grew = known.grew or bool(merged.made or merged.taken)
        touched |= {each.target_id for each in (*merged.made, *merged.taken) if each.target_id}
        turned |= {(each.target_id, each.unit) for each in merged.taken if each.target_id}
    for pk, unit in sorted(turned):
        _undo(pk, unit)
    for pk in sorted(touched):
        _rewrite(pk, report)


def _undo(pk: int, unit: str) -> None:
    """A place whose operation is no longer confirmed goes back; where another one stays, `_rewrite` works it out."""
    act = Act.objects.get(pk=pk)
    if not units.confirmed(act, unit):
        with transaction.atomic():
            gone = storing.article_keys(act, unit)
            units.rewrite(act, unit)
            announce_change(storing.SOURCE, dict.fromkeys([*gone, *storing.article_keys(act, unit)]))


def _rewrite(pk: int, report: Restored) -> None:
    with transaction.atomic():
        act = Act.objects.get(pk=pk)
        gone = storing.entry_keys(act)
        fallen = after_new_text(act)
        announce_change(storing.SOURCE, dict.fromkeys([*gone, *storing.entry_keys(act)]))
    report.told.extend(
        f"{act.full_name}: thao tác “{each}” của {each.act.full_name} không khớp với toàn văn ở đây, chờ kiểm tra lại."
        for each in fallen
    )
