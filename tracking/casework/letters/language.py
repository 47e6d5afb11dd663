"""The small language in which an editor writes a letter: read, checked and filled in here. Pure.

One line is one paragraph. What a line begins with says what it is:

    ## QUYẾT ĐỊNH:           bold, in the middle
    # I. THÀNH PHẦN          bold
    ~ Căn cứ …;              italic
    - như trên               an item
    || NGƯỜI A (Ký) || B     places to sign, side by side
    [nếu lan_hai] … [không thì] … [hết]    each on a line of its own; no nesting

Inside a line `{{ so_tham_chieu }}` is filled in from the case; `{{ điền: Lý do }}` is asked of the officer, with
`{{ điền: Lý do = loi_cua_buoc }}` proposing a fact. What stays empty becomes a dotted blank to fill in by hand. Names
come from closed lists, values are never read again: nothing a person writes can act as language or as typesetting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .facts import FACTS, QUESTIONS

MOST_LINES = 400
MOST_LABEL = 120
BLANK = "……………"
_SIDE = "||"
_SLOT = re.compile(r"\{\{(.*?)\}\}")
_COMMAND = re.compile(r"\[(nếu|không thì|hết)([^\]]*)\]")
_ASK = "điền:"
_ARTICLE = re.compile(r"Điều \d+[a-zđ]?\.")
_MARKS = (("## ", "centre"), ("# ", "heading"), ("~ ", "ground"), ("- ", "item"))
_ONE_BLANK = re.compile(r"\s+")


class WordingError(ValueError):
    """The wording cannot be read; `line` counts from 1."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"Dòng {line}: {why}")
        self.line = line


class Shape(StrEnum):
    PLAIN = "plain"
    CENTRE = "centre"
    HEADING = "heading"
    GROUND = "ground"
    ITEM = "item"
    SIGNERS = "signers"


@dataclass(frozen=True)
class Slot:
    """A place filled from the case (`name`), or asked of the officer (`label`, with `name` as the proposal)."""

    name: str
    label: str = ""


@dataclass(frozen=True)
class Line:
    """`parts` are literal texts and slots; `condition` is the question it stands under, `wanted` its answer."""

    number: int
    shape: Shape
    parts: tuple[str | Slot, ...]
    condition: str = ""
    wanted: bool = True

    def slots(self) -> Iterator[Slot]:
        return (part for part in self.parts if isinstance(part, Slot))


