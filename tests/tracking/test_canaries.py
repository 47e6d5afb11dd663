"""Planted names lie in no file of the portal in any spelling: not the database, nor its papers, drafts, logs (G8)."""

import base64
import io
import itertools
import logging
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from search.text import fold
from tracking.casework import casework, codes
from tracking.casework.drafts import drafts, kept_drafts
from tracking.casework.drafts.drafts import DraftData
from tracking.casework.files import file_store
from tracking.casework.history import audit
from tracking.casework.models import Case
from tracking.casework.notices import sending
from tracking.casework.opening import openings
from tracking.casework.petition import Kind
from tracking.organisation.models import Role

from . import sealed_cases
from .petitions import content, custodian_key, paper, person, petitioner, received, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_own_folders")]

NAMES = [f"Trịnh Thị Hải Âu {number:02}" for number in range(50)]


def spellings(text: str) -> set[bytes]:
    """The same words as other programs would write them."""
    forms = {
        unicodedata.normalize("NFC", text),
        unicodedata.normalize("NFD", text),
        fold(text),
        text.upper(),
        text.lower(),
    }
    found = {form.encode(coding) for form in forms for coding in ("utf-8", "utf-16-le", "utf-16-be")}
    found |= {form.encode("unicode_escape") for form in forms}
    return found | {part for form in forms for part in _inside_base64(form.encode())}


def _inside_base64(data: bytes) -> Iterator[bytes]:
    """What base64 makes of the words wherever in a longer text they start."""
    for shift in range(3):
        plain = base64.b64encode(b"\0" * shift + data)
        # The characters at both ends mix with whatever stands beside.
        yield plain[4 if shift else 0 : -4]


def everything_kept() -> dict[str, bytes]:
    """Every byte the portal wrote, by place: the database as a file, papers, drafts."""
    kept = {"database": _database()}
    for root in (django_settings.ATTACHMENT_ROOT, django_settings.DRAFT_ROOT, django_settings.AUDIT_FOLDER):
        kept |= {str(path): path.read_bytes() for path in Path(root).rglob("*") if path.is_file()}
    return kept


def _database() -> bytes:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(":memory:")
        with copy:
            for line in connection.connection.iterdump():
                if line.startswith(('CREATE TABLE "casework', 'INSERT INTO "casework')):
                    copy.execute(line)
        return copy.serialize()
    rows = io.BytesIO()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copying:
                rows.writelines(bytes(part) for part in copying)
    return rows.getvalue()


@pytest.fixture
def _own_folders(settings, tmp_path):
    for name in ("ATTACHMENT_ROOT", "DRAFT_ROOT", "AUDIT_FOLDER"):
        setattr(settings, name, tmp_path / name.lower())


def test_fifty_planted_people_are_nowhere_in_what_the_portal_keeps(caplog):
    caplog.set_level(logging.DEBUG)
    custodian_key()
    officer = person("canbo", Role.OFFICER)
    for name, kind in zip(NAMES, itertools.cycle(Kind), strict=False):
        who = petitioner(name=name, address=f"Ngõ {name}", email=f"{fold(name).replace(' ', '')}@example.org",
                         others=[{"name": f"Em {name}", "address": name, "phone": "", "represents": True}],
                         helper_name=name, mandate="helper")  # fmt: skip
        what = content(subject=f"Việc của {name}", body=f"Tôi là {name}.", respondent=name)
        token = codes.new_token()
        data = f"đơn viết tay của {name}".encode()
        drafts.save_draft(token, DraftData({"name": name}, [paper(f"{name}.txt", data)]))
        kept_drafts.keep(token)
        case = submit(kind, token=token, petitioner=who, content=what, files=[paper(f"{name}.txt", data)]).case
        casework.write_message(case_id=case.pk, author=None, body=f"{name} hỏi.", files=[paper(f"{name} 2.txt", data)])
        casework.ask_withdrawal(case_id=case.pk, scope="whole", words=f"{name} rút.", forced=False)
        received_case = received(case, officer)
        if kind is not Kind.DENUNCIATION:
            casework.move(
                case_id=case.pk, action="guide", actor=officer, expected_version=received_case.version,
                ground="guide.split", public_text=f"Kính gửi {name}.", internal_note=f"Gọi cho {name}.",
            )  # fmt: skip
        Case.objects.filter(pk=case.pk).update(state="closed")
        casework.rate(case_id=case.pk, score=1, reason=f"{name} không hài lòng.")
    audit.export_head()
    kept = everything_kept()
    assert len(kept) > 150
    assert len(kept["database"]) > 50_000
    kept["log"] = caplog.text.encode()
    wanted = {spelling for name in NAMES for spelling in spellings(name)}
    told = [place for place, data in kept.items() if any(spelling in data for spelling in wanted)]
    assert told == []
    assert Case.objects.count() == 50


