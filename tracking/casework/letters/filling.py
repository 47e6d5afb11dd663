"""What a case has to fill into a letter: the closed list of `facts`, read from the case as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils import timezone

from tracking.organisation.models import Agency
from tracking.terms.rules import TermName

from ..grounds import GROUNDS
from ..models import Case, Event, LetterHead
from ..petition import Kind
from . import facts
from .language import Filling
from .legal_bases import cite, grounds_on

_GROUNDS = {ground.key: ground for ground in GROUNDS}
_INSTANCES = {1: "lần đầu", 2: "lần hai"}


def filling(case: Case, head: LetterHead, day: dt.date, law_day: dt.date, step: Event | None) -> Filling:
    """Facts and true questions for a letter of that day. `step` is the step of the workflow the letter belongs to.

    Of a denunciation nothing is decrypted that the kind's list does not allow.
    """
    kind = Kind(case.kind)
    known = _of_office(case, head) | _of_dates(case, law_day) | _of_step(step, kind)
    if kind is not Kind.DENUNCIATION:
        known |= _of_petitioner(case) | _of_content(case)
    allowed = facts.allowed(kind)
    return Filling(
        facts={name: value for name, value in known.items() if name in allowed}, true=frozenset(_true(case, known))
    )


def in_words(day: dt.date | None) -> str:
    return f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}" if day else ""


def parent_line(agency: Agency) -> str:
    return agency.parent.name if agency.parent else ""


def _of_office(case: Case, head: LetterHead) -> dict[str, str]:
    return {
        "so_tham_chieu": case.reference,
        "loai_don": case.get_kind_display().lower(),
        "lan": _INSTANCES.get(case.instance, ""),
        "co_quan": head.agency.name,
        "co_quan_cap_tren": head.parent_line,
        "chuc_danh": head.office_title,
    }


def _of_dates(case: Case, law_day: dt.date) -> dict[str, str]:
    settlement = case.terms.filter(name=TermName.SETTLEMENT).first()
    return {
        "ngay_gui": in_words(timezone.localdate(case.submitted_at)),
        "ngay_tiep_nhan": in_words(timezone.localdate(case.received_at) if case.received_at else None),
        "han_giai_quyet": in_words(settlement.due if settlement else None),
        "can_cu_phap_luat": grounds_on(Kind(case.kind), law_day),
    }


def _of_step(step: Event | None, kind: Kind) -> dict[str, str]:
    if step is None:
        return {}
    ground = _GROUNDS.get(step.ground)
    return {
        "can_cu_cua_buoc": cite(ground.citations) if ground else "",
        # Words about a denunciation are not carried into a letter by themselves: whoever writes it weighs each one.
        "loi_cua_buoc": "" if kind is Kind.DENUNCIATION else step.public_text,
        "co_quan_nhan": step.to_agency.name if step.to_agency else "",
    }


def _of_petitioner(case: Case) -> dict[str, str]:
    row = getattr(case, "petitioner", None)
    if row is None:
        return {}
    who = row.details
    return {
        "nguoi_gui": who.name,
        "dia_chi_nguoi_gui": who.address,
        "so_giay_to": who.id_number,
        "ngay_cap": who.id_issued_on,
        "noi_cap": who.id_issued_by,
        "nguoi_dai_dien": who.representative_name,
    }


def _of_content(case: Case) -> dict[str, str]:
    content = case.content
    return {
        "ve_viec": content.subject,
        "noi_dung": content.body,
        "yeu_cau": content.request,
        "ben_bi_don": content.respondent,
        "quyet_dinh_bi_khieu_nai": content.decision,
    }


def _true(case: Case, known: dict[str, str]) -> Collection[str]:
    answers = {
        "lan_hai": case.instance == 2,
        "co_nguoi_dai_dien": bool(known.get("nguoi_dai_dien")),
        "co_can_cu_cua_buoc": bool(known.get("can_cu_cua_buoc")),
        "co_co_quan_nhan": bool(known.get("co_quan_nhan")),
    }
    return {name for name, is_true in answers.items() if is_true}
