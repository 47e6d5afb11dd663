"""One case's life as the test lived it, and its citizen's page held against the term engine.

The facts are the test's own: it writes down what happened on which day, asks the engine, and compares. Nothing is
taken from the portal's database.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.tracking.test_terms import BOOK, WORK
from tracking.casework.timing.clock import KEPT
from tracking.terms import engine
from tracking.terms.engine import Answer, Term
from tracking.terms.facts import CaseFacts, Event
from tracking.terms.rules import CITIZENS_OWN, NOT_OWED
from tracking.terms.showing import Shown, shown
from tracking.terms.words import WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Page

DAY = re.compile(r"\b\d\d/\d\d/\d{4}\b")
# Everything with a date on the page, read in one go; what is folded away is read too.
READ = """() => {
  const text = (node) => node ? node.textContent.replace(/\\s+/g, ' ').trim() : '';
  const main = document.querySelector('main');
  const terms = [...main.querySelectorAll('.term')].map((term) => ({
    title: text(term.querySelector('h3')),
    line: text(term.querySelector('.term-line')),
    why: text(term.querySelector('.arithmetic')),
    state: text(term.querySelector('.badge')),
  }));
  const entries = [...main.querySelectorAll('.timeline > li')].map((entry) => text(entry));
  return {terms, entries, late: text(main.querySelector('#qua-han')), offers: text(main.querySelector('#buoc-tiep')),
          all: text(main)};
}"""


@dataclass
class Life:
    """`facts` in the engine's words; `mentioned` other days the page may speak of: of papers, meetings, boards."""

    kind: str
    today: dt.date
    code: str = ""
    reference: str = ""
    instance: int = 1
    flags: set[str] = field(default_factory=set)
    facts: list[Event] = field(default_factory=list)
    mentioned: set[dt.date] = field(default_factory=set)
    steps: list[dt.date] = field(default_factory=list)
    is_over: bool = False

    def happened(self, fact: str, on: dt.date | None = None, days: int | None = None) -> None:
        self.facts.append(Event(fact, on or self.today, days))

    def answer(self) -> Answer:
        told = CaseFacts(self.kind, tuple(self.facts), self.today, self.instance, frozenset(self.flags))
        return engine.compute(told, BOOK, WORK, KEPT)

    def term(self, name: str) -> Term:
        return next(term for term in self.answer().terms if term.name == name)

    def shown(self) -> list[Shown]:
        """The terms a page shows with dates: those that have begun."""
        return [shown(term, self.today, WORK) for term in self.answer().terms if term.start]

    def mentions(self, name: str) -> None:
        """The course of the case names the last day of that term, as it is now, for good: it is about to be another."""
        due = self.term(name).due
        assert due
        self.mentioned.add(due)

    def due(self, name: str) -> str:
        due = self.term(name).due
        return vn(due) if due else ""


def check(life: Life, page: Page) -> dict[str, Any]:
    """Every date on the citizen's page is the engine's or one of the test's own days; what was read, for more."""
    read: dict[str, Any] = page.evaluate(READ)
    expected = life.shown()
    lines = {term["title"]: term["line"] for term in read["terms"]}
    assert set(lines) == {WORDS[one.term.name].title for one in expected}
    whys = {term["title"]: term["why"] for term in read["terms"]}
    for one in expected:
        title = WORDS[one.term.name].title
        assert lines[title] == _line(one), title
        assert set(DAY.findall(whys[title])) == {vn(day) for day in _arithmetic(one)}, title
    _check_timeline(life, read["entries"])
    _check_late(life, read["late"])
    known = {vn(day) for one in expected for day in _arithmetic(one)} | {vn(day) for day in _others(life)}
    known |= {vn(one.term.ended) for one in expected if one.term.ended}
    assert set(DAY.findall(read["all"])) <= known
    return read


def _line(one: Shown) -> str:
    """The words under the line of a term, as docs/look.md shows them."""
    term = one.term
    middle = f" Xong {vn(term.ended)}" if term.ended else f" Hôm nay {one.today:%d/%m}" if one.is_running else ""
    last = f"Hạn {vn(term.due)}" if term.due else "Hạn tính lại khi tiếp tục"
    return f"Bắt đầu {vn(term.start)}{middle} {last}"


def _arithmetic(one: Shown) -> set[dt.date]:
    """The days the explanation of a term names in full."""
    term = one.term
    days = {term.start, term.due, *(event.on for event in term.extensions)}
    days |= {day for window in term.suspensions for day in window}
    days |= {run.last for run in (*one.not_counted, *one.end_moved)}
    return {day for day in days if day}


def _check_timeline(life: Life, entries: list[str]) -> None:
    """Newest first, each step on the day it was taken."""
    days = [DAY.findall(entry)[0] for entry in entries]
    assert days == [vn(day) for day in reversed(life.steps)]


def _check_late(life: Life, late: str) -> None:
    """The page says what has passed exactly when the engine does, while the case is open."""
    passed = [] if life.is_over else [
        one for one in life.shown()
        if one.late_by and not one.term.ended and one.term.name not in NOT_OWED
    ]  # fmt: skip
    told, owed = set(DAY.findall(late)), {vn(one.term.due): one.term.name.value for one in passed}
    assert told == set(owed), f"{late!r} against {owed}"


def _others(life: Life) -> set[dt.date]:
    """Days of steps and papers, and the citizen's own last days where remedies are offered."""
    own = {one.term.due for one in life.shown() if one.term.name in CITIZENS_OWN and one.term.due}
    return {*life.steps, *life.mentioned, *own, *(event.on for event in life.facts)}


def vn(day: dt.date | None) -> str:
    assert day is not None
    return f"{day:%d/%m/%Y}"
