"""How early each agency wants to be reminded, in the Wagtail admin."""

from __future__ import annotations

from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import ReminderSetting


class ReminderSettingViewSet(ModelViewSet):
    model = ReminderSetting
    icon = "time"
    menu_label = "Cách nhắc hạn"
    menu_order = 650
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None
    search_fields = ["agency__name"]
    list_per_page = 50
    list_display = [
        Column("agency", label="Cơ quan", sort_key="agency__sort_name"),
        Column("days_before", label="Nhắc trước (ngày làm việc)"),
        Column("escalates", label="Báo thủ trưởng khi quá hạn"),
    ]
    form_fields = ["agency", "days_before", "escalates"]