@dataclass(frozen=True)
class Run:
    """A stretch of one paragraph; without text it is a blank to fill in by hand."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """`columns` only where people sign side by side: what stands above each signature."""

    shape: Shape
    runs: tuple[Run, ...]
    columns: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text or BLANK for run in self.runs)


@dataclass(frozen=True)
class Wording:
    """A text of the language, read and found good."""

    lines: tuple[Line, ...] = ()

    def questions(self) -> list[Slot]:
        """What the officer is asked, each once, in the order of the text."""
        asked = {slot.label: slot for line in reversed(self.lines) for slot in reversed([*line.slots()]) if slot.label}
        return [*reversed(asked.values())]

    def names(self) -> frozenset[str]:
        return frozenset(slot.name for line in self.lines for slot in line.slots() if slot.name)


@dataclass(frozen=True, kw_only=True)
class Filling:
    """Everything a wording may be given: facts by name, answers by label, questions that are true."""

    facts: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    true: frozenset[str] = frozenset()

    def of(self, slot: Slot) -> str:
        return (self.answers.get(slot.label, "") if slot.label else self.facts.get(slot.name, "")).strip()


def read(text: str, allowed: Iterable[str] = FACTS) -> Wording:
    """The wording; raises WordingError for the first line that cannot be read. `allowed` are the names it may use."""
    known, lines, condition, wanted, opened = frozenset(allowed), [], "", True, 0
    source = text.splitlines()
    if len(source) > MOST_LINES:
        raise WordingError(MOST_LINES + 1, f"văn bản dài quá {MOST_LINES} dòng.")
    for number, raw in enumerate(source, start=1):
        line = raw.strip()
        if command := _COMMAND.fullmatch(line):
            condition, wanted = _turn(command, number, condition, wanted)
            opened = number if condition else 0
        elif line:
            shape, rest = _shape(line)
            lines.append(Line(number, shape, _parts(rest, number, known), condition, wanted))
    if condition:
        raise WordingError(opened, "lệnh [nếu …] chưa có dòng [hết].")
    return Wording(tuple(lines))


def fill(wording: Wording, filling: Filling) -> list[Paragraph]:
    """The paragraphs, in order. A value of several lines alone on its line gives as many paragraphs."""
    return [
        paragraph
        for line in wording.lines
        if not line.condition or (line.condition in filling.true) is line.wanted
        for paragraph in _paragraphs(line, filling)
    ]


def _turn(command: re.Match[str], number: int, condition: str, wanted: bool) -> tuple[str, bool]:
    word, rest = command[1], command[2].strip()
    if word == "nếu":
        if condition:
            raise WordingError(number, "không đặt [nếu …] trong một [nếu …] khác.")
        if rest not in QUESTIONS:
            raise WordingError(number, f"không có điều kiện «{rest}». Dùng được: {', '.join(QUESTIONS)}.")
        return rest, True
    if not condition or rest:
        raise WordingError(number, f"lệnh [{word}] không đứng sau một [nếu …].")
    if word == "hết":
        return "", True
    if not wanted:
        raise WordingError(number, "chỉ có một [không thì] cho mỗi [nếu …].")
    return condition, False


def _shape(line: str) -> tuple[Shape, str]:
    if line.startswith(_SIDE):
        return Shape.SIGNERS, line.removeprefix(_SIDE)
    for mark, name in _MARKS:
        if line.startswith(mark):
            return Shape(name), line[len(mark) :].strip()
    return Shape.PLAIN, line


def _parts(text: str, number: int, known: frozenset[str]) -> tuple[str | Slot, ...]:
    parts: list[str | Slot] = []
    end = 0
    for found in _SLOT.finditer(text):
        parts += [_literal(text[end : found.start()], number), _slot(found[1], number, known)]
        end = found.end()
    parts.append(_literal(text[end:], number))
    return tuple(part for part in parts if part != "")


def _literal(text: str, number: int) -> str:
    if "{{" in text or "}}" in text:
        raise WordingError(number, "dấu {{ và }} phải đi thành cặp trên cùng một dòng.")
    if stray := _COMMAND.search(text):
        raise WordingError(number, f"lệnh {stray[0]} phải đứng một mình trên một dòng.")
    return _ONE_BLANK.sub(" ", text)


def _slot(text: str, number: int, known: frozenset[str]) -> Slot:
    inside = _ONE_BLANK.sub(" ", text).strip()
    if not inside.startswith(_ASK):
        return Slot(_known(inside, number, known))
    label, _, proposal = inside.removeprefix(_ASK).partition("=")
    if not label.strip():
        raise WordingError(number, "sau «điền:» cần có câu hỏi, ví dụ {{ điền: Lý do }}.")
    if len(label.strip()) > MOST_LABEL:
        raise WordingError(number, f"câu hỏi sau «điền:» dài quá {MOST_LABEL} ký tự.")
    return Slot(_known(proposal.strip(), number, known) if proposal.strip() else "", label.strip())


def _known(name: str, number: int, known: frozenset[str]) -> str:
    if name in known:
        return name
    if name in FACTS:
        why = f"văn bản về tố cáo không được dùng chỗ điền «{name}»: có thể lộ người tố cáo (Luật Tố cáo Điều 8, 56)."
        raise WordingError(number, why)
    raise WordingError(number, f"không có chỗ điền «{name}». Xem danh sách các chỗ điền ở cuối trang.")


def _paragraphs(line: Line, filling: Filling) -> Iterator[Paragraph]:
    if line.shape is Shape.SIGNERS:
        yield Paragraph(line.shape, (), _columns(line, filling))
        return
    alone = line.parts[0] if len(line.parts) == 1 else None
    if isinstance(alone, Slot):
        for text in _lines(filling.of(alone)) or [""]:
            yield Paragraph(line.shape, tuple(_runs(text)))
        return
    runs: list[Run] = []
    for part in line.parts:
        if isinstance(part, Slot):
            runs.append(Run(" ".join(filling.of(part).split())))
        else:
            runs += _runs(part) if not runs else [Run(part)]
    yield Paragraph(line.shape, tuple(_begun(runs) if isinstance(line.parts[0], Slot) else runs))


def _begun(runs: list[Run]) -> list[Run]:
    """A sentence that a value begins ("ngày 05…") begins with a capital all the same."""
    first, *others = runs
    return [Run(first.text[:1].upper() + first.text[1:], first.bold), *others]


def _columns(line: Line, filling: Filling) -> tuple[str, ...]:
    """Split at the wording's own bars only, never at one inside a value."""
    columns = [""]
    for part in line.parts:
        if isinstance(part, Slot):
            columns[-1] += " ".join(filling.of(part).split()) or BLANK
            continue
        first, *others = part.split(_SIDE)
        columns[-1] += first
        columns += others
    return tuple(column.strip() for column in columns)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _runs(text: str) -> list[Run]:
    """ "Điều 1." at the head of a paragraph is bold, as in every decision."""
    found = _ARTICLE.match(text)
    if not found:
        return [Run(text)]
    return [run for run in (Run(found[0], bold=True), Run(text[found.end() :])) if run.text]
