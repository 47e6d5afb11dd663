"""What the public calculator asks, and how its address is read. Pure; Vietnamese source strings the page translates.

Everything stands in the address, so a result can be printed, kept and sent on; nothing is stored.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from .facts import BadCase, CaseFacts, Event
from .rules import TermName
from .words import marked

COMPLAINT, DENUNCIATION, PROPOSAL, FEEDBACK = "complaint", "denunciation", "proposal", "feedback"
EVERY = frozenset({COMPLAINT, DENUNCIATION, PROPOSAL, FEEDBACK})
SETTLED = frozenset({COMPLAINT, DENUNCIATION})
# The portal's own promise concerns petitions sent through it: there is nothing to calculate.
SHOWN = tuple(name for name in TermName if name is not TermName.ACKNOWLEDGEMENT)
INSTANCE, TODAY = "lan", "tinh-den"


@dataclass(frozen=True)
class KindChoice:
    slug: str
    kind: str
    title: str
    about: str


KINDS = (
    KindChoice(
        "khieu-nai",
        COMPLAINT,
        marked("Khiếu nại"),
        marked("Tôi không đồng ý với một quyết định, việc làm của cơ quan."),
    ),
    KindChoice("to-cao", DENUNCIATION, marked("Tố cáo"), marked("Tôi báo một hành vi vi phạm pháp luật.")),
    KindChoice("kien-nghi", PROPOSAL, marked("Kiến nghị"), marked("Tôi đề xuất một việc nên làm.")),
    KindChoice("phan-anh", FEEDBACK, marked("Phản ánh"), marked("Tôi báo một việc đang xảy ra.")),
)


@dataclass(frozen=True)
class Question:
    """A date or a tick of the form: its name in the address, and what it is to the engine."""

    name: str
    means: str
    label: str
    kinds: frozenset[str] = EVERY
    hint: str = ""
    instance: int = 0
    days: str = ""

    def is_for(self, kind: str, instance: int) -> bool:
        return kind in self.kinds and self.instance in (0, instance)


COMPLAINTS, DENUNCIATIONS = frozenset({COMPLAINT}), frozenset({DENUNCIATION})
FLAGS = (
    Question(
        "phuc-tap",
        "complex",
        marked("Vụ việc phức tạp"),
        SETTLED,
        marked("Cơ quan đã ghi trong hồ sơ là phức tạp: nhiều nội dung, nhiều nơi phải xác minh, nhiều người…"),
    ),
    Question(
        "dac-biet-phuc-tap",
        "specially_complex",
        marked("Vụ việc đặc biệt phức tạp"),
        DENUNCIATIONS,
        marked("Có từ hai lý do phức tạp trở lên."),
    ),
    Question(
        "vung-xa",
        "remote",
        marked("Ở vùng sâu, vùng xa, đi lại khó khăn"),
        COMPLAINTS,
        marked("Do cơ quan giải quyết xác định."),
    ),
    Question("ky-luat", "disciplinary", marked("Khiếu nại quyết định kỷ luật cán bộ, công chức"), COMPLAINTS),
    Question("thoi-viec", "dismissal", marked("Hình thức kỷ luật là buộc thôi việc"), COMPLAINTS),
    Question(
        "nhieu-noi",
        "several_places",
        marked("Phải kiểm tra ở nhiều nơi, hoặc nhờ nơi khác kiểm tra"),
        DENUNCIATIONS,
        marked("Khi kiểm tra thông tin người tố cáo và điều kiện thụ lý."),
    ),
    Question("noi-khac-chuyen", "forwarded", marked("Đơn do báo chí, cơ quan khác chuyển đến"), SETTLED),
)
DATES = (
    Question("biet", "known", marked("Ngày ông/bà nhận hoặc biết được quyết định, việc làm"), COMPLAINTS, instance=1),
    Question("nhan", "received", marked("Ngày cơ quan nhận đơn"), hint=marked("Ghi trên biên nhận.")),
    Question("chuyen", "transferred", marked("Ngày chuyển tố cáo đến cơ quan khác"), DENUNCIATIONS),
    Question("thu-ly", "accepted", marked("Ngày thụ lý"), hint=marked("Ghi trong thông báo hoặc quyết định thụ lý.")),
    Question("thong-bao", "notified", marked("Ngày thông báo việc thụ lý"), DENUNCIATIONS),
    Question("ket-qua", "decided", marked("Ngày ban hành quyết định, kết luận"), SETTLED),
    Question("nhan-ket-qua", "delivered", marked("Ngày nhận được quyết định, kết luận"), SETTLED),
    Question("cong-khai", "published", marked("Ngày công khai"), SETTLED),
)
MORE_DATES = (
    Question("gia-han-1", "extended", marked("Gia hạn lần một, ngày"), DENUNCIATIONS, days="gia-han-1-so"),
    Question("gia-han-2", "extended", marked("Gia hạn lần hai, ngày"), DENUNCIATIONS, days="gia-han-2-so"),
    Question("tam-dung-1", "suspended", marked("Tạm đình chỉ từ ngày"), SETTLED),
    Question("tiep-tuc-1", "resumed", marked("Tiếp tục giải quyết từ ngày"), SETTLED),
    Question("tam-dung-2", "suspended", marked("Tạm đình chỉ lần hai từ ngày"), SETTLED),
    Question("tiep-tuc-2", "resumed", marked("Tiếp tục lần hai từ ngày"), SETTLED),
    Question(
        "tro-ngai",
        "hindered",
        marked("Ốm đau, thiên tai hoặc trở ngại khác từ ngày"),
        COMPLAINTS,
        marked("Thời gian ông/bà không thể khiếu nại được thì không tính."),
        instance=1,
    ),
    Question("het-tro-ngai", "freed", marked("Trở ngại hết ngày"), COMPLAINTS, instance=1),
    Question("rut", "withdrawn", marked("Ngày rút đơn"), SETTLED),
)


_STRETCHES = (("tro-ngai", "het-tro-ngai"), ("tam-dung-1", "tiep-tuc-1"), ("tam-dung-2", "tiep-tuc-2"))


@dataclass(frozen=True)
class Wrong:
    """What was typed into one field, and why it cannot be; `reason` is a source string with `{typed}` left out."""

    name: str
    reason: str
    typed: str = ""


@dataclass
class Asked:
    """The form as filled in: `typed` gives every answer back as it came."""

    kind: KindChoice
    instance: int
    typed: Mapping[str, str]
    events: list[tuple[str, Event]] = field(default_factory=list)
    flags: frozenset[str] = frozenset()
    today: dt.date = dt.date.min
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def has_dates(self) -> bool:
        return bool(self.events)

    def facts(self) -> CaseFacts:
        events = tuple(event for _, event in self.events)
        return CaseFacts(self.kind.kind, events, self.today, self.instance, self.flags)

    def field_of(self, event: Event) -> str:
        return next((name for name, told in self.events if told is event), "")


def kind_named(slug: str) -> KindChoice | None:
    return next((choice for choice in KINDS if choice.slug == slug), None)


def questions(kind: str, instance: int) -> tuple[list[Question], list[Question], list[Question]]:
    """Ticks, dates and further dates that make sense for this kind."""
    groups = (FLAGS, DATES, MORE_DATES)
    ticks, dates, more = ([one for one in group if one.is_for(kind, instance)] for group in groups)
    return ticks, dates, more


def read(kind: KindChoice, given: Mapping[str, str], today: dt.date) -> Asked:
    """Every answer that can be understood; the others stand in `wrong`."""
    instance = 2 if given.get(INSTANCE) == "2" and kind.kind in SETTLED else 1
    asked = Asked(kind, instance, given, today=today)
    ticks, dates, more = questions(kind.kind, instance)
    asked.flags = frozenset(one.means for one in ticks if given.get(one.name))
    if given.get(TODAY, "").strip():
        asked.today = _read_day(TODAY, given[TODAY], asked) or today
    for question in (*dates, *more):
        asked.events += _events(question, given, asked)
    _turned_round(asked)
    return asked


def _turned_round(asked: Asked) -> None:
    """A stretch that ends before it begins is told at its end; the engine would hear of an end without a beginning."""
    days = {name: event.on for name, event in asked.events}
    for first, last in _STRETCHES:
        if first in days and last in days and days[last] < days[first]:
            asked.wrong.append(Wrong(last, marked("Ngày này ở trước ngày bắt đầu.")))
            asked.events = [(name, event) for name, event in asked.events if name not in {first, last}]


def _events(question: Question, given: Mapping[str, str], asked: Asked) -> Iterator[tuple[str, Event]]:
    typed = given.get(question.name, "").strip()
    days = given.get(question.days, "").strip() if question.days else ""
    if days and not re.fullmatch(r"[0-9]{1,3}", days):
        asked.wrong.append(Wrong(question.days, marked("Số ngày gia hạn là một số, từ 1 đến 30."), days))
    elif days and not typed:
        asked.wrong.append(Wrong(question.name, marked("Xin ghi cả ngày ra quyết định gia hạn.")))
    elif typed and (day := _read_day(question.name, typed, asked)):
        yield question.name, Event(question.means, day, int(days) if days else None)


def _read_day(name: str, typed: str, asked: Asked) -> dt.date | None:
    """2026-11-23, 23/11/2026 or 23-11-2026."""
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed.strip())
    turned = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", typed.strip())
    numbers = parts.groups() if parts else turned.groups()[::-1] if turned else None
    if numbers:
        with suppress(ValueError, BadCase):
            day = dt.date(*map(int, numbers))
            CaseFacts(asked.kind.kind, (), day)
            return day
    asked.wrong.append(Wrong(name, marked("Không có ngày này. Xin ghi như 23/11/2026."), typed[:40]))
    return None
