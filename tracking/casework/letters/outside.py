"""A letter issued outside the portal, on paper: its number, its day and its scan are recorded, and nobody owes it more.

It is a letter like every other, with no wording of the portal behind it: the same lists, the same sending.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person

from .. import naming
from ..files.file_checks import StagedFile
from ..hygiene import clean
from ..models import Case, EventKind, Letter, LetterFile, LetterHead, LetterTemplate
from ..paper_numbers import NumberTaken, halves, used
from ..timing import clock
from ..writing.moves import NotAllowed
from . import issuing, keeping, numbering, one_number
from .by_step import Course, Told, day_of
from .catalogue import LETTER_NAMES, Audience, LetterKey
from .wordings import template_for

LONGEST_WHY = 1_000


class HeadSigns(NotAllowed):
    """The head gives this letter its number: whoever handles the case lays a draft before the head."""


class BadPaper(ValueError):
    """What was said of the paper cannot be so; `field` is the part to mend: number, on, scan, reason."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True)
class Paper:
    """A letter before it is recorded: which it is, who numbers it, since when it can exist, what its step told."""

    case: Case
    key: LetterKey
    template: LetterTemplate
    head: LetterHead | None
    earliest: dt.date | None
    told: Told | None

    @property
    def takes_scan(self) -> bool:
        """Signed by hand, what goes to a denouncer shows a name: it is kept on paper (LTC 25/2018 Đ.56)."""
        return not (self.case.is_denunciation and self.template.audience == Audience.CUSTODIAN)


def paper_of(case: Case, key: LetterKey, person: Person) -> Paper:
    """Who may issue it here may record it. Raises issuing.NoTemplate, NotAllowed."""
    template = template_for(case, key, timezone.localdate())
    if template is None:
        raise issuing.NoTemplate(f"Chưa có mẫu «{LETTER_NAMES[key]}» cho loại đơn và ngày của hồ sơ này.")
    head = LetterHead.objects.select_related("agency").filter(agency=case.handling_agency).first()
    if not issuing.may_issue(template, case, person):
        raise NotAllowed("Văn bản này không thuộc việc của ông/bà trong hồ sơ này.")
    if head is not None and not issuing.may_number(template, head, case, person):
        raise HeadSigns(
            "Văn bản lấy số do thủ trưởng ký duyệt trên cổng: xin soạn ở đây rồi bấm «Trình ký». Bản giấy đã phát hành "
            "ngoài cổng thì thủ trưởng ghi."
        )
    course = Course.of(case)
    if hindrance := course.hindrance(key):
        raise NotAllowed(hindrance)
    step, told = course.step_of(key), course.told(key)
    return Paper(case, key, template, head, day_of(step) if step else None, told if template.is_numbered else None)


def record(
    *,
    case_id: int,
    key: LetterKey,
    actor: Person,
    on: dt.date | None = None,
    number: str = "",
    number_is_sure: bool = False,
    is_another: bool = True,
    scan: StagedFile | None = None,
    reason: str = "",
    doubled: str = "",
) -> Letter:
    """Write down that the letter was issued on paper, with its scan or why there is none. Once, for good.

    `doubled` says why it carries the number of another paper of that office and year: its line is then kept as it
    stands on the paper. Unless it `is_another`, a second letter of its step is refused.

    Raises Case.DoesNotExist, NotAllowed, issuing.NoTemplate, BadPaper, numbering.NumberTaken or Unsure.
    """
    kept: list[LetterFile] = []
    try:
        with transaction.atomic():
            Case.objects.lock(case_id)
            case = Case.objects.visible_to(actor).select_related("handling_agency").get(pk=case_id)
            paper = paper_of(case, key, actor)
            issuing.refuse_second(case, key, is_another=is_another)
            why = _why_no_scan(paper, actor, scan, reason)
            day = _day(paper, on)
            twice = _why_doubled(paper, day, number.strip(), doubled)
            letter = _letter(paper, actor, day)
            if twice:
                letter.symbol = _line(paper, number.strip())
            elif paper.template.is_numbered:
                _number(letter, paper, number.strip(), sure=number_is_sure)
            letter.answers = {"fields": {}, "authority": [], "signer": "", "no_scan": why}
            letter.save(force_insert=True)
            if letter.symbol and not twice:
                one_number.claim(letter, paper.told)
            if scan is not None:
                kept.append(keeping.scan(letter, scan))
                keeping.attach(letter, kept)
            on_paper = {"outside": True, "on": letter.issued_on.isoformat()}
            note = "\n".join(filter(None, (why, twice and f"Trùng số với văn bản khác, vì: {twice}")))
            keeping.record(EventKind.LETTER, letter, kept, actor, note=note, **on_paper)
            clock.refresh(case)
    except clock.AgainstTheClock as refusal:
        keeping.discard(kept)
        raise NotAllowed(f"Chưa ghi. {refusal}") from refusal
    except BaseException:
        keeping.discard(kept)
        raise
    return letter


