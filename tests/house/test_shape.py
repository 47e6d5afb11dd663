"""Short files, short functions, no drawer for everything."""

import ast
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("portal", "tracking", "legal_library", "search")
DRAWERS = {"utils.py", "helpers.py", "common.py", "misc.py"}


def tracked(*patterns: str) -> list[Path]:
    """Files git knows; outside a clone, those that are there."""
    done = subprocess.run(["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return [path for pattern in patterns for path in ROOT.glob(pattern)]
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).exists()]


def sources() -> list[Path]:
    return [
        path for path in tracked("*.py") if path.relative_to(ROOT).parts[0] in ROOMS and "migrations" not in path.parts
    ]


# Starter pages are prose in the shape of code; nobody follows their control flow.
PROSE = "starter_pages"


def functions() -> Iterator[tuple[Path, ast.FunctionDef, int]]:
    for path in (path for path in sources() if PROSE not in path.parts):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield path, node, lines_of(node)


def lines_of(function: ast.FunctionDef) -> int:
    """Lines of the body without its docstring."""
    first = function.body[0]
    has_words = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    body = function.body[1:] if has_words else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 1


def test_no_file_outgrows_its_subject() -> None:
    assert {
        str(path.relative_to(ROOT)): n for path in sources() if (n := len(path.read_text().splitlines())) > 400
    } == {}


def test_no_function_outgrows_a_screen() -> None:
    assert [f"{path.relative_to(ROOT)}:{node.name} {n}" for path, node, n in functions() if n > 60] == []


def test_most_functions_are_a_few_lines() -> None:
    lengths = sorted(n for _, _, n in functions())
    assert statistics.median(lengths) <= 8
    assert lengths[int(0.9 * len(lengths))] <= 25


def test_there_is_no_drawer_for_everything() -> None:
    assert [str(path) for path in sources() if path.name in DRAWERS] == []


@pytest.mark.parametrize("room", ROOMS)
def test_imports_stand_at_the_top(room: str) -> None:
    """But for an app's ready(), for management entry points, and where the reason is written on the line."""
    hidden = [
        f"{path.relative_to(ROOT)}:{inner.lineno}"
        for path, node, _ in functions()
        if path.is_relative_to(ROOT / room) and node.name != "ready"
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
        and "PLC0415" not in path.read_text().splitlines()[inner.lineno - 1]
    ]
    assert hidden == []
