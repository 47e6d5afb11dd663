"""What the steps of a case know of themselves that a letter asks for: numbers, days, outcomes, the ground written down.

Machine facts of the steps and the office's own findings; never the words meant for the citizen's page.
"""

from __future__ import annotations

import datetime as dt

from tracking.terms.calendar import ONE_DAY
from tracking.terms.intervals import IntervalName
from tracking.terms.law import Law
from tracking.terms.models import current_intervals
from tracking.terms.rules import TermName

from .. import paper_numbers
from ..grounds import GROUNDS
from ..models import Case, Event, EventKind
from ..petition import Kind
from ..timing import clock
from ..workflow import Action
from ..workflow.asking import ATTENDANCE, CONCLUSIONS, FIRST_OUTCOMES, SECOND_OUTCOMES
from ..writing.findings import found_in
from .by_step import Course, day_of

_OUTCOMES = {
    Kind.COMPLAINT: {1: dict(FIRST_OUTCOMES), 2: dict(SECOND_OUTCOMES)},
    Kind.DENUNCIATION: {1: dict(CONCLUSIONS), 2: dict(CONCLUSIONS)},
}
_GROUNDS = {ground.key: ground for ground in GROUNDS}


def in_words(day: dt.date | None) -> str:
    return f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}" if day else ""


def in_figures(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def known(course: Course, office_title: str) -> dict[str, str]:
    """By the names of `facts.FACTS`; what no step told is left out."""
    found = {
        **_of_acceptance(course, office_title),
        **_of_verification(course),
        **_of_extension(course),
        **_of_suspension(course),
        **_of_evidence(course),
        **_of_dialogue(course, office_title),
        **_of_result(course),
        **_of_forwarder(course),
    }
    return {name: text for name, text in found.items() if text}


def ground_of(step: Event | None) -> str:
    """In the words of the ground the officer chose."""
    ground = _GROUNDS.get(step.ground) if step else None
    return ground.title if ground else ""


def result_of(course: Course) -> str:
    """ "Quyết định số 05/QĐ-UBND ngày … của …: khiếu nại sai", as a later settlement recalls it."""
    step = _last(course, Action.DECIDE)
    if step is None:
        return ""
    office, outcome = course.case.handling_agency.name, _outcome(course, step)
    told = f"Quyết định {number_and_day(step)} của {office}"
    return f"{told}: {outcome[:1].lower()}{outcome[1:]}" if outcome else told


def number_and_day(step: Event | None) -> str:
    """ "số 05/QĐ-UBND ngày 20 tháng 11 năm 2026", as one paper names another."""
    if step is None:
        return ""
    number = paper_numbers.of_step(step)
    return f"số {number} {in_words(day_of(step))}" if number else in_words(day_of(step))


def _last(course: Course, action: Action) -> Event | None:
    return next((event for event, row in reversed(course.steps) if row.action is action), None)


def _given(step: Event | None, name: str) -> str:
    value = step.details.get("given", {}).get(name) if step else None
    return str(value or "")


def _of_acceptance(course: Course, office_title: str) -> dict[str, str]:
    step = _last(course, Action.ACCEPT)
    if step is None:
        return {}
    number, by = paper_numbers.of_step(step), f" của {office_title}" if office_title else ""
    return {
        "ngay_thu_ly": in_words(day_of(step)),
        "so_quyet_dinh_thu_ly": f"số {number}" if number else "",
        "quyet_dinh_thu_ly": f"{number_and_day(step)}{by}" if number else "",
    }


def _of_verification(course: Course) -> dict[str, str]:
    ordered, done = _last(course, Action.ORDER_CHECK), _last(course, Action.VERIFIED)
    began = ordered or _last(course, Action.SETTLE)
    return {
        "quyet_dinh_xac_minh": number_and_day(ordered),
        "xac_minh_tu_ngay": in_figures(day_of(began) if began else None),
        "xac_minh_den_ngay": in_figures(day_of(done) if done else None),
    }


def _of_extension(course: Course) -> dict[str, str]:
    step = _last(course, Action.EXTEND)
    if step is None:
        return {}
    why = (found_in(step, "criteria"), found_in(step, "because"))
    return {
        "ly_do_phuc_tap": "; ".join(part.rstrip(".;") for part in why if part),
        "so_ngay_gia_han": _given(step, "days"),
        "han_truoc_gia_han": in_figures(_due_before(course.case, step)),
    }


def _due_before(case: Case, extended: Event) -> dt.date | None:
    """The last day of the settlement as it stood when the extension was decided."""
    earlier = list(case.events.filter(case_seq__lt=extended.case_seq).defer("public_text", "internal_note"))
    try:
        answer = clock.answer_for(case, earlier, Law.current(), day_of(extended))
    except clock.AgainstTheClock:
        return None
    return next((term.due for term in answer.terms if term.name is TermName.SETTLEMENT), None)


def _of_suspension(course: Course) -> dict[str, str]:
    return {"quyet_dinh_tam_dinh_chi": number_and_day(_last(course, Action.SUSPEND))}


def evidence_from(course: Course) -> str:
    """Who was asked for evidence last; a key of `asking.EVIDENCE_FROM`."""
    return _given(_last(course, Action.ASK_EVIDENCE), "evidence_from")


def _of_evidence(course: Course) -> dict[str, str]:
    """The form says "before the day of", so it is the day after the last."""
    step = _last(course, Action.ASK_EVIDENCE)
    if step is None:
        return {}
    last = current_intervals().after(IntervalName.EVIDENCE, course.case.kind, day_of(step))
    return {"han_cung_cap": in_figures(last.day + ONE_DAY if last else None)}


def _of_dialogue(course: Course, office_title: str) -> dict[str, str]:
    invited, held = _last(course, Action.INVITE), _last(course, Action.DIALOGUE)
    on = _given(invited, "dialogue_on")
    attendance = _given(held, "attendance")
    return {
        "ngay_doi_thoai": in_words(dt.date.fromisoformat(on)) if on else "",
        "nguoi_chu_tri": office_title if _given(invited, "chair") == "settler" else "",
        "vang_mat": dict(ATTENDANCE)[attendance] if attendance in ("good_cause", "no_cause") else "",
    }


def _of_result(course: Course) -> dict[str, str]:
    step = _last(course, Action.DECIDE)
    return {"ket_luan": _outcome(course, step), "so_ngay_ket_luan": number_and_day(step)}


def _outcome(course: Course, step: Event | None) -> str:
    names = _OUTCOMES.get(Kind(course.case.kind), {}).get(course.case.instance, {})
    return names.get(_given(step, "outcome"), "")


def _of_forwarder(course: Course) -> dict[str, str]:
    """Told at the receipt, or written down later in the office's own note, after its label."""
    later = course.case.events.filter(kind=EventKind.FORWARDER_NAMED).order_by("-case_seq").first()
    if later is not None:
        return {"noi_chuyen_don": later.internal_note.partition(": ")[2]}
    step = _last(course, Action.RECEIVE)
    return {"noi_chuyen_don": found_in(step, "forwarder") if step else ""}
