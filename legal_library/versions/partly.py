"""Operations on less than an article, clause or point: its opening words, one paragraph or dash of it, its end. Pure.

Done only where the text leaves no doubt which words are meant; else refused with the reason.
"""

from __future__ import annotations

import re

from ..parsing.document import Node
from ..parsing.narrowed import FIRST, LAST, OPENING
from .refusing import CannotApply
from .tree import lines_of, unquoted

_DASH = re.compile(r"[-–+•]\s?")
_NUMBERED = ("clause", "point")
_END_MARK = re.compile(r"\s?[.;:,]$")


def change_part(node: Node, part: str, op: str, *, new_text: str, new_words: str) -> None:
    """Replace, repeal or add a part of this place. Raises CannotApply."""
    if op == "add" and new_words:
        _add_words(node, part, new_words)
    elif op in ("add", "insert_after"):
        _add_paragraph(node, part, _one_line(new_text))
    elif op == "replace":
        paragraph = find(node, part)
        paragraph.text = _unnumbered(node, _one_line(new_text))
    elif op == "repeal":
        _remove(node, find(node, part), part)
    else:
        raise CannotApply(f"Chưa áp dụng được thao tác này lên {part}.")


def find(node: Node, part: str) -> Node:
    """The node whose own text (none of its children's) is the part; the place itself where it begins with it.

    Raises CannotApply where the text has none or it is not clear which.
    """
    if part == OPENING:
        return _opening(node)
    kind, _, count = part.rpartition(" ")
    if kind == "đoạn":
        return _counted(_paragraphs(node, one=count == "1"), count, part)
    if kind == "gạch đầu dòng":
        return _counted(_dashes(node), count, part)
    raise CannotApply(f"Không xác định chắc được {part} trong văn bản; xin nhập tay cả khoản hoặc điểm.")


def _opening(node: Node) -> Node:
    if not any(child.kind in _NUMBERED or _DASH.match(child.text) for child in node.children):
        raise CannotApply("Nơi được sửa không có khoản, điểm nào sau đoạn mở đầu.")
    return _paragraphs(node, one=True)[0]


def _paragraphs(node: Node, *, one: bool) -> list[Node]:
    """The paragraphs of a place; `one`: those before its first clause or point, of which there must be just one."""
    found = [node] if node.text else []
    for child in node.children:
        if child.kind in _NUMBERED or _DASH.match(child.text):
            if one and len(found) == 1:
                return found
            raise CannotApply("Nơi được sửa có cả đoạn văn và khoản, điểm: không rõ đoạn nào.")
        found.append(child)
    return found


def _dashes(node: Node) -> list[Node]:
    return [child for child in node.children if _DASH.match(child.text)]


def _counted(found: list[Node], count: str, part: str) -> Node:
    place = len(found) if count == LAST else int(count)
    if not 1 <= place <= len(found):
        raise CannotApply(f"Nơi được sửa có {len(found)} {part.rpartition(' ')[0]}, không có {part}.")
    return found[place - 1]


def _remove(node: Node, paragraph: Node, part: str) -> None:
    if paragraph is node:
        raise CannotApply(f"Không bãi bỏ riêng {part} được.")
    node.children = [child for child in node.children if child is not paragraph]


def _add_paragraph(node: Node, part: str, text: str) -> None:
    kind, _, count = part.rpartition(" ")
    if kind not in ("đoạn", "gạch đầu dòng"):
        raise CannotApply(f"Không rõ bổ sung vào chỗ nào: {part}.")
    if (kind == "gạch đầu dòng") != (_DASH.match(text) is not None):
        raise CannotApply(f"Nội dung mới không phải {kind}.")
    if count != LAST:
        there = len(_dashes(node) if kind == "gạch đầu dòng" else _paragraphs(node, one=False))
        if int(count) != there + 1:
            raise CannotApply(f"Nơi được sửa có {there} {kind}, không bổ sung {part} vào sau được.")
    node.children.append(Node("paragraph", text=text))


def _add_words(node: Node, part: str, words: str) -> None:
    """ "Bổ sung cụm từ “…” vào cuối điểm a": before the mark the point ends with."""
    if part == FIRST:
        raise CannotApply("Bổ sung vào đầu một nơi đổi cả chữ hoa, chữ thường của chữ sau; xin nhập tay.")
    if part != LAST or node.children or not node.text:
        raise CannotApply("Nơi được sửa có nhiều đoạn: không rõ bổ sung vào cuối đoạn nào.")
    added = " ".join(words.split())
    mark = _END_MARK.search(node.text)
    text = node.text[: mark.start()] if mark else node.text
    if text.endswith(added.rstrip(".;:, ")):
        raise CannotApply(f"Nơi được nêu đã có cụm từ mới “{added}”.")
    end = "" if _END_MARK.search(added) or not mark else mark[0]
    node.text = f"{text}{'' if added[0] in ',.;:' else ' '}{added}{end}"


def _one_line(new_text: str) -> str:
    lines = lines_of(unquoted(new_text))
    if len(lines) != 1:
        raise CannotApply(f"Nội dung mới có {len(lines)} đoạn, cần đúng một.")
    return lines[0]


def _unnumbered(node: Node, text: str) -> str:
    """ "2. Trong thời hạn …:" as the opening of clause 2; another number is refused."""
    mark = re.match(r"(?:Điều\s)?(\d{1,4}[a-zđ]?)\s?\.\s|([a-zđ]\d?)\s?\)\s", text)
    if mark is None:
        return text
    if (mark[1] or mark[2]).lower() != node.number.lower() or (mark[1] is None) != (node.kind == "point"):
        raise CannotApply(f"Nội dung mới mang số {mark[1] or mark[2]}, nơi được sửa mang số {node.number}.")
    return text[mark.end() :].strip()
