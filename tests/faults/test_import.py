"""An import killed in the middle: every text is whole or absent, and the same command again finishes the work.

`IMPORT_KILLS` kills (5 unless told otherwise).
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import ROOT, Portal, make

pytestmark = pytest.mark.faults

KILLS = int(os.environ.get("IMPORT_KILLS", "5"))
TEXTS, ARTICLES = 600, 6
PATIENCE = 300.0


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    portal = make(tmp_path / "data")
    yield portal
    portal.stop()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Texts of one shape, each citing the one before it and repealing an article of it."""
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(record(number), ensure_ascii=False) + "\n" for number in range(1, TEXTS + 1)))
    return path


def symbol(number: int) -> str:
    return f"{number}/2031/NĐ-CP"


def record(number: int) -> dict[str, object]:
    articles = [
        {
            "number": str(each),
            "heading": f"Tên {each}",
            "text": f"1. Theo Điều 1 Nghị định số {symbol(number - 1)}.\n2. Hai.",
        }
        for each in range(1, ARTICLES)
    ]
    last = f"1. Có hiệu lực từ ngày ký.\n2. Bãi bỏ Điều 2 Nghị định số {symbol(number - 1)}."
    articles.append({"number": str(ARTICLES), "heading": "Hiệu lực thi hành", "text": last})
    return {
        "symbol": symbol(number), "kind": "Nghị định", "title": f"Mẫu {number}", "issuer": "Chính phủ",
        "issued": "01/02/2031", "effective": "01/03/2031", "articles": articles,
    }  # fmt: skip


def counts(portal: Portal) -> dict[str, list[tuple[int, int]]]:
    """How many invented texts have how many rows of each kind."""
    asked = {
        "articles": "SELECT COUNT(p.id) FROM legal_library_act a LEFT JOIN legal_library_provision p "
        "ON p.act_id = a.id AND p.kind = 'article' WHERE a.symbol LIKE '%/2031/NĐ-CP' GROUP BY a.id",
        "citations": "SELECT COUNT(c.id) FROM legal_library_act a LEFT JOIN legal_library_citation c "
        "ON c.act_id = a.id WHERE a.symbol LIKE '%/2031/NĐ-CP' GROUP BY a.id",
        "operations": "SELECT COUNT(m.id) FROM legal_library_act a LEFT JOIN legal_library_amendment m "
        "ON m.act_id = a.id WHERE a.symbol LIKE '%/2031/NĐ-CP' GROUP BY a.id",
    }
    with sqlite3.connect(portal.data / "portal.sqlite3", timeout=30) as database:
        found = {name: [row[0] for row in database.execute(query)] for name, query in asked.items()}
    return {name: sorted({(each, rows.count(each)) for each in rows}) for name, rows in found.items()}


def killed_while_importing(portal: Portal, corpus: Path, after: float) -> bool:
    """Whether the import was still at work when it was killed."""
    command = [sys.executable, "manage.py", "import_documents", str(corpus)]
    with portal.log.open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=portal.environment, stdout=log, stderr=log)
    before = sum(number for _, number in counts(portal)["articles"])
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        if sum(number for _, number in counts(portal)["articles"]) > before:
            time.sleep(after)
            break
        time.sleep(0.05)
    at_work = process.poll() is None
    if at_work:
        process.send_signal(signal.SIGKILL)
    process.wait()
    return at_work


def test_a_killed_import_leaves_whole_texts_and_is_finished_by_the_same_command(portal: Portal, corpus: Path) -> None:
    dice = random.Random(20261126)
    killed = 0
    for _ in range(KILLS):
        killed += killed_while_importing(portal, corpus, dice.uniform(0, 0.4))
        found = counts(portal)
        assert {each for each, _ in found["articles"]} <= {ARTICLES}, found
        assert {each for each, _ in found["operations"]} <= {1}, found
        assert len(found["citations"]) <= 1, found
    print(json.dumps({"kills": killed, "texts": counts(portal)["articles"]}))
    assert killed
    portal.manage("import_documents", str(corpus))
    whole = counts(portal)
    assert whole["articles"] == [(ARTICLES, TEXTS)]
    assert whole["operations"] == [(1, TEXTS)]
    assert "0" in portal.manage("import_documents", str(corpus))
    assert counts(portal) == whole
