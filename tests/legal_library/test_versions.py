"""An act on any day: operations a librarian confirmed make its versions, and taking them back restores it."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from legal_library import storing
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, Amendment, LawChange, Op, Provision, RivalCopy, Status
from legal_library.search_source import LawSource
from legal_library.second_person import NotYours
from legal_library.signals import provisions_changed
from legal_library.versions import deciding, units
from legal_library.versions.applying import CannotApply
from search.interface import entries_changed
from search.models import Change
from tests.tracking.petitions import person
from tracking.organisation.models import Role

from .settling import chosen, settled

pytestmark = pytest.mark.django_db
LAW = "Chương I\nCHUNG\nĐiều 1. Thời hạn\n1. Trong 10 ngày.\n2. Hai.\nĐiều 2. Cấm\nKhông được.\nĐiều 3. Hết\nXong."
DAY = dt.date(2026, 7, 1)
BEFORE = dt.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


def add(symbol: str, text: str, issued: dt.date) -> Act:
    facts = Facts(symbol=symbol, kind="Luật", title="Thử", issuer="Quốc hội", issued=issued, effective=issued)
    import_bytes(text.encode(), f"{symbol[:2]}.txt", facts)
    return Act.objects.get(symbol=symbol)


@pytest.fixture
def law() -> Act:
    return add("01/2011/QH13", LAW, dt.date(2011, 11, 11))


@pytest.fixture
def amender() -> Act:
    return add("99/2025/QH15", "Điều 1. Sửa đổi\nSửa Luật số 01/2011/QH13.", dt.date(2025, 12, 10))


def amendment(amender: Act, law: Act | None, op: str, key: str, **facts: object) -> Amendment:
    unit = ".".join(key.split(".")[:1])
    return Amendment.objects.create(
        act=amender, target=law, op=op, target_key=key, unit=unit, place="dieu-1", effective=DAY, **facts
    )


def words_change(amender: Act, law: Act) -> Amendment:
    return amendment(amender, law, Op.REPLACE_WORDS, "dieu-1", old_words="10 ngày", new_words="07 ngày làm việc")


def body(act: Act, unit: str, day: dt.date) -> str:
    return next((row.body for row in units.held_on(act, day) if row.key == unit), "(không có)")


def test_it_works(law, amender) -> None:
    (change,) = settled([words_change(amender, law)])
    assert "Trong 10 ngày." in body(law, "dieu-1", BEFORE)
    assert "Trong 07 ngày làm việc." in body(law, "dieu-1", DAY)
    assert (change.kind, change.effective, change.ground) == (LawChange.Kind.AMENDED, DAY, "99/2025/QH15#dieu-1")
    row = Provision.objects.get(act=law, key="dieu-1.khoan-1", valid_from=DAY)
    assert row.changed_by == "99/2025/QH15#dieu-1"


def test_withdrawing_leaves_the_rows_as_they_were(law, amender) -> None:
    columns = ("key", "ordinal", "position", "text", "body", "valid_from", "valid_to")
    before = list(law.provisions.order_by("ordinal", "position").values_list(*columns))
    made = [
        words_change(amender, law),
        amendment(amender, law, Op.REPEAL, "dieu-2"),
        amendment(amender, law, Op.ADD, "dieu-2a", new_text="Điều 2a. Mới\n1. Một."),
    ]
    settled(made)
    deciding.withdraw(amendments=made, actor_id=None)
    assert list(law.provisions.order_by("ordinal", "position").values_list(*columns)) == before
    law.refresh_from_db()
    assert law.partly_expired_from is None


def test_a_new_article_is_read_between_its_neighbours(law, amender) -> None:
    for number in ("2b", "2a", "4"):
        new = amendment(amender, law, Op.ADD, f"dieu-{number}", new_text=f"Điều {number}. Mới\n1. Một.\n2. Hai.")
        settled([new])
    keys = [row.key for row in units.held_on(law, DAY) if row.kind == "article"]
    assert keys == ["dieu-1", "dieu-2", "dieu-2a", "dieu-2b", "dieu-3", "dieu-4"]
    assert [row.key for row in units.held_on(law, BEFORE) if row.kind == "article"] == ["dieu-1", "dieu-2", "dieu-3"]


def test_a_repealed_article_stays_readable_as_repealed_and_leaves_search(law, amender) -> None:
    settled([amendment(amender, law, Op.REPEAL, "dieu-2")])
    law.refresh_from_db()
    assert (law.status_on(BEFORE), law.status_on(DAY)) == (Status.UNKNOWN, Status.PARTLY)
    with time_machine.travel(dt.datetime(2026, 7, 2, 12, tzinfo=dt.UTC)):
        assert all(entry.past for entry in LawSource().entries(["01/2011/QH13#dieu-2"]))
    with time_machine.travel(dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)):
        assert any(not entry.past for entry in LawSource().entries(["01/2011/QH13#dieu-2"]))


def test_search_answers_with_the_text_of_today(law, amender) -> None:
    settled([words_change(amender, law)])
    for day, word in (
        (dt.datetime(2026, 6, 1, tzinfo=dt.UTC), "10 ngày"),
        (dt.datetime(2026, 7, 2, tzinfo=dt.UTC), "07"),
    ):
        with time_machine.travel(day):
            (entry,) = [found for found in LawSource().entries(["01/2011/QH13#dieu-1"]) if not found.past]
            assert word in entry.body


def test_search_keeps_the_wordings_of_other_days_beside_today_s(law, amender) -> None:
    settled([words_change(amender, law)])
    with time_machine.travel(dt.datetime(2026, 7, 2, tzinfo=dt.UTC)):
        (past,) = [found for found in LawSource().entries(["01/2011/QH13#dieu-1"]) if found.past]
    assert "10 ngày" in past.body
    assert (past.key, past.holds_to) == ("01/2011/QH13#dieu-1@2026-06-30", dt.date(2026, 6, 30))
    assert past.url.endswith("/dieu-1/?ngay=2026-06-30")


def test_search_is_told_of_wordings_that_are_no_more(law, amender) -> None:
    made = words_change(amender, law)
    settled([made])
    with time_machine.travel(dt.datetime(2026, 7, 2, tzinfo=dt.UTC)):
        there = {entry.key for entry in LawSource().entries(storing.entry_keys(law))}
        past = "01/2011/QH13#dieu-1@2026-06-30"
        assert past in there
        assert [entry.past for entry in LawSource().entries([past])] == [False, True]
        Change.objects.all().delete()
        deciding.withdraw(amendments=[made], actor_id=None)
        told = list(Change.objects.values_list("key", flat=True))
        assert past in told
        assert past not in {entry.key for entry in LawSource().entries(told)}


def test_a_wording_to_come_leaves_its_place_on_its_day(law, amender) -> None:
    settled([words_change(amender, law)])
    coming = "01/2011/QH13#dieu-1@2026-07-01"
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC)):
        assert coming in {entry.key for entry in LawSource().entries(["01/2011/QH13#dieu-1"])}
    Change.objects.all().delete()
    with time_machine.travel(dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)):
        deciding.turned(dt.date(2026, 6, 29), dt.date(2026, 7, 1))
        told = list(Change.objects.values_list("key", flat=True))
        assert coming in told
        assert coming not in {entry.key for entry in LawSource().entries(told)}


def test_several_operations_on_one_article_follow_their_days(law, amender) -> None:
    later = amendment(amender, law, Op.REPLACE, "dieu-1.khoan-2", new_text="2. Muộn hơn.")
    Amendment.objects.filter(pk=later.pk).update(effective=dt.date(2027, 1, 1))
    later.refresh_from_db()
    settled([later])
    settled([words_change(amender, law)])
    assert "2. Hai." in body(law, "dieu-1", DAY)
    last = body(law, "dieu-1", dt.date(2027, 1, 1))
    assert "07 ngày làm việc" in last
    assert "2. Muộn hơn." in last


def test_what_does_not_fit_changes_nothing_at_all(law, amender) -> None:
    good = words_change(amender, law)
    bad = amendment(amender, law, Op.REPLACE_WORDS, "dieu-3", old_words="không có", new_words="x")
    with pytest.raises(CannotApply, match="không có"):
        settled([good, bad])
    assert not Provision.objects.filter(valid_from__isnull=False).exists()
    assert set(Amendment.objects.values_list("state", flat=True)) == {Amendment.State.PROPOSED}


def test_every_obstacle_is_named(law, amender) -> None:
    cases = [
        (amendment(amender, None, Op.REPEAL, "dieu-1", target_symbol="77/2001/QH10"), "chưa có văn bản được sửa"),
        (amendment(amender, amender, Op.REPEAL, "dieu-1"), "vòng tròn"),
        (amendment(law, amender, Op.REPEAL, "dieu-1"), "vòng tròn"),
        (amendment(amender, law, Op.REPEAL, "dieu-9"), "không có trong văn bản"),
    ]
    for case, reason in cases:
        assert reason in deciding.refresh_problem(case)
        with pytest.raises(CannotApply):
            settled([case])


def test_who_entered_a_change_by_hand_does_not_confirm_it(law, amender) -> None:
    author, other = person("thu-thu-mot", Role.LIBRARIAN), person("thu-thu-hai", Role.LIBRARIAN)
    by_hand = words_change(amender, law)
    Amendment.objects.filter(pk=by_hand.pk).update(by_hand=True, entered_by=author)
    by_hand.refresh_from_db()
    deciding.check(amendments=[by_hand], actor_id=None)
    with pytest.raises(NotYours):
        deciding.confirm(amendments=[by_hand], actor_id=author.pk)
    assert deciding.confirm(amendments=[by_hand], actor_id=other.pk)


def test_a_change_is_told_to_search_and_to_whoever_rests_on_it(law, amender) -> None:
    told: list[str] = []
    heard: list[str] = []

    def note(keys, **_) -> None:
        told.extend(keys)

    def hear(changes, **_) -> None:
        heard.extend(f"{change.act.symbol}#{change.key}" for change in changes)

    entries_changed.connect(note)
    provisions_changed.connect(hear)
    try:
        settled([words_change(amender, law)])
        told.clear()
        deciding.turned(DAY, DAY)
    finally:
        entries_changed.disconnect(note)
        provisions_changed.disconnect(hear)
    assert "01/2011/QH13#dieu-1" in told
    assert heard == ["01/2011/QH13#dieu-1"]


def test_another_first_text_is_amended_anew_or_the_change_waits_again(law, amender) -> None:
    settled([words_change(amender, law)])
    facts = Facts(symbol="01/2011/QH13", issued=dt.date(2011, 11, 11))
    import_bytes(LAW.replace("Hai.", "Hai nữa.").encode(), "b.txt", facts)
    chosen(RivalCopy.objects.get(state="waiting").pk)
    assert "07 ngày làm việc.\n2. Hai nữa." in body(law, "dieu-1", DAY)
    import_bytes(LAW.replace("10 ngày", "mười hôm").encode(), "c.txt", facts)
    chosen(RivalCopy.objects.get(state="waiting").pk)
    waiting = Amendment.objects.get()
    assert (waiting.state, "Không thấy cụm từ" in waiting.problem) == (Amendment.State.PROPOSED, True)
    assert "mười hôm" in body(law, "dieu-1", DAY)


@pytest.fixture
def changed(law, amender) -> Act:
    made = [
        words_change(amender, law),
        amendment(amender, law, Op.REPEAL, "dieu-2"),
        amendment(amender, law, Op.ADD, "dieu-2a", new_text="Điều 2a. Điều thêm\n1. Một."),
    ]
    settled(made)
    return law


def html(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


@time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC))
def test_a_reader_sees_the_text_of_any_day(changed) -> None:
    base = "/phap-luat/01-2011-qh13/"
    now, then = html(base), html(base + "?ngay=2026-06-30")
    assert "07 ngày làm việc" in now
    assert "Điều thêm" in now
    assert "(được bãi bỏ)" in now
    assert "Trong 10 ngày." in then
    assert "Điều thêm" not in then
    assert "Văn bản như đã áp dụng ngày 30/06/2026" in then
    assert 'content="noindex"' in then
    assert "Trong 10 ngày." in html(base + "dieu-1/?ngay=30/6/2026")
    assert "so-sanh/?tu=2026-06-30&amp;den=2026-07-01&amp;dieu=dieu-1" in html(base + "dieu-1/")
    assert "Điều này có từ ngày 01/07/2026" in html(base + "dieu-2a/?ngay=2026-06-30", 404)


@time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC))
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-02-30", "không phải một ngày"),
        ("hôm qua", "không phải một ngày"),
        ("2030-01-01", "theo những thay đổi đã biết"),
        ("2001-01-01", "chưa có hiệu lực"),
    ],
)
def test_a_day_that_is_none_or_far_away_is_answered_plainly(changed, day: str, said: str) -> None:
    assert said in html(f"/phap-luat/01-2011-qh13/?ngay={day}")


@time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC))
def test_two_days_stand_side_by_side(changed) -> None:
    page = html("/phap-luat/01-2011-qh13/so-sanh/?tu=2026-07-01&den=2026-06-30")
    assert "<del>10 ngày.</del>" in page or "<del>10 " in page
    assert "<ins>07 " in page
    assert page.index('id="dieu-1"') < page.index('id="dieu-2"') < page.index('id="dieu-2a"')
    only = html("/phap-luat/01-2011-qh13/so-sanh/?tu=2026-06-30&den=2026-07-01&dieu=dieu-2a")
    assert "Điều thêm" in only
    assert 'id="dieu-1"' not in only
    assert "0 chỗ khác nhau" in html("/phap-luat/01-2011-qh13/so-sanh/?tu=2020-01-01&den=2021-01-01")
    assert "dieu-1" in html("/phap-luat/01-2011-qh13/so-sanh/")


@time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC))
def test_what_did_not_change_is_folded_and_each_changed_line_names_its_day(changed) -> None:
    page = html("/phap-luat/01-2011-qh13/so-sanh/?tu=2026-06-30&den=2026-07-01")
    assert "không đổi" in page
    assert page.count('class="law-pair-name"') == page.count("law-pair--changed") * 2 - page.count("law-pair-empty")
    assert ">Ngày 30/06/2026</span>" in page
    assert ">Ngày 01/07/2026</span>" in page
