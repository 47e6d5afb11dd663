"""Two librarians at one row at the same time: nothing public goes by one of them, and nobody's words are dropped."""

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from legal_library import exporting, restoring
from legal_library.desk.proposal_form import ProposalForm
from legal_library.edits import deciding, proposing
from legal_library.edits.journal import lock
from legal_library.edits.rows import packed
from legal_library.models import Act, LibraryEdit, Summary
from tests.tracking.petitions import person
from tracking.organisation.models import Role

from .settling import approved
from .test_edits import opened, send, two  # noqa: F401  fixtures
from .test_two_steps import law  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
State, Action = LibraryEdit.State, LibraryEdit.Action


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


@pytest.fixture
def draft(law) -> Summary:  # noqa: F811
    row = Summary(act=law, key="dieu-1", heading="Tên", body="Lời nháp.")
    proposing.propose_new(row, person_id=person("nguoi-viet", Role.LIBRARIAN).pk, reason="Điều 1")
    return row


def states() -> list[tuple[str, str]]:
    return list(LibraryEdit.objects.order_by("pk").values_list("action", "state"))


def test_a_draft_confirmed_while_it_is_rewritten_stays_public_and_the_words_are_proposed(draft) -> None:
    stale = Summary.objects.get(pk=draft.pk)
    seen = packed(stale)
    approved()
    stale.body = "Lời sửa."
    edit = proposing.propose_change(stale, seen=seen, person_id=None, reason="Gọn hơn")
    assert edit
    assert (edit.action, edit.changes) == (Action.CHANGE, {"body": ["Lời nháp.", "Lời sửa."]})
    kept = Summary.objects.get()
    assert (kept.published, kept.body) == (True, "Lời nháp.")
    deciding.confirm(edit_id=edit.pk, actor_id=None)
    assert Summary.objects.get().body == "Lời sửa."


def test_a_draft_confirmed_while_it_is_deleted_stays_public_until_a_second_person(draft) -> None:
    stale = Summary.objects.get(pk=draft.pk)
    approved()
    edit = proposing.propose_removal(stale, person_id=None, reason="Bỏ")
    assert edit
    assert Summary.objects.get().published
    assert states() == [(Action.ADD, State.CONFIRMED), (Action.REMOVE, State.WAITING)]


def test_the_form_of_a_draft_confirmed_between_reading_and_sending_proposes(two, draft, monkeypatch) -> None:  # noqa: F811
    data, valid = opened(two[0], draft), ProposalForm.is_valid

    def late(form: ProposalForm) -> bool:
        """Whether the form is right, told after somebody else has confirmed."""
        approved()
        return valid(form)

    monkeypatch.setattr(ProposalForm, "is_valid", late)
    send(two[0], draft, data, body="Lời sửa.")
    kept = Summary.objects.get()
    assert (kept.published, kept.body) == (True, "Lời nháp.")
    assert states() == [(Action.ADD, State.CONFIRMED), (Action.CHANGE, State.WAITING)]


def test_of_two_in_one_draft_the_second_is_told_the_first_one_s_words_and_loses_none(two, draft) -> None:  # noqa: F811
    first, second = two
    of_first, of_second = opened(first, draft), opened(second, draft)
    send(first, draft, of_first, body="Lời người thứ nhất.")
    answer = second.post(
        reverse("law_summary:edit", args=[draft.pk]), {**of_second, "body": "Lời người thứ hai.", "reason": "Điều 1"}
    )
    told = answer.content.decode()
    assert "Người khác vừa sửa bản nháp này: tóm tắt nay là “Lời người thứ nhất.”" in told
    assert "Lời người thứ hai.</textarea>" in told.replace("\n", "")
    assert Summary.objects.get().body == "Lời người thứ nhất."
    form = answer.context["form"]
    again = {**of_second, "seen": form["seen"].value(), "body": "Lời của cả hai."}
    assert "Đã gửi duyệt" in send(second, draft, again)
    assert Summary.objects.get().body == "Lời của cả hai."
    assert [state for _, state in states()] == [State.WITHDRAWN, State.WITHDRAWN, State.WAITING]


def test_a_row_deleted_while_its_form_is_sent_is_told_and_the_words_stay(two, draft, monkeypatch) -> None:  # noqa: F811
    data, valid = opened(two[0], draft), ProposalForm.is_valid

    def late(form: ProposalForm) -> bool:
        """Whether the form is right, told after somebody else has deleted the draft."""
        proposing.propose_removal(Summary.objects.get(), person_id=None, reason="Bỏ")
        return valid(form)

    monkeypatch.setattr(ProposalForm, "is_valid", late)
    told = send(two[0], draft, data, body="Lời sửa.")
    assert "không còn trong thư viện" in told
    assert "Lời sửa." in told
    assert not Summary.objects.exists()


