"""What a citizen asks of their own case, and what the office answers: withdrawal, rating, review."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person, Role

from . import events
from .hygiene import clean
from .keys import KeyName, current_key
from .kind_guides import marked
from .models import Case, EventKind, Message, Rating, WithdrawalRequest
from .moves import NotAllowed
from .petition import Kind
from .scope import access
from .withdrawal import may_withdraw, may_withdraw_part
from .workflow import END_STATES, State

MOST_WORDS = 4000
Scope, Answer = WithdrawalRequest.Scope, WithdrawalRequest.Answer
RATED_STATES = END_STATES - {State.TRANSFERRED_OUT} | {State.DECIDED}


def ask_withdrawal(*, case_id: int, scope: str, words: str, forced: bool) -> WithdrawalRequest:
    """The citizen wishes to withdraw. The case goes on until the signed letter is there and an officer acts on it.

    Raises Case.DoesNotExist, NotAllowed (too late, asked already, or no part can be withdrawn), ValueError (no words
    for a part, too long).
    """
    said = _tidy(words)
    with transaction.atomic():
        case = _locked(case_id)
        _check_withdrawal(case, scope, said)
        request = WithdrawalRequest.objects.create(case=case, scope=scope, words=said, forced=forced)
        events.record(
            kind=EventKind.WITHDRAWAL,
            case=case,
            details={"withdrawal": request.pk, "scope": scope, "forced": forced, "words_mac": _mac(case, said)},
        )
    return request


def answer_withdrawal(*, case_id: int, actor: Person, answer: str, text: str) -> WithdrawalRequest:
    """The office says what becomes of it; the citizen reads it as a message. The step itself is taken with `move`.

    Raises Case.DoesNotExist, NotAllowed (not theirs to write, nothing open), ValueError (no words, no such answer).
    """
    said = _tidy(text)
    if not said or answer not in {Answer.TAKEN, Answer.CONTINUED}:
        raise ValueError("an answer and its words")
    with transaction.atomic():
        _locked(case_id)
        case = _writable(case_id, actor)
        request = case.withdrawals.filter(answer=Answer.OPEN).first()
        if request is None:
            raise NotAllowed("Không còn đề nghị rút nào đang chờ.")
        request.answer, request.answered_at = answer, timezone.now()
        request.save(update_fields=["answer", "answered_at"])
        _tell(case, actor, said)
        events.record(
            kind=EventKind.WITHDRAWAL_SEEN,
            case=case,
            actor=actor,
            agency=case.handling_agency,
            details={"withdrawal": request.pk, "answer": answer},
        )
    return request


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
        case = _locked(case_id)
        if case.state not in RATED_STATES:
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
        _locked(case_id)
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


def _locked(case_id: int) -> Case:
    # NO KEY, as in `moves`: a full lock would deadlock with another writer's foreign key on PostgreSQL.
    return Case.objects.select_for_update(no_key=True).get(pk=case_id)


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
