"""/api/v1/openapi.json: what each room says of its own addresses for machines, put together."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import conditional_page, require_safe

from portal.operation import rooms


def description() -> dict[str, Any]:
    """OpenAPI 3.1 of every room that has an `api_description.py` with PATHS and SCHEMAS."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for room in rooms.modules("api_description"):
        paths.update(room.PATHS)
        schemas.update(room.SCHEMAS)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Cổng tiếp công dân Hải Phòng", "version": "1", "license": {"name": "Dữ liệu mở, chỉ đọc"}},
        "servers": [{"url": settings.WAGTAILADMIN_BASE_URL.rstrip("/")}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


@require_safe
@conditional_page
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})
