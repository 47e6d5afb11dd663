"""Facts of an act that cannot be are refused; what looks wrong is told loudly to both people who answer for it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from legal_library import starter, used_here
from legal_library.desk.amendments import sentences_of
from legal_library.models import Act, Amendment, LibraryEdit, Provision
from tests.legal_library.test_edits import decide, opened, page, propose, send, state_of
from tests.legal_library.test_two_steps import amender, law, librarian, made  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


def test_days_that_cannot_be_are_refused_when_proposed(law) -> None:  # noqa: F811
    client = librarian("thu-thu-mot")
    form = opened(client, law)
    assert "Ngày hết hiệu lực phải sau ngày có hiệu lực" in send(
        client, law, form, effective="2012-07-01", expired="2012-07-01"
    )
    assert "Ngày có hiệu lực trước ngày ban hành" in send(client, law, form, effective="2011-01-01")
    assert not LibraryEdit.objects.exists()


def test_days_that_cannot_be_are_refused_when_confirmed(law) -> None:  # noqa: F811
    edit = propose(librarian("thu-thu-mot"), law, expired="2030-01-01")
    Act.objects.filter(pk=law.pk).update(effective=dt.date(2031, 1, 1))
    assert "Ngày hết hiệu lực phải sau" in decide(librarian("thu-thu-hai"), edit, "confirm")
    assert state_of(edit) == LibraryEdit.State.WAITING


def test_a_law_with_effect_backwards_needs_its_clause_and_is_told_loudly(law) -> None:  # noqa: F811
    first, second = librarian("thu-thu-mot"), librarian("thu-thu-hai")
    edit = propose(first, law, effective="2011-01-01", status_ground="Điều 2 quy định hiệu lực trở về trước")
    for client in (first, second):
        assert "chỉ đúng khi chính văn bản quy định hiệu lực trở về trước" in page(client, edit)
    decide(second, edit, "confirm")
    assert state_of(edit) == LibraryEdit.State.CONFIRMED


def test_a_symbol_another_act_holds_or_that_is_anothers_is_told_to_both(law, amender) -> None:  # noqa: F811
    first, second = librarian("thu-thu-mot"), librarian("thu-thu-hai")
    edit = propose(first, amender, symbol=law.symbol, kind="Quyết định", issuer="Ủy ban nhân dân xã A")
    for client in (first, second):
        told = page(client, edit)
        assert "đã là của" in told
        assert "nhưng loại văn bản ghi là Quyết định" in told
        assert "nhưng cơ quan ban hành ghi là Ủy ban nhân dân xã A" in told
    plain = propose(first, law, title="Tên khác")
    assert "Xin đối chiếu với bản ký trước khi duyệt" not in page(second, plain)


def test_the_portals_uses_go_with_the_act_not_with_a_symbol_wrongly_given(law, amender, monkeypatch) -> None:  # noqa: F811
    use = used_here.Use("Hướng dẫn", "Cách khiếu nại", "/huong-dan/a/")
    monkeypatch.setattr(used_here, "_ASKED", {"a": lambda key: [use] if key == f"{law.symbol}#dieu-1" else []})
    Act.objects.filter(pk=amender.pk).update(symbol=law.symbol)
    assert "Cách khiếu nại" in Client().get(f"/phap-luat/{law.slug}/dieu-1/").content.decode()
    assert "Cách khiếu nại" not in Client().get(f"/phap-luat/{amender.slug}/dieu-1/").content.decode()


def test_every_act_of_a_fresh_library_has_possible_facts() -> None:
    starter.load()
    for act in Act.objects.all():
        try:
            act.clean()
        except ValidationError as wrong:
            pytest.fail(f"{act.symbol}: {wrong.messages}")


def test_a_list_of_proposals_names_the_fields_and_the_list_of_acts_its_columns(law) -> None:  # noqa: F811
    client = librarian("thu-thu-mot")
    propose(client, law, expired="2030-01-01")
    board = client.get("/admin/thu-vien/cho-duyet/").content.decode()
    assert "(ngày hết hiệu lực)" in board
    acts = client.get("/admin/thu-vien/van-ban/").content.decode()
    assert "Nội dung trong thư viện" in acts
    assert "Full name" not in acts
    assert ">method" not in " ".join(acts.split()).replace("> ", ">").lower()


def test_a_summary_of_an_article_the_act_does_not_have_is_refused_with_the_reason(law) -> None:  # noqa: F811
    form = {"act": law.symbol, "key": "dieu-999", "heading": "A", "body": "B", "confidence": "V", "reason": "C"}
    answer = librarian("thu-thu-mot").post("/admin/thu-vien/tom-tat/new/", form).content.decode()
    assert "không có Điều 999; thư viện có toàn văn" in answer
    assert not LibraryEdit.objects.exists()


def test_a_day_before_all_acts_is_a_day(law) -> None:  # noqa: F811
    told = Client().get(f"/phap-luat/{law.slug}/?ngay=1900-01-01").content.decode()
    assert "không phải một ngày" not in told
    assert "chỉ xem được từ 02/9/1945" in told


def test_an_article_already_renewed_is_told_apart_from_one_still_first(law, made) -> None:  # noqa: F811
    Provision.objects.filter(act=law, key="dieu-1").update(valid_from=dt.date(2020, 1, 1))
    told = " ".join(Client().get(f"/phap-luat/{law.slug}/").content.decode().split())
    assert "còn việc sửa đổi chưa cập nhật vào văn bản" in told
    assert "là lời khi ban hành" not in told


def test_the_words_of_an_instruction_are_quoted_as_the_text_has_them(law) -> None:  # noqa: F811
    places = [Amendment(place="dieu-1.khoan-1"), Amendment(place="dieu-1")]
    assert sentences_of(law, places) == {"dieu-1": "Điều 1. Thời hạn", "dieu-1.khoan-1": "1. Trong 10 ngày."}
