"""The part of every petition's form about people: who writes for whom, and who stands beside the petitioner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ...form_fields import email, id_number, line, paragraph, phone
from ...petition import Kind
from ...petitioners import joint
from ...petitioners.mandate import MANDATE_NAMES, REPRESENTING, Mandate, NewsTo, mandates_for
from ...petitioners.unnamed import NAMED, UNNAMED

WRITER = (
    "mandate",
    "other_name",
    "other_address",
    "other_phone",
    "other_email",
    "other_id_number",
    "mandate_paper",
    "news_to",
)
BESIDE = ("others", "representatives", "appointment")
ATTACHED, LATER = "attached", "later"
_MOST_NAMES = 5 * 120


class PartiesForm(forms.Form):
    """All of it may stay empty: most people write for themselves, alone."""

    kind: Kind

    mandate = forms.ChoiceField(
        label=_("Ông/bà viết cho ai?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Xin chọn một cách trong danh sách.")},
    )
    other_name = line(_("Họ và tên người viết thay hoặc gõ hộ"), most=120, autocomplete="off")
    other_address = line(_("Địa chỉ người viết thay"), most=300, autocomplete="off")
    other_phone = phone(hint=_("Của người viết thay hoặc gõ hộ."), autocomplete="off")
    other_email = email()
    other_id_number = id_number()
    mandate_paper = line(
        _("Giấy tờ chứng minh được viết thay"),
        most=300,
        hint=_("Loại giấy, số, ngày, nơi công chứng hoặc chứng thực. Chụp giấy ấy và kèm vào đơn."),
    )
    news_to = forms.ChoiceField(
        label=_("Cơ quan liên hệ với ai khi có tin?"),
        required=False,
        choices=[
            (NewsTo.PETITIONER.value, _("Người đứng đơn")),
            (NewsTo.WRITER.value, _("Người viết thay hoặc gõ hộ")),
        ],
        error_messages={"invalid_choice": _("Xin chọn một cách trong danh sách.")},
    )
    others = paragraph(
        _("Những người cùng đứng đơn"),
        most=20_000,
        rows=5,
        hint=_("Mỗi dòng một người: họ tên; địa chỉ; số điện thoại. Không ghi lại người đã khai ở trên."),
    )
    representatives = paragraph(
        _("Người đại diện cho cả nhóm"),
        most=_MOST_NAMES,
        rows=2,
        hint=_("Mỗi dòng một họ tên, có trong đơn. Từ 05 đến 10 người: cử một hoặc hai; trên 10: nhiều nhất 05."),
    )
    appointment = forms.ChoiceField(
        label=_("Văn bản cử người đại diện, có chữ ký của tất cả"),
        required=False,
        choices=[
            ("", _("Chọn")),
            (ATTACHED, _("Đã chụp và kèm vào đơn này")),
            (LATER, _("Sẽ nộp sau; tôi hiểu đơn chỉ được thụ lý khi có văn bản này")),
        ],
        error_messages={"invalid_choice": _("Xin chọn một cách trong danh sách.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose = self.fields["mandate"]
        assert isinstance(choose, forms.ChoiceField)  # noqa: S101 – tells the type checker
        choose.choices = [(mandate.value, _now(MANDATE_NAMES[mandate])) for mandate in mandates_for(self.kind)]
        choose.initial = Mandate.SELF.value
        self.fields["other_phone"].label = _("Số điện thoại người viết thay")
        self.fields["other_email"].label = _("Thư điện tử người viết thay (nếu có)")
        self.fields["other_id_number"].label = _("Số căn cước người viết thay (nếu có)")
        self.fields["other_id_number"].help_text = ""
        if self.kind is Kind.DENUNCIATION:
            # The office never calls or writes about a denunciation, and nobody represents a denouncer.
            for name in ("other_address", "other_email", "other_id_number", "mandate_paper", "news_to"):
                del self.fields[name]

    @property
    def chosen_mandate(self) -> Mandate:
        return Mandate(self.cleaned_data.get("mandate") or Mandate.SELF)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "mandate" in cleaned:
            self._check_writer(cleaned)
        if cleaned.get("others") or cleaned.get("representatives"):
            self._check_group(cleaned)
        self._check_mail(cleaned)
        return cleaned

    def _check_mail(self, cleaned: dict[str, Any]) -> None:
        told = "other_email" if cleaned.get("news_to") == NewsTo.WRITER else "email"
        if cleaned.get("email_notices") and told in self.fields and not (cleaned.get(told) or self.errors.get(told)):
            self.add_error(told, _("Muốn nhận thư báo, xin ghi địa chỉ thư điện tử."))

    def _check_writer(self, cleaned: dict[str, Any]) -> None:
        mandate = self.chosen_mandate
        if mandate is Mandate.SELF:
            if any(cleaned.get(name) for name in ("other_name", "other_phone", "mandate_paper")):
                self.add_error("mandate", _("Đã ghi người viết thay thì xin chọn người ấy viết với tư cách gì."))
            return
        if not cleaned.get("other_name"):
            self._ask("other_name", _("Xin ghi họ và tên người viết thay hoặc gõ hộ."))
        if mandate in REPRESENTING:
            if not cleaned.get("other_address"):
                self._ask("other_address", _("Xin ghi địa chỉ người viết thay."))
            if not cleaned.get("mandate_paper"):
                self._ask("mandate_paper", _("Xin ghi giấy tờ chứng minh: loại giấy, số, ngày."))
        if cleaned.get("news_to") == NewsTo.WRITER and not (cleaned.get("other_phone") or cleaned.get("other_email")):
            self._ask("other_phone", _("Muốn báo tin cho người viết thay, xin ghi số điện thoại hoặc thư điện tử."))

    def _check_group(self, cleaned: dict[str, Any]) -> None:
        if "others" not in cleaned or "representatives" not in cleaned:
            return
        asks_phone = self.kind is Kind.DENUNCIATION
        try:
            others = joint.read_companions(cleaned["others"], asks_phone=asks_phone)
        except joint.Unreadable as wrong:
            self.add_error("others", _now(wrong.text) % wrong.facts)
            return
        try:
            self.first_represents, self.companions = joint.appoint(
                cleaned.get("name", ""), others, cleaned["representatives"].splitlines()
            )
        except joint.Unreadable as wrong:
            self.add_error("representatives", _now(wrong.text) % wrong.facts)
            return
        if 1 + len(others) >= joint.GROUP_FROM and not cleaned.get("appointment"):
            self._ask("appointment", _("Xin cho biết văn bản cử người đại diện đã kèm theo hay nộp sau."))

    def _ask(self, name: str, sentence: Any) -> None:
        """Only where the field itself had nothing to say."""
        if name in self.cleaned_data:
            self.add_error(name, sentence)

    first_represents = False
    companions: Sequence[joint.Companion] = ()

    def people(self) -> dict[str, Any]:
        """What the parties add to `PetitionerData`."""
        cleaned, mandate = self.cleaned_data, self.chosen_mandate
        found: dict[str, Any] = {}
        if self.companions:
            found["others"] = [companion.as_data() for companion in self.companions]
            found |= {"represents": self.first_represents, "appointment": cleaned.get("appointment", "")}
        if mandate is not Mandate.SELF:
            role = "helper" if mandate is Mandate.HELPER else "representative"
            found |= {"mandate": mandate.value, "news_to": cleaned.get("news_to", "")}
            found |= _renamed(cleaned, role)
        return {name: value for name, value in found.items() if value}


def _renamed(cleaned: dict[str, Any], role: str) -> dict[str, Any]:
    parts = ["name", "phone", "email"] + (["address", "id_number"] if role == "representative" else [])
    found = {f"{role}_{part}": cleaned.get(f"other_{part}", "") for part in parts}
    if role == "representative":
        found["representative_ground"] = cleaned.get("mandate_paper", "")
    return found


class MayStayUnnamed(PartiesForm):
    """A kind that is taken without a name too. `asked` are the fields that must be there with one."""

    NAMED, UNNAMED = NAMED, UNNAMED
    asked: Mapping[str, Any]

    @property
    def gives_name(self) -> bool:
        return bool(self.cleaned_data.get("identity") == self.NAMED)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.gives_name:
            for name, ask in self.asked.items():
                if not cleaned.get(name):
                    self._ask(name, ask)
        elif any(cleaned.get(name) for name in ("other_name", "others", "representatives")):
            self.add_error("identity", _("Không nêu tên thì không ghi người viết thay hay người cùng đứng đơn."))
        return cleaned
