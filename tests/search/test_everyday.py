"""Everyday words and the law's own words for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import everyday, starter, tuning
from search.finding import ask, terms_of
from search.models import AskedOf, Wording
from search.text import tokens

from .conftest import law

LIST = everyday.of([("rút đơn", "rút khiếu nại; rút tố cáo"), ("rút đơn tố cáo", "rút tố cáo"), ("sếp", "thủ trưởng")])


def test_a_longer_phrase_hides_the_shorter_one_inside_it() -> None:
    assert LIST.further(tokens("tôi muốn rút đơn tố cáo")) == (tuple(tokens("rút tố cáo")),)
    assert LIST.further(tokens("rút đơn")) == (tuple(tokens("rút khiếu nại")), tuple(tokens("rút tố cáo")))


def test_phrases_are_found_without_marks_and_in_their_order() -> None:
    found = LIST.further(tokens("sep bat rut don"))
    assert found[0] == tuple(tokens("thủ trưởng"))
    assert LIST.further(tokens("đơn rút")) == ()


@given(st.lists(st.sampled_from(tokens("tôi rút đơn tố cáo sếp khiếu nại")), max_size=20))
def test_further_words_never_repeat_a_phrase(words: list[str]) -> None:
    found = LIST.further(words)
    assert len(found) == len(set(found)) <= everyday.MOST_ALTERNATIVES


def test_an_engine_is_asked_no_word_twice() -> None:
    terms = terms_of(tokens("rút đơn"), LIST.further(tokens("rút đơn")))
    assert not set(terms.words) & set(terms.more_words)
    assert not set(terms.pairs) & set(terms.more_pairs)
    assert "khieu_nai" in terms.more_pairs


def test_the_starter_lists_are_well_formed() -> None:
    rows = list(starter.wordings())
    assert len(rows) >= 500
    assert all(tokens(said) and tokens(legal) for said, legal in rows)
    keys = [key for key, _ in starter.asked()]
    assert len(keys) == len(set(keys)) >= 300
    assert all("#dieu-" in key for key in keys)
    judged = list(starter.judged())
    assert len(judged) >= 200
    assert sum(row["held_out"] for row in judged) >= len(judged) // 3


@pytest.mark.django_db
def test_loading_twice_adds_nothing_and_keeps_what_staff_wrote() -> None:
    starter.load()
    Wording.objects.filter(said="tiếp dân").update(legal="khác")
    before = Wording.objects.count(), AskedOf.objects.count()
    starter.load()
    assert (Wording.objects.count(), AskedOf.objects.count()) == before
    assert Wording.objects.get(said="tiếp dân").legal == "khác"


@pytest.mark.django_db
def test_an_edited_list_is_in_force_at_the_next_reading() -> None:
    Wording.objects.create(said="bà con", legal="công dân")
    Wording.objects.create(said="hết thời", legal="hết hiệu lực", active=False)
    tuning.forget()
    assert ask("bà con hết thời").more == (tuple(tokens("công dân")),)


@pytest.mark.django_db
def test_entries_carry_the_ways_people_ask_for_them_and_so_do_their_past_wordings() -> None:
    AskedOf.objects.create(source="law", key="01/2011/QH13", text="luật này ở đâu\n\nđọc luật")
    entry = law("01/2011/QH13", "Luật Mẫu", None)  # type: ignore[arg-type]
    (found,) = tuning.with_asked("law", [entry])
    assert found.asked == ("luật này ở đâu", "đọc luật")
