"""The body the law makes competent, on both sides of the reforms, for every kind, post and instance."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework.offices.competence import CITY, RULES, Office, Post, Seat, competent
from tracking.casework.petition import Kind

C, A = dt.date(2026, 11, 26), dt.date(2025, 6, 30)
SINCE, REFORM = dt.date(2000, 1, 1), dt.date(2025, 7, 1)


def office(slug: str, tier: str, **facts) -> Office:
    return Office(slug, slug, tier, facts.pop("since", SINCE), **facts)


OFFICES = {
    o.slug: o
    for o in (
        office(CITY, "city"),
        office("thanh-tra", "city", parent=CITY),
        office("so-mau", "department", parent=CITY),
        office("xa-mau", "commune", parent="huyen-cu"),
        office("huyen-cu", "district", valid_to=A, parent=CITY, successors=("xa-mau",)),
        office("xa-cu", "commune", valid_to=A, parent="huyen-cu", successors=("xa-moi",)),
        office("xa-moi", "commune", since=REFORM, parent=CITY),
        office("xa-chia", "commune", valid_to=A, successors=("xa-moi", "xa-mau")),
        office("vong", "commune", valid_to=A, successors=("vong-2",)),
        office("vong-2", "commune", valid_to=A, successors=("vong",)),
    )
}


def asked(kind: Kind, attacked: str, post: Post = Post.HEAD, day: dt.date = C, instance: int = 1):
    return competent(kind=kind, offices=OFFICES, attacked=attacked, post=post, day=day, instance=instance)


COMPLAINT, DENUNCIATION = Kind.COMPLAINT, Kind.DENUNCIATION


@pytest.mark.parametrize(
    ("kind", "attacked", "post", "day", "instance", "office", "law"),
    [
        (COMPLAINT, "xa-mau", Post.HEAD, C, 1, "xa-mau", "02/2011/QH13#dieu-17"),
        (COMPLAINT, "xa-mau", Post.STAFF, C, 1, "xa-mau", "02/2011/QH13#dieu-17"),
        (COMPLAINT, "so-mau", Post.STAFF, C, 1, "so-mau", "02/2011/QH13#dieu-20.khoan-1"),
        (COMPLAINT, "thanh-tra", Post.HEAD, C, 1, "thanh-tra", "02/2011/QH13#dieu-20.khoan-1"),
        (COMPLAINT, CITY, Post.HEAD, C, 1, CITY, "02/2011/QH13#dieu-21.khoan-1"),
        (COMPLAINT, "xa-mau", Post.HEAD, C, 2, CITY, "02/2011/QH13#dieu-21.khoan-2"),
        (COMPLAINT, "so-mau", Post.HEAD, C, 2, CITY, "02/2011/QH13#dieu-21.khoan-2"),
        (COMPLAINT, "xa-mau", Post.HEAD, A, 2, "huyen-cu", "02/2011/QH13#dieu-18.khoan-2"),
        (COMPLAINT, "huyen-cu", Post.HEAD, A, 1, "huyen-cu", "02/2011/QH13#dieu-18.khoan-1"),
        (COMPLAINT, "huyen-cu", Post.HEAD, A, 2, CITY, "02/2011/QH13#dieu-21.khoan-2"),
        (DENUNCIATION, "xa-mau", Post.STAFF, C, 1, "xa-mau", "25/2018/QH14#dieu-13.khoan-1"),
        (DENUNCIATION, "xa-mau", Post.HEAD, C, 1, CITY, "25/2018/QH14#dieu-13.khoan-4"),
        (DENUNCIATION, "xa-mau", Post.DEPUTY, C, 1, CITY, "25/2018/QH14#dieu-13.khoan-4"),
        (DENUNCIATION, "xa-mau", Post.BODY, C, 1, CITY, "25/2018/QH14#dieu-12.khoan-6"),
        (DENUNCIATION, "xa-mau", Post.HEAD, A, 1, "huyen-cu", "25/2018/QH14#dieu-13.khoan-2"),
        (DENUNCIATION, "so-mau", Post.STAFF, C, 1, "so-mau", "25/2018/QH14#dieu-13.khoan-3"),
        (DENUNCIATION, "so-mau", Post.DEPUTY, C, 1, CITY, "25/2018/QH14#dieu-13.khoan-4"),
        (DENUNCIATION, CITY, Post.STAFF, C, 1, CITY, "25/2018/QH14#dieu-13.khoan-4"),
        (DENUNCIATION, "xa-mau", Post.STAFF, C, 2, CITY, "25/2018/QH14#dieu-37.khoan-1"),
    ],
)
def test_each_rule_of_competence(kind, attacked, post, day, instance, office, law):
    found = asked(kind, attacked, post, day, instance)
    assert (found.office, found.laws[0]) == (office, law)
    assert not found.needs_check


@pytest.mark.parametrize(
    ("kind", "post", "instance", "seat"),
    [
        (COMPLAINT, Post.HEAD, 2, Seat.MINISTER),
        (DENUNCIATION, Post.HEAD, 1, Seat.PRIME_MINISTER),
        (DENUNCIATION, Post.STAFF, 2, Seat.PRIME_MINISTER),
    ],
)
def test_above_the_city_the_portal_names_the_seat_and_no_office(kind, post, instance, seat):
    found = asked(kind, CITY, post, instance=instance)
    assert (found.seat, found.office) == (seat, None)


def test_a_body_that_is_gone_is_answered_for_by_its_successor():
    found = asked(DENUNCIATION, "xa-cu", Post.STAFF)
    assert (found.office, found.attacked, found.succeeded) == ("xa-moi", "xa-moi", True)
    assert "25/2018/QH14#dieu-12.khoan-4" in found.laws
    assert not found.needs_check


def test_several_successors_are_left_to_a_person():
    assert asked(COMPLAINT, "xa-chia").needs_check
    assert not asked(COMPLAINT, "xa-chia", instance=2).needs_check  # both come to the city's chair


def test_a_circle_of_successors_ends():
    assert asked(COMPLAINT, "vong") is None


def test_the_district_has_no_say_after_the_reform():
    assert asked(COMPLAINT, "huyen-cu").office == "xa-mau"
    for kind in (COMPLAINT, DENUNCIATION):
        assert asked(kind, "xa-mau", day=REFORM, instance=2).office == CITY


def test_what_nobody_knows_is_not_answered():
    assert asked(COMPLAINT, "khong-co") is None


@given(
    st.sampled_from([COMPLAINT, DENUNCIATION]),
    st.sampled_from(["commune", "department", "city"]),
    st.sampled_from(list(Post)),
    st.sampled_from([1, 2]),
    st.dates(dt.date(2019, 1, 1), dt.date(2035, 1, 1)),
)
def test_on_every_day_since_2019_exactly_one_rule_speaks(kind, tier, post, instance, day):
    speaking = [rule for rule in RULES if rule.speaks_of(kind, instance, tier, post, day)]
    # Before the district went, the city's chair was no second instance for a commune.
    again_under_the_district = kind is DENUNCIATION and instance == 2
    assert len(speaking) == 1 or again_under_the_district
    assert len(speaking) >= 1
