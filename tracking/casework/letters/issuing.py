"""A letter is looked at, then issued: number, PDF, DOCX, event, at once or not at all. The only writer of letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Agency, Person, Role

from ..files.file_checks import StagedFile
from ..hygiene import clean
from ..models import Case, EventKind, Letter, LetterFile, LetterHead, LetterTemplate, LetterWording
from ..models.letters import WORDING_FIELDS
from ..paper_numbers import NumberTaken
from ..scope import access
from ..timing import clock
from ..writing.moves import NotAllowed
from . import keeping, numbering, one_number, printing, word_file
from .by_step import Course, Told
from .catalogue import LETTER_NAMES, Audience, LetterKey
from .composing import Texts, compose
from .facts import RELEASED
from .filling import filling
from .language import Filling, Slot
from .nameless import refuse_names_in_letter
from .reading import may_read_letter
from .sheet import Head, Sheet
from .wordings import law_day, template_for, templates_for

LONGEST_ANSWER = 20_000
_ATTEMPTS = 20
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class NoTemplate(LookupError):
    """No template of this letter is in force for this case."""


class NoHead(LookupError):
    """The agency has not said how its letters are numbered."""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs: the lines above ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") and the name below."""

    authority: tuple[str, ...] = ()
    signer: str = ""


@dataclass(frozen=True)
class Draft:
    """A letter before it is issued: what it is made from, what the officer is asked, the day it will carry, and what
    its step told of its number."""

    case: Case
    template: LetterTemplate
    wording: LetterWording
    head: LetterHead
    texts: Texts
    given: Filling
    day: dt.date
    told: Told | None = None

    @property
    def questions(self) -> list[Slot]:
        return self.texts.questions()

    @property
    def waits_for_rendition(self) -> bool:
        """It asks what a denunciation says, and the custodian released no text of it yet."""
        asked = {slot.name for slot in self.questions} & RELEASED
        return bool(asked) and not any(self.given.facts.get(name) for name in asked)

    def proposal(self, slot: Slot) -> str:
        return self.given.facts.get(slot.name, "")

    def sheet(self, answers: Mapping[str, str], signature: Signature, number: str = "") -> Sheet:
        """Without a number it is a draft and says so across the page."""
        head = Head(
            parent=self.head.parent_line,
            agency=self.head.agency.name,
            number=self._number_line(number),
            place=self.head.place,
            day=self.day,
        )
        filled = Filling(facts=self.given.facts, answers=_tidy(answers), true=self.given.true)
        is_draft = self.template.is_numbered and not number
        return compose(
            self.texts, filled, head, authority=signature.authority, signer=signature.signer, is_draft=is_draft
        )

    def _number_line(self, number: str) -> str:
        if not self.template.is_numbered:
            return ""
        number = number or (self.told.number if self.told else "")
        return f"Số: {number or numbering.symbol(0, self.head, self.template.abbreviation).replace('00', '……', 1)}"


def may_issue(template: LetterTemplate, case: Case, person: Person) -> bool:
    """Whoever writes in the case; a letter that goes to a denouncer or to the denounced, the custodian alone."""
    return _may_write(template.audience, case, person)


def _may_write(audience: str, case: Case, person: Person) -> bool:
    if not access(case, person).write:
        return False
    return audience != Audience.CUSTODIAN or person.has_role(Role.CUSTODIAN)


def offered(course: Course, person: Person, today: dt.date) -> list[LetterTemplate]:
    """The letters somebody who writes in this case may write today: those of the steps taken with it."""
    case = course.case
    is_custodian = case.is_denunciation and person.has_role(Role.CUSTODIAN)
    rows = [row for row in templates_for(case, today) if not course.hindrance(LetterKey(row.key))]
    return [row for row in rows if is_custodian or row.audience != Audience.CUSTODIAN]


def draft(case: Case, key: LetterKey, person: Person, today: dt.date | None = None) -> Draft:
    """Everything a letter needs before the officer fills it in. Raises NoTemplate, NoHead, NotAllowed.

    The paper a step spoke of carries the number and the day told there; any other the day of issue.
    """
    course = Course.of(case)
    told = course.told(key)
    day = told.on if told else today or timezone.localdate()
    template = template_for(case, key, day)
    if template is None:
        raise NoTemplate(f"Chưa có mẫu «{LETTER_NAMES[key]}» cho loại đơn và ngày của hồ sơ này.")
    if not may_issue(template, case, person):
        raise NotAllowed("Văn bản này không thuộc việc của ông/bà trong hồ sơ này.")
    if hindrance := course.hindrance(key):
        raise NotAllowed(hindrance)
    wording = template.wordings.get(version=template.version)
    head = head_of(case.handling_agency)
    texts = Texts.read({name: getattr(wording, name) for name in WORDING_FIELDS})
    given = filling(course, key, head, law_day(case, key, day), person)
    return Draft(case, template, wording, head, texts, given, day, told if template.is_numbered else None)


