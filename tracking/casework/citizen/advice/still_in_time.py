"""“Am I still in time?”: where the citizen stands, the few dates that need asking, and which ways are open. Pure.

Everything is asked and answered in the address; nothing is remembered. Days are counted by the engine of `terms`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracking.terms.calculator import COMPLAINT, KINDS, Asked, Question, questions, read
from tracking.terms.engine import Term, TermState
from tracking.terms.rules import TermName

from ...kind_guides import COMPLAINT_LAW, DENUNCIATION_LAW, RECEPTION_LAW, Point, marked

COURT_LAW = "93/2015/QH13"
_COMPLAINTS = next(kind for kind in KINDS if kind.kind == COMPLAINT)


@dataclass(frozen=True)
class Stage:
    """How far the matter has come: `dates` and `ticks` are names of the calculator's questions, `terms` what may run.

    Nothing is asked where `dates` is empty; `told` then says all there is to say.
    """

    slug: str
    label: str
    title: str = ""
    hint: str = ""
    dates: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    terms: tuple[TermName, ...] = ()
    instance: int = 1
    told: tuple[Point, ...] = ()

    @property
    def is_asked(self) -> bool:
        return bool(self.dates)


STAGES: dict[str, Stage] = {
    stage.slug: stage
    for stage in (
        Stage(
            "chua-gui",
            marked("Tôi nhận hoặc biết một quyết định, một việc làm, chưa gửi đơn đi đâu"),
            title=marked("Ông/bà biết việc ấy từ ngày nào?"),
            dates=("biet", "tro-ngai", "het-tro-ngai"),
            ticks=("ky-luat", "thoi-viec"),
            terms=(TermName.FIRST_COMPLAINT, TermName.COURT),
        ),
        Stage(
            "cho-tra-loi",
            marked("Tôi đã khiếu nại, chưa có quyết định giải quyết"),
            title=marked("Cơ quan nhận đơn và thụ lý ngày nào?"),
            hint=marked("Ngày ghi trên biên nhận và trong thông báo thụ lý. Chưa có thông báo thì để trống."),
            dates=("nhan", "thu-ly"),
            ticks=("phuc-tap", "vung-xa", "ky-luat", "thoi-viec"),
            terms=(TermName.ACCEPTANCE, TermName.SETTLEMENT, TermName.SECOND_COMPLAINT, TermName.COURT),
        ),
        Stage(
            "co-lan-dau",
            marked("Đã có quyết định giải quyết lần đầu, tôi không đồng ý"),
            title=marked("Ông/bà nhận quyết định lần đầu ngày nào?"),
            hint=marked("Ngày cầm được quyết định trong tay, không phải ngày ghi trên giấy."),
            dates=("nhan-ket-qua",),
            ticks=("vung-xa", "ky-luat", "thoi-viec"),
            terms=(TermName.SECOND_COMPLAINT, TermName.COURT),
        ),
        Stage(
            "co-lan-hai",
            marked("Đã có quyết định giải quyết lần hai"),
            title=marked("Ông/bà nhận quyết định lần hai ngày nào?"),
            dates=("nhan-ket-qua",),
            ticks=("ky-luat", "thoi-viec"),
            terms=(TermName.COURT,),
            instance=2,
        ),
        Stage(
            "to-cao",
            marked("Tôi muốn tố cáo một người làm sai"),
            title=marked("Tố cáo: báo sớm thì dễ xác minh"),
            told=(
                Point(
                    marked(
                        "Luật Tố cáo không ghi hạn cuối cho người tố cáo như luật khiếu nại ghi 90 ngày. "
                        "Nhưng báo sớm thì giấy tờ, người chứng kiến còn đủ."
                    ),
                    f"{DENUNCIATION_LAW}#dieu-29",
                ),
                Point(
                    marked("Việc vừa hại ông/bà vừa là việc sai của cán bộ: hạn khiếu nại vẫn chạy. Xin viết hai đơn."),
                    f"{RECEPTION_LAW}#dieu-25.khoan-3",
                ),
            ),
        ),
        Stage(
            "phan-anh",
            marked("Tôi muốn phản ánh, kiến nghị"),
            title=marked("Phản ánh, kiến nghị: gửi lúc nào cũng được"),
            told=(
                Point(
                    marked("Luật không đặt hạn cho người gửi. Cơ quan báo lại trong 10 ngày làm việc."),
                    f"{RECEPTION_LAW}#dieu-28.khoan-1",
                ),
            ),
        ),
    )
}


@dataclass(frozen=True)
class Way:
    """One way the citizen may go, and whether there is still time."""

    name: TermName
    term: Term
    is_open: bool
    note: Point


_NOTES = {
    TermName.FIRST_COMPLAINT: Point(
        marked("Gửi đến chính người đã ra quyết định, hoặc cơ quan có người đã làm việc ấy."),
        f"{COMPLAINT_LAW}#dieu-7.khoan-1",
    ),
    TermName.SECOND_COMPLAINT: Point(
        marked("Gửi lên cấp trên trực tiếp của người giải quyết lần đầu."), f"{COMPLAINT_LAW}#dieu-33.khoan-1"
    ),
    TermName.COURT: Point(
        marked("Nộp đơn tại Tòa án, không nộp qua cổng này. Tòa đã nhận thì cơ quan thôi giải quyết khiếu nại."),
        f"{COURT_LAW}#dieu-116",
    ),
}
TOO_LATE = (
    Point(
        marked(
            "Có lúc ốm đau, thiên tai, đi công tác, học ở xa hoặc trở ngại khách quan khác thì trừ những ngày ấy ra. "
            "Xin ghi thêm ngày trở ngại rồi tính lại."
        ),
        f"{COMPLAINT_LAW}#dieu-9",
    ),
    Point(marked("Quá hạn mà không có lý do chính đáng thì khiếu nại không được thụ lý."), f"{COMPLAINT_LAW}#dieu-11"),
    Point(
        marked("Vẫn có thể đến nơi tiếp công dân hoặc hỏi luật sư trực miễn phí trước khi bỏ cuộc."),
        f"{RECEPTION_LAW}#dieu-7",
    ),
)


def stage_named(slug: str) -> Stage | None:
    return STAGES.get(slug)


def asked_of(stage: Stage, given: Mapping[str, str], today: dt.date) -> Asked:
    """What was typed for this stage alone: a date left over from another stage is not heard."""
    names = {*stage.dates, *stage.ticks}
    heard = {name: value for name, value in given.items() if name in names}
    if heard.get("thoi-viec"):
        heard["ky-luat"] = "1"
    return read(_COMPLAINTS, {**heard, "lan": str(stage.instance)}, today)


def fields_of(stage: Stage) -> tuple[list[Question], list[Question]]:
    """The questions for dates and for ticks, in the order of the stage."""
    ticks, dates, more = questions(COMPLAINT, stage.instance)
    by_name = {question.name: question for question in (*ticks, *dates, *more)}
    return [by_name[name] for name in stage.dates], [by_name[name] for name in stage.ticks]


def ways(terms: Sequence[Term]) -> list[Way]:
    """The citizen's own terms that have begun, those still open first."""
    found = [
        Way(term.name, term, term.state is TermState.RUNNING, _NOTES[term.name])
        for term in terms
        if term.name in _NOTES and term.start is not None
    ]
    return sorted(found, key=lambda way: not way.is_open)


def office_terms(terms: Sequence[Term]) -> list[Term]:
    """What the office still owes, as far as it has begun."""
    return [term for term in terms if term.name not in _NOTES and term.start is not None]
