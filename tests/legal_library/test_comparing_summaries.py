"""Where the library has no text, two days are compared by our dated summaries; what is not known is never "0"."""

import pytest
from django.test import Client

from legal_library import starter
from legal_library.models import Act, Relation, RelationKind

pytestmark = pytest.mark.django_db
HERE = "/phap-luat/02-2011-qh13/"
TURN = "so-sanh/?tu=2026-06-30&den=2026-07-01"


@pytest.fixture
def library(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path
    starter.load()


def html(address: str) -> str:
    return " ".join(Client().get(address).content.decode().split())


def section(page: str, key: str) -> str:
    return page.split(f'<h2 id="{key}">')[1].split("</section>", maxsplit=1)[0]


def test_summaries_of_two_days_stand_side_by_side_with_the_amending_clause(library) -> None:
    page = html(HERE + TURN)
    assert "0 chỗ khác nhau" not in page
    term = section(page, "dieu-27")
    assert "Tóm tắt của cổng" in term
    assert "<del>10 ngày</del>" in term
    assert "<ins>07 ngày làm việc</ins>" in term
    assert "/phap-luat/136-2025-qh15/dieu-2/#dieu-2.khoan-15.diem-b" in term
    assert "chưa so sánh được các điều khác" in page
    assert 'id="dieu-28"' not in page


def test_an_article_that_appears_and_one_that_ends_are_both_told(library) -> None:
    page = html(HERE + TURN)
    assert "điều mới được bổ sung" in section(page, "dieu-11a")
    assert "không còn áp dụng" in section(page, "dieu-18")
    assert "không còn áp dụng" not in section(page, "dieu-27")


def test_one_article_is_compared_alone(library) -> None:
    page = html(f"{HERE}{TURN}&dieu=dieu-2")
    assert "1 điều có tóm tắt khác nhau" in page
    assert 'id="dieu-27"' not in page


def test_without_text_or_dated_summaries_nobody_is_told_zero(library) -> None:
    Relation.objects.create(
        act=Act.objects.get(symbol="136/2025/QH15"), kind=RelationKind.AMENDS, symbol="02/2011/QH13"
    )
    for address in (f"{HERE}so-sanh/?tu=2020-01-01&den=2021-01-01", f"{HERE}{TURN}&dieu=dieu-28"):
        page = html(address)
        assert "chỗ khác nhau" not in page
        assert "Thư viện chưa có toàn văn nên chưa so sánh được" in page
        assert "/phap-luat/136-2025-qh15/" in page
    assert "Thư viện không có Điều 999" in html(f"{HERE}{TURN}&dieu=dieu-999")


def test_without_days_the_comparison_stands_around_the_last_change(library) -> None:
    assert "tóm tắt khác nhau giữa 30/06/2026 và" in html(f"{HERE}so-sanh/")


def test_an_act_of_dated_summaries_can_be_read_on_a_day_and_compared(library) -> None:
    for address in (HERE, f"{HERE}dieu-27/", f"{HERE}dieu-18/"):
        page = html(address)
        assert "Xem văn bản vào ngày" in page, address
        assert "So sánh hai ngày" in page, address
    assert "So sánh hai ngày" not in html(f"{HERE}dieu-28/")
