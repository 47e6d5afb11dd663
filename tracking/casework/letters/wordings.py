"""The wordings of letters: which one serves a case, what may be saved, and every earlier version kept.

A wording is read, filled with samples, set as PDF and as DOCX before it is saved: what no longer compiles is refused
with its line, and the one before stays in force.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person

from ..history import events
from ..models import Case, EventKind, LetterTemplate, LetterWording
from ..models.letters import WORDING_FIELDS
from ..petition import Kind
from ..printed.typesetting import NotTypeset
from ..workflow import TABLE
from ..workflow.table import BY_DAY_OF_STEP
from . import facts, printing, word_file
from .catalogue import LetterKey
from .composing import Texts, compose, sample_head
from .language import Filling, WordingError

# The steps of the table that follow the law of their own day, by the letters they produce.
_BY_DAY_OF_LETTER = {LetterKey(step.letter) for step in TABLE if step.action in BY_DAY_OF_STEP and step.letter}
FIELD_NAMES = {
    "name_line": "Tên loại văn bản",
    "summary": "Trích yếu",
    "addressees": "Kính gửi",
    "body": "Nội dung",
    "recipients": "Nơi nhận",
}


class BadWording(ValueError):
    """A wording that cannot be saved: `faults` say for each field what is wrong, with its line."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{FIELD_NAMES[name]}: {fault}" for name, fault in faults.items()))
        self.faults = dict(faults)


class BadDay(ValueError):
    """A successor that would not come after its predecessor."""


@dataclass(frozen=True)
class Preview:
    """A wording filled with samples."""

    pdf: bytes
    docx: bytes


def law_day(case: Case, key: LetterKey, today: dt.date) -> dt.date:
    """The day whose rules a letter follows: of receipt, or of the letter where the transition says so."""
    if key in _BY_DAY_OF_LETTER or case.is_denunciation or case.received_at is None:
        return today
    return timezone.localdate(case.received_at)


def template_for(case: Case, key: LetterKey, today: dt.date) -> LetterTemplate | None:
    """The template in force for this case's kind; None where none is. Of several, the latest."""
    return _in_force(LetterTemplate.objects.filter(key=key.value, kind=case.kind), case, key, today)


def templates_for(case: Case, today: dt.date) -> list[LetterTemplate]:
    """Every letter this case may be given today, in the order of the catalogue; one query."""
    rows = list(LetterTemplate.objects.filter(kind=case.kind))
    found = [_in_force([row for row in rows if row.key == key], case, key, today) for key in LetterKey]
    return [template for template in found if template is not None]


def _in_force(rows: Iterable[LetterTemplate], case: Case, key: LetterKey, today: dt.date) -> LetterTemplate | None:
    day = law_day(case, key, today)
    serving = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]
    return max(serving, key=lambda row: row.valid_from, default=None)


def read_texts(kind: Kind, given: Mapping[str, str]) -> Texts:
    """The five texts, read. Raises BadWording with every field at fault."""
    allowed, read, faults = facts.allowed(kind), {}, {}
    for name in WORDING_FIELDS:
        try:
            read[name] = Texts.read_one(name, given.get(name, ""), allowed)
        except WordingError as error:
            faults[name] = str(error)
    if not given.get("body", "").strip():
        faults["body"] = "Cần có nội dung."
    if not given.get("name_line", "").strip() and not given.get("summary", "").strip():
        faults["summary"] = "Công văn cần có trích yếu."
    if faults:
        raise BadWording(faults)
    return Texts(**read)


def try_out(kind: Kind, given: Mapping[str, str]) -> Preview:
    """The wording with samples, as PDF and DOCX. Raises BadWording."""
    texts = read_texts(kind, given)
    filling = Filling(
        facts=facts.sample(facts.allowed(kind)),
        answers={slot.label: slot.label for slot in texts.questions()},
        true=frozenset(facts.QUESTIONS),
    )
    sheet = compose(texts, filling, sample_head(), authority=("CHỦ TỊCH",), signer="", is_draft=True)
    try:
        return Preview(printing.pdf(sheet), word_file.make(sheet))
    except NotTypeset as fault:
        raise BadWording({"body": "Văn bản không dàn trang được; xin bỏ các ký tự lạ."}) from fault


def save(template: LetterTemplate, given: Mapping[str, str], editor: Person | None) -> LetterWording:
    """Save a wording as the next version; the same words again make none. Raises BadWording, nothing changed."""
    if editor is not None:  # the starter's own wordings are set by a test, not at every first start
        try_out(Kind(template.kind), given)
    with transaction.atomic():
        if template.pk is None:
            template.save()
        locked = LetterTemplate.objects.select_for_update().get(pk=template.pk)
        current = locked.wordings.first()
        if current is not None and all(getattr(current, name) == given.get(name, "") for name in WORDING_FIELDS):
            return current
        return _keep(locked, template, given, editor)


def save_template(template: LetterTemplate, given: Mapping[str, str], editor: Person) -> LetterWording:
    """Save what the template is (form number, source, validity) together with its wording, or neither."""
    with transaction.atomic():
        wording = save(template, given, editor)
        template.version = wording.version
        template.save()
    return wording


def succeed(template: LetterTemplate, day: dt.date, editor: Person) -> LetterTemplate:
    """A copy in force from `day`; the old one ends the day before and keeps its letters. Raises BadDay."""
    others = LetterTemplate.objects.filter(key=template.key, kind=template.kind)
    if day <= template.valid_from or others.filter(valid_from__gt=template.valid_from, valid_from__lte=day).exists():
        raise BadDay("Ngày bắt đầu phải sau mẫu này và trước mẫu kế tiếp đã có.")
    kept = ("key", "kind", "abbreviation", "is_numbered", "audience", "citation")
    with transaction.atomic():
        made = LetterTemplate(**{name: getattr(template, name) for name in kept}, valid_from=day)
        # Whether the new law has such a form, and where, is for the editor to say.
        made.source, made.confidence, made.valid_to = "Chưa ghi nguồn", "G", template.valid_to
        save(made, {name: getattr(template, name) for name in WORDING_FIELDS}, editor)
        template.valid_to = day - dt.timedelta(days=1)
        template.save(update_fields=["valid_to"])
    return made


def _keep(
    locked: LetterTemplate, template: LetterTemplate, given: Mapping[str, str], editor: Person | None
) -> LetterWording:
    template.version = locked.version + 1
    for name in WORDING_FIELDS:
        setattr(template, name, given.get(name, ""))
    template.save()
    texts = {name: given.get(name, "") for name in WORDING_FIELDS}
    wording = LetterWording.objects.create(template=template, version=template.version, saved_by=editor, **texts)
    if editor is not None:
        events.record(
            kind=EventKind.WORDING,
            actor=editor,
            details={"template": template.pk, "key": template.key, "kind": template.kind, "version": template.version},
        )
    return wording
