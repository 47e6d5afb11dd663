"""Error pages: kind, in the reader's language, and an expired form loses nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from portal.error_views import server_error

pytestmark = pytest.mark.django_db

TEXT = "Dòng một có “ngoặc” & <b>dấu</b>\nDòng hai"


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def test_a_missing_page_is_explained_in_the_readers_language(client: Client):
    assert "Không có trang này" in client.get("/khong-co/").content.decode()
    english = client.get("/en/khong-co/")
    assert english.status_code == 404
    assert "There is no such page" in english.content.decode()


@pytest.mark.parametrize("name", ["400.html", "413.html", "429.html", "500.html", "maintenance.html"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_for_bad_days_need_no_database(name: str, language: str, django_assert_num_queries):
    with translation.override(language), django_assert_num_queries(0):
        html = render_to_string(name)
    assert f'<html lang="{language}">' in html
    assert 'name="robots" content="noindex"' in html


def test_a_server_error_has_last_words_when_even_the_template_fails(monkeypatch):
    def broken(*_args: object) -> str:
        raise OSError

    monkeypatch.setattr("portal.error_views.render_to_string", broken)
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Cổng đang gặp lỗi" in response.content.decode()


def test_an_expired_form_gives_every_word_back(strict: Client):
    data = {"body": TEXT, "kind": ["a", "b"], "csrfmiddlewaretoken": "old"}
    response = strict.post("/gui-don/", data, headers={"origin": "http://testserver"})
    html = response.content.decode()
    assert response.status_code == 403
    assert 'name="body" value="Dòng một có “ngoặc” &amp; &lt;b&gt;dấu&lt;/b&gt;\nDòng hai"' in html
    assert 'name="kind" value="a"' in html
    assert 'name="kind" value="b"' in html
    assert 'value="old"' not in html
    assert response.headers["Cache-Control"] == "no-store"


def test_its_fresh_token_is_accepted(strict: Client):
    page = strict.post("/gui-don/", {"body": TEXT}, headers={"origin": "http://testserver"}).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    again = strict.post(
        "/gui-don/", {"body": TEXT, "csrfmiddlewaretoken": token[1]}, headers={"origin": "http://testserver"}
    )
    assert again.status_code != 403


def test_files_are_named_so_that_they_can_be_chosen_again(strict: Client):
    upload = SimpleUploadedFile("anh chup.jpg", b"x", "image/jpeg")
    response = strict.post("/gui-don/", {"body": TEXT, "files": upload}, headers={"origin": "http://testserver"})
    html = response.content.decode()
    assert "anh chup.jpg" in html
    assert 'enctype="multipart/form-data"' in html


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_from_another_site_gets_no_token(strict: Client, origin: str):
    response = strict.post("/gui-don/", {"body": TEXT}, headers={"origin": origin} if origin else {})
    html = response.content.decode()
    assert response.status_code == 403
    assert "csrfmiddlewaretoken" not in html
    assert "Dòng hai" not in html


def test_a_password_never_comes_back_in_a_page(strict: Client):
    html = strict.post(
        "/gui-don/", {"new_password": "rất bí mật đó", "body": TEXT}, headers={"origin": "http://testserver"}
    ).content.decode()
    assert "rất bí mật đó" not in html
