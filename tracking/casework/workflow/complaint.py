"""The way of a complaint (khiếu nại), first and second settlement."""

from __future__ import annotations

from dataclasses import replace

from ..grounds.ground import COMPLAINT
from . import guards as need
from .asking import (
    ATTENDANCE,
    BECAUSE,
    CHAIRS,
    COMPLAINT_FLAGS,
    CRITERIA,
    EVIDENCE_FROM,
    FIRST_OUTCOMES,
    INSTANCES,
    MUST_CHAIR,
    NUMBERED,
    PAGE,
    PARTICIPANTS,
    PLACE,
    PUBLICATION_WAYS,
    SECOND_OUTCOMES,
    SERVED_BY,
    SIGNED_AS,
    VERIFICATION_RESULTS,
    Field,
    Shape,
)
from .rows import facts_in, into, steps_for
from .shared import filing, guiding, joining, refusing, sending_on, taking_in
from .states import Action, State
from .transition import HEAD, Transition

_step = steps_for(COMPLAINT)
_BEFORE = (State.SUBMITTED, State.RECEIVED)
_UNDER_WAY = (State.ACCEPTED, State.SETTLING, State.SUSPENDED)
_SIGNED = Field("signed_as", "Rút bằng", Shape.CHOICE, SIGNED_AS)
_FLAGS = (
    Field("flags", "Đặc điểm của vụ việc", Shape.MANY, COMPLAINT_FLAGS, required=False, is_noted=True),
    replace(BECAUSE, required=False),
)

_INSTANCE = (Field("to_instance", "Lần giải quyết đúng", Shape.CHOICE, INSTANCES), BECAUSE)

CONDITIONS: tuple[Transition, ...] = (
    *taking_in(_step, is_settled=True),
    _step(
        Action.CLASSIFY,
        State.RECEIVED,
        State.RECEIVED,
        "Ghi đặc điểm luật dùng để tính thời hạn. Ghi rõ căn cứ trong hồ sơ; không tự suy ra từ địa chỉ.",
        asks=_FLAGS,
        checks=(need.DISMISSAL_IS_DISCIPLINARY, need.FLAGS_EXPLAINED),
    ),
    *facts_in(
        _step,
        Action.CLASSIFY,
        (State.ACCEPTED, State.SETTLING),
        "Sửa đặc điểm luật dùng để tính thời hạn đang chạy, nêu căn cứ. Hết hạn rồi thì không kéo dài bằng cách này.",
        roles=HEAD,
        asks=_FLAGS,
        checks=(need.DISMISSAL_IS_DISCIPLINARY, need.FLAGS_EXPLAINED, need.NOT_LENGTHENED_LATE),
    ),
    _step(
        Action.CORRECT_INSTANCE,
        State.RECEIVED,
        State.RECEIVED,
        "Sửa khi người khiếu nại chọn nhầm lần đầu, lần hai. Mã không đổi; thời hạn, văn bản theo lần đã sửa.",
        says_why=True,
        asks=_INSTANCE,
        checks=(need.OTHER_INSTANCE,),
    ),
    *facts_in(
        _step,
        Action.CORRECT_INSTANCE,
        (State.ACCEPTED, State.SETTLING),
        "Sửa lần giải quyết đã ghi nhầm. Mã không đổi; thời hạn, văn bản, việc phải đối thoại theo lần đã sửa.",
        roles=HEAD,
        says_why=True,
        asks=_INSTANCE,
        checks=(need.OTHER_INSTANCE,),
    ),
    *facts_in(
        _step,
        Action.REPORT_UP,
        (State.RECEIVED, State.SETTLING),
        "Báo cáo thủ trưởng để chỉ đạo. Bước này không hiện với người gửi đơn.",
        is_public=False,
    ),
    _step(
        Action.ACCEPT,
        State.RECEIVED,
        State.ACCEPTED,
        "Đơn thuộc thẩm quyền và đủ điều kiện. Người có thẩm quyền giải quyết ký thông báo thụ lý (Điều 27).",
        term_event="accepted",
        letter="notice_of_acceptance",
        needs=(need.SIGNED_COMPLAINT, need.MANDATE_PROVEN),
        checks=(need.SIGNED_BY_THEN,),
    ),
    joining(_step),
    refusing(_step, checks=(need.UNSIGNED, need.UNPROVEN)),
    guiding(_step),
    *sending_on(_step, "transfer_opinion"),
    _step(
        Action.RETURN_PAPERS,
        State.RECEIVED,
        State.RETURNED,
        "Trả đơn và giấy tờ gốc cho nơi đã chuyển đến, nêu rõ lý do.",
        says_why=True,
        term_event="returned",
        letter="return_of_papers",
    ),
    filing(_step),
)
# Of the second dialogue alone: NĐ 124/2020 Đ.28 k.2 điểm b.
_MUST_CHAIR = Field(
    "must_chair",
    "Trường hợp Chủ tịch phải trực tiếp đối thoại",
    Shape.MANY,
    second_choices=MUST_CHAIR,
    required=False,
)
_ON_DAY_OFF = Field(
    "on_day_off",
    "Các bên đã thống nhất đối thoại vào ngày nghỉ này",
    Shape.TICK,
    required=False,
    is_asked_back=True,
)

