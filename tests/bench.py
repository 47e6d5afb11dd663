"""How fast the served product answers, beside a constant Django view on the same server: `make bench`, JSON.

Every figure is the median of several rounds, interleaved so that a noisy moment hits all alike. A rate alone says more
about the machine than about the product; `of_constant` is its share of the constant view's rate.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

from tests import servers
from tests.servers import Portal

ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = float(os.environ.get("SECONDS", "3"))
QUESTIONS = (
    "thời hạn giải quyết khiếu nại",
    "tiep cong dan dinh ky",
    "tố cáo nặc danh",
    "6200/UBND-NCKTGS",
    "thu ly don",
)
CONSTANT = "/health/live"


class Client:
    """One connection after another, as gunicorn's sync workers answer; raises on any answer that is not expected."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, expect: tuple[int, ...] = (200,)) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=60)
        headers = (
            {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        )
        body = None
        if form is not None:
            body, headers["Content-Type"] = urlencode(form), "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        connection.close()
        if answer.status not in expect:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
        return text


def token_of(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if found is None:
        raise RuntimeError("no form token on the page")
    return found[1]


def jobs(portal: Portal, code: str) -> dict[str, Callable[[int], object]]:
    """What is measured: name → one request; the number of the request makes questions differ."""
    stranger, looker = Client(portal), Client(portal)
    token = token_of(looker.ask("GET", "/tra-cuu/"))
    form = {"csrfmiddlewaretoken": token, "code": code}
    return {
        "constant": lambda number: stranger.ask("GET", CONSTANT),
        "home": lambda number: stranger.ask("GET", "/"),
        "timetable": lambda number: stranger.ask("GET", "/lich-tiep-cong-dan/"),
        "law": lambda number: stranger.ask("GET", "/phap-luat/6200-ubnd-ncktgs/"),
        "search": lambda number: stranger.ask("GET", f"/tim-kiem/?q={quote(QUESTIONS[number % len(QUESTIONS)])}"),
        "look_up": lambda number: looker.ask("POST", "/tra-cuu/", form, expect=(302, 303)),
    }


def rate(job: Callable[[int], object]) -> float:
    """Requests a second of one client over SECONDS."""
    started, number = time.perf_counter(), 0
    while time.perf_counter() - started < SECONDS:
        job(number)
        number += 1
    return number / (time.perf_counter() - started)


def submissions(portal: Portal) -> float:
    """Petitions a second through `casework.submit`, the durable commit included, in a process of its own."""
    return float(portal.manage("shell", "-v", "0", "-c", SUBMIT).strip().splitlines()[-1])


SUBMIT = f"""
import time
from portal.operation import demo
from tracking.organisation.models import Agency
agency, story, started, number = Agency.objects.get(slug="so-xay-dung"), demo.STORIES[0], time.perf_counter(), 0
while time.perf_counter() - started < {SECONDS}:
    demo.tell(story, agency, {{}})
    number += 1
print(number / (time.perf_counter() - started))
"""


def measure(portal: Portal) -> dict[str, object]:
    """Medians of all rounds, as rates and as shares of the constant view."""
    code = portal.manage("shell", "-v", "0", "-c", "from portal.operation import demo; print(demo.load()[0][1])")
    todo = jobs(portal, code.strip().splitlines()[-1])
    rates: dict[str, list[float]] = {name: [] for name in todo}
    rates["submit"] = []
    for _ in range(ROUNDS):
        for name, job in todo.items():
            rates[name].append(rate(job))
        rates["submit"].append(submissions(portal))
    medians = {name: statistics.median(values) for name, values in rates.items()}
    clock = portal.manage("shell", "-v", "0", "-c", "from tests import bench_terms; bench_terms.main()")
    return {
        "terms": json.loads(clock.strip().splitlines()[-1]),
        "rounds": ROUNDS,
        "seconds": SECONDS,
        "per_second": {name: round(value, 1) for name, value in medians.items()},
        "of_constant": {name: round(value / medians["constant"], 3) for name, value in medians.items()},
    }


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        portal = servers.make(Path(folder) / "data")
        portal.start()
        try:
            figures = measure(portal)
        finally:
            portal.stop()
    figures |= {"search": figures_of("tests.bench_search"), "law": figures_of("tests.bench_law")}
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def figures_of(module: str) -> dict[str, object]:
    """Figures measured in a process of its own: our search beside what others use, half an hour with SHARED_DATA and
    ELASTICSEARCH_URL; the legal library on the whole corpus, with SHARED_DATA. Without them nothing."""
    done = subprocess.run([sys.executable, "-m", module], stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    main()
