"""Cases with every step of their kind behind them, written into the history with what each was told."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracking.casework.history import events
from tracking.casework.models import Case, EventKind, Rendition
from tracking.casework.opening.redacting import MARK
from tracking.casework.petition import Kind
from tracking.casework.timing import clock
from tracking.casework.workflow import Action, Transition, steps_of
from tracking.casework.writing.findings import Findings
from tracking.organisation.models import Person
from tracking.terms.starter import load as load_terms

BECAUSE = "Báo cáo số 07/BC-VP nêu hai nơi phải xác minh"
CRITERIA = "có từ hai nội dung trở lên"
_TOLD: dict[Action, dict[str, Any]] = {
    Action.ASK_EVIDENCE: {"evidence_from": "respondent"},
    Action.VERIFIED: {"result": "differs"},
    Action.INVITE: {"dialogue_on": timezone.localdate().isoformat(), "chair": "settler"},
    Action.DIALOGUE: {"attendance": "no_cause"},
    Action.EXTEND: {"days": 30},
}
_OUTCOMES = {(Kind.COMPLAINT, 1): "partly", (Kind.COMPLAINT, 2): "upheld", (Kind.DENUNCIATION, 1): "right"}


def lived(case: Case, by: Person) -> Case:
    """Every step that has a letter or opens the way to one, in the order of the table, each once, on this very day."""
    load_terms()
    rows: dict[Action, Transition] = {}
    for row in steps_of(Kind(case.kind)):
        if (row.letters or row.action is Action.SETTLE) and not row.names_agency:
            rows.setdefault(row.action, row)
    with transaction.atomic():
        for place, row in enumerate(rows.values(), start=1):
            _take(case, row, by, place)
        Case.objects.filter(pk=case.pk).update(state="settling")
        case.refresh_from_db()
        clock.refresh(case)
    return case


def released(case: Case, by: Person, **texts: str) -> None:
    """A rendition for the verifiers, with a gap where something was struck."""
    data = {**case.content.as_data(), "body": f"{MARK} nói ông ấy nhận tiền.", "respondent": "Phạm Văn Khác", **texts}
    Rendition.objects.create(case=case, number=1, content_data=data, released_by=by, released_at=timezone.now())


def _take(case: Case, row: Transition, by: Person, place: int) -> None:
    today = timezone.localdate()
    given = {"number": f"{place + 500}/XX", **_TOLD.get(row.action, {})}
    if row.action is Action.DECIDE and (outcome := _OUTCOMES.get((Kind(case.kind), case.instance))):
        given["outcome"] = outcome
    found = Findings()
    if row.action is Action.EXTEND:
        lines = (("criteria", f"Vụ việc phức tạp vì: {CRITERIA}"), ("because", f"Căn cứ ghi trong hồ sơ: {BECAUSE}"))
        found = Findings(lines)
    told = [clock.note(row.term_event, today, given.get("days"))] if row.action in (Action.ACCEPT,) else []
    grounds = row.grounds(Kind(case.kind), today, case.instance)
    events.record(
        kind=EventKind.MOVED,
        case=case,
        actor=by,
        action=row.action.value,
        from_state=row.source.value,
        to_state=row.target.value,
        agency=case.handling_agency,
        ground=grounds[0].key if grounds else "",
        public_text="Lời trên trang tra cứu.",
        internal_note=found.before("Ghi chú riêng của cán bộ."),
        details={"on": today.isoformat(), "given": given, "terms": told, **found.details()},
    )


def due_day(case: Case, name: str) -> dt.date:
    day: dt.date = case.terms.get(name=name).due
    return day
