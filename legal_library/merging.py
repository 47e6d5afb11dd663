"""One exported act into a library that has it already: what is missing is added, what differs stays and is told.

Nothing here overwrites unless the export is asked to prevail (`theirs`): a text with other words waits as a rival copy,
any other difference becomes a sentence. Where the export prevails each difference is told as well, and a text that
gives way is kept apart.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from . import originals, rivals, storing
from .edits.proposing import give_way, offer_draft
from .exporting import AMENDMENT, CHANGE, DUTY, FACTS, RELATION, SOURCE_FILE, SUMMARY
from .models import (
    Act,
    Amendment,
    AmendmentStep,
    Confidence,
    Duty,
    Follower,
    FormerAddress,
    LawChange,
    Relation,
    RivalCopy,
    RivalStep,
    SourceFile,
    Subject,
    Summary,
    TextState,
    identity_of,
)
from .parsing.document import Document
from .parsing.rows import document_rows, pack, unpack

Item = dict[str, Any]

_DAYS = frozenset({"issued", "effective", "expired", "valid_from", "valid_to"})
_MOMENTS = frozenset({"imported_at", "created_at", "decided_at", "at"})
# What is the same act by other means than these, or says how this portal shows it.
_NOT_COMPARED = frozenset({"symbol", "slug", "featured"})


def values(item: Item, names: Iterable[str]) -> Item:
    return {name: _read(name, item[name]) for name in names}


def _read(name: str, value: Any) -> Any:
    if name in _DAYS and value:
        return dt.date.fromisoformat(value)
    return dt.datetime.fromisoformat(value) if name in _MOMENTS and value else value


class Merge:
    """Puts one record of an export into one act; `told` are sentences about what differs, `grew` whether anything
    was added.
    """

    def __init__(self, act: Act, item: Item, origin: str, *, theirs: bool = False) -> None:
        self.act, self.item, self.origin, self.theirs = act, item, origin, theirs
        self.told: list[str] = []
        self.taken: list[str] = []
        self.grew = False
        self.copy: RivalCopy | None = None

    def run(self) -> None:
        """Everything but amendments, which wait until every act is in."""
        self._facts()
        self._summaries()
        self._duties()
        self._text()
        self._relations()
        self._changes()
        self._former_addresses()
        if not self.act.has_full_text and self.act.summaries.filter(published=True).exists():
            self.act.text_state = TextState.SUMMARY
        self._identify()
        self.act.save()
        self._exchange()

    def _identify(self) -> None:
        """Date or issuer may have come from the export; no other act is robbed of its identity."""
        identity = identity_of(self.act.symbol, self.act.issued, self.act.issuer)
        if not Act.objects.filter(identity=identity).exclude(pk=self.act.pk).exists():
            self.act.identity = identity

    def _exchange(self) -> None:
        """The export's text in the place of ours, which is kept apart; asked for by whoever runs the import."""
        if self.copy is None:
            return
        if self.copy.state != RivalCopy.State.ASKED:
            rivals.ask(rival_id=self.copy.pk, actor_id=None)
        swapped = rivals.choose(rival_id=self.copy.pk, actor_id=None)
        self.act.refresh_from_db()
        self.told.extend(
            f"{self.act.full_name}: thao tác “{each}” của {each.act.full_name} không khớp, chờ kiểm tra lại."
            for each in swapped.fallen
        )

    def _tell(self, what: str) -> None:
        self.told.append(f"{self.act.full_name}: {what}")

    def _gives_way(self, what: str) -> bool:
        """Both libraries have their own words here: whether ours give way. Either way it is told."""
        report = self.taken if self.theirs else self.told
        report.append(settled(f"{self.act.full_name}: {what}", theirs=self.theirs))
        self.grew = self.grew or self.theirs
        return self.theirs

    def _facts(self) -> None:
        for name, theirs in values(self.item, FACTS).items():
            ours = getattr(self.act, name)
            if ours == theirs or not theirs or (name == "confidence" and theirs == Confidence.GENERAL):
                continue
            if not ours or (name == "confidence" and ours == Confidence.GENERAL):
                setattr(self.act, name, theirs)
                self.grew = True
            elif name not in _NOT_COMPARED:
                label = Act._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                if self._gives_way(f"{label} ở đây là “{_short(ours)}”, trong bản xuất là “{_short(theirs)}”"):
                    setattr(self.act, name, theirs)

    def _summaries(self) -> None:
        known = {(each.key, each.valid_from): each for each in self.act.summaries.all()}
        for item in self.item["summaries"]:
            # An export of before there were drafts holds public ones alone.
            theirs = values({"published": True, **item}, SUMMARY)
            ours = known.get((theirs["key"], theirs["valid_from"]))
            if ours is None:
                made = Summary.objects.create(act=self.act, **theirs)
                if not made.published:
                    offer_draft(made, reason=f"Bản nháp trong bản xuất “{self.origin}”.")
                self.grew = True
            elif ours.published and not theirs["published"]:
                # Two persons made it public here; nobody takes it back by what is unfinished elsewhere.
                self._tell(settled(f"tóm tắt {ours.label} trong bản xuất là bản nháp", theirs=False))
            elif differs(ours, theirs) and self._gives_way(f"tóm tắt {ours.label} khác với bản xuất"):
                Summary.objects.filter(pk=ours.pk).update(**theirs)
                if theirs["published"] and not ours.published:
                    give_way(ours, why=f"Đã công khai theo bản xuất “{self.origin}”.")

    def _duties(self) -> None:
        known = {duty.ordinal: duty for duty in self.act.duties.all()}
        for item in self.item["duties"]:
            theirs = values(item, DUTY)
            ours = known.get(theirs["ordinal"])
            if ours is None:
                Duty.objects.create(act=self.act, **theirs)
                self.grew = True
            elif differs(ours, theirs) and self._gives_way(f"nhiệm vụ {ours.ordinal} khác với bản xuất"):
                Duty.objects.filter(pk=ours.pk).update(**theirs)

    def _text(self) -> None:
        if not self.item["text"]:
            return
        document = unpack(self.item["text"])
        rows = document_rows(document)
        if not self.act.has_full_text:
            self.act.doubts = document.warnings
            storing.write_text(self.act, rows)
            self._sources(is_current=True)
            self.grew = True
        elif self.act.text_sha256 == storing.text_sha256(rows):
            self._sources(is_current=not self.act.source_files.filter(is_current=True).exists())
        else:
            self._keep_apart(document)
            self._sources(is_current=False)

    def _sources(self, *, is_current: bool) -> None:
        """The files behind the text, and the copies that were kept apart from it."""
        known = set(self.act.source_files.values_list("sha256", flat=True))
        for item in self.item.get("sources", ()):
            if item["sha256"] in known or not (is_current or item["rival"]):
                continue
            facts = values(item, SOURCE_FILE)
            facts["is_current"] = facts["is_current"] and is_current
            file = SourceFile.objects.create(act=self.act, **facts)
            if item["rival"]:
                self._rival(file, item["rival"])
            self.grew = True

    def _rival(self, file: SourceFile, item: Item) -> None:
        state = item["state"]
        if state == RivalCopy.State.CHOSEN and not file.is_current:
            state = RivalCopy.State.WAITING  # it is the text over there, not here
        if state == RivalCopy.State.ASKED:
            state = RivalCopy.State.WAITING  # who asked over there is no account here: two persons decide anew
        rival = RivalCopy.objects.create(
            act=self.act, source_file=file, state=state,
            **values(item, ("document", "difference", "decided_at")),
        )  # fmt: skip
        RivalStep.objects.bulk_create(RivalStep(rival=rival, **_step(step)) for step in item["steps"])

    def _keep_apart(self, document: Document) -> None:
        """The export's text has other words than ours: it waits beside it for a librarian."""
        current = next((each for each in self.item.get("sources", ()) if each["is_current"]), None)
        words = json.dumps(self.item["text"], ensure_ascii=False, sort_keys=True).encode()
        facts = values(current, SOURCE_FILE) if current else {"name": self.origin, "kept": False, "size": len(words)}
        sha256 = facts.pop("sha256", originals.fingerprint(words))
        facts["is_current"] = False
        facts["text_sha256"] = storing.text_sha256(document_rows(document))
        same = RivalCopy.objects.filter(act=self.act, source_file__text_sha256=facts["text_sha256"]).first()
        if same is None:
            file, _ = SourceFile.objects.get_or_create(act=self.act, sha256=sha256, defaults=facts)
            same, made = RivalCopy.objects.get_or_create(
                source_file=file,
                defaults={
                    "act": self.act, "document": pack(document), "difference": storing.difference(self.act, document)
                },
            )  # fmt: skip
            self.grew = self.grew or made
        if self.theirs:
            self.copy = same
            self._gives_way("toàn văn khác với bản xuất, văn bản ở đây được giữ ở “Bản khác”")
            return
        state = same.get_state_display().lower()
        self._tell(f"toàn văn khác với bản xuất; bản ấy ở “Bản khác” ({state}).")

    def _relations(self) -> None:
        known = set(self.act.relations.values_list("kind", "symbol_key", "target_key"))
        for item in self.item["relations"]:
            relation = Relation(act=self.act, **values(item, RELATION))
            relation.derive()
            if (relation.kind, relation.symbol_key, relation.target_key) not in known:
                relation.save()
                self.grew = True

    def _former_addresses(self) -> None:
        """Old links lead to the act here as well; an address some act has by right stays its own."""
        for slug in self.item.get("former_addresses", ()):
            if not Act.objects.filter(slug=slug).exists():
                FormerAddress.objects.get_or_create(slug=slug, defaults={"act": self.act})

    def _changes(self) -> None:
        """News told to readers then; where somebody follows already they stay out, else they would be mailed anew."""
        if Follower.objects.exists():
            return
        known = {_told(change.kind, change.key, change.created_at) for change in self.act.law_changes.all()}
        fresh = [values(item, CHANGE) for item in self.item.get("changes", ())]
        LawChange.objects.bulk_create(
            LawChange(act=self.act, **each)
            for each in fresh
            if _told(each["kind"], each["key"], each["created_at"]) not in known
        )


