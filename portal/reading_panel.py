"""The measure of reading beside the text it measures, in the editor."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from portal.reading_level import LONG, measure


class ReadingLevelPanel(Panel):
    """Shows how hard the text as last saved is to read, and which sentences to cut."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/desk/reading_level.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            text = self.instance.plain_text() if self.instance.pk else ""
            return context | {"level": measure(text), "is_written": bool(text), "long": LONG}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": "Mức dễ đọc", "icon": "glasses", **kwargs})
