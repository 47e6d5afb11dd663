"""The next document, written from a case's own facts: nothing is typed twice. It becomes an ordinary draft, in
Vietnamese whatever the reader's language, for an office will read it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tracking.organisation.models import Agency
from tracking.terms.engine import Term
from tracking.terms.rules import NOT_OWED, TermName, Unit
from tracking.terms.showing import Shown

from ...drafts.petition_drafts import PetitionDraft
from ...models import Case, CaseLink, EventKind
from ...offices import right_office
from ...offices.competence import Post
from ...offices.recipients import DEFAULT_AGENCY, agency_name
from ...petition import SECOND, Follows, Kind, PetitionerData
from ...petitioners.unnamed import NAMED
from ...timing import clock
from ...timing.overdue import Occasion, Remedy, Way, remedies
from ...workflow import STATE_NAMES, STATES, Action, Done, State
from ...workflow.asking import OUTCOMES_TOLD, SERVED_BY
from ...writing.case_facts import done_of

INSPECTORATE = "thanh-tra-thanh-pho"


@dataclass(frozen=True)
class LateTerm:
    """A term of the office that has passed: since when, and by how many working days. `is_promise`: no law sets it."""

    name: TermName
    title: str
    due: dt.date
    days: int
    is_promise: bool = False


@dataclass(frozen=True)
class OpenWay:
    """A remedy as the page shows it: where to, and the citizen's own term for it, where the law sets one."""

    remedy: Remedy
    to: str = ""
    own: Term | None = None
    received: Done | None = None

    @property
    def received_on(self) -> dt.date | None:
        """The day the citizen had the decision in hand, from which their own term runs; None while nobody recorded it,
        and of a way that runs from a term the office missed."""
        return self.received.on if self.received and self.own and self.own.start == self.received.on else None

    @property
    def received_by(self) -> str:
        """A source string: how."""
        return dict(SERVED_BY).get(self.received.given.get("served_by", ""), "") if self.received else ""

    @property
    def until(self) -> dt.date | None:
        """None also while the day it runs from is to come."""
        return self.own.due if self.own else None

    @property
    def days(self) -> int:
        return self.own.length if self.own and self.own.unit is Unit.DAYS else 0

    @property
    def laws(self) -> tuple[str, ...]:
        return (*(cited.key for cited in self.own.basis), *self.remedy.laws) if self.own else self.remedy.laws


def late_terms(case: Case, shown: Sequence[Shown] | None = None) -> list[LateTerm]:
    """Terms of the office that passed and are still owed, the oldest first. One that was met late is history.

    The office's own promise to receive is among them: until it is kept no term of the law begins, and who waits for it
    would otherwise have no way out at all.
    """
    if case.is_over:
        return []
    shown = clock.shown_to_citizen(case) if shown is None else shown
    found = [
        LateTerm(one.term.name, one.words.title, one.term.due, one.late_by, one.term.is_local)
        for one in shown
        if one.term.due and one.term.ended is None and one.late_by > 0 and one.term.name not in NOT_OWED
    ]
    return sorted(found, key=lambda term: term.due)


def open_ways(case: Case, late: list[LateTerm], today: dt.date | None = None) -> list[OpenWay]:
    """The ways right for this case today, each with its body by name and its limit. Of a denunciation no office is
    named: the page tells stages and days only."""
    day = today or timezone.localdate()
    found = remedies(
        kind=Kind(case.kind),
        instance=case.instance,
        late=[term.name for term in late],
        is_decided=STATES[State(case.state)].has_result,
        day=day,
        state=State(case.state),
    )
    terms = {term.name: term for term in clock.terms_today(case, day)}
    received = _received(case) if STATES[State(case.state)].has_result else None
    made = [
        dataclasses.replace(_open(case, one, terms.get(one.own) if one.own else None), received=received)
        for one in found
        if not one.own or one.own in terms
    ]
    return [one for one in made if not one.until or day <= one.until]


def _received(case: Case) -> Done | None:
    """What was recorded last, so that a mistyped day is put right."""
    event = case.events.filter(kind=EventKind.MOVED, action=Action.SERVED).order_by("-case_seq").first()
    done = done_of(event) if event else None
    return done if done and done.given.get("served_by") in dict(SERVED_BY) else None


