"""Secrets that a mailed link must carry in its address stand in no log line."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import signing
from django.urls import URLPattern, URLResolver, get_resolver
from gunicorn.config import Config

from portal.gunicorn_conf import JsonLogger
from portal.logs import redact

SECRET = "Zm9vYmFyYmF6cXV4"


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def with_token() -> set[str]:
    return {route for route in routes(get_resolver()) if re.search(r"<(?:\w+:)?token>", route)}


def test_there_are_such_addresses() -> None:
    assert {"thong-bao/ngung/<str:token>/", "phap-luat/theo-doi/thoi/<str:token>/"} <= with_token()


@pytest.mark.parametrize("route", sorted(with_token()))
@pytest.mark.parametrize("language", ["", "en/"])
def test_no_address_that_holds_a_token_shows_it_in_a_log_line(route: str, language: str) -> None:
    plain = re.sub(r"<(?:\w+:)?(?!token)\w+>", "MTI", re.sub(r"<(?:\w+:)?token>", SECRET, route))
    assert SECRET in plain
    assert SECRET not in redact(f"/{language}{plain}")


@pytest.mark.parametrize(
    "token", [signing.dumps({"follower": 7}, salt="x"), signing.Signer(salt="x").sign("7")], ids=["dated", "undated"]
)
def test_whatever_was_signed_is_masked_in_any_sentence(token: str) -> None:
    assert redact(f"Not Found: /x/{token}/ asked") == "Not Found: /x/[token]/ asked"


def test_plain_words_are_not_taken_for_tokens() -> None:
    for text in ("/phap-luat/02-2011-qh13/dieu-28/", "at 10:15:30", "portal.jobs: ran legal_library.send_waiting"):
        assert redact(text) == text


def test_the_access_log_masks_the_token_of_a_followers_link(caplog: pytest.LogCaptureFixture) -> None:
    log = JsonLogger(Config())
    log.access_log.addHandler(caplog.handler)
    log.access_log.setLevel(logging.INFO)
    token = signing.Signer(salt="legal_library.follow.leave").sign("7")
    response = SimpleNamespace(status="200 OK", sent=10, headers=[])
    log.access(
        response, None, {"REQUEST_METHOD": "POST", "PATH_INFO": f"/phap-luat/theo-doi/thoi/{token}/"}, timedelta()
    )
    (record,) = [record for record in caplog.records if record.getMessage() == "request"]
    assert token.rpartition(":")[2] not in json.dumps(vars(record), default=str)
