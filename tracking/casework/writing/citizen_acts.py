"""What a citizen asks of their own case, and what the office answers: withdrawal, rating, review."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person, Role

from ..history import events
from ..hygiene import clean
from ..kind_guides import marked
from ..models import Case, EventKind, Message, Rating, WithdrawalRequest
from ..petition import Kind
from ..scope import access
from ..sealing.keys import KeyName, current_key
from ..workflow import STATES, State
from ..workflow.asking import STILL_SETTLED
from . import withdrawal_requests
from .moves import NotAllowed
from .withdrawal import may_withdraw, may_withdraw_part

MOST_WORDS = 4000
Scope, Answer = WithdrawalRequest.Scope, WithdrawalRequest.Answer
EXCEPTIONS = {key for key, _words in STILL_SETTLED} - {"none"}


def ask_withdrawal(*, case_id: int, scope: str, words: str, forced: bool) -> WithdrawalRequest:
    """The citizen wishes to withdraw. The case goes on until the signed letter is there and an officer acts on it.

    Raises Case.DoesNotExist, NotAllowed (too late, asked already, or no part can be withdrawn), ValueError (no words
    for a part, too long).
    """
    said = _tidy(words)
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        _check_withdrawal(case, scope, said)
        request = WithdrawalRequest.objects.create(case=case, scope=scope, words=said, forced=forced)
        events.record(
            kind=EventKind.WITHDRAWAL,
            case=case,
            details={"withdrawal": request.pk, "scope": scope, "forced": forced, "words_mac": _mac(case, said)},
        )
    return request


def settle_all_the_same(*, case_id: int, actor: Person, text: str, because: str = "") -> WithdrawalRequest:
    """The office goes on in spite of the wish to withdraw and says why; the citizen reads it as a message. To take the
    wish is a step of the table (`move` with WITHDRAW or WITHDRAW_PART), which closes it.

    `because` names, of a denunciation, the case of Luật Tố cáo Đ.33 k.3 (`STILL_SETTLED`).
    Raises Case.DoesNotExist, NotAllowed (not theirs to write, nothing open), ValueError (no words, no such reason).
    """
    said = _tidy(text)
    if not said:
        raise ValueError("words for the citizen")
    with transaction.atomic():
        Case.objects.locked(case_id)
        case = _writable(case_id, actor)
        request = withdrawal_requests.waiting(case)
        if request is None:
            raise NotAllowed("Không còn đề nghị rút nào đang chờ.")
        _tell(case, actor, said)
        withdrawal_requests.close(request, actor, Answer.CONTINUED, **_reason(case, because))
    return request


def _reason(case: Case, because: str) -> dict[str, str]:
    """A complaint or opinion goes on for want of a signed letter or because of force: words say it, no list does."""
    if not case.is_denunciation:
        return {}
    if because not in EXCEPTIONS:
        raise ValueError("one of the cases of Luật Tố cáo Đ.33 k.3")
    return {"still_settled": because, "ground": "25/2018/QH14#dieu-33.khoan-3"}


def rate(*, case_id: int, score: int, reason: str) -> Rating:
    """The citizen's view of the handling, once there is an end; a bad one with its reason asks the head for a review.

    Raises Case.DoesNotExist, NotAllowed (no end yet, rated already), ValueError (no such score, too long, or a bad
    score without a reason).
    """
    said = _tidy(reason)
    if score not in range(1, 6):
        raise ValueError(marked("Xin chọn một mức từ 1 đến 5."))
    if score <= Rating.BAD and not said:
        raise ValueError(marked("Xin ghi lý do, để người đứng đầu cơ quan xem xét lại."))
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        if not STATES[State(case.state)].is_rated:
            raise NotAllowed(marked("Đánh giá được khi cơ quan đã có kết quả."))
        if Rating.objects.filter(case=case).exists():
            raise NotAllowed(marked("Ông/bà đã đánh giá rồi."))
        rating = Rating.objects.create(case=case, score=score, reason=said, asks_review=score <= Rating.BAD)
        events.record(
            kind=EventKind.RATED,
            case=case,
            details={"score": score, "asks_review": rating.asks_review, "words_mac": _mac(case, said)},
        )
    return rating


def answer_review(*, case_id: int, actor: Person, text: str) -> Rating:
    """The head has looked again and says so to the citizen. Raises Case.DoesNotExist, NotAllowed, ValueError."""
    said = _tidy(text)
    if not said:
        raise ValueError("words for the citizen")
    with transaction.atomic():
        Case.objects.locked(case_id)
        case = _writable(case_id, actor)
        if Role.HEAD not in access(case, actor).roles:
            raise NotAllowed("Người đứng đầu cơ quan mới trả lời việc xem xét lại.")
        rating = Rating.objects.filter(case=case, asks_review=True, reviewed_at=None).first()
        if rating is None:
            raise NotAllowed("Không có đánh giá nào đang chờ xem xét lại.")
        rating.reviewed_at, rating.reviewer = timezone.now(), actor
        rating.save(update_fields=["reviewed_at", "reviewer"])
        _tell(case, actor, said)
        events.record(kind=EventKind.REVIEWED, case=case, actor=actor, agency=case.handling_agency)
    return rating


def _check_withdrawal(case: Case, scope: str, said: str) -> None:
    if not may_withdraw(State(case.state)):
        raise NotAllowed(marked("Hồ sơ đã có kết quả hoặc đã chuyển đi, nên không rút ở đây được nữa."))
    if case.withdrawals.filter(answer=Answer.OPEN).exists():
        raise NotAllowed(marked("Ông/bà đã đề nghị rút; cơ quan đang xử lý."))
    if scope not in set(Scope.values):
        raise ValueError(marked("Xin chọn rút toàn bộ hay một phần."))
    if scope == Scope.PART:
        if not may_withdraw_part(Kind(case.kind), timezone.localdate()):
            raise NotAllowed(marked("Loại đơn này không rút một phần."))
        if not said:
            raise ValueError(marked("Xin ghi rõ phần nào được rút."))


def _writable(case_id: int, actor: Person) -> Case:
    case = Case.objects.visible_to(actor).select_related("handling_agency").get(pk=case_id)
    if not access(case, actor).write:
        raise NotAllowed("Chỉ cơ quan đang xử lý hồ sơ mới trả lời người gửi đơn.")
    return case


def _tell(case: Case, actor: Person, words: str) -> None:
    message = Message.objects.create(case=case, author=actor, agency=case.handling_agency, body=words)
    key = current_key(KeyName.AUDIT)
    events.record(
        kind=EventKind.MESSAGE,
        case=case,
        actor=actor,
        agency=case.handling_agency,
        details={"message": message.pk, "body_mac": events.body_mac(case.reference, words, key), "papers": []},
    )


def _tidy(words: str) -> str:
    cleaned = clean(words, most=MOST_WORDS)
    if cleaned.too_long:
        raise ValueError(marked("Dài quá. Xin viết gọn lại."))
    return cleaned.text


def _mac(case: Case, words: str) -> str:
    return events.body_mac(case.reference, words, current_key(KeyName.AUDIT))