def draft_for(case: Case, way: Way) -> PetitionDraft | None:
    """The next petition as a draft; None for a way that writes none, or is not open to this case now."""
    late = late_terms(case)
    found = next((one for one in open_ways(case, late) if one.remedy.way is way), None)
    if found is None:
        return None
    match way:
        case Way.SECOND_COMPLAINT:
            return _second_complaint(case, late)
        case Way.DENOUNCE_AGAIN:
            return _denunciation(case, late, found.remedy.occasion)
        case Way.INSPECTORATE:
            return _about_delay(case, late)
    return None


def reminder(case: Case) -> str:
    """Words for a message in the case: what is late, since when."""
    late = late_terms(case)
    if not late:
        return ""
    first = f"Kính gửi cơ quan, hồ sơ {case.reference} đã quá thời hạn:"
    what = "tiếp nhận đơn, vào sổ" if _is_unreceived(late) else "giải quyết"
    last = f"Đề nghị cơ quan {what} và trả lời tôi bằng văn bản, nêu rõ lý do chậm."
    return "\n".join([first, *_passed(late), last])


def question(case: Case) -> str:
    """Words for a message in the case that ended without a result: why, in writing; empty where the law gives none."""
    if not any(one.remedy.way is Way.ASK_REASON for one in open_ways(case, [])):
        return ""
    return (
        f"Kính gửi cơ quan, hồ sơ {case.reference} đã dừng ở bước: {STATE_NAMES[State(case.state)].lower()}.\n"
        "Đề nghị cơ quan trả lời tôi bằng văn bản, nêu rõ lý do và căn cứ pháp luật."
    )


def _is_unreceived(late: Sequence[LateTerm]) -> bool:
    """Nothing is late but the receiving itself."""
    return {term.name for term in late} == {TermName.ACKNOWLEDGEMENT}


def _open(case: Case, one: Remedy, own: Term | None) -> OpenWay:
    if one.way is Way.SECOND_COMPLAINT:
        return OpenWay(one, _above(case), own)
    if one.way in {Way.REMIND, Way.ASK_REASON} and not case.is_denunciation:
        return OpenWay(one, agency_name(case.handling_agency))
    return OpenWay(one, own=own)


def _above(case: Case) -> str:
    found = right_office.above(case.handling_agency, Kind(case.kind))
    if found is None:
        return ""
    return agency_name(found.agency) if found.agency else _(found.outside)


def _send_to(case: Case) -> str:
    """The office above, where it takes petitions here; the reception board, who passes on, for the rest."""
    found = right_office.above(case.handling_agency, Kind(case.kind), Post.HEAD)
    return found.agency.slug if found and found.agency and found.takes_petitions else DEFAULT_AGENCY


def _second_complaint(case: Case, late: list[LateTerm]) -> PetitionDraft:
    content = case.content.as_data()
    history = (
        f"Khiếu nại lần đầu: số biên nhận {case.reference}, gửi ngày {_sent_on(case)} đến {case.received_agency.name}."
    )
    values = {
        **{name: str(value) for name, value in content.items()},
        **_person(case),
        "agency": _send_to(case),
        "instance": SECOND,
        "earlier": "\n".join(
            [history, *_dates(case, late), *_decision(case), *filter(None, [content.get("earlier", "")])]
        )[:3000],
    }
    return PetitionDraft(Kind.COMPLAINT, values, (), _follows(case, CaseLink.Relation.SECOND_COMPLAINT))


def _denunciation(case: Case, late: list[LateTerm], occasion: Occasion) -> PetitionDraft:
    """By reference only: a code opens stages and days, so it must not bring what was denounced back on a screen."""
    first = f"Đã tố cáo ngày {_sent_on(case)}, số biên nhận {case.reference}."
    is_late = occasion is Occasion.LATE
    why = "Quá thời hạn mà tố cáo chưa được giải quyết." if is_late else "Việc giải quyết không đúng pháp luật, vì:"
    values = {
        "agency": _send_to(case),
        "respondent": f"Như trong tố cáo số biên nhận {case.reference}",
        "subject": f"Tố cáo tiếp, số biên nhận trước {case.reference}",
        "body": "\n".join([first, *_dates(case, late), *_conclusion(case), why]),
        "field": case.field,
    }
    relation = CaseLink.Relation.DENOUNCED_LATE if is_late else CaseLink.Relation.DENOUNCED_AGAIN
    return PetitionDraft(Kind.DENUNCIATION, values, (), _follows(case, relation))


