"""From what was read in an amending act to operations a librarian can judge: one for each article that changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.db import transaction

from search.symbols import fold_symbol

from ..matching import is_unique_by_itself
from ..models import Act, Amendment, Op, Provision, in_force_on
from ..parsing import amendments
from ..parsing.amendments import read_all
from ..parsing.articles import group_number
from ..parsing.document import Document, Node
from ..parsing.narrowed import segment, split_key
from ..parsing.numbers import key_letter
from . import deciding
from .applying import HEADING
from .tree import NotATree, lines_of, read_clauses, read_heading, read_points, unquoted

_AMENDING = re.compile(r"sửa đổi|bổ sung|thay thế|bãi bỏ", re.IGNORECASE)
_ARTICLE = re.compile(r"Điều\s+(\d{1,4}[a-zđ]?)\s?\.")
_GROUP = re.compile(r"(?:Chương|Mục|Tiểu mục|Phần)\s+[IVXL\d]", re.IGNORECASE)
_CLAUSE = re.compile(r"(\d{1,3}[a-zđ]?)\s?\.")
_POINT = re.compile(r"([a-zđ]\d?)\s?\)")
_CUT_QUOTATION = re.compile(r"“([^“”]{79,80})”$")
_GROUP_UNIT = re.compile(r"(?:Chương|Mục|Tiểu mục|Phần)\s(?:thứ\s\w+|\w+)", re.IGNORECASE)
_GROUP_KEYS = {"part": "phan", "chapter": "chuong", "section": "muc", "subsection": "tieu-muc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One instruction as read: `place` is the key in the amending act, `target` the key in the amended one."""

    place: str
    op: str
    symbol: str
    target: str
    old_words: str = ""
    new_words: str = ""
    new_text: str = ""
    doubt: str = ""
    effective: dt.date | None = None


def key_of(article: str, clause: str = "", point: str = "", *, heading: bool = False) -> str:
    """ "dieu-27.khoan-1.diem-dd" of 27, 1 and đ."""
    parts = [f"dieu-{key_letter(article.lower())}"] if article else []
    parts += [f"khoan-{key_letter(clause.lower())}"] if clause else []
    parts += [f"diem-{key_letter(point.lower())}"] if point else []
    return ".".join([*parts, HEADING] if heading and parts else parts)


def unit_of(key: str) -> str:
    """The article of a key, or the heading it names."""
    key, _ = split_key(key)
    found = re.match(r"(?:phu-luc-\d+\.)?dieu-[0-9a-z]+", key)
    return found[0] if found else key.removesuffix(f".{HEADING}")


def propose(act: Act, document: Document) -> list[Amendment]:
    """Read the instructions of an amending act and keep them as operations; an act without any has none.

    An act about something else may still change others in its last articles: there only what was read with certainty
    is kept, as most of its "sửa đổi" and "bãi bỏ" are no instructions.
    """
    named_so = _AMENDING.search(act.title) or _AMENDING.search(document.title)
    if not named_so and not any(_AMENDING.search(words) for words in _closing_words(document)):
        return []
    reading = read_all(document)
    unread = map(_unread, reading.unread) if named_so else ()
    sure = [each for each in reading.instructions if named_so or (each.target.document and each.target.article)]
    return store(act, [*map(_instruction, sure), *unread]) if sure or named_so else []


def _closing_words(document: Document) -> Iterator[str]:
    """The words of the last articles, where an act changes others by the way."""
    for article in document.articles()[-5:]:
        for node in article.walk():
            yield node.heading
            yield node.text


def _instruction(read: amendments.Instruction) -> Instruction:
    target = read.target
    key = key_of(target.article or "", target.clause or "", target.point or "", heading=target.heading)
    key = key or _group_key(target.group, heading=target.heading)
    return Instruction(
        place=_place(read.location),
        op=read.op,
        symbol=target.document or "",
        target=f"{key}.{segment(target.part)}" if key and target.part else key,
        old_words=read.old_words,
        new_words=read.new_words,
        new_text=read.new_text,
        effective=read.effective,
        doubt=_of_an_annex(read) if target.group and not key else "",
    )


