"""The index of agencies that keep a part of their own; it begins empty."""

from typing import Any

from portal.starter_pages.wording import Wording


def agency_index(w: Wording) -> dict[str, Any]:
    return {
        "title": w.say(("Các cơ quan", "Agencies")),
        "slug": w.same("co-quan"),
        "summary": w.say(
            (
                "Trang riêng của từng sở, phường, xã: lịch tiếp, tin, hướng dẫn của nơi ông/bà ở.",
                "The pages of each department, ward and commune: receptions, news and guidance where you live.",
            )
        ),
    }
