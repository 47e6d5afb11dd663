"""The timetable's part of /api/v1/openapi.json."""

from __future__ import annotations

from typing import Any

from .schedule import SessionState

_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_MOMENT = {"type": "string", "format": "date-time"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _answer(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _parameter(name: str, kind: dict[str, Any], what: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": kind, "description": what}


SCHEMAS: dict[str, Any] = {
    "ReceptionSession": _object(
        {
            "id": _TEXT,
            "agency": _object({"slug": _TEXT, "name": _TEXT}),
            "host": _TEXT,
            "starts": _MOMENT,
            "ends": _MOMENT,
            "place": _object({"name": _TEXT, "address": _TEXT}),
            "state": {"type": "string", "enum": [state.value for state in SessionState]},
            "due": _DAY,
            "left": _list(_DAY),
            "reason": _TEXT,
            "notice": _TEXT,
            "late_reason": _TEXT,
            "sequence": {"type": "integer"},
            "participants": _TEXT,
            "content": _TEXT,
            "sample": {"type": "boolean"},
            "url": {"type": "string", "format": "uri"},
        }
    ),
    "Timetable": _object(
        {"from": _DAY, "to": _DAY, "sessions": _list({"$ref": "#/components/schemas/ReceptionSession"})}
    ),
    "TimetableError": _object({"error": _TEXT}),
}

PATHS: dict[str, Any] = {
    "/api/v1/timetable": {
        "get": {
            "operationId": "listReceptions",
            "summary": "Các buổi tiếp công dân, cả buổi đã dời hoặc hoãn",
            "parameters": [
                _parameter("tu", _DAY, "Từ ngày; không nêu là hôm nay"),
                _parameter("den", _DAY, "Đến ngày; không nêu là 62 ngày sau ngày đầu, dài nhất 370 ngày"),
                _parameter("co-quan", _TEXT, "Một cơ quan, theo tên trong địa chỉ trang lịch của cơ quan ấy"),
            ],
            "responses": {
                "200": {"description": "OK", "content": _answer("Timetable")},
                "400": {"description": "Error", "content": _answer("TimetableError")},
            },
        }
    }
}
