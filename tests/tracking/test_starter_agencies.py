"""The agencies a fresh installation knows."""

import datetime as dt

import pytest

from search.text import fold
from tracking.organisation import starter
from tracking.organisation.models import Agency, Tier

pytestmark = pytest.mark.django_db


def test_the_114_units_are_loaded_by_kind():
    starter.load()
    units = Agency.objects.filter(tier=Tier.COMMUNE)
    kinds = {kind: units.filter(short_name__startswith=f"UBND {kind} ").count() for kind in ("phường", "xã", "đặc khu")}
    assert kinds == {"phường": 45, "xã": 67, "đặc khu": 2}
    assert units.values("code").distinct().count() == 114


def test_loading_twice_adds_nothing():
    starter.load()
    before = list(Agency.objects.values_list("slug", flat=True))
    starter.load()
    assert list(Agency.objects.values_list("slug", flat=True)) == before


def test_a_correction_made_here_survives_the_next_load():
    starter.load()
    Agency.objects.filter(slug="so-y-te").update(phone="0000")
    starter.load()
    assert Agency.objects.get(slug="so-y-te").phone == "0000"


def test_every_agency_says_where_the_fact_is_from():
    starter.load()
    assert not Agency.objects.filter(source="").exists()
    assert set(Agency.objects.filter(tier=Tier.DEPARTMENT).values_list("confidence", flat=True)) == {"G"}
    assert set(Agency.objects.filter(tier=Tier.COMMUNE).values_list("confidence", flat=True)) == {"S"}


def test_two_communes_that_differ_by_one_mark_stay_two():
    starter.load()
    twins = [agency for agency in Agency.objects.filter(tier=Tier.COMMUNE) if fold(agency.name).endswith("cam giang")]
    assert len({agency.slug for agency in twins}) == len({agency.name_en for agency in twins}) == 2


def test_the_front_and_the_office_take_no_petitions_through_the_portal():
    starter.load()
    closed = Agency.objects.filter(receives_petitions=False).values_list("slug", flat=True)
    assert set(closed) == {"mttq-thanh-pho", "van-phong-ubnd"}


def test_an_agency_is_in_force_between_its_dates_only():
    starter.load()
    assert not Agency.objects.on(dt.date(2025, 6, 30)).exists()
    assert Agency.objects.on(dt.date(2025, 7, 1)).count() == Agency.objects.count()


def test_names_sort_as_a_vietnamese_reader_expects():
    starter.load()
    departments = list(Agency.objects.filter(tier=Tier.DEPARTMENT).values_list("name", flat=True))
    assert (
        departments.index("Sở Công Thương") < departments.index("Sở Giáo dục và Đào tạo") < departments.index("Sở Y tế")
    )
