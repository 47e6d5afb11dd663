"""Where the portal rests on a provision: the library asks whoever has registered, and knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Use:
    """One place that rests on an article: what kind of thing it is, its name, its address ("" where none is public)."""

    kind: str
    name: str
    url: str = ""


# Asked with the stable key of an article ("02/2011/QH13#dieu-27"); answers for it and everything below it.
Ask = Callable[[str], Iterable[Use]]
_ASKED: dict[str, Ask] = {}


def register(name: str, ask: Ask) -> None:
    """Called once by whoever has something to say, when the apps are ready."""
    _ASKED[name] = ask


def uses_of(key: str) -> list[Use]:
    """Everything that rests on an article, each once, in the order of those who answered."""
    return list(dict.fromkeys(use for ask in _ASKED.values() for use in ask(key)))
