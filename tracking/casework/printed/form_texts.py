"""What the paper of each kind of petition says, by the law of its day. Data with dates; pure.

Headings and labels are those of the annexes named in `source`, re-entered by us. A label's value comes from the
petition by name (`petitioner.name`); an empty value leaves a dotted line. Where no statutory form is in hand, the paper
is a plain letter with the contents the law asks, and carries no form number.

`confidence`: V = read in the act's own text; OCR = read in a scan of the act, marks corrected by us.
"""

import datetime as dt
from dataclasses import dataclass

from ..petition import Kind


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Line:
    """Labels with short values on one line, in order: (label, name of the value)."""

    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Prose:
    """A label, then running text; `blank` dotted lines where there is none."""

    label: str
    values: tuple[str, ...]
    blank: int = 4


@dataclass(frozen=True)
class Papers:
    """The list of papers handed in with the petition."""

    label: str


@dataclass(frozen=True)
class Companions:
    """Further petitioners of the same matter, each with room to sign; nothing where there are none."""

    label: str


@dataclass(frozen=True)
class Remark:
    text: str


Piece = Heading | Line | Prose | Papers | Companions | Remark


@dataclass(frozen=True, kw_only=True)
class FormText:
    """One paper: in force from `valid_from` to `valid_to`, both days included."""

    kind: Kind
    heading: str
    number: str
    source: str
    confidence: str
    valid_from: dt.date
    valid_to: dt.date | None
    pieces: tuple[Piece, ...]
    signer: str
    signer_hint: str
    by_hand: bool = False


_ID_2026 = "- Số căn cước/định danh cá nhân/giấy chứng nhận căn cước/hộ chiếu:"
_ID_2020 = "Số CMND/Hộ chiếu/Thẻ căn cước công dân:"
_COMPLAINT_BODY = ("content.body", "content.reason", "content.request", "content.decision", "content.known_on")

COMPLAINT_2026 = FormText(
    kind=Kind.COMPLAINT,
    heading="ĐƠN KHIẾU NẠI",
    number="Mẫu số 01",
    source="Phụ lục Nghị định 155/2026/NĐ-CP",
    confidence="V",
    valid_from=dt.date(2026, 7, 1),
    valid_to=None,
    pieces=(
        Heading("1. Thông tin người khiếu nại:"),
        Line((("- Họ và tên:", "petitioner.name_and_address"),)),
        Line(
            (
                (_ID_2026, "petitioner.id_number"),
                ("ngày cấp", "petitioner.id_issued_on"),
                ("nơi cấp", "petitioner.id_issued_by"),
            )
        ),
        Companions("Những người cùng khiếu nại:"),
        Heading("2. Thông tin người được ủy quyền khiếu nại (nếu có):"),
        Line((("- Họ và tên:", "petitioner.representative"),)),
        Line(((_ID_2026, "petitioner.representative_id_number"), ("ngày cấp", ""), ("nơi cấp", ""))),
        Line((("3. Tên cơ quan, tổ chức, cá nhân bị khiếu nại:", "content.respondent_and_address"),)),
        Line((("4. Khiếu nại về việc:", "content.subject"),)),
        Prose("5. Nội dung khiếu nại:", _COMPLAINT_BODY, blank=8),
        Papers("(Tài liệu, chứng cứ kèm theo - nếu có)"),
    ),
    signer="NGƯỜI KHIẾU NẠI",
    signer_hint="(Ký hoặc điểm chỉ)",
)

