"""The legal ground of every step as data: in force from a day to a day, for some kinds, with its place in the law.

Pure. A ground is picked by the day the petition was received (Luật 136/2025 Đ.4 has no transition clause: law.md §0).
`confidence`: V read in the act, S in a secondary page, G general knowledge to be checked.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from .petition import Kind

LAW_136 = dt.date(2026, 7, 1)
_DAY_BEFORE_136 = dt.date(2026, 6, 30)
# No petition of the portal is older than the oldest of the three laws.
_BEGINNING = dt.date(2012, 7, 1)

COMPLAINT = frozenset({Kind.COMPLAINT})
DENUNCIATION = frozenset({Kind.DENUNCIATION})
OPINION = frozenset({Kind.PROPOSAL, Kind.FEEDBACK})


@dataclasses.dataclass(frozen=True, kw_only=True)
class Ground:
    """`key` is stored in events and never changes its meaning; `citations` are stable keys of provisions, the ruling
    one first; `title` speaks to the officer, `citizen_words` to the person who sent the petition."""

    key: str
    action: str
    kinds: frozenset[Kind]
    citations: tuple[str, ...]
    title: str
    citizen_words: str = ""
    valid_from: dt.date = _BEGINNING
    valid_to: dt.date | None = None
    confidence: str = "V"

    @property
    def citation(self) -> str:
        return self.citations[0]

    def in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def serves(self, action: str, kind: Kind, day: dt.date) -> bool:
        return self.action == action and kind in self.kinds and self.in_force(day)


_RECEIVE = (
    Ground(
        key="receive.register",
        action="receive",
        kinds=COMPLAINT | OPINION,
        citations=("42/2013/QH13#dieu-25",),
        title="Tiếp nhận, vào sổ và xử lý bước đầu",
        citizen_words="Cơ quan đã nhận đơn và vào sổ.",
    ),
    Ground(
        key="receive.denunciation",
        action="receive",
        kinds=DENUNCIATION,
        citations=("25/2018/QH14#dieu-24.khoan-1",),
        title="Vào sổ, phân loại, xử lý ban đầu thông tin tố cáo",
        citizen_words="Cơ quan đã nhận tố cáo và vào sổ.",
    ),
)

_ACCEPT = (
    Ground(
        key="accept.complaint.ten_days",
        action="accept",
        kinds=COMPLAINT,
        citations=("02/2011/QH13#dieu-27", "124/2020/NĐ-CP#dieu-16"),
        title="Khiếu nại thuộc thẩm quyền, không thuộc Điều 11 (thụ lý trong 10 ngày)",
        citizen_words="Khiếu nại đủ điều kiện và thuộc thẩm quyền của cơ quan này.",
        valid_to=_DAY_BEFORE_136,
    ),
    Ground(
        key="accept.complaint.seven_working_days",
        action="accept",
        kinds=COMPLAINT,
        citations=("02/2011/QH13#dieu-27", "136/2025/QH15#dieu-2.khoan-15.diem-b", "155/2026/NĐ-CP#dieu-10"),
        title="Khiếu nại thuộc thẩm quyền, không thuộc Điều 11 (thụ lý trong 07 ngày làm việc)",
        citizen_words="Khiếu nại đủ điều kiện và thuộc thẩm quyền của cơ quan này.",
        valid_from=LAW_136,
    ),
    Ground(
        key="accept.opinion",
        action="accept",
        kinds=OPINION,
        citations=("42/2013/QH13#dieu-26.khoan-2.diem-a", "42/2013/QH13#dieu-28.khoan-1.diem-a"),
        title="Kiến nghị, phản ánh thuộc thẩm quyền",
        citizen_words="Nội dung ông/bà nêu thuộc thẩm quyền của cơ quan này.",
    ),
)


def _article_11(clause: int, name: str, title: str, citizen_words: str) -> Ground:
    """One of the nine cases of Luật Khiếu nại Đ.11 in which a complaint is not accepted."""
    return Ground(
        key=f"refuse.complaint.{name}",
        action="refuse",
        kinds=COMPLAINT,
        citations=(f"02/2011/QH13#dieu-11.khoan-{clause}",),
        title=title,
        citizen_words=citizen_words,
    )


_REFUSE_COMPLAINT = (
    _article_11(
        1,
        "internal_act",
        "Quyết định, hành vi trong nội bộ, chỉ đạo điều hành, văn bản quy phạm pháp luật hoặc bí mật nhà nước",
        "Quyết định hoặc hành vi bị khiếu nại thuộc loại mà luật không cho khiếu nại.",
    ),
    _article_11(
        2,
        "no_direct_effect",
        "Không liên quan trực tiếp đến quyền, lợi ích hợp pháp của người khiếu nại",
        "Quyết định hoặc hành vi bị khiếu nại không liên quan trực tiếp đến quyền, lợi ích của ông/bà.",
    ),
    _article_11(
        3,
        "no_capacity",
        "Người khiếu nại không đủ năng lực hành vi dân sự mà không có người đại diện hợp pháp",
        "Cần có người đại diện hợp pháp đứng ra khiếu nại.",
    ),
    _article_11(
        4,
        "unlawful_representative",
        "Người đại diện không hợp pháp",
        "Giấy tờ chưa chứng minh được người gửi đơn là đại diện hợp pháp.",
    ),
    _article_11(
        5,
        "no_signature",
        "Đơn không có chữ ký hoặc điểm chỉ",
        "Đơn chưa có chữ ký hoặc điểm chỉ của người khiếu nại.",
    ),
    _article_11(
        6,
        "out_of_time",
        "Hết thời hiệu, thời hạn khiếu nại mà không có lý do chính đáng",
        "Đã quá thời hạn khiếu nại mà chưa nêu được lý do chính đáng.",
    ),
    _article_11(
        7,
        "second_decision",
        "Đã có quyết định giải quyết khiếu nại lần hai",
        "Việc này đã có quyết định giải quyết khiếu nại lần hai.",
    ),
    _article_11(
        8,
        "terminated",
        "Đã thông báo đình chỉ, sau 30 ngày không tiếp tục khiếu nại",
        "Việc giải quyết đã được đình chỉ và quá 30 ngày ông/bà không tiếp tục khiếu nại.",
    ),
    _article_11(
        9,
        "court",
        "Tòa án đã thụ lý hoặc đã có bản án, quyết định",
        "Tòa án đã thụ lý hoặc đã giải quyết việc này.",
    ),
)

_REFUSE_OPINION = (
    Ground(
        key="refuse.opinion.answered",
        action="refuse",
        kinds=OPINION,
        citations=("154/2026/NĐ-CP#dieu-4.khoan-1.diem-h", "42/2013/QH13#dieu-9"),
        title="Đã được tiếp, hướng dẫn hoặc trả lời bằng văn bản, không có nội dung, tình tiết mới",
        citizen_words="Việc này đã được trả lời bằng văn bản và đơn không nêu tình tiết mới.",
        valid_from=LAW_136,
    ),
    Ground(
        key="refuse.opinion.court",
        action="refuse",
        kinds=OPINION,
        citations=("154/2026/NĐ-CP#dieu-4.khoan-1.diem-i",),
        title="Tòa án đã có bản án, quyết định có hiệu lực pháp luật",
        citizen_words="Tòa án đã giải quyết việc này bằng bản án, quyết định có hiệu lực.",
        valid_from=LAW_136,
    ),
    Ground(
        key="refuse.opinion.elsewhere",
        action="refuse",
        kinds=OPINION,
        citations=("154/2026/NĐ-CP#dieu-4.khoan-1.diem-k",),
        title="Cơ quan có thẩm quyền khác đang thụ lý, giải quyết",
        citizen_words="Cơ quan khác có thẩm quyền đang giải quyết việc này.",
        valid_from=LAW_136,
    ),
    Ground(
        key="refuse.opinion.out_of_scope",
        action="refuse",
        kinds=OPINION,
        citations=("154/2026/NĐ-CP#dieu-4.khoan-1.diem-g",),
        title="Nội dung không thuộc phạm vi kiến nghị, phản ánh",
        citizen_words="Nội dung không thuộc phạm vi kiến nghị, phản ánh theo luật.",
        valid_from=LAW_136,
    ),
    # The circular in force was found in part only; its predecessor of 2014 was read in full (law.md X4).
    Ground(
        key="refuse.opinion.conditions",
        action="refuse",
        kinds=OPINION,
        citations=("07/2014/TT-TTCP#dieu-6.khoan-2.diem-b",),
        title="Đơn không đủ điều kiện xử lý",
        citizen_words="Đơn chưa đủ những điều kiện để được xử lý.",
        confidence="G",
    ),
)

_GUIDE = (
    Ground(
        key="guide.competence",
        action="guide",
        kinds=COMPLAINT,
        citations=("42/2013/QH13#dieu-26.khoan-1.diem-b",),
        title="Không thuộc thẩm quyền: hướng dẫn đến cơ quan có thẩm quyền",
        citizen_words="Việc này thuộc thẩm quyền của cơ quan khác.",
    ),
    Ground(
        key="guide.settled",
        action="guide",
        kinds=COMPLAINT,
        citations=("42/2013/QH13#dieu-26.khoan-1.diem-c",),
        title="Đã giải quyết đúng chính sách, pháp luật: giải thích, hướng dẫn chấp hành",
        citizen_words="Việc này đã được giải quyết đúng chính sách, pháp luật.",
    ),
    Ground(
        key="guide.split",
        action="guide",
        kinds=COMPLAINT | OPINION,
        citations=("42/2013/QH13#dieu-25.khoan-3",),
        title="Đơn có nhiều nội dung khác loại: hướng dẫn viết thành đơn riêng",
        citizen_words="Đơn có nhiều việc khác loại, cần viết thành từng đơn riêng.",
    ),
    Ground(
        key="guide.complete",
        action="guide",
        kinds=COMPLAINT | OPINION,
        citations=("42/2013/QH13#dieu-25.khoan-2",),
        title="Nội dung chưa rõ ràng, đầy đủ: hướng dẫn bổ sung",
        citizen_words="Đơn chưa nêu đủ để xem xét, cần bổ sung.",
    ),
)

_TRANSFER = (
    # Until 30/6/2026 the article only let an office guide the complainant; Luật 136/2025 added passing the petition on.
    Ground(
        key="transfer.complaint",
        action="transfer",
        kinds=COMPLAINT,
        citations=("42/2013/QH13#dieu-26.khoan-1.diem-b", "136/2025/QH15#dieu-1.khoan-11"),
        title="Chuyển đơn đến cơ quan có thẩm quyền giải quyết khiếu nại",
        citizen_words="Việc này thuộc thẩm quyền của cơ quan khác, nên đơn được chuyển đến đó.",
        valid_from=LAW_136,
    ),
    Ground(
        key="transfer.opinion",
        action="transfer",
        kinds=OPINION,
        citations=("42/2013/QH13#dieu-26.khoan-2.diem-b",),
        title="Chuyển kiến nghị, phản ánh đến cơ quan có thẩm quyền",
        citizen_words="Việc này thuộc thẩm quyền của cơ quan khác, nên đơn được chuyển đến đó.",
    ),
)

_SETTLE = (
    Ground(
        key="settle.complaint",
        action="settle",
        kinds=COMPLAINT,
        citations=("02/2011/QH13#dieu-29",),
        title="Xác minh nội dung khiếu nại",
        citizen_words="Cơ quan bắt đầu kiểm tra, xác minh nội dung khiếu nại.",
    ),
    Ground(
        key="settle.opinion",
        action="settle",
        kinds=OPINION,
        citations=("42/2013/QH13#dieu-26.khoan-2.diem-a",),
        title="Nghiên cứu, xem xét, giải quyết",
        citizen_words="Cơ quan bắt đầu xem xét nội dung ông/bà nêu.",
    ),
)

_DECIDE = (
    Ground(
        key="decide.complaint",
        action="decide",
        kinds=COMPLAINT,
        citations=("02/2011/QH13#dieu-31",),
        title="Quyết định giải quyết khiếu nại lần đầu",
        citizen_words="Người có thẩm quyền đã ban hành quyết định giải quyết khiếu nại.",
    ),
    Ground(
        key="decide.opinion",
        action="decide",
        kinds=OPINION,
        citations=("42/2013/QH13#dieu-28",),
        title="Văn bản trả lời kiến nghị, phản ánh",
        citizen_words="Cơ quan đã có văn bản trả lời.",
    ),
)

_CLOSE = (
    Ground(
        key="close.complaint",
        action="close",
        kinds=COMPLAINT,
        citations=("02/2011/QH13#dieu-34",),
        title="Lập hồ sơ giải quyết khiếu nại",
        citizen_words="Hồ sơ đã được lập và lưu.",
    ),
    Ground(
        key="close.opinion",
        action="close",
        kinds=OPINION,
        citations=("42/2013/QH13#dieu-28",),
        title="Đã thông báo kết quả",
        citizen_words="Kết quả đã được gửi ông/bà; hồ sơ được lưu.",
    ),
)

GROUNDS: tuple[Ground, ...] = (
    *_RECEIVE,
    *_ACCEPT,
    *_REFUSE_COMPLAINT,
    *_REFUSE_OPINION,
    *_GUIDE,
    *_TRANSFER,
    *_SETTLE,
    *_DECIDE,
    *_CLOSE,
)


def ground_by_key(key: str) -> Ground | None:
    """The ground an event names, in force or not any more."""
    return next((ground for ground in GROUNDS if ground.key == key), None)
