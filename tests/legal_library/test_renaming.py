"""A corrected symbol: the act goes on under it everywhere, and whoever kept the old one is led there or told."""

import datetime as dt

import pytest
from django.urls import reverse

from legal_library import starter
from legal_library.edits import deciding as edit_deciding
from legal_library.edits import proposing
from legal_library.edits.rows import packed
from legal_library.exporting import write
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, FormerAddress, LawChange, LibraryEdit, Provision
from legal_library.restoring import read_back
from legal_library.search_source import LawSource
from search.models import Change

from .settling import approved, settled
from .test_two_steps import amender, law, librarian, made  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
OLD, NEW = "01/2011/QH13", "10/2011/QH13"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


def proposed(act: Act, symbol: str) -> LibraryEdit:
    act = Act.objects.get(pk=act.pk)
    seen = packed(act)
    act.symbol = symbol
    edit = proposing.propose_change(act, seen=seen, person_id=None, reason="Gõ nhầm số")
    assert edit is not None
    return edit


def renamed(act: Act, symbol: str) -> Act:
    proposed(act, symbol)
    approved()
    return Act.objects.get(pk=act.pk)


def test_search_forgets_the_old_symbol_and_finds_the_new(law) -> None:  # noqa: F811
    before = {OLD, f"{OLD}#dieu-1", f"{OLD}#dieu-2"}
    assert {entry.key for entry in LawSource().entries(list(before))} == before
    Change.objects.all().delete()
    renamed(law, NEW)
    told = list(Change.objects.values_list("key", flat=True))
    assert before <= set(told)
    found = {entry.key: entry.url for entry in LawSource().entries(told)}
    assert set(found) == {key.replace(OLD, NEW) for key in before}
    assert found[f"{NEW}#dieu-1"] == "/phap-luat/10-2011-qh13/dieu-1/"


@pytest.mark.parametrize(
    "path",
    ["", "dieu-1/?ngay=2026-07-02", "so-sanh/?tu=2026-06-30", "ban-in.pdf", "dieu-1/ban-in.pdf", "akn.xml", "tai-ve/"],
)
def test_an_old_address_leads_to_the_new_one(client, law, path) -> None:  # noqa: F811
    renamed(law, NEW)
    answer = client.get(f"/phap-luat/01-2011-qh13/{path}")
    assert (answer.status_code, answer["Location"]) == (302, f"/phap-luat/10-2011-qh13/{path}")
    assert client.get(answer["Location"]).status_code == 200


def test_machines_feeds_and_forms_of_an_old_address_are_served(client, law) -> None:  # noqa: F811
    renamed(law, NEW)
    assert client.get("/api/v1/documents/01-2011-qh13")["Location"] == "/api/v1/documents/10-2011-qh13"
    for path in ("01-2011-qh13/dieu-1/tin.atom", "theo-doi/?van-ban=01-2011-qh13&dieu=dieu-1", "bao-loi/01-2011-qh13/"):
        answer = client.get(f"/phap-luat/{path}")
        assert answer.status_code == 200
        assert "10/2011/QH13" in answer.content.decode()


def test_an_old_address_is_the_other_act_s_own_once_it_is_here(client, law) -> None:  # noqa: F811
    renamed(law, NEW)
    import_bytes(b"\xc4\x90i\xe1\xbb\x81u 1. T\xc3\xaan kh\xc3\xa1c\nL\xe1\xbb\x9di.", "c.txt", Facts(symbol=OLD))
    assert client.get("/phap-luat/01-2011-qh13/").status_code == 200
    assert "Tên khác" in client.get("/phap-luat/01-2011-qh13/dieu-1/").content.decode()
    for lacking in ("tai-ve/", "dieu-9/ban-in.pdf"):  # never the file of the act that had the address
        assert client.get(f"/phap-luat/01-2011-qh13/{lacking}").status_code in (200, 404)