def _of_an_annex(read: amendments.Instruction) -> str:
    """Why no operation of ours does it: an annex or form is no row of the act's own articles."""
    what = {"repeal": "Bãi bỏ", "add": "Bổ sung", "insert_after": "Bổ sung vào sau"}.get(read.op, "Thay")
    return f"{what} {read.target.group}: phụ lục, biểu mẫu không sửa bằng máy; xin nhập bản mới của phụ lục."


def _unread(read: amendments.Unread) -> Instruction:
    """What the machine is not sure of is listed with its words: a librarian enters it by hand."""
    return Instruction(
        place=_place(read.location),
        op=Op.REPLACE,
        symbol="",
        target="",
        new_text=read.words,
        doubt=_sentence(read.reason),
    )


def _sentence(reason: str) -> str:
    """A reason as a sentence of its own; a quotation cut for its length ends behind a word."""
    cut = _CUT_QUOTATION.search(reason)
    whole = f"{reason[: cut.start()]}“{cut[1].rpartition(' ')[0]}…”" if cut and " " in cut[1] else reason
    return f"{whole[:1].upper()}{whole[1:].rstrip('.')}."


def _place(location: amendments.Location) -> str:
    return key_of(location.article or "", location.clause or "", location.point or "")


def _group_key(words: str, *, heading: bool) -> str:
    """ "chuong-4.muc-2.ten" of "Mục 2 Chương IV", the key its row has."""
    segments: list[str] = []
    for unit in _GROUP_UNIT.findall(words):
        try:
            group = read_heading(unit)
        except NotATree:
            return ""
        segments.append(f"{_GROUP_KEYS[group.kind]}-{group_number(group)}")
    if _GROUP_UNIT.sub("", words).strip():
        return ""
    key = ".".join(segments[::-1])
    return f"{key}.{HEADING}" if key and heading else key


def relink(act: Act) -> None:
    """Operations whose target was not in the library may find it now."""
    targets = _Targets(act)
    for amendment in act.amendments.filter(target=None).exclude(target_symbol=""):
        amendment.target = targets.find(amendment.target_symbol)
        if amendment.target:
            Amendment.objects.filter(pk=amendment.pk).update(target=amendment.target)
            deciding.refresh_problem(amendment)


def link_waiting() -> int:
    """Link every operation whose act has come into the library since; how many found it."""
    linked = 0
    waiting = Amendment.objects.filter(target=None).exclude(target_symbol="")
    for act in Act.objects.filter(pk__in=waiting.values("act")):
        before = act.amendments.filter(target=None).count()
        relink(act)
        linked += before - act.amendments.filter(target=None).count()
    return linked


def store(act: Act, instructions: Iterable[Instruction]) -> list[Amendment]:
    """Put what was read in place of what still waits; what a librarian has decided or entered stays."""
    with transaction.atomic():
        act.amendments.filter(by_hand=False, state=Amendment.State.PROPOSED).delete()
        decided = {_identity(amendment) for amendment in act.amendments.all()}
        acts = _Targets(act)
        made = [_amendment(act, number, each, acts) for number, each in enumerate(_single(instructions, acts), 1)]
        fresh = [amendment for amendment in made if _identity(amendment) not in decided]
        Amendment.objects.bulk_create(fresh)
        for amendment in fresh:
            if not amendment.problem:
                deciding.refresh_problem(amendment)
    return fresh


def _identity(amendment: Amendment) -> tuple[str, ...]:
    return (
        amendment.place, amendment.op, fold_symbol(amendment.target_symbol), amendment.target_key,
        amendment.old_words, amendment.new_words, amendment.new_text,
    )  # fmt: skip


