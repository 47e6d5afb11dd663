"""What an educational article has beside text: drawings with their words, and questions that explain their answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from portal import captions
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


def validate_captions(text: str) -> None:
    try:
        captions.check(text)
    except captions.RefusedCaptions as refused:
        raise ValidationError(str(refused)) from None


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label="ảnh")
    alt = blocks.CharBlock(
        label="nội dung ảnh bằng lời", max_length=250, help_text="Người không thấy ảnh nghe câu này."
    )
    caption = blocks.CharBlock(label="chú thích", max_length=200, required=False)

    class Meta:
        label = "Ảnh"
        icon = "image"
        template = "portal/blocks/picture.html"


class _PlayedBlock(blocks.StructBlock):
    """A film or sound with everything that is said in it: nothing is told by ear or eye alone."""

    ending: str | tuple[str, ...] = ""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["file"].filename.lower().endswith(self.ending):
            wanted = " hoặc ".join(self.ending) if isinstance(self.ending, tuple) else self.ending
            raise blocks.StructBlockValidationError(
                block_errors={"file": ValidationError(f"Xin chọn tệp {wanted}; tệp này là {cleaned['file'].filename}.")}
            )
        return cleaned


class FilmBlock(_PlayedBlock):
    title = blocks.CharBlock(label="tên phim", max_length=120)
    file = DocumentChooserBlock(label="phim MP4", help_text="Nhiều nhất 40 MB và 10 phút.")
    captions = blocks.TextBlock(
        label="phụ đề (WebVTT)",
        rows=6,
        validators=[validate_captions],
        help_text="Dòng đầu WEBVTT, một dòng trống, rồi từng câu: 00:00.000 --> 00:03.000 và lời ở dòng dưới.",
    )
    transcript = blocks.TextBlock(label="toàn bộ lời và hình bằng chữ", rows=6)
    ending = ".mp4"

    class Meta:
        label = "Phim"
        icon = "media"
        template = "portal/blocks/film.html"


class SoundBlock(_PlayedBlock):
    title = blocks.CharBlock(label="tên bài nghe", max_length=120)
    file = DocumentChooserBlock(label="tệp MP3 hoặc M4A", help_text="Nhiều nhất 15 MB.")
    transcript = blocks.TextBlock(label="toàn bộ lời bằng chữ", rows=6)
    ending = (".mp3", ".m4a")

    class Meta:
        label = "Bài nghe"
        icon = "media"
        template = "portal/blocks/sound.html"


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
    picture = PictureBlock()
    film = FilmBlock()
    sound = SoundBlock()
    quiz = blocks.ListBlock(
        QuizQuestionBlock(), label="Câu đố", icon="help", template="portal/blocks/quiz.html", max_num=20
    )

    class Meta:
        # One quiz a page: its questions are numbered through.
        block_counts = {"quiz": {"max_num": 1}}
