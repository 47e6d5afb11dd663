"""The way of a denunciation (tố cáo). No step needs the denouncer's identity: whoever takes it works on the text the
custodian released. Its page tells stages and days only, so no step asks for words to the citizen."""

from __future__ import annotations

from dataclasses import replace

from ..grounds.ground import DENUNCIATION
from . import guards as need
from .asking import (
    BECAUSE,
    CONCLUSIONS,
    CRITERIA,
    DENUNCIATION_FLAGS,
    IDENTITY_RESULTS,
    NUMBER,
    PUBLICATION_WAYS,
    SIGNED_AS,
    STILL_SETTLED,
    Field,
    Shape,
)
from .rows import facts_in, into, steps_for
from .shared import filing, joining
from .states import Action, State
from .transition import CUSTODIAN, HANDLERS, HEAD, Transition

_step = steps_for(DENUNCIATION)
_BEFORE = (State.IDENTITY_CHECK, State.RECEIVED)
_UNDER_WAY = (State.ACCEPTED, State.SETTLING, State.SUSPENDED)
_WITH_CUSTODIAN = HANDLERS | CUSTODIAN
_SIGNED = Field("signed_as", "Rút bằng", Shape.CHOICE, SIGNED_AS)
_EXCEPTION = Field("still_settled", "Trường hợp vẫn phải giải quyết", Shape.CHOICE, STILL_SETTLED)