SETTLEMENT: tuple[Transition, ...] = (
    _step(
        Action.SETTLE,
        State.ACCEPTED,
        State.SETTLING,
        "Bắt đầu kiểm tra, xác minh nội dung đơn.",
    ),
    _step(
        Action.ORDER_CHECK,
        State.SETTLING,
        State.SETTLING,
        "Ghi quyết định xác minh (lập đoàn, tổ xác minh) đã ký.",
        roles=HEAD,
        letter="verification_decision",
        asks=NUMBERED,
    ),
    _step(
        Action.MINUTES,
        State.SETTLING,
        State.SETTLING,
        "Ghi biên bản làm việc. Quét biên bản và gửi kèm trong mục tin nhắn, giấy tờ nếu cần.",
        letter="verification_minutes",
    ),
    _step(
        Action.ASK_EVIDENCE,
        State.SETTLING,
        State.SETTLING,
        "Yêu cầu cung cấp thông tin, tài liệu, chứng cứ. Người khiếu nại thấy hạn trên trang của mình.",
        says_why=True,
        letter="evidence_request",
        asks=(Field("evidence_from", "Yêu cầu ai", Shape.CHOICE, EVIDENCE_FROM),),
    ),
    _step(
        Action.GOT_EVIDENCE,
        State.SETTLING,
        State.SETTLING,
        "Ghi đã nhận giấy tờ, chứng cứ của người được yêu cầu.",
        asks=(Field("evidence_from", "Nhận của ai", Shape.CHOICE, EVIDENCE_FROM),),
        needs=(need.EVIDENCE_ASKED,),
        checks=(need.WAITED_FOR,),
    ),
    _step(
        Action.VERIFIED,
        State.SETTLING,
        State.SETTLING,
        "Ghi báo cáo kết quả xác minh. Nếu còn khác yêu cầu của người khiếu nại thì phải đối thoại.",
        letter="review_report",
        asks=(Field("result", "Kết quả xác minh", Shape.CHOICE, VERIFICATION_RESULTS),),
        is_public=False,
    ),
    _step(
        Action.INVITE,
        State.SETTLING,
        State.SETTLING,
        "Gửi thông báo đối thoại: thời gian, địa điểm, nội dung. Cổng kiểm tra số ngày phải báo trước.",
        says_why=True,
        letter="dialogue_invitation",
        asks=(
            Field("dialogue_on", "Ngày đối thoại", Shape.DATE),
            Field("participants", "Mời", Shape.MANY, PARTICIPANTS),
            Field("chair", "Chủ trì", Shape.CHOICE, CHAIRS),
            _MUST_CHAIR,
            _ON_DAY_OFF,
        ),
        needs=(need.NOT_INVITED,),
        checks=(need.DIALOGUE_LATER, need.SHORT_NOTICE, need.PARTIES, need.RIGHT_CHAIR, need.DAY_OFF_MEANT),
    ),
    _step(
        Action.DIALOGUE,
        State.SETTLING,
        State.SETTLING,
        "Ghi biên bản đối thoại (ít nhất ba bản), nêu ai dự, ai vắng và vì sao.",
        says_why=True,
        letter="dialogue_minutes",
        asks=(Field("attendance", "Buổi đối thoại", Shape.CHOICE, ATTENDANCE),),
        needs=(need.INVITED,),
        checks=(need.ON_THE_DAY,),
    ),
    *facts_in(
        _step,
        Action.EXTEND,
        (State.ACCEPTED, State.SETTLING),
        "Xác định vụ việc phức tạp bằng văn bản, lưu trong hồ sơ. Thời hạn giải quyết dài hơn theo luật.",
        roles=HEAD,
        says_why=True,
        letter="extension",
        asks=(*NUMBERED, replace(CRITERIA, required=False), BECAUSE),
        needs=(need.NOT_COMPLEX_YET,),
        checks=(need.IN_TIME, need.CRITERIA_NAMED),
    ),
    *into(
        _step,
        Action.SUSPEND,
        (State.ACCEPTED, State.SETTLING),
        State.SUSPENDED,
        "Ra quyết định tạm đình chỉ và gửi trong 03 ngày làm việc. Thời hạn giải quyết dừng lại.",
        roles=HEAD,
        says_why=True,
        term_event="suspended",
        letter="suspension",
        asks=NUMBERED,
    ),
    _step(
        Action.RESUME,
        State.SUSPENDED,
        State.SETTLING,
        "Ra quyết định tiếp tục giải quyết và gửi trong 03 ngày làm việc. Thời hạn chạy tiếp từ ngày này.",
        roles=HEAD,
        says_why=True,
        term_event="resumed",
        letter="resumption",
        asks=NUMBERED,
    ),
)
WITHDRAWAL: tuple[Transition, ...] = (
    *into(
        _step,
        Action.WITHDRAW,
        _BEFORE,
        State.WITHDRAWN,
        "Ghi nhận rút toàn bộ khi chưa thụ lý. Chỉ ghi khi đã có chữ ký hoặc điểm chỉ.",
        term_event="withdrawn",
        asks=(_SIGNED,),
    ),
    *facts_in(
        _step,
        Action.WITHDRAW,
        _UNDER_WAY,
        "Ghi nhận rút toàn bộ; tiếp theo người giải quyết ra quyết định đình chỉ.",
        asks=(_SIGNED,),
        needs=(need.NOT_WITHDRAWN,),
    ),
    *facts_in(
        _step,
        Action.WITHDRAW_PART,
        (State.RECEIVED, *_UNDER_WAY),
        "Ghi nhận rút một phần. Phần đã rút không xem xét lại, phần còn lại được giải quyết tiếp.",
        says_why=True,
        asks=(_SIGNED,),
        needs=(need.NOT_WITHDRAWN,),
    ),
    *into(
        _step,
        Action.TERMINATE,
        _UNDER_WAY,
        State.TERMINATED,
        "Ra quyết định đình chỉ, nêu lý do, căn cứ, và gửi trong 03 ngày làm việc.",
        roles=HEAD,
        says_why=True,
        term_event="withdrawn",
        letter="termination",
        asks=NUMBERED,
        checks=(need.WITHDRAWN_BEFORE,),
    ),
)
RESULT: tuple[Transition, ...] = (
    _step(
        Action.DECIDE,
        State.SETTLING,
        State.DECIDED,
        "Người có thẩm quyền đã ký quyết định. Nêu số, ngày quyết định và kết quả.",
        roles=HEAD,
        says_why=True,
        term_event="decided",
        letter="decision_first",
        second_letter="decision_second",
        asks=(
            *NUMBERED,
            Field("outcome", "Kết quả", Shape.CHOICE, FIRST_OUTCOMES, second_choices=SECOND_OUTCOMES),
            Field(
                "dialogue_dropped",
                "Không tổ chức buổi đối thoại đã mời; đã báo cho các bên",
                Shape.TICK,
                required=False,
                is_asked_back=True,
            ),
        ),
        needs=(need.NOT_WITHDRAWN, need.WISH_ANSWERED, need.SECOND_VERIFIED, need.TALKED),
        checks=(need.FOUND_OUT, need.INVITATION_ANSWERED),
    ),
    _step(
        Action.DELIVER,
        State.DECIDED,
        State.DECIDED,
        "Ghi ngày đã gửi quyết định cho người khiếu nại.",
        term_event="delivered",
        needs=(need.NOT_DELIVERED, need.FIRST_DECISION_THERE, need.SECOND_DECISION_THERE),
    ),
    _step(
        Action.SERVED,
        State.DECIDED,
        State.DECIDED,
        "Ghi ngày người khiếu nại nhận được quyết định (ở «Ngày của bước này»), theo giấy ký nhận, giấy báo phát; "
        "nhiều người cùng khiếu nại thì ghi ngày của người nhận sau cùng. Thời hạn khiếu nại lần hai, khởi kiện của họ "
        "tính từ ngày ấy. Đã ghi nhầm thì ghi lại: lần ghi sau thay lần trước.",
        term_event="served",
        asks=(Field("served_by", "Nhận bằng cách nào", Shape.CHOICE, SERVED_BY),),
        needs=(need.DELIVERED,),
    ),
    _step(
        Action.PUBLISH,
        State.DECIDED,
        State.DECIDED,
        "Ghi việc công khai quyết định: hình thức, từ ngày nào đến ngày nào.",
        term_event="published",
        asks=(
            Field("ways", "Hình thức", Shape.MANY, PUBLICATION_WAYS),
            PAGE,
            PLACE,
            Field("until", "Công khai đến hết ngày", Shape.DATE, required=False),
            Field("announced_on", "Ngày báo trước cuộc họp", Shape.DATE, required=False),
        ),
        needs=(need.NOT_PUBLISHED, need.FIRST_DECISION_THERE, need.SECOND_DECISION_THERE),
        checks=(need.ON_THE_PORTAL, need.PAGE_NAMED, need.PLACE_NAMED, need.LONG_ENOUGH, need.ANNOUNCED),
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
        "Ghi việc tổ chức thi hành quyết định đã có hiệu lực, trong 05 ngày làm việc.",
        term_event="enforcing",
        needs=(need.NO_APPEAL, need.NOT_ENFORCING, need.IN_FORCE),
        checks=(need.BINDING,),
    ),
    _step(
        Action.ENFORCED,
        State.DECIDED,
        State.DECIDED,
        "Ghi ngày quyết định được thi hành xong.",
        needs=(need.ENFORCING, need.NOT_ENFORCED),
    ),
    _step(
        Action.CLOSE,
        State.DECIDED,
        State.CLOSED,
        "Kết quả đã gửi, đã công khai, không còn việc phải làm. Lập và lưu hồ sơ.",
        needs=(need.DELIVERED, need.PUBLISHED, need.SHOWN_LONG_ENOUGH, need.ENFORCED_IF_STARTED),
    ),
)

TABLE = (*CONDITIONS, *SETTLEMENT, *WITHDRAWAL, *RESULT)
