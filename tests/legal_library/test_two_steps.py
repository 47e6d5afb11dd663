"""Two people make an amendment part of the law: one checks, another confirms; every step keeps day and name."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from legal_library.desk.amendment_form import AmendmentForm
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, Amendment, Op, Provision
from legal_library.versions import deciding, seals
from legal_library.versions.applying import CannotApply
from tests.tracking.petitions import person
from tracking.organisation import roles
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
State = Amendment.State
DAY = dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


def added(symbol: str, text: str, issued: dt.date) -> Act:
    facts = Facts(symbol=symbol, kind="Luật", title="Thử", issuer="Quốc hội", issued=issued, effective=issued)
    import_bytes(text.encode(), "a.txt", facts)
    return Act.objects.get(symbol=symbol)


@pytest.fixture
def law() -> Act:
    return added("01/2011/QH13", "Điều 1. Thời hạn\n1. Trong 10 ngày.\nĐiều 2. Cấm\nHết.", dt.date(2011, 11, 11))


@pytest.fixture
def amender(law) -> Act:
    return added("99/2025/QH15", "Điều 1. Phạm vi\nThử.", dt.date(2025, 12, 10))


def words(amender: Act, law: Act, old: str, new: str, ordinal: int = 1) -> Amendment:
    return Amendment.objects.create(
        act=amender, target=law, target_symbol=law.symbol, op=Op.REPLACE_WORDS, target_key="dieu-1", unit="dieu-1",
        place="dieu-1", effective=DAY, old_words=old, new_words=new, ordinal=ordinal,
    )  # fmt: skip


@pytest.fixture
def made(amender, law) -> Amendment:
    return words(amender, law, "10 ngày", "07 ngày")


def librarian(name: str) -> Client:
    roles.sync_role_groups()
    client = Client()
    client.force_login(person(name, Role.LIBRARIAN))
    client.get("/admin/")  # the person's groups follow the memberships of today
    return client


def board(client: Client, act: Act) -> str:
    return " ".join(client.get(reverse("law_amendment_board", args=[act.pk])).content.decode().split())


def sealed(amendment: Amendment) -> str:
    """A row of the board as a page opened now sends it."""
    return f"{amendment.pk}:{seals.seal(Amendment.objects.get(pk=amendment.pk))}"


def decide(client: Client, amendment: Amendment, decision: str, *also: str, **more: str) -> str:
    """`also` are rows ticked as a page showed them; without any, the operation as it stands."""
    address = reverse("law_amendment_board", args=[amendment.act_id])
    data = {"decision": decision, "amendment": also or [sealed(amendment)], **more}
    return " ".join(client.post(address, data, follow=True).content.decode().split())


def state_of(amendment: Amendment) -> str:
    return Amendment.objects.get(pk=amendment.pk).state


def versions() -> int:
    return Provision.objects.filter(valid_from__isnull=False).count()


def test_checking_changes_no_text_and_another_person_makes_it_law(made) -> None:
    first, second = librarian("thu-thu-mot"), librarian("thu-thu-hai")
    decide(first, made, "check")
    assert (state_of(made), versions()) == (State.CHECKED, 0)
    assert "cần người khác xác nhận" in decide(first, made, "confirm", alone="1")
    assert (state_of(made), versions()) == (State.CHECKED, 0)
    assert "phiên bản mới" in decide(second, made, "confirm")
    assert (state_of(made), versions() > 0) == (State.CONFIRMED, True)


def test_nothing_is_confirmed_that_nobody_has_checked(made) -> None:
    assert "Không thao tác nào" in decide(librarian("thu-thu-mot"), made, "confirm", alone="1")
    assert (state_of(made), versions()) == (State.PROPOSED, 0)


def test_the_only_librarian_confirms_alone_with_a_step_of_its_own(made) -> None:
    only = librarian("thu-thu-mot")
    assert 'name="alone"' not in board(only, made.act)
    decide(only, made, "check")
    assert 'name="alone"' in board(only, made.act)
    assert "cần người khác xác nhận" in decide(only, made, "confirm")
    assert versions() == 0
    assert "phiên bản mới" in decide(only, made, "confirm", alone="1")
    assert "(một người, đã đối chiếu lại)" in board(only, made.act)


def test_a_librarian_who_left_is_nobody_to_wait_for(made) -> None:
    only, gone = librarian("thu-thu-mot"), person("thu-thu-hai", Role.LIBRARIAN)
    roles.apply_memberships(gone)
    decide(only, made, "check")
    assert 'name="alone"' not in board(only, made.act)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    assert 'name="alone"' in board(only, made.act)


def test_every_step_is_told_with_who_and_when(made) -> None:
    first, second = librarian("thu-thu-mot"), librarian("thu-thu-hai")
    decide(first, made, "check")
    decide(second, made, "confirm")
    decide(first, made, "withdraw")
    steps = [(step.state, step.person.username) for step in made.steps.all()]
    assert steps == [("checked", "thu-thu-mot"), ("confirmed", "thu-thu-hai"), ("withdrawn", "thu-thu-mot")]
    page = board(first, made.act)
    assert page.index("Đã kiểm tra, chờ xác nhận:") < page.index("Đã xác nhận:") < page.index("Đã rút xác nhận:")


def test_what_was_checked_too_soon_goes_back_to_the_beginning(made) -> None:
    first, second = librarian("thu-thu-mot"), librarian("thu-thu-hai")
    decide(first, made, "check")
    decide(second, made, "reopen")
    assert state_of(made) == State.PROPOSED
    assert "Không thao tác nào" in decide(second, made, "confirm")
    decide(second, made, "check")
    assert "phiên bản mới" in decide(first, made, "confirm")


def test_an_entry_by_hand_that_another_checks_needs_no_third_person(made) -> None:
    first, second = person("thu-thu-mot", Role.LIBRARIAN), person("thu-thu-hai", Role.LIBRARIAN)
    Amendment.objects.filter(pk=made.pk).update(by_hand=True, entered_by=first)
    deciding.check(amendments=[made], actor_id=second.pk)
    assert deciding.confirm(amendments=[made], actor_id=first.pk)


def test_what_does_not_fit_cannot_be_checked(made, amender, law) -> None:
    wrong = words(amender, law, "20 ngày", "5 ngày", 2)
    with pytest.raises(CannotApply, match="20 ngày"):
        deciding.check(amendments=[made, wrong], actor_id=None)
    assert {state_of(made), state_of(wrong)} == {State.PROPOSED}


def test_undone_only_while_nothing_newer_rests_on_it(made, amender, law) -> None:
    newer = words(amender, law, "07 ngày", "05 ngày", 2)
    for each in (made, newer):
        deciding.check(amendments=[each], actor_id=None)
        deciding.confirm(amendments=[each], actor_id=None)
    with pytest.raises(CannotApply, match="thao tác khác đã xác nhận dựa vào"):
        deciding.withdraw(amendments=[made], actor_id=None)
    assert state_of(made) == State.CONFIRMED
    deciding.withdraw(amendments=[newer], actor_id=None)
    deciding.withdraw(amendments=[made], actor_id=None)
    assert versions() == 0


@time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC))
def test_a_reader_is_warned_until_the_second_step(made, law) -> None:
    deciding.check(amendments=[made], actor_id=None)
    for address in ("", "dieu-1/", "so-sanh/?tu=2026-06-30&den=2026-07-01"):
        page = Client().get(f"/phap-luat/01-2011-qh13/{address}").content.decode()
        assert "chưa cập nhật vào đây" in page
        assert "/phap-luat/99-2025-qh15/" in page
    assert "chưa cập nhật vào đây" not in Client().get("/phap-luat/01-2011-qh13/dieu-2/").content.decode()
    assert "chưa cập nhật vào đây" not in Client().get("/phap-luat/01-2011-qh13/?ngay=2026-06-30").content.decode()
    deciding.confirm(amendments=[made], actor_id=None)
    assert "chưa cập nhật vào đây" not in Client().get("/phap-luat/01-2011-qh13/").content.decode()


def edited(amendment: Amendment, words: str) -> dict[str, str]:
    return {
        "act": amendment.act.symbol, "place": "dieu-1", "op": amendment.op, "target": amendment.target.symbol,
        "target_key": "dieu-1", "effective": "2026-07-01", "old_words": amendment.old_words, "new_words": words,
        "new_text": "",
    }  # fmt: skip


def mended(client: Client, amendment: Amendment, words: str) -> None:
    """Somebody takes a checked operation back, writes other words, and it is checked again."""
    decide(client, amendment, "reopen")
    form = edited(amendment, words)
    assert client.post(reverse("law_amendment_edit", args=[amendment.pk]), form).status_code == 302
    assert state_of(amendment) == State.CHECKED


def test_nobody_confirms_words_their_page_never_showed(amender, law) -> None:
    first, second = librarian("thu-thu-mot"), librarian("thu-thu-hai")
    made, other = words(amender, law, "10 ngày", "07 ngày"), words(amender, law, "Hết", "Còn", 2)
    Amendment.objects.filter(pk=other.pk).update(target_key="dieu-2", unit="dieu-2")
    decide(first, made, "check", sealed(made), sealed(other))
    page = board(second, amender)
    old = [sealed(made), sealed(other)]
    assert all(f'value="{each}"' in page for each in old)
    mended(first, made, "999 ngày")
    answer = decide(second, made, "confirm", *old)
    assert (state_of(made), state_of(other)) == (State.CHECKED, State.CONFIRMED)
    assert "đã thay đổi từ khi ông/bà mở trang" in answer
    assert "Nội dung vừa được người khác thay đổi" in answer
    assert "<ins>999" in answer
    assert f'value="{sealed(made)}" checked' not in answer
    assert "1 điều có phiên bản mới" in answer
    assert "phiên bản mới" in decide(second, made, "confirm")


def test_nobody_checks_words_their_page_never_showed(made) -> None:
    only, old = librarian("thu-thu-mot"), sealed(made)
    Amendment.objects.filter(pk=made.pk).update(new_words="08 ngày")
    for ticked in (old, str(made.pk), f"{made.pk}:"):
        assert "đã thay đổi từ khi" in decide(only, made, "check", ticked)
    assert state_of(made) == State.PROPOSED


def test_an_edit_never_turns_back_what_others_confirmed_meanwhile(made, monkeypatch) -> None:
    first, second, third = (librarian(f"thu-thu-{each}") for each in ("mot", "hai", "ba"))
    decide(first, made, "check")
    decide(first, made, "reopen")
    valid = AmendmentForm.is_valid

    def late(form: AmendmentForm) -> bool:
        """Whether the form is right, told after two others have decided."""
        decide(second, made, "check")
        decide(third, made, "confirm")
        return valid(form)

    monkeypatch.setattr(AmendmentForm, "is_valid", late)
    answer = first.post(reverse("law_amendment_edit", args=[made.pk]), edited(made, "999 ngày"))
    made.refresh_from_db()
    assert (made.state, made.new_words, made.by_hand) == (State.CONFIRMED, "07 ngày", False)
    page = answer.content.decode()
    assert "người khác vừa kiểm tra hoặc xác nhận" in page
    assert "999 ngày" in page
    assert not Provision.objects.filter(text__contains="999").exists()
