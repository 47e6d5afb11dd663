"""The engine as a filter: cases in, one JSON object a line; terms out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from tracking.terms import starter
from tracking.terms.calendar import WorkCalendar
from tracking.terms.engine import compute
from tracking.terms.exchange import case_of, row_of
from tracking.terms.facts import BadCase
from tracking.terms.models import TermRuleRow, current_calendar, current_rules
from tracking.terms.rules import AmbiguousRules, RuleBook


class Command(BaseCommand):
    help = "Đọc từng dòng JSON {id, kind, instance, flags, events, today} và ghi các thời hạn của vụ việc."

    def handle(self, *args: Any, **options: Any) -> None:
        if not TermRuleRow.objects.exists():
            starter.load()
        book, work = current_rules(), current_calendar()
        for line in _lines():
            if line.strip():
                self.stdout.write(json.dumps(_answer(line, book, work), ensure_ascii=False))


def _lines() -> Iterator[str]:
    """Bytes, where there are any: one line that is no UTF-8 must not end the rest."""
    source = getattr(sys.stdin, "buffer", None)
    if source is None:
        yield from sys.stdin
    else:
        for line in source:
            yield line.decode("utf-8-sig", "replace")


def _answer(line: str, book: RuleBook, work: WorkCalendar) -> dict[str, Any]:
    case_id = None
    try:
        row = json.loads(line)
        case_id = row.get("id") if isinstance(row, dict) else None
        return {"id": case_id, **row_of(compute(case_of(row), book, work))}
    except (json.JSONDecodeError, RecursionError):
        return _error(case_id, "Dòng này không phải là JSON.")
    except BadCase as bad:
        return _error(case_id, str(bad))
    except AmbiguousRules as double:
        return _error(case_id, f"Hai quy tắc cùng áp dụng: {double}. Người quản trị cần sửa một trong hai.")


def _error(case_id: Any, reason: str) -> dict[str, Any]:
    return {"id": case_id, "terms": [], "error": reason}
