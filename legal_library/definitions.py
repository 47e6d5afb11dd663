"""The words an act defines itself ("Giải thích từ ngữ"), and where an article uses them. Reading the lines is pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from .models import Act, ProvisionKind, in_force_on

HEADING = "iải thích từ ngữ"
_MOST_TERMS = 200
_MEANS = re.compile(
    r"\s?(?:Thuật ngữ\s|Cụm từ\s)?[“\"*]{0,3}(?P<term>[^:;.“”\"*\n]{2,90}?)[”\"*]{0,3}\s?"
    r"(?:\((?:sau đây|viết tắt|gọi)[^()]{0,120}\)\s)?,?\s?(?:là|được hiểu là|bao gồm|gồm)\s(?P<rest>.+)"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term with the words that say what it is and the place that says so."""

    term: str
    text: str
    key: str


def definition_in(text: str, key: str) -> Definition | None:
    """The definition a clause gives: "Người khiếu nại là công dân …"; None when it gives none."""
    found = _MEANS.match(text)
    if found is None or len(found["term"].split()) > 14:
        return None
    return Definition(found["term"].strip(), text.strip(), key)


def definitions_of(act: Act, day: dt.date) -> list[Definition]:
    """What the act's article of definitions says on a day; one query."""
    articles = act.provisions.filter(in_force_on(day), kind=ProvisionKind.ARTICLE, heading__contains=HEADING)
    keys = articles.order_by("ordinal").values("key")[:1]
    clauses = act.provisions.filter(in_force_on(day), kind=ProvisionKind.CLAUSE, parent_key__in=keys)
    rows = clauses.order_by("ordinal", "position").values_list("text", "key")[:_MOST_TERMS]
    return [found for text, key in rows if (found := definition_in(text, key))]


class Glossary:
    """Finds defined terms in the text of one page: the longest first, each marked where it stands first."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        self._known = {each.term.lower(): each for each in definitions}
        self.used: list[Definition] = []
        terms = sorted(map(re.escape, self._known), key=len, reverse=True)
        self._terms = re.compile(rf"(?<!\w)(?:{'|'.join(terms)})(?!\w)", re.IGNORECASE) if terms else None

    def marked(self, text: str) -> Iterator[SafeString]:
        """The text escaped, a term's first place a link to what it means."""
        done = 0
        for found in self._terms.finditer(text) if self._terms else ():
            meant = self._known.get(found[0].lower())
            if meant is None or meant in self.used:
                continue
            self.used.append(meant)
            yield escape(text[done : found.start()])
            yield format_html('<a class="law-term" href="#nghia-{}">{}</a>', len(self.used), found[0])
            done = found.end()
        yield escape(text[done:])
