"""What each kind of petition means for its writer: rights, secrecy, time, signature. Pure; law as dated data.

Sentences are Vietnamese source strings; templates translate them. Law keys look like `02/2011/QH13#dieu-28`.
"""

import datetime as dt
from dataclasses import dataclass

from .petition import Kind

COMPLAINT_LAW = "02/2011/QH13"
DENUNCIATION_LAW = "25/2018/QH14"
RECEPTION_LAW = "42/2013/QH13"


def marked(text: str) -> str:
    """Marks a sentence for translation; the template that shows it translates it."""
    return text


@dataclass(frozen=True)
class Point:
    """One sentence and the article it rests on."""

    text: str
    law: str = ""


@dataclass(frozen=True)
class Term:
    """A term the law sets, while that law is in force: `valid_to` is its last day, None means until further notice.

    `is_citizens_own`: the citizen must keep it, and has by sending; all others bind the office.
    """

    text: str
    law: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    is_citizens_own: bool = False

    def in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class KindGuide:
    """`needs_signature` is the law's condition for a valid petition, said before the first field."""

    kind: Kind
    slug: str
    law: str
    name: str
    title: str
    meaning: str
    example: str
    rights: tuple[Point, ...]
    secrecy: Point
    terms: tuple[Term, ...]
    signature: Point
    needs_signature: bool
    difference: str

    @property
    def is_denunciation(self) -> bool:
        return self.kind is Kind.DENUNCIATION

    def terms_on(self, day: dt.date) -> list[Term]:
        return [term for term in self.terms if term.in_force(day)]

    def office_terms_on(self, day: dt.date) -> list[Term]:
        return [term for term in self.terms_on(day) if not term.is_citizens_own]


_COMPLAINT_SINCE = dt.date(2012, 7, 1)
_DENUNCIATION_SINCE = dt.date(2019, 1, 1)
_RECEPTION_SINCE = dt.date(2014, 7, 1)
_AMENDED = dt.date(2026, 7, 1)  # Luật 136/2025/QH15

_COMPLAINT = KindGuide(
    kind=Kind.COMPLAINT,
    slug="khieu-nai",
    law=COMPLAINT_LAW,
    name=marked("Khiếu nại"),
    title=marked("Viết đơn khiếu nại"),
    meaning=marked(
        "Ông/bà đề nghị xem lại một quyết định hoặc việc làm của cơ quan nhà nước, của cán bộ nhà nước, "
        "vì cho rằng nó trái pháp luật và xâm phạm quyền, lợi ích của chính ông/bà."
    ),
    example=marked(
        "Ví dụ: mức bồi thường đất của gia đình bị tính thiếu; hồ sơ trợ cấp bị từ chối; bị xử phạt không đúng."
    ),
    rights=(
        Point(marked("Được nhận quyết định giải quyết bằng văn bản."), f"{COMPLAINT_LAW}#dieu-32"),
        Point(marked("Được đối thoại khi ý kiến hai bên còn khác nhau."), f"{COMPLAINT_LAW}#dieu-30"),
        Point(
            marked("Được nhờ luật sư; nếu thuộc diện trợ giúp pháp lý thì được giúp miễn phí."),
            f"{COMPLAINT_LAW}#dieu-12",
        ),
        Point(marked("Được rút khiếu nại bất cứ lúc nào."), f"{COMPLAINT_LAW}#dieu-10"),
        Point(
            marked("Không đồng ý với kết quả thì khiếu nại lần hai hoặc khởi kiện ra Tòa án."),
            f"{COMPLAINT_LAW}#dieu-7",
        ),
    ),
    secrecy=Point(
        marked(
            "Khiếu nại không giấu tên: bên bị khiếu nại được biết nội dung để giải trình. "
            "Tên và địa chỉ của ông/bà chỉ cán bộ của cơ quan đang xử lý đơn đọc được; "
            "cơ quan theo dõi của thành phố chỉ thấy nội dung."
        )
    ),
    terms=(
        Term(
            marked(
                "Hạn để khiếu nại: 90 ngày từ khi nhận hoặc biết quyết định, việc làm ấy. "
                "Thời gian ốm đau, thiên tai, đi công tác, học tập ở nơi xa không tính."
            ),
            f"{COMPLAINT_LAW}#dieu-9",
            _COMPLAINT_SINCE,
            is_citizens_own=True,
        ),
        Term(
            marked("Báo thụ lý hay không: 10 ngày từ khi nhận đơn."),
            f"{COMPLAINT_LAW}#dieu-27",
            _COMPLAINT_SINCE,
            dt.date(2026, 6, 30),
        ),
        Term(
            marked("Báo thụ lý hay không: 07 ngày làm việc từ khi nhận đơn."),
            f"{COMPLAINT_LAW}#dieu-27",
            _AMENDED,
        ),
        Term(
            marked(
                "Giải quyết lần đầu: không quá 30 ngày từ ngày thụ lý; vụ việc phức tạp không quá 45 ngày. "
                "Vùng sâu, vùng xa, đi lại khó khăn: 45 và 60 ngày."
            ),
            f"{COMPLAINT_LAW}#dieu-28",
            _COMPLAINT_SINCE,
        ),
        Term(
            marked("Gửi quyết định giải quyết cho ông/bà: 03 ngày làm việc."),
            f"{COMPLAINT_LAW}#dieu-32",
            _COMPLAINT_SINCE,
        ),
    ),
    signature=Point(
        marked("Đơn khiếu nại phải có chữ ký hoặc dấu vân tay của người khiếu nại thì mới được thụ lý."),
        f"{COMPLAINT_LAW}#dieu-8",
    ),
    needs_signature=True,
    difference=marked(
        "Khiếu nại là đòi quyền lợi của chính mình. Muốn báo hành vi trái pháp luật của một người để xử lý người đó, "
        "xin chọn tố cáo."
    ),
)

