"""A page as a leaflet to print and hand out: its words set by typst, with a code that leads back to the page."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import segno
import typst
from django.utils import timezone

from portal.models import ArticlePage, GuidancePage

_TEMPLATE = Path(__file__).with_name("typst") / "leaflet.typ"
Printed = ArticlePage | GuidancePage


def leaflet(page: Printed, *, address: str, office: str, phone: str, language: str) -> bytes:
    """A PDF (UA-1). Every word reaches the template as JSON, never as markup."""
    day = timezone.localdate(page.last_published_at) if page.last_published_at else timezone.localdate()
    data = {
        "title": page.title,
        "lead": page.summary,
        "parts": list(_parts(page)),
        "address": address,
        "office": office,
        "phone": phone,
        "lang": language,
        "code": _code(address),
        "words": _WORDS[language],
        "date": {"year": day.year, "month": day.month, "day": day.day},
    }
    made = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False).encode(errors="replace").decode()},
        pdf_standards=["ua-1"],
    )
    return bytes(made)


_WORDS = {
    "vi": {
        "code": "Mã dẫn tới trang này trên cổng",
        "printed": "Theo bản ngày",
        "right": "Đúng",
        "phone": "Điện thoại",
    },
    "en": {"code": "Code leading to this page", "printed": "As of", "right": "Right", "phone": "Telephone"},
}


def _code(address: str) -> str:
    kept = io.BytesIO()
    segno.make(address, error="m").save(kept, kind="svg", border=0, xmldecl=False)
    return kept.getvalue().decode()


def _parts(page: Printed) -> Iterator[dict[str, Any]]:
    for block in page.body:
        if (say := _SAID.get(block.block_type)) is not None:
            yield from say(block.value)


def _heading(value: Any) -> Iterator[dict[str, Any]]:
    yield {"kind": "heading", "text": str(value)}


def _text(value: Any) -> Iterator[dict[str, Any]]:
    yield from paragraphs(str(value))


def _steps(value: Any) -> Iterator[dict[str, Any]]:
    yield {"kind": "steps", "items": [{"title": step["title"], "text": step["text"]} for step in value]}


def _notice(value: Any) -> Iterator[dict[str, Any]]:
    inside = [part["text"] for part in paragraphs(str(value["text"]))]
    yield {"kind": "notice", "title": value["title"], "lines": inside}


def _facts(value: Any) -> Iterator[dict[str, Any]]:
    yield {"kind": "heading", "text": value["title"]}
    yield {"kind": "facts", "rows": [[row["term"], row["text"]] for row in value["facts"]]}


def _questions(value: Any) -> Iterator[dict[str, Any]]:
    for item in value:
        answer = " ".join(part["text"] for part in paragraphs(str(item["answer"])))
        yield {"kind": "question", "title": item["question"], "text": answer}


def _drawing(value: Any) -> Iterator[dict[str, Any]]:
    yield {"kind": "notice", "title": value["title"], "lines": [line for line in value["words"].split("\n") if line]}


def _quiz(value: Any) -> Iterator[dict[str, Any]]:
    for item in value:
        right = next((option["text"] for option in item["options"] if option["is_right"]), "")
        yield {"kind": "question", "title": item["question"], "text": f"{right}. {item['explanation']}"}


_SAID: dict[str, Any] = {
    "heading": _heading,
    "text": _text,
    "steps": _steps,
    "notice": _notice,
    "facts": _facts,
    "questions": _questions,
    "infographic": _drawing,
    "quiz": _quiz,
}


class _Plain(HTMLParser):
    """Paragraphs and items of rich text; links are left as their words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "h2", "h3", "h4"):
            self.found.append({"kind": "item" if tag == "li" else "text", "text": ""})
        elif tag == "br":
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if not self.found and data.strip():
            self.found.append({"kind": "text", "text": ""})
        if self.found:
            self.found[-1]["text"] += data


def paragraphs(html: str) -> list[dict[str, Any]]:
    reader = _Plain()
    reader.feed(html)
    reader.close()
    told = ({**part, "text": " ".join(part["text"].split())} for part in reader.found)
    return [part for part in told if part["text"]]
