"""What a state means to the citizen: what it is, what happens next, what can be done. Pure; the page translates."""

from dataclasses import dataclass

from .kind_guides import marked
from .petition import Kind
from .workflow import State


@dataclass(frozen=True)
class Words:
    """`tone` is the badge of the look: waiting, plain, met."""

    now: str
    next: str
    you: str
    tone: str = "waiting"


_ADD = marked("Có thêm giấy tờ thì gửi ngay ở trang này. Không cần gửi lại đơn.")

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
        marked("Xem trang này bằng mã để biết tin. Cổng không gửi thư, không gọi điện về tố cáo."),
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
    State.DECIDED: Words(
        marked("Đã có kết quả giải quyết."),
        marked("Văn bản kết quả được gửi đến địa chỉ của ông/bà."),
        marked("Đọc kết quả ở phần diễn biến bên dưới. Chưa rõ thì nhắn hỏi cơ quan ở trang này."),
        "met",
    ),
    State.CLOSED: Words(
        marked("Hồ sơ đã kết thúc."),
        marked("Cơ quan lưu hồ sơ. Không còn bước nào nữa."),
        marked("Ông/bà vẫn xem được trang này bằng mã."),
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
    State.TRANSFERRED_OUT: Words(
        marked("Đơn đã được chuyển đến cơ quan khác. Tên cơ quan ghi ở phần diễn biến bên dưới."),
        marked("Cơ quan nhận đơn sẽ liên hệ và trả lời ông/bà."),
        marked("Xin hỏi kết quả ở cơ quan ấy. Hồ sơ trên cổng này không thay đổi nữa."),
        "plain",
    ),
}
_DECIDED_COMPLAINT = Words(
    _WORDS[State.DECIDED].now,
    _WORDS[State.DECIDED].next,
    marked(
        "Không đồng ý thì ông/bà có quyền khiếu nại lần hai trong 30 ngày từ ngày nhận quyết định "
        "(vùng sâu, vùng xa: 45 ngày), hoặc khởi kiện ra Tòa án."
    ),
    "met",
)
# The quiet way of denunciations: no advice to send papers that could give somebody away in a hurry.
_SUBMITTED_DENUNCIATION = Words(
    marked("Tố cáo đã đến cơ quan. Tên (nếu ông/bà đã nêu) và giấy tờ kèm theo đã được niêm phong."),
    marked("Người giữ danh tính kiểm tra thông tin người tố cáo và điều kiện thụ lý."),
    _WORDS[State.IDENTITY_CHECK].you,
)


def words(kind: Kind, state: State) -> Words:
    """The sentences for a case of this kind in this state."""
    if kind is Kind.COMPLAINT and state is State.DECIDED:
        return _DECIDED_COMPLAINT
    if kind is Kind.DENUNCIATION and state is State.SUBMITTED:
        return _SUBMITTED_DENUNCIATION
    return _WORDS[state]


EVENT_TITLES: dict[str, str] = {
    "recomputed": marked("Thời hạn được tính lại, vì lịch nghỉ hoặc quy định thay đổi."),
    "submitted": marked("Ông/bà đã gửi đơn."),
    "message": marked("Có tin nhắn."),
    "papers": marked("Ông/bà gửi thêm giấy tờ."),
    "withdrawal": marked("Ông/bà đề nghị rút đơn."),
    "withdrawal_seen": marked("Cơ quan đã trả lời đề nghị rút đơn."),
    "rated": marked("Ông/bà đã đánh giá việc giải quyết."),
    "reviewed": marked("Người đứng đầu cơ quan đã xem xét lại."),
    "receive": marked("Cơ quan đã tiếp nhận đơn."),
    "accept": marked("Cơ quan đã thụ lý đơn."),
    "refuse": marked("Cơ quan không thụ lý đơn."),
    "guide": marked("Cơ quan đã hướng dẫn."),
    "transfer": marked("Đơn được chuyển đến cơ quan khác."),
    "settle": marked("Cơ quan bắt đầu xác minh, giải quyết."),
    "decide": marked("Đã có kết quả giải quyết."),
    "close": marked("Hồ sơ đã kết thúc."),
}
