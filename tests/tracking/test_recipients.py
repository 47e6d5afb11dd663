"""Where a petition can go today, and how the list reads."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from tracking.casework.offices.recipients import DEFAULT_AGENCY, agency_choices, agency_name, open_agencies
from tracking.organisation import starter
from tracking.organisation.models import Agency, Tier

from .petitions import agency

pytestmark = pytest.mark.django_db


def test_all_114_communes_and_the_city_can_be_chosen_the_board_first():
    starter.load()
    (first, *groups) = agency_choices(open_agencies())
    assert first[0] == DEFAULT_AGENCY
    city, communes = (dict(group[1]) for group in groups)
    assert len(communes) == 114
    assert "so-xay-dung" in city
    assert "van-phong-ubnd" not in city, "it takes no petitions"


def test_communes_are_listed_by_their_own_name_in_vietnamese_order():
    for slug, name in (("c", "Đồ Sơn"), ("a", "Ái Quốc"), ("b", "An Biên"), ("d", "Dương Kinh")):
        agency(slug, name=f"Ủy ban nhân dân phường {name}", short_name=f"UBND phường {name}")
    labels = [label for _slug, label in agency_choices(open_agencies())[0][1]]
    assert labels == ["Ái Quốc (phường)", "An Biên (phường)", "Dương Kinh (phường)", "Đồ Sơn (phường)"]


def test_the_list_reads_english_under_en():
    starter.load()
    with translation.override("en"):
        labels = [label for _slug, label in agency_choices(open_agencies())[2][1]]
        assert agency_name(Agency.objects.get(slug=DEFAULT_AGENCY)) == "City Citizen Reception Board"
    assert "An Bien Ward" in labels


def test_an_office_not_open_yet_or_no_longer_is_not_offered():
    today = timezone.localdate()
    agency("sau", valid_from=today + dt.timedelta(days=1))
    agency("truoc", valid_to=today - dt.timedelta(days=1))
    agency("nay", valid_to=today, tier=Tier.DEPARTMENT)
    assert [office.slug for office in open_agencies()] == ["nay"]
