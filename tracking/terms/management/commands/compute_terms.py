"""The engine as a filter: cases in, one JSON object a line; terms out."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from tracking.terms import starter
from tracking.terms.calendar import WorkCalendar
from tracking.terms.engine import BadCase, compute
from tracking.terms.exchange import case_of, row_of
from tracking.terms.models import TermRuleRow, current_calendar, current_rules
from tracking.terms.rules import RuleBook


class Command(BaseCommand):
    help = "Đọc từng dòng JSON {id, kind, instance, flags, events, today} và ghi các thời hạn của vụ việc."

    def handle(self, *args: Any, **options: Any) -> None:
        if not TermRuleRow.objects.exists():
            starter.load()
        book, work = current_rules(), current_calendar()
        for line in sys.stdin:
            if line.strip():
                self.stdout.write(json.dumps(_answer(line, book, work), ensure_ascii=False))


def _answer(line: str, book: RuleBook, work: WorkCalendar) -> dict[str, Any]:
    case_id = None
    try:
        row = json.loads(line)
        case_id = row.get("id") if isinstance(row, dict) else None
        return {"id": case_id, **row_of(compute(case_of(row), book, work))}
    except json.JSONDecodeError:
        return {"id": case_id, "error": "Dòng này không phải là JSON."}
    except BadCase as bad:
        return {"id": case_id, "error": str(bad)}
