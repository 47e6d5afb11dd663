"""Coming receptions in search: who receives is found once, the next session first, told anew when it changes."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from portal import session_source
from portal.session_source import SPAN, SessionSource
from search import engines, indexing, interface
from search.finding import search
from search.interface import Entry, Query, entries_changed, sources
from tests.search.conftest import Shelf, elastic_backend, invented_law
from tracking.organisation.models import Agency
from tracking.reception.models import Departure, DepartureKind, Place, Rule, RuleKind
from tracking.reception.recurrence import Pattern

pytestmark = pytest.mark.django_db
NOW = "2026-12-01T02:00:00Z"
TUESDAY = dt.date(2026, 12, 8)


@pytest.fixture(autouse=True)
def december() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ward() -> Agency:
    return Agency.objects.create(
        slug="an-bien", name="Ủy ban nhân dân phường An Biên", name_en="An Bien Ward People’s Committee",
        tier="commune", valid_from=dt.date(2025, 7, 1),
    )  # fmt: skip


@pytest.fixture
def rule(ward: Agency) -> Rule:
    return rule_of(ward)


def rule_of(agency: Agency, weekdays: tuple[int, ...] = (1,), **facts: object) -> Rule:
    place = Place.objects.create(
        agency=agency, name="Phòng tiếp công dân", name_en="Reception room", address="1 Đường Mẫu"
    )
    told = {
        "host": f"Chủ tịch {agency.name}", "pattern": Pattern.WEEKLY.value, "weekdays": list(weekdays),
        "starts": dt.time(8), "ends": dt.time(11), "valid_from": dt.date(2026, 1, 1),
    }  # fmt: skip
    return Rule.objects.create(agency=agency, place=place, **(told | facts))


@pytest.fixture
def announced() -> Iterator[set[str]]:
    heard: set[str] = set()

    def hear(sender: str, keys: tuple[str, ...], **_kwargs: object) -> None:
        if sender == session_source.NAME:
            heard.update(keys)

    entries_changed.connect(hear)
    yield heard
    entries_changed.disconnect(hear)


def entry(key: str) -> Entry | None:
    return next(iter(SessionSource().entries([key])), None)


def test_the_source_is_known_to_search() -> None:
    assert isinstance(sources()[session_source.NAME], SessionSource)


def test_who_receives_reads_well_with_the_next_session_and_the_others(rule: Rule) -> None:
    found = entry(str(rule.pk))
    assert found is not None
    assert found.kind == "session"
    assert found.title == "Tiếp công dân: Chủ tịch Ủy ban nhân dân phường An Biên, Thứ Ba 01/12/2026, 08:00"
    assert "08:00–11:00, Phòng tiếp công dân, 1 Đường Mẫu." in found.body
    assert "Các buổi khác: Thứ Ba 08/12/2026; Thứ Ba 15/12/2026;" in found.body
    assert "Và 3 buổi nữa trong lịch của cơ quan." in found.body
    with override("en"):
        english = entry(str(rule.pk))
    assert english is not None
    assert english.url == found.url == f"/lich-tiep-cong-dan/buoi/{rule.pk}-20261201/"
    assert english.title.startswith("Citizen reception: ")
    assert "Tuesday 01/12/2026, 08:00" in english.title
    assert "Reception room" in english.body
    assert "Other sessions: Tuesday 08/12/2026" in english.body


def test_who_receives_in_the_next_sixty_days_is_found_soonest_first_and_regular_hours_are_not(
    rule: Rule, ward: Agency
) -> None:
    rule_of(ward, kind=RuleKind.REGULAR)
    sooner = rule_of(ward, (1,), starts=dt.time(7, 30))
    rule_of(ward, (1,), valid_from=dt.date(2026, 12, 1) + SPAN + dt.timedelta(days=1))
    assert list(SessionSource().keys()) == [str(sooner.pk), str(rule.pk)]


def test_a_session_that_is_over_gives_way_to_the_next(rule: Rule) -> None:
    with time_machine.travel("2026-12-01T04:00:01Z", tick=False):
        found = entry(str(rule.pk))
    assert found is not None
    assert "Thứ Ba 08/12/2026" in found.title
    assert "01/12/2026" not in found.body


def test_a_moved_session_tells_its_new_day_and_a_cancelled_one_that_it_is_off(rule: Rule, announced: set[str]) -> None:
    key, first = str(rule.pk), dt.date(2026, 12, 1)
    announced.clear()
    notice = Departure.objects.create(
        rule=rule, kind=DepartureKind.MOVED, day=first, new_day=dt.date(2026, 12, 3), reason="trùng họp", notice="1"
    )
    assert key in announced
    moved = entry(key)
    assert moved is not None
    assert "Thứ Năm 03/12/2026" in moved.title
    assert "Theo lịch là ngày 01/12/2026. Lý do: trùng họp." in moved.body
    notice.kind, notice.new_day = DepartureKind.CANCELLED, None
    announced.clear()
    notice.save()
    assert key in announced
    cancelled = entry(key)
    assert cancelled is not None
    assert "Thứ Ba 08/12/2026" in cancelled.title
    assert "Các buổi khác: Thứ Ba 01/12/2026 (đã hủy); Thứ Ba 15/12/2026;" in cancelled.body


def test_a_reason_that_ends_in_a_full_stop_is_found_with_one(rule: Rule) -> None:
    for kind, new_day in ((DepartureKind.MOVED, dt.date(2026, 12, 3)), (DepartureKind.CANCELLED, None)):
        Departure.objects.update_or_create(
            rule=rule, day=dt.date(2026, 12, 1), defaults={"kind": kind, "new_day": new_day, "reason": "bão."}
        )
        found = entry(str(rule.pk))
        assert found is not None
        assert "bão.." not in found.body
    rule.valid_to = dt.date(2026, 12, 2)
    rule.save()
    found = entry(str(rule.pk))
    assert found is not None
    assert "Lý do: bão.\n" in found.body + "\n"


def test_where_all_is_called_off_the_title_says_so(rule: Rule) -> None:
    rule.valid_to = dt.date(2026, 12, 2)
    rule.save()
    Departure.objects.create(
        rule=rule, kind=DepartureKind.CANCELLED, day=dt.date(2026, 12, 1), reason="bão", notice="1"
    )
    found = entry(str(rule.pk))
    assert found is not None
    assert found.title.startswith("Đã hủy: ")
    assert "Các buổi khác" not in found.body


def test_a_change_is_told_before_it_and_after_it(rule: Rule, announced: set[str]) -> None:
    announced.clear()
    rule.weekdays = [2]
    rule.save()
    assert str(rule.pk) in announced
    announced.clear()
    pk = rule.pk
    rule.delete()
    assert str(pk) in announced
    assert entry(str(pk)) is None


def test_a_new_name_of_the_office_or_its_room_is_told(rule: Rule, announced: set[str]) -> None:
    for row in (rule.agency, rule.place):
        announced.clear()
        row.name = f"{row.name} mới"
        row.save()
        assert str(rule.pk) in announced


def test_the_job_tells_of_what_is_over_and_of_what_came_near(rule: Rule, ward: Agency, announced: set[str]) -> None:
    near = TUESDAY + SPAN - dt.timedelta(days=3)  # a working day
    coming_near = rule_of(ward, (near.weekday(),), valid_from=near - dt.timedelta(days=1))
    untouched = rule_of(ward, (4,), valid_from=dt.date(2026, 12, 18), valid_to=dt.date(2026, 12, 18))
    announced.clear()
    with time_machine.travel("2026-12-08T09:00:00Z", tick=False):
        session_source.turn()
    assert {str(rule.pk), str(coming_near.pk)} <= announced
    assert str(untouched.pk) not in announced


@pytest.mark.parametrize("key", ["", "x", "1-20261208", "999999999", "-1", "9999999999", "١"])
def test_what_is_no_session_finds_nothing(rule: Rule, key: str) -> None:
    assert entry(key) is None


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elastic)])
def index(
    request: pytest.FixtureRequest, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: Rule
) -> Iterator[None]:
    """The invented law and ninety other offices' receptions, three a week each, around the ward's, in each engine."""
    settings.PORTAL_DATA, settings.ELASTICSEARCH_URL = tmp_path, ""
    law = Shelf("law", invented_law())
    monkeypatch.setattr(interface, "_sources", {"law": law, session_source.NAME: SessionSource()})
    monkeypatch.setattr(engines, "breaker", engines.Breaker())
    for number in range(90):
        rule_of(
            Agency.objects.create(
                slug=f"p-{number}", name=f"Ủy ban nhân dân xã Mẫu {number}", tier="commune",
                valid_from=dt.date(2025, 7, 1),
            ),
            (0, 2, 3),
        )  # fmt: skip
    indexing.rebuild("embedded", engines.local())
    if request.param == "embedded":
        yield
        return
    backend = elastic_backend()
    indexing.rebuild("elastic", backend)
    monkeypatch.setattr(engines, "elastic", lambda **_: backend)
    yield
    backend.drop()


def test_an_office_is_found_by_its_timetable(index: None, rule: Rule) -> None:
    for text in ("lịch tiếp công dân phường An Biên", "phuong an bien", "Chủ tịch phường An Biên tiếp dân ngày nào"):
        first = search(Query(text=text, languages=("vi",))).page.hits[0]
        assert first.entry.key == str(rule.pk), text


def test_an_office_that_receives_every_week_is_one_answer(index: None, rule: Rule) -> None:
    hits = search(Query(text="lịch tiếp công dân phường An Biên", languages=("vi",))).page.hits
    assert [hit.entry.key for hit in hits].count(str(rule.pk)) == 1


def test_dozens_of_offices_leave_the_law_its_place(index: None) -> None:
    for text in ("thời hạn giải quyết khiếu nại của Chủ tịch Ủy ban nhân dân xã", "công dân khiếu nại ở xã"):
        found = search(Query(text=text, languages=("vi",))).page
        assert found.facets["kind"]["session"] > 80
        assert found.hits[0].entry.kind == "article", text


def test_every_page_of_a_crowded_answer_shows_other_entries(index: None) -> None:
    query = Query(text="chủ tịch tiếp công dân xã", languages=("vi",))
    shown = [
        hit.entry.key
        for page in range(1, 9)
        for hit in search(Query(text=query.text, languages=("vi",), page=page)).page.hits
    ]
    assert len(shown) == len(set(shown)) == 80


def test_the_page_the_feed_and_the_interface_give_a_session(index: None, client: Client, rule: Rule) -> None:
    asked = {"q": "lịch tiếp công dân phường An Biên", "loai": "lich"}
    page = client.get("/tim-kiem/", asked).content.decode()
    assert "Buổi tiếp công dân" in page
    assert f"/lich-tiep-cong-dan/buoi/{rule.pk}-20261201/" in page
    english = client.get("/en/tim-kiem/", asked | {"q": "reception timetable An Bien ward"}).content.decode()
    assert f"/en/lich-tiep-cong-dan/buoi/{rule.pk}-20261201/" in english
    assert "An Bien Ward" in english
    assert "Thứ Ba 01/12/2026, 08:00" in client.get("/tim-kiem/atom.xml", asked).content.decode()
    told = json.loads(client.get("/api/v1/search", {"q": "An Biên", "kind": "session"}).content)
    assert told["results"][0]["kind"] == "session"
    assert told["results"][0]["url"].startswith("/lich-tiep-cong-dan/buoi/")
    assert client.get(told["results"][0]["url"]).status_code == 200


def test_an_office_is_offered_once_while_it_is_typed(index: None, client: Client) -> None:
    told = json.loads(client.get("/api/v1/suggest", {"q": "lich tiep cong dan uy ban nhan dan phuong"}).content)
    assert [offer["text"] for offer in told["suggestions"]] == ["Lịch tiếp công dân Ủy ban nhân dân phường An Biên"]
