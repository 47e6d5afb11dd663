"""How fast the law's clock is: cases a second through the engine, and a change of law over many open cases.

Run inside the project by `tests.bench`: `manage.py shell -c "from tests import bench_terms; bench_terms.main()"`.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import sys
import time
from pathlib import Path

from portal.operation import demo
from tracking.casework import casework
from tracking.casework.models import Case, Event, EventKind
from tracking.casework.timing import new_law
from tracking.organisation.models import Agency, Membership, Person, Role
from tracking.terms import carrying
from tracking.terms.engine import compute
from tracking.terms.exchange import case_of, row_of
from tracking.terms.law import Law
from tracking.terms.models import CalendarDay, DayKind

CASES = Path(__file__).parent / "tracking" / "term_cases.jsonl"
ROUNDS = 5


def engine() -> float:
    """Cases in a second of one core, from JSON to JSON; median of the rounds. The clock of the processor, as what else
    the machine does is not the engine's."""
    lines = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    texts = [json.dumps(line["case"]) for line in lines if not {"error", "names"} & line.keys()]
    law, rates = Law.current(), []
    for _ in range(ROUNDS):
        started = time.process_time()
        for text in texts:
            json.dumps(row_of(compute(case_of(json.loads(text)), law.book, law.work)))
        rates.append(len(texts) / (time.process_time() - started))
    return statistics.median(rates)


def carry(number: int) -> dict[str, float]:
    """Seconds to preview and to carry a new day off into `number` open cases, half of which it moves."""
    officer = _open_cases(number)
    coming = next(day for day in _weekdays() if not CalendarDay.objects.filter(day=day).exists())
    row = CalendarDay(day=coming, kind=DayKind.OFF, name="Nghỉ", ground="thử", source="thử")
    started = time.perf_counter()
    moves = carrying.would_move(Law.with_row(row), officer)
    previewed = time.perf_counter()
    row.save()
    carrying.ask("Nghỉ", officer)
    asked = time.perf_counter()
    new_law.carry_all()
    done = time.perf_counter()
    traced = Event.objects.filter(kind=EventKind.RECOMPUTED).count()
    assert traced == carrying.cases_in(moves), "a case moved without its trace, or a trace without a move"
    return {
        "open_cases": Case.objects.count(),
        "moved": traced,
        "preview_seconds": round(previewed - started, 2),
        "carry_seconds": round(done - asked, 2),
    }


def _open_cases(number: int) -> Person:
    """Every other one received, so that a term of the law runs in it."""
    agency = Agency.objects.get(slug="so-xay-dung")
    officer = Person.objects.create(username="do.thoi.han")
    Membership.objects.create(person=officer, agency=agency, role=Role.OFFICER, valid_from=dt.date(2020, 1, 1))
    for place in range(number):
        demo.tell(demo.STORIES[0], agency, {})
        if place % 2:
            case = Case.objects.latest("pk")
            casework.move(case_id=case.pk, action="receive", actor=officer, expected_version=case.version)
    return officer


def _weekdays() -> list[dt.date]:
    days = [dt.date.today() + dt.timedelta(days=number) for number in range(5, 20)]
    return [day for day in days if day.weekday() < 5]


def main(number: int = 1000) -> None:
    figures = {"engine_cases_per_core_second": round(engine()), "day_off": carry(number)}
    sys.stdout.write(json.dumps(figures) + "\n")
