"""How each kind of person uses the portal, step by step: the words are data (`words/<role>.toml`), one picture a step.

The pictures are taken by the walks of `tests/browser` (`make guides`), which take every step in this order: a guide
whose button is gone fails there. `docs/guides/` is the same for who reads the code.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

WORDS = Path(__file__).parent / "words"
STATIC = Path(__file__).parents[1] / "static"
# The order in which they are listed; the first is for everybody, the others for the desk.
CITIZEN = "citizen"
ROLES = (CITIZEN, "officer", "editor", "librarian", "administrator")
LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Picture:
    """`name` as static files know it; the size keeps the page from jumping."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Step:
    key: str
    words: str
    picture: Picture | None


@dataclass(frozen=True)
class Task:
    key: str
    title: str
    before: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Handbook:
    role: str
    title: str
    summary: str
    tasks: tuple[Task, ...]

    def task(self, key: str) -> Task:
        return next(task for task in self.tasks if task.key == key)


@cache
def handbook(role: str, language: str = "vi") -> Handbook:
    """The guide of that role; what has no English is Vietnamese. Raises KeyError for a role without one."""
    file = WORDS / f"{role}.toml"
    if role not in ROLES or not file.exists():
        raise KeyError(role)
    said = tomllib.loads(file.read_text())
    tasks = tuple(_task(role, task, language) for task in said["task"])
    return Handbook(role, _words(said["title"], language), _words(said["summary"], language), tasks)


def handbooks(language: str = "vi") -> list[Handbook]:
    return [handbook(role, language) for role in ROLES if (WORDS / f"{role}.toml").exists()]


def picture_file(role: str, task: str, step: str) -> Path:
    return STATIC / _name(role, task, step)


def _task(role: str, said: dict[str, Any], language: str) -> Task:
    steps = tuple(
        Step(one["key"], _words(one["words"], language), _picture(role, said["key"], one["key"]))
        for one in said["step"]
    )
    return Task(said["key"], _words(said["title"], language), _words(said.get("before", ""), language), steps)


def _words(said: str | list[str], language: str) -> str:
    return said if isinstance(said, str) else said[min(LANGUAGES.index(language), len(said) - 1)]


def _name(role: str, task: str, step: str) -> str:
    return f"portal/handbook/{role}/{task}-{step}.webp"


def _picture(role: str, task: str, step: str) -> Picture | None:
    """A step whose picture was not taken yet is told in words alone."""
    file = picture_file(role, task, step)
    if not file.exists():
        return None
    with Image.open(file) as image:
        return Picture(_name(role, task, step), *image.size)
