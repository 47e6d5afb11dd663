"""The questions lead everybody somewhere, and what they say of the law is the law of the day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework.citizen.advice.adviser import ADVICE, FORKS, START, Advice, Fork, find, passed_before
from tracking.casework.kind_guides import GUIDES, GUIDES_BY_SLUG
from tracking.casework.petition import Kind

TODAY = dt.date(2026, 11, 23)


def reachable_from(key: str) -> set[str]:
    found, waiting = set(), [key]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            page = find(here)
            waiting += [choice.to for choice in page.choices] if isinstance(page, Fork) else []
    return found


def test_every_page_is_reached_and_no_answer_leads_nowhere():
    assert reachable_from(START) == FORKS.keys() | ADVICE.keys()


def test_every_kind_can_be_found_by_answering():
    assert {ADVICE[key].kind for key in reachable_from(START) & ADVICE.keys()} >= set(Kind)


@given(st.lists(st.integers(0, 9), min_size=12, max_size=12))
def test_any_twelve_answers_end_in_advice(picks):
    page = find(START)
    for pick in picks:
        if isinstance(page, Advice):
            return
        page = find(page.choices[pick % len(page.choices)].to)
    assert isinstance(page, Advice)


@given(st.lists(st.integers(0, 9), max_size=12))
def test_from_any_page_one_goes_back_over_every_page_passed(picks):
    walked, key = [], START
    for pick in picks:
        page = find(key)
        nexts = [choice.to for choice in page.choices] if isinstance(page, Fork) else suggested_by(page)
        if not nexts:
            break
        walked.append(key)
        key = nexts[pick % len(nexts)]
    way = tuple(walked[1:])
    while walked:
        before = passed_before(key, way)
        assert before.key == walked.pop()
        assert before.chosen
        key, way = before.key, before.way
    assert passed_before(key, way) is None


def suggested_by(page):
    return [slug for slug, guide in GUIDES_BY_SLUG.items() if guide.kind in page.suggests]


@pytest.mark.parametrize(
    ("key", "way"),
    [
        (START, ()),
        ("khieu-nai", ()),
        ("khieu-nai", ("ai-lam",)),
        ("khieu-nai", ("khong-co", "mong-gi")),
        ("khieu-nai", ("",)),
        ("khong-co", ("mong-gi",)),
        ("mong-gi", ("khieu-nai",)),
    ],
)
def test_where_nothing_leads_that_way_there_is_no_way_back(key, way):
    assert passed_before(key, way) is None


def test_advice_that_is_no_petition_says_what_to_do_instead():
    for advice in ADVICE.values():
        assert advice.kind or advice.points


def test_danger_is_answered_with_the_number_to_call_at_once():
    advice = ADVICE["khan-cap"]
    assert advice.urgent
    assert "113" in advice.points[0].text


def test_an_unknown_step_begins_anew():
    assert find("khong-co-buoc-nay") is FORKS[START]


def test_a_kind_is_found_under_its_slug():
    assert {slug: guide.kind for slug, guide in GUIDES_BY_SLUG.items()} == {
        "khieu-nai": Kind.COMPLAINT,
        "to-cao": Kind.DENUNCIATION,
        "kien-nghi": Kind.PROPOSAL,
        "phan-anh": Kind.FEEDBACK,
    }


@pytest.mark.parametrize(
    ("day", "said"),
    [(dt.date(2026, 6, 30), "10 ngày từ khi nhận"), (dt.date(2026, 7, 1), "07 ngày làm việc từ khi nhận")],
)
def test_acceptance_of_a_complaint_changes_with_law_136(day, said):
    sentences = [term.text for term in GUIDES[Kind.COMPLAINT].terms_on(day) if "thụ lý hay không" in term.text]
    assert len(sentences) == 1
    assert said in sentences[0]


def test_only_complaints_and_denunciations_need_a_signature_and_name_the_article():
    needing = {guide.kind for guide in GUIDES.values() if guide.needs_signature}
    assert needing == {Kind.COMPLAINT, Kind.DENUNCIATION}
    assert GUIDES[Kind.COMPLAINT].signature.law == "02/2011/QH13#dieu-8"
    assert GUIDES[Kind.DENUNCIATION].signature.law == "25/2018/QH14#dieu-23"


def test_the_citizens_own_term_is_not_among_those_of_the_office():
    guide = GUIDES[Kind.COMPLAINT]
    own = set(guide.terms_on(TODAY)) - set(guide.office_terms_on(TODAY))
    assert [term.law for term in own] == ["02/2011/QH13#dieu-9"]


def test_every_term_rests_on_an_article():
    for guide in GUIDES.values():
        assert guide.terms_on(TODAY)
        assert all("#dieu-" in term.law for term in guide.terms)
