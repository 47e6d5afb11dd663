"""Facts, marks and summaries of an act: one librarian proposes, another makes them public; no word is ever lost."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry

from legal_library import exporting, restoring
from legal_library.edits import deciding, proposing
from legal_library.edits.journal import AlreadyDecided
from legal_library.models import Act, Duty, LibraryEdit, Relation, Subject, Summary, TextState
from search.models import Change

from .settling import approved, settled
from .test_two_steps import amender, law, librarian, made  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
State = LibraryEdit.State
BOARD = "law_edits"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


@pytest.fixture
def two(law) -> tuple[Client, Client]:  # noqa: F811
    return librarian("thu-thu-mot"), librarian("thu-thu-hai")


def opened(client: Client, row: Act | Summary) -> dict[str, str]:
    """What the row's form holds when a librarian opens it."""
    name = "law_act" if isinstance(row, Act) else "law_summary"
    form = client.get(reverse(f"{name}:edit", args=[row.pk])).context["form"]
    values = {
        bound.name: bound.field.prepare_value(bound.value()) if hasattr(bound.field, "prepare_value") else bound.value()
        for bound in form
    }
    return {key: "" if value is None else str(value) for key, value in values.items()}


def send(client: Client, row: Act | Summary, data: dict[str, str], **changes: str) -> str:
    name = "law_act" if isinstance(row, Act) else "law_summary"
    answer = client.post(
        reverse(f"{name}:edit", args=[row.pk]), {**data, "reason": "Theo Điều 63", **changes}, follow=True
    )
    return " ".join(answer.content.decode().split())


def propose(client: Client, row: Act | Summary, **changes: str) -> LibraryEdit:
    send(client, row, opened(client, row), **changes)
    return LibraryEdit.objects.latest("pk")


def decide(client: Client, edit: LibraryEdit, choice: str, **more: str) -> str:
    answer = client.post(reverse("law_edit", args=[edit.pk]), {"choice": choice, **more}, follow=True)
    return " ".join(answer.content.decode().split())


def page(client: Client, edit: LibraryEdit) -> str:
    return " ".join(client.get(reverse("law_edit", args=[edit.pk])).content.decode().split())


def state_of(edit: LibraryEdit) -> str:
    return LibraryEdit.objects.get(pk=edit.pk).state


def public(act: Act) -> str:
    return Client().get(f"/phap-luat/{act.slug}/").content.decode()


def test_facts_of_an_act_become_public_by_a_second_person_only(two, law) -> None:  # noqa: F811
    first, second = two
    edit = propose(first, law, title="Tên mới của luật", expired="2030-01-01")
    assert edit.changes == {"title": ["Thử", "Tên mới của luật"], "expired": [None, "2030-01-01"]}
    law.refresh_from_db()
    assert (law.title, law.expired) == ("Thử", None)
    assert "Tên mới của luật" not in public(law)
    assert "cần người khác xác nhận" in decide(first, edit, "confirm", alone="1")
    assert state_of(edit) == State.WAITING
    assert "Đã duyệt và công khai" in decide(second, edit, "confirm")
    law.refresh_from_db()
    assert (law.title, law.expired) == ("Tên mới của luật", dt.date(2030, 1, 1))
    assert "Tên mới của luật" in public(law)
    assert Change.objects.filter(key=law.symbol).exists()
    assert law.law_changes.filter(kind="expired").exists()


def test_the_second_person_sees_the_old_beside_the_new_with_the_reason(two, law) -> None:  # noqa: F811
    edit = propose(two[0], law, title="Thử thách", status="expired")
    seen = page(two[1], edit)
    assert "Theo Điều 63" in seen
    assert "thu-thu-mot" in seen
    assert "<del>Thử</del>" in seen
    assert "<ins>Thử thách</ins>" in seen
    assert "Hết hiệu lực" in seen, "a choice in words, not in its code"
    assert f'href="{reverse("law_edit", args=[edit.pk])}"' in two[1].get(reverse(BOARD)).content.decode()
    assert 'value="confirm"' not in page(two[0], edit)


