"""One operation on one article. Pure. What does not fit exactly raises CannotApply with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.text import place_number

from ..parsing.articles import group_number
from ..parsing.document import Node
from ..parsing.narrowed import split_key
from .partly import change_part, find
from .refusing import CannotApply
from .tree import NotATree, copy_of, place_in, read_article, read_clauses, read_heading, read_points, unquoted

__all__ = ["HEADING", "REPEALED", "CannotApply", "Operation", "Place", "apply", "is_repealed"]

REPEALED = "(được bãi bỏ)"
HEADING = "ten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`target` is a key inside the act: "dieu-27", "dieu-8.khoan-4.diem-a", "dieu-20.ten" (its heading)."""

    op: str
    target: str
    old_words: str = ""
    new_words: str = ""
    new_text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A target read: article, clause, point as written in keys ("dd" is đ); `heading` when only the name is meant;
    `part` in words when less than the place is meant.
    """

    unit: str
    clause: str = ""
    point: str = ""
    heading: bool = False
    part: str = ""

    @classmethod
    def read(cls, key: str) -> Place:
        bare, part = split_key(key)
        segments = bare.split(".")
        unit, clause, point, heading = "", "", "", False
        for segment in segments:
            if segment.startswith("khoan-"):
                clause = segment.removeprefix("khoan-")
            elif segment.startswith("diem-"):
                point = place_number(segment.removeprefix("diem-"))
            elif segment == HEADING:
                heading = True
            else:
                unit = f"{unit}.{segment}" if unit else segment
        return cls(unit, place_number(clause), point, heading, part)

    @property
    def is_whole(self) -> bool:
        return not (self.clause or self.point or self.heading or self.part)


def apply(article: Node | None, operation: Operation) -> Node:
    """The article after the operation; the given tree is left as it is. Raises CannotApply."""
    place = Place.read(operation.target)
    try:
        if article is None:
            return _new_article(operation)
        return _change(copy_of(article), place, operation)
    except NotATree as error:
        raise CannotApply(str(error)) from error


def _new_article(operation: Operation) -> Node:
    if operation.op not in ("insert_after", "add"):
        raise CannotApply("Điều này không có trong văn bản được sửa vào ngày có hiệu lực.")
    last = operation.target.rpartition(".")[2]
    return read_article(operation.new_text) if last.startswith("dieu-") else read_heading(operation.new_text)


def _change(article: Node, place: Place, operation: Operation) -> Node:
    if is_repealed(article):
        raise CannotApply("Điều này đã bị bãi bỏ trước đó.")
    if place.heading and (place.clause or place.point):
        raise CannotApply(f"{'Điểm' if place.point else 'Khoản'} không có tên, chỉ điều, chương, mục có tên.")
    if operation.op == "replace_words" or (operation.op == "repeal" and operation.old_words):
        _replace_words(_target(article, place), place, operation)
        return article
    if place.part:
        words = {"new_text": operation.new_text, "new_words": operation.new_words}
        change_part(_target(article, place), place.part, operation.op, **words)
        return article
    if operation.op == "repeal":
        return _repeal(article, place)
    if operation.op == "replace":
        return _replace(article, place, operation.new_text)
    if place.is_whole and _begins_with_article(operation.new_text):
        raise CannotApply(f"Văn bản được sửa đã có Điều {article.number}.")
    return _insert(article, place, operation.new_text)


def is_repealed(node: Node) -> bool:
    return node.text == REPEALED and not node.children


def _target(article: Node, place: Place) -> Node:
    """The node of a place. Raises CannotApply when the text has none."""
    node = article
    if place.clause:
        node = _child(node, "clause", place.clause, "khoản")
    if place.point:
        node = _child(node, "point", place.point, "điểm")
    return node


def _child(node: Node, kind: str, number: str, word: str) -> Node:
    found = [child for child in node.children if child.kind == kind and child.number.lower() == number]
    if not found:
        raise CannotApply(f"Không thấy {word} {number} trong điều được sửa.")
    if len(found) > 1:
        raise CannotApply(f"Điều được sửa có hơn một {word} {number}.")
    if is_repealed(found[0]):
        raise CannotApply(f"Trong điều được sửa, {word} {number} đã bị bãi bỏ trước đó.")
    return found[0]


def _repeal(article: Node, place: Place) -> Node:
    if place.heading:
        raise CannotApply("Không bãi bỏ riêng tên điều được.")
    if place.is_whole and article.kind != "article":
        raise CannotApply("Bãi bỏ cả chương, mục: xin nhập tay cho từng điều của chương, mục ấy.")
    node = _target(article, place)
    node.text, node.children = REPEALED, []
    return article


def _replace(article: Node, place: Place, new_text: str) -> Node:
    if place.heading:
        article.heading = _new_heading(article, " ".join(unquoted(new_text).split()))
        return article
    if place.is_whole:
        return _replaced_article(article, new_text)
    node, holder = _target(article, place), _holder(article, place)
    new = _one(new_text, "point" if place.point else "clause")
    if new.number.lower() != node.number.lower():
        raise CannotApply(f"Nội dung mới mang số {new.number}, nơi được sửa mang số {node.number}.")
    holder.children[holder.children.index(node)] = new
    return article


def _new_heading(node: Node, words: str) -> str:
    """The name alone: an amending act says it with the number it stands behind."""
    said = _NUMBERED_NAME.match(words)
    if said is None:
        return words
    if said["kind"].lower() != _NAMED_SO.get(node.kind) or not _same(node, said["number"]):
        raise CannotApply(f"Tên mới là của {said['kind']} {said['number']}, nơi được sửa mang số {node.number}.")
    return words[said.end() :].strip()


def _same(node: Node, number: str) -> bool:
    if node.kind == "article":
        return number.lower() == node.number.lower()
    return group_number(Node(node.kind, number)) == group_number(node)


_NUMBERED_NAME = re.compile(
    r"(?P<kind>Điều|Chương|Mục|Tiểu mục|Phần)\s(?P<number>(?:thứ\s)?\w{1,8})(?:\s?[.:])?\s(?=\S)", re.IGNORECASE
)
_NAMED_SO = {"article": "điều", "chapter": "chương", "section": "mục", "subsection": "tiểu mục", "part": "phần"}


def _replaced_article(article: Node, new_text: str) -> Node:
    new = read_article(new_text)
    if new.number.lower() != article.number.lower():
        raise CannotApply(f"Nội dung mới là của Điều {new.number}, nơi được sửa là Điều {article.number}.")
    return new


def _holder(article: Node, place: Place) -> Node:
    return _target(article, Place(place.unit, place.clause)) if place.point and place.clause else article


def _one(new_text: str, kind: str) -> Node:
    found = read_points(new_text) if kind == "point" else read_clauses(new_text)
    if len(found) != 1:
        raise CannotApply(f"Nội dung mới có {len(found)} {'điểm' if kind == 'point' else 'khoản'}, cần đúng một.")
    return found[0]


def _insert(article: Node, place: Place, new_text: str) -> Node:
    """New clauses into the article, new points into its clause; their own numbers say where they stand."""
    kind = "point" if place.point or (place.clause and _begins_with_point(new_text)) else "clause"
    holder = article
    if kind == "point" and place.clause:
        holder = _target(article, Place(place.unit, place.clause))
    for new in read_points(new_text) if kind == "point" else read_clauses(new_text):
        same = [node for node in holder.children if node.kind == kind and node.number.lower() == new.number.lower()]
        if same and not is_repealed(same[0]):
            raise CannotApply(f"Đã có {'điểm' if kind == 'point' else 'khoản'} {new.number} trong điều được sửa.")
        for node in same:
            holder.children.remove(node)
        holder.children.insert(place_in(holder.children, new.kind, new.number), new)
    return article


def _begins_with_article(text: str) -> bool:
    return re.match(r"Điều\s\d", unquoted(text)) is not None


def _begins_with_point(text: str) -> bool:
    return re.match(r"[a-zđ]\d?\s?\)", unquoted(text)) is not None


def _replace_words(node: Node, place: Place, operation: Operation) -> None:
    old, new = _blanks(operation.old_words), _blanks(operation.new_words)
    if not old:
        raise CannotApply("Không rõ cụm từ cần thay.")
    nodes = [find(node, place.part)] if place.part else [node] if place.heading else list(node.walk())
    count = 0
    for each in nodes:
        if not place.part:
            each.heading, found = _swapped(each.heading, old, new)
            count += found
        if not place.heading:
            each.text, found = _swapped(each.text, old, new)
            count += found
    if not count:
        raise CannotApply(f"Không thấy cụm từ “{old}” ở nơi được nêu{_in_other_capitals(nodes, old)}.")


def _in_other_capitals(nodes: list[Node], old: str) -> str:
    """What the law has instead, when its words are the same but for their capitals."""
    wanted = old.casefold()
    for text in (text for node in nodes for text in (node.heading, node.text)):
        at = text.casefold().find(wanted)
        if at >= 0 and len(text.casefold()) == len(text):
            return f"; văn bản viết “{text[at : at + len(old)]}”, chỉ khác chữ hoa, chữ thường"
    return ""


def _blanks(words: str) -> str:
    return " ".join(words.replace("\xa0", " ").split())


def _swapped(text: str, old: str, new: str) -> tuple[str, int]:
    """The text with whole words replaced, and how many times."""
    pieces, done = [], 0
    for match in _occurrences(text, old):
        if new and len(new) > len(old) and text.startswith(new, match.start()):
            raise CannotApply(f"Nơi được nêu đã có cụm từ mới “{new}”.")
        rest = text[match.end() :]
        added = new.removeprefix(_common(old, new)).strip()
        if added and rest.lstrip().startswith(_tail(new, old)) and _tail(new, old):
            raise CannotApply(f"Sau “{old}” đã có “{_tail(new, old)}”, thay vào sẽ lặp chữ.")
        before = text[done : match.start()]
        # ", người" by "hoặc người": the blank that stood behind the comma stands before the word.
        glue = " " if new[:1].isalnum() and not old[:1].isalnum() and before[-1:].isalnum() else ""
        pieces.append(f"{before}{glue}{new}")
        done = match.end()
    if not pieces:
        return text, 0
    return re.sub(r" {2,}", " ", "".join(pieces) + text[done:]).strip(), len(pieces)


def _common(one: str, other: str) -> str:
    length = next((i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return one[: min(len(one), len(other)) if length is None else length]


def _tail(new: str, old: str) -> str:
    """Words the new phrase ends with beyond the old one's own last word: "làm việc" of "07 ngày làm việc"."""
    last = old.rsplit(maxsplit=1)[-1]
    words = new.split()
    if last not in words:
        return ""
    at = len(words) - 1 - words[::-1].index(last)
    return " ".join(words[at + 1 :])


def _occurrences(text: str, old: str) -> Iterator[re.Match[str]]:
    before = r"(?<!\w)" if old[0].isalnum() else ""
    after = r"(?!\w)" if old[-1].isalnum() else ""
    return re.finditer(before + r"\s+".join(re.escape(word) for word in old.split(" ")) + after, text)
