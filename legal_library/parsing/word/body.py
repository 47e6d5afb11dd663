"""The body of a Word file as lines, and doubts: what was hidden, deleted, inserted or numbered in an odd way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..document import Unreadable, Words
from ..tables import table_lines
from .numbering import NO_LIST, Numbering, Unknown, value
from .order import Listed, doubts_of_order
from .package import W, open_package
from .styles import Styles, switched

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST = 30
_THROUGH = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
_NO_WORDS = frozenset((f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{_MC}Fallback"))
_NOTES = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))
_ASIDE = frozenset((f"{W}delText", f"{W}instrText", f"{W}txbxContent", *_NOTES))
_MARKS = {
    f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
}  # fmt: skip
_MOST_DOUBTS = 40


def docx_words(data: bytes, name: str) -> Words:
    """The paragraphs of a Word file. Raises Unreadable for what is not safe or not whole."""
    package = open_package(data, name)
    reader = _Reader(Numbering(package.numbering), Styles(package.styles), name)
    body = package.document.find(f"{W}body")
    lines = list(reader.blocks(body, 0)) if body is not None else []
    if reader.held:
        lines.append(reader.held)
    doubts = [*reader.doubts, *doubts_of_order(reader.listed)]
    if len(doubts) > _MOST_DOUBTS:
        doubts = [*doubts[:_MOST_DOUBTS], f"Và {len(doubts) - _MOST_DOUBTS} chỗ khác của tệp Word cần xem lại."]
    return Words("\n".join(lines), doubts)


@dataclass(slots=True)
class _Run:
    """What a paragraph holds: words that count, and words that do not."""

    words: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: int = 0
    formula: bool = False
    counted: bool = False


class _Reader:
    """Walks the body once, counting lists as it goes."""

    def __init__(self, numbering: Numbering, styles: Styles, name: str) -> None:
        self.numbering = numbering
        self.styles = styles
        self.name = name
        self.doubts: list[str] = []
        self.listed: list[Listed] = []
        self.held = ""

    def blocks(self, holder: Element, depth: int) -> Iterator[str]:
        """Lines of paragraphs and tables in reading order."""
        if depth > _DEEPEST:
            raise Unreadable(f"Tệp “{self.name}” có bảng lồng nhau quá sâu, không nhập được.")
        for child in holder:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag in _THROUGH:
                yield from self.blocks(child, depth + 1)
            elif child.tag == f"{_MC}AlternateContent":
                yield from (line for choice in child[:1] for line in self.blocks(choice, depth + 1))

    # --- paragraphs ---------------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[str]:
        properties = paragraph.find(f"{W}pPr")
        run = self._run(paragraph, self.styles.hidden(value(properties, "pStyle") or self.styles.default))
        words = self.held + "".join(run.words)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        self.held = ""
        if mark is not None and any(mark.find(tag) is not None for tag in _DELETED):
            self.held = words  # its end is deleted: the next paragraph goes on in the same line
        else:
            yield self._numbered(properties, words, hidden=bool(run.hidden) and switched(mark) is True)
        self._doubt(run, words)
        for box in run.boxes:
            yield from self.blocks(box, depth + 1)

    def _numbered(self, properties: Element | None, words: str, *, hidden: bool) -> str:
        """The line with the number Word sets before it."""
        bare = words.strip()
        place = self._place(properties)
        if place is None or (hidden and not bare):
            self.listed.append(Listed("", bare))
            return words
        try:
            label = self.numbering.label(*place)
        except Unknown:
            if bare:
                self.doubts.append(f"Không đọc được số tự động của Word trước đoạn “{short(bare)}”.")
            return words
        if label and not bare:
            if label != "•":
                self.doubts.append(f"Trong Word có một đoạn trống mang số tự động “{label}”; số này đã bỏ qua.")
            return words
        self.listed.append(Listed(label, bare))
        return f"{label} {bare}" if label else words

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else its style's; None for a plain paragraph."""
        direct = properties.find(f"{W}numPr") if properties is not None else None
        number, level = value(direct, "numId"), value(direct, "ilvl")
        style = self.styles.numbered(value(properties, "pStyle") or "")
        if number is None and style is not None:
            number, stated, name = style
            level = level or stated or str(self.numbering.level_of_style(number, name))
        if number is None or number == NO_LIST:
            return None
        return number, int(level) if level and level.isdecimal() and len(level) < 3 else 0

    def _run(self, paragraph: Element, hidden: bool | None) -> _Run:
        """Everything inside a paragraph, sorted by whether its reader sees it."""
        run = _Run()
        stack = [(child, False, False, bool(hidden)) for child in reversed(paragraph)]
        while stack:
            node, gone, new, unseen = stack.pop()
            tag = node.tag
            if tag in (f"{W}t", f"{_M}t"):
                run.formula = run.formula or tag != f"{W}t"
                self._take(run, node.text or "", gone, new, unseen)
            elif tag in _MARKS:
                self._take(run, _MARKS[tag], gone, new, unseen)
            elif tag in _ASIDE:
                _set_aside(run, node)
            elif tag not in _NO_WORDS:
                gone, new = gone or tag in _DELETED, new or tag in _INSERTED
                if tag == f"{W}r":
                    unseen = self._unseen(node, unseen)
                stack.extend((child, gone, new, unseen) for child in reversed(node))
        return run

    def _unseen(self, run: Element, inherited: bool) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return inherited
        own = switched(properties)
        if own is None:
            own = self.styles.hidden(value(properties, "rStyle") or "")
        return inherited if own is None else own

    @staticmethod
    def _take(run: _Run, words: str, gone: bool, new: bool, unseen: bool) -> None:
        if gone:
            run.deleted.append(words)
        elif unseen:
            run.hidden.append(words)
        else:
            run.words.append(words)
            if new:
                run.inserted.append(words)

    def _doubt(self, run: _Run, words: str) -> None:
        """What the librarian compares with the signed paper, with the paragraph it stands in."""
        place = f"Đoạn “{short(words)}”" if words.strip() else "Một đoạn trống"
        deleted, inserted, hidden = (short("".join(part)) for part in (run.deleted, run.inserted, run.hidden))
        if hidden:
            self.doubts.append(f"{place} có chữ ẩn “{hidden}”; chữ này không được nhập.")
        if deleted or inserted:
            changes = [f"bỏ “{deleted}”"] if deleted else []
            changes += [f"lấy “{inserted}”"] if inserted else []
            self.doubts.append(f"{place} còn sửa đổi đang theo dõi, chưa chốt: {', '.join(changes)}.")
        if run.notes:
            self.doubts.append(f"{place} có chú thích ở chân trang hoặc cuối văn bản; chú thích không được nhập.")
        if run.formula:
            self.doubts.append(f"{place} có công thức; xin đối chiếu với bản gốc.")
        if run.counted:
            self.doubts.append(f"{place} có số do trường của Word đánh (AUTONUM, LISTNUM); số này không đọc được.")

    # --- tables -------------------------------------------------------------------------------------------------

    def _table(self, table: Element, depth: int) -> Iterator[str]:
        rows: list[list[list[str]]] = []
        merged = False
        for row in _children(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.doubts.append(f"Hàng đã xoá, chưa chốt của một bảng không được nhập: “{short(_plain(row))}”.")
                continue
            cells = [*_children(row, f"{W}tc")]
            merged = merged or any(cell.find(f"{W}tcPr/{W}vMerge") is not None for cell in cells)
            rows.append([list(self.blocks(cell, depth + 1)) for cell in cells])
        lines = table_lines(rows)
        if merged and lines and lines[0].startswith("| "):
            self.doubts.append(f"Bảng “{short(lines[0])}” có ô gộp nhiều hàng; xin đối chiếu các hàng dưới ô gộp.")
        yield from lines


def _set_aside(run: _Run, node: Element) -> None:
    """What is inside a paragraph but no word of its line."""
    if node.tag in _NOTES:
        run.notes += 1
    elif node.tag == f"{W}txbxContent":
        run.boxes.append(node)
    elif node.tag == f"{W}delText":
        run.deleted.append(node.text or "")
    else:
        run.counted = run.counted or (node.text or "").strip().upper().startswith(("AUTONUM", "LISTNUM"))


def _children(holder: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            for inner in child.findall(f"{W}sdtContent") if child.tag == f"{W}sdt" else (child,):
                yield from (each for each in inner if each.tag == tag)


def _plain(element: Element) -> str:
    return "".join(node.text or "" for node in element.iter() if node.tag in (f"{W}t", f"{W}delText"))


def short(words: str) -> str:
    """The beginning of a paragraph, to find it by."""
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