def test_the_only_librarian_confirms_alone_with_a_tick_and_it_is_told(law) -> None:  # noqa: F811
    only = librarian("thu-thu-mot")
    edit = propose(only, law, title="Khác")
    assert 'name="alone"' in page(only, edit)
    assert "cần người khác xác nhận" in decide(only, edit, "confirm")
    assert "Đã duyệt và công khai" in decide(only, edit, "confirm", alone="1")
    assert LibraryEdit.objects.get().alone
    assert "(một người, đã đối chiếu lại)" in page(only, edit)


def test_a_refusal_says_why_and_keeps_the_words_for_another_try(two, law) -> None:  # noqa: F811
    first, second = two
    edit = propose(first, law, title="Khác")
    assert "Xin ghi vì sao" in decide(second, edit, "refuse", answer="  ")
    decide(second, edit, "refuse", answer="Không đúng bản ký.")
    assert state_of(edit) == State.REFUSED
    assert "đã được quyết định" in decide(second, edit, "confirm")
    assert "Không đúng bản ký." in page(first, edit)
    decide(first, edit, "again")
    fresh = LibraryEdit.objects.latest("pk")
    assert (fresh.state, fresh.changes) == (State.WAITING, edit.changes)
    law.refresh_from_db()
    assert law.title == "Thử"


def test_what_changed_meanwhile_is_shown_and_is_proposed_again_over_it(two, law) -> None:  # noqa: F811
    first, second = two
    edit = propose(first, law, title="Của người thứ nhất", signer="Người Ký")
    Act.objects.filter(pk=law.pk).update(title="Đã đổi rồi")
    assert "Nay là: Đã đổi rồi" in page(second, edit)
    assert 'value="confirm"' not in page(second, edit)
    assert "trích yếu nay là “Đã đổi rồi”" in decide(second, edit, "confirm")
    law.refresh_from_db()
    assert (law.title, law.signer, state_of(edit)) == ("Đã đổi rồi", "", State.WAITING)
    decide(second, edit, "again")
    fresh = LibraryEdit.objects.latest("pk")
    assert fresh.changes["title"] == ["Đã đổi rồi", "Của người thứ nhất"]
    assert state_of(edit) == State.WITHDRAWN
    assert "cần người khác" in decide(second, fresh, "confirm"), "who proposes anew is the first person"
    decide(first, fresh, "confirm")
    law.refresh_from_db()
    assert (law.title, law.signer) == ("Của người thứ nhất", "Người Ký")


def refused(person: Client) -> LibraryEdit:
    edit = LibraryEdit.objects.get(state=State.WAITING)
    decide(person, edit, "refuse", answer="Chưa đúng")
    return edit


def test_what_was_refused_to_add_is_asked_for_once_more_in_its_own_words(two, law) -> None:  # noqa: F811
    first, second = two
    order = Duty(act=law, ordinal=1, who="Các sở", what="Tiếp công dân")
    proposing.propose_new(order, person_id=None, reason="Theo Điều 5")
    edit = refused(second)
    assert "Đề nghị thêm lần nữa" in page(first, edit)
    assert "trên thư viện hiện nay" not in page(first, edit)
    assert "đứng tên ông/bà" in decide(first, edit, "again")
    decide(second, LibraryEdit.objects.latest("pk"), "confirm")
    assert Duty.objects.get().who == "Các sở"


def test_an_act_that_has_come_in_meanwhile_is_not_asked_for_again(two) -> None:
    act = Act(symbol="8/2030/QĐ-UBND", kind="Quyết định")
    proposing.propose_new(act, person_id=None, reason="Cần có")
    edit = refused(two[1])
    assert 'value="again"' in page(two[0], edit)
    Act.objects.create(symbol="8/2030/QĐ-UBND", kind="Quyết định", slug="8-2030-qd-ubnd")
    assert 'value="again"' not in page(two[0], edit)
    assert "Không còn gì để đề nghị" in decide(two[0], edit, "again")


def test_what_belongs_to_a_deleted_act_is_neither_asked_for_nor_confirmed(two, law) -> None:  # noqa: F811
    proposing.propose_new(Relation(act=law, kind="guides", symbol="1/2030/NĐ-CP"), person_id=None, reason="Xem Điều 1")
    edit = LibraryEdit.objects.get()
    law.delete()
    assert "không còn trong thư viện" in decide(two[1], edit, "confirm")
    assert state_of(edit) == State.WAITING
    decide(two[1], edit, "refuse", answer="Văn bản đã xóa")
    assert 'value="again"' not in page(two[0], edit)


