"""A served portal whose today the test sets, so that a case can live through its weeks in minutes.

The day stands in one file beside the portal's data, as a distance from the machine's clock: every process reads it
before each request, so that all of them agree and time goes on between two settings.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine
from django.http import HttpRequest, HttpResponse

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = dt.time(9)
FILE = "distance-of-today"


def set_day(data: Path, day: dt.date) -> None:
    """From now on it is nine o'clock of that day."""
    wanted = dt.datetime.combine(day, MORNING, ZONE).timestamp()
    new = data / f"{FILE}.new"
    new.write_text(str(wanted - _machine_time()))
    new.replace(data / FILE)


def _machine_time() -> float:
    return time_machine.escape_hatch.time.time() if time_machine.escape_hatch.is_travelling() else time.time()


class _Travel:
    """This process in the time of the file."""

    def __init__(self, data: Path) -> None:
        self.file = data / FILE
        self.distance = 0.0
        self.coordinates: time_machine.Traveller | None = None

    def follow(self) -> None:
        distance = float(self.file.read_text()) if self.file.exists() else 0.0
        if distance == self.distance:
            return
        self.distance = distance
        moment = _machine_time() + distance
        if self.coordinates is None:
            self.coordinates = time_machine.travel(moment, tick=True).start()
        else:
            self.coordinates.move_to(moment, tick=True)


_here = _Travel(Path(os.environ.get("PORTAL_DATA", "")))
follow = _here.follow


class OnTheDay:
    """First of the middleware: what comes after it reads the clock."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        follow()
        return self.get_response(request)
