"""A case goes one step on: checked against the table, the law of its day, the person's roles and what they last saw."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Agency, Person, Role

from .. import naming, paper_numbers, published_pages, workflow
from ..denials import NotAllowed
from ..grounds import Ground
from ..history import events
from ..hygiene import clean
from ..models import Case, Event, EventKind
from ..petition import Kind
from ..scope import access
from ..timing import clock
from ..workflow import Action, Facts, Offer, Problem, Transition
from ..workflow.asking import DOUBLED, EARLIER, NUMBER, PAGE
from . import related, step_effects
from .case_facts import facts_of
from .findings import Findings

__all__ = [
    "Faulty",
    "GroundMissing",
    "NotAllowed",
    "Stale",
    "WordsMissing",
    "allowed_steps",
    "changes_since",
    "law_of",
    "move",
    "offers",
]
LONGEST_TEXT = 20_000


class GroundMissing(ValueError):
    """The law offers several grounds, or another one: `choices` are those in force."""

    def __init__(self, choices: tuple[Ground, ...]) -> None:
        super().__init__("Cần chọn căn cứ pháp luật của bước này.")
        self.choices = choices


class WordsMissing(ValueError):
    """The step must tell the citizen why, and no words were given."""


class Faulty(ValueError):
    """The form says what the law or the course of the case does not allow: `problems`, each with its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.words for problem in problems))
        self.problems = tuple(problems)


class Stale(RuntimeError):
    """Somebody was faster: `case` as it is now, `changes` what happened since the version seen (R35)."""

    def __init__(self, case: Case, changes: list[Event]) -> None:
        super().__init__("Hồ sơ đã thay đổi trong lúc ông/bà đang xem.")
        self.case = case
        self.changes = changes


@dataclasses.dataclass(frozen=True)
class Taken:
    """A step as it is about to be recorded: everything checked."""

    step: Transition
    ground: Ground
    on: dt.date
    given: Mapping[str, Any]
    actor: Person
    findings: Findings
    public_text: str = ""
    internal_note: str = ""
    to_agency: Agency | None = None


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
    given: Mapping[str, Any] | None = None,
) -> Case:
    """Take one step and record it, both or neither. Returns the case after it.

    `given` answers the fields the step asks for; "on" is the day of its paper, today if left out.
    Raises Case.DoesNotExist (absent or not this person's to see), Stale, NotAllowed, GroundMissing, WordsMissing,
    Faulty, ValueError (a text longer than LONGEST_TEXT).
    """
    with transaction.atomic():
        case = _locked(case_id, actor)
        if case.version != expected_version:
            raise Stale(case, changes_since(case, expected_version))
        facts = facts_of(case)
        step = _step(case, facts, action, actor, to_agency)
        answers = {"on": facts.today, **_at_its_own_address(given or {})}
        if action is Action.RECEIVE:
            answers["on"] = facts.today
        if untimely := step.untimely(facts, answers):
            raise Faulty(untimely)  # before the ground: which grounds are in force hangs on the day
        chosen = _ground(step, facts, answers, ground)
        words, note = _tidy(public_text), _tidy(internal_note)
        if step.says_why and not words:
            raise WordsMissing("Cần viết cho người gửi đơn biết lý do và kết quả.")
        if told := _names_told(case, actor, step, {**answers, "public_text": words, "internal_note": note}):
            raise Faulty(told)
        if problems := step.problems(facts, {**answers, "ground": chosen.key}, law_of(step, facts, answers)):
            raise Faulty(problems)
        if wrong := [*_number_used(case, actor, step, answers), *_page_absent(case, answers)]:
            raise Faulty(wrong)
        found = Findings.of(step, facts, answers)
        return _take(case, Taken(step, chosen, answers["on"], answers, actor, found, words, note, to_agency))


def allowed_steps(case: Case, person: Person) -> list[Transition]:
    """The steps this person may take with this case now: a ground is in force, and nothing has to come first."""
    return [offer.step for offer in offers(case, person) if not offer.hindrances]


