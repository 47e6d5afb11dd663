"""What editors should look at again: changed law, old reviews, translations behind their original, dead links."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from portal import accessible
from portal.models import ArticlePage, GuidancePage, LawFlag, PlainPage
from portal.models.editorial import is_behind
from portal.publishing.citations import leads_nowhere
from portal.publishing.scheduled import refused

REVIEW_AFTER = dt.timedelta(days=365)
_PAGE_LINK = re.compile(r'linktype=\\?"page\\?" id=\\?"(\d+)|id=\\?"(\d+)\\?" linktype=\\?"page')


@dataclass(frozen=True)
class Stale:
    """One page and one reason; `flag` where an editor settles it with a word."""

    page: Page
    why: str
    law: str = ""
    flag: LawFlag | None = None


def flagged() -> list[Stale]:
    """Pages resting on a provision that changed."""
    flags = LawFlag.objects.filter(settled_at=None)
    pages = {
        page.translation_key: page
        for page in Page.objects.filter(
            translation_key__in=[flag.translation_key for flag in flags], locale__language_code="vi"
        )
    }
    return [
        Stale(pages[flag.translation_key], flag.what, law=flag.provision, flag=flag)
        for flag in flags
        if flag.translation_key in pages
    ]


def past_review(today: dt.date | None = None) -> list[Stale]:
    """Live pages nobody has reviewed for a year, or ever."""
    limit = (today or timezone.localdate()) - REVIEW_AFTER
    found = []
    for page in _originals():
        if page.reviewed_on is None:
            found.append(Stale(page, "chưa ghi ngày soát lại"))
        elif page.reviewed_on < limit:
            found.append(Stale(page, f"soát lần cuối {page.reviewed_on:%d/%m/%Y}"))
    return found


def behind() -> list[Stale]:
    """English pages older than their Vietnamese, and Vietnamese pages without English."""
    found = []
    for page in Page.objects.live().filter(locale__language_code="vi", depth__gt=1).order_by("path"):
        twin = page.get_translations().filter(locale__language_code="en").first()
        if twin is None or twin.alias_of_id or not twin.live:
            found.append(Stale(page, "chưa có bản tiếng Anh"))
        elif is_behind(page, twin):
            found.append(Stale(page, "bản tiếng Việt đã đổi sau bản tiếng Anh"))
    return found


def held_back() -> list[Stale]:
    """Pages whose hour has come and that may not appear as they are."""
    return [Stale(page, "đến giờ đăng nhưng còn thông tin riêng; xin sửa rồi gửi duyệt lại") for page in refused()]


def dead_links() -> list[Stale]:
    """Links to pages that are gone and to articles the library does not hold. Other hosts are never asked."""
    found = []
    for page in _originals():
        raw = json.dumps(page.body.get_prep_value(), default=str)
        targets = {int(one or other) for one, other in _PAGE_LINK.findall(raw)}
        alive = set(Page.objects.live().filter(pk__in=targets).values_list("pk", flat=True))
        found += [Stale(page, f"dẫn tới trang số {key} không còn") for key in sorted(targets - alive)]
        found += [
            Stale(page, "thư viện chưa có điều này", law=key) for key in sorted(page.rests_on()) if leads_nowhere(key)
        ]
    return found


def hard_to_reach() -> dict[str, list[Stale]]:
    """What in live pages shuts somebody out, by who wrote the page last; those with most to mend come first."""
    found: dict[str, list[Stale]] = {}
    for page in _originals():
        faults = list(_faults(page.body.get_prep_value()))
        if faults:
            writer = page.latest_revision.user if page.latest_revision else page.owner
            rows = [Stale(page, f"“{fault.where[:80]}”: {fault.mend}") for fault in faults]
            found.setdefault(str(writer or "nội dung ban đầu"), []).extend(rows)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def _faults(raw: Any, name: str = "") -> Iterator[accessible.Fault]:
    """Rich text and the words of pictures, however deep they stand."""
    if isinstance(raw, dict):
        for inner, value in raw.items():
            yield from _faults(value, inner)
    elif isinstance(raw, list):
        for item in raw:
            yield from _faults(item, name)
    elif isinstance(raw, str) and name == "alt":
        yield from accessible.in_alt(raw)
    elif isinstance(raw, str) and "</" in raw:
        yield from accessible.in_text(raw)


def _originals() -> Iterator[ArticlePage | GuidancePage | PlainPage]:
    for kind in (ArticlePage, GuidancePage, PlainPage):
        yield from kind.objects.live().filter(locale__language_code="vi", alias_of__isnull=True).order_by("path")
