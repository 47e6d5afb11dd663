"""Another copy becomes the text by two persons, says beforehand what it would break, and can be turned back."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from legal_library import rivals
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, Amendment, Op, Provision, RivalCopy, SourceFile
from legal_library.report import Outcome
from legal_library.second_person import NotYours
from tests.tracking.petitions import person
from tracking.organisation.models import Role

from .settling import chosen, settled
from .test_two_steps import librarian

pytestmark = pytest.mark.django_db
State = RivalCopy.State
FACTS = Facts(symbol="01/2011/QH13", kind="Luật", title="Thử", issuer="Quốc hội", issued=dt.date(2011, 11, 11))
GOOD = "Điều 1. Thời hạn\n1. Trong 10 ngày.\nĐiều 2. Cấm\nHết."
NOISY = "Điều 1. Thời hạn\n1. Trong lO ngày.\nĐiều 2. Cấm\nHết."


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


def put(text: str, name: str) -> Outcome:
    return import_bytes(text.encode(), name, FACTS).outcome


@pytest.fixture
def law() -> Act:
    put(GOOD, "tot.txt")
    return Act.objects.get()


@pytest.fixture
def noisy(law) -> RivalCopy:
    assert put(NOISY, "nhieu.txt") is Outcome.RIVAL
    return RivalCopy.objects.get()


@pytest.fixture
def confirmed(law) -> Amendment:
    amending = Facts(symbol="99/2025/QH15", kind="Luật", title="Sửa", issued=dt.date(2025, 12, 10))
    import_bytes("Điều 1. Phạm vi\nThử.".encode(), "sua.txt", amending)
    amendment = Amendment.objects.create(
        act=Act.objects.get(symbol="99/2025/QH15"), target=law, target_symbol=law.symbol, op=Op.REPLACE_WORDS,
        target_key="dieu-1", unit="dieu-1", place="dieu-1", effective=dt.date(2026, 7, 1), old_words="10 ngày",
        new_words="07 ngày", ordinal=1,
    )  # fmt: skip
    settled([amendment])
    return amendment


def page(client: Client, rival: RivalCopy) -> str:
    return " ".join(client.get(reverse("law_rival", args=[rival.pk])).content.decode().split())


def decide(client: Client, rival: RivalCopy, choice: str, **more: str) -> str:
    answer = client.post(reverse("law_rival", args=[rival.pk]), {"choice": choice, **more}, follow=True)
    return " ".join(answer.content.decode().split())


def words() -> str:
    return Provision.objects.get(key="dieu-1.khoan-1", valid_from__isnull=True).text


def test_one_librarian_asks_for_a_copy_and_another_makes_it_the_text(noisy) -> None:
    first, second = librarian("thu-thu-mot"), librarian("thu-thu-hai")
    assert "<del>10" in page(first, noisy)
    decide(second, noisy, "choose")
    assert words() == "Trong 10 ngày."
    decide(first, noisy, "ask")
    assert "người khác xác nhận" in decide(first, noisy, "choose", alone="1")
    assert words() == "Trong 10 ngày."
    assert "nhieu.txt" in second.get(reverse("law_rivals")).content.decode()
    assert "bản cũ được giữ riêng" in decide(second, noisy, "choose")
    assert words() == "Trong lO ngày."
    steps = [(step.state, step.person.username) for step in noisy.steps.all()]
    assert steps == [("asked", "thu-thu-mot"), ("chosen", "thu-thu-hai")]


def test_the_only_librarian_needs_the_tick(noisy) -> None:
    only = librarian("thu-thu-mot")
    decide(only, noisy, "ask")
    assert 'name="alone"' in page(only, noisy)
    decide(only, noisy, "choose")
    assert words() == "Trong 10 ngày."
    decide(only, noisy, "choose", alone="1")
    assert (words(), noisy.steps.last().alone) == ("Trong lO ngày.", True)


def test_the_page_says_beforehand_which_operations_would_fall_and_the_answer_names_them(noisy, confirmed) -> None:
    first, second = librarian("thu-thu-mot"), librarian("thu-thu-hai")
    told = page(first, noisy)
    assert "1 thao tác sửa đổi đã xác nhận không còn khớp" in told
    assert f"#op-{confirmed.pk}" in told
    decide(first, noisy, "ask")
    assert "1 thao tác sửa đổi không khớp bản mới" in decide(second, noisy, "choose")
    confirmed.refresh_from_db()
    assert confirmed.state == Amendment.State.PROPOSED
    assert confirmed.steps.last().person.username == "thu-thu-hai"


def test_a_copy_every_operation_fits_says_so(law, confirmed) -> None:
    put(GOOD.replace("Hết.", "Hết rồi."), "khac.txt")
    assert "Mọi thao tác sửa đổi đã xác nhận đều khớp" in page(librarian("thu-thu-mot"), RivalCopy.objects.get())


def test_what_would_fall_is_what_falls(noisy, confirmed) -> None:
    foreseen = {amendment.pk for amendment, _ in rivals.would_fall(noisy)}
    assert {amendment.pk for amendment in chosen(noisy.pk).fallen} == foreseen == {confirmed.pk}


def test_the_old_text_is_chosen_back_and_the_noisy_one_stays_kept(noisy) -> None:
    first, second = librarian("thu-thu-mot"), librarian("thu-thu-hai")
    chosen(noisy.pk)
    old = RivalCopy.objects.get(source_file__name="tot.txt")
    assert "Bước 1" in page(first, old)
    decide(first, old, "ask")
    decide(second, old, "choose")
    assert words() == "Trong 10 ngày."
    assert SourceFile.objects.get(is_current=True).name == "tot.txt"
    noisy.refresh_from_db()
    assert (noisy.state, RivalCopy.objects.count()) == (State.KEPT_APART, 2)
    assert "<del>10" in page(first, noisy)


def test_a_file_that_is_kept_apart_is_not_called_unchanged(noisy) -> None:
    assert put(NOISY, "nhieu.txt") is Outcome.UNCHANGED
    chosen(noisy.pk)
    assert put(NOISY, "nhieu.txt") is Outcome.UNCHANGED
    assert put(GOOD, "tot.txt") is Outcome.KEPT_APART
    assert (words(), SourceFile.objects.count()) == ("Trong lO ngày.", 2)


def test_an_ask_is_taken_back_by_keeping_the_text(noisy) -> None:
    someone = person("thu-thu-mot", Role.LIBRARIAN)
    person("thu-thu-hai", Role.LIBRARIAN)
    rivals.ask(rival_id=noisy.pk, actor_id=someone.pk)
    with pytest.raises(NotYours):
        rivals.choose(rival_id=noisy.pk, actor_id=someone.pk, alone=True)
    rivals.keep_apart(rival_id=noisy.pk, actor_id=someone.pk)
    with pytest.raises(rivals.AlreadyDecided):
        rivals.choose(rival_id=noisy.pk, actor_id=None)
    assert words() == "Trong 10 ngày."


def test_a_text_without_a_file_is_kept_too(law, noisy) -> None:
    law.source_files.filter(is_current=True).delete()
    chosen(noisy.pk)
    aside = RivalCopy.objects.get(state=State.KEPT_APART)
    chosen(aside.pk)
    assert words() == "Trong 10 ngày."
