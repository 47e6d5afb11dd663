"""Symbols of other acts in a text become links to the library, one query for a whole page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from search.symbols import FoundSymbol, find_symbols, fold_symbol

from .matching import is_unique_by_itself
from .models import Act
from .parsing.dates import find_date

_AFTER = 40


class Citations:
    """Knows which symbols of some texts the library has; `link` writes a text with its links."""

    def __init__(self, texts: Iterable[str], own: Act | None = None) -> None:
        keys = {fold_symbol(found.symbol.text) for text in texts for found in find_symbols(text)}
        self.acts: defaultdict[str, list[Act]] = defaultdict(list)
        known = Act.objects.filter(symbol_key__in=keys) if keys else Act.objects.none()
        for act in known.only("symbol", "symbol_key", "slug", "issued"):
            if own is None or act.pk != own.pk:
                self.acts[act.symbol_key].append(act)

    def link(self, text: str) -> SafeString:
        """The text, escaped, each known symbol a link to its act."""
        return mark_safe("".join(self._pieces(text)))  # noqa: S308  every piece is escaped below

    def _pieces(self, text: str) -> Iterator[str]:
        done = 0
        for found in find_symbols(text):
            act = self._act(found, text)
            if act is not None:
                yield escape(text[done : found.start])
                address = reverse("legal_library:document", args=[act.slug])
                yield format_html('<a href="{}">{}</a>', address, text[found.start : found.end])
                done = found.end
        yield escape(text[done:])

    def _act(self, found: FoundSymbol, text: str) -> Act | None:
        """The act meant: the only one of a symbol that is unique, else the one of the date that follows it."""
        acts = self.acts.get(fold_symbol(found.symbol.text), [])
        if len(acts) == 1 and is_unique_by_itself(found.symbol.text):
            return acts[0]
        date = find_date(text[found.end : found.end + _AFTER])
        dated = [act for act in acts if date is not None and act.issued == date]
        if len(dated) == 1:
            return dated[0]
        return acts[0] if len(acts) == 1 and date is None else None
