"""Every type of page a stranger can open, with a sample of each. `tests/portal/test_page_types.py` holds the list
against the addresses and the page models: a new type without a sample fails there."""

from __future__ import annotations

import html
import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from wagtail.models import Page

from tests.servers import Portal


@dataclass(frozen=True)
class Sample:
    """`path` as typed; with `link`, the first link on it to an address that holds these words, and `then` after it.

    With `press`, what that button of the page answers, its hidden fields first `tampered` with; `status` is expected.
    """

    path: str
    link: str = ""
    then: str = ""
    press: str = ""
    tampered: tuple[tuple[str, str], ...] = ()
    status: int = 200


ACT, ARTICLE = "/phap-luat/02-2011-qh13/", "/phap-luat/02-2011-qh13/dieu-28/"
TIMETABLE = "/lich-tiep-cong-dan/"
# The name of a type is that of its address or its model; after a dot a state of it that looks otherwise.
SAMPLES: dict[str, Sample] = {
    "homepage": Sample("/"),
    "plainpage": Sample("/tiep-can/"),
    "plainpage.data": Sample("/du-lieu-ca-nhan/"),
    "guidanceindexpage": Sample("/huong-dan/"),
    "guidancepage": Sample("/huong-dan/dat-bi-thu-hoi/"),
    "guidancepage.kinds": Sample("/huong-dan/bon-loai-don/"),
    "newsindexpage": Sample("/tin-tuc/"),
    "articlepage": Sample("/tin-tuc/bon-con-so-khi-khieu-nai/"),
    "articlepage.answered": Sample("/tin-tuc/bon-con-so-khi-khieu-nai/?cau-1=1"),
    "articlepage.sent_empty": Sample("/tin-tuc/bon-con-so-khi-khieu-nai/?chua-chon=1"),
    "articlepage.series": Sample("/tin-tuc/giu-bi-mat-nguoi-to-cao/"),
    "resultindexpage": Sample("/ket-qua-giai-quyet/"),
    "resultpage": Sample("/ket-qua-giai-quyet/", "/ket-qua-giai-quyet/mau-"),
    "agencyindexpage": Sample("/co-quan/"),
    "agencypage": Sample("/co-quan/", "/co-quan/"),
    "handbook": Sample("/huong-dan-su-dung/"),
    "open_data": Sample("/du-lieu-mo/"),
    "site_map": Sample("/so-do-cong/"),
    "casework:adviser": Sample("/gui-don/"),
    "casework:adviser.step": Sample("/gui-don/?buoc=to-cao"),
    "casework:adviser.further": Sample("/gui-don/?buoc=mong-gi&qua=ai-lam.da-ra-toa"),
    "casework:safety": Sample("/gui-don/an-toan/"),
    "casework:still_in_time": Sample("/gui-don/con-kip/"),
    "casework:resume": Sample("/gui-don/tiep-tuc/"),
    "casework:form": Sample("/gui-don/khieu-nai/"),
    "casework:form.denunciation": Sample("/gui-don/to-cao/"),
    "casework:form.proposal": Sample("/gui-don/kien-nghi/"),
    "casework:receipt": Sample("/bien-nhan/"),
    "casework:check_receipt": Sample("/kiem-tra-bien-nhan/"),
    "casework:lookup": Sample("/tra-cuu/"),
    "terms:calculator": Sample("/tinh-thoi-han/"),
    "terms:calculator.worked": Sample("/tinh-thoi-han/?loai=complaint&kind=complaint&ngay=2026-07-06"),
    "reception:timetable": Sample(TIMETABLE),
    "reception:timetable.near": Sample(f"{TIMETABLE}?noi=le+chan"),
    "reception:month": Sample(TIMETABLE, "/thang/"),
    "reception:session": Sample(TIMETABLE, "/buoi/"),
    "reception:book": Sample(TIMETABLE, "/buoi/", "dang-ky/"),
    "reception:booked": Sample(f"{TIMETABLE}dang-ky/"),
    "reception:follow": Sample(f"{TIMETABLE}theo-doi/ubnd-thanh-pho/"),
    "reception:timetable.of_one": Sample(f"{TIMETABLE}?co-quan=ubnd-thanh-pho"),
    "reception:timetable.table": Sample(f"{TIMETABLE}?xem=bang"),
    "reception:timetable.further": Sample(f"{TIMETABLE}?trang=2"),
    "reception:timetable.whole_year": Sample(f"{TIMETABLE}?xem=bang&co-quan=ubnd-thanh-pho&ca-nam=1"),
    "reception:as_published": Sample(f"{TIMETABLE}da-cong-bo/"),
    "reception:as_published.table": Sample(f"{TIMETABLE}da-cong-bo/?xem=bang"),
    "lawyers": Sample("/luat-su/"),
    "legal_library:index": Sample("/phap-luat/"),
    "legal_library:index.found": Sample("/phap-luat/?q=khieu+nai"),
    "legal_library:subject": Sample("/phap-luat/linh-vuc/khieu-nai/"),
    "legal_library:document": Sample("/phap-luat/6200-ubnd-ncktgs/"),
    "legal_library:document.record": Sample(ACT),
    "legal_library:document.on_a_day": Sample(f"{ACT}?ngay=2012-07-02"),
    "legal_library:article": Sample(ARTICLE),
    "legal_library:article.on_a_day": Sample(f"{ARTICLE}?ngay=2012-07-02"),
    "legal_library:compare": Sample(f"{ACT}so-sanh/"),
    "legal_library:report": Sample("/phap-luat/bao-loi/02-2011-qh13/"),
    "legal_library:follow": Sample(ARTICLE, "/phap-luat/theo-doi/"),
    "search:results": Sample("/tim-kiem/?q=thoi+han+giai+quyet+khieu+nai"),
    "search:results.nothing": Sample("/tim-kiem/?q=zzzzqqqq"),
    "search:results.empty": Sample("/tim-kiem/"),
    "search:missed": Sample("/tim-kiem/khong-thay/?q=zzzzqqqq"),
}
# What answers where nothing can be shown: the real answers, some at addresses of `sample_urls.py`. By template, so that
# `tests/portal/test_page_types.py` sees a template without a sample.
TROUBLE: dict[str, Sample] = {
    "400": Sample("/loi/400/", status=400),
    "403": Sample("/loi/403/", status=403),
    "403_csrf": Sample("/gui-don/khieu-nai/", press="check", tampered=(("csrfmiddlewaretoken", "x" * 64),), status=403),
    "404": Sample("/khong-co-trang-nay/", status=404),
    "413": Sample("/loi/413/", status=413),
    "429": Sample("/loi/429/", status=429),
    "500": Sample("/loi/500/", status=500),
    "maintenance": Sample("/loi/503/", status=503),
    "casework/citizen/closed": Sample("/loi/khong-nhan-to-cao/"),
    "casework/citizen/code_in_address": Sample("/tra-cuu/?code=7K2M-94QX-0000-0000", status=400),
    "casework/citizen/gone": Sample("/gui-don/khieu-nai/", press="check", tampered=(("token", "x"),), status=410),
    "casework/citizen/kept": Sample("/gui-don/khieu-nai/", press="keep"),
    "casework/citizen/no_room": Sample("/loi/het-cho/", status=503),
    "casework/citizen/only_looking": Sample("/loi/chi-duoc-xem/", status=403),
    "casework/citizen/receipt_closed": Sample("/loi/bien-nhan-da-dong/", status=410),
    "legal_library/follow_gone": Sample("/phap-luat/theo-doi/thoi/khong-phai/", status=404),
    "legal_library/missing_act": Sample("/phap-luat/99-2099-qh99/", status=404),
    "legal_library/missing_article": Sample(f"{ACT}dieu-999/", status=404),
    "reception/follow_gone": Sample(f"{TIMETABLE}theo-doi/thoi/khong-phai/", status=404),
}
# Open only to whoever holds a mail that `sample_office.py` wrote; the rest of the address is found there.
MAILED = {
    "casework:stop_notices",
    "reception:confirm_following",
    "reception:leave_following",
    "legal_library:confirm_following",
    "legal_library:leave_following",
}
# Open only to whoever typed a code: these walks show them, under the name that the picture gets.
WALKED = {"casework:case": "case-own", "casework:withdraw": "withdraw"}
# Templates of whole pages that only a walk shows, under the name that the picture gets.
STEPS_OF_WALKS = {
    "casework/citizen/check": "check",
    "casework/citizen/receipt": "receipt",
    "reception/booked": "booked",
}
# The same templates in another state, or one that only a press of a button shows: held to the same by the walks.
STATES_OF_WALKS = {
    "casework/citizen/case.accepted": "case-accepted",
    "casework/citizen/form.errors": "form-errors",
    "reception/booked.moved": "booked-moved",
    "reception/booked.cancelled": "booked-cancelled",
    "reception/booked.called_off": "booked-called-off",
    "reception/booked.by_video": "booked-online-agreed",
    "reception/open_booking.wrong": "booked-wrong-code",
    "reception/session.called_off": "session-called-off",
    "reception/follow.asked": "follow-asked",
    "reception/follow_confirm.confirmed": "follow-confirmed",
    "reception/follow_confirm.left": "follow-left",
}
# Addresses that answer with no page of their own.
NO_PAGE = {
    "casework:leave_now": "leads away at once",
    "casework:join": "leads to the case that was added to",
    "casework:write_next": "shows the form of a petition, begun",
    "casework:message": "leads back to the case",
    "casework:rate": "leads back to the case",
    "casework:signature": "leads back to the case",
    "casework:open_part": "leads to the case of the part",
    "casework:leave": "leads to the look-up",
    "casework:attachment": "a file",
    "casework:letter": "a file",
    "legal_library:download": "a file",
    "reception:cancel_booking": "shows the booking again",
    "search:opened": "a count",
    "quiz": "leads back to the article, answered",
    "wagtail_serve": "every page of Wagtail: the models stand for it",
    "wagtailcore_login": "shut",
    "wagtailcore_authenticate_with_password": "answers only a form that no page has",
}
FILES = re.compile(r"\.(pdf|wav|ics|atom|vtt|xml|gz)\$?$")


