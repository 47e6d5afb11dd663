"""How each agency heads, numbers and signs its letters, in the Wagtail admin."""

from __future__ import annotations

from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from tracking.casework.models import LetterHead


class LetterHeadViewSet(ModelViewSet):
    model = LetterHead
    icon = "doc-full-inverse"
    menu_label = "Thể thức văn bản"
    menu_order = 640
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None
    search_fields = ["agency__name", "symbol"]
    list_per_page = 50
    list_display = [
        Column("agency", label="Cơ quan", sort_key="agency__sort_name"),
        Column("symbol", label="Ký hiệu", sort_key="symbol"),
        Column("authority", label="Quyền hạn người ký"),
        Column("get_confidence_display", label="Độ tin cậy", sort_key="confidence"),
    ]
    form_fields = [
        "agency",
        "parent_line",
        "symbol",
        "unit",
        "place",
        "authority",
        "office_title",
        "signer",
        "series_by_type",
        "needs_clearance",
        "confidence",
    ]
