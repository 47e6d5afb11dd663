"""An act on a day as one Akoma Ntoso document: what it is, how it changed, its text with its references."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

from django.db.models import Q

from ..citing import Links
from ..machine import address
from ..models import Act, Amendment, Provision, in_force_on
from .elements import NAMESPACE, add, add_words
from .meta import Described, write_meta
from .naming import ELEMENTS, expression, place_id, work


class NoDate(Exception):
    """The act has no date of issue: without it the work has no name."""


def document_xml(act: Act, day: dt.date) -> bytes:
    """The text as it stands on a day. Raises NoDate."""
    if act.issued is None:
        raise NoDate
    rows = list(act.provisions.filter(in_force_on(day)).order_by("ordinal", "position"))
    has_articles = any(row.kind == "article" for row in rows)
    name = work(act.kind, act.symbol, act.issued, has_articles=has_articles)
    confirmed = Amendment.objects.filter(state=Amendment.State.CONFIRMED).select_related("act", "target")
    related = confirmed.filter(Q(act=act) | Q(target=act, effective__lte=day)).order_by("effective", "act", "ordinal")
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    whole = add(root, "act" if has_articles else "doc", name=act.kind or "Văn bản", contains=_contains(rows))
    write_meta(whole, Described(act, act.issued, day, name, expression(name, day), tuple(related), _keys(rows)))
    _write_opening(whole, act)
    body = add(whole, "body" if has_articles else "mainBody")
    _Text(act, rows).write(body)
    _write_end(whole, act)
    written: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written


def _contains(rows: Sequence[Provision]) -> str:
    return "singleVersion" if any(row.valid_from for row in rows) else "originalVersion"


def _keys(rows: Sequence[Provision]) -> frozenset[str]:
    return frozenset(row.key for row in rows)


def _write_opening(whole: Element, act: Act) -> None:
    preface = add(whole, "preface")
    head = add(preface, "p")
    kind = add(head, "docType", act.kind or "Văn bản")
    kind.tail = " "
    add(head, "docNumber", act.symbol)
    if act.title:
        add(add(preface, "p"), "docTitle", act.title)
    lines = [line for line in act.preamble.splitlines() if line.strip()]
    if lines:
        formula = add(add(whole, "preamble"), "formula", name="canCu")
        for line in lines:
            add(formula, "p", line)


def _write_end(whole: Element, act: Act) -> None:
    lines = [*act.signing_block, *([act.signer] if act.signer else [])]
    if lines:
        conclusions = add(whole, "conclusions")
        for line in lines:
            add(conclusions, "p", str(line))


class _Text:
    """Rows in reading order become elements within each other."""

    def __init__(self, act: Act, rows: Sequence[Provision]) -> None:
        self.rows = rows
        self.links = Links(act, rows)
        self.parents = {row.parent_key for row in rows}

    def write(self, body: Element) -> None:
        made: dict[str, Element] = {}
        for row in self.rows:
            made[row.key] = self._place(made.get(row.parent_key, body), row)
        if not len(body):
            add(add(add(body, "alinea", eId="al_0"), "content"), "p")

    def _place(self, parent: Element, row: Provision) -> Element:
        place = add(parent, ELEMENTS[row.kind], eId=place_id(row.key))
        if row.kind == "annex":
            place.set("name", "phuLuc")
        if row.repealed:
            place.set("status", "removed")
        if row.number:
            add(place, "num", row.label if row.kind not in ("clause", "point") else _mark(row))
        if row.heading:
            add(place, "heading", row.heading)
        if row.text or row.key not in self.parents:
            self._words(place, row)
        return place

    def _words(self, place: Element, row: Provision) -> None:
        """Before further places the words introduce them, else they are the content."""
        if not row.text and row.kind not in ("article", "clause", "point", "dash", "paragraph"):
            return
        holder = add(place, "intro" if row.key in self.parents else "content")
        pieces = [(words, address(href) if href else "") for words, href, _ in self.links.spans(row)]
        add_words(add(holder, "p"), pieces)


def _mark(row: Provision) -> str:
    return f"{row.number}." if row.kind == "clause" else f"{row.number})"