def sample_of(name: str) -> Sample:
    """What only a mail opens is opened as it stands there."""
    return Sample("") if name in MAILED else (SAMPLES | TROUBLE)[name]


def public_types() -> set[str]:
    """What strangers meet in two languages: names of addresses and models of pages."""
    pages = {model._meta.model_name for model in apps.get_models() if issubclass(model, Page) and model is not Page}
    return pages | set(_named(_in_two_languages(), ""))


def _in_two_languages() -> URLResolver:
    found = (part for part in get_resolver().url_patterns if isinstance(part.pattern, LocalePrefixPattern))
    return next(found)  # type: ignore[return-value]


def _named(room: URLResolver, prefix: str) -> Iterator[str]:
    for part in room.url_patterns:
        if isinstance(part, URLResolver):
            yield from _named(part, f"{prefix}{part.namespace}:" if part.namespace else prefix)
        elif isinstance(part, URLPattern) and part.name and not FILES.search(str(part.pattern)):
            yield f"{prefix}{part.name}"


@dataclass
class SampledPortal:
    """A served portal that has every type of page; `mailed` are the addresses that only a mail holds."""

    portal: Portal
    mailed: dict[str, str]

    def address(self, name: str, language: str = "vi") -> str:
        """Where a sample of that type is, in that language."""
        prefix = "" if language == "vi" else f"/{language}"
        if name in MAILED:
            return prefix + self.mailed[name]
        sample = sample_of(name)
        path = prefix + sample.path
        return path if not sample.link else self._linked(path, sample.link) + sample.then

    def _linked(self, path: str, words: str) -> str:
        with urllib.request.urlopen(f"{self.portal.url}{path}", timeout=30) as page:
            main = page.read().decode().partition("<main")[2]
        found = re.search(rf'href="([^"]*{re.escape(words)}[^"]+)"', main)
        if not found:
            raise LookupError(f"{path} links to no {words}")
        return html.unescape(found[1])
