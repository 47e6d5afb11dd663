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
    shown = reference.short_label(language) if label == "short" else label or reference.label(language)
    return format_html('<a class="law-link" href="{}">{}</a>', _prefix() + reference.address(), shown)
