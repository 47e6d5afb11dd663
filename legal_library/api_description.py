"""The library's part of /api/v1/openapi.json."""

from __future__ import annotations

from typing import Any

_DAY = {"type": ["string", "null"], "format": "date"}
_TEXT = {"type": "string"}
_LINK = {"type": "string", "format": "uri"}
_FACTS: dict[str, Any] = {
    "symbol": _TEXT,
    "slug": _TEXT,
    "kind": _TEXT,
    "title": _TEXT,
    "short_title": _TEXT,
    "issuer": _TEXT,
    "issued": _DAY,
    "effective": _DAY,
    "expired": _DAY,
    "status": {"type": "string", "enum": ["in_force", "partly_expired", "not_yet", "expired", "unknown"]},
    "held": {"type": "string", "enum": ["record", "summary", "text"]},
    "url": _LINK,
    "api_url": _LINK,
    "akn_url": {"type": ["string", "null"], "format": "uri"},
}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


SCHEMAS: dict[str, Any] = {
    "Error": _object({"error": _TEXT}),
    "DocumentFacts": _object(_FACTS),
    "DocumentPage": _object(
        {
            "count": {"type": "integer"},
            "page": {"type": "integer"},
            "pages": {"type": "integer"},
            "next": {"type": ["string", "null"], "format": "uri"},
            "results": _list(_ref("DocumentFacts")),
        }
    ),
    "Provision": _object(
        {
            "key": _TEXT,
            "kind": _TEXT,
            "parent_key": _TEXT,
            "number": _TEXT,
            "heading": _TEXT,
            "text": _TEXT,
            "valid_from": _DAY,
            "valid_to": _DAY,
            "changed_by": _list(_TEXT),
            "repealed": {"type": "boolean"},
            "url": _LINK,
        }
    ),
    "Document": _object(
        {
            **_FACTS,
            "date": {"type": "string", "format": "date"},
            "changed_on": _list({"type": "string", "format": "date"}),
            "status_ground": _TEXT,
            "signer": _TEXT,
            "recipients": _list(_TEXT),
            "preamble": _TEXT,
            "provisions": _list(_ref("Provision")),
            "summaries": _list(_object({"key": _TEXT, "heading": _TEXT, "summary": _TEXT})),
            "relations": _list(_object({"kind": _TEXT, "symbol": _TEXT, "from": _TEXT, "to": _TEXT})),
            "source_file": {"oneOf": [_object({"name": _TEXT, "sha256": _TEXT}), {"type": "null"}]},
        }
    ),
}


def _parameter(name: str, kind: dict[str, Any], what: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": kind, "description": what}


_SLUG = {
    "name": "slug",
    "in": "path",
    "required": True,
    "schema": _TEXT,
    "description": "Địa chỉ của văn bản: số, ký hiệu viết thường, không dấu",
    "example": "6200-ubnd-ncktgs",
}


def _answers(schema: str, *errors: str) -> dict[str, Any]:
    def content(name: str) -> dict[str, Any]:
        return {"application/json": {"schema": _ref(name)}}

    found: dict[str, Any] = {"200": {"description": "OK", "content": content(schema)}}
    found.update({code: {"description": "Error", "content": content("Error")} for code in errors})
    return found


PATHS: dict[str, Any] = {
    "/api/v1/documents/": {
        "get": {
            "operationId": "listDocuments",
            "summary": "Văn bản trong thư viện, từng trang",
            "parameters": [
                _parameter("page", {"type": "integer", "minimum": 1, "default": 1}, "Trang"),
                _parameter("size", {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}, "Số văn bản"),
                _parameter("kind", _TEXT, "Loại văn bản, ví dụ Luật"),
                _parameter("year", {"type": "integer"}, "Năm ban hành, ví dụ 2011"),
            ],
            "responses": _answers("DocumentPage", "400", "404"),
        }
    },
    "/api/v1/documents/{slug}": {
        "get": {
            "operationId": "getDocument",
            "summary": "Một văn bản, nội dung vào một ngày",
            "parameters": [
                _SLUG,
                _parameter("date", {"type": "string", "format": "date"}, "Ngày; không nêu là hôm nay"),
            ],
            "responses": _answers("Document", "400", "404"),
        }
    },
    "/api/v1/documents/{slug}/akn.xml": {
        "get": {
            "operationId": "getDocumentAkomaNtoso",
            "summary": "Toàn văn theo Akoma Ntoso 3.0 vào một ngày, cùng các lần sửa đổi",
            "parameters": [
                _SLUG,
                _parameter("date", {"type": "string", "format": "date"}, "Ngày; không nêu là hôm nay"),
            ],
            "responses": _answers("Error", "400", "404")
            | {"200": {"description": "OK", "content": {"application/akn+xml": {"schema": _TEXT}}}},
        }
    },
}
