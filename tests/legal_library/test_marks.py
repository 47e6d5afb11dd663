"""Beside the texts: a librarian marks any directive's duties, writes relations, and keeps the fields of the law."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from legal_library import relating
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, Duty, Relation, Subject
from tracking.organisation.models import Role

from .settling import approved
from .test_desk import sign_in

pytestmark = pytest.mark.django_db
TEXT = "Điều 1. Giao việc\n1. Các sở báo cáo trước ngày 15/12.\nĐiều 2. Hiệu lực\nThử."


@pytest.fixture
def librarian(settings, tmp_path) -> Client:
    settings.PORTAL_DATA = tmp_path
    import_bytes(TEXT.encode(), "a.txt", Facts(symbol="07/CT-UBND", kind="Chỉ thị", title="Giao việc mẫu"))
    return sign_in(Role.LIBRARIAN)


def refused(client: Client, kind: str, data: dict[str, str]) -> str:
    response = client.post(reverse(f"{kind}:add"), data)
    assert response.status_code == 200
    return response.content.decode()


def duty(**changes: str) -> dict[str, str]:
    return {
        "act": "07/CT-UBND", "ordinal": "1", "key": "dieu-1.khoan-1", "who": "Các sở", "what": "Báo cáo kết quả",
        "by_when": "trước 15/12", "reported": "bằng văn bản", "reason": "Văn bản giao việc", **changes,
    }  # fmt: skip


def test_an_order_of_any_directive_is_marked_and_read_on_its_page(librarian) -> None:
    assert librarian.post(reverse("law_duty:add"), duty()).status_code == 302
    assert not Duty.objects.exists()
    approved()
    page = Client().get(f"/phap-luat/{Act.objects.get().slug}/").content.decode()
    assert 'id="nhiem-vu-1"' in page
    assert 'href="#dieu-1.khoan-1"' in page
    edited = librarian.post(reverse("law_duty:edit", args=[Duty.objects.get().pk]), duty(who="Các sở, ban"))
    assert edited.status_code == 302
    assert Duty.objects.get().who == "Các sở"
    approved()
    assert Duty.objects.get().who == "Các sở, ban"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"key": "dieu-9"}, "Văn bản không có chỗ này."),
        ({"key": "Điều 1"}, "Chưa đúng mẫu"),
        ({"act": "99/CT-UBND"}, "chưa có văn bản mang số, ký hiệu này"),
        ({"who": ""}, "error"),
    ],
)
def test_an_order_that_cannot_be_is_answered_and_nothing_is_kept(librarian, wrong: dict[str, str], said: str) -> None:
    assert said in refused(librarian, "law_duty", duty(**wrong))
    assert not Duty.objects.exists()


def test_two_orders_do_not_bear_one_number(librarian) -> None:
    librarian.post(reverse("law_duty:add"), duty())
    approved()
    refused(librarian, "law_duty", duty(who="Sở khác"))
    assert Duty.objects.count() == 1


def test_a_relation_written_by_hand_stays_when_the_text_is_read_anew(librarian) -> None:
    data = {"act": "07/CT-UBND", "kind": "guides", "symbol": "02/2011/QH13", "place": "dieu-1", "target_key": ""}
    data["reason"] = "Điều 1"
    assert librarian.post(reverse("law_relation:add"), data).status_code == 302
    approved()
    act = Act.objects.get()
    relating.relate(act, act.provisions.all())
    assert Relation.objects.get().by_hand
    assert "02/2011/QH13" in Client().get(f"/phap-luat/{act.slug}/").content.decode()
    assert "không có quan hệ với chính nó" in refused(librarian, "law_relation", {**data, "symbol": "07/CT-UBND"})


def test_a_field_of_the_law_is_added_with_the_words_that_find_its_acts(librarian) -> None:
    data = {"name": "Giao việc", "slug": "giao-viec", "words": "giao việc\n", "ordinal": "50"}
    data["reason"] = "Người dân hỏi"
    assert librarian.post(reverse("law_subject:add"), data).status_code == 302
    approved()
    assert Subject.objects.get(slug="giao-viec").words == ["giao việc"]
    assert "07/CT-UBND" in Client().get(reverse("legal_library:subject", args=["giao-viec"])).content.decode()
    assert "ít nhất một từ" in refused(librarian, "law_subject", {**data, "slug": "khac", "words": " "})


@pytest.mark.parametrize("kind", ["law_duty", "law_relation", "law_subject"])
def test_nobody_but_a_librarian_writes_them(librarian, kind: str) -> None:
    assert librarian.get(reverse(f"{kind}:index")).status_code == 200
    assert sign_in(Role.OFFICER, "can-bo").get(reverse(f"{kind}:add")).status_code == 302
