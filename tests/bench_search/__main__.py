"""Our search and what others use, side by side: `python -m tests.bench_search`, JSON. Part of `make bench`.

Needs SHARED_DATA; with ELASTICSEARCH_URL that engine's rows as well. Every row runs in a process of its own, one after
the other, so that the memory it names is its own. `ARTICLES=5000,48794,500000` chooses the sizes.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

SIZES = [int(size) for size in os.environ.get("ARTICLES", "5000,48794").split(",")]
WHOLE = 48_794
URL = os.environ.get("ELASTICSEARCH_URL", "")
SETTINGS = "tests.bench_search.settings"


def rows() -> Iterator[tuple[str, int]]:
    """(what, articles) in the order they run; an index is built before it is asked."""
    for size in SIZES:
        yield from (("build embedded", size), ("ask embedded", size), ("suggest", size))
        if URL:
            yield from (("build elastic", size), ("ask elastic", size))
    if WHOLE in SIZES:
        peers = ("typings", "fts5 pairs", "elastic match", "wagtail")
        yield from ((name, WHOLE) for name in peers if URL or "elastic" not in name)


def work(what: str, articles: int, folder: Path) -> dict[str, Any]:
    """One row, in this process."""
    import django

    django.setup()
    from . import ours, peers

    local = ours.embedded(folder, articles)
    jobs: dict[str, Callable[[], dict[str, Any]]] = {
        "build embedded": lambda: ours.build_embedded(folder, articles),
        "ask embedded": lambda: ours.ask(local, local, articles),
        "suggest": lambda: ours.suggest(local),
        "build elastic": lambda: ours.build_elastic(URL, articles),
        "ask elastic": lambda: ours.ask(ours.elastic(URL, articles), local, articles),
        "typings": lambda: ours.typings(local, ours.elastic(URL, articles) if URL else None),
        "fts5 pairs": lambda: peers.fts5_pairs(folder, articles),
        "elastic match": lambda: peers.elastic_match(URL, articles),
        "wagtail": lambda: peers.wagtail(articles),
    }
    return jobs[what]()


def measure() -> dict[str, Any]:
    figures: dict[str, Any] = {}
    gains: dict[str, dict[str, float]] = {}
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="search-bench-") as folder:
        for what, articles in rows():
            command = [sys.executable, "-m", "tests.bench_search", what, str(articles), folder]
            environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(f"{what} {articles}: {done.stderr[-3000:]}")
            found = json.loads(done.stdout.strip().splitlines()[-1])
            gains[what] = found.pop("gains", None) or gains.get(what, {})
            figures[f"{what}, {articles}"] = found
            sys.stderr.write(f"{time.monotonic() - started:.0f} s, {what}, {articles}: {found}\n")
    return figures | growth(figures) | {"side by side": beside(gains), "seconds": round(time.monotonic() - started)}


def beside(gains: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """nDCG@10 of each over the very questions that a slow one was asked."""
    asked = {what: each for what, each in gains.items() if each}
    found: dict[str, dict[str, float]] = {}
    for slow in ("fts5 pairs", "wagtail"):
        texts = asked.get(slow, {})
        whole = {what: each for what, each in asked.items() if texts and texts.keys() <= each.keys()}
        found[f"over {len(texts)}"] = {
            what: round(mean(each[text] for text in texts), 4) for what, each in whole.items()
        }
    return found


def growth(figures: dict[str, Any]) -> dict[str, Any]:
    """How many times longer a question takes over the largest index than over the smallest."""
    least, most = min(SIZES), max(SIZES)
    both = {
        engine: (figures.get(f"ask {engine}, {least}"), figures.get(f"ask {engine}, {most}"))
        for engine in ("embedded", "elastic")
    }
    return {
        f"growth {engine}, {least} to {most}": {
            name: round(large[name] / small[name], 2) for name in small if name.endswith("_ms") and small[name]
        }
        for engine, (small, large) in both.items()
        if small and large and least < most
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        found = work(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    elif os.path.isdir(os.environ.get("SHARED_DATA", "")):
        found = measure()
    else:
        found = {"left_out": "SHARED_DATA names no folder"}
    sys.stdout.write(json.dumps(found, indent=None if len(sys.argv) > 1 else 1) + "\n")
