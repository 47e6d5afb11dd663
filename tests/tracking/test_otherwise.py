"""An office without a session is no dead corner: its own address, the city's reception office, the next session."""

import datetime as dt

import pytest
import time_machine

from tests.tracking.petitions import agency
from tracking.organisation.models import Agency
from tracking.reception.models import Departure, Place, Rule

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
MONTH = "/lich-tiep-cong-dan/thang/2026-11/?co-quan=phuong-vang"


@pytest.fixture(autouse=True)
def mid_november():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def ward() -> Agency:
    return agency("phuong-vang", name="Ủy ban nhân dân phường Vắng", address="9 phố Vắng", phone="0225 000 999")


@pytest.fixture
def board() -> Agency:
    return agency("ban-tiep-cong-dan", name="Ban Tiếp công dân thành phố", tier="city", address="15 phố Mẫu")


@pytest.fixture
def chair(board) -> Rule:
    """The city's leaders receive on Tuesdays; the board itself on every working day."""
    seat = Place.objects.create(agency=board, name="Trụ sở", name_en="Main seat", address="15 phố Mẫu")
    hours = {"agency": board, "place": seat, "valid_from": dt.date(2026, 1, 1), "pattern": "weekly"}
    hours |= {"starts": dt.time(7, 30), "ends": dt.time(11, 30)}
    Rule.objects.create(kind="regular", host="Ban Tiếp công dân", weekdays=[0, 1, 2, 3, 4], **hours)
    return Rule.objects.create(host="Chủ tịch thành phố", host_en="City chair", weekdays=[1], **hours)


@pytest.mark.parametrize("address", ["/lich-tiep-cong-dan/?co-quan=phuong-vang", MONTH])
def test_an_office_without_sessions_tells_its_address_and_the_citys_next_reception(client, ward, chair, address):
    page = client.get(address).content.decode()
    for told in ("9 phố Vắng", "0225 000 999", "15 phố Mẫu", "07:30–11:30", "Chủ tịch thành phố", "17/11"):
        assert told in page
    english = client.get(f"/en{address}").content.decode()
    for told in ("You are still received here", "Main seat", "City chair"):
        assert told in english


def test_the_citys_session_told_is_one_that_is_held(client, ward, chair):
    Departure.objects.create(rule=chair, kind="cancelled", day=dt.date(2026, 11, 17), reason="bão", notice="1/TB")
    page = client.get("/lich-tiep-cong-dan/?co-quan=phuong-vang").content.decode()
    assert f"/buoi/{chair.pk}-20261124/" in page
    assert f"/buoi/{chair.pk}-20261117/" not in page


def test_without_an_address_of_its_own_the_places_it_received_at_are_told(client, ward, chair):
    Agency.objects.filter(pk=ward.pk).update(address="")
    Place.objects.create(agency=ward, name="Phòng tiếp", address="12 ngõ Cũ")
    assert "12 ngõ Cũ" in client.get("/lich-tiep-cong-dan/?co-quan=phuong-vang").content.decode()


def test_nothing_known_at_all_still_answers(client, ward):
    Agency.objects.filter(pk=ward.pk).update(address="", phone="")
    page = client.get("/lich-tiep-cong-dan/?co-quan=phuong-vang").content.decode()
    assert "Cổng chưa có địa chỉ của cơ quan này" in page
    assert "gửi đơn qua cổng bất cứ lúc nào" in page


def test_an_address_nobody_knows_is_answered_with_the_citys_reception(client, chair):
    page = client.get("/lich-tiep-cong-dan/?noi=lang+khong+co").content.decode()
    near = page[page.index("Không thấy phường, xã nào") :]
    assert "15 phố Mẫu" in near[: near.index("cac-buoi")]


def test_a_ward_found_by_its_name_leads_to_where_it_is_received(client, ward, chair):
    page = client.get("/lich-tiep-cong-dan/?noi=phuong+vang", follow=True).content.decode()
    assert "9 phố Vắng" in page
    assert "15 phố Mẫu" in page


def test_an_office_with_a_session_needs_no_other(client, board, chair):
    assert "Ông/bà vẫn được tiếp ở đây" not in client.get(f"/lich-tiep-cong-dan/?co-quan={board.slug}").content.decode()
