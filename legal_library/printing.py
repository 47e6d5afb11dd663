"""A text, or one article of it, as a PDF with its source and the day it stands for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from .models import Act, Provision, ProvisionKind
from .reading import GROUPS, rows_in_force, today

_TEMPLATE = Path(__file__).with_name("typst") / "text.typ"
_MARKS = {ProvisionKind.CLAUSE: "{}.", ProvisionKind.POINT: "{})", ProvisionKind.DASH: "–"}
# Runs without a blank would leave the page.
_LONG = 45


def act_pdf(act: Act, day: dt.date, address: str) -> bytes:
    """The whole text as it stands on a day."""
    return _typeset(act, list(rows_in_force(act, day, whole=True)), day, address, heading="")


def article_pdf(act: Act, rows: list[Provision], day: dt.date, address: str) -> bytes:
    """One article; `rows` begin with its own."""
    return _typeset(act, rows, day, address, heading=rows[0].label)


def _typeset(act: Act, rows: list[Provision], day: dt.date, address: str, heading: str) -> bytes:
    data: dict[str, Any] = {
        "name": act.full_name,
        "title": act.title,
        "issued": f"{act.issuer}, {act.issued:%d/%m/%Y}".lstrip(", ") if act.issued else act.issuer,
        "state": f"Nội dung theo thư viện pháp luật của cổng, tại ngày {day:%d/%m/%Y}",
        "printed": f"{today():%d/%m/%Y}",
        "today": {"year": today().year, "month": today().month, "day": today().day},
        "address": address,
        "document": f"{heading} {act.full_name}".strip(),
        "note": "Bản in để tra cứu, không thay cho văn bản gốc.",
        "preamble": [] if heading else [_breakable(line) for line in act.preamble.splitlines()],
        "lines": list(_lines(rows)),
        "signer": "" if heading else act.signer,
    }
    made = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False).encode(errors="replace").decode()},
    )
    return bytes(made)


def _lines(rows: Iterable[Provision]) -> Iterable[dict[str, Any]]:
    for row in rows:
        kind = ProvisionKind(row.kind)
        if kind in GROUPS or kind in (ProvisionKind.ARTICLE, ProvisionKind.ANNEX):
            words = f"{row.label}. {row.heading}" if row.heading else row.label
            yield {"kind": "article" if kind == ProvisionKind.ARTICLE else "group", "mark": "", "text": words, "in": 0}
            if row.text:
                yield {"kind": "text", "mark": "", "text": _breakable(row.text), "in": 0}
        else:
            mark = _MARKS.get(kind, "").format(row.number)
            indent = 1 if kind in (ProvisionKind.POINT, ProvisionKind.DASH) else 0
            yield {"kind": "text", "mark": mark, "text": _breakable(row.text), "in": indent}


def _breakable(text: str) -> str:
    words = (word if len(word) < _LONG else "\u200b".join(_pieces(word)) for word in text.split(" "))
    return " ".join(words)


def _pieces(word: str) -> list[str]:
    return [word[start : start + _LONG] for start in range(0, len(word), _LONG)]


def portal_address(path: str) -> str:
    """The address printed on the paper, by which a reader finds the page again."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