def test_an_old_proposal_of_a_draft_asks_for_its_present_words_or_not_at_all(two, law) -> None:  # noqa: F811
    draft = Summary(act=law, key="dieu-1", heading="Thời hạn", body="Lời cũ.")
    proposing.propose_new(draft, person_id=None, reason="Cần có")
    edit = refused(two[1])
    Summary.objects.update(body="Lời đã viết lại.")
    assert "theo lời hiện nay của bản nháp" in page(two[0], edit)
    decide(two[0], edit, "again")
    fresh = LibraryEdit.objects.latest("pk")
    assert fresh.changes["body"] == [None, "Lời đã viết lại."]
    assert "Lời mới đang chờ duyệt ở một đề nghị khác" in page(two[0], edit)
    assert 'value="again"' not in page(two[0], edit)
    decide(two[1], fresh, "confirm")
    assert Summary.objects.get().published
    assert 'value="again"' not in page(two[0], edit), "it is public already"


def test_the_export_says_what_waits_and_is_left_out(two, law, tmp_path, capsys) -> None:  # noqa: F811
    draft = Summary(act=law, key="dieu-1", heading="Thời hạn", body="Lời.")
    proposing.propose_new(draft, person_id=None, reason="Cần có")
    call_command("export_library", str(tmp_path / "all.jsonl"))
    assert "CHƯA XUẤT" not in capsys.readouterr().err, "a draft is exported as one"
    propose(two[0], law, title="Tên mới của luật")
    call_command("export_library", str(tmp_path / "all.jsonl"))
    assert "CHƯA XUẤT: 1 đề nghị còn chờ duyệt" in capsys.readouterr().err
    call_command("export_library", "--public", str(tmp_path / "all.jsonl"))
    assert "CHƯA XUẤT" not in capsys.readouterr().err
    board = " ".join(two[1].get(reverse(BOARD)).content.decode().split())
    assert "1 đề nghị dưới đây không có trong bản xuất cả thư viện" in board


def test_a_form_opened_before_somebody_else_s_change_does_not_undo_it(two, law) -> None:  # noqa: F811
    data = opened(two[0], law)
    Act.objects.filter(pk=law.pk).update(signer="Người Khác")
    send(two[0], law, data, title="Tên mới")
    assert set(LibraryEdit.objects.get().changes) == {"title"}
    approved()
    law.refresh_from_db()
    assert (law.title, law.signer) == ("Tên mới", "Người Khác")


def test_a_spoilt_seal_of_the_form_costs_nothing(two, law) -> None:  # noqa: F811
    send(two[0], law, opened(two[0], law), title="Tên mới", seen="x:y")
    assert LibraryEdit.objects.get().changes == {"title": ["Thử", "Tên mới"]}


def test_two_proposals_on_other_fields_do_not_stand_in_each_other_s_way(two, law) -> None:  # noqa: F811
    propose(two[0], law, title="Tên mới")
    assert "Đang có một đề nghị chờ duyệt" in two[1].get(reverse("law_act:edit", args=[law.pk])).content.decode()
    propose(two[1], law, signer="Người Ký")
    approved()
    law.refresh_from_db()
    assert (law.title, law.signer) == ("Tên mới", "Người Ký")


def test_nothing_changed_is_no_proposal(two, law) -> None:  # noqa: F811
    assert "Không có gì thay đổi" in send(two[0], law, opened(two[0], law))
    assert not LibraryEdit.objects.exists()


def test_without_a_reason_nothing_is_proposed(two, law) -> None:  # noqa: F811
    send(two[0], law, opened(two[0], law), title="Tên mới", reason="")
    assert not LibraryEdit.objects.exists()


