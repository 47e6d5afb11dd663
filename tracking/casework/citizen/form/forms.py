"""One form per kind of petition, with the contents the law asks (`petition.REQUIREMENTS`) and little more."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tracking.organisation.models import Agency

from ...form_fields import day_or_words, email, email_notices, id_number, line, paragraph, phone
from ...kind_guides import GUIDES, KindGuide
from ...notices.channels import CHANNELS
from ...offices import right_office
from ...offices.recipients import agency_choices, open_agencies
from ...petition import FIELD_NAMES, SECOND, Content, Kind, PetitionerData, fields_for
from ...petitioners.mandate import Mandate, NewsTo
from ...petitioners.unnamed import NAMED, UNNAMED
from .form_parties import BESIDE, WRITER, MayStayUnnamed, PartiesForm

_CONTENT_NAMES = frozenset(Content.__dataclass_fields__)
# What a petitioner says of himself; the rest of the record comes from `PartiesForm.people`.
_PETITIONER_NAMES = frozenset(
    {"name", "address", "phone", "email", "email_notices", "id_number", "id_issued_on", "id_issued_by"}
)


class Section(NamedTuple):
    """A heading and its fields. A folded one stays shut while nothing in it was filled in."""

    title: str
    fields: list[BoundField]
    folded: bool = False
    is_open: bool = True


class PetitionForm(PartiesForm):
    """What every petition asks. `groups` orders the fields under headings; a kind adds its own."""

    groups: tuple[tuple[Any, tuple[str, ...]], ...]
    left_out: frozenset[str] = frozenset()

    agency = forms.ChoiceField(
        label=_("Gửi đến cơ quan nào?"),
        help_text=_("Không rõ thì để nguyên dòng đầu: Ban Tiếp công dân thành phố sẽ chuyển đúng nơi."),
        error_messages={"invalid_choice": _("Xin chọn một cơ quan trong danh sách.")},
    )
    field = forms.ChoiceField(
        label=_("Việc này thuộc lĩnh vực nào?"),
        help_text=_("Không rõ thì để nguyên."),
        error_messages={"invalid_choice": _("Xin chọn một lĩnh vực trong danh sách.")},
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.left_out | self._not_offered():
            self.fields.pop(name, None)
        self.guide: KindGuide = GUIDES[self.kind]
        self.bodies = {agency.slug: agency for agency in agencies}
        self.agencies = {agency.slug: agency for agency in open_agencies(self.bodies.values())}
        choose_agency, choose_field = self.fields["agency"], self.fields["field"]
        assert isinstance(choose_agency, forms.ChoiceField)  # noqa: S101 – tells the type checker
        assert isinstance(choose_field, forms.ChoiceField)  # noqa: S101
        choose_agency.choices = agency_choices(self.agencies.values())
        choose_field.choices = _matters(self.kind)
        self._offer_bodies()
        self._describe()

    def _not_offered(self) -> frozenset[str]:
        """Mail is offered only where it can be sent."""
        return frozenset() if CHANNELS["email"].is_configured() else frozenset({"email_notices"})

    def _offer_bodies(self) -> None:
        """Which bodies a petition can be about; asked only of kinds that attack somebody."""
        if "respondent_agency" not in self.fields:
            return
        body, post = self.fields["respondent_agency"], self.fields["respondent_post"]
        assert isinstance(body, forms.ChoiceField)  # noqa: S101
        assert isinstance(post, forms.ChoiceField)  # noqa: S101
        body.choices, post.choices = right_office.attacked_choices(self.bodies), right_office.post_choices()

    def _describe(self) -> None:
        """Ties hints and errors to their fields for screen readers."""
        wrong = set(self.errors) if self.is_bound else set()
        for name, field in self.fields.items():
            parts = [f"id_{name}_hint"] if field.help_text else []
            if name in wrong:
                field.widget.attrs["aria-invalid"] = "true"
                parts.append(f"id_{name}_error")
            if parts:
                field.widget.attrs["aria-describedby"] = " ".join(parts)

    def sections(self) -> list[Section]:
        own = [Section(str(title), self._fields(names)) for title, names in self.groups]
        folded = [self._folded(title, self._fields(names)) for title, names in _FOLDED]
        # People before matter: the folded parts follow the petitioner's own.
        return [section for section in (*own[:2], *folded, *own[2:]) if section.fields]

    def _fields(self, names: Iterable[str]) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]

    def _folded(self, title: Any, fields: list[BoundField]) -> Section:
        said = any(field.value() not in {None, "", Mandate.SELF.value, NewsTo.PETITIONER.value} for field in fields)
        return Section(str(title), fields, folded=True, is_open=said or any(field.errors for field in fields))

    def removed_characters(self) -> int:
        return sum(getattr(field, "removed", 0) for field in self.fields.values())

    @property
    def agency_chosen(self) -> Agency:
        return self.agencies[self.cleaned_data["agency"]]

    def content(self) -> Content:
        return Content(**_part(self.cleaned_data, _CONTENT_NAMES))

    def petitioner(self) -> PetitionerData | None:
        return PetitionerData(**_part(self.cleaned_data, _PETITIONER_NAMES), **self.people())


_FOLDED = (
    (_("Viết thay người khác?"), WRITER),
    (_("Nhiều người cùng đứng đơn?"), BESIDE),
)


def _part(cleaned: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: str(value) for name, value in cleaned.items() if name in names and value}


def _matters(kind: Kind) -> list[tuple[str, str]]:
    """ "Other" first: it is the honest answer of someone who does not know."""
    others = [(field.value, _now(FIELD_NAMES[field])) for field in fields_for(kind)]
    return [others[-1], *others[:-1]]


def _body_attacked(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        help_text=_("Chọn được thì cổng chỉ ra nơi có thẩm quyền giải quyết theo luật."),
        error_messages={"invalid_choice": _("Xin chọn một cơ quan trong danh sách.")},
    )


def _post_attacked() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Người ấy giữ chức gì ở đó?"),
        required=False,
        error_messages={"invalid_choice": _("Xin chọn một cách trong danh sách.")},
    )


_ASK_NAME = _("Xin ghi họ và tên.")
_ASK_ADDRESS = _("Xin ghi địa chỉ để cơ quan gửi giấy trả lời.")


class NamedForm(PetitionForm):
    """Of a petition with a writer the office answers by name."""

    name = line(_("Họ và tên"), most=120, ask=_ASK_NAME, autocomplete="name")
    address = line(
        _("Địa chỉ"),
        most=300,
        ask=_ASK_ADDRESS,
        hint=_("Số nhà, đường hoặc thôn; xã, phường; tỉnh, thành phố"),
        autocomplete="street-address",
    )
    phone = phone(hint=_("Để cơ quan gọi khi cần hỏi thêm."))
    email = email()
    email_notices = email_notices()


class ComplaintForm(NamedForm):
    kind = Kind.COMPLAINT
    groups = (
        (_("Gửi đến"), ("agency",)),
        (_("Người khiếu nại"), ("name", "address", "phone", "email", "email_notices", "id_number")),
        (
            _("Việc khiếu nại"),
            (
                "instance",
                "respondent",
                "respondent_agency",
                "respondent_post",
                "respondent_address",
                "decision",
                "known_on",
                "subject",
                "body",
                "reason",
                "request",
            ),
        ),
        (_("Thông tin thêm"), ("earlier", "field")),
    )
    id_number = id_number()
    instance = forms.ChoiceField(
        label=_("Đây là lần khiếu nại thứ mấy về việc này?"),
        required=False,
        choices=[
            ("", _("Lần đầu")),
            (SECOND, _("Lần hai: đã có quyết định giải quyết lần đầu, hoặc quá hạn mà chưa được giải quyết")),
        ],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Xin chọn một cách trong danh sách.")},
    )
    respondent = line(
        _("Khiếu nại cơ quan nào, hoặc ai?"),
        most=300,
        ask=_("Xin ghi tên cơ quan hoặc người bị khiếu nại."),
        hint=_("Ví dụ: Chủ tịch Ủy ban nhân dân phường…"),
    )
    respondent_agency = _body_attacked(_("Quyết định, việc làm ấy là của cơ quan nào?"))
    respondent_post = _post_attacked()
    respondent_address = line(_("Địa chỉ của nơi ấy (nếu biết)"), most=300)
    decision = line(
        _("Số và ngày của quyết định (nếu có)"), most=200, hint=_("Ví dụ: Quyết định số 12/QĐ-UBND ngày 05/10/2026")
    )
    known_on = day_or_words(
        _("Ông/bà nhận hoặc biết việc ấy ngày nào?"),
        hint=_("Nhớ gần đúng cũng được. Hạn khiếu nại là 90 ngày từ ngày này."),
    )
    subject = line(
        _("Khiếu nại về việc gì?"),
        most=200,
        ask=_("Xin ghi ngắn gọn việc khiếu nại."),
        hint=_("Một câu. Ví dụ: mức bồi thường khi thu hồi đất ở"),
    )
    body = paragraph(
        _("Chuyện xảy ra thế nào?"),
        most=20000,
        ask=_("Xin kể lại sự việc."),
        hint=_("Kể theo thứ tự thời gian: ngày nào, ở đâu, ai làm gì."),
        rows=9,
    )
    reason = paragraph(
        _("Vì sao ông/bà cho là không đúng?"),
        most=10000,
        ask=_("Xin ghi lý do khiếu nại."),
        hint=_("Không cần nêu điều luật."),
    )
    request = paragraph(
        _("Ông/bà yêu cầu giải quyết thế nào?"),
        most=5000,
        ask=_("Xin ghi điều ông/bà yêu cầu."),
        hint=_("Ví dụ: đề nghị tính lại diện tích được bồi thường"),
        rows=4,
    )
    earlier = paragraph(
        _("Đã có nơi nào trả lời việc này chưa? (nếu có)"), most=3000, hint=_("Nơi nào, ngày nào, trả lời gì."), rows=3
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("instance") == SECOND and not given.get("earlier") and "earlier" not in self.errors:
            self.add_error("earlier", _("Xin ghi ai đã giải quyết lần đầu, quyết định số nào, ngày nào."))
        return given


class DenunciationForm(MayStayUnnamed, PetitionForm):
    """Identity only as the intake takes it: sealed when given, never asked when the portal may not take it."""

    kind = Kind.DENUNCIATION
    asked = {
        "name": _ASK_NAME,
        "address": _("Xin ghi địa chỉ."),
        "phone": _("Xin ghi số điện thoại liên hệ."),
    }
    groups = (
        (_("Gửi đến"), ("agency",)),
        (_("Người tố cáo"), ("identity", "name", "address", "phone")),
        (
            _("Việc tố cáo"),
            ("respondent", "respondent_agency", "respondent_post", "respondent_address", "subject", "body", "happened"),
        ),
        (_("Thông tin thêm"), ("earlier", "field")),
    )
    identity = forms.ChoiceField(
        label=_("Ông/bà có nêu tên không?"),
        choices=[
            (NAMED, _("Nêu tên. Tên, địa chỉ của tôi được niêm phong ngay khi gửi")),
            (UNNAMED, _("Không nêu tên. Tôi hiểu luật không coi đây là tố cáo, cơ quan có thể không xử lý")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Xin chọn nêu tên hay không nêu tên.")},
    )
    name = line(_("Họ và tên"), most=120, hint=_("Bắt buộc nếu nêu tên."), autocomplete="off")
    address = line(_("Địa chỉ"), most=300, hint=_("Bắt buộc nếu nêu tên."), autocomplete="off")
    phone = phone(hint=_("Bắt buộc nếu nêu tên. Chỉ người giữ danh tính mới thấy."), autocomplete="off")
    respondent = line(
        _("Tố cáo ai, hoặc cơ quan nào?"),
        most=300,
        ask=_("Xin ghi người hoặc cơ quan bị tố cáo."),
        hint=_("Họ tên, chức vụ, nơi làm việc, càng rõ càng tốt."),
    )
    respondent_agency = _body_attacked(_("Người ấy làm ở cơ quan nào?"))
    respondent_post = _post_attacked()
    respondent_address = line(_("Địa chỉ của người ấy (nếu biết)"), most=300)
    subject = line(
        _("Tố cáo về việc gì?"),
        most=200,
        ask=_("Xin ghi ngắn gọn việc tố cáo."),
        hint=_("Một câu. Đừng ghi tên mình ở đây."),
    )
    body = paragraph(
        _("Người ấy đã làm gì trái pháp luật?"),
        most=20000,
        ask=_("Xin kể lại sự việc."),
        hint=_("Đừng viết điều chỉ riêng mình ông/bà biết, nếu sợ bị nhận ra."),
        rows=9,
    )
    happened = line(_("Xảy ra khi nào, ở đâu?"), most=300)
    earlier = paragraph(
        _("Đã có nơi nào trả lời việc này chưa? (nếu có)"), most=3000, hint=_("Nơi nào, ngày nào, trả lời gì."), rows=3
    )

    def __init__(self, *args: Any, takes_identity: bool = True, **kwargs: Any) -> None:
        without = {"identity", "name", "address", "phone", *WRITER, *BESIDE}
        self.left_out = frozenset() if takes_identity else frozenset(without)
        super().__init__(*args, **kwargs)

    def petitioner(self) -> PetitionerData | None:
        return super().petitioner() if self.gives_name else None


class ProposalForm(NamedForm):
    kind = Kind.PROPOSAL
    groups = (
        (_("Gửi đến"), ("agency",)),
        (_("Người kiến nghị"), ("name", "address", "phone", "email", "email_notices")),
        (_("Điều kiến nghị"), ("subject", "body", "request", "field")),
    )
    subject = line(
        _("Kiến nghị về việc gì?"),
        most=200,
        ask=_("Xin ghi ngắn gọn điều kiến nghị."),
        hint=_("Một câu. Ví dụ: đặt đèn tín hiệu trước cổng trường"),
    )
    body = paragraph(
        _("Hiện nay thế nào, vì sao cần thay đổi?"), most=20000, ask=_("Xin ghi nội dung kiến nghị."), rows=8
    )
    request = paragraph(_("Ông/bà đề xuất làm gì?"), most=5000, rows=4)


class FeedbackForm(MayStayUnnamed, NamedForm):
    """A word about something wrong may come without a name; the form says what the law does with it then."""

    kind = Kind.FEEDBACK
    asked = {"name": _ASK_NAME, "address": _ASK_ADDRESS}
    groups = (
        (_("Gửi đến"), ("agency",)),
        (_("Người phản ánh"), ("identity", "name", "address", "phone", "email", "email_notices")),
        (_("Điều phản ánh"), ("subject", "body", "happened", "field")),
    )
    identity = forms.ChoiceField(
        label=_("Ông/bà có nêu tên không?"),
        choices=[(NAMED, _("Nêu tên, để cơ quan trả lời tôi")), (UNNAMED, _("Không nêu tên"))],
        widget=forms.RadioSelect,
        initial=NAMED,
        error_messages={"required": _("Xin chọn nêu tên hay không nêu tên.")},
    )
    name = line(_("Họ và tên"), most=120, hint=_("Bắt buộc nếu nêu tên."), autocomplete="name")
    address = line(_("Địa chỉ"), most=300, hint=_("Bắt buộc nếu nêu tên."), autocomplete="street-address")
    subject = line(
        _("Phản ánh về việc gì?"),
        most=200,
        ask=_("Xin ghi ngắn gọn việc phản ánh."),
        hint=_("Một câu. Ví dụ: rác không được thu gom"),
    )
    body = paragraph(_("Việc ấy thế nào?"), most=20000, ask=_("Xin ghi nội dung phản ánh."), rows=8)
    happened = line(_("Ở đâu, từ bao giờ?"), most=300, hint=_("Số nhà, tên đường, gần chỗ nào; mấy giờ, ngày nào."))

    def petitioner(self) -> PetitionerData | None:
        return super().petitioner() if self.gives_name else None


FORMS: dict[Kind, type[PetitionForm]] = {
    form.kind: form for form in (ComplaintForm, DenunciationForm, ProposalForm, FeedbackForm)
}
