"""A page about one letter of a case, named by its key in the address."""

from __future__ import annotations

from typing import Any

from tracking.casework.letters.by_step import Course
from tracking.casework.letters.catalogue import LETTER_NAMES, LetterKey
from tracking.casework.models import Letter

from ..views import OneCaseView


class OneLetterView(OneCaseView):
    """Its key, and its name behind the case in the trail."""

    @property
    def key(self) -> LetterKey:
        return LetterKey(self.kwargs["letter_key"])

    def issued_before(self) -> Letter | None:
        """What already is the letter of its step."""
        return Course.of(self.case).answered_by(self.key)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": LETTER_NAMES[self.key]}]