_DENUNCIATION = KindGuide(
    kind=Kind.DENUNCIATION,
    slug="to-cao",
    law=DENUNCIATION_LAW,
    name=marked("Tố cáo"),
    title=marked("Viết đơn tố cáo"),
    meaning=marked(
        "Ông/bà báo cho cơ quan nhà nước biết một người, một cơ quan đã làm trái pháp luật, "
        "gây thiệt hại hoặc có thể gây thiệt hại, để bị xem xét và xử lý."
    ),
    example=marked("Ví dụ: cán bộ nhận hối lộ; lập hồ sơ giả để lấy tiền hỗ trợ; lấn chiếm đất công rồi bán."),
    rights=(
        Point(
            marked("Họ tên, địa chỉ, nét chữ và thông tin riêng của ông/bà được giữ bí mật."),
            f"{DENUNCIATION_LAW}#dieu-9",
        ),
        Point(marked("Được báo có thụ lý hay không, và được báo kết luận."), f"{DENUNCIATION_LAW}#dieu-9"),
        Point(
            marked(
                "Được đề nghị bảo vệ cho mình và người thân; khi khẩn cấp có thể gọi điện hoặc đến trực tiếp ngay, "
                "sau đó làm văn bản."
            ),
            f"{DENUNCIATION_LAW}#dieu-50",
        ),
        Point(marked("Được rút tố cáo trước khi có kết luận."), f"{DENUNCIATION_LAW}#dieu-33"),
        Point(
            marked("Phải trình bày trung thực và chịu trách nhiệm về điều mình tố cáo."),
            f"{DENUNCIATION_LAW}#dieu-9",
        ),
    ),
    secrecy=Point(
        marked(
            "Luật cấm tiết lộ họ tên, địa chỉ, nét chữ của người tố cáo. Danh tính và giấy tờ gốc, khi cổng nhận qua "
            "mạng, được niêm phong ngay khi gửi; cán bộ xử lý không tự mở được."
        ),
        f"{DENUNCIATION_LAW}#dieu-8",
    ),
    terms=(
        Term(
            marked(
                "Kiểm tra danh tính và điều kiện thụ lý: 07 ngày làm việc; phải xác minh ở nhiều nơi thì không quá "
                "10 ngày làm việc."
            ),
            f"{DENUNCIATION_LAW}#dieu-24",
            _DENUNCIATION_SINCE,
        ),
        Term(
            marked("Gửi chưa đúng cơ quan: chuyển đơn và báo cho ông/bà trong 05 ngày làm việc."),
            f"{DENUNCIATION_LAW}#dieu-24",
            _DENUNCIATION_SINCE,
        ),
        Term(
            marked(
                "Giải quyết: không quá 30 ngày từ ngày thụ lý. Vụ việc phức tạp được gia hạn một lần, đặc biệt "
                "phức tạp hai lần, mỗi lần không quá 30 ngày."
            ),
            f"{DENUNCIATION_LAW}#dieu-30",
            _DENUNCIATION_SINCE,
        ),
        Term(
            marked("Báo kết luận cho người tố cáo: 05 ngày làm việc."),
            f"{DENUNCIATION_LAW}#dieu-35",
            _DENUNCIATION_SINCE,
        ),
    ),
    signature=Point(
        marked("Đơn tố cáo phải có chữ ký hoặc dấu vân tay của người tố cáo."), f"{DENUNCIATION_LAW}#dieu-23"
    ),
    needs_signature=True,
    difference=marked(
        "Tố cáo là báo người khác làm trái pháp luật, dù ông/bà có bị thiệt hay không. Muốn đòi lại quyền lợi "
        "của mình, xin chọn khiếu nại. Chỉ cá nhân mới được tố cáo."
    ),
)

