"""A petition without a name: which kinds the portal takes so, and what the law then does with it. Pure."""

from __future__ import annotations

from ..kind_guides import DENUNCIATION_LAW, RECEPTION_LAW, Point, marked
from ..petition import Kind

NAMED, UNNAMED = "named", "unnamed"

# Conditions of a petition fit to be handled; only the predecessor of Thông tư 05/2021 was read (law.md X3).
_CONDITIONS = "07/2014/TT-TTCP#dieu-6.khoan-2"

NOTES: dict[Kind, tuple[Point, ...]] = {
    Kind.FEEDBACK: (
        Point(
            marked(
                "Phản ánh không có họ tên, địa chỉ thì không đủ điều kiện để xử lý như một đơn: cơ quan đọc như tin "
                "báo, không phải thụ lý, không phải trả lời."
            ),
            _CONDITIONS,
        ),
        Point(
            marked(
                "Báo một người làm trái pháp luật mà không nêu tên mình: chỉ khi nói rõ ai, có tài liệu cụ thể, "
                "kiểm tra được thì cơ quan mới thanh tra, kiểm tra."
            ),
            f"{DENUNCIATION_LAW}#dieu-25",
        ),
        Point(marked("Nêu tên thì được báo kết quả xử lý trong 10 ngày làm việc."), f"{RECEPTION_LAW}#dieu-28"),
    ),
}
