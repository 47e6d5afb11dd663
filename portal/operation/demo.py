"""An invented office at work: one case for every state, so that desk and case pages have something to show.

Everybody in it is visibly invented. It is written through the same functions as real cases, for a folder of its own
(`make demo`); a database that holds any case is left alone.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest import mock

from django.utils import timezone

from tracking.casework import casework, codes, signature
from tracking.casework.letters import issuing
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case
from tracking.casework.petition import Consent, Content, Kind, PetitionerData
from tracking.casework.workflow import Action, Transition, law_day
from tracking.casework.writing.case_facts import facts_of
from tracking.organisation.models import Agency, Membership, Person, Role

OFFICER, HEAD = "canbo.mau", "thutruong.mau"


class Story(NamedTuple):
    """A petition and the steps an office took with it, a day apart; `ago` is how many days ago it was sent."""

    kind: Kind
    subject: str
    body: str
    request: str
    steps: tuple[Action, ...] = ()
    why: str = ""
    message: str = ""
    ago: int = 0
    given: dict[Action, dict[str, Any]] = {}


R, A, S, D, C = Action.RECEIVE, Action.ACCEPT, Action.SETTLE, Action.DECIDE, Action.CLOSE
# What the invented office writes into the forms of its steps, unless a story says otherwise.
USUAL: dict[Action, dict[str, Any]] = {
    Action.DECIDE: {"number": "01/QĐ-MAU", "outcome": "right"},
    Action.ORDER_CHECK: {"number": "02/QĐ-MAU"},
    Action.SUSPEND: {"number": "03/QĐ-MAU"},
    Action.RESUME: {"number": "04/QĐ-MAU"},
    Action.TERMINATE: {"number": "05/QĐ-MAU"},
    Action.EXTEND: {
        "number": "06/QĐ-MAU",
        "criteria": ["K10-b"],
        "because": "Biên bản kiểm đếm nêu hai nội dung.",
    },
    Action.ASK_EVIDENCE: {"evidence_from": "petitioner"},
    Action.WITHDRAW: {"signed_as": "letter"},
    Action.VERIFIED: {"result": "agrees"},
}

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
    Story(
        Kind.COMPLAINT,
        "Bồi thường thiếu một phần đất vườn",
        "Biên bản kiểm đếm ghi thiếu 30 m² đất vườn so với sổ đỏ của tôi.",
        "Đề nghị đo lại và bồi thường đủ.",
        (R, A, S, Action.ORDER_CHECK, Action.EXTEND, Action.ASK_EVIDENCE),
        "Vụ việc có hai nội dung phải xác minh. Xin gửi bản chụp sổ đỏ và biên bản kiểm đếm.",
        ago=20,
    ),
    Story(
        Kind.COMPLAINT,
        "Thu hồi giấy phép kinh doanh vỉa hè",
        "Giấy phép của tôi bị thu hồi trong khi vụ việc xử phạt còn đang được xem xét.",
        "Đề nghị hủy quyết định thu hồi.",
        (R, A, S, Action.SUSPEND),
        "Phải chờ kết quả giải quyết việc xử phạt.",
        ago=12,
    ),
    Story(
        Kind.COMPLAINT,
        "Đơn kiểm đếm hoa màu đã tự thỏa thuận",
        "Tôi khiếu nại việc kiểm đếm hoa màu; nay hai bên đã thỏa thuận xong.",
        "Đề nghị dừng giải quyết.",
        (R, A, Action.WITHDRAW, Action.TERMINATE),
        "Ông đã rút khiếu nại bằng đơn có chữ ký.",
        ago=15,
    ),
    Story(
        Kind.COMPLAINT,
        "Khiếu nại giá gửi xe rồi đổi ý",
        "Tôi khiếu nại giá gửi xe ở bến Ví Dụ, nay không muốn tiếp tục.",
        "Xin rút đơn.",
        (R, Action.WITHDRAW),
        ago=5,
    ),
    Story(
        Kind.COMPLAINT,
        "Đơn do báo Ví Dụ chuyển đến",
        "Báo chuyển đơn về việc cấp nước, không thuộc thẩm quyền của cơ quan.",
        "Đề nghị giải quyết.",
        (R, Action.RETURN_PAPERS),
        "Việc cấp nước không thuộc thẩm quyền ở đây; đơn được trả lại báo Ví Dụ.",
        ago=9,
    ),
    Story(
        Kind.FEEDBACK,
        "Tờ đơn bị ướt không đọc được",
        "Bản chụp tờ đơn bị nhòe, không đọc được nội dung.",
        "Không rõ.",
        (R, Action.FILE),
        "Đơn bị nhòe, không đọc được. Xin gửi lại đơn rõ hơn.",
        ago=7,
    ),
    Story(
        Kind.COMPLAINT,
        "Cưỡng chế tháo dỡ mái hiên",
        "Mái hiên nhà tôi bị tháo dỡ ngày 01/9/2026 mà không có thông báo trước.",
        "Đề nghị bồi thường.",
        (R, A, S),
        ago=60,
    ),
    Story(
        Kind.PROPOSAL,
        "Sửa vỉa hè phố Ví Dụ",
        "Vỉa hè bong gạch từ mùa mưa, người già hay vấp.",
        "Đề nghị lát lại.",
        (R,),
        ago=30,
    ),
)


def load(agency_slug: str = "so-xay-dung") -> list[tuple[str, str, str]]:
    """Write the stories once; (public reference, code, subject) of each. Empty when there are cases already."""
    if Case.objects.exists():
        return []
    agency = Agency.objects.get(slug=agency_slug)
    people = {Role.OFFICER: Person.objects.get(username=OFFICER), Role.HEAD: Person.objects.get(username=HEAD)}
    # The accounts were made today; in the stories their people have been at work for a while.
    since = timezone.localdate() - dt.timedelta(days=max(story.ago for story in STORIES))
    Membership.objects.filter(person__in=people.values(), valid_from__gt=since).update(valid_from=since)
    return [tell(story, agency, people) for story in STORIES]


def tell(story: Story, agency: Agency, people: dict[Role, Person]) -> tuple[str, str, str]:
    sent_at = timezone.now() - dt.timedelta(days=story.ago)
    with clock_at(sent_at):
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
    for days, action in enumerate(story.steps):
        with clock_at(sent_at + dt.timedelta(days=min(days, story.ago))):
            step_on(made.case.pk, action, story, people)
    if story.message:
        casework.write_message(case_id=made.case.pk, author=people[Role.OFFICER], body=story.message)
    return made.case.reference, made.code, story.subject


@contextmanager
def clock_at(instant: dt.datetime) -> Iterator[None]:
    """What happened days ago is written as on that day: so that some terms have passed."""
    with mock.patch.object(timezone, "now", return_value=instant):
        yield


def step_on(case_id: int, action: Action, story: Story, people: dict[Role, Person]) -> None:
    """Take one step as the officer, or as the head where only the head may."""
    case = Case.objects.get(pk=case_id)
    if action is C:  # no case is closed before its answer is on paper
        head = people[Role.HEAD]
        issuing.issue(case_id=case_id, key=LetterKey.REPLY, actor=head, answers={}, signature=issuing.Signature())
    if action is A and not signature.is_signed(case):
        signature.record_at_counter(case_id=case_id, actor=people[Role.OFFICER], signed_on=timezone.localdate())
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
                public_text=story.why or "Cơ quan báo để ông/bà biết.",
                given=answers(choices[0], story, case),
            )
            return
    raise LookupError(f"nobody may {action} a case in state {case.state}")


def answers(step: Transition, story: Story, case: Case) -> dict[str, Any]:
    """The usual answers, as far as this step asks for them; no two papers of the office bear the same number."""
    known = {**USUAL.get(step.action, {}), **story.given.get(step.action, {})}
    if "number" in known:
        series = str(known["number"]).partition("/")[2]
        known["number"] = f"{case.pk * 20 + case.events.count()}/{series}"
    return {field.name: known[field.name] for field in step.asks if field.name in known}


def first_ground(step: Transition, case: Case) -> str:
    facts = facts_of(case)
    grounds = step.grounds(Kind(case.kind), law_day(step.action, facts, facts.today), case.instance)
    # A case is terminated here because it was withdrawn; the awaited result is the second ground of a suspension.
    return grounds[-1].key if step.action in (Action.SUSPEND, Action.FILE) else grounds[0].key
