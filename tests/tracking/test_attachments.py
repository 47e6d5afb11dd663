"""A form's files as a whole: each judged alone, all within the bounds of submission, case, day and disk."""

import os
import time
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from tests.tracking import benign_files as honest
from tests.tracking import petitions
from tests.tracking.hostile_files import SVG
from tracking.casework import casework, periodic
from tracking.casework.files import attachments, file_store, refusals, scanner
from tracking.casework.files.file_checks import Refused, StagedFile
from tracking.casework.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.ATTACHMENT_ROOT = tmp_path / "papers"


def upload(name: str = "anh.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, honest.picture() if data is None else data)


def bounded(settings, **bounds: int) -> None:
    settings.ATTACHMENT_LIMITS = {**settings.ATTACHMENT_LIMITS, **bounds}


def test_an_upload_is_staged_with_a_safe_name_and_a_fixed_type():
    found = attachments.stage(upload("../Ảnh.1.JPEG"))
    assert isinstance(found, StagedFile)
    assert (found.shown_name, found.content_type) == ("Ảnh-1.jpg", "image/jpeg")


def test_a_refused_upload_does_not_cost_the_others():
    staged = attachments.stage_all([upload("a.jpg"), upload("b.svg", SVG), upload("c.jpg")])
    assert [file.shown_name for file in staged.taken] == ["a.jpg", "c.jpg"]
    assert [(file.shown_name, file.sentence) for file in staged.refused] == [("b.svg", refusals.SVG)]


def test_the_declared_type_of_a_browser_counts_for_nothing():
    lying = SimpleUploadedFile("a.pdf", SVG, content_type="application/pdf")
    assert isinstance(attachments.stage(lying), Refused)


def test_more_files_than_a_submission_takes_are_refused(settings):
    bounded(settings, files=2)
    staged = attachments.stage_all([upload(f"{n}.jpg") for n in range(3)])
    assert len(staged.taken) == 2
    assert "2 tệp" in staged.refused[0].reason


def test_files_already_on_the_form_count(settings):
    bounded(settings, files=2)
    held = attachments.stage_all([upload("1.jpg"), upload("2.jpg")]).taken
    assert not attachments.stage_all([upload("3.jpg")], already=held).taken


def test_more_bytes_than_a_submission_takes_are_refused(settings):
    bounded(settings, submission_mb=1)
    big = b"a" * (700 * 1024)
    staged = attachments.stage_all([upload("1.txt", big), upload("2.txt", big)])
    assert [file.shown_name for file in staged.refused] == ["2.txt"]


def test_an_upload_above_the_bound_is_refused_by_its_size_alone(settings):
    bounded(settings, file_mb=1)
    found = attachments.stage(upload("a.txt", b"a" * (1024 * 1024 + 1)))
    assert isinstance(found, Refused)
    assert "1 MB" in found.reason


def test_a_full_disk_turns_files_away_and_says_the_petition_may_come(monkeypatch):
    monkeypatch.setattr(attachments.shutil, "disk_usage", lambda path: SimpleNamespace(free=1024))
    staged = attachments.stage_all([upload()])
    assert staged.refused[0].sentence == attachments.NO_ROOM


def test_a_case_takes_papers_up_to_its_bound(settings):
    bounded(settings, case_files=2)
    case = petitions.submit(files=[petitions.paper()]).case
    over = attachments.over_case(case, [petitions.paper("2.txt"), petitions.paper("3.txt")])
    assert [file.shown_name for file in over] == ["3.txt"]


def test_an_address_sends_so_much_a_day_and_no_more(settings):
    bounded(settings, address_day_mb=1)
    big = b"a" * (600 * 1024)
    assert attachments.over_day("192.0.2.1", [upload("1.txt", big)]) == []
    assert len(attachments.over_day("192.0.2.1", [upload("2.txt", big), upload("3.txt")])) == 2
    assert attachments.over_day("192.0.2.2", [upload("1.txt", big)]) == []


def test_every_reason_is_said_in_english_to_who_reads_english():
    with override("en"):
        found = attachments.stage(upload("b.svg", SVG))
    assert isinstance(found, Refused)
    assert found.reason != found.sentence
    assert "SVG" in found.reason


def test_orphans_are_pruned_and_papers_of_cases_stay():
    case = petitions.submit(files=[petitions.paper()]).case
    root = file_store.folder()
    file_store.write_durably(root, b"mo coi")
    long_ago = time.time() - 2 * file_store.ORPHAN_AGE_SECONDS
    for name in file_store.stored_names(root):
        os.utime(root / name, (long_ago, long_ago))
    periodic.prune_papers()
    assert list(file_store.stored_names(root)) == [Attachment.objects.get(case=case).stored_name]


def test_the_worker_scans_papers():
    assert set(scanner.JOBS) <= set(periodic.JOBS)


def test_papers_added_later_are_kept_too():
    case = petitions.submit().case
    casework.add_papers(case_id=case.pk, files=[petitions.paper("them.txt", b"them")])
    assert [paper.shown_name for paper in case.attachments.all()] == ["them.txt"]
