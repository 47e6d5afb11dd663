"""Do the words of a document or the formulas of a table reach for something outside? Pure (R16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from . import refusals
from .package_xml import Reader, plain
from .refusals import Refusal

_REFUSED_ELEMENTS = {
    "altChunk": refusals.EMBEDDED,
    "subDoc": refusals.LINKED,
    "connectString": refusals.LINKED,
    "ddeLink": refusals.LINKED,
    "oleLink": refusals.LINKED,
}
_VML = "urn:schemas-microsoft-com:vml"
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_LIVE_FIELD = re.compile(
    r"\W*(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE
)
_LIVE_PIECE = re.compile(r"\W*DDE(AUTO)?\b", re.IGNORECASE)
# Each word looks for its field among the open ones.
_DEEPEST_FIELDS = 100
_CODE, _SHOWN, _DELETED = {"instrText", "delInstrText"}, {"t", "delText"}, {"del", "moveFrom"}
_FORMULAS = {"f", "definedName", "formula", "formula1", "formula2", "oldFormula"}
_FORMULAS |= {"calculatedColumnFormula", "totalsRowFormula"}
_QUOTED_TEXT = re.compile(r"\"[^\"]*\"|('[^']*')")
_LIVE_FUNCTION = re.compile(r"\b(WEBSERVICE|CALL|REGISTER|REGISTER\.ID|SQL\.REQUEST|RTD|DDE|IMAGE)\s*\(", re.IGNORECASE)


class _Part(Reader):
    """What is refused in documents and tables alike."""

    def starts(self, namespace: str, name: str, attributes: dict[str, str]) -> None:
        if name in _REFUSED_ELEMENTS:
            raise Refusal(_REFUSED_ELEMENTS[name])
        if namespace == _VML and any(key.endswith("src") and _leads_away(attributes[key]) for key in attributes):
            raise Refusal(refusals.LINKED)


def _leads_away(address: str) -> bool:
    return "://" in address or address.strip().startswith(("\\\\", "//", "file:"))


@dataclass
class _Field:
    """A field whose instruction is being read. `strangers`: open elements that are not Word's own where it began."""

    strangers: int
    in_instruction: bool = True
    texts: list[str] = field(default_factory=list)
    kept_texts: list[str] = field(default_factory=list)


class DocumentPart(_Part):
    """Field instructions as Word puts them together: from several runs, with fields inside fields.

    Where our reading and Word's could part – words inside an element Word may pass over, words struck out by a tracked
    change – either reading refuses.
    """

    def __init__(self) -> None:
        self._strangers: list[bool] = []
        self._stranger_count = self._deleted = 0
        self._fields: list[_Field] = []
        self._loose = _Field(0)
        self._text: list[str] | None = None

    def starts(self, namespace: str, name: str, attributes: dict[str, str]) -> None:
        super().starts(namespace, name, attributes)
        if self._text is not None:
            raise Refusal(refusals.UNSAFE_PACKAGE)
        is_stranger = namespace not in _WORD
        if name == "fldSimple":
            _check_instruction([plain(attributes).get("instr", "")])
        elif name == "fldChar":
            self._turns(plain(attributes).get("fldCharType", "").strip().lower())
        elif name in _CODE or (name in _SHOWN and not is_stranger):
            self._text = []
        self._strangers.append(is_stranger)
        self._stranger_count += is_stranger
        self._deleted += name in _DELETED

    def reads(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def ends(self, name: str) -> None:
        self._stranger_count -= self._strangers.pop()
        if self._text is not None:
            self._instructs(name, "".join(self._text))
            self._text = None
        self._deleted -= name in _DELETED

    def finish(self) -> None:
        for each in (self._loose, *self._fields):
            _check_field(each)

    def _turns(self, kind: str) -> None:
        if kind == "begin":
            if len(self._fields) >= _DEEPEST_FIELDS:
                raise Refusal(refusals.UNSAFE_PACKAGE)
            self._fields.append(_Field(self._stranger_count))
        elif self._fields:
            self._check_same_place(self._fields[-1])
            if kind == "separate":
                self._fields[-1].in_instruction = False
            elif kind == "end":
                _check_field(self._fields.pop())

    def _instructs(self, name: str, text: str) -> None:
        is_code = name in _CODE
        # Words shown inside an inner field are part of the outer one's instruction.
        at = next((each for each in reversed(self._fields) if is_code or each.in_instruction), None)
        if at is None:
            if not is_code:
                return
            at = self._loose
        else:
            self._check_same_place(at)
        if is_code and _LIVE_PIECE.match(text):
            raise Refusal(refusals.LINKED)
        at.texts.append(text)
        if not self._deleted and name in {"instrText", "t"}:
            at.kept_texts.append(text)

    def _check_same_place(self, at: _Field) -> None:
        if at.strangers != self._stranger_count:
            raise Refusal(refusals.LINKED)


def _check_field(each: _Field) -> None:
    _check_instruction(each.texts)
    _check_instruction(each.kept_texts)


def _check_instruction(texts: list[str]) -> None:
    if _LIVE_FIELD.match("".join(texts)):
        raise Refusal(refusals.LINKED)


class TablePart(_Part):
    """Formulas of cells, names, rules and charts."""

    def __init__(self) -> None:
        self._formulas: list[list[str]] = []

    def starts(self, namespace: str, name: str, attributes: dict[str, str]) -> None:
        super().starts(namespace, name, attributes)
        # One may wrap another; beside it, or beside any other element, a formula has no words.
        if self._formulas and (name not in _FORMULAS or "".join(self._formulas[-1]).strip()):
            raise Refusal(refusals.UNSAFE_PACKAGE)
        if name in _FORMULAS:
            self._formulas.append([])

    def reads(self, text: str) -> None:
        if self._formulas:
            self._formulas[-1].append(text)

    def ends(self, name: str) -> None:
        if self._formulas:
            _check_formula("".join(self._formulas.pop()))


def _check_formula(formula: str) -> None:
    """`app|topic!item` is how a cell asks another program; the functions reach the web or a library."""
    bare = _QUOTED_TEXT.sub(lambda found: found[1] or '""', formula)
    _before, pipe, topic = bare.partition("|")
    if (pipe and "!" in topic) or _LIVE_FUNCTION.search(bare):
        raise Refusal(refusals.LINKED)
