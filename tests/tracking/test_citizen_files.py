"""Files beside the form: the good ones stay, the bad ones are named, and any can be taken out again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tracking.casework.files import attachments
from tracking.casework.models import Case

from .citizen import Citizen, offices
from .petitions import custodian_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offices():
    offices()
    custodian_key()


def picture(name: str = "so-do.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (10, 60, 90)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def note(name: str = "ghi-chu.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "Biên bản ngày 03/10".encode(), "text/plain")


def program(name: str = "vi-rut.exe") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"MZ\x90\x00" + b"\0" * 60, "application/octet-stream")


def test_files_go_with_the_petition():
    citizen = Citizen()
    citizen.hands_in(files=[picture(), note()])
    case = Case.objects.get()
    assert {paper.shown_name for paper in case.attachments.all()} == {"so-do.png", "ghi-chu.txt"}
    assert "2 tệp" in citizen.page


def test_a_refused_file_is_named_with_its_reason_and_the_rest_is_kept():
    citizen = Citizen()
    citizen.opens_form()
    response = citizen.writes(files=[picture(), program()], request="Đề nghị đo lại.")
    assert response.status_code == 422
    assert "<strong>vi-rut.exe</strong>" in citizen.page
    assert "không nhận chương trình" in citizen.page
    assert "so-do.png" in citizen.page
    assert "Đề nghị đo lại." in citizen.page
    assert citizen.writes().status_code == 200
    citizen.sends()
    assert [paper.shown_name for paper in Case.objects.get().attachments.all()] == ["so-do.png"]


def test_a_file_can_be_put_up_before_the_form_is_complete():
    citizen = Citizen()
    citizen.opens_form()
    response = citizen.writes(step="attach", files=[note()], name="")
    assert response.status_code == 200
    assert "ghi-chu.txt" in citizen.page
    assert "error-summary" not in citizen.page


def test_a_file_survives_an_error_in_a_field():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(files=[note()], name="")
    assert "ghi-chu.txt" in citizen.page


def test_a_staged_file_can_be_taken_out():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(step="attach", files=[picture(), note()])
    citizen.writes(step="", remove="0")
    assert "so-do.png" not in citizen.page
    assert "ghi-chu.txt" in citizen.page


@pytest.mark.parametrize("number", ["99", "-1", "x", ""])
def test_taking_out_a_file_that_is_not_there_changes_nothing(number):
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(step="attach", files=[note()])
    citizen.writes(step="", remove=number)
    assert "ghi-chu.txt" in citizen.page


def test_enter_in_a_field_never_takes_a_file_out():
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(step="attach", files=[note()])
    first = citizen.page.index("<button", citizen.page.index('class="petition"'))
    assert citizen.page[first : citizen.page.index(">", first)].count('value="check"') == 1


def test_too_many_files_are_refused_by_name(settings):
    settings.ATTACHMENT_LIMITS = {**settings.ATTACHMENT_LIMITS, "files": 2}
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(files=[note("1.txt"), note("2.txt"), note("3.txt")])
    assert "<strong>3.txt</strong>" in citizen.page
    assert "nhiều nhất 2 tệp" in citizen.page


def test_a_day_has_its_bound_for_one_address(settings, monkeypatch):
    monkeypatch.setattr(attachments, "_megabytes", lambda name: 0 if name == "address_day_mb" else 10**9)
    citizen = Citizen()
    citizen.opens_form()
    citizen.writes(files=[note()])
    assert "Hôm nay từ kết nối này đã gửi quá nhiều tệp" in citizen.page