def differs(ours: Summary | Duty | Subject, theirs: Item) -> bool:
    return any(getattr(ours, name) != value for name, value in theirs.items())


def settled(difference: str, *, theirs: bool) -> str:
    """A difference of the two libraries in a sentence that says whose words stay."""
    return f"{difference}; {'lấy theo bản xuất' if theirs else 'giữ như ở đây'}."


def _told(kind: str, key: str, at: dt.datetime) -> tuple[str, str, dt.datetime | None]:
    """What makes news the same: of a full text there is one, whenever it was read."""
    return (kind, key, None if kind == LawChange.Kind.TEXT else at)


def _short(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)[:80]
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)[:80]


def _step(item: Item) -> Item:
    """Who took a step stays known by the name it bears in the file; accounts of the two libraries may differ."""
    return {"state": item["state"], "named": item["by"], "at": _read("at", item["at"]), "alone": item["alone"]}


@dataclass(slots=True)
class MergedOperations:
    """`made` were added, `taken` took the export's version; `told` are sentences about what differs."""

    made: list[Amendment] = field(default_factory=list)
    taken: list[Amendment] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def merge_amendments(act: Act, items: list[Item], targets: dict[str, Act], *, theirs: bool = False) -> MergedOperations:
    """What the machine proposed here and nobody touched gives way to what was decided there; with `theirs` all does."""
    known = _known_operations(act, items)
    found = MergedOperations()
    steps: list[AmendmentStep] = []
    for item in items:
        there = Amendment(act=act, target=targets.get(item["target"] or ""), **values(item, AMENDMENT))
        same = known.get(_identity(there))
        if same is None or not same:
            found.made.append(there)
            steps.extend(AmendmentStep(amendment=there, **_step(step)) for step in item.get("steps", ()))
            continue
        ours = same.pop(0)
        difference = _difference(ours, there)
        if not difference:
            continue
        if theirs:
            _take(ours, there, item)
            found.taken.append(ours)
        found.told.append(settled(difference, theirs=theirs))
    Amendment.objects.bulk_create(found.made)
    AmendmentStep.objects.bulk_create(steps)
    return found


