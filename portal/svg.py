"""Whether an SVG may stand on a public page: shapes and words only. Pure; refuses with the reason, never mends."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

NAMESPACE = "http://www.w3.org/2000/svg"
MOST = 200_000
ELEMENTS = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc"}
    | {"defs", "linearGradient", "radialGradient", "stop", "marker", "clipPath", "use", "symbol"}
)
# Colours come by attribute: the page's policy forbids styles inside it. Links of any kind have no business here.
_FORBIDDEN = re.compile(r"(?i)^(on\w+|style|href|src|xlink:href|class)$")
_OUTSIDE = re.compile(r"(?i)url\(\s*['\"]?(?!#)|javascript:|data:|https?:|//")


class RefusedSvg(ValueError):
    """The message is for the editor."""


def check(text: str) -> None:
    """Raises RefusedSvg."""
    if len(text) > MOST:
        raise RefusedSvg(f"Hình dài quá {MOST // 1000} nghìn ký tự. Xin vẽ gọn lại.")
    if "<!" in text.replace("<!--", "") or "<?" in text.removeprefix('<?xml version="1.0" encoding="UTF-8"?>'):
        raise RefusedSvg("Hình có khai báo DOCTYPE, ENTITY hoặc lệnh xử lý. Xin bỏ đi.")
    try:
        root = ET.fromstring(text)  # noqa: S314
    except ET.ParseError as error:
        raise RefusedSvg(f"Không đọc được hình: dòng {error.position[0]} sai cú pháp.") from None
    if root.tag not in ("svg", f"{{{NAMESPACE}}}svg"):
        raise RefusedSvg("Đây không phải hình SVG.")
    if "viewBox" not in root.attrib:
        raise RefusedSvg("Hình cần có viewBox để tự co giãn trên điện thoại.")
    for element in root.iter():
        _check_element(element)


def _check_element(element: ET.Element) -> None:
    name = str(element.tag).removeprefix(f"{{{NAMESPACE}}}")
    if name not in ELEMENTS:
        raise RefusedSvg(f"Hình có phần tử “{name}”. Chỉ nhận hình vẽ và chữ, không nhận mã lệnh, liên kết, ảnh nhúng.")
    for attribute, value in element.attrib.items():
        bare = attribute.rpartition("}")[2]
        if _FORBIDDEN.match(bare) and not (bare == "href" and value.startswith("#")):
            raise RefusedSvg(f"Thuộc tính “{bare}” của “{name}” không được nhận.")
        if _OUTSIDE.search(value):
            raise RefusedSvg(f"“{name}” dẫn ra ngoài hình: {value[:60]}")
