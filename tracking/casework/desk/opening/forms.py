"""What is filled in around a seal: the request, the key, the outcome of the check, the rendition."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ...files.images import Box
from ...form_fields import paragraph
from ...models import Case, SuppliedIdentity
from ...naming import NamesSomebody, refuse_names
from ...opening import grounds, openings, reading, renditions
from ...opening.checking import UNKNOWN, Outcome
from ...opening.unlocking import LONGEST_KEY_TEXT, LONGEST_PASS_PHRASE

MOST_BOXES = 12


def names_nobody(text: str) -> None:
    """For a field whose words others will read. What was typed stays in it."""
    try:
        refuse_names(text)
    except NamesSomebody as named:
        raise forms.ValidationError(str(named), code="names_somebody") from named


def _for_others(label: str, *, most: int, hint: str, ask: str = "") -> forms.CharField:
    field = paragraph(label, most=most, rows=3, ask=ask, hint=hint)
    field.validators.append(names_nobody)
    return field


class AskForm(forms.Form):
    """A request to open; who answers it, the custodians and the inspectorate read the reason, nobody else."""

    ground = forms.ChoiceField(
        label="Mục đích và căn cứ", choices=grounds.choices, widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn mục đích."},
    )  # fmt: skip
    reason = _for_others(
        "Lý do cụ thể",
        most=openings.LONGEST_REASON,
        ask="Xin viết lý do cụ thể.",
        hint="Người chấp thuận, người giữ danh tính và thanh tra đọc được; cán bộ xử lý khác thì không. "
        "Không nêu tên, địa chỉ, số điện thoại, số giấy tờ của ai.",
    )
    minutes = forms.TypedChoiceField(
        label="Mở trong",
        coerce=int,
        choices=[(minutes, f"{minutes} phút") for minutes in openings.MINUTES],
        help_text="Tính từ lần đưa khóa đầu tiên; hết giờ thì không còn gì hiện ra.",
    )


class EmergencyForm(forms.Form):
    reason = _for_others(
        "Lý do khẩn cấp",
        most=openings.LONGEST_REASON,
        ask="Xin viết lý do khẩn cấp.",
        hint="Chỉ người giữ danh tính và thanh tra đọc được; thanh tra được báo ngay. "
        "Người tố cáo thấy lần mở này trên trang của mình. Không nêu tên, địa chỉ, số điện thoại của ai.",
    )


class KeyForm(forms.Form):
    """The custodian's key for one request. Neither field ever comes back to the page."""

    key_file = forms.FileField(
        label="Tệp khóa riêng",
        help_text="Tệp tạo bằng lệnh create_custodian_key, cất ở thiết bị rời.",
        error_messages={"required": "Xin chọn tệp khóa.", "empty": "Tệp khóa trống."},
        widget=forms.FileInput(attrs={"autocomplete": "off"}),
    )
    pass_phrase = forms.CharField(
        label="Cụm mật khẩu của khóa",
        max_length=LONGEST_PASS_PHRASE,
        strip=False,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
        error_messages={"required": "Xin gõ cụm mật khẩu."},
    )

    def clean_key_file(self) -> str:
        given = cast("UploadedFile[bytes]", self.cleaned_data["key_file"])
        if (given.size or 0) > LONGEST_KEY_TEXT:
            raise forms.ValidationError("Tệp này không phải tệp khóa.")
        text: str = given.read(LONGEST_KEY_TEXT).decode("utf-8", errors="replace")
        return text


class ViewForm(KeyForm):
    """Which fields to look at: each one ticked stands in the history."""

    fields_wanted = forms.MultipleChoiceField(
        label="Xem những ô nào",
        choices=list(reading.LABELS.items()),
        initial=list(reading.USUAL),
        widget=forms.CheckboxSelectMultiple,
        help_text="Mỗi ô xem được ghi riêng vào nhật ký. Chỉ chọn ô cần cho mục đích đã nêu.",
        error_messages={"required": "Xin chọn ít nhất một ô."},
    )


