"""Turns a stable key of the law into a link: {% law_link "02/2011/QH13#dieu-28" %}."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.law_names import LawReference

register = template.Library()


def _prefix() -> str:
    return "/en" if get_language() == "en" else ""


@register.filter
def law_url(key: str) -> str:
    """The address of the place in the reader's language."""
    return _prefix() + LawReference.read(key).address()


@register.filter
def law_label(key: str) -> str:
    return LawReference.read(key).label(get_language() or "vi")


@register.simple_tag
def law_link(key: str, label: str = "") -> SafeString | str:
    """A link to the place; `label` replaces the citation, "short" leaves the act's name out. Empty key: nothing."""
    if not key:
        return ""
    reference = LawReference.read(key)
    language = get_language() or "vi"
    full = reference.label(language)
    if label == "short" and reference.short_label(language) != full:
        # Heard out of its sentence, "Điều 2" must still say of which act.
        link = '<a class="law-link" href="{}" aria-label="{}">{}</a>'
        return format_html(link, law_url(key), full, reference.short_label(language))
    return format_html('<a class="law-link" href="{}">{}</a>', law_url(key), full if label in ("", "short") else label)
