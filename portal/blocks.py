"""The few blocks a guidance page is made of. Each knows how to say itself as plain text for search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.law_names import LawReference
from search.symbols import parse_symbol

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]

# Views a page may send its reader to; the address follows the reader's language, so no translator has to touch it.
ACTIONS = [
    ("casework:adviser", _("Gửi đơn")),
    ("casework:lookup", _("Tra cứu hồ sơ")),
    ("reception:timetable", _("Lịch tiếp công dân")),
    ("legal_library:index", _("Pháp luật")),
    ("casework:check_receipt", _("Kiểm tra biên nhận")),
    ("casework:safety", _("Tố cáo an toàn")),
    ("casework:still_in_time", _("Còn kịp không?")),
    ("lawyers", _("Luật sư miễn phí")),
    ("terms:calculator", _("Tính thời hạn")),
]


def validate_law_key(key: str) -> None:
    """A key names an act by its symbol and, after #, a place: 02/2011/QH13#dieu-28.khoan-1."""
    reference = LawReference.read(key)
    if parse_symbol(reference.symbol) is None or not reference.is_well_formed():
        raise ValidationError("Chưa đúng mẫu. Ví dụ: 02/2011/QH13#dieu-28 hoặc 02/2011/QH13#dieu-28.khoan-1")


def validate_law_keys(lines: str) -> None:
    for line in lines.split("\n"):
        if line.strip():
            validate_law_key(line.strip())


class LawKeyBlock(blocks.FieldBlock):
    """A stable key of the law. Not a CharBlock on purpose: a translator must not be asked to translate it."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        self.field = forms.CharField(required=required, help_text=help_text, validators=[validate_law_key])
        super().__init__(**kwargs)

    class Meta:
        icon = "link"
        default = ""


def law_keys_in(body: Any) -> set[str]:
    """Every key of the law that stands anywhere in a body, however deep."""
    return {key for key in _keys_below(body.get_prep_value()) if key}


def _keys_below(raw: Any, name: str = "") -> Iterator[str]:
    """Law keys stand under `law`, or as the items of `keys`."""
    if isinstance(raw, dict):
        for inner, value in raw.items():
            yield from _keys_below(value, name if name == "keys" and inner == "value" else inner)
    elif isinstance(raw, list):
        for item in raw:
            yield from _keys_below(item, name)
    elif isinstance(raw, str) and name in ("law", "keys"):
        yield raw


class FactBlock(blocks.StructBlock):
    term = blocks.CharBlock(label="mục", max_length=80)
    text = blocks.TextBlock(label="nội dung", rows=2)
    law = LawKeyBlock(label="căn cứ", required=False)

    class Meta:
        label = "dòng"


class FactsBlock(blocks.StructBlock):
    """One thing described by the same lines as its neighbours, so that they can be compared."""

    title = blocks.CharBlock(label="tên", max_length=120)
    lead = blocks.TextBlock(label="tóm tắt", required=False, rows=2)
    facts = blocks.ListBlock(FactBlock(), label="các dòng")

    class Meta:
        label = "Bảng so sánh"
        icon = "table"
        template = "portal/blocks/facts.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="việc", max_length=120)
    text = blocks.TextBlock(label="giải thích", required=False, rows=3)
    law = LawKeyBlock(label="căn cứ", required=False)

    class Meta:
        label = "bước"


class NoticeBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label="mức",
        choices=[("info", "Cần biết"), ("warn", "Chú ý"), ("bad", "Cảnh báo"), ("good", "Yên tâm")],
        default="info",
    )
    title = blocks.CharBlock(label="tiêu đề", max_length=120)
    text = blocks.RichTextBlock(label="nội dung", features=TEXT_FEATURES, required=False)

    class Meta:
        label = "Lưu ý"
        icon = "warning"
        template = "portal/blocks/notice.html"


class LawBlock(blocks.StructBlock):
    keys = blocks.ListBlock(LawKeyBlock(label="mã điều"), label="các điều")

    class Meta:
        label = "Căn cứ pháp luật"
        icon = "openquote"
        template = "portal/blocks/law.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label="câu hỏi", max_length=200)
    answer = blocks.RichTextBlock(label="trả lời", features=TEXT_FEATURES)
    law = LawKeyBlock(label="căn cứ", required=False)

    class Meta:
        label = "hỏi đáp"


class ActionBlock(blocks.StructBlock):
    target = blocks.ChoiceBlock(label="dẫn tới", choices=ACTIONS)
    label = blocks.CharBlock(label="chữ trên nút", max_length=60)

    class Meta:
        label = "Nút bấm"
        icon = "link"
        template = "portal/blocks/action.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label="Tiêu đề mục", icon="title", template="portal/blocks/heading.html", max_length=120)
    text = blocks.RichTextBlock(label="Đoạn văn", icon="pilcrow", features=TEXT_FEATURES)
    steps = blocks.ListBlock(StepBlock(), label="Các bước", icon="list-ol", template="portal/blocks/steps.html")
    facts = FactsBlock()
    notice = NoticeBlock()
    law = LawBlock()
    questions = blocks.ListBlock(QuestionBlock(), label="Hỏi đáp", icon="help", template="portal/blocks/questions.html")
    action = ActionBlock()
