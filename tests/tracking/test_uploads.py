"""Uploads of citizens stay in memory and within bounds; the system's temporary folder sees none of them."""

import io

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from tracking.casework.files import attachments
from tracking.casework.files.file_checks import Refused

MB = 1024 * 1024


def posted(path: str, **files: bytes):
    held = {name: io.BytesIO(data) for name, data in files.items()}
    for name, file in held.items():
        file.name = f"{name}.txt"
    request = RequestFactory().post(path, held)
    return request.FILES


def test_a_large_upload_of_a_citizen_is_never_a_file_on_the_disk():
    files = posted("/gui-don/khieu-nai/", thu=b"a" * (6 * MB))
    assert isinstance(files["thu"], InMemoryUploadedFile)
    assert files["thu"].size == 6 * MB
    assert files["thu"].read() == b"a" * (6 * MB)


def test_a_large_upload_of_staff_may_be():
    assert isinstance(posted("/admin/documents/add/", luat=b"a" * (6 * MB))["luat"], TemporaryUploadedFile)


def test_beyond_its_bound_a_file_is_counted_not_kept(settings):
    settings.ATTACHMENT_LIMITS = {**settings.ATTACHMENT_LIMITS, "file_mb": 1}
    uploaded = posted("/gui-don/khieu-nai/", thu=b"a" * (3 * MB))["thu"]
    assert uploaded.size == 3 * MB
    assert len(uploaded.read()) <= MB
    assert isinstance(attachments.stage(uploaded), Refused)


def test_beyond_the_bound_of_a_submission_nothing_more_is_kept(settings):
    settings.ATTACHMENT_LIMITS = {**settings.ATTACHMENT_LIMITS, "file_mb": 1, "submission_mb": 2}
    files = posted("/gui-don/khieu-nai/", **{f"thu{n}": b"a" * (900 * 1024) for n in range(4)})
    kept = sum(len(file.read()) for file in files.values())
    assert kept <= 2 * MB
    cut = [file for file in files.values() if isinstance(attachments.stage(file), Refused)]
    assert len(cut) >= 2


@pytest.mark.parametrize("size", [0, 1, 256 * 1024, 256 * 1024 + 1])
def test_a_file_of_any_length_arrives_whole(size):
    assert posted("/gui-don/khieu-nai/", thu=b"x" * size)["thu"].read() == b"x" * size