class SuppliedForm(forms.Form):
    """Who sent no name said later who they are: how, when, by which paper; the name is written nowhere here."""

    way = forms.ChoiceField(
        label="Bằng cách nào",
        choices=SuppliedIdentity.Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn bằng cách nào."},
    )
    on = forms.DateField(
        label="Ngày nào",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Xin ghi ngày.", "invalid": "Ngày chưa đúng."},
    )
    paper = forms.ChoiceField(
        label="Đã đối chiếu giấy tờ gì",
        choices=SuppliedIdentity.Paper.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="Chọn khi người tố cáo đến khai trực tiếp. Cách khác thì để trống nếu chưa đối chiếu.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("way") == SuppliedIdentity.Way.IN_PERSON and not given.get("paper") and "paper" not in self.errors:
            self.add_error("paper", "Xin chọn giấy tờ đã đối chiếu.")
        return given


class CheckForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    outcome = forms.ChoiceField(
        label="Kết quả kiểm tra",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn kết quả."},
    )
    can_be_inspected = forms.BooleanField(
        label="Nội dung rõ ràng về người vi phạm, có tài liệu, chứng cứ cụ thể, có cơ sở để thẩm tra, xác minh",
        required=False,
        help_text="Khi không rõ người tố cáo: vẫn thanh tra, kiểm tra theo thẩm quyền (Điều 25 khoản 2).",
    )
    internal_note = _for_others(
        "Ghi chú cho người xử lý",
        most=4_000,
        hint="Cán bộ và thủ trưởng đang xử lý đọc được, và ở lại trong diễn biến. "
        "Không nêu tên, địa chỉ, số điện thoại, số giấy tờ của ai.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("can_be_inspected") and cleaned.get("outcome") not in UNKNOWN:
            self.add_error("can_be_inspected", "Chỉ dùng khi không rõ người tố cáo.")
        return cleaned


class RenditionForm(forms.Form):
    """Every text of the petition, as it will be read by the verifiers."""

    let_stand = forms.BooleanField(
        label="Đã đọc các chỗ còn lại nêu ở trên; chúng không chỉ đến người tố cáo", required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in renditions.texts_of(case):
            rows = 12 if name == "body" else 2
            field = paragraph(renditions.TEXT_LABELS[name], most=renditions.LONGEST_FIELD, rows=rows)
            self.fields[name] = field

    def texts(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if name in renditions.TEXT_LABELS}

    def text_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name in renditions.TEXT_LABELS]


class AddedWordsForm(forms.Form):
    """Words the custodian knows to betray: nicknames, a shop, a child's school."""

    added = paragraph("Lược bỏ thêm các từ", most=4_000, rows=3, hint="Mỗi dòng một từ hoặc cụm từ.")

    def words(self) -> list[str]:
        return [line.strip() for line in str(self.cleaned_data.get("added", "")).splitlines() if line.strip()]


class TranscriptForm(forms.Form):
    transcript = paragraph(
        "Bản chép lại",
        most=renditions.LONGEST_FIELD,
        rows=12,
        ask="Xin chép lại nội dung cần giao.",
        hint="Chép phần cần cho việc xác minh, bỏ tên, địa chỉ, chữ ký và những gì chỉ đến người tố cáo.",
    )
    let_stand = forms.BooleanField(
        label="Đã đọc các chỗ còn lại nêu ở trên; chúng không chỉ đến người tố cáo", required=False
    )


def boxes_of(data: Any) -> list[Box]:
    """The black parts typed as rows of four numbers in percent; a row left empty is none. Raises ValueError."""
    boxes = []
    for row in range(MOST_BOXES):
        typed = [str(data.get(f"box-{row}-{side}", "")).strip().replace(",", ".") for side in Box._fields]
        if any(typed):
            boxes.append(_box(typed, row + 1))
    return boxes


def _box(typed: list[str], row: int) -> Box:
    try:
        box = Box(*(float(number) for number in typed))
    except ValueError:
        raise ValueError(f"Ô đen {row}: cần đủ bốn số phần trăm.") from None
    sides = (box.left + box.width, box.top + box.height)
    if not all(0 <= number <= 100 for number in box) or not all(0 < side <= 100.01 for side in sides):
        raise ValueError(f"Ô đen {row}: các số phải từ 0 đến 100 và không ra ngoài ảnh.")
    if box.width <= 0 or box.height <= 0:
        raise ValueError(f"Ô đen {row}: chiều rộng và chiều cao phải lớn hơn 0.")
    return box
