"""`/admin/styleguide/`: the visual language as it really is – tokens read from the style sheet, components live."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.staticfiles import finders
from django.views.generic import TemplateView

from portal.icons import ICONS

STYLE_SHEET = "portal/portal.css"
_COLOUR = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})")
_SIZE = re.compile(r"--([st]\d): ([0-9.]+rem)")
_DARK = "@media (prefers-color-scheme: dark)"
MEANINGS = {
    "ink": "chữ",
    "sea": "liên kết, nút, việc chính",
    "flame": "trễ, khẩn, biểu trưng",
    "met": "đúng hạn, xác thực",
    "suspended": "tạm đình chỉ",
    "waiting": "đang chờ, sắp đến hạn",
    "quiet": "chữ phụ",
    "paper": "nền trang",
    "card": "nền thẻ",
    "mist": "nền dịu",
    "rule": "đường kẻ",
    "edge": "viền ô điền",
}


class StyleguideView(PermissionRequiredMixin, TemplateView):
    permission_required = "wagtailadmin.access_admin"
    raise_exception = True
    template_name = "portal/desk/styleguide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        light, dark, sizes = read_tokens()
        return super().get_context_data(**kwargs) | {
            "colours": [(name, words, light[name], dark[name]) for name, words in MEANINGS.items()],
            "steps": sorted((name, size) for name, size in sizes.items() if name.startswith("t")),
            "spaces": sorted((name, size) for name, size in sizes.items() if name.startswith("s")),
            "icons": sorted(ICONS),
        }


@cache
def read_tokens() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Colours of the light and of the dark scheme, and sizes, by name."""
    found = finders.find(STYLE_SHEET)
    if not isinstance(found, str):
        raise FileNotFoundError(STYLE_SHEET)
    with open(found, encoding="utf-8") as sheet:
        tokens = sheet.read().partition("@layer tokens {")[2].partition("@layer reset {")[0]
    light, _mark, dark = tokens.partition(_DARK)
    return (
        dict(_COLOUR.findall(light)),
        dict(_COLOUR.findall(light)) | dict(_COLOUR.findall(dark)),
        dict(_SIZE.findall(light)),
    )