def test_another_spelling_of_the_symbol_keeps_the_address(law) -> None:  # noqa: F811
    found = renamed(law, "01/2011/qh13")
    assert (found.slug, FormerAddress.objects.count()) == ("01-2011-qh13", 0)


def test_what_it_changed_in_other_texts_names_its_new_symbol(made) -> None:  # noqa: F811
    settled([made])
    old, new = made.act.symbol, "98/2025/QH15"
    assert Provision.objects.filter(changed_by__startswith=f"{old}#").exists()
    renamed(made.act, new)
    assert not Provision.objects.filter(changed_by__contains=old).exists()
    assert Provision.objects.filter(changed_by__startswith=f"{new}#").exists()
    assert set(LawChange.objects.exclude(ground="").values_list("ground", flat=True)) == {f"{new}#{made.place}"}


def test_a_text_that_others_have_shaped_keeps_the_symbol_they_name(made) -> None:  # noqa: F811
    settled([made])
    edit = proposed(made.target, NEW)
    reason = f"1 thao tác đã xác nhận của {made.act.full_name} sửa đổi văn bản này dưới số, ký hiệu {OLD}"
    with pytest.raises(edit_deciding.CannotConfirm, match=reason.split(" (", maxsplit=1)[0]):
        edit_deciding.confirm(edit_id=edit.pk, actor_id=None)
    assert Act.objects.get(pk=made.target_id).symbol == OLD
    client = librarian("thu-thu-hai")
    page = " ".join(client.get(reverse("law_edit", args=[edit.pk])).content.decode().split())
    assert "Chưa đổi được số, ký hiệu" in page
    assert reason in page
    assert 'value="confirm"' not in page


def test_the_form_refuses_it_as_well(made) -> None:  # noqa: F811
    settled([made])
    client = librarian("thu-thu-mot")
    answer = client.post(reverse("law_act:edit", args=[made.target_id]), {"symbol": NEW, "reason": "x"})
    assert "sửa đổi văn bản này dưới số, ký hiệu" in answer.content.decode()


def test_operations_that_wait_go_by_the_symbol_they_name(made, law) -> None:  # noqa: F811
    renamed(law, NEW)
    made.refresh_from_db()
    assert made.target is None
    assert made.problem
    renamed(law, OLD)
    made.refresh_from_db()
    assert (made.target, made.problem) == (law, "")
    assert list(FormerAddress.objects.values_list("slug", flat=True)) == ["10-2011-qh13"]


def test_who_confirms_sees_who_names_the_old_symbol(law) -> None:  # noqa: F811
    text = "Điều 1. Tên\nTheo khoản 1 Điều 1 Luật số 01/2011/QH13."
    import_bytes(text.encode(), "b.txt", Facts(symbol="5/2030/NĐ-CP", issued=dt.date(2030, 1, 2)))
    edit = proposed(law, NEW)
    page = " ".join(librarian("thu-thu-hai").get(reverse("law_edit", args=[edit.pk])).content.decode().split())
    assert "địa chỉ cũ tự chuyển sang địa chỉ mới" in page
    assert "1 văn bản khác dẫn văn bản này" in page


def test_an_act_of_the_starter_library_does_not_come_again_beside_itself() -> None:
    starter.load()
    count = Act.objects.count()
    renamed(Act.objects.get(symbol="02/2011/QH13"), "92/2011/QH13")
    renamed(Act.objects.get(slug="6200-ubnd-ncktgs"), "6201/UBND-NCKTGS")
    starter.load()
    assert Act.objects.count() == count


def test_old_addresses_survive_export_and_import(client, law, tmp_path) -> None:  # noqa: F811
    renamed(law, NEW)
    write(tmp_path / "all.jsonl", public=False)
    Act.objects.all().delete()
    read_back(tmp_path / "all.jsonl")
    assert client.get("/phap-luat/01-2011-qh13/")["Location"] == "/phap-luat/10-2011-qh13/"