def offers(case: Case, person: Person) -> list[Offer]:
    """The steps of this person's roles, those that must still wait with the reason."""
    return workflow.offers(facts_of(case), access(case, person).roles)


def law_of(step: Transition, facts: Facts, given: Mapping[str, Any]) -> dt.date:
    on = given.get("on")
    return workflow.law_day(step.action, facts, on if isinstance(on, dt.date) else facts.today)


def changes_since(case: Case, version: int) -> list[Event]:
    """The steps taken since a version was seen. Every step but the first raised the version by one."""
    steps = case.events.filter(kind=EventKind.MOVED).order_by("case_seq")
    return list(steps.select_related("actor", "agency", "to_agency")[max(version - 1, 0) :])


def _tidy(text: str) -> str:
    cleaned = clean(text, most=LONGEST_TEXT)
    if cleaned.too_long:
        raise ValueError(f"a text of a step has at most {LONGEST_TEXT} characters")
    return cleaned.text


def _names_told(case: Case, actor: Person, step: Transition, written: Mapping[str, Any]) -> list[Problem]:
    """What a custodian, who knows the denouncer's name, wrote where handlers read it. In the words for the denouncer
    an office's address and telephone may stand."""
    if not case.is_denunciation or Role.CUSTODIAN not in access(case, actor).roles:
        return []
    noted = [field.name for field in step.asks if field.is_noted and isinstance(written.get(field.name), str)]
    found = {name: naming.refusal(written[name], naming.names_and_addresses(written[name])) for name in noted}
    found["public_text"] = naming.refusal(written["public_text"], naming.names(written["public_text"]))
    note = written["internal_note"]
    found["internal_note"] = naming.refusal(note, naming.names_and_addresses(note))
    return [Problem(name, told) for name, told in found.items() if told]


def _number_used(case: Case, actor: Person, step: Transition, answers: Mapping[str, Any]) -> list[Problem]:
    """The number of another paper of this office and year cannot be this one's too."""
    number = answers.get(NUMBER.name) if step.letters else None
    row = paper_numbers.used(case.handling_agency, answers["on"].year, number) if number else None
    if row is None or answers.get(DOUBLED.name):
        return []
    found = [Problem(NUMBER.name, paper_numbers.words(row, str(number), actor, case))]
    if DOUBLED in step.asks:
        found.append(Problem(DOUBLED.name, "Bản giấy đã ký đúng là trùng số thì xin ghi vì sao, rồi gửi lại."))
    return found


