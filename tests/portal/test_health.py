"""What a watchman may ask, and what he must not learn."""

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from portal import health
from portal.operation import heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def well(monkeypatch) -> None:
    """A worker beats and the index keeps up."""
    heartbeat.beat("machine:1", timezone.now())
    monkeypatch.setitem(health.CHECKS, "index", lambda: True)


def test_it_works(client: Client, well: None) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}
    answer = client.get("/health/ready")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("part", ["database", "index", "worker"])
def test_one_missing_part_is_503_and_is_named(client: Client, well: None, monkeypatch, part: str) -> None:
    monkeypatch.setitem(health.CHECKS, part, lambda: False)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert {name for name, word in answer.json().items() if word == "failed"} == {"status", part}


def test_a_broken_database_is_an_answer_and_not_a_fault(client: Client, monkeypatch) -> None:
    def away(*arguments: object) -> None:
        raise DatabaseError("secret words of the server")

    monkeypatch.setattr(health.connection, "cursor", away)
    monkeypatch.setattr(health.heartbeat, "is_alive", away)
    monkeypatch.setattr(health.indexing, "lag", away)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert b"secret" not in answer.content


def test_it_tells_neither_versions_nor_names(client: Client, well: None) -> None:
    words = client.get("/health/ready").content + client.get("/health/live").content
    assert not any(character.isdigit() for character in words.decode())