COMPLAINT_2020 = FormText(
    kind=Kind.COMPLAINT,
    heading="ĐƠN KHIẾU NẠI",
    number="Mẫu số 01",
    source="Phụ lục Nghị định 124/2020/NĐ-CP",
    confidence="OCR",
    valid_from=dt.date(2020, 12, 10),
    valid_to=dt.date(2026, 6, 30),
    pieces=(
        Line((("Họ và tên người khiếu nại:", "petitioner.name"),)),
        Line((("Địa chỉ:", "petitioner.address"),)),
        Line(
            (
                (_ID_2020, "petitioner.id_number"),
                ("ngày cấp", "petitioner.id_issued_on"),
                ("nơi cấp", "petitioner.id_issued_by"),
            )
        ),
        Companions("Những người cùng khiếu nại:"),
        Line((("Tên của cơ quan, tổ chức, cá nhân bị khiếu nại:", "content.respondent"),)),
        Line((("Địa chỉ:", "content.respondent_address"),)),
        Line((("Khiếu nại về việc:", "content.subject"),)),
        Prose("Nội dung khiếu nại:", _COMPLAINT_BODY, blank=8),
        Papers("(Tài liệu, chứng cứ kèm theo nếu có)"),
    ),
    signer="NGƯỜI KHIẾU NẠI",
    signer_hint="(Chữ ký hoặc điểm chỉ)",
)

DENUNCIATION_LETTER = FormText(
    kind=Kind.DENUNCIATION,
    heading="ĐƠN TỐ CÁO",
    number="",
    source="Đơn viết theo các nội dung nêu tại khoản 1 Điều 23 Luật Tố cáo 2018",
    confidence="V",
    valid_from=dt.date(2019, 1, 1),
    valid_to=None,
    pieces=(
        Line((("Họ và tên người tố cáo:", ""),)),
        Line((("Địa chỉ:", ""),)),
        Line((("Cách thức liên hệ:", ""),)),
        Remark("(Người tố cáo tự viết tay ba dòng trên.)"),
        Companions("Những người cùng tố cáo (tự viết tay; ghi rõ ai là người đại diện):"),
        Line((("Người bị tố cáo:", "content.respondent_and_address"),)),
        Line((("Tố cáo về việc:", "content.subject"),)),
        Prose("Hành vi vi phạm pháp luật bị tố cáo:", ("content.body",), blank=8),
        Prose("Thông tin khác có liên quan:", ("content.happened", "content.earlier", "content.request"), blank=2),
        Papers("Tài liệu kèm theo:"),
    ),
    signer="NGƯỜI TỐ CÁO",
    signer_hint="(Ký tên hoặc điểm chỉ)",
    by_hand=True,
)


def _letter(kind: Kind, verb: str) -> FormText:
    return FormText(
        kind=kind,
        heading=f"ĐƠN {verb.upper()}",
        number="",
        source="Thư viết theo các nội dung pháp luật yêu cầu đối với đơn kiến nghị, phản ánh",
        # Contents as the circular on handling petitions lists them (07/2014/TT-TTCP Điều 6 khoản 2).
        confidence="V",
        valid_from=dt.date(2014, 7, 1),
        valid_to=None,
        pieces=(
            Line(((f"Họ và tên người {verb}:", "petitioner.name"),)),
            Line((("Địa chỉ:", "petitioner.address"),)),
            Line((("Điện thoại:", "petitioner.phone"), ("Thư điện tử:", "petitioner.email"))),
            Companions(f"Những người cùng {verb}:"),
            Line(((f"{verb.capitalize()} về việc:", "content.subject"),)),
            Prose(f"Nội dung {verb}:", ("content.body", "content.happened", "content.earlier"), blank=8),
            Prose(f"Đề nghị của người {verb}:", ("content.request",), blank=2),
            Papers("Tài liệu kèm theo:"),
        ),
        signer=f"NGƯỜI {verb.upper()}",
        signer_hint="(Ký, ghi rõ họ tên)",
    )


FORMS: tuple[FormText, ...] = (
    COMPLAINT_2026,
    COMPLAINT_2020,
    DENUNCIATION_LETTER,
    _letter(Kind.PROPOSAL, "kiến nghị"),
    _letter(Kind.FEEDBACK, "phản ánh"),
)


class NoForm(LookupError):
    """No paper is on record for this kind and day."""


def form_on(kind: Kind, day: dt.date) -> FormText:
    """The paper in force for this kind on this day."""
    for form in FORMS:
        if form.kind is kind and form.valid_from <= day and (form.valid_to is None or day <= form.valid_to):
            return form
    raise NoForm(f"{kind.value} on {day}")
