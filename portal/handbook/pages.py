"""The guides as Markdown, for `docs/guides/`: `python -m portal.handbook.pages` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .reading import Handbook, Step, handbooks

DOCS = Path(__file__).parents[2] / "docs" / "guides"
STATIC_FROM_DOCS = "../../portal/static/"


def markdown(book: Handbook) -> str:
    return "\n".join([f"# {book.title}", "", book.summary, "", *_tasks(book)])


def _tasks(book: Handbook) -> Iterator[str]:
    for task in book.tasks:
        yield from (f"## {task.title}", "")
        if task.before:
            yield from (task.before, "")
        for number, step in enumerate(task.steps, start=1):
            yield from _step(number, step)


def _step(number: int, step: Step) -> Iterator[str]:
    yield from (f"{number}. {step.words}", "")
    if step.picture:
        yield from (f"   ![Bước {number}]({STATIC_FROM_DOCS}{step.picture.name})", "")


def write() -> None:
    DOCS.mkdir(parents=True, exist_ok=True)
    for book in handbooks():
        (DOCS / f"{book.role}.md").write_text(markdown(book))


if __name__ == "__main__":
    write()
