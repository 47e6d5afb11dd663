"""Nobody rewrites history: not through the ORM, not in SQL, not with the whole database in hand."""

import datetime as dt
import json
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tracking.casework import casework
from tracking.casework.history import append_only, audit, events
from tracking.casework.models import Case, ChainHead, Event, EventKind, Message
from tracking.casework.petition import Kind
from tracking.casework.sealing.keys import KeyName
from tracking.organisation.models import Role

from .petitions import agency, content, paper, person, received, submit

pytestmark = pytest.mark.django_db


def history() -> Case:
    """Two cases, three steps, a message."""
    officer = person("canbo", Role.OFFICER)
    case = received(submit(Kind.PROPOSAL).case, officer)
    submit(Kind.FEEDBACK)
    casework.move(
        case_id=case.pk, action="accept", actor=officer, expected_version=2, public_text="Đã đủ điều kiện.",
        internal_note="Hỏi thêm địa chính.",
    )  # fmt: skip
    casework.write_message(case_id=case.pk, author=officer, body="Xin bổ sung ảnh chụp.")
    return case


def tamper(sql: str, *values: object) -> None:
    """What somebody with the database in hand can do: triggers down, change, triggers up."""
    append_only.unprotect(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount > 0
    append_only.protect(connection)


def test_a_true_history_has_no_fault():
    history()
    assert Event.objects.count() == 5
    assert list(Event.objects.values_list("seq", flat=True)) == [1, 2, 3, 4, 5]
    assert audit.faults() == []


@pytest.mark.parametrize("sql", ["UPDATE casework_event SET ground = ''", "DELETE FROM casework_event"])
def test_the_database_refuses_to_change_or_delete_an_event(sql):
    history()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Event.objects.count() == 5


def test_the_orm_cannot_change_or_delete_an_event():
    event = history().events.last()
    event.ground = "khac"
    for change in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


CHANGES = {
    "another ground": ("UPDATE casework_event SET ground = 'khac' WHERE seq = 4",),
    "another instant": ("UPDATE casework_event SET at = '2020-01-01 00:00:00+00:00' WHERE seq = 2",),
    "another actor": ("UPDATE casework_event SET actor_id = NULL WHERE seq = 2",),
    "other details": ("UPDATE casework_event SET details = '{}' WHERE seq = 4",),
    "no words": ("UPDATE casework_event SET public_text = '' WHERE seq = 4",),
    "words exchanged": ("UPDATE casework_event SET public_text = internal_note WHERE seq = 4",),
    "another state": ("UPDATE casework_event SET to_state = 'refused' WHERE seq = 4",),
    "one gone": ("DELETE FROM casework_event WHERE seq = 3",),
    "first gone": ("DELETE FROM casework_event WHERE seq = 1",),
    "last gone": ("DELETE FROM casework_event WHERE seq = 5",),
    "swapped": (
        "UPDATE casework_event SET seq = 99 WHERE seq = 2",
        "UPDATE casework_event SET seq = 2 WHERE seq = 3",
        "UPDATE casework_event SET seq = 3 WHERE seq = 99",
    ),
    "case set back": ("UPDATE casework_case SET state = 'received' WHERE state = 'accepted'",),
    "case moved": ("UPDATE casework_case SET version = 1 WHERE state = 'accepted'",),
    "text of the case emptied": ("UPDATE casework_case SET content_subject = ''",),
    "message deleted": ("DELETE FROM casework_message",),
    "petitioner deleted": ("DELETE FROM casework_petitioner",),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_in_the_database_is_found(change):
    history()
    for sql in CHANGES[change]:
        tamper(sql)
    assert audit.faults()


def test_texts_swapped_between_cases_are_found():
    history()
    first, second = Case.objects.order_by("pk")
    tamper("UPDATE casework_case SET content_subject = %s WHERE id = %s", _raw(second, "content_subject"), first.pk)
    assert audit.faults() == []  # the same words: nothing changed
    third = submit(content=content(subject="Chuyện khác hẳn")).case
    tamper("UPDATE casework_case SET content_subject = %s WHERE id = %s", _raw(third, "content_subject"), first.pk)
    assert [fault for fault in audit.faults() if first.reference in fault]


def _raw(case: Case, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM casework_case WHERE id = %s", [case.pk])
        return cursor.fetchone()[0]


def test_a_message_put_in_by_hand_is_found():
    case = history()
    Message.objects.create(case=case, body="Tôi rút đơn.")
    assert audit.faults()


def test_a_history_cut_off_with_its_head_is_found_by_an_exported_head(settings, tmp_path):
    settings.AUDIT_FOLDER = tmp_path
    history()
    audit.export_head()
    tamper("DELETE FROM casework_event WHERE seq = 5")
    tamper("DELETE FROM casework_message")
    last = Event.objects.get(seq=4)
    ChainHead.objects.update(seq=4, mac=last.mac)
    assert not [fault for fault in audit.chain_faults() if "đầu chuỗi" in fault]
    assert [fault for fault in audit.faults() if "đã xuất" in fault]


def test_the_head_is_exported_once_a_state(settings, tmp_path):
    settings.AUDIT_FOLDER = tmp_path
    history()
    audit.export_head()
    audit.export_head()
    submit()
    audit.export_head()
    lines = [json.loads(line) for line in (tmp_path / "heads.jsonl").read_text().splitlines()]
    assert [line["seq"] for line in lines] == [5, 6]
    assert lines[-1]["mac"] == Event.objects.get(seq=6).mac


def test_a_rotated_audit_key_still_proves_the_old_history(fresh_keys):
    history()
    fresh_keys.rotate_key(KeyName.AUDIT)
    submit()
    assert audit.faults() == []


def test_a_foreign_audit_key_proves_nothing(fresh_keys, settings, tmp_path):
    history()
    fresh_keys._folder().joinpath("audit.key").unlink()
    fresh_keys.forget_keys()
    fresh_keys.ensure_keys()
    assert audit.faults()


def test_missing_triggers_are_a_fault():
    append_only.unprotect(connection)
    assert [fault for fault in audit.faults() if "khóa chống sửa" in fault]
    append_only.protect(connection)


def test_protection_comes_back_after_a_migration_that_rebuilt_the_table():
    append_only.unprotect(connection)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert append_only.is_protected(connection)
    append_only.protect(connection)
    assert append_only.is_protected(connection)


def test_the_migration_can_be_undone_and_done_again():
    migration = import_module("tracking.casework.migrations.0002_events_append_only")
    editor = SimpleNamespace(connection=connection)
    for step, protected in ((migration.down, False), (migration.up, True)):
        step(None, editor)
        assert append_only.is_protected(connection) == protected


def test_lost_and_altered_papers_are_found_on_demand(settings, tmp_path, capsys):
    settings.ATTACHMENT_ROOT = tmp_path
    case = submit(files=[paper("một.txt"), paper("hai.txt"), paper("ba.txt")]).case
    first, second, _ = case.attachments.all()
    (tmp_path / first.stored_name).unlink()
    (tmp_path / second.stored_name).write_bytes(b"khac")
    call_command("verify_audit")
    capsys.readouterr()
    with pytest.raises(CommandError):
        call_command("verify_audit", "--papers")
    assert len(json.loads(capsys.readouterr().out)["faults"]) == 2


def test_portal_events_have_a_chain_of_their_own():
    history()
    first = events.record(kind=EventKind.POLICY, details={"denunciations": "closed"})
    second = events.record(kind=EventKind.POLICY, details={"denunciations": "sealed"})
    assert (first.case_seq, second.case_seq, second.case_previous) == (1, 2, first.case_mac)
    assert audit.faults() == []


def test_the_command_says_what_it_found(capsys):
    history()
    call_command("verify_audit")
    assert json.loads(capsys.readouterr().out) == {"events": 5, "cases": 2, "faults": []}
    tamper("DELETE FROM casework_event WHERE seq = 3")
    with pytest.raises(CommandError):
        call_command("verify_audit")
    assert json.loads(capsys.readouterr().out)["faults"]


def test_no_event_holds_what_a_citizen_wrote():
    case = history()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_event")
        text = repr(cursor.fetchall())
    for secret in (case.content.subject, case.content.body, "Nguyễn Văn Mẫu", "Đã đủ điều kiện", "địa chính"):
        assert secret not in text


def test_an_office_without_a_case_changes_nothing_of_the_chain():
    agency("khac")
    assert audit.faults() == []


@pytest.mark.parametrize(("kind", "days"), [(EventKind.MOVED, 3), (EventKind.SUBMITTED, 0)])
def test_only_a_step_is_said_to_be_written_down_late(kind, days):
    """A part split off carries the day its whole was sent; nobody was late with it."""
    at = timezone.make_aware(dt.datetime(2026, 11, 26, 9))
    assert Event(kind=kind, at=at, details={"on": "2026-11-23"}).days_late == days
