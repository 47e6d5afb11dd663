"""Invented petitions and offices for the tests of casework."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tracking.casework import casework, codes, signature
from tracking.casework.custodians import supplied
from tracking.casework.files.file_checks import StagedFile
from tracking.casework.models import Case, CustodianKey
from tracking.casework.petition import Consent, Content, Kind, PetitionerData
from tracking.casework.sealing import identity
from tracking.organisation.models import Agency, Membership, Person, Role, Tier

BODY = "Ngày 03/10/2026, tổ công tác dỡ hàng rào trên thửa đất nhà tôi mà không đưa quyết định nào."


def agency(slug: str, **facts: Any) -> Agency:
    """An office of that slug, made once."""
    defaults = {"name": f"Cơ quan {slug}", "tier": Tier.COMMUNE, "valid_from": dt.date(2020, 1, 1), **facts}
    return Agency.objects.get_or_create(slug=slug, defaults=defaults)[0]


def person(name: str, role: Role | None = None, office: Agency | None = None, **facts: Any) -> Person:
    """A member of staff; with a role, in an office, since long."""
    made = Person.objects.create(username=name, **facts)
    if role:
        since = dt.date(2020, 1, 1)
        Membership.objects.create(person=made, role=role, agency=office or agency("mau"), valid_from=since)
    return made


def content(**facts: str) -> Content:
    defaults = {"subject": "Thu hồi đất không có quyết định", "body": BODY, "reason": "Không được thông báo."}
    return Content(**{**defaults, "request": "Xem xét lại việc dỡ hàng rào.", "respondent": "UBND phường Mẫu", **facts})


def petitioner(**facts: str) -> PetitionerData:
    return PetitionerData(**{"name": "Nguyễn Văn Mẫu", "address": "Số 1 phố Ví Dụ", "phone": "0000000000", **facts})


def paper(name: str = "anh.txt", data: bytes = b"noi dung") -> StagedFile:
    return StagedFile.of(name, "text/plain", data)


def submit(kind: Kind = Kind.COMPLAINT, **facts: Any) -> casework.Submission:
    """A petition handed in; facts replace what `casework.submit` is given."""
    given: dict[str, Any] = {
        "token": codes.new_token(),
        "kind": kind,
        "agency": None,
        "language": "vi",
        "content": content(),
        "petitioner": None if kind is Kind.DENUNCIATION else petitioner(),
        "files": [],
        "consent": Consent(version="2026-01", at=timezone.now()),
        **facts,
    }
    given["agency"] = given["agency"] or agency("mau")
    return casework.submit(**given)


def received(case: Case, officer: Person) -> Case:
    return casework.move(case_id=case.pk, action="receive", actor=officer, expected_version=case.version)


def signed(case: Case, by: Person) -> Case:
    """The petition signed today, before an officer of the office; a denunciation before a custodian, to whom whoever
    sent it without a name said who they are."""
    if case.is_denunciation and not supplied.names_somebody(case):
        identity_supplied(case, by)
    signature.record_at_counter(case_id=case.pk, actor=by, signed_on=timezone.localdate())
    return case


def identity_supplied(case: Case, custodian: Person) -> None:
    supplied.record(case_id=case.pk, custodian=custodian, way="in_person", paper="card", on=timezone.localdate())


def custodian_key(name: str = "Người giữ Mẫu") -> tuple[CustodianKey, bytes]:
    """An active key and its private half."""
    private, public = identity.new_key_pair()
    return CustodianKey.objects.create(name=name, public_key=public, fingerprint=identity.fingerprint(public)), private
