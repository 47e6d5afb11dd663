"""The petition as the paper the law knows: filled in, ready to be signed by hand. Pure but for the typesetting.

A denunciation's paper never prints name, address or signature: the denouncer writes them by hand.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ..petition import Content, Kind, PetitionerData
from ..petitioners.mandate import REPRESENTING, ROLE_NAMES, Mandate
from .form_texts import Companions, FormText, Heading, Line, Papers, Piece, Prose, Remark, form_on
from .typesetting import breakable, paragraphs, typeset

PORTAL = "Cổng tiếp công dân Hải Phòng"

# Said before a text of its own inside running prose, where the form has one heading for several things the law asks.
_LEADS = {
    "content.reason": "Lý do khiếu nại: ",
    "content.request": "Yêu cầu giải quyết: ",
    "content.decision": "Quyết định hoặc hành vi bị khiếu nại: ",
    "content.known_on": "Ngày nhận được hoặc biết: ",
    "content.happened": "Thời gian, địa điểm: ",
    "content.earlier": "Cơ quan đã xem xét, giải quyết: ",
}


_ATTORNEYS_PLACES = ("petitioner.representative", "petitioner.representative_id_number")
_DOTS = ". " * 12


@dataclass(frozen=True, kw_only=True)
class Petition:
    """What goes onto the paper. `day` picks the form and is the petition's date; `papers` are names of files."""

    kind: Kind
    day: dt.date
    reference: str
    agency: str
    content: Content
    petitioner: PetitionerData | None = None
    papers: Sequence[str] = ()
    # How many stand beside the first petitioner; a denouncer's companions are known by number only.
    companions: int = 0


def pdf(petition: Petition) -> bytes:
    """The paper as PDF. Raises `form_texts.NoForm` for a day without a form."""
    return typeset("petition.typ", fill(petition, form_on(petition.kind, petition.day)))


def fill(petition: Petition, form: FormText) -> dict[str, Any]:
    """The template's data: the form's own words with the petition's values in their places."""
    values = _values(petition, form)
    return {
        "title": f"{form.heading.capitalize()} {petition.reference}",
        "portal": PORTAL,
        "date": {"year": petition.day.year, "month": petition.day.month, "day": petition.day.day},
        "number": form.number,
        "place_date": f"Hải Phòng, ngày {petition.day.day:02d} tháng {petition.day.month:02d} năm {petition.day.year}",
        "heading": form.heading,
        "to": petition.agency,
        "pieces": [made for piece in form.pieces if (made := _piece(piece, form, petition, values))],
        "signer": form.signer,
        "signer_hint": form.signer_hint,
        "signer_name": values.get("signer", ""),
        "footer": f"{_origin(form)}. Gửi qua {PORTAL}, số biên nhận {petition.reference}.",
    }


def _origin(form: FormText) -> str:
    return f"{form.number}, {form.source}" if form.number else form.source


def _values(petition: Petition, form: FormText) -> dict[str, str]:
    values = _flat("content", asdict(petition.content))
    values["content.respondent_and_address"] = _joined(
        petition.content.respondent, "địa chỉ", petition.content.respondent_address
    )
    if petition.petitioner is None or form.by_hand:
        return values
    person = petition.petitioner
    values |= _flat("petitioner", asdict(person))
    values["petitioner.name_and_address"] = _joined(
        _joined(_joined(person.name, "địa chỉ", person.address), "điện thoại", person.phone), *_acting(person)
    )
    values["signer"] = person.representative_name if person.mandate in REPRESENTING else person.name
    if person.mandate not in {"", Mandate.ATTORNEY}:
        # The form has a place for the attorney alone; whoever acts by law stands beside the petitioner's name.
        values |= dict.fromkeys(_ATTORNEYS_PLACES, "")
        return values
    values["petitioner.representative"] = _joined(
        _joined(person.representative_name, "địa chỉ", person.representative_address),
        "căn cứ",
        person.representative_ground,
    )
    return values


def _acting(person: PetitionerData) -> tuple[str, str]:
    """By whom, and under what, one petitions who cannot do it alone."""
    if person.mandate not in REPRESENTING - {Mandate.ATTORNEY}:
        return "", ""
    told = _joined(person.representative_name, "địa chỉ", person.representative_address)
    return ROLE_NAMES[Mandate(person.mandate)], _joined(told, "căn cứ", person.representative_ground)


def _flat(holder: str, data: dict[str, Any]) -> dict[str, str]:
    return {f"{holder}.{name}": str(value).strip() for name, value in data.items()}


def _joined(first: str, label: str, second: str) -> str:
    """`first; label: second`, or whichever of the two there is."""
    if first and second:
        return f"{first}; {label}: {second}"
    return first or (f"{label}: {second}" if second else "")


def _piece(piece: Piece, form: FormText, petition: Petition, values: dict[str, str]) -> dict[str, Any]:
    match piece:
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Remark(text):
            return {"kind": "remark", "text": text}
        case Line(parts):
            filled = [[label, breakable(" ".join(values.get(name, "").split()))] for label, name in parts]
            return {"kind": "line", "parts": filled}
        case Papers(label):
            return _papers(label, petition)
        case Companions(label):
            return {"kind": "list", "label": label, "items": _companions(petition, form)} if petition.companions else {}
        case Prose(label, names, blank):
            return {
                "kind": "prose",
                "label": label,
                "paragraphs": _prose(names, values),
                "blank": blank,
                "weight": "regular",
            }


def _companions(petition: Petition, form: FormText) -> list[str]:
    if petition.petitioner is None or form.by_hand:
        return [f"Họ và tên: {_DOTS} Địa chỉ: {_DOTS} Liên hệ: {_DOTS} Ký tên: {_DOTS}"] * petition.companions
    return [breakable(_companion(other)) + f". Ký tên: {_DOTS}" for other in petition.petitioner.others]


def _companion(other: Mapping[str, Any]) -> str:
    told = _joined(_joined(str(other["name"]), "địa chỉ", str(other["address"])), "điện thoại", str(other["phone"]))
    return f"{told} (người đại diện)" if other["represents"] else told


def _prose(names: Sequence[str], values: dict[str, str]) -> list[str]:
    told = [(_LEADS.get(name, ""), values.get(name, "")) for name in names]
    if len(names) == 1:
        told = [("", text) for _, text in told]
    return [line for lead, text in told if text for line in paragraphs(f"{lead}{text}")]


def _papers(label: str, petition: Petition) -> dict[str, Any]:
    named = [breakable(name) for name in petition.papers] + paragraphs(petition.content.papers)
    return {"kind": "list", "label": label, "items": named or ["không có"]}
