"""The legal library on the whole corpus: import, citations, a long page, reading time. JSON.

By hand `.venv/bin/python -m tests.bench_law`; part of `make bench` where SHARED_DATA is set. Time is the processor's:
what else the machine does is not the library's.
"""

from __future__ import annotations

import gzip
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.legal_library import labelled, measure_reading
from tests.legal_library.law_folder import SHARED_DATA
from tests.servers import ROOT

CORPUS = SHARED_DATA / "corpus" / "documents.jsonl.gz"
SHARES = (0.25, 0.5, 1.0)
LONG_ACT = "91-2015-qh13"  # Bộ luật Dân sự, 689 articles
READINGS = 15


@dataclass(frozen=True, slots=True)
class Run:
    """A management command: what it printed, its processor seconds and the most memory it held."""

    printed: str
    seconds: float
    peak_mb: float


def _manage(data: Path, *arguments: str) -> Run:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.local",
        "PORTAL_DATA": str(data),
        "SECRET_KEY": secrets.token_urlsafe(60),
    }
    environment.pop("DATABASE_URL", None)
    environment.pop("ELASTICSEARCH_URL", None)
    output = data / "printed"
    with output.open("wb") as stream:
        process = subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, stdout=stream)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {process.returncode}")
    return Run(output.read_text("utf-8"), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _part(share: float, folder: Path) -> Path:
    """The first part of the corpus as a file of its own."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = lines.readlines()
    path = folder / "part.jsonl"
    path.write_text("".join(rows[: int(len(rows) * share)]), "utf-8")
    return path


def importing(share: float, folder: Path) -> dict[str, float]:
    """One import into an empty library."""
    data = folder / "data"
    data.mkdir(mode=0o700)
    _manage(data, "migrate", "--verbosity", "0")
    database = data / "portal.sqlite3"
    empty = database.stat().st_size
    run = _manage(data, "import_documents", str(_part(share, folder)))
    report = next(iter(json.loads(run.printed).values()))
    return {
        "documents": report["documents"],
        "articles": report["articles"],
        "seconds": round(run.seconds, 1),
        "documents_per_second": round(report["documents"] / run.seconds, 1),
        "seconds_per_1000_articles": round(1000 * run.seconds / report["articles"], 2),
        "peak_mb": round(run.peak_mb),
        "database_mb": round((database.stat().st_size - empty) / 1e6, 1),
    }


INSIDE = f"""
import json, statistics, time
from django.test import Client
from legal_library.models import Act, Amendment, Citation
from search.symbols import fold_symbol
asked = Client(headers={{"host": "localhost"}})
def ask(path):
    times = []
    for _ in range({READINGS}):
        started = time.process_time()
        answer = asked.get(path)
        times.append(1000 * (time.process_time() - started))
        assert answer.status_code == 200, answer.status_code
    return round(statistics.median(times), 1), round(len(answer.content) / 1000)
keys = set(Act.objects.values_list("symbol_key", flat=True))
cited = Citation.objects.values_list("symbol_key", "doubt")
total = known = held = 0
for key, doubt in cited.iterator():
    total += 1
    known += not doubt
    held += not doubt and (not key or key in keys)
act, article = ask("/phap-luat/{LONG_ACT}/"), ask("/phap-luat/{LONG_ACT}/dieu-320/")
print(json.dumps({{
    "citations": {{"total": total, "act_known": round(known / total, 4), "link_into_library": round(held / total, 4)}},
    "amendments_proposed": Amendment.objects.count(),
    "page_ms": {{"whole_act": act[0], "whole_act_kb": act[1], "article": article[0]}},
}}))
"""


def whole_library() -> dict[str, object]:
    """Imports of a quarter, half and all of the corpus; what the last one holds."""
    imports: list[dict[str, float]] = []
    inside: dict[str, object] = {}
    for share in SHARES:
        with tempfile.TemporaryDirectory(prefix="portal-law-") as folder:
            imports.append(importing(share, Path(folder)))
            if share == SHARES[-1]:
                _manage(Path(folder) / "data", "collectstatic", "--noinput", "--verbosity", "0")
                printed = _manage(Path(folder) / "data", "shell", "-v", "0", "-c", INSIDE).printed
                inside = json.loads(printed.strip().splitlines()[-1])
    first, last = imports[0], imports[-1]
    growth = (last["seconds"] / first["seconds"]) / (last["articles"] / first["articles"])
    return {"imports": imports, "growth_to_linear": round(growth, 2), **inside}


def reading() -> dict[str, object]:
    """The worst growth of each reader from 100 KB to 1 MB of wicked text (1.0: exactly with the text)."""
    sizes = (100_000, 1_000_000)
    worst: dict[str, dict[str, float | str]] = {}
    for name, reader in measure_reading.READERS.items():
        for piece_name, piece in measure_reading.PIECES.items():
            small, large = (measure_reading.seconds(reader, piece * (size // len(piece))) for size in sizes)
            growth = (large / small) / (sizes[1] / sizes[0])
            if growth > float(worst.get(name, {"growth": 0.0})["growth"]):
                worst[name] = {"growth": round(growth, 2), "text": piece_name, "seconds_1mb": round(large, 2)}
    return dict(worst)


def main() -> None:
    if not CORPUS.is_file():
        sys.stdout.write(json.dumps({}) + "\n")
        return
    started = time.perf_counter()
    figures = {
        "library": whole_library(),
        "adversarial": reading(),
        "labels": labelled.figures(lambda note: None),
        "took_s": 0,
    }
    figures["took_s"] = round(time.perf_counter() - started)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
