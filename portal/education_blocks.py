"""What an educational article has beside text: drawings with their words, and questions that explain their answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks

from portal.blocks import BodyBlock, LawKeyBlock
from portal.svg import RefusedSvg, check


def validate_svg(text: str) -> None:
    try:
        check(text.strip())
    except RefusedSvg as refused:
        raise ValidationError(str(refused)) from None


class SvgBlock(blocks.FieldBlock):
    """SVG source. Not a TextBlock on purpose: a translator must not be asked to translate it."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 6, "spellcheck": "false"})
        self.field = forms.CharField(required=required, help_text=help_text, widget=widget, validators=[validate_svg])
        super().__init__(**kwargs)

    class Meta:
        icon = "image"
        default = ""


class InfographicBlock(blocks.StructBlock):
    """A drawing, and the same in words for those who do not see it."""

    title = blocks.CharBlock(label="tên hình", max_length=120)
    svg = SvgBlock(label="mã SVG", help_text="Hình vẽ và chữ; không có mã lệnh, liên kết, ảnh nhúng.")
    words = blocks.TextBlock(label="nội dung bằng lời", rows=4, help_text="Mỗi dòng một ý. Người không thấy hình đọc.")

    class Meta:
        label = "Hình minh họa"
        icon = "image"
        template = "portal/blocks/infographic.html"


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="câu trả lời", max_length=200)
    is_right = blocks.BooleanBlock(label="đúng", required=False)

    class Meta:
        label = "câu trả lời"


class QuizQuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label="câu hỏi", max_length=200)
    options = blocks.ListBlock(OptionBlock(), label="các câu trả lời", min_num=2, max_num=5)
    explanation = blocks.TextBlock(label="vì sao", rows=3)
    law = LawKeyBlock(label="căn cứ", required=False)

    class Meta:
        label = "câu hỏi"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if sum(bool(option["is_right"]) for option in cleaned["options"]) != 1:
            raise blocks.StructBlockValidationError(
                block_errors={"options": ValidationError("Mỗi câu hỏi có đúng một câu trả lời đúng.")}
            )
        return cleaned


class EducationBlock(BodyBlock):
    infographic = InfographicBlock()
    quiz = blocks.ListBlock(
        QuizQuestionBlock(), label="Câu đố", icon="help", template="portal/blocks/quiz.html", max_num=20
    )

    class Meta:
        # One quiz a page: its questions are numbered through.
        block_counts = {"quiz": {"max_num": 1}}
