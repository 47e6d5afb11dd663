"""Plain questions that lead to the right kind of petition, or away from here. Pure: a graph of steps and advice.

One address per step (`/gui-don/?buoc=mong-gi&qua=ai-lam.da-ra-toa`): it tells the steps passed on the way, so there is
one back, the browser's own button works too, and nothing is remembered.
"""

from dataclasses import dataclass
from itertools import pairwise

from ...kind_guides import COMPLAINT_LAW, DENUNCIATION_LAW, GUIDES, RECEPTION_LAW, Point, marked
from ...petition import Kind

START = "bat-dau"


@dataclass(frozen=True)
class Choice:
    """An answer in the citizen's words, and the step or advice it leads to."""

    label: str
    to: str
    hint: str = ""


@dataclass(frozen=True)
class Fork:
    """A question with its answers, each leading to another fork or to advice."""

    question: str
    choices: tuple[Choice, ...]
    explanation: str = ""


@dataclass(frozen=True)
class Advice:
    """Where the questions end: `kind` is the petition to write, or None when this portal is not the way."""

    title: str
    points: tuple[Point, ...] = ()
    kind: Kind | None = None
    suggests: tuple[Kind, ...] = ()
    urgent: bool = False


_START = Fork(
    question=marked("Ông/bà muốn nói với cơ quan nhà nước về chuyện gì?"),
    explanation=marked("Chọn câu gần với việc của ông/bà nhất. Chọn nhầm thì bấm quay lại, không mất gì."),
    choices=(
        Choice(
            marked("Một quyết định hoặc việc làm của cơ quan, cán bộ nhà nước gây thiệt cho tôi"),
            "ai-lam",
            marked("đất đai, bồi thường, trợ cấp, giấy tờ, xử phạt…"),
        ),
        Choice(
            marked("Có người làm trái pháp luật, tôi muốn báo để xử lý"),
            "bao-viec-sai",
            marked("tham nhũng, lấn chiếm, gian lận, lạm quyền…"),
        ),
        Choice(
            marked("Có việc không ổn ở nơi tôi sống, cần được xử lý"),
            "phan-anh",
            marked("đường hỏng, rác, tiếng ồn, phải chờ lâu…"),
        ),
        Choice(marked("Tôi muốn góp ý hoặc đề xuất cách làm tốt hơn"), "kien-nghi"),
        Choice(marked("Tôi có nhiều việc khác nhau"), "nhieu-viec"),
        Choice(marked("Đang có người gặp nguy hiểm, hoặc tội phạm đang xảy ra"), "khan-cap"),
    ),
)

FORKS: dict[str, Fork] = {
    START: _START,
    "ai-lam": Fork(
        question=marked("Quyết định hoặc việc làm ấy là của ai?"),
        choices=(
            Choice(
                marked("Ủy ban nhân dân, sở, phường, xã, hoặc cán bộ ở đó"),
                "da-ra-toa",
                marked("cơ quan hành chính nhà nước"),
            ),
            Choice(marked("Tòa án, viện kiểm sát, công an điều tra, thi hành án"), "tu-phap"),
            Choice(marked("Công ty, hàng xóm, người trong gia đình"), "dan-su"),
            Choice(marked("Tôi không rõ"), "khong-ro"),
        ),
    ),
    "da-ra-toa": Fork(
        question=marked("Việc này Tòa án đã nhận giải quyết hoặc đã xử chưa?"),
        choices=(
            Choice(marked("Chưa"), "mong-gi"),
            Choice(marked("Tòa án đã nhận hoặc đã xử"), "toa-an"),
        ),
    ),
    "mong-gi": Fork(
        question=marked("Ông/bà mong điều gì nhất?"),
        choices=(
            Choice(marked("Sửa hoặc hủy quyết định, trả lại quyền lợi cho tôi"), "khieu-nai"),
            Choice(marked("Xử lý người cán bộ đã làm trái pháp luật"), "bao-viec-sai"),
            Choice(marked("Cả hai điều trên"), "nhieu-viec"),
            Choice(marked("Chỉ cần cơ quan biết và rút kinh nghiệm"), "phan-anh"),
        ),
    ),
    "bao-viec-sai": Fork(
        question=marked("Ông/bà có cho cơ quan biết mình là ai không?"),
        explanation=marked(
            "Người tố cáo phải nêu họ tên, địa chỉ. Luật bảo đảm giữ bí mật; trên cổng này danh tính được niêm phong."
        ),
        choices=(
            Choice(marked("Có, tôi cho biết và muốn được giữ bí mật"), "to-cao"),
            Choice(marked("Không, tôi không muốn nêu tên"), "khong-neu-ten"),
            Choice(marked("Tôi viết thay cho một công ty, một tổ chức"), "to-chuc"),
        ),
    ),
}

