"""What moves to another article or act leaves its old place: search is told both, and each act says what it has."""

import pytest

from legal_library.edits import proposing
from legal_library.edits.rows import packed
from legal_library.models import Act, Duty, LibraryEdit, Relation, Summary, TextState
from legal_library.search_source import LawSource
from legal_library.waiting import unproposed_drafts, waiting
from search.models import Change

from .settling import approved

pytestmark = pytest.mark.django_db


def bare(symbol: str) -> Act:
    return Act.objects.create(symbol=symbol, slug=symbol.replace("/", "-").lower(), kind="Luật")


@pytest.fixture
def here() -> Act:
    return bare("08/2030/QH16")


@pytest.fixture
def there() -> Act:
    return bare("09/2030/QH16")


def moved(row: Summary | Duty | Relation, **values: object) -> list[str]:
    """What search is told when two persons move the row."""
    seen = packed(row)
    for name, value in values.items():
        setattr(row, name, value)
    assert proposing.propose_change(row, seen=seen, person_id=None, reason="Nhầm chỗ")
    Change.objects.all().delete()
    approved()
    return list(Change.objects.order_by("pk").values_list("key", flat=True))


def public(act: Act, key: str) -> Summary:
    summary = Summary(act=act, key=key, heading="Tên", body="Lời.")
    proposing.propose_new(summary, person_id=None, reason="x")
    approved()
    return Summary.objects.get(pk=summary.pk)


def test_a_summary_of_another_article_leaves_the_old_place_in_search(here) -> None:
    told = moved(public(here, "dieu-5"), key="dieu-6")
    assert sorted(told) == ["08/2030/QH16", "08/2030/QH16#dieu-5", "08/2030/QH16#dieu-6"]
    assert [entry.key for entry in LawSource().entries(told)] == ["08/2030/QH16", "08/2030/QH16#dieu-6"]


def test_a_summary_of_another_act_leaves_the_old_one_without_words(here, there) -> None:
    summary = public(here, "dieu-5")
    assert Act.objects.get(pk=here.pk).text_state == TextState.SUMMARY
    told = moved(summary, act=there, key="dieu-6")
    assert {"08/2030/QH16", "08/2030/QH16#dieu-5", "09/2030/QH16", "09/2030/QH16#dieu-6"} == set(told)
    states = dict(Act.objects.values_list("symbol", "text_state"))
    assert states == {"08/2030/QH16": TextState.RECORD, "09/2030/QH16": TextState.SUMMARY}


def test_a_summary_that_stays_is_told_once(here) -> None:
    assert moved(public(here, "dieu-5"), body="Khác.") == ["08/2030/QH16", "08/2030/QH16#dieu-5"]


def test_an_order_or_relation_of_another_act_changes_both_pages(here, there) -> None:
    for row in (
        Duty.objects.create(act=here, ordinal=1, who="Sở", what="Báo cáo"),
        Relation.objects.create(act=here, kind="guides", symbol="02/2011/QH13", by_hand=True),
    ):
        before = dict(Act.objects.values_list("symbol", "changed_at"))
        assert sorted(moved(row, act=there)) == ["08/2030/QH16", "09/2030/QH16"]
        now = dict(Act.objects.values_list("symbol", "changed_at"))
        assert all(now[symbol] > before[symbol] for symbol in now)


def test_a_proposal_of_no_row_hides_no_draft(here) -> None:
    draft = Summary.objects.create(act=here, key="dieu-5", heading="Tên", body="Lời.", published=False)
    LibraryEdit.objects.create(what=LibraryEdit.What.SUMMARY, action="add", name="x", changes={}, reason="x")
    assert list(unproposed_drafts()) == [draft]
    assert {each.label: each.count for each in waiting()}["Tóm tắt còn là bản nháp"] == 1
