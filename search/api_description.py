"""The search's part of the portal's OpenAPI description: plain data, put together with the other rooms' elsewhere."""

from typing import Any, get_args

from .interface import KINDS, Caution


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _asked(description: str, example: str) -> dict[str, Any]:
    return {**_parameter("q", description, _TEXT), "required": True, "example": example}


_TEXT = {"type": "string", "maxLength": 200}
_STRINGS = {"type": "array", "items": {"type": "string"}, "maxItems": 20}
_ENTRY = {
    "id": {"type": "string"}, "kind": {"type": "string", "enum": list(KINDS)}, "url": {"type": "string"},
    "title": {"type": "string"}, "heading": {"type": "string"}, "symbol": {"type": "string"},
    "article": {"type": "string"}, "doc_kind": {"type": "string"}, "issuer": {"type": "string"},
    "issued": {"type": ["string", "null"], "format": "date"},
    "effective": {"type": ["string", "null"], "format": "date"},
    "status": {"type": "string", "enum": ["in_force", "not_yet", "partly_expired", "expired", ""]},
    "topics": {"type": "array", "items": {"type": "string"}, "description": "Lĩnh vực của văn bản"},
    "cautions": {
        "type": "array",
        "description": "Cần biết trước khi dùng: sửa đổi chưa xác nhận, bản giữ cũ hơn luật, chưa rõ hiệu lực",
        "items": {"type": "string", "enum": list(get_args(Caution))},
    },
    "language": {"type": "string", "enum": ["vi", "en"]},
}  # fmt: skip
_REF = "#/components/schemas/"

SCHEMAS: dict[str, Any] = {
    "SearchEntry": {"type": "object", "required": list(_ENTRY), "properties": _ENTRY},
    "SearchHit": {
        "allOf": [
            {"$ref": f"{_REF}SearchEntry"},
            {
                "type": "object",
                "required": ["fragment_html", "score", "reasons"],
                "properties": {
                    "fragment_html": {"type": "string", "description": "Đoạn văn đã thoát ký tự, chỉ có thẻ mark"},
                    "score": {"type": "number"},
                    "reasons": {"type": "array", "items": {"type": "string"}},
                },
            },
        ]
    },
    "SearchAnswer": {
        "type": "object",
        "required": ["query", "total", "page", "pages", "size", "engine", "stand_in", "results", "facets"],
        "properties": {
            "query": {"type": "string"},
            "mended": {"type": "string", "description": "Câu đã sửa lỗi gõ, nếu có sửa"},
            "offered": {"type": "string", "description": "Cách đọc khác để hỏi lại người dùng"},
            "total": {"type": "integer"},
            "page": {"type": "integer"},
            "pages": {"type": "integer"},
            "size": {"type": "integer"},
            "engine": {"type": "string"},
            "stand_in": {"type": "boolean"},
            "unmet": {"type": "string", "description": "Số ký hiệu được hỏi mà thư viện chưa có"},
            "definition": {"oneOf": [{"type": "null"}, {"$ref": f"{_REF}SearchEntry"}]},
            "places": {
                "type": "array",
                "description": "Văn bản hoặc điều mà câu hỏi gọi tên",
                "items": {
                    "allOf": [
                        {"$ref": f"{_REF}SearchEntry"},
                        {
                            "type": "object",
                            "properties": {
                                "absent_article": {
                                    "type": "string",
                                    "description": "Số điều được hỏi mà văn bản ở đây không có; rỗng nếu có",
                                },
                                "other_year": {
                                    "type": "string",
                                    "description": "Năm được hỏi mà không văn bản tên này nào mang; rỗng nếu có",
                                },
                            },
                        },
                    ]
                },
            },
            "results": {"type": "array", "items": {"$ref": f"{_REF}SearchHit"}},
            "nearest": {
                "type": "array",
                "description": "Mục gần nhất khi không tìm thấy gì",
                "items": {"$ref": f"{_REF}SearchHit"},
            },
            "nearest_by": {
                "type": ["string", "null"],
                "enum": ["filters", "letters", None],
                "description": "Bước nới lỏng đã dùng: bỏ bộ lọc, hoặc cho phép khác một hai chữ cái",
            },
            "facets": {
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": {"type": "integer"}},
            },
        },
    },
    "Suggestions": {
        "type": "object",
        "required": ["suggestions"],
        "properties": {
            "suggestions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["kind", "text", "url"],
                    "properties": {
                        "kind": {"type": "string", "enum": ["document", "page", "question", "term", "heading"]},
                        "text": {"type": "string"},
                        "url": {"type": "string"},
                    },
                },
            }
        },
    },
}


def _json(schema: str, description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": {"$ref": _REF + schema}}}}


PATHS: dict[str, Any] = {
    "/api/v1/search": {
        "get": {
            "operationId": "search",
            "summary": "Tìm trong văn bản pháp luật, hướng dẫn, lịch tiếp công dân, tin tức, trang thông tin",
            "parameters": [
                _asked("Câu hỏi, từ khóa hoặc số ký hiệu; có dấu hay không đều được", "thời hạn khiếu nại"),
                _parameter("kind", "Loại mục", {"type": "array", "items": {"type": "string", "enum": list(KINDS)}}),
                _parameter("topic", "Lĩnh vực", _STRINGS),
                _parameter("issuer", "Cơ quan ban hành", _STRINGS),
                _parameter("doc_kind", "Loại văn bản", _STRINGS),
                _parameter("year", "Năm ban hành", _STRINGS),
                _parameter("status", "Hiệu lực", _STRINGS),
                _parameter("source", "Nguồn", _STRINGS),
                _parameter("date", "Theo luật có hiệu lực ngày này", {"type": "string", "format": "date"}),
                _parameter("sort", "Thứ tự", {"type": "string", "enum": ["best", "newest"], "default": "best"}),
                _parameter("page", "Trang", {"type": "integer", "minimum": 1, "maximum": 50, "default": 1}),
                _parameter("size", "Số mục mỗi trang", {"type": "integer", "minimum": 1, "maximum": 50, "default": 10}),
                _parameter("lang", "Ngôn ngữ", {"type": "string", "enum": ["vi", "en"]}),
            ],
            "responses": {
                "200": _json("SearchAnswer", "Kết quả"),
                "400": {"description": "Tham số không đọc được"},
                "429": {"description": "Quá nhiều yêu cầu"},
                "503": {"description": "Chỉ mục chưa sẵn sàng"},
            },
        }
    },
    "/api/v1/suggest": {
        "get": {
            "operationId": "suggest",
            "summary": "Gợi ý khi đang gõ",
            "parameters": [
                _asked("Phần đã gõ", "luật kh"),
                _parameter("lang", "Ngôn ngữ của gợi ý và địa chỉ", {"type": "string", "enum": ["vi", "en"]}),
            ],
            "responses": {"200": _json("Suggestions", "Gợi ý")},
        }
    },
}