def _at_its_own_address(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """A page typed with the portal's name before it, kept by its path."""
    page = published_pages.at(given[PAGE.name]) if given.get(PAGE.name) else None
    return {**given, PAGE.name: page.path} if page else given


def _page_absent(case: Case, answers: Mapping[str, Any]) -> list[Problem]:
    """Nobody records as published on the portal what no page of the portal shows."""
    address = answers.get(PAGE.name)
    decided = case.events.filter(kind=EventKind.MOVED, action=Action.DECIDE).order_by("case_seq").last()
    if not address or decided is None:
        return []
    fault = published_pages.fault(address, case.kind, paper_numbers.of_step(decided))
    return [Problem(PAGE.name, fault)] if fault else []


def _locked(case_id: int, actor: Person) -> Case:
    Case.objects.lock(case_id)
    return Case.objects.visible_to(actor).select_related("handling_agency").get(pk=case_id)


def _step(case: Case, facts: Facts, action: Action, actor: Person, to_agency: Agency | None) -> Transition:
    known = [offer.step for offer in workflow.offers(facts, access(case, actor).roles)]
    step = workflow.find(known, action, inside=to_agency is not None)
    if step is None:
        raise NotAllowed("Ông/bà không thực hiện được bước này với hồ sơ ở tình trạng hiện nay.")
    if to_agency is not None and not _takes_over(to_agency, case):
        raise NotAllowed("Cơ quan được chọn không nhận đơn qua cổng.")
    return step


def _takes_over(agency: Agency, case: Case) -> bool:
    if agency.pk == case.handling_agency_id or not agency.receives_petitions:
        return False
    return Agency.objects.today().filter(pk=agency.pk).exists()


def _ground(step: Transition, facts: Facts, given: Mapping[str, Any], key: str) -> Ground:
    day = law_of(step, facts, given)
    chosen = step.ground(key, Kind(facts.kind), day, facts.instance, facts.flags)
    if chosen is None:
        raise GroundMissing(step.grounds(Kind(facts.kind), day, facts.instance, facts.flags))
    return chosen


def _take(case: Case, taken: Taken) -> Case:
    """Record a checked step: row, event, terms and what follows from it, inside the caller's transaction."""
    source, acting = case.state, case.handling_agency
    _advance(case, taken)
    event = events.record(
        kind=EventKind.MOVED,
        case=case,
        action=taken.step.action.value,
        from_state=source,
        to_state=case.state,
        actor=taken.actor,
        agency=acting,
        to_agency=taken.to_agency,
        ground=taken.ground.key,
        public_text=taken.public_text,
        internal_note=taken.findings.before(taken.internal_note),
        details=_details(case, taken),
    )
    _claim_number(case, taken, event)
    try:
        clock.refresh(case)
        _follow(case, taken)
    except clock.AgainstTheClock as refusal:
        raise NotAllowed(str(refusal)) from refusal
    return case


def _claim_number(case: Case, taken: Taken, event: Event) -> None:
    """For this office and year the number is taken from now on; of a step without a letter it may be of any office."""
    number = taken.given.get(NUMBER.name) if taken.step.letters else None
    if not number or event.agency is None:
        return
    if taken.given.get(DOUBLED.name) and paper_numbers.used(event.agency, taken.on.year, number):
        return  # the first paper keeps its row; this one says in the note why it carries the same number
    try:
        paper_numbers.claim(agency=event.agency, symbol=number, on=taken.on, case=case, step=event)
    except paper_numbers.NumberTaken as twice:  # by somebody else, this very moment
        raise Faulty([Problem(NUMBER.name, str(twice))]) from twice


def _follow(case: Case, taken: Taken) -> None:
    try:
        step_effects.follow(case, taken.step.action, taken.given, taken.actor)
    except related.NoSuchCase as refusal:
        raise Faulty([Problem(EARLIER.name, str(refusal))]) from refusal


def _details(case: Case, taken: Taken) -> dict[str, Any]:
    """Machine facts only: what is the citizen's matter, and what was left empty, is not kept here."""
    kept = {field.name: taken.given.get(field.name) for field in taken.step.asks if field.is_kept}
    facts: dict[str, Any] = {
        "version": case.version,
        "citations": list(taken.ground.citations),
        "on": taken.on.isoformat(),
        "given": {name: _plain(value) for name, value in kept.items() if value not in (None, "", [], ())},
        **taken.findings.details(),
    }
    if letter := taken.step.letter_for(case.instance):
        facts["letter"] = letter
    if taken.step.term_event:
        facts["terms"] = [clock.note(taken.step.term_event, taken.on, taken.given.get("days"))]
    return facts


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else list(value) if isinstance(value, tuple) else value


def _advance(case: Case, taken: Taken) -> None:
    """Compare-and-set: the row lock already keeps others out, the condition proves it did."""
    seen, now = case.version, timezone.now()
    case.state, case.version, case.changed_at = taken.step.target.value, seen + 1, now
    if taken.step.action is Action.RECEIVE:
        case.received_at = now
    step_effects.change(case, taken.step.action, taken.given)
    if taken.to_agency is not None:
        # The other office receives anew, under the law and the clock of that day.
        case.handling_agency, case.received_at = taken.to_agency, None
    changed = Case.objects.filter(pk=case.pk, version=seen).update(
        state=case.state,
        version=case.version,
        changed_at=now,
        received_at=case.received_at,
        handling_agency=case.handling_agency,
        kind=case.kind,
        flags=case.flags,
        instance=case.instance,
    )
    if changed != 1:
        raise Stale(Case.objects.get(pk=case.pk), changes_since(case, seen))
