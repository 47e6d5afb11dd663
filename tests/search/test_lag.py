"""How far an index is behind, where those who run the portal look; and an editor who never notices an engine."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal import health
from portal.operation import doctor
from search import engines, indexing
from search.interface import EngineAway, announce_change
from search.models import AskedOf, Change
from tracking.organisation.models import Role

from .conftest import Shelf, work
from .test_desk import signed_in

pytestmark = pytest.mark.django_db


def ready(client: Client) -> bool:
    """What /health/ready says of the index; whether a worker beats is another matter."""
    return bool(client.get("/health/ready").json()["index"] == "ok")


def test_ready_follows_the_index(client: Client, shelves: dict[str, Shelf]) -> None:
    assert not ready(client)
    work()
    assert ready(client)
    announce_change("guidance", ["1"])
    assert ready(client), "a change of this minute is no fault"
    Change.objects.update(at=timezone.now() - timedelta(seconds=health.MAX_INDEX_LAG + 60))
    assert not ready(client)
    work()
    assert ready(client)


def test_the_doctor_names_every_index_and_what_it_lacks(shelves: dict[str, Shelf]) -> None:
    work()
    announce_change("guidance", ["1", "2"])
    Change.objects.update(at=timezone.now() - timedelta(seconds=90))
    (facts,) = doctor.index().values()
    assert (facts["waiting"], facts["stuck"]) == (2, 0)
    assert facts["seconds"] >= 90


class Broken:
    """An engine that cannot do anything."""

    name = "broken"

    def __getattr__(self, name: str) -> object:
        raise EngineAway("no space left on device")


def test_an_editor_saves_while_every_engine_is_broken(
    client: Client, shelves: dict[str, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(client, Role.LIBRARIAN)
    work()
    with monkeypatch.context() as broken:
        broken.setattr(engines, "local", Broken)
        broken.setattr(engines, "elastic", Broken)
        answer = client.post(
            "/admin/tim-kiem/cach-hoi/new/", {"source": "law", "key": "25/2018/QH14#dieu-30", "text": "xyzzy plugh"}
        )
        assert answer.status_code == 302
        assert "error" not in answer.headers["Location"]
        assert client.get("/admin/tim-kiem/cach-hoi/").status_code == 200
        announce_change("law", ["25/2018/QH14#dieu-30"])
    assert AskedOf.objects.get().text == "xyzzy plugh"
    assert Change.objects.exists(), "what was saved waits for the index"
    work()
    assert indexing.lag()[0].waiting == 0
