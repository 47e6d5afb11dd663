"""Wagtail's form for copying a page, without what would put the copy before the public."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.pages import CopyForm

from .under_workflow import must_be_approved

GOES_LIVE = ("publish_copies", "alias")


class DraftCopyForm(CopyForm):
    """Under a workflow a copy is a draft, and there are no aliases."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if must_be_approved(self.page, self.user):
            for name in GOES_LIVE:
                self.fields.pop(name, None)


class ResultCopyForm(DraftCopyForm):
    """A decision is copied without private persons or not at all: the text of the copy and its new title are asked."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        copy = self.page.specific
        copy.title = cleaned.get("new_title", "")
        if wrong := copy.private_things():
            self.add_error("new_title", wrong)
        return cleaned
