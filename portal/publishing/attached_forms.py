"""The forms of documents and pictures: what pages rest on is not replaced, and a film is one a phone can play."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from portal import films

from .attached import IN_USE, page_that_holds

MOST_MEGABYTES = {".mp4": 40, ".mp3": 15, ".m4a": 15}
# What strangers may be given: no page of code, nothing that runs.
TAKEN = frozenset({".pdf", ".docx", ".xlsx", ".odt", ".ods", ".txt", ".csv", *MOST_MEGABYTES})
INSTEAD = {".vtt": "Lời phụ đề xin dán vào ô “phụ đề (WebVTT)” của khối phim trong bài."}


class _KeptFileForm:
    """Before Wagtail's own form: the file of an existing row may be changed only while no page holds it."""

    instance: Any
    changed_data: list[str]

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()  # type: ignore[misc]
        if self.instance.pk and "file" in self.changed_data and (page := page_that_holds(self.instance)) is not None:
            self.add_error("file", IN_USE.format(file=self.instance.title, page=page.title))  # type: ignore[attr-defined]
        return facts


class DocumentForm(_KeptFileForm, BaseDocumentForm):
    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if "file" in self.changed_data and given:
            check(given)
        return given


class ImageForm(_KeptFileForm, BaseImageForm):
    pass


def check(given: Any) -> None:
    """Raises ValidationError in words for the editor."""
    ending = f".{given.name.rpartition('.')[2].lower()}"
    if ending not in TAKEN:
        taken = f"Không nhận tệp {ending}. Nhận: {', '.join(sorted(TAKEN))}."
        raise forms.ValidationError(" ".join(filter(None, [taken, INSTEAD.get(ending)])))
    if (most := MOST_MEGABYTES.get(ending)) and given.size > most * 1024 * 1024:
        size = given.size / 1024 / 1024
        raise forms.ValidationError(
            f"Tệp nặng {size:.0f} MB; nhiều nhất {most} MB để người dân dùng mạng di động xem được. "
            "Xin cắt ngắn hoặc xuất ở cỡ nhỏ hơn."
        )
    if ending == ".mp4":
        try:
            films.check(given)
        except films.NoFilm as refused:
            raise forms.ValidationError(str(refused)) from None
