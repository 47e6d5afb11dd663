"""`/du-lieu-mo/`: what programs may read here, for the people who write them; from the same words as openapi.json."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from legal_library.exporting import bulk_path
from portal.openapi import description


@dataclass(frozen=True, slots=True)
class Parameter:
    """`values` is what may be written, an example where it is free; `default` what holds where it is left out."""

    name: str
    what: str
    values: str
    default: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """`anchor` is the same in every release, `example` an address to open: empty where none can be told."""

    anchor: str
    summary: str
    path: str
    parameters: tuple[Parameter, ...]
    answers: tuple[str, ...]
    example: str


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    context = {"operations": list(operations(description())), "has_bulk": bulk_path().is_file()}
    response = render(request, "portal/open_data.html", context)
    patch_cache_control(response, public=True, max_age=60)
    return response


def operations(described: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in described["paths"].items():
        told = methods["get"]
        parameters = told.get("parameters", [])
        yield Operation(
            anchor=told["operationId"],
            summary=told["summary"],
            path=path,
            parameters=tuple(map(_parameter, parameters)),
            answers=tuple(told["responses"]["200"].get("content", {})),
            example=_example(path, parameters),
        )


def _parameter(told: dict[str, Any]) -> Parameter:
    schema = told["schema"]
    values = str(told.get("example") or _values(schema))
    return Parameter(told["name"], told["description"], values, str(schema.get("default", "")), told["required"])


def _values(schema: dict[str, Any]) -> str:
    if schema["type"] == "array":
        return _values(schema["items"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("format") == "date":
        return "2026-06-30"
    if "minimum" in schema:
        return f"{schema['minimum']}–{schema['maximum']}" if "maximum" in schema else f"≥ {schema['minimum']}"
    return ""


def _example(path: str, parameters: list[dict[str, Any]]) -> str:
    """The address with an example for everything it cannot do without."""
    needed = {each["name"]: each.get("example") for each in parameters if each["required"]}
    if None in needed.values():
        return ""
    for name in re.findall(r"\{(\w+)\}", path):
        path = path.replace(f"{{{name}}}", str(needed.pop(name)))
    return f"{path}?{urlencode(needed)}" if needed else path
