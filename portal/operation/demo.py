"""An invented office at work: one case for every state, so that desk and case pages have something to show.

Everybody in it is visibly invented. It is written through the same functions as real cases, for a folder of its own
(`make demo`); a database that holds any case is left alone.
"""

from typing import NamedTuple

from django.utils import timezone

from tracking.casework import casework, codes
from tracking.casework.models import Case
from tracking.casework.petition import Consent, Content, Kind, PetitionerData
from tracking.casework.workflow import Action, Transition
from tracking.organisation.models import Agency, Person, Role

OFFICER, HEAD = "canbo.mau", "thutruong.mau"


class Story(NamedTuple):
    """A petition and the steps an office took with it."""

    kind: Kind
    subject: str
    body: str
    request: str
    steps: tuple[Action, ...] = ()
    why: str = ""
    message: str = ""


R, A, S, D, C = Action.RECEIVE, Action.ACCEPT, Action.SETTLE, Action.DECIDE, Action.CLOSE

STORIES = (
    Story(
        Kind.COMPLAINT,
        "Quyết định xử phạt xây dựng ghi sai số nhà",
        "Ngày 02/11/2026 tôi nhận quyết định xử phạt ghi số nhà 12 phố Ví Dụ, trong khi nhà tôi là số 21.",
        "Đề nghị xem lại và sửa quyết định.",
    ),
    Story(
        Kind.FEEDBACK,
        "Nắp cống vỡ trước cổng trường Ví Dụ",
        "Nắp cống trước cổng trường vỡ từ đầu tháng, buổi tối rất khó thấy.",
        "Đề nghị thay nắp cống và đặt biển báo.",
        (R,),
    ),
    Story(
        Kind.COMPLAINT,
        "Không được cấp phép sửa nhà đúng hẹn",
        "Hồ sơ xin phép sửa nhà của tôi nộp đủ từ ngày 05/10/2026, giấy hẹn ngày 25/10/2026, đến nay chưa có trả lời.",
        "Đề nghị trả lời hồ sơ và nêu lý do chậm.",
        (R, A),
        message="Xin ông/bà gửi thêm ảnh chụp giấy hẹn để chúng tôi đối chiếu.",
    ),
    Story(
        Kind.PROPOSAL,
        "Thêm ghế ngồi ở nơi tiếp công dân",
        "Người già chờ đến lượt phải đứng rất lâu vì phòng chờ chỉ có bốn ghế.",
        "Đề nghị đặt thêm ghế và lấy số thứ tự.",
        (R, A, S),
    ),
    Story(
        Kind.COMPLAINT,
        "Thu phí vỉa hè hai lần trong một tháng",
        "Cửa hàng của tôi ở phố Ví Dụ bị thu phí vỉa hè hai lần trong tháng 9/2026, có hai biên lai.",
        "Đề nghị trả lại khoản thu lần hai.",
        (R, A, S, D),
        "Nội dung khiếu nại đúng. Khoản thu lần hai sẽ được trả lại trong 10 ngày.",
    ),
    Story(
        Kind.FEEDBACK,
        "Công trường làm việc quá giờ",
        "Công trường ở ngõ Mẫu đổ bê tông đến một giờ sáng ba đêm liền.",
        "Đề nghị kiểm tra giờ làm việc của công trường.",
        (R, A, S, D, C),
        "Đã kiểm tra và yêu cầu công trường dừng việc trước 22 giờ.",
    ),
    Story(
        Kind.PROPOSAL,
        "Kiến nghị gửi trùng với đơn tháng trước",
        "Tôi gửi lại kiến nghị về đèn đường ngõ Mẫu như tháng trước.",
        "Đề nghị lắp thêm đèn.",
        (R, Action.REFUSE),
        "Kiến nghị này đã được trả lời. Ông/bà có thể xem lại văn bản trả lời đã gửi.",
    ),
    Story(
        Kind.COMPLAINT,
        "Tranh chấp ranh giới đất với nhà bên",
        "Nhà bên xây tường lấn sang đất nhà tôi khoảng 20 cm.",
        "Đề nghị buộc tháo dỡ tường.",
        (R, Action.GUIDE),
        "Tranh chấp đất giữa hai nhà được hòa giải ở UBND cấp xã trước. Xin ông/bà gửi đơn đến UBND phường nơi có đất.",
    ),
    Story(
        Kind.PROPOSAL,
        "Tăng chuyến xe buýt giờ tan ca",
        "Tuyến buýt qua khu công nghiệp Ví Dụ tan ca chỉ có một chuyến, nhiều người phải đi bộ.",
        "Đề nghị tăng chuyến từ 17 đến 19 giờ.",
        (R, Action.TRANSFER),
        "Việc này thuộc cơ quan quản lý vận tải. Chúng tôi đã chuyển đơn và sẽ báo khi có trả lời.",
    ),
)


def load(agency_slug: str = "so-xay-dung") -> list[tuple[str, str, str]]:
    """Write the stories once; (public reference, code, subject) of each. Empty when there are cases already."""
    if Case.objects.exists():
        return []
    agency = Agency.objects.get(slug=agency_slug)
    people = {Role.OFFICER: Person.objects.get(username=OFFICER), Role.HEAD: Person.objects.get(username=HEAD)}
    return [tell(story, agency, people) for story in STORIES]


def tell(story: Story, agency: Agency, people: dict[Role, Person]) -> tuple[str, str, str]:
    made = casework.submit(
        token=codes.new_token(),
        kind=story.kind,
        agency=agency,
        language="vi",
        content=Content(
            subject=story.subject, body=story.body, request=story.request, reason=story.body, respondent=agency.name
        ),
        petitioner=PetitionerData(name="Nguyễn Văn Mẫu", address="Số 0 phố Ví Dụ, Hải Phòng", phone="0000000000"),
        files=[],
        consent=Consent(version="demo", at=timezone.now()),
    )
    for action in story.steps:
        step_on(made.case.pk, action, story.why, people)
    if story.message:
        casework.write_message(case_id=made.case.pk, author=people[Role.OFFICER], body=story.message)
    return made.case.reference, made.code, story.subject


def step_on(case_id: int, action: Action, why: str, people: dict[Role, Person]) -> None:
    """Take one step as the officer, or as the head where only the head may."""
    case = Case.objects.get(pk=case_id)
    for actor in people.values():
        choices = [
            step for step in casework.allowed_steps(case, actor) if step.action is action and not step.names_agency
        ]
        if choices:
            casework.move(
                case_id=case_id,
                action=action,
                actor=actor,
                expected_version=case.version,
                ground=first_ground(choices[0], case),
                public_text=why,
            )
            return
    raise LookupError(f"nobody may {action} a case in state {case.state}")


def first_ground(step: Transition, case: Case) -> str:
    day = timezone.localdate() if case.received_at is None else timezone.localdate(case.received_at)
    grounds = step.grounds(Kind(case.kind), day)
    return grounds[0].key if grounds else ""
