"""Run inside a prepared portal: makes what a fresh one lacks, so that every type of page has one to be looked at.

Prints the addresses that only a mail holds, as JSON by the name of their type.
"""

from __future__ import annotations

import datetime as dt
import json
import re

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from legal_library import following as following_law
from legal_library.models import Act, Follower, OutgoingMail
from legal_library.scopes import Scope
from portal import own_parts
from portal.models import ResultIndexPage, ResultPage
from tests.tracking import petitions
from tracking.casework.notices import choice
from tracking.organisation.models import Agency, Person
from tracking.reception import following as following_timetable
from tracking.reception.models import TimetableFollower

TEXT = "Công nhận một phần khiếu nại về giá bồi thường.\n\nGiao Sở Tài chính xác định lại giá của thửa đất."


def make() -> None:
    _result()
    _agency_part()
    print(json.dumps({**_followers_of_a_timetable(), **_followers_of_the_law(), **_notices()}))


def _result() -> None:
    page = ResultPage(
        title="Quyết định giải quyết khiếu nại về bồi thường đất",
        slug="mau-quyet-dinh",
        summary="Khiếu nại đúng một phần; cơ quan tính lại giá bồi thường.",
        kind="complaint",
        symbol="12/QĐ-UBND",
        issued=timezone.localdate() - dt.timedelta(days=3),
        issuer="UBND phường Lê Chân",
        text=TEXT,
    )
    ResultIndexPage.objects.get(locale=Locale.get_default()).add_child(instance=page)
    page.save_revision().publish()


def _agency_part() -> None:
    """Opened, and what waits for approval shown at once: approving is another walk's matter."""
    agency = Agency.objects.filter(tier="commune", branch=None).order_by("slug")[0]
    front = own_parts.open_part(agency=agency, person=Person.objects.get(username="quantri.mau"))
    for page in (front, *front.get_children()):
        page.get_latest_revision().publish()


def _followers_of_a_timetable() -> dict[str, str]:
    follower = TimetableFollower.objects.create(
        agency=Agency.objects.get(slug="ubnd-thanh-pho"), address_mac="0" * 64, data={"email": "mau@example.com"}
    )
    tokens = {
        "confirm_following": following_timetable.question_token(follower),
        "leave_following": following_timetable.leave_token(follower),
    }
    return {f"reception:{name}": reverse(f"reception:{name}", args=[token]) for name, token in tokens.items()}


def _followers_of_the_law() -> dict[str, str]:
    scope = Scope(act=Act.objects.get(symbol="02/2011/QH13"))
    following_law.ask(email="mau@example.com", scope=scope, rhythm="daily", language="vi")
    letter = OutgoingMail.objects.get(to="mau@example.com").body
    found = re.search(r"https?://[^/\s]+(/[^\s>]+)", letter)
    assert found, letter
    leaving = following_law.leave_token(Follower.objects.get(email="mau@example.com"))
    left = reverse("legal_library:leave_following", args=[leaving])
    return {"legal_library:confirm_following": found[1], "legal_library:leave_following": left}


def _notices() -> dict[str, str]:
    office = Agency.objects.get(slug="ban-tiep-cong-dan")
    case = petitions.submit(agency=office, petitioner=petitions.petitioner(email="mau@example.com")).case
    return {"casework:stop_notices": reverse("casework:stop_notices", args=[choice.stop_token(case)])}