def test_a_draft_two_people_delete_is_told_to_the_second(draft) -> None:
    stale = Summary.objects.get(pk=draft.pk)
    draft.delete()
    with pytest.raises(proposing.Outdated, match="không còn trong thư viện"):
        proposing.propose_removal(stale, person_id=None, reason="Bỏ")


def test_a_page_of_before_a_release_is_answered_in_words_and_sent_again(two, law, monkeypatch) -> None:  # noqa: F811
    older = {name: value for name, value in packed(law).items() if name != "signer"}
    monkeypatch.setattr(proposing, "packed", lambda row: older)
    data = {**opened(two[0], law), "signer": ""}
    monkeypatch.undo()
    Act.objects.update(signer="Người Ký")
    answer = two[0].post(reverse("law_act:edit", args=[law.pk]), {**data, "title": "Tên mới", "reason": "Theo Điều 63"})
    told = answer.content.decode()
    assert "mở từ trước lần cập nhật phần mềm: người ký nay là “Người Ký”. Lời" in told
    assert "Tên mới" in told
    assert not LibraryEdit.objects.exists()
    send(two[0], law, {**data, "seen": answer.context["form"]["seen"].value()}, title="Tên mới", signer="Người Ký")
    assert LibraryEdit.objects.get().changes == {"title": ["Thử", "Tên mới"]}


def test_the_seal_of_another_kind_of_row_is_answered_in_words(two, law, draft) -> None:  # noqa: F811
    told = send(two[0], law, opened(two[0], law), title="Tên mới", seen=proposing.seal(draft))
    assert "mở từ trước lần cập nhật phần mềm: trích yếu nay là “Thử”. Lời" in told
    assert not LibraryEdit.objects.filter(what=LibraryEdit.What.ACT).exists()


def written(tmp_path: Path, published: bool, body: str) -> Path:
    """An export of what stands here, with the summary as another library holds it."""
    here = Summary.objects.get()
    Summary.objects.update(published=published, body=body)
    path = tmp_path / "ra.jsonl"
    exporting.write(path, public=False)
    Summary.objects.update(published=here.published, body=here.body)
    return path


@pytest.mark.parametrize("theirs", [True, False])
def test_a_draft_in_an_export_takes_nothing_public_away(law, tmp_path, theirs: bool) -> None:  # noqa: F811
    Summary.objects.create(act=law, key="dieu-1", heading="Tên", body="Lời công khai.")
    report = restoring.read_back(written(tmp_path, False, "Nháp."), theirs=theirs)
    kept = Summary.objects.get()
    assert (kept.published, kept.body) == (True, "Lời công khai.")
    assert [each for each in report.told if "trong bản xuất là bản nháp; giữ như ở đây." in each]
    assert report.taken == []


def test_what_an_export_makes_public_takes_back_what_waited_and_says_why(law, draft, tmp_path) -> None:  # noqa: F811
    report = restoring.read_back(written(tmp_path, True, "Lời công khai."), theirs=True)
    kept = Summary.objects.get()
    assert (kept.published, kept.body) == (True, "Lời công khai.")
    assert "Lời công khai." in Client().get(f"/phap-luat/{law.slug}/dieu-1/").content.decode()
    edit = LibraryEdit.objects.get()
    assert (edit.state, edit.answer) == (State.WITHDRAWN, "Đã công khai theo bản xuất “ra.jsonl”.")
    assert edit.changes["body"] == [None, "Lời nháp."], "our own words stay in the history"
    assert "lấy theo bản xuất" in report.taken[0]


def test_without_being_asked_to_prevail_an_export_leaves_a_draft_with_its_proposal(law, draft, tmp_path) -> None:  # noqa: F811
    report = restoring.read_back(written(tmp_path, True, "Lời công khai."))
    assert not Summary.objects.get().published
    assert LibraryEdit.objects.get().state == State.WAITING
    assert "giữ như ở đây" in report.told[0]


def test_the_act_is_locked_before_the_proposal_and_not_with_it(draft) -> None:
    if not connection.features.has_select_for_update_of:
        pytest.skip("SQLite locks the whole database")
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        lock(LibraryEdit.objects.get().pk, State.WAITING)
    locked = [sql.rpartition("FOR UPDATE ")[2] for query in asked if "FOR UPDATE" in (sql := query["sql"])]
    assert locked == ['OF "legal_library_act"', 'OF "legal_library_libraryedit"']