CONDITIONS: tuple[Transition, ...] = (
    _step(
        Action.RECEIVE,
        State.SUBMITTED,
        State.IDENTITY_CHECK,
        "Ghi nhận tố cáo đã đến cơ quan. Người giữ danh tính kiểm tra thông tin người tố cáo và điều kiện thụ lý.",
        term_event="received",
    ),
    _step(
        Action.IDENTITY_CHECKED,
        State.IDENTITY_CHECK,
        State.RECEIVED,
        "Người giữ danh tính báo đã xác định được người tố cáo hay chưa. Không nêu tên ở đây.",
        roles=CUSTODIAN,
        asks=(Field("identity", "Kết quả", Shape.CHOICE, IDENTITY_RESULTS),),
        needs=(need.CHECK_RECORDED,),
        checks=(need.AS_RECORDED,),
    ),
    *facts_in(
        _step,
        Action.CLASSIFY,
        _BEFORE,
        "Ghi khi phải kiểm tra, xác minh ở nhiều nơi hoặc ủy quyền: thời hạn là 10 ngày làm việc.",
        roles=_WITH_CUSTODIAN,
        asks=(
            Field("flags", "Đặc điểm", Shape.MANY, DENUNCIATION_FLAGS, required=False, is_noted=True),
            replace(BECAUSE, required=False),
        ),
        checks=(need.FLAGS_EXPLAINED,),
    ),
    *facts_in(
        _step,
        Action.REPORT_UP,
        (State.RECEIVED, State.SETTLING),
        "Báo cáo thủ trưởng để chỉ đạo hoặc ngăn chặn kịp thời.",
        is_public=False,
    ),
    _step(
        Action.ACCEPT,
        State.RECEIVED,
        State.ACCEPTED,
        "Người giải quyết tố cáo đã ký quyết định thụ lý.",
        roles=HEAD,
        term_event="accepted",
        letter="acceptance_decision",
        asks=(NUMBER,),
        needs=(need.IDENTIFIED, need.SIGNED_DENUNCIATION),
        checks=(need.SIGNED_BY_THEN,),
    ),
    _step(
        Action.REFUSE,
        State.RECEIVED,
        State.REFUSED,
        "Tố cáo không đủ điều kiện thụ lý. Người giữ danh tính báo ngay lý do cho người tố cáo.",
        term_event="refused",
        letter="refusal",
    ),
    _step(
        Action.TRANSFER,
        State.RECEIVED,
        State.SUBMITTED,
        "Chuyển trong 05 ngày làm việc đến cơ quan có thẩm quyền trên cổng này. Danh tính vẫn niêm phong.",
        names_agency=True,
        term_event="transferred",
        letter="transfer_denunciation",
        needs=(need.TRANSFERRED_ONCE,),
        checks=(need.SENDER_KNOWN_OR_NOT,),
    ),
    _step(
        Action.TRANSFER,
        State.RECEIVED,
        State.TRANSFERRED_OUT,
        "Chuyển trong 05 ngày làm việc đến cơ quan ngoài cổng này. Giữ kín người tố cáo.",
        term_event="transferred",
        letter="transfer_denunciation",
        needs=(need.TRANSFERRED_ONCE,),
        checks=(need.SENDER_KNOWN_OR_NOT,),
    ),
    _step(
        Action.REPORT_CRIME,
        State.RECEIVED,
        State.TRANSFERRED_OUT,
        "Có dấu hiệu tội phạm: chuyển ngay hồ sơ, tài liệu đến cơ quan điều tra hoặc viện kiểm sát.",
        roles=HEAD,
        term_event="transferred",
        letter="transfer_denunciation",
        checks=(need.CRIME_GROUND,),
    ),
    *facts_in(
        _step,
        Action.REPORT_CRIME,
        (State.SETTLING, State.DECIDED),
        "Có dấu hiệu tội phạm: chuyển ngay hồ sơ phần đó; phần còn lại được giải quyết tiếp.",
        roles=HEAD,
        letter="transfer_denunciation",
        checks=(need.CRIME_GROUND,),
    ),
    joining(_step),
    filing(_step, says_why=False, checks=(need.SENDER_KNOWN_OR_NOT,)),
)
SETTLEMENT: tuple[Transition, ...] = (
    *facts_in(
        _step,
        Action.NOTIFY,
        (State.ACCEPTED, State.SETTLING),
        "Ghi đã thông báo thụ lý cho người tố cáo (qua người giữ danh tính) và nội dung cho người bị tố cáo.",
        roles=_WITH_CUSTODIAN,
        term_event="notified",
        letter="notice_to_denouncer",
        needs=(need.NOTIFIED_ONCE,),
    ),
    _step(Action.SETTLE, State.ACCEPTED, State.SETTLING, "Bắt đầu xác minh nội dung tố cáo."),
    _step(
        Action.ORDER_CHECK,
        State.SETTLING,
        State.SETTLING,
        "Ghi văn bản giao xác minh đã ký. Người xác minh nhận bản đã lược bỏ mọi thông tin về người tố cáo.",
        roles=HEAD,
        letter="verification_decision",
        asks=(NUMBER,),
    ),
    _step(
        Action.MINUTES,
        State.SETTLING,
        State.SETTLING,
        "Ghi biên bản làm việc, giải trình của người bị tố cáo.",
        letter="verification_minutes",
    ),
    _step(
        Action.VERIFIED,
        State.SETTLING,
        State.SETTLING,
        "Ghi báo cáo kết quả xác minh.",
        letter="review_report",
        needs=(need.CHECK_ORDERED,),
        is_public=False,
    ),
    *facts_in(
        _step,
        Action.EXTEND,
        (State.ACCEPTED, State.SETTLING),
        "Ra quyết định gia hạn, mỗi lần không quá 30 ngày, và thông báo những người liên quan.",
        roles=HEAD,
        term_event="extended",
        letter="extension",
        asks=(
            NUMBER,
            Field("days", "Gia hạn thêm (ngày)", Shape.DAYS),
            CRITERIA,
            BECAUSE,
        ),
        needs=(need.EXTENSIONS_LEFT,),
        checks=(need.IN_TIME, need.CRITERIA_ENOUGH, need.EXTENSION_SHORT),
    ),
    *into(
        _step,
        Action.SUSPEND,
        (State.ACCEPTED, State.SETTLING),
        State.SUSPENDED,
        "Ra quyết định tạm đình chỉ và gửi trong 05 ngày làm việc. Thời hạn giải quyết dừng lại.",
        roles=HEAD,
        term_event="suspended",
        letter="suspension",
        asks=(NUMBER,),
    ),
    _step(
        Action.RESUME,
        State.SUSPENDED,
        State.SETTLING,
        "Ra quyết định tiếp tục giải quyết. Thời hạn chạy tiếp từ ngày này.",
        roles=HEAD,
        term_event="resumed",
        letter="resumption",
        asks=(NUMBER,),
    ),
)
WITHDRAWAL: tuple[Transition, ...] = (
    *into(
        _step,
        Action.WITHDRAW,
        _BEFORE,
        State.WITHDRAWN,
        "Ghi nhận rút toàn bộ khi chưa thụ lý, sau khi xét các trường hợp vẫn phải giải quyết.",
        roles=_WITH_CUSTODIAN,
        term_event="withdrawn",
        asks=(_SIGNED, _EXCEPTION),
        checks=(need.NOT_STILL_SETTLED,),
    ),
    *facts_in(
        _step,
        Action.WITHDRAW,
        _UNDER_WAY,
        "Ghi nhận rút toàn bộ; người giải quyết xét có phải giải quyết tiếp hay đình chỉ.",
        roles=_WITH_CUSTODIAN,
        asks=(_SIGNED,),
        needs=(need.NOT_WITHDRAWN,),
    ),
    *facts_in(
        _step,
        Action.WITHDRAW_PART,
        (State.RECEIVED, *_UNDER_WAY),
        "Ghi nhận rút một phần; phần còn lại được giải quyết tiếp.",
        roles=_WITH_CUSTODIAN,
        asks=(_SIGNED,),
        needs=(need.NOT_WITHDRAWN,),
    ),
    *into(
        _step,
        Action.TERMINATE,
        _UNDER_WAY,
        State.TERMINATED,
        "Ra quyết định đình chỉ, nêu lý do, và gửi trong 05 ngày làm việc.",
        roles=HEAD,
        term_event="withdrawn",
        letter="termination",
        asks=(NUMBER, Field(_EXCEPTION.name, _EXCEPTION.label, Shape.CHOICE, STILL_SETTLED, required=False)),
        checks=(need.WITHDRAWN_BEFORE, need.EXCEPTIONS_SEEN, need.NOT_STILL_SETTLED),
    ),
)
RESULT: tuple[Transition, ...] = (
    _step(
        Action.DECIDE,
        State.SETTLING,
        State.DECIDED,
        "Người giải quyết đã ký kết luận nội dung tố cáo. Nêu số, ngày và kết quả.",
        roles=HEAD,
        term_event="decided",
        letter="conclusion",
        asks=(NUMBER, Field("outcome", "Kết luận", Shape.CHOICE, CONCLUSIONS)),
        needs=(need.VERIFIED, need.WISH_ANSWERED),
    ),
    _step(
        Action.DELIVER,
        State.DECIDED,
        State.DECIDED,
        "Ghi ngày đã gửi kết luận và thông báo cho người tố cáo qua người giữ danh tính.",
        roles=_WITH_CUSTODIAN,
        term_event="delivered",
        letter="notice_to_denouncer",
        needs=(need.NOT_DELIVERED,),
    ),
    _step(
        Action.PUBLISH,
        State.DECIDED,
        State.DECIDED,
        "Ghi việc công khai kết luận. Không được làm lộ người tố cáo, bí mật nhà nước.",
        term_event="published",
        asks=(
            Field("ways", "Hình thức", Shape.MANY, PUBLICATION_WAYS),
            Field("until", "Công khai đến hết ngày", Shape.DATE, required=False),
            Field("no_denouncer", "Đã soát: không có gì làm lộ người tố cáo", Shape.TICK),
        ),
        needs=(need.NOT_PUBLISHED,),
        checks=(need.LONG_ENOUGH,),
    ),
    _step(
        Action.UNPUBLISH,
        State.DECIDED,
        State.DECIDED,
        "Ghi ngày kết thúc công khai. Không sớm hơn thời gian luật định.",
        needs=(need.ON_SHOW,),
        checks=(need.NOT_EARLY,),
    ),
    _step(
        Action.ENFORCE,
        State.DECIDED,
        State.DECIDED,
        "Ghi việc xử lý kết luận, trong 07 ngày làm việc.",
        needs=(need.NOT_ENFORCING,),
    ),
    _step(
        Action.ENFORCED,
        State.DECIDED,
        State.DECIDED,
        "Ghi kết quả xử lý đã có.",
        needs=(need.ENFORCING, need.NOT_ENFORCED),
    ),
    _step(
        Action.CLOSE,
        State.DECIDED,
        State.CLOSED,
        "Kết luận đã thông báo, đã công khai, không còn việc phải làm. Lập và lưu hồ sơ.",
        needs=(need.DELIVERED, need.PUBLISHED, need.SHOWN_LONG_ENOUGH, need.ENFORCED_IF_STARTED),
    ),
)

TABLE = (*CONDITIONS, *SETTLEMENT, *WITHDRAWAL, *RESULT)
