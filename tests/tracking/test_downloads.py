"""A paper leaves as a download that no browser runs, or not at all."""

import pytest
from django.http import Http404

from tests.tracking import petitions
from tracking.casework import downloads
from tracking.casework.models import ScanState
from tracking.casework.petition import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.ATTACHMENT_ROOT = tmp_path / "papers"


def the_paper(kind=Kind.COMPLAINT, **facts):
    return petitions.submit(
        kind, files=[petitions.paper("Đơn của tôi.txt", b"noi dung")], **facts
    ).case.attachments.get()


def test_it_works():
    answer = downloads.serve(the_paper())
    assert answer.content == b"noi dung"
    assert answer["Content-Type"] == "text/plain"


def test_no_browser_will_show_sniff_run_or_keep_it():
    answer = downloads.serve(the_paper())
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C4%90%C6%A1n%20c%E1%BB%A7a%20t%C3%B4i.txt"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_type_outside_the_list_goes_out_as_plain_bytes():
    assert downloads.as_download(b"x", "a.html", "text/html")["Content-Type"] == "application/octet-stream"


def test_a_name_cannot_write_a_header():
    answer = downloads.as_download(b"x", 'a"\r\nSet-Cookie: b=1.txt', "text/plain")
    assert "\r" not in answer["Content-Disposition"]
    assert "Set-Cookie" not in answer


def test_an_infected_paper_is_not_given_out():
    paper = the_paper()
    paper.scan_state = ScanState.INFECTED
    with pytest.raises(Http404):
        downloads.serve(paper)


def test_an_altered_paper_is_not_given_out(settings):
    paper = the_paper()
    (settings.ATTACHMENT_ROOT / paper.stored_name).write_bytes(b"khac")
    with pytest.raises(Http404):
        downloads.serve(paper)


def test_a_paper_moved_to_another_case_does_not_open():
    paper = the_paper()
    paper.case = petitions.submit().case
    with pytest.raises(Http404):
        downloads.serve(paper)


def test_a_sealed_paper_is_not_given_out():
    petitions.custodian_key()
    with pytest.raises(Http404):
        downloads.serve(the_paper(Kind.DENUNCIATION))


def test_the_folder_holds_no_readable_word_of_a_paper(settings):
    paper = the_paper()
    stored = (settings.ATTACHMENT_ROOT / paper.stored_name).read_bytes()
    assert b"noi dung" not in stored
