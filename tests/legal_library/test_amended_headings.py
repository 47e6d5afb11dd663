"""Under which headings an amending article belongs."""

import datetime as dt

import pytest

from legal_library.amended_headings import headings_for
from legal_library.models import Act, Provision, TextState

pytestmark = pytest.mark.django_db


@pytest.fixture
def law() -> Act:
    act = Act(
        symbol="01/2011/QH13", slug="01-2011-qh13", kind="Luật", title="Thử", short_title="Luật Thử",
        issued=dt.date(2011, 1, 1), text_state=TextState.TEXT,
    )  # fmt: skip
    act.save()
    for number, heading in (("9", "Thời hiệu"), ("16", "Thụ lý đơn")):
        key = f"dieu-{number}"
        Provision.objects.create(act=act, kind="article", key=key, number=number, heading=heading, ordinal=int(number))
    return act


@pytest.fixture
def amending() -> Act:
    act = Act(symbol="99/2025/QH15", slug="99-2025-qh15", kind="Luật", title="sửa đổi một số điều của Luật Thử")
    act.save()
    return act


def test_quoted_headings_are_taken_from_the_text(amending: Act) -> None:
    body = "“Điều 10. Rút khiếu nại\n1. Người khiếu nại có thể rút."
    assert headings_for(amending, "Sửa đổi, bổ sung Điều 10", body) == ("Rút khiếu nại",)


def test_named_articles_lend_their_headings(law: Act, amending: Act) -> None:
    assert headings_for(amending, "Sửa đổi khoản 1 Điều 16", "1. Trong thời hạn") == ("Thụ lý đơn",)
    body = "1. Sửa đổi, bổ sung khoản 2 Điều 9 như sau:\n“2. Khác theo Điều 16.”"
    assert headings_for(amending, "Sửa đổi, bổ sung một số điều của Luật Thử", body) == ("Thời hiệu",)


def test_an_article_that_amends_nothing_has_only_its_own(law: Act, amending: Act) -> None:
    assert headings_for(amending, "Hiệu lực thi hành", "Điều 16. Khác") == ()
