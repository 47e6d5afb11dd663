"""Where somebody lives, typed as people type it, opens the office that receives them."""

import pytest
from django.test import Client

from tracking.organisation.models import Agency
from tracking.reception.finding import offices_near
from tracking.reception.models import Place

pytestmark = pytest.mark.django_db


def office(slug: str, name: str, **facts: object) -> Agency:
    return Agency.objects.create(slug=slug, name=name, tier="commune", valid_from="2025-07-01", **facts)


@pytest.fixture(autouse=True)
def offices() -> dict[str, Agency]:
    made = {
        "hai-an": office("hai-an", "Ủy ban nhân dân phường Hải An"),
        "an-hai": office("an-hai", "Ủy ban nhân dân phường An Hải"),
        "hai-anh": office("hai-anh", "UBND xã Hải Anh", address="Thôn Đoài"),
        "an": office("an", "Ủy ban nhân dân xã An"),
    }
    city = office("ubnd-tp", "Ủy ban nhân dân thành phố Hải Phòng")
    Agency.objects.filter(pk=city.pk).update(tier="city")
    Place.objects.create(agency=made["an-hai"], name="Phòng tiếp", address="12 đường Bạch Mai")
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("phường Hải An", ["hai-an"]),
        ("phuong hai an", ["hai-an"]),
        ("HẢI AN", ["hai-an"]),
        ("số 5 ngõ 3 phố Mẫu, phường An Hải, TP Hải Phòng", ["an-hai"]),
        ("Hải Anh", ["hai-anh"]),
        ("phường An Hải, quận Hải An", ["an-hai"]),
        ("An Hải, Hải An", ["an-hai", "hai-an"]),
        ("đường Bạch Mai", ["an-hai"]),
        ("thon doai", ["hai-anh"]),
        ("hải", ["an-hai", "hai-an", "hai-anh", "ubnd-tp"]),
        ("thành phố Hải Phòng", ["ubnd-tp"]),
        ("phường", []),
        ("Không Có Đâu", []),
        ("'; drop table", []),
        ("", []),
    ],
)
def test_an_office_is_found_by_whole_words_of_its_name_or_address(typed: str, found: list[str]) -> None:
    assert sorted(one.slug for one in offices_near(typed)) == sorted(found)


def test_a_ward_that_was_merged_leads_to_the_one_it_became_part_of(offices: dict[str, Agency]) -> None:
    old = office("dong-cu", "UBND phường Đông Cũ", valid_to="2025-06-30")
    offices["an-hai"].predecessors.add(old)
    assert offices_near("phường đông cũ") == [offices["an-hai"]]


def test_one_office_opens_several_are_offered_and_none_is_said(client: Client) -> None:
    answer = client.get("/lich-tiep-cong-dan/?noi=phuong+hai+an")
    assert answer.headers["Location"] == "/lich-tiep-cong-dan/?co-quan=hai-an#cac-buoi"
    assert "Có mấy nơi khớp" in client.get("/lich-tiep-cong-dan/?noi=hải").content.decode()
    none = client.get("/lich-tiep-cong-dan/?noi=<b>đâu</b>").content.decode()
    assert "Không thấy phường, xã nào tên “&lt;b&gt;đâu" in none


def test_asking_costs_few_queries(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3):
        offices_near("phường Hải An")
