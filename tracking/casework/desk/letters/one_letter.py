"""A page about one letter of a case, named by its key in the address."""

from __future__ import annotations

from typing import Any

from tracking.casework.letters.catalogue import LETTER_NAMES, LetterKey

from ..views import OneCaseView


class OneLetterView(OneCaseView):
    """Its key, and its name behind the case in the trail."""

    @property
    def key(self) -> LetterKey:
        return LetterKey(self.kwargs["letter_key"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": LETTER_NAMES[self.key]}]
