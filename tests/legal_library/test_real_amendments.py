"""The acts the portal lives by: Law 136/2025 onto three laws, decrees 155 and 156 onto 124 and 31, read by machine."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from legal_library.importing import import_path
from legal_library.models import Act, Amendment, Provision
from legal_library.versions import deciding, units

from .law_folder import LAW
from .settling import settled

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]
BEFORE, DAY = dt.date(2026, 6, 30), dt.date(2026, 7, 1)
COMPLAINTS = "/phap-luat/02-2011-qh13/"


@pytest.fixture
def library(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path
    import_path(LAW)


def confirm_all(symbol: str) -> tuple[int, list[Amendment]]:
    """Confirm what can be applied exactly; returns how many, and what waits with its reason."""
    amendments = list(Act.objects.get(symbol=symbol).amendments.select_related("act", "target"))
    exact = [amendment for amendment in amendments if not deciding.refresh_problem(amendment)]
    settled(exact)
    return len(exact), [amendment for amendment in amendments if amendment.problem]


def body(symbol: str, unit: str, day: dt.date) -> str:
    act = Act.objects.get(symbol=symbol)
    return next((row.body for row in units.held_on(act, day) if row.key == unit), "(không có)")


def test_law_136_makes_the_law_of_today(library) -> None:
    done, waiting = confirm_all("136/2025/QH15")
    assert all(amendment.problem for amendment in waiting)
    assert (done, len(waiting)) == (55, 5), [(str(a), a.problem) for a in waiting]
    assert "10 ngày" in body("02/2011/QH13", "dieu-27", BEFORE)
    assert "07 ngày làm việc" in body("02/2011/QH13", "dieu-27", DAY)
    assert "10 ngày" not in body("02/2011/QH13", "dieu-27", DAY)
    assert body("02/2011/QH13", "dieu-11a", BEFORE) == "(không có)"
    assert "tạm đình chỉ giải quyết khiếu" in body("02/2011/QH13", "dieu-11a", DAY)
    assert body("02/2011/QH13", "dieu-18", DAY) == "(được bãi bỏ)"
    assert "Giải quyết khiếu nại lần đầu" in body("02/2011/QH13", "dieu-18", BEFORE)
    with time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)):
        page = Client().get(f"{COMPLAINTS}so-sanh/?tu=2026-06-30&den=2026-07-01").content.decode()
        assert "<del>10 ngày" in page
        assert "<ins>07 ngày làm việc" in page
        assert "(được bãi bỏ)" in page
        assert "10 ngày, kể từ ngày" in Client().get(f"{COMPLAINTS}dieu-27/?ngay=2026-06-30").content.decode()


@pytest.mark.parametrize(
    ("symbol", "onto"), [("155/2026/NĐ-CP", "124/2020/NĐ-CP"), ("156/2026/NĐ-CP", "31/2019/NĐ-CP")]
)
def test_decrees_amend_the_decrees_they_name(library, symbol: str, onto: str) -> None:
    done, waiting = confirm_all(symbol)
    print(symbol, done, [(a.place, a.op, a.target_key, a.problem) for a in waiting])
    assert done
    changed = Provision.objects.filter(act__symbol=onto, kind="article", valid_from=DAY)
    assert {row.key for row in changed}
    assert {amendment.target.symbol for amendment in Amendment.objects.filter(state="confirmed")} == {onto}


def test_withdrawing_everything_leaves_the_laws_as_they_were(library) -> None:
    columns = ("act_id", "key", "text", "valid_from", "valid_to")
    before = set(Provision.objects.values_list(*columns))
    confirm_all("136/2025/QH15")
    assert set(Provision.objects.values_list(*columns)) != before
    deciding.withdraw(amendments=list(Amendment.objects.filter(state="confirmed")), actor_id=None)
    assert set(Provision.objects.values_list(*columns)) == before
