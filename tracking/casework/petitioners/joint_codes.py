"""A code for each petitioner of a group: made from the form's token, stored as a MAC, opening the same case."""

from __future__ import annotations

from dataclasses import dataclass

from .. import codes
from ..models import Case, JointPetitioner
from ..petition import PetitionerData
from ..sealing.keys import KeyName, current_key, keyring

FIRST = 1


@dataclass(frozen=True)
class Bearer:
    """Who holds the code a case was opened with: `place` is FIRST for the petition's own code.

    The petition's own code may do everything; a representative's too; the others look on, for the group speaks
    through those it appointed (Luật Tiếp công dân Đ.29).
    """

    case_id: int
    place: int = FIRST


@dataclass(frozen=True)
class OwnCode:
    """`name` is empty for a denunciation: no page shows a denouncer's name."""

    place: int
    name: str
    represents: bool
    code: str


def write(case: Case, token: str, petitioner: PetitionerData | None) -> None:
    """Give each further petitioner a code, inside the transaction that takes the petition in."""
    key = current_key(KeyName.CODE)
    JointPetitioner.objects.bulk_create(
        JointPetitioner(
            case=case,
            place=place,
            represents=bool(other["represents"]),
            code_mac=codes.mac(codes.own_code_from_token(token, place, key), key),
        )
        for place, other in enumerate(petitioner.others if petitioner else (), FIRST + 1)
    )


def copy(whole: Case, part: Case, token: str) -> None:
    """The same people with the same say in a part split off. Its own codes are known to nobody: those of the whole
    open it, in the place they have there."""
    key = current_key(KeyName.CODE)
    JointPetitioner.objects.bulk_create(
        JointPetitioner(
            case=part,
            place=row.place,
            represents=row.represents,
            code_mac=codes.mac(codes.own_code_from_token(token, row.place, key), key),
        )
        for row in whole.joint_petitioners.all()
    )


def of_token(case: Case, token: str) -> list[OwnCode]:
    """The codes again, for the receipt: only the form's token makes them."""
    names = _names(case)
    made = []
    for row in case.joint_petitioners.all():
        pairs = ((codes.own_code_from_token(token, row.place, key), key) for key in keyring(KeyName.CODE))
        code = next((code for code, key in pairs if codes.mac(code, key) == row.code_mac), "")
        made.append(OwnCode(row.place, names.get(row.place, ""), row.represents, code))
    return made


def bearer_of(text: str) -> Bearer | None:
    """The case of a code, typed in any way, and whose code it is. The same queries for every code (R05)."""
    case = Case.objects.by_code(text)
    code = codes.normalise(text)
    macs = [codes.mac(code or codes.NOBODYS_CODE, key) for key in keyring(KeyName.CODE)]
    found = JointPetitioner.objects.filter(code_mac__in=macs).values_list("case_id", "place").first()
    if case:
        return Bearer(case.pk)
    return Bearer(*found) if found and code else None


def may_act(case_id: int, place: int) -> bool:
    """Asked anew for every act: an appointment may have ended since the code was typed."""
    return place == FIRST or JointPetitioner.objects.filter(case_id=case_id, place=place, represents=True).exists()


def _names(case: Case) -> dict[int, str]:
    if case.is_denunciation or not hasattr(case, "petitioner"):
        return {}
    others = case.petitioner.details.others
    return {place: str(other["name"]) for place, other in enumerate(others, FIRST + 1)}