def _known_operations(act: Act, items: list[Item]) -> dict[tuple[Any, ...], list[Amendment]]:
    """Our operations by what they do, without those that give way."""
    ours = list(act.amendments.select_for_update(of=("self",)).prefetch_related("steps"))
    if all(_is_untouched(each) for each in ours):
        # The public file tells confirmed operations alone: what it is silent about is not decided there.
        is_whole = any("steps" in item for item in items)
        told_there = {_identity(Amendment(act=act, **values(item, AMENDMENT))) for item in items}
        gone = [each for each in ours if is_whole or _identity(each) in told_there]
        act.amendments.filter(pk__in=[each.pk for each in gone]).delete()
        ours = [each for each in ours if each not in gone]
    known: dict[tuple[Any, ...], list[Amendment]] = {}
    for each in ours:
        known.setdefault(_identity(each), []).append(each)
    return known


def _take(ours: Amendment, there: Amendment, item: Item) -> None:
    """The export's words and state; its steps follow ours, which stay in the history."""
    for name in AMENDMENT:
        setattr(ours, name, getattr(there, name))
    ours.target = there.target or ours.target
    ours.decided_by = None
    ours.save()
    had = {step.at for step in ours.steps.all()}
    fresh = [_step(step) for step in item.get("steps", ())]
    AmendmentStep.objects.bulk_create(AmendmentStep(amendment=ours, **step) for step in fresh if step["at"] not in had)


def _is_untouched(amendment: Amendment) -> bool:
    return amendment.state == Amendment.State.PROPOSED and not amendment.by_hand and not amendment.steps.all()


def _identity(amendment: Amendment) -> tuple[Any, ...]:
    return (amendment.place, amendment.ordinal, amendment.op, amendment.target_symbol, amendment.target_key)


def _difference(ours: Amendment, theirs: Amendment) -> str:
    """Where the operation is not the same in both; its problem is worked out anew in each library."""
    differs = [name for name in AMENDMENT if name != "problem" and getattr(ours, name) != getattr(theirs, name)]
    if not differs:
        return ""
    here, there = ours.get_state_display(), theirs.get_state_display()
    states = f"ở đây {here.lower()}, trong bản xuất {there.lower()}" if here != there else "nội dung khác"
    return f"{ours.act.full_name}: thao tác “{ours}” – {states}"
