"""Grounds of a denunciation: Luật Tố cáo 25/2018/QH14 with its decrees.

Its page tells a denouncer stages and days only; the words to the citizen serve the custodian's notices.
"""

from __future__ import annotations

from functools import partial

from .ground import BEGINNING, DAY_BEFORE_136, DENUNCIATION, LAW_136, LTC, ND_31, ND_156, TT_05, Ground, ground

_g = partial(ground, DENUNCIATION)
_FIRST, _AGAIN = {"instance": 1}, {"instance": 2}
# LTC Đ.38: the office below let its term pass. The one above asks for a report; it settles only in the cases of k.5.
_LATE = frozenset({"overdue"})
_FRESH, _OVERDUE = {"instance": 1, "excludes": _LATE}, {"requires": _LATE}

_CONDITIONS: tuple[Ground, ...] = (
    _g(
        "receive.denunciation",
        f"{LTC}#dieu-24.khoan-1",
        "Vào sổ, phân loại, xử lý ban đầu thông tin tố cáo",
        "Cơ quan đã nhận tố cáo và vào sổ.",
    ),
    _g(
        "identity_checked.denunciation",
        f"{LTC}#dieu-24.khoan-1 {LTC}#dieu-25.khoan-1",
        "Kiểm tra, xác minh thông tin về người tố cáo",
        "Việc kiểm tra thông tin về người tố cáo đã xong.",
    ),
    _g(
        "classify.denunciation",
        f"{LTC}#dieu-24.khoan-1",
        "Phải kiểm tra, xác minh tại nhiều nơi hoặc ủy quyền: thời hạn 10 ngày làm việc",
        "Việc kiểm tra ban đầu phải làm ở nhiều nơi nên thời hạn dài hơn.",
    ),
    _g(
        "accept.denunciation",
        f"{LTC}#dieu-29.khoan-1 {ND_31}#dieu-9",
        "Đủ các điều kiện của khoản 1 Điều 29: ra quyết định thụ lý",
        "Tố cáo đủ điều kiện và thuộc thẩm quyền của cơ quan này.",
        **_FRESH,
    ),
    _g(
        "accept.overdue.serious",
        f"{LTC}#dieu-38.khoan-5 {ND_31}#dieu-5.khoan-1",
        "Quá hạn, cấp dưới vi phạm pháp luật nghiêm trọng khi giải quyết: cấp trên trực tiếp giải quyết",
        "Cơ quan cấp trên trực tiếp giải quyết vụ việc.",
        **_OVERDUE,
    ),
    _g(
        "accept.overdue.biased",
        f"{LTC}#dieu-38.khoan-5 {ND_31}#dieu-5.khoan-2",
        "Quá hạn, có dấu hiệu không khách quan: cấp trên trực tiếp giải quyết",
        "Cơ quan cấp trên trực tiếp giải quyết vụ việc.",
        **_OVERDUE,
    ),
    _g(
        "accept.again.inaccurate",
        f"{LTC}#dieu-37.khoan-3.diem-a",
        "Giải quyết lại: kết quả xác minh hoặc kết luận thiếu chính xác, thiếu khách quan",
        "Vụ việc được giải quyết lại.",
        **_AGAIN,
    ),
    _g(
        "accept.again.missed",
        f"{LTC}#dieu-37.khoan-3.diem-b",
        "Giải quyết lại: bỏ sót, bỏ lọt thông tin, tài liệu, chứng cứ quan trọng",
        "Vụ việc được giải quyết lại.",
        **_AGAIN,
    ),
    _g(
        "accept.again.wrong_law",
        f"{LTC}#dieu-37.khoan-3.diem-c",
        "Giải quyết lại: áp dụng không đúng pháp luật",
        "Vụ việc được giải quyết lại.",
        **_AGAIN,
    ),
    _g(
        "accept.again.competence",
        f"{LTC}#dieu-37.khoan-2.diem-b",
        "Lần trước giải quyết không đúng thẩm quyền: giải quyết theo thẩm quyền",
        "Vụ việc được giải quyết theo đúng thẩm quyền.",
        **_AGAIN,
    ),
    _g(
        "refuse.denunciation.form",
        f"{LTC}#dieu-29.khoan-1.diem-a",
        "Tố cáo không được thực hiện theo Điều 23",
        "Tố cáo chưa có đủ nội dung hoặc chữ ký, điểm chỉ theo luật.",
        **_FRESH,
    ),
    _g(
        "refuse.denunciation.capacity",
        f"{LTC}#dieu-29.khoan-1.diem-b",
        "Người tố cáo không đủ năng lực hành vi dân sự, không có người đại diện",
        "Cần có người đại diện theo pháp luật đứng ra tố cáo.",
        **_FRESH,
    ),
    _g(
        "refuse.denunciation.no_basis",
        f"{LTC}#dieu-29.khoan-1.diem-d",
        "Không có cơ sở xác định người vi phạm, hành vi vi phạm",
        "Nội dung tố cáo chưa có cơ sở để xác định người vi phạm, hành vi vi phạm.",
        **_FRESH,
    ),
    _g(
        "refuse.denunciation.after_complaint",
        f"{LTC}#dieu-29.khoan-1",
        "Từ khiếu nại đã giải quyết đúng chuyển sang, không có chứng cứ người giải quyết vi phạm",
        "Chưa có tài liệu, chứng cứ về vi phạm của người đã giải quyết khiếu nại.",
        **_FRESH,
    ),
    _g(
        "refuse.again.right",
        f"{LTC}#dieu-37.khoan-2.diem-a",
        "Việc giải quyết trước đó đúng pháp luật: không giải quyết lại, nêu rõ lý do",
        "Việc giải quyết trước đó đúng pháp luật nên không giải quyết lại.",
        **_AGAIN,
    ),
    _g(
        "transfer.denunciation",
        f"{LTC}#dieu-24.khoan-2 {TT_05}#dieu-14.khoan-1",
        "Không thuộc thẩm quyền: chuyển trong 05 ngày làm việc (một lần cho một nội dung)",
        "Tố cáo thuộc thẩm quyền của cơ quan khác nên được chuyển đến đó.",
    ),
    _g(
        "transfer.denunciation.party",
        f"{TT_05}#dieu-15",
        "Tố cáo đảng viên vi phạm quy định của Đảng: chuyển cơ quan có thẩm quyền của Đảng",
        "Tố cáo được chuyển đến cơ quan có thẩm quyền của Đảng.",
    ),
    _g(
        "transfer.denunciation.inspection",
        f"{LTC}#dieu-25.khoan-2",
        "Không rõ người tố cáo nhưng nội dung rõ, có chứng cứ cụ thể: thanh tra, kiểm tra phục vụ quản lý",
        "Thông tin được dùng cho thanh tra, kiểm tra, không xử lý như một tố cáo.",
    ),
    _g(
        "file.denunciation.many",
        f"{LTC}#dieu-24.khoan-3",
        "Không thuộc thẩm quyền, đã gửi đồng thời nơi có thẩm quyền hoặc đã được hướng dẫn: không xử lý",
        "Tố cáo đã gửi đồng thời đến cơ quan có thẩm quyền.",
    ),
    _g(
        "file.denunciation.anonymous",
        f"{LTC}#dieu-25.khoan-1",
        "Không xác định được người tố cáo hoặc mạo danh: không xử lý theo Luật Tố cáo",
        "Không xác định được người tố cáo nên không xử lý như một tố cáo.",
    ),
    _g(
        "file.overdue.answered",
        f"{LTC}#dieu-38.khoan-4",
        "Cấp dưới đã báo cáo và giải quyết theo yêu cầu, đã thông báo cho người tố cáo: thôi theo dõi",
        "Việc chậm giải quyết đã được xem xét và thông báo.",
        **_OVERDUE,
    ),
    _g(
        "ask_report.denunciation",
        f"{LTC}#dieu-38.khoan-2",
        "Tố cáo tiếp vì quá thời hạn: yêu cầu người giải quyết báo cáo (05 ngày làm việc)",
        "Cơ quan cấp trên đã yêu cầu báo cáo về việc chậm giải quyết.",
        **_OVERDUE,
    ),
    _g(
        "report_up.harm",
        f"{LTC}#dieu-27.khoan-2 {TT_05}#dieu-16",
        "Hành vi gây hoặc đe dọa gây thiệt hại: báo cáo, ngăn chặn kịp thời",
        "Vụ việc được báo cáo để ngăn chặn kịp thời.",
    ),
    _g(
        "report_up.lower_denunciation",
        f"{TT_05}#dieu-14.khoan-2 {LTC}#dieu-38",
        "Cấp dưới trực tiếp quá hạn mà chưa giải quyết: báo cáo người đứng đầu",
        "Vụ việc được báo cáo lên thủ trưởng cơ quan.",
    ),
    _g(
        "report_crime.denunciation",
        f"{LTC}#dieu-27.khoan-1",
        "Có dấu hiệu tội phạm: chuyển ngay Cơ quan điều tra hoặc Viện kiểm sát",
        "Hồ sơ được chuyển đến cơ quan điều tra hoặc viện kiểm sát.",
    ),
    _g(
        "report_crime.concluded",
        f"{LTC}#dieu-36.khoan-2",
        "Kết luận cho thấy có dấu hiệu tội phạm: chuyển ngay hồ sơ đến Cơ quan điều tra hoặc Viện kiểm sát",
        "Hồ sơ được chuyển đến cơ quan điều tra hoặc viện kiểm sát.",
    ),
)
_SETTLEMENT: tuple[Ground, ...] = (
    _g(
        "notify.denunciation",
        f"{LTC}#dieu-29.khoan-3",
        "Thông báo thụ lý cho người tố cáo, nội dung tố cáo cho người bị tố cáo (05 ngày làm việc)",
        "Việc thụ lý đã được thông báo.",
    ),
    _g(
        "settle.denunciation",
        f"{LTC}#dieu-31.khoan-1",
        "Xác minh nội dung tố cáo",
        "Cơ quan bắt đầu xác minh nội dung tố cáo.",
    ),
    _g(
        "order_check.denunciation",
        f"{LTC}#dieu-31.khoan-1 {LTC}#dieu-31.khoan-2",
        "Văn bản giao xác minh nội dung tố cáo",
        "Người có thẩm quyền đã giao xác minh nội dung tố cáo.",
    ),
    _g(
        "minutes.denunciation",
        f"{LTC}#dieu-31.khoan-3",
        "Biên bản làm việc khi xác minh; giải trình của người bị tố cáo",
        "Buổi làm việc đã được lập biên bản.",
    ),
    _g(
        "verified.denunciation",
        f"{LTC}#dieu-31.khoan-6",
        "Báo cáo kết quả xác minh nội dung tố cáo",
        "Đã có kết quả xác minh.",
    ),
    _g(
        "extend.denunciation.complex",
        f"{LTC}#dieu-30.khoan-2 {ND_31}#dieu-3.khoan-2",
        "Vụ việc phức tạp (từ 01 tiêu chí): gia hạn một lần, không quá 30 ngày",
        "Vụ việc phức tạp nên thời hạn được gia hạn.",
    ),
    _g(
        "extend.denunciation.special",
        f"{LTC}#dieu-30.khoan-3 {ND_31}#dieu-3.khoan-3",
        "Vụ việc đặc biệt phức tạp (từ 02 tiêu chí): gia hạn hai lần, mỗi lần không quá 30 ngày",
        "Vụ việc đặc biệt phức tạp nên thời hạn được gia hạn.",
    ),
    _g(
        "suspend.denunciation.awaiting",
        f"{LTC}#dieu-34.khoan-1.diem-a",
        "Cần đợi kết quả giải quyết của cơ quan khác hoặc của vụ việc khác có liên quan",
        "Cần đợi kết quả khác nên việc giải quyết tạm dừng.",
    ),
    _g(
        "suspend.denunciation.expert",
        f"{LTC}#dieu-34.khoan-1.diem-b",
        "Cần đợi kết quả giám định bổ sung, giám định lại",
        "Cần đợi kết quả giám định nên việc giải quyết tạm dừng.",
    ),
    _g(
        "resume.denunciation",
        f"{LTC}#dieu-34.khoan-2",
        "Căn cứ tạm đình chỉ không còn",
        "Lý do tạm dừng không còn, việc giải quyết được tiếp tục.",
    ),
    _g(
        "terminate.denunciation.withdrawal",
        f"{LTC}#dieu-34.khoan-3.diem-a {LTC}#dieu-33.khoan-3",
        "Người tố cáo đã rút toàn bộ, không thuộc khoản 3 Điều 33",
        "Tố cáo đã được rút nên việc giải quyết dừng lại.",
    ),
    _g(
        "terminate.denunciation.dead",
        f"{LTC}#dieu-34.khoan-3.diem-b",
        "Người bị tố cáo là cá nhân đã chết, nội dung chỉ liên quan trách nhiệm của người đó",
        "Người bị tố cáo đã chết nên việc giải quyết dừng lại.",
    ),
    _g(
        "terminate.denunciation.final",
        f"{LTC}#dieu-34.khoan-3.diem-c",
        "Đã giải quyết bằng bản án, quyết định có hiệu lực pháp luật",
        "Việc này đã được giải quyết bằng bản án, quyết định có hiệu lực.",
    ),
)
_BEFORE, _SINCE = {"valid_from": BEGINNING, "valid_to": DAY_BEFORE_136}, {"valid_from": LAW_136}
_WITHDRAWAL: tuple[Ground, ...] = tuple(
    _g(f"{action}.denunciation{suffix}", f"{LTC}#dieu-33.khoan-{clause} {ND_31}#dieu-4{more}", title, words, **dates)
    for suffix, more, dates in (("", "", _BEFORE), (".minutes", f" {ND_156}#dieu-1", _SINCE))
    for action, clause, title, words in (
        (
            "withdraw",
            1,
            "Rút toàn bộ tố cáo bằng đơn (Mẫu 02) hoặc biên bản (Mẫu 03) trước khi có kết luận",
            "Việc rút toàn bộ tố cáo đã được ghi nhận.",
        ),
        (
            "withdraw_part",
            2,
            "Rút một phần tố cáo; phần còn lại được giải quyết tiếp",
            "Việc rút một phần tố cáo đã được ghi nhận; phần còn lại được giải quyết tiếp.",
        ),
    )
)
_RESULT: tuple[Ground, ...] = (
    _g(
        "decide.denunciation",
        f"{LTC}#dieu-35",
        "Kết luận nội dung tố cáo",
        "Đã có kết luận nội dung tố cáo.",
        **_FIRST,
    ),
    _g(
        "decide.denunciation.again",
        f"{LTC}#dieu-37.khoan-4 {LTC}#dieu-35",
        "Kết luận nội dung giải quyết lại vụ việc tố cáo",
        "Đã có kết luận nội dung tố cáo.",
        **_AGAIN,
    ),
    _g(
        "deliver.denunciation",
        f"{LTC}#dieu-35.khoan-3",
        "Gửi kết luận, thông báo kết luận cho người tố cáo (05 ngày làm việc)",
        "Kết luận đã được thông báo.",
    ),
    _g(
        "publish.denunciation",
        f"{LTC}#dieu-40 {ND_31}#dieu-6",
        "Công khai kết luận, không làm lộ người tố cáo (07 ngày làm việc)",
        "Kết luận được công khai, không nêu người tố cáo.",
    ),
    _g(
        "unpublish.denunciation",
        f"{ND_31}#dieu-6.khoan-2",
        "Đã công khai đủ thời gian luật định",
        "Việc công khai đã đủ thời gian.",
    ),
    _g(
        "enforce.denunciation",
        f"{LTC}#dieu-36.khoan-1",
        "Xử lý kết luận nội dung tố cáo (07 ngày làm việc)",
        "Kết luận đang được xử lý.",
    ),
    _g(
        "enforced.denunciation",
        f"{LTC}#dieu-36.khoan-3",
        "Đã có kết quả xử lý kết luận",
        "Kết luận đã được xử lý xong.",
    ),
    _g(
        "result_reported.denunciation",
        f"{LTC}#dieu-36.khoan-3",
        "Nơi được kiến nghị báo kết quả xử lý (05 ngày làm việc)",
        "Nơi được kiến nghị đã báo kết quả xử lý.",
        requires=frozenset({"recommended"}),
    ),
    _g(
        "close.denunciation",
        f"{LTC}#dieu-39",
        "Lập hồ sơ giải quyết vụ việc tố cáo",
        "Hồ sơ đã được lập và lưu.",
    ),
)

GROUNDS = (*_CONDITIONS, *_SETTLEMENT, *_WITHDRAWAL, *_RESULT)
