"""Which letters the steps taken with a case call for, which they allow, and which are still to be issued."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from ..models import Case, Event, EventKind, Letter
from ..petition import Kind
from ..workflow import ACTION_NAMES, TABLE, Action, Transition, steps_of
from .catalogue import LETTER_NAMES, LetterKey

# Letters no step of the table calls for, and the step that opens the way to them. Whoever handles the case judges
# whether they are needed.
AFTER = {
    LetterKey.GUIDANCE: Action.RECEIVE,
    LetterKey.RETURN_OF_PAPERS: Action.RECEIVE,
    LetterKey.EVIDENCE_RECEIPT: Action.ACCEPT,
    LetterKey.STAY_OF_DECISION: Action.ACCEPT,  # while the complaint is being settled: LKN 2011 Đ.35
    LetterKey.STAY_LIFTED: Action.ACCEPT,
    LetterKey.EVIDENCE_REQUEST: Action.SETTLE,
    LetterKey.EXPERT_DECISION: Action.SETTLE,
    LetterKey.EXPERT_REQUEST: Action.SETTLE,
}
_INSTANCES = {1: "lần đầu", 2: "lần hai"}


@dataclass(frozen=True)
class Owed:
    """A letter a step calls for that was not issued since."""

    key: LetterKey
    step: Event
    title: str

    @property
    def name(self) -> str:
        return LETTER_NAMES[self.key]

    @property
    def on(self) -> dt.date:
        """The day of the step."""
        return day_of(self.step)


@dataclass(frozen=True)
class Told:
    """The number and the day of its paper that a step told, for the letter which is that paper."""

    step: Event
    title: str
    number: str
    on: dt.date


@dataclass(frozen=True)
class Course:
    """The steps the office that has the case took with it, oldest first, each with its row of the table.

    Steps of an office that passed the case on are not among them: their letters were that office's.
    """

    case: Case
    steps: tuple[tuple[Event, Transition], ...]

    @classmethod
    def of(cls, case: Case) -> Course:
        events = case.events.filter(kind=EventKind.MOVED, agency=case.handling_agency_id).select_related("to_agency")
        # Their words are encrypted: opened for the one step a letter is filled in from, not for each.
        events = events.defer("public_text", "internal_note").order_by("case_seq")
        rows = ((event, _row_of(case, event)) for event in events)
        return cls(case, tuple((event, row) for event, row in rows if row is not None))

    def step_of(self, key: LetterKey) -> Event | None:
        """The step this letter belongs to: the latest that calls for it, or that allows it."""
        calls = (event for event, row in reversed(self.steps) if key in row.letters_for(self.case.instance))
        opens = None if self._rows(key) else AFTER.get(key)
        return next(calls, None) or next((event for event, row in self.steps if row.action == opens), None)

    def told(self, key: LetterKey) -> Told | None:
        """What the step said of this very letter, which is not issued yet. One further letter of the same step is
        another paper, with a number of its own."""
        calling = ((event, row) for event, row in reversed(self.steps) if key == row.letter_for(self.case.instance))
        event, row = next(calling, (None, None))
        if event is None or row is None or not (number := event.details.get("given", {}).get("number")):
            return None
        if self.case.letters.filter(key=key, issued_at__gte=event.at).exists():
            return None
        return Told(event, row.title, number, day_of(event))

    def answered_by(self, key: LetterKey) -> Letter | None:
        """The letter that already is the paper of the latest step that calls for it, here or outside the portal. What
        no step calls for may be written as often as it is needed."""
        step = self.step_of(key) if self._rows(key) else None
        if step is None:
            return None
        issued = self.case.letters.filter(key=key, agency=self.case.handling_agency_id, issued_at__gte=step.at)
        return issued.order_by("pk").last()

    def hindrance(self, key: LetterKey) -> str:
        """Why this letter does not belong to the case as it stands; empty when it does."""
        rows = self._rows(key)
        here = [row for row in rows if key in row.letters_for(self.case.instance)]
        if rows and not here:
            return f"Văn bản này không dùng cho hồ sơ giải quyết {_INSTANCES[self.case.instance]}."
        if self.step_of(key) or any(self._hands_over(row) for row in here):
            return ""
        if not rows:
            before = ACTION_NAMES[AFTER.get(key, Action.RECEIVE)]
            return f"Văn bản này chỉ lập sau bước «{before}», chưa được ghi."
        titles = dict.fromkeys(row.title for row in here)
        return f"Văn bản này thuộc bước {' hoặc '.join(f'«{title}»' for title in titles)}, chưa được ghi."

    def owed(self, issued: Iterable[Letter]) -> list[Owed]:
        """What the steps call for and none of the letters `issued` answers, oldest first; one letter, one step."""
        dropped = {self._dropped(), *self._completed()}
        waiting = [one for event, row in self.steps if event not in dropped for one in self._called_for(event, row)]
        for letter in sorted(issued, key=lambda one: one.pk):
            answered = next((one for one in waiting if one.key == letter.key and one.step.at <= letter.issued_at), None)
            if answered is not None:
                waiting.remove(answered)
        return waiting

    def _dropped(self) -> Event | None:
        """The invitation to a dialogue that the decision says was not held: its letter is owed to nobody any more."""
        decided = next((at for at, (_, row) in enumerate(self.steps) if row.action is Action.DECIDE), None)
        if decided is None or not self.steps[decided][0].details.get("given", {}).get("dialogue_dropped"):
            return None
        invitations = (event for event, row in reversed(self.steps[:decided]) if row.action is Action.INVITE)
        return next(invitations, None)

    def _completed(self) -> list[Event]:
        """Results of a check recorded before a later one: one report gives them all, that of the latest."""
        return [event for event, row in self.steps if row.action is Action.VERIFIED][:-1]

    def _called_for(self, event: Event, row: Transition) -> Iterator[Owed]:
        # Inside the portal the case is no longer this office's after the step: its letter was written before.
        if not row.names_agency:
            for name in row.letters_for(self.case.instance):
                yield Owed(LetterKey(name), event, row.title)

    def _hands_over(self, row: Transition) -> bool:
        """After such a step the case is another office's, so its letter is written before."""
        return row.names_agency and row.source == self.case.state

    def _rows(self, key: LetterKey) -> list[Transition]:
        return [row for row in steps_of(Kind(self.case.kind)) if key in row.letters]


def day_of(step: Event) -> dt.date:
    """The day of a step's paper, else that on which it was recorded."""
    return step.day_told or timezone.localdate(step.at)


def _row_of(case: Case, step: Event) -> Transition | None:
    return next((row for row in TABLE if _is(row, case, step)), None)


def _is(row: Transition, case: Case, step: Event) -> bool:
    return (
        Kind(case.kind) in row.kinds
        and row.action == step.action
        and row.source == step.from_state
        and row.target == step.to_state
        and row.names_agency == (step.to_agency_id is not None)
    )