class _Targets:
    """The acts that instructions name, each looked up once; national acts are known by their symbol alone."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.found: dict[str, Act | None] = {}

    def find(self, symbol: str) -> Act | None:
        key = fold_symbol(symbol)
        if key not in self.found:
            acts = list(Act.objects.filter(symbol_key=key)) if key else []
            alone = len(acts) == 1 and (is_unique_by_itself(symbol) or acts[0].issued is not None)
            self.found[key] = acts[0] if alone else None
        return self.found[key]

    def with_words(self, symbol: str, words: str) -> list[str]:
        """Articles of an act in which words stand on the day the amending act takes effect."""
        target = self.find(symbol)
        if target is None or self.act.effective is None:
            return []
        rows = Provision.objects.filter(in_force_on(self.act.effective), act=target, kind="article", repealed=False)
        wanted = " ".join(words.split())
        return [
            row.key for row in rows.order_by("ordinal", "position") if wanted in f"{row.heading}\n{row.body}"
        ]  # fmt: skip


def _single(instructions: Iterable[Instruction], targets: _Targets) -> Iterator[Instruction]:
    """Instructions on exactly one article each, aimed at the place their own words name."""
    for instruction in instructions:
        if instruction.op in (Op.INSERT_AFTER, Op.ADD):
            yield from _added(instruction)
        elif instruction.op in (Op.REPLACE_WORDS, Op.REPEAL) and instruction.old_words and not instruction.target:
            keys = targets.with_words(instruction.symbol, instruction.old_words)
            yield from (replace(instruction, target=key) for key in keys)
            if not keys:
                yield instruction
        else:
            yield instruction


def _added(instruction: Instruction) -> Iterator[Instruction]:
    """The place of new words is told by their own number, not by what they stand behind."""
    if split_key(instruction.target)[1] or instruction.doubt:
        yield instruction
        return
    text = unquoted(instruction.new_text)
    article = unit_of(instruction.target)
    if _ARTICLE.match(text) or _GROUP.match(text):
        yield from _added_articles(instruction, text)
    elif _CLAUSE.match(text) and article:
        yield from _added_inside(instruction, article, _numbers(read_clauses, text), "khoan")
    elif _POINT.match(text) and article:
        clause = re.search(r"\.khoan-[0-9a-z]+", instruction.target)
        holder = article + (clause[0] if clause else "")
        yield from _added_inside(instruction, holder, _numbers(read_points, text), "diem")
    else:
        yield instruction


def _numbers(read: Callable[[str], list[Node]], text: str) -> list[str]:
    try:
        return [node.number for node in read(text)]
    except NotATree:
        return []


def _added_inside(instruction: Instruction, holder: str, numbers: list[str], word: str) -> Iterator[Instruction]:
    if not numbers:
        yield instruction
        return
    yield replace(instruction, target=f"{holder}.{word}-{key_letter(numbers[0].lower())}")


def _added_articles(instruction: Instruction, text: str) -> Iterator[Instruction]:
    """A section that comes with its articles becomes the articles, then the heading over them."""
    pieces: list[list[str]] = []
    opening: list[str] = []
    for line in lines_of(text):
        if _ARTICLE.match(line):
            pieces.append([line])
        elif pieces:
            pieces[-1].append(line)
        else:
            opening.append(line)
    for piece in pieces:
        number = _ARTICLE.match(piece[0])
        if number:
            yield replace(instruction, target=key_of(number[1]), new_text="\n".join(piece))
    if opening:
        yield _added_heading(instruction, opening)


def _added_heading(instruction: Instruction, opening: list[str]) -> Instruction:
    words = "\n".join(opening)
    try:
        group = read_heading(words)
    except NotATree:
        return replace(instruction, new_text=words, target="")
    inside = re.match(r"(?:chuong|phan)-[0-9a-z]+", instruction.target)
    own = f"{_GROUP_KEYS[group.kind]}-{group_number(group)}"
    parent = inside[0] if inside and group.kind != "chapter" else ""
    return replace(instruction, new_text=words, target=f"{parent}.{own}" if parent else own)


def _amendment(act: Act, number: int, each: Instruction, targets: _Targets) -> Amendment:
    return Amendment(
        act=act,
        ordinal=number,
        place=each.place,
        op=each.op,
        target=targets.find(each.symbol),
        target_symbol=each.symbol[:160],
        target_key=each.target[:120],
        unit=unit_of(each.target)[:120],
        old_words=each.old_words,
        new_words=each.new_words,
        new_text=each.new_text,
        effective=each.effective or act.effective,
        problem=each.doubt,
    )
