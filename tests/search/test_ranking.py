"""The six terms of the second stage, each by itself and together."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.catalogue import Record, token_id
from search.definitions import defined_terms, definition_in
from search.ranking import WEIGHTS, Question, Statistics, heading_share, passage_share, rank, spots, word_score
from search.text import tokens
from search.wording import asked_term, expand, question_words

FLAT = Statistics(word_idf=lambda word: 1.0, pair_idf=lambda pair: 1.0, mean_length=100.0)
WORDS = st.lists(st.sampled_from(tokens("thời hạn giải quyết khiếu nại tố cáo là gì như thế nào đơn")), max_size=30)


def question(text: str) -> Question:
    return Question(tuple(tokens(text)), FLAT)


def ids(text: str) -> list[int]:
    return [token_id(word) for word in tokens(text)]


def passage(asked: Question, words: list[int]) -> float:
    return passage_share(asked.pair_weights, spots(asked, words))


def single(asked: Question, words: list[int]) -> float:
    return word_score(asked, spots(asked, words), len(words))


def record(uid: str, body: str, heading: str = "", terms: tuple[str, ...] = (), explains: bool = False) -> Record:
    return Record(uid, "article", ids(body), tuple(tokens(heading)), terms, explains)  # type: ignore[arg-type]


def test_a_passage_with_all_pairs_together_counts_fully() -> None:
    assert passage(question("thời hạn giải quyết khiếu nại"), ids("về thời hạn giải quyết khiếu nại lần đầu")) == 1.0


def test_pairs_far_apart_do_not_add_up() -> None:
    far = "thời hạn " + "xyz " * 80 + "khiếu nại"
    near = "thời hạn " + "xyz " * 20 + "khiếu nại"
    asked = question("thời hạn khiếu nại")
    assert passage(asked, ids(near)) == pytest.approx(2 / 3)
    assert passage(asked, ids(far)) == pytest.approx(1 / 3)


def test_a_window_holds_sixty_words_and_not_one_more() -> None:
    asked = question("a b x c d")
    assert passage(asked, ids("a b " + "z " * 56 + "c d")) == pytest.approx(2 / 4)
    assert passage(asked, ids("a b " + "z " * 57 + "c d")) == pytest.approx(1 / 4)


def test_question_words_weigh_little_in_the_passage() -> None:
    asked = question("khiếu nại như thế nào")
    assert passage(asked, ids("quyền khiếu nại của dân")) > passage(asked, ids("như thế nào là đúng"))


@given(WORDS, WORDS)
def test_shares_lie_between_none_and_all(query: list[str], body: list[str]) -> None:
    asked = Question(tuple(query), FLAT)
    words = [token_id(word) for word in body]
    assert 0.0 <= passage(asked, words) <= 1.0 + 1e-9
    assert 0.0 <= heading_share(asked, query, body) <= 1.0
    assert 0.0 <= single(asked, words) <= 1.0


@given(WORDS, WORDS)
def test_the_best_passage_is_what_trying_every_window_finds(query: list[str], body: list[str]) -> None:
    asked = Question(tuple(query), FLAT)
    words = [token_id(word) for word in body * 5]
    windows = [words[at : at + 60] for at in range(max(1, len(words) - 59))]
    weights = asked.pair_weights
    tried = [sum(weights[pair] for pair in weights if pair in set(pairwise(w))) for w in windows]
    total = sum(weights.values())
    assert passage(asked, words) == pytest.approx(max(tried, default=0) / total if total else 0.0)


def test_a_heading_covered_by_the_query_counts_by_its_rarity() -> None:
    rare = Statistics(lambda word: 9.0 if word == "thu" else 1.0, lambda pair: 1.0, 100.0)
    assert heading_share(Question(("thu",), rare), ["thu"], ["thu", "ly"]) == pytest.approx(0.9)
    assert heading_share(question("thụ lý"), ["thu"], []) == 0.0


def test_the_article_that_defines_the_asked_term_comes_first() -> None:
    plain = record("a", "khiếu nại là gì khiếu nại là gì", heading="Khiếu nại là gì")
    defining = record("b", "khiếu nại là việc công dân", terms=("khieu nai",), explains=True)
    ranked = rank(question("khiếu nại là gì"), [(plain, 10.0), (defining, 9.0)])
    assert [item.uid for item in ranked] == ["b", "a"]
    assert ranked[0].parts["defines"] == 1.0


def test_a_definition_counts_only_when_one_is_asked_for() -> None:
    defining = record("b", "khiếu nại", terms=("khieu nai",), explains=True)
    (ranked,) = rank(question("thời hạn khiếu nại"), [(defining, 1.0)])
    assert ranked.parts["defines"] == ranked.parts["explains"] == 0.0


def test_the_score_is_the_sum_of_its_parts() -> None:
    (ranked,) = rank(question("thời hạn khiếu nại"), [(record("a", "thời hạn khiếu nại", "Thời hạn"), 5.0)])
    assert ranked.score == pytest.approx(sum(WEIGHTS[name] * value for name, value in ranked.parts.items()), abs=1e-5)
    assert ranked.parts["engine"] == 1.0


def test_equal_entries_are_ordered_by_name_whatever_the_engine_s_order() -> None:
    one, two = record("a", "khiếu nại"), record("b", "khiếu nại")
    asked = question("khiếu nại")
    assert rank(asked, [(one, 1.0), (two, 1.0)]) == rank(asked, [(two, 1.0), (one, 1.0)])
    assert rank(asked, []) == []


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("Khiếu nại là gì?", "khieu nai"),
        ("Thế nào là rút khiếu nại", "rut khieu nai"),
        ("Khái niệm người khiếu nại", "nguoi khieu nai"),
        ("Khái niệm về đơn thư được quy định như thế nào?", "don thu"),
        ("Chứng chỉ quỹ được hiểu thế nào?", "chung chi quy"),
        ("Bản tin được pháp luật quy định cụ thể là gì?", "ban tin"),
        ("Cơ quan nhà nước gồm những gì", "co quan nha nuoc"),
        ("Thời hạn giải quyết khiếu nại", ""),
        ("", ""),
    ],
)
def test_definition_questions_are_recognised(asked: str, term: str) -> None:
    assert asked_term(tokens(asked)) == term


def test_terms_are_read_from_an_article_that_explains_words() -> None:
    body = (
        "Trong luật này:\n1. Khiếu nại là việc công dân.\n2) “Người khiếu nại” là công dân.\na) Đơn thư gồm đơn và thư."
    )
    assert set(defined_terms("Giải thích từ ngữ", body)) >= {"khieu nai", "nguoi khieu nai", "don thu"}
    assert defined_terms("Thụ lý", "1. Thời hạn là 10 ngày.") == ()


def test_abbreviations_are_written_out_and_no_syllable_is_taken_for_one() -> None:
    assert expand(tokens("UBND xã")) == tokens("ủy ban nhân dân xã")
    for syllable in tokens("vật đất đai nhà cửa công dân đơn thư khiếu nại tố cáo bồi thường"):
        assert expand([syllable]) == [syllable]


def test_the_longest_question_phrase_wins() -> None:
    assert question_words(tokens("khiếu nại được hiểu như thế nào")) == [False, False, True, True, True, True, True]


def test_ids_are_stable_between_processes_and_machines() -> None:
    assert token_id("khieu") == 2333172344
    assert len({token_id(f"{first}{second}") for first in "abcdefghij" for second in "abcdefghij"}) == 100


@pytest.mark.parametrize("piece", [" ", "\u00a0", "- “a" + " " * 60 + "\n", "1) ", "“", "a (sau đây "])
def test_reading_definitions_costs_no_more_than_the_text_is_long(piece: str) -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        definition_in(piece * (size // len(piece)), "khieu nai")
        return time.process_time() - started

    small = min(seconds(20_000) for _ in range(3))
    assert seconds(200_000) < 40 * small + 0.5
