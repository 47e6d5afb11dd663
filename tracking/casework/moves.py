"""A case goes one step on: checked against the table, the law of its day, the person's roles and what they last saw."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Agency, Person

from . import clock, events, workflow
from .grounds import Ground
from .hygiene import clean
from .models import Case, Event, EventKind
from .petition import Kind
from .scope import access
from .workflow import Action, State, Transition

LONGEST_TEXT = 20_000


class NotAllowed(PermissionError):
    """This person may not take this step now, or the step does not exist; the message says why, for the officer."""


class GroundMissing(ValueError):
    """The law offers several grounds, or another one: `choices` are those in force."""

    def __init__(self, choices: tuple[Ground, ...]) -> None:
        super().__init__("Cần chọn căn cứ pháp luật của bước này.")
        self.choices = choices


class WordsMissing(ValueError):
    """The step must tell the citizen why, and no words were given."""


class Stale(RuntimeError):
    """Somebody was faster: `case` as it is now, `changes` what happened since the version seen (R35)."""

    def __init__(self, case: Case, changes: list[Event]) -> None:
        super().__init__("Hồ sơ đã thay đổi trong lúc ông/bà đang xem.")
        self.case = case
        self.changes = changes


def move(
    *,
    case_id: int,
    action: Action,
    actor: Person,
    expected_version: int,
    ground: str = "",
    public_text: str = "",
    internal_note: str = "",
    to_agency: Agency | None = None,
) -> Case:
    """Take one step and record it, both or neither. Returns the case after it.

    Raises Case.DoesNotExist (absent or not this person's to see), Stale, NotAllowed, GroundMissing, WordsMissing,
    ValueError (a text longer than LONGEST_TEXT).
    """
    with transaction.atomic():
        case = _locked(case_id, actor)
        if case.version != expected_version:
            raise Stale(case, changes_since(case, expected_version))
        step = _step(case, action, actor, to_agency)
        chosen = _ground(step, case, ground)
        words, note = _tidy(public_text), _tidy(internal_note)
        if step.says_why and not words:
            raise WordsMissing("Cần viết cho người gửi đơn biết lý do và kết quả.")
        return _take(
            case=case,
            step=step,
            actor=actor,
            ground=chosen,
            public_text=words,
            internal_note=note,
            to_agency=to_agency,
        )


def allowed_steps(case: Case, person: Person) -> list[Transition]:
    """The steps this person may take with this case now, under the law of the day it was received."""
    roles = access(case, person).roles
    return workflow.allowed(Kind(case.kind), State(case.state), roles, law_day(case))


def law_day(case: Case) -> dt.date:
    """The day whose law governs the next step: of receipt, or today while the case waits to be received."""
    return timezone.localdate(case.received_at) if case.received_at else timezone.localdate()


def changes_since(case: Case, version: int) -> list[Event]:
    """The steps taken since a version was seen. Every step but the first raised the version by one."""
    steps = case.events.filter(kind=EventKind.MOVED).order_by("case_seq")
    return list(steps.select_related("actor", "agency", "to_agency")[max(version - 1, 0) :])


def _tidy(text: str) -> str:
    cleaned = clean(text, most=LONGEST_TEXT)
    if cleaned.too_long:
        raise ValueError(f"a text of a step has at most {LONGEST_TEXT} characters")
    return cleaned.text


def _locked(case_id: int, actor: Person) -> Case:
    """Locked before it is read, so that scope, version and state are judged on what no one can change any more.

    NO KEY: a writer of a message holds the head of the history when its foreign key asks, at commit, for a share of
    this row; a full lock here, waiting for that head, would be a deadlock on PostgreSQL.
    """
    Case.objects.select_for_update(no_key=True).filter(pk=case_id).values_list("pk").first()
    return Case.objects.visible_to(actor).get(pk=case_id)


def _step(case: Case, action: Action, actor: Person, to_agency: Agency | None) -> Transition:
    step = workflow.find(allowed_steps(case, actor), action, inside=to_agency is not None)
    if step is None:
        raise NotAllowed("Ông/bà không thực hiện được bước này với hồ sơ ở tình trạng hiện nay.")
    if to_agency is not None and not _takes_over(to_agency, case):
        raise NotAllowed("Cơ quan được chọn không nhận đơn qua cổng.")
    return step


def _takes_over(agency: Agency, case: Case) -> bool:
    if agency.pk == case.handling_agency_id or not agency.receives_petitions:
        return False
    return Agency.objects.today().filter(pk=agency.pk).exists()


def _ground(step: Transition, case: Case, key: str) -> Ground:
    kind, day = Kind(case.kind), law_day(case)
    chosen = step.ground(key, kind, day)
    if chosen is None:
        raise GroundMissing(step.grounds(kind, day))
    return chosen


def _take(
    *,
    case: Case,
    step: Transition,
    actor: Person,
    ground: Ground,
    public_text: str,
    internal_note: str,
    to_agency: Agency | None,
) -> Case:
    source, acting = case.state, case.handling_agency
    _advance(case, step, to_agency)
    events.record(
        kind=EventKind.MOVED,
        case=case,
        action=step.action.value,
        from_state=source,
        to_state=case.state,
        actor=actor,
        agency=acting,
        to_agency=to_agency,
        ground=ground.key,
        public_text=public_text,
        internal_note=internal_note,
        details={"version": case.version, "citations": list(ground.citations), **_told_to_the_clock(step)},
    )
    try:
        clock.refresh(case)
    except clock.AgainstTheClock as refusal:
        raise NotAllowed(str(refusal)) from refusal
    return case


def _told_to_the_clock(step: Transition) -> dict[str, Any]:
    return {"terms": [clock.note(step.term_event, timezone.localdate())]} if step.term_event else {}


def _advance(case: Case, step: Transition, to_agency: Agency | None) -> None:
    """Compare-and-set: the row lock already keeps others out, the condition proves it did."""
    seen, now = case.version, timezone.now()
    case.state, case.version, case.changed_at = step.target.value, seen + 1, now
    if step.action is Action.RECEIVE:
        case.received_at = now
    if to_agency is not None:
        # The other office receives anew, under the law and the clock of that day.
        case.handling_agency, case.received_at = to_agency, None
    changed = Case.objects.filter(pk=case.pk, version=seen).update(
        state=case.state,
        version=case.version,
        changed_at=now,
        received_at=case.received_at,
        handling_agency=case.handling_agency,
    )
    if changed != 1:
        raise Stale(Case.objects.get(pk=case.pk), changes_since(case, seen))
