"""The library's desk: what waits, on a page of its own and on the librarian's first page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template import Context
from wagtail.admin.ui.components import Component

from ..desk_views import LibraryDeskView
from ..waiting import waiting


class LibraryHomeView(LibraryDeskView):
    page_title = "Việc của thư viện"
    template_name = "legal_library/desk/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = waiting()
        context = {
            "waiting": [each for each in found if each.count],
            "clear": [each for each in found if not each.count],
        }
        return super().get_context_data(**context, **kwargs)


class LibraryPanel(Component):
    """What waits, for whoever opens the admin to work on the library."""

    name = "library_waiting"
    template_name = "legal_library/desk/panel.html"
    order = 105

    def get_context_data(self, parent_context: Context | Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"waiting": [each for each in waiting() if each.count]}
