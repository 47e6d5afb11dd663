"""Grounds of proposals and feedback: Luật Tiếp công dân 42/2013/QH13 with its decree of 2026."""

from __future__ import annotations

from functools import partial

from .ground import LAW_136, LTCD, OPINION, TT_07, Ground, ground

_g = partial(ground, OPINION)
_ND_154 = "154/2026/NĐ-CP#dieu-4.khoan-1"
_SINCE = {"valid_from": LAW_136}

GROUNDS: tuple[Ground, ...] = (
    _g(
        "accept.opinion",
        f"{LTCD}#dieu-26.khoan-2.diem-a {LTCD}#dieu-28.khoan-1.diem-a",
        "Kiến nghị, phản ánh thuộc thẩm quyền",
        "Nội dung ông/bà nêu thuộc thẩm quyền của cơ quan này.",
    ),
    _g(
        "refuse.opinion.unproven_representative",
        f"{_ND_154}.diem-e",
        "Người đại diện, người được ủy quyền không có giấy tờ chứng minh",
        "Giấy tờ chưa chứng minh được người gửi đơn là đại diện hợp pháp.",
        **_SINCE,
        confidence="G",
    ),
    _g(
        "refuse.opinion.answered",
        f"{_ND_154}.diem-h {LTCD}#dieu-9",
        "Đã được tiếp, hướng dẫn hoặc trả lời bằng văn bản, không có nội dung, tình tiết mới",
        "Việc này đã được trả lời bằng văn bản và đơn không nêu tình tiết mới.",
        **_SINCE,
    ),
    _g(
        "refuse.opinion.court",
        f"{_ND_154}.diem-i",
        "Tòa án đã có bản án, quyết định có hiệu lực pháp luật",
        "Tòa án đã giải quyết việc này bằng bản án, quyết định có hiệu lực.",
        **_SINCE,
    ),
    _g(
        "refuse.opinion.elsewhere",
        f"{_ND_154}.diem-k",
        "Cơ quan có thẩm quyền khác đang thụ lý, giải quyết",
        "Cơ quan khác có thẩm quyền đang giải quyết việc này.",
        **_SINCE,
    ),
    _g(
        "refuse.opinion.out_of_scope",
        f"{_ND_154}.diem-g",
        "Nội dung không thuộc phạm vi kiến nghị, phản ánh",
        "Nội dung không thuộc phạm vi kiến nghị, phản ánh theo luật.",
        **_SINCE,
    ),
    # The circular in force was found in part only; its predecessor of 2014 was read in full (law.md X4).
    _g(
        "refuse.opinion.conditions",
        f"{TT_07}#dieu-6.khoan-2.diem-b",
        "Đơn không đủ điều kiện xử lý",
        "Đơn chưa đủ những điều kiện để được xử lý.",
        confidence="G",
    ),
    _g(
        "transfer.opinion",
        f"{LTCD}#dieu-26.khoan-2.diem-b",
        "Chuyển kiến nghị, phản ánh đến cơ quan có thẩm quyền",
        "Việc này thuộc thẩm quyền của cơ quan khác, nên đơn được chuyển đến đó.",
    ),
    _g(
        "settle.opinion",
        f"{LTCD}#dieu-26.khoan-2.diem-a",
        "Nghiên cứu, xem xét, giải quyết",
        "Cơ quan bắt đầu xem xét nội dung ông/bà nêu.",
    ),
    # No act speaks of withdrawing a proposal; what is left is the duty to tell its outcome.
    _g(
        "withdraw.opinion",
        f"{LTCD}#dieu-28",
        "Dừng theo ý người gửi và thông báo (luật không có quy định riêng về rút kiến nghị, phản ánh)",
        "Việc xử lý dừng lại theo ý ông/bà.",
        confidence="G",
    ),
    _g(
        "decide.opinion",
        f"{LTCD}#dieu-28",
        "Văn bản trả lời kiến nghị, phản ánh",
        "Cơ quan đã có văn bản trả lời.",
    ),
    _g(
        "close.opinion",
        f"{LTCD}#dieu-28",
        "Đã thông báo kết quả",
        "Kết quả đã được gửi ông/bà; hồ sơ được lưu.",
    ),
)
