"""What of the portal rests on an article, for the library's reading pages: its pages, rules of terms, letters."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from legal_library.used_here import Use, register
from portal.remembering import remembered
from portal.resting_on_law import originals, touches
from tracking.casework.models import LetterTemplate
from tracking.terms.models import TermRuleRow
from tracking.terms.words import WORDS

_RESTING = "using_law"


def register_uses() -> None:
    register("pages", _uses)


def _uses(key: str) -> Iterator[Use]:
    symbol, _, place = key.partition("#")
    for rests_on, use in remembered(f"{_RESTING}:{get_language()}", lambda: [*_pages(), *_terms(), *_letters()]):
        if touches(symbol, place, rests_on):
            yield use


def _pages() -> Iterator[tuple[str, Use]]:
    for page in originals():
        if page.live:
            use = Use("Hướng dẫn", page.title, page.url or "")
            for key in sorted(page.rests_on()):
                if "#" in key:
                    yield key, use


def _terms() -> Iterator[tuple[str, Use]]:
    today = timezone.localdate()
    for row in TermRuleRow.objects.filter(valid_from__lte=today).exclude(valid_to__lt=today):
        rule = row.rule()
        use = Use("Thời hạn", str(WORDS[rule.name].title), reverse("terms:calculator"))
        for citation in rule.basis:
            yield citation.key, use


def _letters() -> Iterator[tuple[str, Use]]:
    """The letters of today; their wordings are the office's own, so none has a page."""
    today = timezone.localdate()
    templates = LetterTemplate.objects.filter(valid_from__lte=today).exclude(valid_to__lt=today).exclude(citation="")
    for template in templates:
        yield template.citation, Use("Mẫu văn bản", str(template))
