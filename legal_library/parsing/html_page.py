"""An HTML page to the plain text the reader takes: one line a paragraph."""

from __future__ import annotations

from html.parser import HTMLParser

from .tables import table_lines

# Tables deeper inside one another only set pages.
_DEEPEST_TABLE = 8

_BLOCK_NAMES = "p div br li tr h1 h2 h3 h4 h5 h6 section article blockquote dd dt ul ol pre hr"
_BLOCKS = frozenset(_BLOCK_NAMES.split(" "))
_SILENT = frozenset(("script", "style", "noscript", "template", "title", "iframe", "object", "nav", "select"))


class _Table:
    """A table being read: the words of the cell that is open, and the cells that are done."""

    def __init__(self) -> None:
        self.rows: list[list[list[str]]] = []
        self.cell: list[str] | None = None

    def open_row(self) -> None:
        self.close_cell()
        self.rows.append([])

    def open_cell(self) -> None:
        self.close_cell()
        if not self.rows:
            self.rows.append([])
        self.cell = []

    def close_cell(self) -> None:
        if self.cell is not None:
            self.rows[-1].append(_lines("".join(self.cell)))
        self.cell = None


class _Words(HTMLParser):
    """Text of a page, a line for each block and for each row of a table; scripts and styles are no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0
        self.tables: list[_Table] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self._open_table()
        elif tag == "tr" and self.tables:
            self.tables[-1].open_row()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].open_cell()
        elif tag in _BLOCKS:
            self._put("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table":
            self._close_table()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].close_cell()
        elif tag in _BLOCKS:
            self._put("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._put(" ".join(data.split("\n")))

    def _put(self, words: str) -> None:
        """Into the open cell; what stands in a table outside its cells is read before the table."""
        cell = next((table.cell for table in reversed(self.tables) if table.cell is not None), None)
        (self.parts if cell is None else cell).append(words)

    def _open_table(self) -> None:
        self.depth += 1
        self._put("\n")
        if self.depth <= _DEEPEST_TABLE:
            self.tables.append(_Table())

    def _close_table(self) -> None:
        if not self.depth:
            return
        self.depth -= 1
        if self.depth < len(self.tables):
            table = self.tables.pop()
            table.close_cell()
            self._put("\n" + "\n".join(table_lines(table.rows)) + "\n")

    def finish(self) -> str:
        """Everything read; tables the page leaves open are closed."""
        while self.depth:
            self._close_table()
        return "\n".join(_lines("".join(self.parts)))


def _lines(words: str) -> list[str]:
    return [line for line in words.split("\n") if line.strip()]


def html_text(source: str) -> str:
    """The words of an HTML page without its tags."""
    reader = _Words()
    reader.feed(source)
    reader.close()
    return reader.finish()
