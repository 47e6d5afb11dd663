"""What a case has to fill into a letter: the closed list of `facts`, read from the case as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils import timezone

from tracking.organisation.models import Agency, Person
from tracking.terms.rules import TermName

from ..grounds import GROUNDS
from ..models import Case, CaseLink, CaseTerm, Event, LetterHead
from ..naming import STRUCK
from ..offices.right_office import above
from ..petition import Content, Kind
from . import facts, from_letters, from_steps
from .by_step import Course
from .catalogue import LetterKey
from .from_steps import in_words
from .language import Filling
from .legal_bases import cite, grounds_on

_GROUNDS = {ground.key: ground for ground in GROUNDS}
_INSTANCES = {1: "lần đầu", 2: "lần hai"}


def filling(course: Course, key: LetterKey, head: LetterHead, law_day: dt.date, reader: Person) -> Filling:
    """Facts and true questions for this letter, as this reader may have them.

    Of a denunciation nothing is decrypted that the kind's list does not allow: its text as the custodian released it.
    """
    case, kind = course.case, Kind(course.case.kind)
    step = course.step_of(key)
    known = _of_office(case, head) | _of_dates(case, law_day) | _of_step(step, kind)
    known |= _of_released(case) if kind is Kind.DENUNCIATION else _of_petitioner(case) | _of_content(case)
    known |= from_steps.known(course, head.office_title) | {"nguoi_cung_cap": _asked_for_evidence(course, known)}
    known |= {name: text for name, text in from_letters.known(case, reader).items() if not known.get(name)}
    allowed = facts.allowed(kind)
    return Filling(
        facts={name: value for name, value in known.items() if name in allowed}, true=frozenset(_true(case, known))
    )


def _of_office(case: Case, head: LetterHead) -> dict[str, str]:
    agency = head.agency
    return {
        "so_tham_chieu": case.reference,
        "loai_don": case.get_kind_display().lower(),
        "lan": _INSTANCES.get(case.instance, ""),
        "co_quan": agency.name,
        "co_quan_cap_tren": head.parent_line,
        "chuc_danh": head.office_title,
        "noi_nhan_giay_to": f"{agency.name}, {agency.address}" if agency.address else agency.name,
        "nguoi_giai_quyet_lan_hai": _settles_next(case),
    }


def _settles_next(case: Case) -> str:
    """Who has the second complaint, where the rules of competence name one body."""
    if case.kind != Kind.COMPLAINT or case.instance != 1:
        return ""
    found = above(case.handling_agency, Kind.COMPLAINT)
    if found is None or found.needs_check:
        return ""
    if found.agency is None:
        return found.outside
    head = LetterHead.objects.filter(agency=found.agency).values_list("office_title", flat=True).first()
    return head or found.agency.name


def _of_dates(case: Case, law_day: dt.date) -> dict[str, str]:
    terms = {TermName(term.name): term for term in case.terms.all()}
    settlement = terms.get(TermName.SETTLEMENT)
    return {
        "ngay_gui": in_words(timezone.localdate(case.submitted_at)),
        "ngay_tiep_nhan": in_words(timezone.localdate(case.received_at) if case.received_at else None),
        "han_giai_quyet": in_words(settlement.due if settlement else None),
        "so_ngay_giai_quyet": _days_of(settlement),
        "so_ngay_khieu_nai_tiep": _days_of(terms.get(TermName.SECOND_COMPLAINT)),
        "thoi_han_khoi_kien": _length(terms.get(TermName.COURT)),
        "can_cu_phap_luat": grounds_on(Kind(case.kind), law_day),
    }


def _days_of(term: CaseTerm | None) -> str:
    """As the rule sets them, whatever was added since."""
    return str(term.length - sum(days or 0 for _, days in term.extensions)) if term else ""


def _length(term: CaseTerm | None) -> str:
    return f"{term.length:02} {term.get_unit_display()}" if term else ""


def _of_step(step: Event | None, kind: Kind) -> dict[str, str]:
    if step is None:
        return {}
    ground = _GROUNDS.get(step.ground)
    return {
        "can_cu_cua_buoc": cite(ground.citations) if ground else "",
        "truong_hop_cua_buoc": from_steps.ground_of(step),
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
        "yeu_cau_va_can_cu": "\n".join(filter(None, (content.request, content.reason, content.earlier))),
        "ben_bi_don": _attacked(content),
        "quyet_dinh_bi_khieu_nai": content.decision,
        "ket_qua_lan_dau": _first_result(case, content),
    }


def _asked_for_evidence(course: Course, known: dict[str, str]) -> str:
    who = {"petitioner": known.get("nguoi_gui", ""), "respondent": known.get("ben_bi_don", "")}
    return who.get(from_steps.evidence_from(course), "")


def _first_result(case: Case, content: Content) -> str:
    """What the first settlement came to: of the case on this portal, else as the complainant says."""
    if case.instance != 2:
        return ""
    link = case.links.filter(relation=CaseLink.Relation.SECOND_COMPLAINT).select_related("earlier").first()
    told = from_steps.result_of(Course.of(link.earlier)) if link else ""
    return told or content.earlier


def _of_released(case: Case) -> dict[str, str]:
    """What the custodian released, a gap where something was struck; nothing while there is no such text."""
    released = case.renditions.order_by("-number").first()
    if released is None:
        return {}
    content = released.content
    found = {"nguoi_bi_to_cao": _attacked(content), "noi_dung_to_cao": content.body}
    return {name: text.replace(STRUCK, "(…)") for name, text in found.items()}


def _attacked(content: Content) -> str:
    """As the petition says it; else the body chosen from the list."""
    if content.respondent or not content.respondent_agency:
        return content.respondent
    return Agency.objects.filter(slug=content.respondent_agency).values_list("name", flat=True).first() or ""


def _true(case: Case, known: dict[str, str]) -> Collection[str]:
    answers = {
        "lan_hai": case.instance == 2,
        "co_nguoi_dai_dien": bool(known.get("nguoi_dai_dien")),
        "co_can_cu_cua_buoc": bool(known.get("can_cu_cua_buoc")),
        "co_co_quan_nhan": bool(known.get("co_quan_nhan")),
    }
    return {name for name, is_true in answers.items() if is_true}
