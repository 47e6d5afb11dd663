"""What a reader is told of the validity: of the act, of one article of it, and of a change nobody has confirmed yet."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
import time_machine
from django.test import Client

from legal_library.models import Act, Op, Relation, Status
from legal_library.search_source import LawSource

from .settling import settled
from .test_versions import BEFORE, DAY, add, amendment, html, words_change

pytestmark = pytest.mark.django_db
LAW = "Điều 1. Thời hạn\n1. Trong 10 ngày.\nĐiều 2. Cấm\nKhông được.\nĐiều 3. Hết\nXong."
HERE = "/phap-luat/01-2011-qh13/"
LATER = time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


@pytest.fixture
def law() -> Act:
    act = add("01/2011/QH13", LAW, dt.date(2011, 11, 11))
    Act.objects.filter(pk=act.pk).update(status=Status.IN_FORCE)
    act.refresh_from_db()
    return act


@pytest.fixture
def amender() -> Act:
    return add("99/2025/QH15", "Điều 1. Sửa đổi\nSửa Luật số 01/2011/QH13.", dt.date(2025, 12, 10))


def badge(address: str) -> str:
    found = re.search(r'class="badge[^"]*">(.*?)</span>', html(address))
    assert found
    return found[1].strip()


def linked(address: str) -> dict[str, str]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', Client().get(address).content.decode())
    assert found
    return dict(json.loads(found[1]))


@LATER
def test_an_article_has_its_own_validity_whatever_became_of_others(law, amender) -> None:
    settled([words_change(amender, law), amendment(amender, law, Op.REPEAL, "dieu-2")])
    assert badge(HERE) == "Hết hiệu lực một phần"
    assert [badge(f"{HERE}dieu-{n}/") for n in (1, 2, 3)] == ["Còn hiệu lực", "Hết hiệu lực", "Còn hiệu lực"]
    assert badge(f"{HERE}dieu-2/?ngay={BEFORE}") == "Còn hiệu lực"
    for entry in LawSource().entries(["01/2011/QH13#dieu-1"]):
        assert entry.status == ("expired" if entry.past else "in_force")
    changed, repealed = linked(f"{HERE}dieu-1/"), linked(f"{HERE}dieu-2/")
    assert (changed["legislationLegalForce"], changed["legislationDateOfApplicability"]) == ("InForce", "2026-07-01")
    assert repealed["legislationLegalForce"] == "NotInForce"


@LATER
def test_an_act_said_to_have_lost_some_articles_claims_nothing_of_a_single_one(law) -> None:
    Act.objects.update(status=Status.PARTLY)
    assert badge(f"{HERE}dieu-1/") == "Văn bản hết hiệu lực một phần"


@LATER
def test_a_change_nobody_has_confirmed_is_told_at_its_article(law, amender) -> None:
    amendment(amender, law, Op.REPEAL, "dieu-2")
    page = html(f"{HERE}dieu-2/")
    assert badge(f"{HERE}dieu-2/") == "Có sửa đổi chưa cập nhật"
    assert "Bãi bỏ từ 01/07/2026, theo" in page
    assert 'href="/phap-luat/99-2025-qh15/dieu-1/"' in page
    assert badge(f"{HERE}dieu-1/") == "Còn hiệu lực"
    assert f'href="{HERE}dieu-2/">Điều 2</a>' in html(HERE).split("Một số điều đã thay đổi")[1]
    # On a day before the change nothing waits.
    assert badge(f"{HERE}dieu-2/?ngay={BEFORE}") == "Còn hiệu lực"


@LATER
def test_an_article_is_not_shown_on_a_day_when_it_did_not_exist(law) -> None:
    law.summaries.create(key="dieu-2a", heading="Mới", body="Được tạm đình chỉ.", valid_from=DAY, published=True)
    assert "Được tạm đình chỉ." in html(f"{HERE}dieu-2a/")
    page = html(f"{HERE}dieu-2a/?ngay={BEFORE}", 404)
    assert "Ngày 30/06/2026 chưa có điều này" in page
    assert "Được tạm đình chỉ." not in page


@LATER
def test_a_summary_of_another_time_says_that_it_is(law) -> None:
    Act.objects.update(text_state="summary")
    law.provisions.all().delete()
    law.summaries.create(key="dieu-1", heading="Thời hạn", body="Nay 07 ngày.", valid_from=DAY, published=True)
    page = html(f"{HERE}dieu-1/?ngay={BEFORE}")
    assert "không có nội dung của điều này vào ngày 30/06/2026" in page
    assert "như đã áp dụng" not in page


@LATER
def test_an_act_whose_validity_nobody_stated_shows_what_is_known(law) -> None:
    Act.objects.update(status=Status.UNKNOWN, effective=dt.date(2012, 7, 1))
    assert badge(HERE) == "Có hiệu lực từ 01/07/2012"
    Act.objects.update(effective=None)
    assert badge(HERE) == "Chưa rõ hiệu lực"


@LATER
def test_a_citation_names_its_day_and_where_it_is_read(law, amender, settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://cong.example"
    settled([words_change(amender, law)])
    assert "được sửa đổi, áp dụng từ ngày 01/07/2026" in html(f"{HERE}dieu-1/")
    then = html(f"{HERE}dieu-1/?ngay={BEFORE}")
    assert "bản áp dụng ngày 30/06/2026" in then
    assert f"https://cong.example{HERE}dieu-1/?ngay=2026-06-30" in then


@LATER
def test_from_an_article_two_days_of_that_article_are_compared(law, amender) -> None:
    settled([words_change(amender, law), amendment(amender, law, Op.REPEAL, "dieu-2")])
    assert f'href="{HERE}so-sanh/?dieu=dieu-1"' in html(f"{HERE}dieu-1/")
    page = html(f"{HERE}so-sanh/?dieu=dieu-1")
    assert "07 ngày làm việc" in re.sub(r"<[^>]+>", "", page)
    assert 'id="dieu-2"' not in page


def test_an_act_the_library_lacks_is_named_by_its_symbol_as_written(law) -> None:
    relation = Relation(act=law, kind="based_on", symbol="05/2019/NQ-HĐND")
    relation.derive()
    relation.save()
    assert "05/2019/NQ-HĐND" in html(HERE)


@LATER
def test_a_feed_names_the_changing_clause_as_people_cite_it(law, amender) -> None:
    settled([words_change(amender, law)])
    feed = Client().get(f"{HERE}tin.atom").content.decode()
    assert "Điều 1 99/2025/QH15" in feed
    assert "#dieu-1" not in feed
