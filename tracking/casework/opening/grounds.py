"""Why a seal may be opened: a closed list, each with its place in the Law on Denunciations. Pure.

All were read in the text of 25/2018/QH14 (law.md T4, T9, T12, T18, T19, T25-T27).
"""

from __future__ import annotations

from dataclasses import dataclass

LAW = "25/2018/QH14"


@dataclass(frozen=True)
class OpeningGround:
    """`key` is stored for good; `citations` are stable keys of provisions. What the denouncer reads of it stands in
    `case_words.EVENT_TITLES` under the same key."""

    key: str
    title: str
    citations: tuple[str, ...]
    is_emergency: bool = False


def _at(*places: str) -> tuple[str, ...]:
    return tuple(f"{LAW}#{place}" for place in places)


GROUNDS: tuple[OpeningGround, ...] = (
    OpeningGround(
        "opening.check",
        "Kiểm tra thông tin người tố cáo và điều kiện thụ lý",
        _at("dieu-24.khoan-1", "dieu-29.khoan-1"),
    ),
    OpeningGround(
        "opening.redact",
        "Lược bỏ họ tên, địa chỉ, bút tích trước khi giao xác minh",
        _at("dieu-56.khoan-2"),
    ),
    OpeningGround(
        "opening.notify",
        "Thông báo thụ lý, không thụ lý hoặc kết luận cho người tố cáo",
        _at("dieu-29.khoan-3", "dieu-24.khoan-1", "dieu-35.khoan-3"),
    ),
    OpeningGround(
        "opening.withdrawal",
        "Làm việc về việc rút tố cáo",
        _at("dieu-33"),
    ),
    OpeningGround(
        "opening.protect",
        "Áp dụng biện pháp bảo vệ người tố cáo",
        _at("dieu-47", "dieu-50"),
    ),
    OpeningGround(
        "opening.crime",
        "Chuyển cơ quan điều tra, viện kiểm sát khi có dấu hiệu tội phạm",
        _at("dieu-27.khoan-1"),
    ),
    OpeningGround(
        "opening.emergency",
        "Khẩn cấp: người tố cáo hoặc người thân đang bị xâm hại hoặc có nguy cơ bị xâm hại ngay",
        _at("dieu-47.khoan-3", "dieu-50.khoan-3"),
        is_emergency=True,
    ),
)
EMERGENCY = "opening.emergency"
FOR_THE_CHECK = "opening.check"


def by_key(key: str) -> OpeningGround | None:
    return next((ground for ground in GROUNDS if ground.key == key), None)


def choices() -> list[tuple[str, str]]:
    """What may be asked for; the emergency is another door."""
    return [(ground.key, ground.title) for ground in GROUNDS if not ground.is_emergency]
