"""The office tells everybody of a storm and of a planned stop: in the editor, on every page, and gone when over."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.browser.conftest import NewVisitor, Visitor
from tests.browser.editors import fill, said, staff, submit
from tests.browser.measuring import measure_address
from tests.servers import Portal

pytestmark = pytest.mark.browser
STORM, STORM_EN = "Bão số 9: các buổi tiếp ngày mai đều nghỉ.", "Storm no. 9: no receptions tomorrow."


@pytest.fixture
def settings(visitor: NewVisitor, live_portal: Portal) -> Visitor:
    """The form with what the office says of itself on every page."""
    window = staff(visitor, live_portal, "quantri.mau")
    window.page.goto(f"{live_portal.url}/admin/settings/portal/portalsettings/")
    window.page.wait_for_load_state("networkidle")
    return window


def typed(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def test_an_alert_and_a_planned_stop_are_read_on_every_page_until_they_are_over(
    visitor: NewVisitor, settings: Visitor
) -> None:
    now = dt.datetime.now()
    begins = now + dt.timedelta(days=21)
    fill(settings, {"alert": STORM, "alert_en": STORM_EN, "alert_until": typed(now + dt.timedelta(hours=5))})
    fill(settings, {"downtime_from": typed(now + dt.timedelta(days=1))})
    fill(settings, {"downtime_to": typed(begins + dt.timedelta(hours=2))})
    fill(settings, {"downtime_reason": "Nâng cấp máy chủ.", "downtime_reason_en": "New servers."})
    submit(settings, "Lưu")
    # Told too late by the decree: refused with its article, what was typed stays.
    assert "Phải báo trước ít nhất 07 ngày làm việc" in settings.page.locator("main").inner_text()
    assert settings.page.input_value("[name=alert]") == STORM
    settings.meets("desk-downtime-too-near")
    fill(settings, {"downtime_from": typed(begins)})
    submit(settings, "Lưu")
    settings.settle()

    citizen = visitor(1280)
    for path in ("/", "/en/", "/gui-don/khieu-nai/", "/en/gui-don/khieu-nai/"):
        measure_address(citizen, path, f"alert{path.replace('/', '-').rstrip('-')}")
        words = citizen.page.locator("body").inner_text()
        assert (STORM_EN if path.startswith("/en/") else STORM) in words
        assert f"{begins:%d/%m/%Y}" in words

    fill(settings, {"alert": "", "alert_en": "", "alert_until": "", "downtime_from": "", "downtime_to": ""})
    fill(settings, {"downtime_reason": "", "downtime_reason_en": ""})
    submit(settings, "Lưu")
    assert said(settings)
    citizen.page.goto(citizen.portal.url)
    assert citizen.page.locator(".alert").count() == 0