_ANSWER_TERM = Term(
    marked("Báo cho ông/bà biết đơn được xử lý thế nào: 10 ngày làm việc từ khi nhận."),
    f"{RECEPTION_LAW}#dieu-28",
    _RECEPTION_SINCE,
)
_RIGHT_ORDER = Point(marked("Được trình bày, được giải thích và được báo kết quả xử lý."), f"{RECEPTION_LAW}#dieu-7")
_PLAIN_SECRECY = Point(
    marked(
        "Tên và cách liên hệ của ông/bà được mã hóa; chỉ cán bộ của cơ quan đang xử lý đọc được. "
        "Nếu việc của ông/bà cần giữ kín danh tính theo luật, xin chọn tố cáo."
    )
)
_PLAIN_SIGNATURE = Point(marked("Không cần chữ ký để gửi qua cổng này. Cơ quan có thể mời ông/bà ký xác nhận nếu cần."))

_PROPOSAL = KindGuide(
    kind=Kind.PROPOSAL,
    slug="kien-nghi",
    law=RECEPTION_LAW,
    name=marked("Kiến nghị"),
    title=marked("Viết đơn kiến nghị"),
    meaning=marked("Ông/bà nêu ý kiến, nguyện vọng, đề xuất cách làm tốt hơn về chính sách hoặc cách quản lý."),
    example=marked("Ví dụ: đề nghị đặt đèn tín hiệu ở ngã tư gần trường; góp ý về thủ tục ở phường."),
    rights=(_RIGHT_ORDER,),
    secrecy=_PLAIN_SECRECY,
    terms=(_ANSWER_TERM,),
    signature=_PLAIN_SIGNATURE,
    needs_signature=False,
    difference=marked("Kiến nghị là đề xuất. Không có quyết định giải quyết và không kiện ra Tòa như khiếu nại."),
)

_FEEDBACK = KindGuide(
    kind=Kind.FEEDBACK,
    slug="phan-anh",
    law=RECEPTION_LAW,
    name=marked("Phản ánh"),
    title=marked("Viết đơn phản ánh"),
    meaning=marked("Ông/bà báo một việc đang xảy ra để cơ quan nhà nước biết và xử lý."),
    example=marked("Ví dụ: đường hỏng, rác ùn ứ, tiếng ồn ban đêm, phải chờ quá lâu ở bộ phận một cửa."),
    rights=(_RIGHT_ORDER,),
    secrecy=_PLAIN_SECRECY,
    terms=(_ANSWER_TERM,),
    signature=_PLAIN_SIGNATURE,
    needs_signature=False,
    difference=marked("Phản ánh là báo tin. Muốn một quyết định được sửa hoặc hủy cho chính mình, xin chọn khiếu nại."),
)

GUIDES: dict[Kind, KindGuide] = {guide.kind: guide for guide in (_COMPLAINT, _DENUNCIATION, _PROPOSAL, _FEEDBACK)}
GUIDES_BY_SLUG: dict[str, KindGuide] = {guide.slug: guide for guide in GUIDES.values()}
