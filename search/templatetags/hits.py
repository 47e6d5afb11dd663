"""Words of a hit for the page: what it is called, whether it is in force."""

import datetime as dt
from urllib.parse import urlencode

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.interface import Entry, Hit

register = template.Library()

_VALIDITY = {
    "in_force": ("met", gettext_lazy("Còn hiệu lực")),
    "not_yet": ("waiting", gettext_lazy("Chưa có hiệu lực")),
    "partly_expired": ("suspended", gettext_lazy("Hết hiệu lực một phần")),
    "expired": ("late", gettext_lazy("Hết hiệu lực")),
}
_CAUTIONS = {
    "amendment_waiting": gettext_lazy("Đã có văn bản sửa đổi chưa cập nhật vào đây; xin đọc kèm văn bản sửa đổi."),
    "older_text": gettext_lazy("Quy định này đã thay đổi; bản giữ ở đây là bản khi ban hành, xin đọc phần tóm tắt."),
}
_KINDS = {
    "article": gettext_lazy("Điều luật"),
    "document": gettext_lazy("Văn bản"),
    "guidance": gettext_lazy("Hướng dẫn"),
    "session": gettext_lazy("Buổi tiếp công dân"),
    "news": gettext_lazy("Tin tức"),
    "page": gettext_lazy("Trang thông tin"),
}


@register.filter
def marked(escaped: str) -> SafeString:
    """Text of search.text.highlight or fragment: every piece of it was escaped there, only <mark> was added."""
    return mark_safe(escaped)  # noqa: S308


@register.filter
def hit_name(hit: Hit) -> SafeString:
    """ "Điều 28. Thời hạn giải quyết khiếu nại lần đầu", or the title of what is no article."""
    place = place_name(hit.entry)
    if place and hit.heading_html:
        return format_html("{}. {}", place, marked(hit.heading_html))
    return marked(escape(place) if place else hit.heading_html or hit.title_html)


@register.filter
def place_name(entry: Entry) -> str:
    """ "Điều 28" for an article of a document that has such; the text of a directive is not divided that way."""
    return _("Điều %(number)s") % {"number": entry.number} if entry.number and "#dieu-" in entry.key else ""


@register.filter
def document_name(entry: Entry) -> str:
    """The document with its symbol: "Luật Khiếu nại (02/2011/QH13)"; kind before a title that lacks it."""
    title = entry.title
    if entry.doc_kind and not title.lower().startswith(entry.doc_kind.lower()):
        title = f"{entry.doc_kind} {title}".strip()
    return f"{title} ({entry.symbol})" if entry.symbol and entry.symbol not in title else title


@register.filter
def kind_name(entry: Entry) -> str:
    """What kind of thing it is; a point of a letter is no article of law, and is called by its document."""
    return str(_KINDS["document" if entry.kind == "article" and not place_name(entry) else entry.kind])


@register.filter
def validity(entry: Entry, day: dt.date | None = None) -> SafeString | str:
    """The badge of today, or of the day whose law is looked at."""
    if entry.status not in _VALIDITY and "validity_unknown" not in entry.cautions:
        return ""
    tone, words = _on(entry, day) if day else _today(entry)
    return format_html('<span class="badge badge--{}">{}</span>', tone, words)


def _today(entry: Entry) -> tuple[str, object]:
    known = "validity_unknown" not in entry.cautions
    return _VALIDITY[entry.status] if known else ("plain", gettext_lazy("Chưa rõ hiệu lực"))


def _on(entry: Entry, day: dt.date) -> tuple[str, object]:
    """From the days on which the text is law; an act whose last day nobody has entered is not called in force."""
    begins = entry.holds_from or entry.effective
    if begins and day < begins:
        return "waiting", gettext_lazy("Chưa có hiệu lực ngày ấy")
    if entry.holds_to and entry.holds_to < day:
        return "late", gettext_lazy("Đã hết hiệu lực ngày ấy")
    if begins and (entry.holds_to or entry.status in ("in_force", "partly_expired")):
        return "met", gettext_lazy("Có hiệu lực ngày ấy")
    return "plain", gettext_lazy("Chưa rõ hiệu lực ngày ấy")


@register.filter
def cautions(entry: Entry) -> list[str]:
    """What to read before trusting the entry; an older text says all an amendment would, a badge the validity."""
    told = [caution for caution in entry.cautions if caution in _CAUTIONS]
    return [str(_CAUTIONS[caution]) for caution in (["older_text"] if "older_text" in told else told)]


@register.filter
def opening(entry: Entry, query: str) -> str:
    """The query string of the ping that says which answer to which query was opened."""
    return urlencode({"q": query, "u": f"{entry.source}:{entry.key}"})
