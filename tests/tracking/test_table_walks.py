"""Random lives of petitions through the one writer: the table decides what is taken, and a refusal changes nothing."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tracking.casework import casework, published_pages, signature
from tracking.casework.custodians import supplied
from tracking.casework.history import audit
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case, IdentityCheck
from tracking.casework.opening import checking
from tracking.casework.petition import Kind
from tracking.casework.workflow import END_STATES, Action, Facts, Offer, State, offers
from tracking.casework.workflow.asking import Field, Shape
from tracking.casework.writing.case_facts import facts_of
from tracking.casework.writing.moves import law_of
from tracking.organisation.models import Role
from tracking.terms.starter import load as load_terms

from .petitions import agency, custodian_key, identity_supplied, person, signed, submit
from .steps_taken import on_paper

WHO = (Role.OFFICER, Role.HEAD, Role.CUSTODIAN)
ALL = frozenset(role.value for role in WHO)
START = dt.datetime.fromisoformat("2026-08-03T09:00:00+07:00")
DATES = {"dialogue_on": 6, "until": 20, "announced_on": -10, "forwarded_on": -1}
# A term may become shorter where the officer says that the case is another one than was thought.
SHORTENING = {Action.CLASSIFY, Action.RECLASSIFY, Action.CORRECT_INSTANCE, Action.TRANSFER}
NUMBERS = itertools.count(1)


ROW = ("state", "version", "kind", "instance", "flags", "handling_agency")


def value_of(field: Field, facts: Facts, on: dt.date, data: Any) -> Any:
    keys = [key for key, _label in field.choices_in(facts.instance, facts.criteria)]
    match field.shape:
        case Shape.DATE:
            return on + dt.timedelta(days=DATES[field.name])
        case Shape.DAYS:
            return data.draw(st.sampled_from([10, 30, 31]))
        case Shape.CHOICE:
            return data.draw(st.sampled_from(keys))
        case Shape.MANY:
            return data.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
        case Shape.TICK:
            return data.draw(st.booleans())
    return f"{next(NUMBERS)}/M"  # a number is one paper's


class Life(RuleBasedStateMachine):
    """One petition at two offices; `data` picks the step, the ground and every answer of its form."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(START, tick=False)
        self.day = self.clock.start()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        offices = {slug: agency(slug) for slug in ("mau", "khac")}
        self.people = {
            (office.pk, role): person(f"{role}-{slug}", role, office)
            for slug, office in offices.items()
            for role in (Role.OFFICER, Role.HEAD)
        }
        self.custodian = person("nguoi-giu", Role.CUSTODIAN, agency("thanh-tra"))

    def teardown(self) -> None:
        faults = audit.faults()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.clock.stop()
        assert faults == []

    # --- what happens ---------------------------------------------------------------------------

    @initialize(kind=st.sampled_from(list(Kind)), instance=st.sampled_from([1, 1, 2]))
    def a_petition_comes(self, kind: Kind, instance: int) -> None:
        self.case = submit(kind, agency=agency("mau")).case
        if kind in (Kind.COMPLAINT, Kind.DENUNCIATION):
            Case.objects.filter(pk=self.case.pk).update(instance=instance)
        self._look()

    @rule(days=st.integers(1, 25))
    def days_pass(self, days: int) -> None:
        self.day.shift(dt.timedelta(days=days))

    @rule(data=st.data())
    def a_step_is_tried(self, data: st.DataObject) -> None:
        found = [offer for offer in self._offers() if offer.step.action is not Action.SAME_CONTENT]
        if not found:
            return
        offer = data.draw(st.sampled_from(found), label="step")
        self._try(offer, timezone.localdate(), data)

    @precondition(lambda self: self.case.received_at and not self.case.is_over)
    @rule()
    def it_is_signed(self) -> None:
        if self.case.kind in (Kind.COMPLAINT, Kind.DENUNCIATION) and not signature.is_signed(self.case):
            judge = self.custodian if self.case.is_denunciation else self._actor(Role.OFFICER)
            signed(self.case, judge)

    @precondition(lambda self: self.case.state == State.IDENTITY_CHECK)
    @rule(outcome=st.sampled_from(IdentityCheck.Outcome.values))
    def the_custodian_checks(self, outcome: str) -> None:
        if outcome in checking.OF_A_NAME and not supplied.names_somebody(self.case):
            identity_supplied(self.case, self.custodian)
        checking.record_outcome(
            case_id=self.case.pk, checker=self.custodian, expected_version=self.case.version, outcome=outcome
        )
        self._look()
        assert self.case.state == State.RECEIVED

    @rule()
    def the_papers_a_step_waits_for_go_out(self) -> None:
        missing = {letter for offer in self._offers() for letter in offer.missing_letters}
        on_paper(self.case, *map(LetterKey, sorted(missing)))

    # --- what must not happen -------------------------------------------------------------------

    @rule(action=st.sampled_from(list(Action)), role=st.sampled_from(WHO))
    def a_step_nobody_offers_is_refused(self, action: Action, role: Role) -> None:
        known = {offer.step.action for offer in offers(self._facts(), {role.value}) if not offer.step.names_agency}
        if action in known or (role is Role.CUSTODIAN and not self.case.is_denunciation):
            return  # a custodian does not even see the other kinds
        self._refused(casework.NotAllowed, action, self._actor(role))

    @rule(data=st.data(), ahead=st.integers(1, 400))
    def a_step_in_the_future_is_refused(self, data: st.DataObject, ahead: int) -> None:
        self._on_a_wrong_day(data, timezone.localdate() + dt.timedelta(days=ahead))

    @rule(data=st.data(), back=st.integers(1, 400))
    def a_step_before_the_receipt_is_refused(self, data: st.DataObject, back: int) -> None:
        if received := self._facts().received_on:
            self._on_a_wrong_day(data, received - dt.timedelta(days=back))

    @precondition(lambda self: self.case.state == State.SUSPENDED)
    @rule()
    def a_second_suspension_upon_the_first_is_refused(self) -> None:
        self._refused(casework.NotAllowed, Action.SUSPEND, self._actor(Role.HEAD), given={"number": "1/M"})

    # --- what is so at every moment -------------------------------------------------------------

    @invariant()
    def an_end_is_an_end_and_everything_else_has_a_way_on(self) -> None:
        if not hasattr(self, "case"):
            return
        open_steps = [offer for offer in self._offers() if not offer.hindrances or offer.missing_letters]
        waits_for_custodian = self.case.state == State.IDENTITY_CHECK
        assert bool(open_steps or waits_for_custodian) == (self.case.state not in END_STATES)

    @invariant()
    def no_term_ends_before_it_begins(self) -> None:
        if hasattr(self, "case"):
            assert all(term.start <= term.due for term in self.case.terms.all() if term.start and term.due)

    # --- how ------------------------------------------------------------------------------------

    def _try(self, offer: Offer, on: dt.date, data: Any) -> None:
        step, facts = offer.step, self._facts()
        given = {field.name: value_of(field, facts, on, data) for field in step.asks} | {"on": on}
        ground = data.draw(st.sampled_from(offer.grounds), label="ground").key
        actor = self._actor(
            next(role for role in (Role.OFFICER, Role.HEAD, Role.CUSTODIAN) if role.value in step.roles)
        )
        order = {"given": given, "ground": ground, "to_agency": self._other() if step.names_agency else None}
        told = {**given, "ground": ground}
        if problems := step.problems(facts, told, law_of(step, facts, given)):
            refusal = self._refused(casework.Faulty, step.action, actor, **order)
            assert refusal.problems == tuple(step.untimely(facts, given) or problems)
            return
        before, due = self._snapshot(), self._settlement()
        try:
            self._move(step.action, actor, **order)
        except casework.NotAllowed:  # the engine itself refuses: an extension beyond what the rule allows
            assert step.term_event
            assert self._snapshot() == before
            return
        self._look()
        assert self.case.state == step.target
        assert self.case.events.filter(kind="moved").last().ground == ground
        if step.action is Action.CLASSIFY and due and due < on:
            assert self._settlement() <= due
        if due and (after := self._settlement()) and step.action not in SHORTENING:
            assert after >= due

    def _on_a_wrong_day(self, data: Any, day: dt.date) -> None:
        found = [
            offer
            for offer in self._offers()
            if not offer.hindrances and offer.step.action not in (Action.RECEIVE, Action.SAME_CONTENT)
        ]
        if found:
            offer = data.draw(st.sampled_from(found), label="step")
            before = self._snapshot()
            self._try(offer, day, data)
            assert self._snapshot() == before

    def _refused(self, why: type[Exception], action: Action, actor: Any, **order: Any) -> Any:
        before = self._snapshot()
        with pytest.raises(why) as refusal:
            self._move(action, actor, **order)
        assert self._snapshot() == before
        return refusal.value

    def _move(self, action: Action, actor: Any, **order: Any) -> None:
        casework.move(
            case_id=self.case.pk,
            action=action,
            actor=actor,
            expected_version=self.case.version,
            public_text="Cơ quan báo.",
            **order,
        )

    def _snapshot(self) -> tuple[Any, ...]:
        row = Case.objects.filter(pk=self.case.pk).values(*ROW).get()
        terms = [term.facts() for term in self.case.terms.all()]
        return row, self.case.events.count(), terms, Case.objects.count()

    def _settlement(self) -> dt.date | None:
        return self.case.terms.filter(name="settlement").values_list("due", flat=True).first()

    def _look(self) -> None:
        self.case = Case.objects.select_related("handling_agency").get(pk=self.case.pk)

    def _facts(self) -> Facts:
        return facts_of(self.case)

    def _offers(self) -> list[Offer]:
        return offers(self._facts(), ALL)

    def _actor(self, role: Role) -> Any:
        return self.custodian if role is Role.CUSTODIAN else self.people[self.case.handling_agency_id, role]

    def _other(self) -> Any:
        here = self.case.handling_agency.slug
        return agency("khac" if here == "mau" else "mau")


@pytest.mark.django_db
def test_whatever_is_tried_the_table_decides_and_a_refusal_changes_nothing(monkeypatch):
    monkeypatch.setattr(published_pages, "fault", lambda *_asked: "")  # every page is there
    load_terms()
    custodian_key()
    # Not made shorter when it fails: each try is a whole life in the database, and the steps are printed anyway.
    settled = settings(
        max_examples=6,
        stateful_step_count=16,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=settled)