ADVICE: dict[str, Advice] = {
    "khieu-nai": Advice(marked("Việc của ông/bà là khiếu nại"), kind=Kind.COMPLAINT),
    "to-cao": Advice(marked("Việc của ông/bà là tố cáo"), kind=Kind.DENUNCIATION),
    "kien-nghi": Advice(marked("Việc của ông/bà là kiến nghị"), kind=Kind.PROPOSAL),
    "phan-anh": Advice(marked("Việc của ông/bà là phản ánh"), kind=Kind.FEEDBACK),
    "khan-cap": Advice(
        marked("Xin gọi ngay, đừng chờ gửi đơn"),
        points=(
            Point(marked("113 – Công an, khi có tội phạm hoặc có người bị đe dọa.")),
            Point(marked("114 – Cứu hỏa, cứu nạn.")),
            Point(marked("115 – Cấp cứu y tế.")),
            Point(marked("111 – Bảo vệ trẻ em.")),
            Point(marked("Khi đã an toàn, ông/bà có thể quay lại đây để gửi đơn.")),
        ),
        urgent=True,
    ),
    "nhieu-viec": Advice(
        marked("Mỗi việc viết một đơn riêng"),
        points=(
            Point(
                marked("Khiếu nại, tố cáo, kiến nghị, phản ánh do nơi khác nhau xử lý, theo thời hạn khác nhau."),
                f"{RECEPTION_LAW}#dieu-25",
            ),
            Point(marked("Đòi quyền lợi của chính mình: viết đơn khiếu nại.")),
            Point(marked("Báo người làm trái pháp luật: viết đơn tố cáo, để tên ông/bà được giữ bí mật.")),
            Point(marked("Gửi xong đơn thứ nhất thì quay lại đây gửi đơn thứ hai. Mỗi đơn có một mã riêng.")),
        ),
        suggests=(Kind.COMPLAINT, Kind.DENUNCIATION, Kind.PROPOSAL, Kind.FEEDBACK),
    ),
    "tu-phap": Advice(
        marked("Việc này gửi thẳng đến cơ quan tư pháp"),
        points=(
            Point(
                marked(
                    "Ủy ban nhân dân không giải quyết khiếu nại về điều tra, truy tố, xét xử, thi hành án. "
                    "Xin gửi đến chính cơ quan ấy hoặc cơ quan cấp trên của họ."
                )
            ),
            Point(marked("Chưa rõ gửi đâu, ông/bà có thể đến nơi tiếp công dân để được chỉ dẫn.")),
        ),
    ),
    "toa-an": Advice(
        marked("Việc Tòa án đã nhận hoặc đã xử thì không khiếu nại ở đây được"),
        points=(
            Point(
                marked("Luật không cho thụ lý khiếu nại về việc Tòa án đã thụ lý hoặc đã có bản án, quyết định."),
                f"{COMPLAINT_LAW}#dieu-11",
            ),
            Point(marked("Không đồng ý với bản án, xin hỏi Tòa án đã xử về kháng cáo và thời hạn kháng cáo.")),
            Point(marked("Nếu Tòa án đã đình chỉ vụ án hành chính, ông/bà vẫn có thể khiếu nại.")),
        ),
        suggests=(Kind.COMPLAINT,),
    ),
    "dan-su": Advice(
        marked("Đây là tranh chấp giữa các bên, không phải khiếu nại hành chính"),
        points=(
            Point(marked("Xin nhờ tổ hòa giải ở thôn, tổ dân phố hoặc Ủy ban nhân dân phường, xã hòa giải.")),
            Point(marked("Không hòa giải được thì có thể khởi kiện ra Tòa án.")),
            Point(marked("Nếu bên kia làm trái pháp luật, ông/bà có thể tố cáo hoặc phản ánh.")),
        ),
        suggests=(Kind.DENUNCIATION, Kind.FEEDBACK),
    ),
    "khong-ro": Advice(
        marked("Chưa rõ thì cứ gửi phản ánh, hoặc đến gặp chúng tôi"),
        points=(
            Point(marked("Gửi phản ánh: cán bộ đọc, rồi hướng dẫn ông/bà viết đúng loại đơn nếu cần.")),
            Point(
                marked("Đến nơi tiếp công dân: có người nghe, giải thích và giúp viết đơn."), f"{RECEPTION_LAW}#dieu-7"
            ),
        ),
        suggests=(Kind.FEEDBACK,),
    ),
    "khong-neu-ten": Advice(
        marked("Không nêu tên thì luật không coi là tố cáo"),
        points=(
            Point(
                marked("Tin không rõ họ tên, địa chỉ người tố cáo không được xử lý theo Luật Tố cáo."),
                f"{DENUNCIATION_LAW}#dieu-25",
            ),
            Point(
                marked(
                    "Nhưng nếu nêu rõ ai làm sai, có tài liệu cụ thể và kiểm tra được, cơ quan vẫn thanh tra, kiểm tra "
                    "hoặc chuyển nơi có thẩm quyền."
                ),
                f"{DENUNCIATION_LAW}#dieu-25",
            ),
            Point(
                marked(
                    "Nêu tên khi tố cáo thì được luật bảo vệ: cấm tiết lộ danh tính, được báo kết quả, "
                    "được đề nghị bảo vệ."
                ),
                f"{DENUNCIATION_LAW}#dieu-9",
            ),
            Point(marked("Trong đơn tố cáo ở đây, ông/bà chọn được: nêu tên và niêm phong, hoặc không nêu tên.")),
            Point(
                marked(
                    "Chỉ muốn báo một việc cho cơ quan biết: gửi phản ánh, cũng chọn được không nêu tên. "
                    "Cơ quan đọc như tin báo và không phải trả lời."
                )
            ),
            Point(
                marked("Khiếu nại thì phải có tên và chữ ký hoặc dấu vân tay; không có thì luật không cho thụ lý."),
                f"{COMPLAINT_LAW}#dieu-11",
            ),
        ),
        suggests=(Kind.DENUNCIATION, Kind.FEEDBACK),
    ),
    "to-chuc": Advice(
        marked("Tổ chức không tố cáo được, nhưng có cách khác"),
        points=(
            Point(
                marked("Luật chỉ cho cá nhân tố cáo. Người biết rõ sự việc có thể tự mình tố cáo."),
                f"{DENUNCIATION_LAW}#dieu-2",
            ),
            Point(marked("Tổ chức có thể gửi phản ánh, kiến nghị, hoặc khiếu nại quyết định gây thiệt cho mình.")),
        ),
        suggests=(Kind.DENUNCIATION, Kind.FEEDBACK, Kind.COMPLAINT),
    ),
}


@dataclass(frozen=True)
class Passed:
    """The step before this one, what was chosen there, and the steps passed on the way to it."""

    key: str
    chosen: str
    way: tuple[str, ...]


def find(key: str) -> Fork | Advice:
    """The page for a step's key; an unknown key begins anew rather than failing."""
    return FORKS.get(key) or ADVICE.get(key) or FORKS[START]


def passed_before(key: str, way: tuple[str, ...]) -> Passed | None:
    """None at the beginning, and where nothing chosen leads along that way: somebody came from elsewhere."""
    steps = (*(way or (START,)), key)
    if key == START or not all(after in _answers_of(before) for before, after in pairwise(steps)):
        return None
    before = steps[-2]
    return Passed(before, _answers_of(before)[key], way[:-1])


def _answers_of(key: str) -> dict[str, str]:
    """What can be chosen on a page, by the key it leads to."""
    if fork := FORKS.get(key):
        return {choice.to: choice.label for choice in fork.choices}
    suggested = ADVICE[key].suggests if key in ADVICE else ()
    return {GUIDES[kind].slug: GUIDES[kind].name for kind in suggested}
