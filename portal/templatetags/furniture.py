"""Tags of the page frame: office and menu, the same address in the other language, icons."""

import datetime as dt

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.furniture import Furniture
from portal.furniture import furniture as read_furniture
from portal.icons import ICONS
from portal.svg import RefusedSvg, check
from search.text import tokens
from tracking.reception.words import weekday as say_weekday

register = template.Library()


@register.simple_tag(takes_context=True)
def furniture(context: Context) -> Furniture:
    """Office, alert and menu of the site that answers; works without a request, as in a 500 page."""
    return read_furniture(context.get("request"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon: hidden from screen readers, coloured by the text around it."""
    path = mark_safe(ICONS[name])  # noqa: S308  our own constants above
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', path)


@register.simple_tag(takes_context=True)
def address_in(context: Context, language: str) -> str:
    """This very address in another language: the same path with or without /en (architecture.md, "Addresses")."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request is not None else "/"
    bare = path[3:] or "/" if path == "/en" or path.startswith("/en/") else path
    return f"/en{bare}" if language == "en" else bare


@register.filter
def is_here(url: str, path: str) -> bool:
    """Whether a menu entry leads to this page or a page above it."""
    return path == url or (len(url) > 1 and path.startswith(url.rstrip("/") + "/"))


@register.filter
def anchor(heading: str) -> str:
    """A stable anchor from a heading: "Gửi ra sao?" is "gui-ra-sao"."""
    return "-".join(tokens(heading))


@register.filter
def weekday(day: dt.date) -> str:
    """ "Thứ Ba", as the timetable says it; Django's own Vietnamese says "Thứ 3"."""
    return say_weekday(day)


@register.filter
def drawing(svg: str) -> SafeString:
    """An editor's SVG, checked again at the door; nothing rather than anything doubtful."""
    try:
        check(svg.strip())
    except RefusedSvg:
        return mark_safe("")
    return mark_safe(svg)  # noqa: S308  shapes and words only (portal/svg.py)