def _day(paper: Paper, on: dt.date | None) -> dt.date:
    """The paper of a step has the day told there."""
    if paper.told is not None:
        return paper.told.on
    if on is None:
        raise BadPaper("on", "Xin ghi ngày của văn bản.")
    if on > timezone.localdate():
        raise BadPaper("on", f"Ngày {on:%d/%m/%Y} ở sau hôm nay.")
    if paper.earliest and on < paper.earliest:
        raise BadPaper("on", f"Văn bản của bước ngày {paper.earliest:%d/%m/%Y} không thể có trước ngày ấy.")
    return on


def _why_no_scan(paper: Paper, actor: Person, scan: StagedFile | None, reason: str) -> str:
    if not paper.takes_scan:
        if scan is not None:
            raise BadPaper("scan", "Văn bản gửi người tố cáo có tên người ấy: chỉ giữ bản giấy, không lưu bản quét.")
        return "Văn bản gửi người tố cáo: chỉ giữ bản giấy."
    words = clean(reason, most=LONGEST_WHY)
    if words.too_long:
        raise BadPaper("reason", f"Lý do nhiều nhất {LONGEST_WHY} ký tự.")
    if scan is None and not words.text:
        raise BadPaper("scan", "Xin tải bản quét của văn bản, hoặc ghi vì sao không có.")
    told = naming.refusal(words.text, naming.names_and_addresses(words.text)) if paper.case.is_denunciation else ""
    if told:
        raise BadPaper("reason", told)
    return "" if scan is not None else words.text


def _why_doubled(paper: Paper, day: dt.date, given: str, reason: str) -> str:
    """Why it carries another paper's number; nothing where it does not, or nobody said why."""
    words = clean(reason, most=LONGEST_WHY)
    if words.too_long:
        raise BadPaper("doubled", f"Lý do nhiều nhất {LONGEST_WHY} ký tự.")
    told = naming.refusal(words.text, naming.names_and_addresses(words.text)) if paper.case.is_denunciation else ""
    if told:
        raise BadPaper("doubled", told)
    line, step = _line(paper, given), paper.told.step if paper.told else None
    is_twice = bool(line) and used(paper.case.handling_agency, day.year, line, apart_from=step) is not None
    return words.text if is_twice else ""


def _line(paper: Paper, given: str) -> str:
    """The whole number as it stands on the paper."""
    line = one_number.line_of(given, paper.head, paper.template.abbreviation) if paper.head else given
    return line or (paper.told.number if paper.told else "")


def _letter(paper: Paper, actor: Person, day: dt.date) -> Letter:
    return Letter(
        case=paper.case,
        key=paper.key.value,
        agency=paper.case.handling_agency,
        audience=paper.template.audience,
        year=day.year,
        issued_on=day,
        issued_by=actor,
    )


def _number(letter: Letter, paper: Paper, given: str, *, sure: bool) -> None:
    if not given and paper.told is None:
        raise BadPaper("number", "Xin ghi số, ký hiệu trên văn bản.")
    if halves(given)[0] is None and given.isdecimal():
        raise BadPaper("number", "Số văn bản từ 1 đến 99999.")
    if paper.head is None:  # the portal keeps no series for this office: the line as it stands on the paper
        letter.symbol = given or (paper.told.number if paper.told else "")
        return
    abbreviation = paper.template.abbreviation
    wanted = one_number.wanted(paper.told, given, paper.head, abbreviation, is_sure=sure)
    found = numbering.foresee(paper.head, abbreviation, letter.year, wanted)
    try:
        numbering.take(paper.head, abbreviation, found, wanted)
    except numbering.Overtaken as overtaken:
        raise NumberTaken("Vừa có văn bản khác lấy số. Chưa ghi; xin bấm lại.") from overtaken
    letter.series, letter.number, letter.symbol = found.series, found.number, found.symbol
