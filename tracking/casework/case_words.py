"""What a state means to the citizen: what it is, what happens next, what can be done. Pure; the page translates."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from .kind_guides import marked
from .petition import Kind
from .workflow import Action, State


@dataclass(frozen=True)
class Words:
    """`tone` is the badge of the look: waiting, plain, met, suspended."""

    now: str
    next: str
    you: str
    tone: str = "waiting"


_ADD = marked("Có thêm giấy tờ thì gửi ngay ở trang này. Không cần gửi lại đơn.")
_KEPT = marked("Ông/bà vẫn xem được trang này bằng mã.")
_QUIET = marked("Xem trang này bằng mã để biết tin. Cổng không gửi thư, không gọi điện về tố cáo.")

_WORDS: dict[State, Words] = {
    State.SUBMITTED: Words(
        marked("Đơn đã đến cơ quan, đang chờ cán bộ tiếp nhận."),
        marked("Cán bộ đọc đơn, vào sổ, rồi xem đơn có đủ điều kiện thụ lý không."),
        _ADD,
    ),
    State.RECEIVED: Words(
        marked("Cơ quan đã tiếp nhận và đang xem đơn có đủ điều kiện thụ lý không."),
        marked("Cơ quan báo cho ông/bà: thụ lý, không thụ lý và vì sao, hoặc chuyển nơi khác."),
        _ADD,
    ),
    State.IDENTITY_CHECK: Words(
        marked("Cơ quan đang kiểm tra thông tin người tố cáo và điều kiện thụ lý."),
        marked("Việc kiểm tra do người giữ danh tính làm. Ông/bà sẽ được báo có thụ lý hay không."),
        _QUIET,
    ),
    State.ACCEPTED: Words(
        marked("Cơ quan đã thụ lý đơn của ông/bà."),
        marked("Cơ quan kiểm tra, xác minh sự việc. Có thể mời ông/bà đến làm việc hoặc đối thoại."),
        _ADD,
    ),
    State.SETTLING: Words(
        marked("Cơ quan đang xác minh và giải quyết."),
        marked("Sau khi xác minh, người có thẩm quyền ra quyết định hoặc văn bản trả lời."),
        _ADD,
    ),
    State.SUSPENDED: Words(
        marked("Việc giải quyết đang tạm dừng. Lý do ghi ở phần diễn biến bên dưới."),
        marked("Khi lý do không còn, cơ quan ra quyết định tiếp tục. Thời gian tạm dừng không tính vào thời hạn."),
        marked("Lý do tạm dừng đã hết thì nhắn cho cơ quan biết ở trang này."),
        "suspended",
    ),
    State.DECIDED: Words(
        marked("Đã có kết quả giải quyết."),
        marked("Văn bản kết quả được gửi đến địa chỉ của ông/bà."),
        marked("Đọc kết quả ở phần diễn biến bên dưới. Chưa rõ thì nhắn hỏi cơ quan ở trang này."),
        "met",
    ),
    State.CLOSED: Words(
        marked("Hồ sơ đã kết thúc."),
        marked("Cơ quan lưu hồ sơ. Không còn bước nào nữa."),
        _KEPT,
        "met",
    ),
    State.REFUSED: Words(
        marked("Cơ quan không thụ lý đơn. Lý do ghi ở phần diễn biến bên dưới."),
        marked("Đơn này không được xử lý tiếp."),
        marked(
            "Nếu lý do là thiếu giấy tờ hoặc chữ ký, ông/bà có thể bổ sung và gửi đơn mới. "
            "Chưa rõ thì nhắn hỏi cơ quan."
        ),
        "plain",
    ),
    State.GUIDED: Words(
        marked("Cơ quan đã hướng dẫn ông/bà việc cần làm. Lời hướng dẫn ghi ở phần diễn biến bên dưới."),
        marked("Đơn này dừng ở đây; việc tiếp theo làm theo hướng dẫn."),
        marked("Chưa rõ thì nhắn hỏi cơ quan, hoặc đến nơi tiếp công dân."),
        "plain",
    ),
    State.RETURNED: Words(
        marked("Đơn được trả lại. Lý do ghi ở phần diễn biến bên dưới."),
        marked("Cơ quan trả đơn cùng giấy tờ gốc; đơn không được xử lý ở đây."),
        marked("Ông/bà gửi đơn đến đúng cơ quan có thẩm quyền. Chưa rõ nơi nào thì nhắn hỏi ở trang này."),
        "plain",
    ),
    State.FILED: Words(
        marked("Đơn được lưu, không xử lý tiếp. Lý do ghi ở phần diễn biến bên dưới."),
        marked("Cơ quan giữ đơn một năm. Không còn bước nào nữa."),
        marked("Có tình tiết mới thì ông/bà gửi đơn mới và nói rõ điều mới."),
        "plain",
    ),
    State.TRANSFERRED_OUT: Words(
        marked("Đơn đã được chuyển đến cơ quan khác. Tên cơ quan ghi ở phần diễn biến bên dưới."),
        marked("Cơ quan nhận đơn sẽ liên hệ và trả lời ông/bà."),
        marked("Xin hỏi kết quả ở cơ quan ấy. Hồ sơ trên cổng này không thay đổi nữa."),
        "plain",
    ),
    State.TERMINATED: Words(
        marked("Việc giải quyết đã đình chỉ. Lý do ghi ở phần diễn biến bên dưới."),
        marked("Quyết định đình chỉ được gửi ông/bà. Không còn bước nào nữa."),
        _KEPT,
        "plain",
    ),
    State.WITHDRAWN: Words(
        marked("Ông/bà đã rút đơn."),
        marked("Cơ quan dừng xử lý và lưu hồ sơ."),
        marked("Nội dung đã rút không được xem xét lại, trừ khi ông/bà bị ép buộc, đe dọa mà rút."),
        "plain",
    ),
}
_COMPLAINT: dict[State, Words] = {
    State.DECIDED: Words(
        _WORDS[State.DECIDED].now,
        _WORDS[State.DECIDED].next,
        marked(
            "Không đồng ý thì ông/bà có quyền khiếu nại lần hai. Thời hạn, và việc khởi kiện ra Tòa án "
            "khi luật cho khởi kiện, ghi ở các bước tiếp theo trên trang này."
        ),
        "met",
    ),
}
_SECOND_COMPLAINT: dict[State, Words] = {
    State.SUBMITTED: Words(
        marked("Khiếu nại lần hai đã đến cơ quan cấp trên, đang chờ tiếp nhận."),
        marked("Cán bộ đọc đơn cùng quyết định lần đầu, rồi xem có đủ điều kiện thụ lý không."),
        _ADD,
    ),
    State.SETTLING: Words(
        marked("Cơ quan đang giải quyết khiếu nại lần hai."),
        marked("Lần hai luôn có đối thoại: ông/bà sẽ được mời. Sau đó có quyết định giải quyết lần hai."),
        _ADD,
    ),
    State.DECIDED: Words(
        marked("Đã có quyết định giải quyết khiếu nại lần hai."),
        _WORDS[State.DECIDED].next,
        marked("Không đồng ý thì ông/bà có quyền khởi kiện vụ án hành chính tại Tòa án."),
        "met",
    ),
}
_OPINION: dict[State, Words] = {
    State.SUBMITTED: Words(
        _WORDS[State.SUBMITTED].now,
        marked("Cán bộ đọc đơn, vào sổ, rồi xem việc này thuộc nơi nào giải quyết."),
        _ADD,
    ),
    State.RECEIVED: Words(
        marked("Cơ quan đã tiếp nhận và đang xem việc này thuộc nơi nào giải quyết."),
        marked("Cơ quan báo cho ông/bà: nhận xem xét, không xem xét và vì sao, hoặc chuyển nơi khác."),
        _ADD,
    ),
    State.ACCEPTED: Words(
        _WORDS[State.ACCEPTED].now,
        marked("Cơ quan xem xét nội dung ông/bà nêu rồi trả lời bằng văn bản."),
        _ADD,
    ),
    State.SETTLING: Words(
        marked("Cơ quan đang xem xét nội dung ông/bà nêu."),
        marked("Người có thẩm quyền trả lời bằng văn bản."),
        _ADD,
    ),
    State.DECIDED: Words(
        marked("Đã có văn bản trả lời."),
        _WORDS[State.DECIDED].next,
        marked("Đọc câu trả lời ở phần diễn biến bên dưới. Chưa rõ thì nhắn hỏi cơ quan ở trang này."),
        "met",
    ),
}
# The quiet way of denunciations: no advice to send papers that could give somebody away in a hurry, no reason, no name.
_DENUNCIATION: dict[State, Words] = {
    State.SUBMITTED: Words(
        marked("Tố cáo đã đến cơ quan. Tên và giấy tờ, nếu ông/bà đã gửi, được niêm phong."),
        marked("Người giữ danh tính kiểm tra thông tin người tố cáo và điều kiện thụ lý."),
        _QUIET,
    ),
    State.RECEIVED: Words(
        marked("Việc kiểm tra thông tin đã xong, cơ quan đang xét điều kiện thụ lý."),
        marked("Cơ quan thụ lý, không thụ lý, hoặc chuyển đến nơi có thẩm quyền."),
        _QUIET,
    ),
    State.ACCEPTED: Words(
        marked("Tố cáo đã được thụ lý."),
        marked("Cơ quan xác minh nội dung tố cáo. Người xác minh không được biết ông/bà là ai."),
        _QUIET,
    ),
    State.SETTLING: Words(
        marked("Cơ quan đang xác minh nội dung tố cáo."),
        marked("Sau khi xác minh, người giải quyết ra kết luận nội dung tố cáo."),
        _QUIET,
    ),
    State.SUSPENDED: Words(
        marked("Việc giải quyết tố cáo đang tạm dừng."),
        marked("Khi lý do không còn, việc giải quyết được tiếp tục. Thời gian tạm dừng không tính vào thời hạn."),
        _QUIET,
        "suspended",
    ),
    State.DECIDED: Words(
        marked("Đã có kết luận nội dung tố cáo."),
        marked("Người giữ danh tính thông báo kết luận cho ông/bà nếu ông/bà đã nêu tên."),
        marked("Có căn cứ cho rằng việc giải quyết không đúng pháp luật thì ông/bà có quyền tố cáo tiếp lên cấp trên."),
        "met",
    ),
    State.CLOSED: Words(
        _WORDS[State.CLOSED].now,
        _WORDS[State.CLOSED].next,
        marked("Có căn cứ cho rằng việc giải quyết không đúng pháp luật thì ông/bà có quyền tố cáo tiếp lên cấp trên."),
        "met",
    ),
    State.REFUSED: Words(
        marked("Tố cáo không được thụ lý."),
        marked("Người giữ danh tính báo lý do cho ông/bà nếu ông/bà đã nêu tên."),
        marked("Có thêm thông tin, chứng cứ thì ông/bà có thể tố cáo lại."),
        "plain",
    ),
    State.FILED: Words(
        marked("Hồ sơ được lưu, không xử lý tiếp ở cơ quan này."),
        marked("Không còn bước nào nữa."),
        marked("Có thêm thông tin, chứng cứ thì ông/bà có thể tố cáo lại."),
        "plain",
    ),
    State.TRANSFERRED_OUT: Words(
        marked("Tố cáo đã được chuyển đến cơ quan có thẩm quyền."),
        marked("Cơ quan nhận sẽ giải quyết và giữ kín thông tin của ông/bà."),
        _KEPT,
        "plain",
    ),
    State.TERMINATED: Words(
        marked("Việc giải quyết tố cáo đã đình chỉ."),
        marked("Không còn bước nào nữa."),
        _KEPT,
        "plain",
    ),
    State.WITHDRAWN: Words(
        marked("Tố cáo đã được rút."),
        marked("Không còn bước nào nữa."),
        _KEPT,
        "plain",
    ),
}
# Nobody is named: not dealt with as a denunciation, so nothing of verifying, accepting or being told (LTC Đ.25).
_READ_FOR_CHECKING = marked(
    "Nếu đơn nói rõ ai có hành vi trái pháp luật, có tài liệu, chứng cứ cụ thể và kiểm tra được thì cơ quan thanh tra, "
    "kiểm tra, hoặc chuyển đến nơi có thẩm quyền."
)
_STAY_UNKNOWN = marked(
    "Muốn giữ kín mình là ai thì ông/bà đừng ký và đừng gửi giấy tờ có tên mình ở đây. Muốn đơn được xem xét như một "
    "tố cáo thì đến nơi tiếp công dân nêu tên; tên được giữ bí mật."
)
_UNNAMED: dict[State, Words] = {
    State.SUBMITTED: Words(
        marked("Đơn đã đến cơ quan, không kèm tên ông/bà."),
        _READ_FOR_CHECKING,
        _STAY_UNKNOWN,
    ),
    **dict.fromkeys(
        (State.IDENTITY_CHECK, State.RECEIVED),
        Words(marked("Cơ quan đang xem nội dung đơn không nêu tên."), _READ_FOR_CHECKING, _STAY_UNKNOWN),
    ),
}
_BY_KIND = {
    Kind.COMPLAINT: _COMPLAINT,
    Kind.DENUNCIATION: _DENUNCIATION,
    Kind.PROPOSAL: _OPINION,
    Kind.FEEDBACK: _OPINION,
}


_SENT = marked("Kết quả đã được gửi. Cơ quan công khai, thi hành theo luật rồi kết thúc hồ sơ.")


def words(
    kind: Kind, state: State, instance: int = 1, done: Collection[Action] = (), *, unnamed: bool = False
) -> Words:
    """The sentences for a case of this kind in this state; of what was `done` already nothing is announced. `unnamed`:
    a denunciation behind which nobody stands."""
    if unnamed and kind is Kind.DENUNCIATION and state in _UNNAMED:
        return _UNNAMED[state]
    found = _in_state(kind, state, instance)
    return replace(found, next=_SENT) if state is State.DECIDED and Action.DELIVER in done else found


def _in_state(kind: Kind, state: State, instance: int) -> Words:
    if kind is Kind.COMPLAINT and instance == 2 and state in _SECOND_COMPLAINT:
        return _SECOND_COMPLAINT[state]
    return _BY_KIND[kind].get(state, _WORDS[state])


EVENT_TITLES: dict[str, str] = {
    "recomputed": marked("Thời hạn được tính lại: lịch nghỉ hoặc quy định đã thay đổi."),
    "submitted": marked("Ông/bà đã gửi đơn."),
    "message": marked("Có tin nhắn."),
    "papers": marked("Ông/bà gửi thêm giấy tờ."),
    "withdrawal": marked("Ông/bà đề nghị rút đơn."),
    "withdrawal_seen": marked("Cơ quan đã trả lời đề nghị rút đơn."),
    "signature": marked("Bản ký của đơn chưa dùng được. Lý do và cách gửi bản khác ở trang hồ sơ."),
    "mandate": marked("Giấy tờ của người đại diện chưa đủ. Cần bổ sung gì, bằng cách nào: ở trang hồ sơ."),
    "rated": marked("Ông/bà đã đánh giá việc giải quyết."),
    "reviewed": marked("Người đứng đầu cơ quan đã xem xét lại."),
    Action.RECEIVE: marked("Cơ quan đã tiếp nhận đơn."),
    Action.IDENTITY_CHECKED: marked("Việc kiểm tra thông tin đã xong."),
    Action.CLASSIFY: marked("Cơ quan ghi đặc điểm của vụ việc."),
    Action.RECLASSIFY: marked("Đơn được xếp lại đúng loại."),
    Action.CORRECT_INSTANCE: marked("Lần giải quyết của đơn được ghi lại cho đúng."),
    Action.SPLIT: marked("Một phần được tách thành vụ việc riêng."),
    Action.SAME_CONTENT: marked("Đơn có cùng nội dung với đơn gửi trước."),
    Action.REPORT_UP: marked("Vụ việc được báo cáo lên thủ trưởng."),
    Action.ASK_REPORT: marked("Cơ quan cấp trên yêu cầu báo cáo vì sao chậm giải quyết."),
    Action.REPORT_CRIME: marked("Hồ sơ được chuyển đến cơ quan điều tra."),
    Action.ACCEPT: marked("Cơ quan đã thụ lý đơn."),
    Action.REFUSE: marked("Cơ quan không thụ lý đơn."),
    Action.GUIDE: marked("Cơ quan đã hướng dẫn."),
    Action.TRANSFER: marked("Đơn được chuyển đến cơ quan khác."),
    Action.RETURN_PAPERS: marked("Đơn được trả lại."),
    Action.FILE: marked("Đơn được lưu."),
    Action.NOTIFY: marked("Việc thụ lý đã được thông báo."),
    Action.SETTLE: marked("Cơ quan bắt đầu xác minh, giải quyết."),
    Action.ORDER_CHECK: marked("Có quyết định xác minh."),
    Action.MINUTES: marked("Đã lập biên bản làm việc."),
    Action.ASK_EVIDENCE: marked("Cơ quan yêu cầu cung cấp giấy tờ, chứng cứ."),
    Action.GOT_EVIDENCE: marked("Cơ quan đã nhận giấy tờ, chứng cứ."),
    Action.VERIFIED: marked("Đã có kết quả xác minh."),
    Action.INVITE: marked("Có giấy mời đối thoại."),
    Action.DIALOGUE: marked("Đã lập biên bản đối thoại."),
    Action.EXTEND: marked("Thời hạn được kéo dài."),
    Action.SUSPEND: marked("Việc giải quyết tạm dừng."),
    Action.RESUME: marked("Việc giải quyết được tiếp tục."),
    Action.WITHDRAW: marked("Việc rút đơn được ghi nhận."),
    Action.WITHDRAW_PART: marked("Việc rút một phần được ghi nhận."),
    Action.TERMINATE: marked("Việc giải quyết đã đình chỉ."),
    Action.DECIDE: marked("Đã có kết quả giải quyết."),
    Action.DELIVER: marked("Kết quả đã được gửi."),
    Action.SERVED: marked("Cơ quan ghi ngày ông/bà nhận kết quả."),
    Action.PUBLISH: marked("Kết quả được công khai."),
    Action.UNPUBLISH: marked("Đã hết thời gian công khai."),
    Action.ENFORCE: marked("Kết quả đang được thi hành."),
    Action.ENFORCED: marked("Kết quả đã được thi hành xong."),
    Action.RESULT_REPORTED: marked("Nơi được kiến nghị đã báo kết quả xử lý."),
    Action.CLOSE: marked("Hồ sơ đã kết thúc."),
    # By the ground of an opening: the denouncer learns that, and what for, to the day.
    "opening.check": marked("Niêm phong được mở để kiểm tra người tố cáo và điều kiện thụ lý."),
    "opening.redact": marked("Niêm phong được mở để lược bỏ tên, địa chỉ trước khi giao xác minh."),
    "opening.notify": marked("Niêm phong được mở để gửi thông báo cho ông/bà."),
    "opening.withdrawal": marked("Niêm phong được mở để làm việc về việc rút tố cáo."),
    "opening.protect": marked("Niêm phong được mở để bảo vệ ông/bà và người thân."),
    "opening.crime": marked("Niêm phong được mở để chuyển hồ sơ đến cơ quan điều tra, viện kiểm sát."),
    "opening.emergency": marked("Niêm phong được mở khẩn cấp để bảo vệ ông/bà; thanh tra đã được báo."),
}