def head_of(agency: Agency) -> LetterHead:
    """Raises NoHead."""
    head = LetterHead.objects.select_related("agency").filter(agency=agency).first()
    if head is None:
        raise NoHead(f"{agency} chưa khai thể thức văn bản (ký hiệu, người ký). Xin báo quản trị hệ thống.")
    return head


def issue(
    *,
    case_id: int,
    key: LetterKey,
    actor: Person,
    answers: Mapping[str, str],
    signature: Signature,
    given_number: one_number.Given = None,
    number_is_sure: bool = False,
    is_another: bool = True,
    expected_wording: int | None = None,
    within: Callable[[Letter], None] | None = None,
) -> Letter:
    """Number the letter, keep it as PDF and DOCX, and write it into the history.

    The paper is set with the number foreseen while no row is locked; whoever was overtaken meanwhile sets it anew. What
    else must come true with the letter is done by `within`, in the same transaction. `given_number` is one of the
    series, or of a paper its step spoke of, the whole line; `number_is_sure` says that it was looked at again. Unless
    it `is_another`, a second letter of its step is refused.

    Raises Case.DoesNotExist, NotAllowed, NoTemplate, NoHead, numbering.NumberTaken or Unsure, Changed (the wording is
    no longer the one looked at), ValueError (an answer longer than LONGEST_ANSWER).
    """
    order = _Order(actor, _tidy(answers), signature, given_number, number_is_sure, within, is_another)
    for _ in range(_ATTEMPTS):
        ready = _ready(case_id, key, actor, expected_wording)
        if not may_sign(ready, actor):
            raise NotAllowed("Văn bản lấy số phải được thủ trưởng ký duyệt. Xin bấm «Trình ký».")
        refuse_names_in_letter(ready.case, key, actor, order.answers)
        with suppress(numbering.Overtaken):
            return _issue(ready, order, expected_wording)
    raise numbering.NumberTaken("Nhiều văn bản đang lấy số cùng lúc. Chưa lấy số; xin bấm lại.")


def may_sign(ready: Draft, person: Person) -> bool:
    """Whether this person's click gives the letter its number: where the office clears letters here, the head's alone.

    What goes to a denouncer is the custodian's: no head may see whom it names.
    """
    return may_number(ready.template, ready.head, ready.case, person)


def may_number(template: LetterTemplate, head: LetterHead, case: Case, person: Person) -> bool:
    return numbers(template, head) or Role.HEAD in access(case, person).roles


def numbers(template: LetterTemplate, head: LetterHead | None) -> bool:
    """Whether it gets its number without the head, whoever issues it."""
    if head is None or template.audience == Audience.CUSTODIAN:
        return True
    return not (template.is_numbered and head.needs_clearance)


class Changed(RuntimeError):
    """The template was edited between the preview and the click."""


@dataclass(frozen=True)
class _Order:
    """Who issues, with what words, signed by whom, under which number."""

    actor: Person
    answers: dict[str, str]
    signature: Signature
    given_number: one_number.Given
    number_is_sure: bool
    within: Callable[[Letter], None] | None
    is_another: bool


def _ready(case_id: int, key: LetterKey, actor: Person, expected_wording: int | None) -> Draft:
    case = Case.objects.visible_to(actor).select_related("handling_agency").get(pk=case_id)
    ready = draft(case, key, actor)
    if expected_wording is not None and ready.wording.pk != expected_wording:
        raise Changed("Mẫu văn bản vừa được sửa. Xin xem lại bản xem trước.")
    return ready


def _issue(ready: Draft, order: _Order, expected_wording: int | None) -> Letter:
    """One attempt. Raises numbering.Overtaken: the number, or what the letter tells, is not the same any more."""
    template, number = ready.template, None
    wanted = one_number.wanted(
        ready.told, order.given_number, ready.head, template.abbreviation, is_sure=order.number_is_sure
    )
    if template.is_numbered:
        number = numbering.foresee(ready.head, template.abbreviation, ready.day.year, wanted)
    letter = _letter(ready, order, number)
    kept: list[LetterFile] = []
    try:
        _set(ready, order, letter, kept)
        with transaction.atomic():
            # The case first, as every writer does: then the counter, then the head of the history.
            Case.objects.lock(ready.case.pk)
            again = _ready(ready.case.pk, LetterKey(template.key), order.actor, expected_wording)
            if (again.wording, again.given, again.told) != (ready.wording, ready.given, ready.told):
                raise numbering.Overtaken
            refuse_second(again.case, LetterKey(template.key), is_another=order.is_another)
            if number is not None:
                numbering.take(again.head, template.abbreviation, number, wanted)
            letter.save(force_insert=True)
            if number is not None:
                _claim(letter, ready)
            keeping.attach(letter, kept)
            keeping.record(EventKind.LETTER, letter, kept, order.actor)
            clock.refresh(letter.case)
            if order.within is not None:
                order.within(letter)
    except clock.AgainstTheClock as refusal:
        keeping.discard(kept)
        raise NotAllowed(f"Chưa ban hành, chưa lấy số. {refusal}") from refusal
    except BaseException:
        keeping.discard(kept)
        raise
    return letter


