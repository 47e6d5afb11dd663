"""docs/terms.md, written from the data that ships: `python -m tests.tracking.terms_page` prints it."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django

PAGE = Path(__file__).resolve().parents[2] / "docs" / "terms.md"
HEAD = """# Terms of the law, as data

Written from `tracking/terms/data/` by `python -m tests.tracking.terms_page > docs/terms.md`; a test compares. An office
changes these rows in the admin (Thời hạn luật định), with a preview of the open cases that would move. Codes K, T, R
are those of the law sheet the data was entered from. V: read in the act, S: secondary source, G: to be checked.
`d` calendar days, `wd` working days, `y` years.

How days are counted (BLDS 91/2015 Đ.147 k.2, Đ.148 k.5, by analogy): the starting day does not count; a term in
calendar days or years that ends on a day off ends with the next working day; a suspension takes its days out.
"""


def page() -> str:
    from tracking.terms import starter

    book = starter.shipped()
    return "\n".join(
        [
            HEAD,
            *_terms(book["terms"]),
            *_suspensions(book["suspensions"]),
            *_intervals(book["intervals"]),
            *_criteria(book["criteria"]),
        ]
    ) + ("\n".join(["", *_calendar(starter._DATA / "calendar.csv"), ""]))


def _terms(rows: list[dict[str, Any]]) -> Iterator[str]:
    from tracking.terms.rules import TermName
    from tracking.terms.words import WORDS

    yield "## Terms"
    for name in TermName:
        yield f"\n### `{name.value}` – {WORDS[name].title}\n"
        yield "| code | kinds | when | length | basis | in force | |"
        yield "|---|---|---|---|---|---|---|"
        yield from (_term(row) for row in rows if row["name"] == name.value)
    yield ""


def _term(row: dict[str, Any]) -> str:
    when = [f"instance {row['instance']}"] if row["instance"] else []
    when += [*row["requires"], *(f"not {flag}" for flag in row["excludes"])]
    length = f"{row['length']} {row['unit']}"
    if row["extensions"]:
        length += f" + {row['extensions']} × {row['extension_days']} d"
    basis = "promise of the office, no law" if row["is_local"] else _basis(row)
    cells = (row["code"], ", ".join(row["kinds"]), ", ".join(when), length, basis, _days(row), row["confidence"])
    return _line(cells)


def _suspensions(rows: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Suspension\n"
    yield "| code | kinds | basis | in force | |"
    yield "|---|---|---|---|---|"
    for row in rows:
        yield f"| {row['code']} | {', '.join(row['kinds'])} | {_basis(row)} | {_days(row)} | {row['confidence']} |"
    yield ""


def _intervals(rows: list[dict[str, Any]]) -> Iterator[str]:
    from tracking.terms.intervals import INTERVAL_WORDS, IntervalName

    yield "## Between one step and another\n"
    yield "Counted from the day of the step; a first day on which something may be done does not move over a day off.\n"
    yield "| code | what | kinds | length | basis | in force | |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        what, length = INTERVAL_WORDS[IntervalName(row["name"])], f"{row['length']} {row['unit']}"
        yield _line((row["code"], what, ", ".join(row["kinds"]), length, _basis(row), _days(row), row["confidence"]))
    yield ""


def _criteria(rows: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Complexity\n"
    yield "| code | kinds | case | basis | in force | |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        kinds = ", ".join(row["kinds"])
        yield f"| {row['code']} | {kinds} | {row['words']} | {_basis(row)} | {_days(row)} | {row['confidence']} |"
    yield ""


def _calendar(source: Path) -> Iterator[str]:
    yield "## Days that differ from the plain week\n"
    yield "| day | | name | ground | source | |"
    yield "|---|---|---|---|---|---|"
    with source.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield _line(row[name] for name in ("day", "kind", "name", "ground", "source", "confidence"))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _basis(row: dict[str, Any]) -> str:
    from tracking.terms.models import citations

    return "; ".join(cited.label for cited in citations(row["basis"]))


def _days(row: dict[str, Any]) -> str:
    return f"{row['valid_from']} – {row['valid_to'] or ''}".rstrip()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    sys.stdout.write(page())
