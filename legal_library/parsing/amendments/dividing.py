"""Which of the new words belong to which of the places an instruction names."""

from __future__ import annotations

from .blocks import Block, begins_numbered, head_of, parts
from .completing import kind_of, number_of
from .shapes import Target


def new_texts(targets: list[Target], block: Block) -> list[str] | None:
    """The new words of each place, or None when they are not those the instruction announces."""
    first = targets[0]
    if first.heading:
        if len(targets) == 1:
            return ["\n".join(block.lines)]
        named = head_of(kind_of(first), number_of(first)).match(block.lines[0])
        below = [(kind_of(each), number_of(each)) for each in targets[1:]]
        further = parts(block.lines[1:], below) if named else None
        return [block.lines[0], *further] if further else None
    if first.group:
        fits = block.lines[0].lower().startswith(first.group.lower())
        return ["\n".join(block.lines)] if fits and len(targets) == 1 else None
    if len(targets) == 1 and kind_of(first) != "article" and block.marked and not begins_numbered(block.lines[0]):
        return ["\n".join(block.lines)]  # "Sửa đổi khoản 3 như sau: “Đối với …”" leaves the number out
    return parts(block.lines, [(kind_of(target), number_of(target)) for target in targets])
