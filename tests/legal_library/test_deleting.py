"""No act goes while the law of another rests on it; what only points to it is asked about."""

import datetime as dt

import pytest
from django.urls import reverse

from legal_library import deleting
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, Amendment, Provision
from legal_library.versions import deciding

from .settling import approved, settled
from .test_two_steps import amender, law, librarian, made  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


def page(client, act: Act) -> str:
    return " ".join(client.get(reverse("law_act:delete", args=[act.pk])).content.decode().split())


def delete(client, act: Act, **data: str) -> str:
    data = {"reason": "Nhập nhầm", **data}
    answer = client.post(reverse("law_act:delete", args=[act.pk]), data, follow=True)
    return " ".join(answer.content.decode().split())


def test_an_act_whose_operations_shape_another_text_stays(made) -> None:  # noqa: F811
    settled([made])
    client = librarian("thu-thu-mot")
    reason = f"1 thao tác đã xác nhận của văn bản này đang làm nên lời của {made.target.full_name}"
    assert reason in page(client, made.act)
    assert reason in delete(client, made.act, seen="1")
    assert f"thao tác đã xác nhận của {made.act.full_name} sửa đổi" in delete(client, made.target, seen="1")
    assert (Act.objects.count(), Amendment.objects.count()) == (2, 1)
    assert Provision.objects.filter(text__contains="07 ngày").exists()


def test_it_goes_when_they_are_withdrawn_and_leaves_no_change_behind(made) -> None:  # noqa: F811
    settled([made])
    deciding.withdraw(amendments=[made], actor_id=None)
    client = librarian("thu-thu-mot")
    assert "đánh dấu là đã xem" in delete(client, made.act)
    assert Act.objects.filter(pk=made.act_id).exists()
    delete(client, made.act, seen="1")
    assert Act.objects.filter(pk=made.act_id).exists()
    approved()
    assert not Act.objects.filter(pk=made.act_id).exists()
    assert not Provision.objects.filter(text__contains="07 ngày").exists()


def test_an_act_that_others_cite_is_asked_about(law) -> None:  # noqa: F811
    text = "Điều 1. Tên\nTheo khoản 1 Điều 1 Luật số 01/2011/QH13."
    import_bytes(text.encode(), "b.txt", Facts(symbol="5/2030/NĐ-CP", issued=dt.date(2030, 1, 2)))
    client = librarian("thu-thu-mot")
    assert "1 văn bản khác dẫn văn bản này" in page(client, law)
    delete(client, law)
    assert Act.objects.filter(pk=law.pk).exists()
    delete(client, law, seen="1")
    approved()
    assert not Act.objects.filter(pk=law.pk).exists()


def test_an_act_nothing_points_to_is_deleted_without_a_tick(law) -> None:  # noqa: F811
    assert deleting.pointing_to(law) == []
    delete(librarian("thu-thu-mot"), law)
    approved()
    assert not Act.objects.exists()
