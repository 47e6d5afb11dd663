"""What a case may name as published here: a live page of a result, open to everybody, of that very paper."""

import datetime as dt

import pytest
from django.conf import settings
from wagtail.models import PageViewRestriction

from portal.models import ResultIndexPage, ResultPage
from tracking.casework import published_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_pages")]


def result(**fields: object) -> ResultPage:
    index = ResultIndexPage.objects.get(locale__language_code="vi")
    given = {"title": "Quyết định về bồi thường đất", "slug": "qd-12", "kind": "complaint", "symbol": "12/QĐ-UBND"}
    page = ResultPage(
        issued=dt.date(2026, 11, 2), issuer="UBND phường Mẫu", text="Công nhận một phần.", **{**given, **fields}
    )
    index.add_child(instance=page)
    return page


def test_a_live_page_is_found_by_its_path_with_or_without_the_portals_name():
    result()
    path = "/ket-qua-giai-quyet/qd-12/"
    for address in (path, "ket-qua-giai-quyet/qd-12", f"{settings.WAGTAILADMIN_BASE_URL}{path}?x=1"):
        found = published_pages.at(address)
        assert found is not None
        assert (found.path, found.symbol) == (path, "12/QĐ-UBND")
        assert published_pages.fault(address, "complaint", "012/qđ-ubnd") == ""
    offered = published_pages.of_paper("complaint", "12/QĐ-UBND")
    assert offered is not None
    assert offered.path == path


@pytest.mark.parametrize(
    "address", ["", "/", "/ket-qua-giai-quyet/", "/qd-12/", "/ket-qua-giai-quyet/qd-13/", "https://khac.example/qd-12/"]
)
def test_what_is_no_page_of_a_result_is_none(address: str):
    result()
    assert published_pages.at(address) is None
    assert "không có trang" in published_pages.fault(address, "complaint", "12/QĐ-UBND")


def test_a_draft_and_a_page_behind_a_door_are_not_published():
    result(live=False)
    assert published_pages.at("/ket-qua-giai-quyet/qd-12/") is None
    assert published_pages.of_paper("complaint", "12/QĐ-UBND") is None
    page = result(slug="qd-14", symbol="14/QĐ-UBND")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert published_pages.at("/ket-qua-giai-quyet/qd-14/") is None


def test_the_page_of_another_paper_or_kind_is_named_as_such():
    result()
    for kind, symbol in (("complaint", "13/QĐ-UBND"), ("denunciation", "12/QĐ-UBND")):
        assert "không phải văn bản số" in published_pages.fault("/ket-qua-giai-quyet/qd-12/", kind, symbol)
