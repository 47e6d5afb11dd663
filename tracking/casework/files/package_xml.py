"""How is an XML part of a stranger's package read? By a parser, as the office program will read it. Pure (R16).

Character references, prefixes, comments and cut texts are the parser's matter, so a reader judges what is meant and not
how it is written. No document type, hence no entity; UTF-8 only; one pass, in time that grows with the length.
"""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

from . import refusals
from .refusals import Refusal

_SEPARATOR = " "
# The parser hands out every name with its whole namespace: a long one would be copied at each element.
_LONGEST_NAMESPACE = 300
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Reader:
    """Told of every element by namespace and local name, and of every text; raises `Refusal`.

    What acts is refused in whatever namespace it is written: office programs know several for each word.
    """

    def starts(self, namespace: str, name: str, attributes: dict[str, str]) -> None:
        """`attributes` as the parser gives them: see `plain`."""

    def ends(self, name: str) -> None: ...

    def reads(self, text: str) -> None: ...

    def finish(self) -> None: ...


def plain(attributes: dict[str, str]) -> dict[str, str]:
    """By local name. Two that differ in the namespace alone are no office program's writing."""
    found = {key.rpartition(_SEPARATOR)[2]: value for key, value in attributes.items()}
    if len(found) != len(attributes):
        raise Refusal(refusals.UNSAFE_PACKAGE)
    return found


def read(part: bytes, reader: Reader) -> None:
    """Raise `Refusal` where the reader does, or where the part is no plain XML in UTF-8."""
    if part.startswith(_WIDE_MARKS) or b"\0" in part:
        raise Refusal(refusals.UNSAFE_PACKAGE)
    parser = expat.ParserCreate("utf-8", _SEPARATOR)
    parser.buffer_text = True
    parser.XmlDeclHandler = _check_declaration
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    parser.StartNamespaceDeclHandler = _check_namespace

    # A table of every day has a million elements and a dozen names.
    known: dict[str, tuple[str, str]] = {}

    def starts(name: str, attributes: dict[str, str]) -> None:
        if name not in known:
            namespace, _, local = name.rpartition(_SEPARATOR)
            known[name] = namespace, local
        reader.starts(*known[name], attributes)

    parser.StartElementHandler = starts
    parser.EndElementHandler = lambda name: reader.ends(known[name][1])
    parser.CharacterDataHandler = reader.reads
    try:
        # In one call: fed in pieces, this parser begins a long token anew with each.
        parser.Parse(part, True)
    except expat.ExpatError as broken:
        raise Refusal(refusals.BROKEN) from broken
    reader.finish()


def _check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "utf-8").lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise Refusal(refusals.UNSAFE_PACKAGE)


def _check_namespace(_prefix: str | None, uri: str | None) -> None:
    if len(uri or "") > _LONGEST_NAMESPACE:
        raise Refusal(refusals.UNSAFE_PACKAGE)


def _refuse(*_declared: object) -> NoReturn:
    raise Refusal(refusals.UNSAFE_PACKAGE)
