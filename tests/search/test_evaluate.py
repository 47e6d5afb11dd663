"""The measures against figures worked out by hand, and the typings against what they must keep."""

import json
import math
import unicodedata
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from search import engines, indexing
from search.evaluate import TYPINGS, half_marks, ndcg, no_marks, old_tones, read_judged, typo
from search.text import tokens

from .conftest import Shelf

SENTENCE = st.text(alphabet="aăâeêioôơuưyáàảãạấềổữựđ bchkmnt", max_size=120)
A, B, C = ("a", "1"), ("b", "1"), ("c", "1")


def test_gain_is_full_for_the_best_order_and_falls_with_the_place() -> None:
    assert ndcg([A, B], {A: 2}) == 1.0
    assert ndcg([B, A], {A: 2}) == pytest.approx(1 / math.log2(3))
    assert ndcg([B, C], {A: 2}) == 0.0
    assert ndcg([A, B], {A: 1, B: 2}) == pytest.approx((1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3)))
    assert ndcg([C] * 10 + [A], {A: 2}) == 0.0


@given(SENTENCE)
def test_typings_without_marks_or_in_parts_keep_every_folded_word(text: str) -> None:
    for name in ("marks", "no_marks", "half_marks", "old_tones", "nfd"):
        assert tokens(TYPINGS[name](text)) == tokens(text), name


@given(SENTENCE)
def test_a_slip_is_repeatable_and_changes_one_syllable_at_most(text: str) -> None:
    assert typo(text) == typo(text)
    changed = [one for one, other in zip(text.split(), typo(text).split(), strict=True) if one != other]
    assert len(changed) <= 1


def test_typings_look_like_what_people_type() -> None:
    assert no_marks("Đơn khiếu nại") == "Don khieu nai"
    assert half_marks("đơn khiếu nại lần đầu") == "đơn khieu nại lan đầu"
    assert old_tones("hòa giải, thủy lợi") == "hoà giải, thuỷ lợi"
    assert unicodedata.is_normalized("NFD", TYPINGS["nfd"]("khiếu nại"))
    assert typo("thời hạn khiếu nại") != "thời hạn khiếu nại"


def test_judged_lines_may_carry_grades() -> None:
    lines = ['{"question": "a", "relevant": [{"symbol": "02/2011/QH13", "article": "28", "grade": 1}]}', "", "\n"]
    assert [item.grades for item in read_judged(lines)] == [{("02-2011-qh13", "28"): 1}]


@pytest.mark.django_db
def test_the_command_prints_its_figures(
    shelves: dict[str, Shelf], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    indexing.rebuild("embedded", engines.local())
    file = tmp_path / "judged.jsonl"
    rows = [
        {"question": "thời hạn giải quyết tố cáo", "relevant": [{"symbol": "25/2018/QH14", "article": "30"}]},
        {"question": "khiếu nại là gì", "relevant": [{"symbol": "02/2011/QH13", "article": "2"}]},
        {"question": "xyzzy", "relevant": [{"symbol": "02/2011/QH13", "article": "2"}]},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows))
    call_command("evaluate_search", file)
    figures = json.loads(capsys.readouterr().out)
    assert figures["questions"] == 3
    assert figures["ndcg_at_10"] == figures["p_at_1"] == figures["recall_at_20"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["p95_ms"] >= figures["median_ms"] > 0


@pytest.mark.django_db
def test_a_file_that_is_no_questions_is_refused_in_a_sentence(shelves: dict[str, Shelf], tmp_path: Path) -> None:
    indexing.rebuild("embedded", engines.local())
    file = tmp_path / "other.jsonl"
    file.write_text("not json")
    with pytest.raises(CommandError, match="không đọc được"):
        call_command("evaluate_search", file)
    with pytest.raises(CommandError, match="không đọc được"):
        call_command("evaluate_search", tmp_path / "missing.jsonl")


@pytest.mark.django_db
def test_without_elasticsearch_its_measurement_is_refused(shelves: dict[str, Shelf], tmp_path: Path) -> None:
    file = tmp_path / "judged.jsonl"
    file.write_text("")
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("evaluate_search", file, backend="elastic")