def refuse_second(case: Case, key: LetterKey, *, is_another: bool) -> None:
    """Under the lock of the case: of two officers, or two clicks, one issues a step's letter. Raises NotAllowed."""
    if not is_another and (first := Course.of(case).answered_by(key)):
        number = f" số {first.symbol}" if first.symbol else ""
        raise NotAllowed(
            f"Vừa có «{LETTER_NAMES[key]}»{number} của bước này. Chưa ghi thêm; nếu đúng là văn bản khác, xin đánh dấu."
        )


def _claim(letter: Letter, ready: Draft) -> None:
    try:
        one_number.claim(letter, ready.told)
    except NumberTaken as taken:  # by a step, this very moment
        raise numbering.Overtaken from taken


def _letter(ready: Draft, order: _Order, number: numbering.Number | None) -> Letter:
    return Letter(
        case=ready.case,
        key=ready.template.key,
        wording=ready.wording,
        agency=ready.head.agency,
        audience=ready.template.audience,
        year=ready.day.year,
        series=number.series if number else "",
        number=number.number if number else None,
        symbol=number.symbol if number else "",
        issued_on=ready.day,
        issued_by=order.actor,
        answers=as_kept(order.answers, order.signature),
    )


def as_kept(answers: Mapping[str, str], signature: Signature) -> dict[str, Any]:
    """What was filled in, as it is kept encrypted."""
    return {"fields": _tidy(answers), "authority": list(signature.authority), "signer": signature.signer}


def _set(ready: Draft, order: _Order, letter: Letter, kept: list[LetterFile]) -> None:
    """Both files on the disk, while no row is locked; named in `kept` as soon as they are there."""
    sheet = ready.sheet(order.answers, order.signature, letter.symbol)
    name = keeping.file_name(letter)
    kept.append(keeping.keep(ready.case, LetterFile.Role.PDF, f"{name}.pdf", PDF, printing.pdf(sheet)))
    kept.append(keeping.keep(ready.case, LetterFile.Role.DOCX, f"{name}.docx", DOCX, word_file.make(sheet)))


def add_scan(*, letter_id: int, actor: Person, file: StagedFile) -> LetterFile:
    """The signed and sealed paper as a scan, beside what was issued. Raises Letter.DoesNotExist, NotAllowed."""
    letter = readable(actor, letter_id)
    if not _may_write(letter.audience, letter.case, actor):
        raise NotAllowed("Chỉ cơ quan đang xử lý hồ sơ mới lưu bản đã ký.")
    if letter.case.is_denunciation and letter.audience == Audience.CUSTODIAN:
        # Signed by hand it shows the denouncer's name, and a scan would lie here under the portal's ordinary key.
        raise NotAllowed("Văn bản gửi người tố cáo có tên người ấy: chỉ giữ bản giấy, không lưu bản quét trên cổng.")
    kept = [keeping.scan(letter, file)]
    try:
        with transaction.atomic():
            keeping.attach(letter, kept)
            keeping.record(EventKind.LETTER_SCAN, letter, kept, actor)
    except BaseException:
        keeping.discard(kept)
        raise
    return kept[0]


def readable(person: Person, letter_id: int) -> Letter:
    """A letter of a case this person writes in; Letter.DoesNotExist for every other."""
    letter = Letter.objects.select_related("case", "agency").get(pk=letter_id)
    if not Case.objects.visible_to(person).filter(pk=letter.case_id).exists() or not may_read_letter(letter, person):
        raise Letter.DoesNotExist
    return letter


def for_citizen(case: Case) -> list[Letter]:
    """The letters the citizen may take from the case page: none about a denunciation, whose content no page shows."""
    if case.is_denunciation:
        return []
    return list(case.letters.filter(audience=Audience.CITIZEN).select_related("agency").prefetch_related("files"))


def _tidy(answers: Mapping[str, str]) -> dict[str, str]:
    tidy = {label: clean(text, most=LONGEST_ANSWER) for label, text in answers.items()}
    if any(cleaned.too_long for cleaned in tidy.values()):
        raise ValueError(f"an answer has at most {LONGEST_ANSWER} characters")
    return {label: cleaned.text for label, cleaned in tidy.items() if cleaned.text}
