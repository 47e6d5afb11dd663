"""The table as a page for people: `docs/procedure.md`, equal to the code by test. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ..grounds import GROUNDS, Ground
from ..petition import KIND_NAMES, Kind
from .states import ACTION_NAMES, STATE_NAMES, Action
from .table import BY_DAY_OF_STEP, steps_of
from .transition import HANDLERS, HEAD, Transition

_KINDS = (Kind.COMPLAINT, Kind.DENUNCIATION, Kind.PROPOSAL)
_HEAD = """# Procedure

Generated from `tracking/casework/workflow/` by `manage.py write_procedure`; a test keeps it equal to the code.

A step that stays in its state adds a fact to the file. Handlers are officer, head, reception board and committee
office of the handling agency. *Clock* is what the step is to the term engine, *letter* the key of the paper it produces
(after a stroke: in the second settlement; after a comma: what else the law wants written because of it). *First* is
what must be so before the step is offered, *checks* what is asked of its form, each with its place in the law where it
has one. Grounds follow the law of the day the petition was received, a complaint's longer term that of its acceptance;
these follow the law of their own day: {by_day}.
"""


def procedure() -> str:
    """The whole page, in Markdown."""
    by_day = ", ".join(sorted(f"`{action.value}`" for action in BY_DAY_OF_STEP))
    return "\n".join([_HEAD.format(by_day=by_day), *(line for kind in _KINDS for line in _of_kind(kind))])


def _of_kind(kind: Kind) -> Iterator[str]:
    name = KIND_NAMES[kind] + (f", {KIND_NAMES[Kind.FEEDBACK].lower()}" if kind is Kind.PROPOSAL else "")
    yield f"## {name} (`{kind.value}`)\n"
    yield "| from | step | to | who | clock | letter | asks | first | checks |"
    yield "|---|---|---|---|---|---|---|---|---|"
    yield from (_row(step) for step in steps_of(kind))
    yield f"\n### Grounds: {name}\n"
    yield "| step | ground | provisions | settlement | from | to | read |"
    yield "|---|---|---|---|---|---|---|"
    for action in Action:
        yield from _grounds(kind, action)
    yield ""


def _row(step: Transition) -> str:
    target = "stays" if step.stays else f"`{step.target.value}` {STATE_NAMES[step.target]}"
    cells = (
        f"`{step.source.value}` {STATE_NAMES[step.source]}",
        f"`{step.action.value}` {step.title}{' (in the portal)' if step.names_agency else ''}",
        target,
        _who(step),
        step.term_event,
        _letters(step),
        ", ".join(f"`{field.name}`" for field in step.asks),
        "; ".join(_named(need.words, need.law) for need in step.needs),
        ", ".join(_named(f"`{check.name}`", check.law) for check in step.checks),
    )
    return _line(cells)


def _letters(step: Transition) -> str:
    own = " / ".join(filter(None, (step.letter, step.second_letter)))
    return ", ".join((*((own,) if own else ()), *step.further_letters))


def _who(step: Transition) -> str:
    if step.roles >= HANDLERS:
        return "handlers" + "".join(f", {role}" for role in sorted(step.roles - HANDLERS))
    return "head" if step.roles == HEAD else ", ".join(sorted(step.roles))


def _grounds(kind: Kind, action: Action) -> Iterator[str]:
    for ground in GROUNDS:
        if ground.action == action.value and kind in ground.kinds:
            yield _line((
                ACTION_NAMES[action],
                f"`{ground.key}` {ground.title}",
                ", ".join(ground.citations),
                _settlement(ground),
                f"{ground.valid_from:%d/%m/%Y}",
                f"{ground.valid_to:%d/%m/%Y}" if ground.valid_to else "",
                ground.confidence,
            ))  # fmt: skip


def _settlement(ground: Ground) -> str:
    flags = (*sorted(ground.requires), *(f"not {flag}" for flag in sorted(ground.excludes)))
    return ", ".join(({0: "both", 1: "first", 2: "second"}[ground.instance], *flags))


def _named(words: str, law: str) -> str:
    return f"{words} ({law.replace(' ', ', ')})" if law else words


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