def test_a_summary_is_a_draft_until_it_is_confirmed(two, law) -> None:  # noqa: F811
    first, second = two
    bare = Act.objects.create(symbol="09/2030/QH16", slug="09-2030-qh16", kind="Luật")
    data = {"act": bare.symbol, "key": "dieu-5", "heading": "Tên", "body": "Lời nháp.", "confidence": "V"}
    first.post(reverse("law_summary:add"), {**data, "reason": "Điều 5"})
    draft = Summary.objects.get()
    assert (draft.published, draft.written_by.username) == (False, "thu-thu-mot")
    assert "Lời nháp" not in public(bare)
    assert Act.objects.get(pk=bare.pk).text_state == TextState.RECORD
    second.post(reverse("law_summary:edit", args=[draft.pk]), {**data, "body": "Lời sửa.", "reason": "Gọn hơn"})
    assert [edit.state for edit in LibraryEdit.objects.all()] == [State.WITHDRAWN, State.WAITING]
    edit = LibraryEdit.objects.latest("pk")
    assert "cần người khác" in decide(second, edit, "confirm"), "the last words are the second librarian's"
    decide(first, edit, "confirm")
    assert Summary.objects.get().published
    assert Act.objects.get(pk=bare.pk).text_state == TextState.SUMMARY
    assert "Lời sửa." in Client().get("/phap-luat/09-2030-qh16/dieu-5/").content.decode()


def test_a_refused_summary_stays_as_a_draft_on_the_board(two, law) -> None:  # noqa: F811
    draft = Summary(act=law, key="dieu-1", heading="Tên", body="Lời.")
    edit = proposing.propose_new(draft, person_id=None, reason="Điều 1")
    decide(two[1], edit, "refuse", answer="Chưa đủ ý.")
    board = two[1].get(reverse(BOARD)).content.decode()
    assert "Tóm tắt còn là bản nháp" in board
    assert reverse("law_summary:edit", args=[draft.pk]) in board
    two[0].post(reverse("law_summary:delete", args=[draft.pk]), {"reason": "Bỏ"})
    assert not Summary.objects.exists(), "what was never public goes at once"


def test_public_words_of_a_summary_change_and_go_by_two_people(two, law) -> None:  # noqa: F811
    summary = Summary.objects.create(act=law, key="dieu-1", heading="Tên", body="Cũ.")
    edit = propose(two[0], summary, body="Mới.")
    assert Summary.objects.get().body == "Cũ."
    decide(two[1], edit, "confirm")
    assert Summary.objects.get().body == "Mới."
    two[0].post(reverse("law_summary:delete", args=[summary.pk]), {"reason": "Có toàn văn"})
    assert Summary.objects.exists()
    approved()
    assert not Summary.objects.exists()


def test_marks_are_confirmed_by_a_second_person_too(two, law) -> None:  # noqa: F811
    for row in (
        Duty(act=law, ordinal=1, who="Sở", what="Báo cáo"),
        Relation(act=law, kind="guides", symbol="02/2011/QH13", by_hand=True),
        Subject(slug="thu", name="Thử", words=["thử"]),
    ):
        edit = proposing.propose_new(row, person_id=None, reason="Theo văn bản")
        assert not type(row).objects.filter(pk=row.pk or 0).exists()
        page(two[1], edit)
        decide(two[1], edit, "confirm")
        kept = type(row).objects.latest("pk")
        assert LibraryEdit.objects.get(pk=edit.pk).row_id == kept.pk
    assert "Báo cáo" in public(law)


def test_what_no_longer_fits_the_library_is_answered_in_words(two, law) -> None:  # noqa: F811
    edit = proposing.propose_new(Duty(act=law, ordinal=1, who="Sở", what="Báo cáo"), person_id=None, reason="x")
    Duty.objects.create(act=law, ordinal=1, who="Sở khác", what="Khác")
    assert "Chưa duyệt được, không có gì thay đổi." in decide(two[1], edit, "confirm")
    twin = Act(symbol=law.symbol, issued=law.issued, issuer=law.issuer, kind="Luật")
    same = proposing.propose_new(twin, person_id=None, reason="x")
    assert "đã có văn bản cùng số" in decide(two[1], same, "confirm")
    assert {state_of(edit), state_of(same)} == {State.WAITING}
    assert (Duty.objects.count(), Act.objects.filter(symbol=law.symbol).count()) == (1, 1)


def test_a_row_that_is_gone_is_told_and_its_proposal_kept(two, law) -> None:  # noqa: F811
    duty = Duty.objects.create(act=law, ordinal=1, who="Sở", what="Cũ")
    duty.what = "Mới"
    seen = {name: getattr(duty, name) for name in ("key", "ordinal", "who", "by_when", "reported", "note")}
    edit = proposing.propose_change(duty, seen={**seen, "act": law.pk, "what": "Cũ"}, person_id=None, reason="x")
    assert edit
    Duty.objects.all().delete()
    assert "không còn trong thư viện" in page(two[1], edit)
    assert "không còn trong thư viện" in decide(two[1], edit, "confirm")
    assert "Mới" in page(two[1], edit)