def _about_delay(case: Case, late: list[LateTerm]) -> PetitionDraft:
    office = case.handling_agency.name
    known = Agency.objects.today().filter(slug=INSPECTORATE, receives_petitions=True).exists()
    undone, wanted = ("tiếp nhận", "tiếp nhận đơn") if _is_unreceived(late) else ("giải quyết", "giải quyết")
    body = (
        f"Tôi gửi đơn ngày {_sent_on(case)}, số biên nhận {case.reference}. Cơ quan đang xử lý: {office}.",
        *_dates(case, late),
        f"Đề nghị kiểm tra, đôn đốc cơ quan {wanted} và trả lời tôi.",
    )
    values = {
        **_person(case),
        "agency": INSPECTORATE if known else DEFAULT_AGENCY,
        "subject": f"Đơn số {case.reference} quá thời hạn chưa được {undone}",
        "body": "\n".join(body),
        "field": case.field,
        "identity": NAMED,
    }
    return PetitionDraft(Kind.FEEDBACK, values, (), _follows(case, CaseLink.Relation.ABOUT_DELAY))


def _dates(case: Case, late: list[LateTerm]) -> list[str]:
    accepted = case.events.filter(action=Action.ACCEPT).order_by("-case_seq").first()
    told = [f"Thụ lý ngày {_day(done_of(accepted).on)}."] if accepted else []
    return [*told, *_passed(late)]


def _decision(case: Case) -> list[str]:
    """The first decision as the citizen's page tells it: its number, its day, its outcome, when it was received."""
    event = case.events.filter(kind=EventKind.MOVED, action=Action.DECIDE).order_by("-case_seq").first()
    if event is None:
        return []
    done, received = done_of(event), _received(case)
    number, outcome = done.given.get("number", ""), OUTCOMES_TOLD.get(done.given.get("outcome", ""), "")
    told = f"Quyết định giải quyết lần đầu{f' số {number}' if number else ''}, ngày {_day(done.on)}"
    return [
        f"{told}, kết quả: {outcome.lower()}." if outcome else f"{told}.",
        *([f"Nhận quyết định ngày {_day(received.on)}."] if received else []),
    ]


def _conclusion(case: Case) -> list[str]:
    """Of a denunciation the page tells the day alone: number and outcome stand in the notice the denouncer has."""
    event = case.events.filter(kind=EventKind.MOVED, action=Action.DECIDE).order_by("-case_seq").first()
    if event is None:
        return []
    day = _day(done_of(event).on)
    return [
        f"Kết luận nội dung tố cáo ngày {day}, số [ghi theo thông báo đã nhận], kết luận: [đúng, sai, đúng một phần]."
    ]


def _passed(late: list[LateTerm]) -> list[str]:
    return [f"{term.title}: hết hạn ngày {_day(term.due)}." for term in late]


def _sent_on(case: Case) -> str:
    return _day(timezone.localdate(case.submitted_at))


def _person(case: Case) -> Mapping[str, str]:
    details: PetitionerData | None = getattr(getattr(case, "petitioner", None), "details", None)
    if details is None:
        return {}
    other = "helper" if details.mandate == "helper" else "representative"
    lines = [
        "; ".join(str(one[part]) for part in ("name", "address", "phone") if one.get(part)) for one in details.others
    ]
    speakers = [str(one["name"]) for one in details.others if one.get("represents")]
    found = {
        **{name: getattr(details, name) for name in ("name", "address", "phone", "email", "id_number", "mandate")},
        **{f"other_{part}": getattr(details, f"{other}_{part}", "") for part in ("name", "phone", "email", "address")},
        "other_id_number": details.representative_id_number,
        "mandate_paper": details.representative_ground,
        "news_to": details.news_to,
        "others": "\n".join(lines),
        "representatives": "\n".join(([details.name] if details.represents else []) + speakers),
        "appointment": details.appointment,
    }
    return {name: value for name, value in found.items() if value}


def _follows(case: Case, relation: CaseLink.Relation) -> Follows:
    return Follows(case.pk, relation.value)


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
