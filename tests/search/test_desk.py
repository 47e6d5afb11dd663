"""The librarian's view of the search, and trying words before they are published."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search import engines, indexing, periodic, starter, tuning
from search.chart import line_chart
from search.desk_words import PARTS, engine_name, group_name, typing_name
from search.evaluate import TYPINGS
from search.models import AskedOf, Change, JudgedQuestion, Measurement, Opened, Searched, Wording
from search.ranking import WEIGHTS
from tests.cast import agency, person
from tracking.organisation import roles
from tracking.organisation.models import Role

from .conftest import Shelf

pytestmark = pytest.mark.django_db


def signed_in(client: Client, role: Role) -> Client:
    roles.sync_role_groups()
    client.force_login(person(f"mau-{role.value}", role, agency("so-mau", name="Sở Mẫu")))
    return client


@pytest.fixture
def librarian(client: Client) -> Client:
    return signed_in(client, Role.LIBRARIAN)


@pytest.fixture
def judged(shelves: dict[str, Shelf]) -> None:
    indexing.rebuild("embedded", engines.local())
    relevant = [{"symbol": "124/2020/NĐ-CP", "article": "5", "grade": 2}]
    JudgedQuestion.objects.create(group=starter.GROUP, question="nhờ bà con đi giùm", relevant=relevant)
    tuning.forget()


def test_lines_are_tried_before_anybody_meets_them_and_then_published(librarian: Client, judged: None) -> None:
    lines = {"lines": "đi giùm = cử người đại diện; văn bản ủy quyền"}
    body = librarian.post(reverse("search_desk:trial"), lines).content.decode()
    assert "nhờ bà con đi giùm" in body
    assert "0,0000 → 1,0000" in body or "0.0000 → 1.0000" in body
    assert not Wording.objects.filter(said="đi giùm").exists()
    librarian.post(reverse("search_desk:trial"), lines | {"publish": ""})
    assert Wording.objects.get(said="đi giùm").active


def test_lines_that_are_none_are_refused_in_a_sentence(librarian: Client, judged: None) -> None:
    body = librarian.post(reverse("search_desk:trial"), {"lines": "không có dấu bằng"}).content.decode()
    assert "Chưa có dòng nào dạng" in body


def test_the_sum_of_a_score_is_shown_part_by_part(librarian: Client, judged: None) -> None:
    body = librarian.get(reverse("search_desk:why"), {"q": "thời hạn giải quyết tố cáo"}).content.decode()
    assert all(words in body for words in ("đứng gần nhau trong một đoạn", "Điều 30. Thời hạn giải quyết tố cáo"))
    assert "Thời hạn giải quyết tố cáo" in body


def test_what_people_look_for_and_do_not_find_is_listed(librarian: Client, judged: None) -> None:
    Searched.objects.create(day=timezone.localdate(), text="xyzzy", times=7, found=0)
    Searched.objects.create(day=timezone.localdate(), text="ông X ở số 5", times=2, found=0)
    Opened.objects.create(day=timezone.localdate(), text="xyzzy", uid="law:25/2018/QH14#dieu-30", times=1)
    periodic.measure_judged()
    body = librarian.get(reverse("search_desk:overview")).content.decode()
    assert "xyzzy" in body
    assert "Điều 30. Thời hạn giải quyết tố cáo" in body
    assert "ông X" not in body, "what hardly anybody asked may name somebody"
    assert "<svg" in body
    assert Measurement.objects.count() == 2


@pytest.mark.parametrize("name", ["overview", "trial", "why"])
def test_only_those_who_keep_the_search_come_in(client: Client, name: str) -> None:
    signed_in(client, Role.OFFICER)
    assert client.get(reverse(f"search_desk:{name}")).status_code in (302, 403)


def test_a_judgement_must_name_articles(judged: None) -> None:
    for relevant in ([], "x", [{"symbol": "a"}], [{"symbol": "a", "article": "1", "grade": 3}]):
        with pytest.raises(Exception, match="Cần danh sách"):
            JudgedQuestion(question="a", relevant=relevant).clean()


def test_an_edited_way_of_asking_is_indexed_again(librarian: Client, judged: None) -> None:
    row = AskedOf.objects.create(source="law", key="25/2018/QH14#dieu-30", text="cũ")
    data = {"source": "law", "key": row.key, "text": "bao giờ xong"}
    assert librarian.post(reverse("search_asked:edit", args=[row.pk]), data).status_code == 302
    assert Change.objects.filter(source="law", key=row.key).exists()


def test_a_measurement_can_be_kept_for_the_chart(judged: None, tmp_path: object) -> None:
    file = tmp_path / "judged.jsonl"
    file.write_text('{"question": "tố cáo", "relevant": [{"symbol": "25/2018/QH14", "article": "30"}]}')
    call_command("evaluate_search", file, keep="thu")
    assert Measurement.objects.get().group == "thu"


def test_a_chart_says_what_it_draws() -> None:
    assert line_chart([]) == ""
    assert "từ 0.500 đến 0.750" in line_chart([0.5, 0.75])


def test_every_part_of_a_score_and_every_way_of_typing_has_words() -> None:
    assert set(PARTS) == set(WEIGHTS)
    assert [name for name in TYPINGS if typing_name(name) == name] == []
    assert "tiep-dan" not in group_name(starter.GROUP) + group_name(starter.UNSEEN)
    assert engine_name("embedded@3f9a12c4") == "chỉ mục tại chỗ, thư mục 3f9a12c4"
