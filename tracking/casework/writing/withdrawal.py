"""What withdrawing means in law: by kind, on the day, for one and for many. Pure; law as dated data.

The rules of Luật 136/2025 hold for a complaint accepted before 1/7/2026 and not decided yet too (Nghị định 155/2026
Đ.22), and those of Nghị định 156/2026 for denunciations in progress (Đ.10): so the day of withdrawing picks the rule.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..kind_guides import COMPLAINT_LAW, DENUNCIATION_LAW, marked
from ..petition import Kind
from ..workflow import STATES, State

AMENDED = dt.date(2026, 7, 1)  # Luật 136/2025/QH15
_LAST_OF_OLD = AMENDED - dt.timedelta(days=1)
_COMPLAINT_SINCE, _DENUNCIATION_SINCE = dt.date(2012, 7, 1), dt.date(2019, 1, 1)


@dataclass(frozen=True)
class Note:
    """One sentence of what follows; `of_group` is said to groups only, `law` may be empty where no act speaks."""

    text: str
    law: str
    kind: Kind
    valid_from: dt.date
    valid_to: dt.date | None = None
    of_group: bool = False


NOTES: tuple[Note, ...] = (
    Note(
        marked(
            "Được rút bất cứ lúc nào khi khiếu nại chưa giải quyết xong. Cơ quan dừng giải quyết và báo cho ông/bà."
        ),
        f"{COMPLAINT_LAW}#dieu-10", Kind.COMPLAINT, _COMPLAINT_SINCE, _LAST_OF_OLD,
    ),
    Note(
        marked("Phải có đơn rút khiếu nại có chữ ký hoặc dấu vân tay của người khiếu nại."),
        f"{COMPLAINT_LAW}#dieu-10", Kind.COMPLAINT, _COMPLAINT_SINCE, _LAST_OF_OLD,
    ),
    Note(
        marked("Được rút toàn bộ hoặc một phần, bất cứ lúc nào khi khiếu nại chưa giải quyết xong."),
        f"{COMPLAINT_LAW}#dieu-10.khoan-1", Kind.COMPLAINT, AMENDED,
    ),
    Note(
        marked(
            "Phải có chữ ký hoặc dấu vân tay của ông/bà: trên đơn rút khiếu nại, hoặc trên biên bản lập khi làm việc "
            "với cơ quan."
        ),
        f"{COMPLAINT_LAW}#dieu-10.khoan-1", Kind.COMPLAINT, AMENDED,
    ),
    Note(
        marked("Rút một phần thì phần còn lại vẫn được giải quyết. Rút toàn bộ thì cơ quan ra quyết định đình chỉ."),
        f"{COMPLAINT_LAW}#dieu-10.khoan-2", Kind.COMPLAINT, AMENDED,
    ),
    Note(
        marked("Phần đã rút sẽ không được giải quyết lại, trừ khi ông/bà rút vì bị ép buộc, đe dọa."),
        f"{COMPLAINT_LAW}#dieu-10.khoan-3", Kind.COMPLAINT, AMENDED,
    ),
    Note(
        marked("Một số người rút thì vụ việc vẫn tiếp tục với những người còn lại."),
        "124/2020/NĐ-CP#dieu-7a", Kind.COMPLAINT, AMENDED, of_group=True,
    ),
    Note(
        marked("Được rút toàn bộ hoặc một phần trước khi có kết luận nội dung tố cáo. Phải làm bằng văn bản."),
        f"{DENUNCIATION_LAW}#dieu-33.khoan-1", Kind.DENUNCIATION, _DENUNCIATION_SINCE,
    ),
    Note(
        marked(
            "Đơn rút tố cáo theo Mẫu số 02, hoặc biên bản theo Mẫu số 03, có chữ ký hoặc dấu vân tay của người tố cáo."
        ),
        "31/2019/NĐ-CP#dieu-4", Kind.DENUNCIATION, _DENUNCIATION_SINCE,
    ),
    Note(
        marked(
            "Rút rồi vẫn có thể được giải quyết tiếp: khi có dấu hiệu vi phạm pháp luật; khi người tố cáo bị đe dọa, "
            "ép buộc, mua chuộc; hoặc khi lợi dụng tố cáo để vu khống."
        ),
        f"{DENUNCIATION_LAW}#dieu-33.khoan-3", Kind.DENUNCIATION, _DENUNCIATION_SINCE,
    ),
    Note(
        marked("Một số người rút thì tố cáo vẫn tiếp tục được giải quyết."),
        f"{DENUNCIATION_LAW}#dieu-33.khoan-2", Kind.DENUNCIATION, _DENUNCIATION_SINCE, of_group=True,
    ),
    *(
        Note(
            marked(
                "Luật không đặt thủ tục riêng cho việc rút kiến nghị, phản ánh. Cơ quan được báo ông/bà không cần trả "
                "lời nữa; việc chung nêu trong đơn cơ quan vẫn có thể xử lý."
            ),
            "", kind, _COMPLAINT_SINCE,
        )
        for kind in (Kind.PROPOSAL, Kind.FEEDBACK)
    ),
)  # fmt: skip


def notes_on(kind: Kind, day: dt.date, *, is_group: bool = False) -> list[Note]:
    return [
        note
        for note in NOTES
        if note.kind is kind
        and note.valid_from <= day
        and (note.valid_to is None or day <= note.valid_to)
        and (is_group or not note.of_group)
    ]


def may_withdraw(state: State) -> bool:
    """Until there is a result (a denunciation: before its conclusion)."""
    return STATES[state].can_be_withdrawn


def may_withdraw_part(kind: Kind, day: dt.date) -> bool:
    return kind is Kind.DENUNCIATION or (kind is Kind.COMPLAINT and day >= AMENDED)


def needs_signature(kind: Kind) -> bool:
    return kind in {Kind.COMPLAINT, Kind.DENUNCIATION}
