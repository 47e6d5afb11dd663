"""Slips are mended where they cannot be words, and offered where they can."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import Counts, mend, offer
from search.syllables import SYLLABLES, is_syllable, keyboard_residue, one_slip_away, partings
from search.text import tokens

TEXTS = ["thời hạn giải quyết khiếu nại lần đầu", "người khiếu nại rút đơn tố cáo", "tiếp công dân định kỳ"] * 30
WORDS: Counter[str] = Counter(word for text in TEXTS for word in set(tokens(text)))
PAIRS: Counter[str] = Counter(f"{a}_{b}" for text in TEXTS for a, b in pairwise(tokens(text)))
COUNTS = Counts(WORDS.__getitem__, PAIRS.__getitem__, len(TEXTS))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("khieeus naij", "khiếu nại"),
        ("nguwowif khieesu naji", "người khiếu nại"),
        ("to1 ca1o", "tố cáo"),
        ("khie6u1 na5i", "khiếu nại"),
        ("khieunai lần đầu", "khiếu nại lần đầu"),
        ("tiepcongdan", "tiếp công dân"),
        ("k hiếu nại", "khiếu nại"),
        ("khiêú nạii", "khiếu nại"),
        ("giair quyết", "giải quyết"),
        ("người khiếuu nại", "người khiếu nại"),
        ("tieeps cong daan", "tiếp công dân"),
    ],
)
def test_what_cannot_be_a_word_is_mended(typed: str, meant: str) -> None:
    assert mend(tokens(typed), COUNTS) == tokens(meant)


@pytest.mark.parametrize(
    "typed",
    ["6200/UBND-NCKTGS", "nq 623", "tt26/2017", "QH13", "đơn", "complaint", "UBND", "hòa giải", "điều 28a", "x"],
)
def test_symbols_abbreviations_foreign_and_real_words_stay(typed: str) -> None:
    assert mend(tokens(typed), COUNTS) == tokens(typed)


def test_a_slip_that_made_another_real_word_is_only_offered() -> None:
    typed = tokens("người khiêu nại rút đơn tô cáo")
    assert mend(tokens("thời hạn giai quyết"), COUNTS) == tokens("thời hạn giai quyết")
    assert offer(typed, COUNTS) == []
    slipped = tokens("người khiếu nãi rút"), tokens("hạn giai quyệt khiếu")
    assert mend(slipped[0], COUNTS) == slipped[0]
    assert offer(tokens("giải quyêt khiều nại"), COUNTS) == []
    assert offer(["khieu", "nau", "lan"], COUNTS) == ["khieu", "nai", "lan"]


MANY = Counts(WORDS.__getitem__, lambda pair: 10 * PAIRS[pair], len(TEXTS))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("khieu nia", "khieu nai"), ("hieu nai", "khieu nai"), ("gai quyet khieu nai", "giai quyet khieu nai")],
)
def test_a_slip_at_either_end_is_offered_where_its_one_neighbour_is_sure(typed: str, meant: str) -> None:
    assert offer(tokens(typed), MANY) == tokens(meant)
    assert offer(tokens(typed), Counts(WORDS.__getitem__, lambda pair: min(PAIRS[pair], 5), len(TEXTS))) == []


def test_a_whole_sentence_is_never_asked_back() -> None:
    assert offer(tokens("khieu nia") * 4, MANY) == []


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=6))
def test_syllables_are_never_changed_silently(words: list[str]) -> None:
    assert mend(words, COUNTS) == words


@given(st.lists(st.text(alphabet="abcdeghiklmnopqrstuvxywzfj0123456789", min_size=1, max_size=12), max_size=12))
def test_mending_ends_and_never_loses_everything(words: list[str]) -> None:
    assert bool(mend(words, COUNTS)) == bool(words)


def test_syllables_look_vietnamese() -> None:
    assert all(map(is_syllable, tokens("nghiêng khuya quyết gì được uỷ yêu chuyện ngoằn thuở")))
    assert not any(map(is_syllable, ["khieeus", "tos", "the1", "complaint", "nguoif"]))
    assert ("khieu", "nai") in partings("khieunai")
    assert "khieu" in one_slip_away("khieuu")
    assert keyboard_residue("ddaats") == "dat"
