"""Grounds that serve several kinds alike."""

from __future__ import annotations

from .ground import COMPLAINT, DENUNCIATION, EVERY_KIND, LTCD, OPINION, TT_07, Ground, ground

_OPEN = COMPLAINT | OPINION

GROUNDS: tuple[Ground, ...] = (
    ground(
        _OPEN,
        "receive.register",
        f"{LTCD}#dieu-25",
        "Tiếp nhận, vào sổ và xử lý bước đầu",
        "Cơ quan đã nhận đơn và vào sổ.",
    ),
    # The circular in force was found in part only; its predecessor of 2014 was read in full (law.md X2, X11, X14).
    ground(
        _OPEN,
        "reclassify.by_content",
        f"{LTCD}#dieu-25 {TT_07}#dieu-6.khoan-1",
        "Phân loại lại theo nội dung đơn, không theo tên đơn",
        "Theo nội dung, đơn thuộc loại khác với loại đã chọn. Mã tra cứu không đổi; thời hạn được tính lại.",
        confidence="S",
    ),
    ground(
        _OPEN,
        "split.parts",
        f"{LTCD}#dieu-25.khoan-3",
        "Đơn có nhiều nội dung khác loại: tách thành vụ việc riêng",
        "Đơn có nhiều việc khác loại, nên một phần được giải quyết thành vụ việc riêng.",
    ),
    ground(
        _OPEN,
        "guide.split",
        f"{LTCD}#dieu-25.khoan-3",
        "Đơn có nhiều nội dung khác loại: hướng dẫn viết thành đơn riêng",
        "Đơn có nhiều việc khác loại, cần viết thành từng đơn riêng.",
    ),
    ground(
        _OPEN,
        "guide.complete",
        f"{LTCD}#dieu-25.khoan-2",
        "Nội dung chưa rõ ràng, đầy đủ: hướng dẫn bổ sung",
        "Đơn chưa nêu đủ để xem xét, cần bổ sung.",
    ),
    ground(
        EVERY_KIND,
        "same_content.earlier",
        f"{TT_07}#dieu-6.khoan-2.diem-b",
        "Cùng người, cùng nội dung với đơn đã gửi trước",
        "Đơn có cùng nội dung với đơn gửi trước.",
        confidence="S",
    ),
    ground(
        EVERY_KIND,
        "report_up.tense",
        f"{TT_07}#dieu-27",
        "Vụ việc phức tạp, gay gắt, nhiều người tham gia hoặc liên quan dân tộc, tôn giáo: báo cáo ngay",
        "Vụ việc được báo cáo lên thủ trưởng cơ quan.",
        confidence="S",
    ),
    ground(
        EVERY_KIND,
        "file.illegible",
        f"{TT_07}#dieu-28.khoan-1.diem-d",
        "Đơn rách nát, tẩy xóa, chữ không đọc được",
        "Đơn không đọc được nên không xử lý được.",
        confidence="S",
    ),
    ground(
        COMPLAINT | DENUNCIATION,
        "file.settled",
        f"{TT_07}#dieu-28.khoan-1.diem-c",
        "Đã có quyết định, kết luận có hiệu lực pháp luật, không có tình tiết mới",
        "Việc này đã được giải quyết bằng văn bản có hiệu lực và không có tình tiết mới.",
        confidence="S",
    ),
)