def test_deleting_an_act_takes_back_what_waited_about_it(two, law) -> None:  # noqa: F811
    waiting = propose(two[0], law, title="Khác")
    edit = proposing.propose_removal(law, person_id=None, reason="Nhập nhầm")
    assert edit
    assert "1 đề nghị đang chờ duyệt về văn bản này sẽ được rút" in page(two[1], edit)
    decide(two[1], edit, "confirm")
    assert not Act.objects.filter(pk=law.pk).exists()
    assert (state_of(edit), state_of(waiting)) == (State.CONFIRMED, State.WITHDRAWN)
    assert law.full_name in page(two[1], edit)


def test_an_act_the_law_rests_on_meanwhile_is_not_deleted(two, made) -> None:  # noqa: F811
    edit = proposing.propose_removal(made.target, person_id=None, reason="Nhập nhầm")
    assert edit
    settled([made])
    assert "xin rút xác nhận trước" in page(two[1], edit)
    assert "xin rút xác nhận trước" in decide(two[1], edit, "confirm")
    assert Act.objects.filter(pk=made.target_id).exists()


def test_the_history_of_an_act_tells_who_proposed_and_who_confirmed(two, law) -> None:  # noqa: F811
    first, second = two
    decide(second, propose(first, law, title="Khác"), "confirm")
    logs = [(entry.action, entry.user.username) for entry in registry.get_logs_for_instance(law)]
    assert ("legal_library.propose", "thu-thu-mot") in logs
    assert ("legal_library.confirm", "thu-thu-hai") in logs
    history = first.get(reverse("law_act:history", args=[law.pk])).content.decode()
    assert "Đề nghị: Thông tin văn bản – sửa" in history
    assert "Duyệt: Thông tin văn bản – sửa" in history
    assert "Trích yếu" in history


def test_a_new_act_begins_its_history_with_its_proposal(two) -> None:
    edit = proposing.propose_new(Act(symbol="09/2030/QH16", kind="Luật"), person_id=None, reason="x")
    decide(two[1], edit, "confirm")
    act = Act.objects.get(symbol="09/2030/QH16")
    assert {entry.action for entry in registry.get_logs_for_instance(act)} == {
        "legal_library.propose",
        "legal_library.confirm",
    }


def test_only_who_proposed_takes_it_back(two, law) -> None:  # noqa: F811
    first, second = two
    edit = propose(first, law, title="Khác")
    assert "Chỉ người đề nghị rút được" in decide(second, edit, "withdraw")
    decide(first, edit, "withdraw")
    assert state_of(edit) == State.WITHDRAWN
    with pytest.raises(AlreadyDecided):
        deciding.confirm(edit_id=edit.pk, actor_id=None)


def test_an_export_carries_drafts_as_drafts(two, law, tmp_path) -> None:  # noqa: F811
    Summary.objects.create(act=law, key="dieu-1", heading="Tên", body="Nháp.", published=False)
    path, shown = tmp_path / "ra.jsonl", tmp_path / "cong-khai.jsonl"
    exporting.write(path, public=False)
    exporting.write(shown, public=True)
    assert "Nháp." not in shown.read_text()
    Act.objects.all().delete()
    restoring.read_back(path)
    assert not Summary.objects.get().published
    assert "Bản nháp trong bản xuất" in two[1].get(reverse(BOARD)).content.decode()
    approved()
    assert Summary.objects.get().published
    old = path.read_text().replace(',"published":false', "")
    path.write_text(old)
    Act.objects.all().delete()
    restoring.read_back(path)
    assert Summary.objects.get().published, "an export of before there were drafts holds public ones alone"


def test_a_soft_line_break_from_word_is_a_plain_one_in_what_is_proposed(two, law) -> None:  # noqa: F811
    edit = propose(two[0], law, title="Luật\x0bKhiếu nại\x07")
    assert edit.changes == {"title": ["Thử", "Luật\nKhiếu nại"]}
