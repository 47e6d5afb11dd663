"""Fields of the law readers can follow from the first day, and the duties of directive 6200."""

from __future__ import annotations

import tomllib
from pathlib import Path

from .models import Act, Duty, Subject

_DUTIES = Path(__file__).parent / "starter_data" / "duties-6200.toml"
# slug, name, words that a title of the field holds.
_SUBJECTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("tiep-cong-dan", "Tiếp công dân", ("tiếp công dân", "tiếp dân")),
    ("khieu-nai", "Khiếu nại", ("khiếu nại",)),
    ("to-cao", "Tố cáo", ("tố cáo",)),
    ("xu-ly-don", "Xử lý đơn", ("xử lý đơn",)),
    ("thanh-tra", "Thanh tra", ("thanh tra",)),
    ("phong-chong-tham-nhung", "Phòng, chống tham nhũng", ("tham nhũng",)),
    ("tro-giup-phap-ly", "Trợ giúp pháp lý", ("trợ giúp pháp lý", "luật sư")),
    ("to-tung-hanh-chinh", "Tố tụng hành chính", ("tố tụng hành chính",)),
    ("dat-dai", "Đất đai", ("đất đai",)),
    ("du-lieu-ca-nhan", "Dữ liệu cá nhân", ("dữ liệu cá nhân",)),
    ("chuyen-doi-so", "Chuyển đổi số", ("chuyển đổi số", "giao dịch điện tử", "cổng thông tin")),
)


def load() -> None:
    """Idempotent; what a librarian has changed or taken away by hand stays changed."""
    if not Subject.objects.exists():
        Subject.objects.bulk_create(
            Subject(slug=slug, name=name, words=list(words), ordinal=number)
            for number, (slug, name, words) in enumerate(_SUBJECTS, 1)
        )
    data = tomllib.loads(_DUTIES.read_text(encoding="utf-8"))
    act = Act.objects.with_symbol(data["symbol"]).first()
    if act is not None and not act.duties.exists():
        Duty.objects.bulk_create(
            Duty(
                act=act,
                ordinal=number,
                key=duty["key"],
                who=duty["who"],
                what=duty["what"],
                by_when=duty.get("by_when", ""),
                reported=duty.get("reported", ""),
                note=data["note"] if "quận, huyện" in duty["who"] or "quận, huyện" in duty["what"] else "",
            )
            for number, duty in enumerate(data["duty"], 1)
        )