def test_the_search_would_find_a_name_in_every_spelling():
    """The test above can fail: a name written anywhere, in any spelling, is found."""
    for spelling in spellings(NAMES[0]):
        name = file_store.write_durably(file_store.folder(), b"xx" + spelling + b"yy")
        assert any(spelling in data for data in everything_kept().values())
        file_store.delete(file_store.folder(), name)
    encoded = base64.b64encode(b"ab" + NAMES[0].encode() + b"cd")
    assert any(spelling in encoded for spelling in spellings(NAMES[0]))
    case = submit(petitioner=petitioner(name=NAMES[0])).case
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_petitioner SET person_hash = %s WHERE case_id = %s", [NAMES[0], case.pk])
    assert any(spelling in everything_kept()["database"] for spelling in spellings(NAMES[0]))


def test_neither_code_nor_token_is_kept_anywhere(caplog):
    caplog.set_level(logging.DEBUG)
    token = codes.new_token()
    drafts.save_draft(token, DraftData({"a": "b"}))
    draft_code = kept_drafts.keep(token).code
    sent = submit(token=token)
    Case.objects.by_code(sent.code)
    casework.find_submission(token)
    kept = [*everything_kept().values(), caplog.text.encode()]
    secrets = [token, sent.code, sent.code.replace("-", ""), draft_code, draft_code.replace("-", "")]
    for secret in secrets:
        assert not any(spelling in data for spelling in spellings(secret) for data in kept)


def test_opening_a_seal_and_releasing_a_rendition_leaves_no_trace_of_who_denounced(
    client, caplog, monkeypatch, settings
):
    caplog.set_level(logging.DEBUG)
    settings.EMAIL_URL, settings.EMAIL_USE_TLS = "smtp+tls://relay.example.org:587", True
    sealed_cases.cheap_key_stretching(monkeypatch)
    here = sealed_cases.scene(content=content(subject="Nhận tiền", body=sealed_cases.BODY, reason=""))
    opening = here.approved("opening.redact")
    client.force_login(here.custodian)

    def post(name, *args, **facts):
        key = SimpleUploadedFile("key.txt", here.key_text.encode())
        given = {"key_file": key, "pass_phrase": sealed_cases.PASS_PHRASE, **facts}
        return client.post(reverse(f"desk:{name}", args=[here.case.reference, *args]), given)

    seen = post("seal_open", opening.pk, fields_wanted=["name", "address", "phone"])
    assert sealed_cases.NAME in seen.content.decode()
    proposed = post("rendition_propose", opening.pk, added="").context["rendition_form"].initial
    assert post("rendition_release", opening.pk, **proposed).status_code == 302
    source = here.case.attachments.get(sealed=True)
    assert post("sealed_paper", opening.pk, source.pk).status_code == 200
    assert post("sealed_paper", opening.pk, source.pk, transcript="Giấy biên nhận.").status_code == 302
    openings.open_in_emergency(case_id=here.case.pk, custodian=here.custodian, reason="Bị đe dọa.")
    sending.send_waiting()
    kept = everything_kept() | {"log": caplog.text.encode(), "mail": repr([vars(m) for m in mail.outbox]).encode()}
    kept["sessions"] = repr([s.get_decoded() for s in Session.objects.all()]).encode()
    for secret in (sealed_cases.NAME, sealed_cases.ADDRESS, sealed_cases.PASS_PHRASE, sealed_cases.PHONE):
        assert [place for place, data in kept.items() if any(s in data for s in spellings(secret))] == []
    assert here.private.hex().encode() not in b"".join(kept.values())
    assert here.private not in b"".join(kept.values())
