"""Which of the new words belong to which of the places an instruction names."""

from __future__ import annotations

import re

from ..narrowed import OPENING
from .blocks import Block, begins_numbered, head_of, parts
from .completing import kind_of, number_of
from .groups import own_name
from .shapes import Target

_ELLIPSIS = re.compile(r"[“\"]?(?:\.{2,}|…|\(\.{3}\))[”\"]?[.;]?$")


def new_texts(targets: list[Target], block: Block) -> list[str] | None:
    """The new words of each place, or None when they are not those the instruction announces."""
    first = targets[0]
    if len(targets) == 1 and (first.heading or first.group or first.part or not begins_numbered(block.lines[0])):
        return ["\n".join(block.lines)] if _fits(first, block) else None
    if first.heading:
        named = head_of(kind_of(first), number_of(first)).match(block.lines[0])
        below = [(kind_of(each), number_of(each)) for each in targets[1:]]
        further = parts(block.lines[1:], below) if named else None
        return [block.lines[0], *further] if further else None
    if any(target.group or target.part not in ("", OPENING) for target in targets):
        return None
    places = [(kind_of(target), number_of(target)) for target in targets]
    return parts(block.lines, places) or parts(_without_opening(block.lines, first), places)


def _fits(target: Target, block: Block) -> bool:
    """Whether new words without a number of their own are those of the one place named."""
    if target.heading:
        return True
    if target.group:
        return block.lines[0].lower().startswith(own_name(target.group).lower())
    # "Sửa đổi khoản 3 như sau: “Đối với …”" leaves the number out; of an article the first line may be a new name.
    whole = not target.part and kind_of(target) == "article"
    return block.marked and (not whole or len(block.lines) == 1 or block.lines[0].endswith((".", ":", ";")))


def _without_opening(lines: list[str], first: Target) -> list[str]:
    """ "Bổ sung điểm c vào khoản 10 như sau: “10. … gồm: c) …”": the lines without those that only say where it is."""
    holders = [("article", first.article)] if first.article and (first.clause or first.point) else []
    holders += [("clause", first.clause)] if first.clause and first.point else []
    rest = [line for line in lines if not _ELLIPSIS.match(line)]
    for kind, number in holders:
        if len(rest) > 1 and head_of(kind, number or "").match(rest[0]):
            rest = rest[1:]
    return rest if len(rest) < len(lines) else []
