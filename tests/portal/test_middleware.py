"""What every answer carries, and what never gets as far as a view."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from portal import middleware
from portal.starter import load as load_pages
from tracking.organisation.starter import load as load_agencies

ISOLATION = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
PUBLIC = ["/", "/en/", "/lich-tiep-cong-dan/", "/phap-luat/", "/tim-kiem/?q=khieu+nai", "/sitemap.xml", "/robots.txt"]
SAMPLES = {"int": "1", "slug": "mau", "str": "mau", "path": "mau", "uuid": "00000000-0000-4000-8000-000000000000"}


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """One example address of every URL pattern of the portal, Wagtail's and the admin's included."""
    for pattern in patterns:
        route = prefix + example(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield "/" + route


def example(route: str) -> str:
    """A route with its converters filled in: `<int:pk>` → 1. A regular expression loses what is not an address."""
    for converter, sample in SAMPLES.items():
        while f"<{converter}:" in route:
            start = route.index(f"<{converter}:")
            route = route[:start] + sample + route[route.index(">", start) + 1 :]
    return "".join(character for character in route if character not in "^$()?\\*+|<>[]")


@pytest.fixture
def site(db: None) -> None:
    load_agencies()
    load_pages()


def test_every_address_answers_with_the_isolation_headers(site: None, client: Client) -> None:
    client.raise_request_exception = False
    known = sorted(set(addresses(get_resolver().url_patterns)))
    assert len(known) > 150
    for address in known:
        answer = client.get(address)
        assert {name: answer.headers.get(name) for name in ISOLATION} == ISOLATION, address
        assert "camera=()" in answer.headers["Permissions-Policy"], address
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe-eval" not in policy, address
        assert "base-uri 'none'" in policy, address
        assert answer.headers["Referrer-Policy"] in ("no-referrer", "same-origin"), address
        assert answer.headers["X-Request-Id"], address
        assert "Cache-Control" in answer.headers, address


def test_no_public_policy_lets_anything_inline_in(site: None, client: Client) -> None:
    for address in PUBLIC:
        assert "unsafe" not in client.get(address).headers["Content-Security-Policy"], address


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_knows_nobody(site: None, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert "public" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_public_page_is_the_same_for_a_browser_with_cookies(site: None, client: Client) -> None:
    plain = client.get("/lich-tiep-cong-dan/")
    client.cookies["sessionid"] = "x" * 32
    assert client.get("/lich-tiep-cong-dan/").content == plain.content


def test_a_page_already_known_is_answered_with_304(site: None, client: Client) -> None:
    first = client.get("/lich-tiep-cong-dan/")
    again = client.get("/lich-tiep-cong-dan/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_goes_compressed_to_who_can_read_that(site: None, client: Client) -> None:
    plain = client.get("/lich-tiep-cong-dan/")
    small = client.get("/lich-tiep-cong-dan/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 2
    assert "accept-encoding" in small.headers["Vary"].lower()
    known = {"Accept-Encoding": "gzip", "If-None-Match": small.headers["ETag"]}
    assert client.get("/lich-tiep-cong-dan/", headers=known).status_code == 304


@pytest.mark.parametrize("address", ["/gui-don/khieu-nai/", "/admin/login/"])
def test_what_hangs_on_a_cookie_is_never_compressed(site: None, client: Client, address: str) -> None:
    client.cookies["csrftoken"] = "x" * 32
    assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "gzip"}).headers


@pytest.mark.parametrize("address", ["/gui-don/", "/tra-cuu/", "/admin/login/", "/khong-co-trang-nay/"])
def test_what_is_personal_or_failed_is_kept_nowhere(site: None, client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND", "BREW"])
def test_unknown_methods_are_refused(client: Client, method: str) -> None:
    answer = client.generic(method, "/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


def test_the_desk_may_save_with_the_methods_of_its_own_screens(client: Client, db: None) -> None:
    assert client.put("/admin/").status_code != 405
    assert client.generic("TRACE", "/admin/").status_code == 405


def test_a_body_beyond_the_limit_is_refused_before_any_view_and_read_away(settings) -> None:
    settings.BODY_LIMIT = 1_000
    body = io.BytesIO(b"x" * 3_000)
    request = RequestFactory().generic("POST", "/gui-don/", CONTENT_LENGTH="3000")
    request._stream = body
    seen: list[HttpRequest] = []
    answer = middleware.Gate(lambda request: seen.append(request) or HttpResponse())(request)
    assert answer.status_code == 413
    assert seen == []
    assert body.tell() == 3_000


def test_an_endless_body_is_not_read_to_its_end(settings) -> None:
    settings.BODY_LIMIT = 1_000
    body = io.BytesIO(b"x" * 100_000)
    request = RequestFactory().generic("POST", "/gui-don/", CONTENT_LENGTH="100000")
    request._stream = body
    middleware.Gate(lambda request: HttpResponse())(request)
    assert body.tell() == 4_000


def test_a_form_with_too_much_text_is_too_large_and_not_merely_bad(site: None, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/admin/login/", "x=" + "y" * 5_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


def test_maintenance_needs_a_file_and_no_restart(site: None, settings, tmp_path: Path, client: Client) -> None:
    settings.PORTAL_DATA = tmp_path
    (tmp_path / "maintenance").touch()
    answer = client.get("/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "600"
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get("/health/live").status_code == 200
    (tmp_path / "maintenance").unlink()
    assert client.get("/").status_code == 200


def test_a_name_from_the_client_is_not_taken_for_the_request(client: Client) -> None:
    answer = client.get("/health/live", headers={"X-Request-Id": "forged"})
    assert answer.headers["X-Request-Id"] != "forged"


@pytest.mark.parametrize(("path", "language"), [("/", "vi"), ("/en/", "en"), ("/english-breakfast/", "vi")])
def test_the_address_alone_decides_the_language(path: str, language: str) -> None:
    request = RequestFactory().get(path, headers={"Accept-Language": "fr"})
    answer = middleware.LanguageFromAddress(lambda request: HttpResponse())(request)
    assert answer.headers["Content-Language"] == language
