"""The search when its engines fail: pages keep answering, say who answered, and nothing is missing afterwards.

`INDEX_KILLS` kills of a process that indexes (15 unless told otherwise), for each engine.
"""

from __future__ import annotations

import html
import os
import random
import signal
import subprocess
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from elasticsearch import Elasticsearch
from pytest_django.fixtures import Settings

from search import engines, indexing
from search.backends.elastic import ElasticBackend
from search.backends.embedded import EmbeddedBackend
from search.finding import read, terms_of
from search.interface import Entry, Query, SearchBackend, announce_change
from search.models import AskedOf, Change, Stuck
from tests.conftest import require
from tests.search.conftest import Shelf, elastic_backend, shelves, work  # noqa: F401 - a fixture

from .between import Between, between

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

KILLS = int(os.environ.get("INDEX_KILLS", "15"))
QUESTION = "thời hạn giải quyết tố cáo"
ANSWER = "/phap-luat/25-2018-qh14/dieu-30/"
STANDS_IN = "chỉ mục tại chỗ"
# Far above what a page may take, far below what a server that hangs would: a page must not wait for it to end.
HANGS = 60.0


@pytest.fixture
def proxy(shelves: dict[str, Shelf], settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Between]:  # noqa: F811
    """Both engines hold the shelf; the shared one is reached through a proxy, and rests only a moment after failing."""
    with between(os.environ["ELASTICSEARCH_URL"]) as proxy:
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_ALIAS = proxy.url, f"faults-{os.getpid()}"
        shared = ElasticBackend(proxy.url, alias=f"faults-{os.getpid()}", search_seconds=3.0)
        monkeypatch.setattr(engines, "elastic", lambda **_: shared)
        monkeypatch.setattr(engines, "breaker", engines.Breaker(rest=1.0))
        work()
        yield proxy
        proxy.go()
        ElasticBackend(os.environ["ELASTICSEARCH_URL"], alias=f"faults-{os.getpid()}").drop()


def page(client: Client, text: str = QUESTION) -> str:
    response = client.get("/tim-kiem/", {"q": text})
    assert response.status_code == 200
    body = html.unescape(response.content.decode())
    assert ANSWER in body
    return body


def answered_by_elasticsearch(client: Client) -> bool:
    end = time.monotonic() + HANGS
    while time.monotonic() < end:
        if STANDS_IN not in page(client):
            return True
        time.sleep(0.2)
    return False


@pytest.mark.elastic
def test_searches_go_on_while_elasticsearch_is_killed_and_comes_back(proxy: Between, client: Client) -> None:
    assert answered_by_elasticsearch(client)
    killer = threading.Timer(0.2, proxy.go)
    killer.start()
    bodies = [page(client) for _ in range(30)]
    killer.join()
    bodies.append(page(client))
    assert STANDS_IN in bodies[-1]
    proxy.come_back()
    assert answered_by_elasticsearch(client)


@pytest.mark.elastic
def test_a_slow_elasticsearch_is_left_alone_after_two_tries(
    proxy: Between, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(client)
    monkeypatch.setattr(engines, "breaker", engines.Breaker(rest=HANGS))
    proxy.delay = HANGS
    before, started = proxy.taken, time.monotonic()
    for _ in range(20):
        assert STANDS_IN in page(client)
    assert proxy.taken - before <= 2
    assert time.monotonic() - started < HANGS / 2


@pytest.mark.elastic
def test_a_change_made_while_elasticsearch_is_away_reaches_it_when_it_is_back(
    proxy: Between,
    shelves: dict[str, Shelf],  # noqa: F811
) -> None:
    shared = engines.elastic()
    assert shared is not None
    proxy.go()
    shelves["guidance"].change("1", body="Xyzzy plugh.")
    announce_change("guidance", ["1"])  # what an editor does; it must not raise
    assert work() == ["follow_shared"]
    assert {lag.index.partition("@")[0]: lag.seconds is None for lag in indexing.lag()} == {
        "embedded": False,
        "elastic": True,
    }
    proxy.come_back()
    work()
    assert [lag.waiting for lag in indexing.lag()] == [0, 0]
    shared.refresh()
    assert found(shared, "xyzzy plugh") == ["guidance:1"]


def _guessed(client: Elasticsearch, alias: str) -> None:
    """Somebody wrote to the alias's name while there was no alias: the node made an index and guessed its mapping."""
    client.indices.delete(index=f"{alias}-*")
    client.index(index=alias, document={"uid": "x", "words": "khieu nai", "issued": "hôm qua"}, refresh=True)


def _older(client: Elasticsearch, alias: str) -> None:
    """The index of an earlier release, which lacks a field and takes no new ones."""
    client.indices.delete(index=f"{alias}-*")
    mapping = {"dynamic": "strict", "properties": {"words": {"type": "text"}}, "_meta": {"cursor": 0}}
    client.indices.create(index=f"{alias}-{0:012}", mappings=mapping, aliases={alias: {}})


@pytest.mark.elastic
@pytest.mark.parametrize("spoil", [_guessed, _older])
def test_an_index_with_the_wrong_mapping_is_stood_in_for_and_built_anew(
    proxy: Between,
    client: Client,
    shelves: dict[str, Shelf],  # noqa: F811
    spoil: object,
) -> None:
    shared = engines.elastic()
    assert shared is not None
    spoil(Elasticsearch(os.environ["ELASTICSEARCH_URL"]), shared._alias)
    assert STANDS_IN in page(client)
    announce_change("guidance", ["1"])
    work()
    assert answered_by_elasticsearch(client)
    assert found(shared, QUESTION, 3)[0] == "law:25/2018/QH14#dieu-30"


def found(backend: SearchBackend, text: str, limit: int = 20) -> list[str]:
    return [hit.uid for hit in backend.search(terms_of(read(text)), Query(text=text), limit).candidates]


# A full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one and a half megabytes; the test may enlarge it."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1536k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        require("a small file system cannot be mounted here")
    yield folder
    engines.local()._serving = None
    subprocess.run(["umount", "-l", str(folder)], check=True)


def many(of: Entry, number: int) -> dict[str, Entry]:
    chance = random.Random(number)
    words = [f"tu{chance.randrange(10**6)}" for _ in range(4000)]
    made = {}
    for at in range(number):
        key = f"02/2011/QH13#dieu-{1000 + at}"
        made[key] = replace(of, key=key, number=str(1000 + at), body=" ".join(chance.choices(words, k=150)))
    return made


def test_a_disk_that_fills_up_during_a_rebuild_leaves_the_serving_index_and_no_rubbish(
    shelves: dict[str, Shelf],  # noqa: F811
    small_disk: Path,
    settings: Settings,
    client: Client,
) -> None:
    settings.PORTAL_DATA = small_disk
    work()
    law = shelves["law"]
    law.by_key |= many(law.by_key["25/2018/QH14#dieu-30"], 1500)
    with pytest.raises(CommandError):
        call_command("rebuild_index")
    page(client)
    assert len([path for path in (small_disk / "index").iterdir() if path.is_dir()]) == 1
    announce_change("law", list(law.by_key))
    assert work() == ["follow_here"], "the changes do not fit either; they wait"
    page(client)
    assert indexing.lag()[0].waiting > 0
    subprocess.run(["mount", "-o", "remount,size=32m", str(small_disk)], check=True)
    assert work() == []
    assert indexing.lag()[0].waiting == 0
    last = list(law.by_key)[-1]
    assert found(engines.local(), law.by_key[last].body[:100], 1) == [f"law:{last}"]


# A process killed while it indexes


@pytest.mark.parametrize("kind", ["embedded", pytest.param("elastic", marks=pytest.mark.elastic)])
def test_nothing_is_missing_after_the_indexing_process_was_killed_again_and_again(
    shelves: dict[str, Shelf],  # noqa: F811
    tmp_path: Path,
    kind: str,
) -> None:
    law = shelves["law"]
    law.by_key |= many(law.by_key["25/2018/QH14#dieu-30"], 150)
    backend = EmbeddedBackend(tmp_path / "killed") if kind == "embedded" else elastic_backend()
    keys = [key for key in law.by_key if "#" in key]
    chance, words, broke = random.Random(KILLS), dict.fromkeys(keys, ""), tmp_path / "broke.txt"
    try:
        indexing.follow(kind, backend)
        for _ in range(KILLS):
            child = _index_in_a_process(kind, backend, broke)
            for _ in range(3):
                _change(chance.sample(keys, 4), words, chance)
                time.sleep(chance.uniform(0, 0.05))
                assert found(backend, "tố cáo", 5), "a search went unanswered"
            os.kill(child, signal.SIGKILL)
            ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            assert ended == -signal.SIGKILL, broke.read_text()
        indexing.follow(kind, backend)
        _compare(backend, words)
        assert not Stuck.objects.exists()
        assert Change.objects.filter(position=None).count() == 0
    finally:
        if isinstance(backend, ElasticBackend):
            backend.drop()


def _index_in_a_process(kind: str, backend: SearchBackend, broke: Path) -> int:
    """Follows the log without rest and rebuilds the whole at every fifth turn, until it is killed; what breaks it
    before is written down."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        own = _anew(backend)
        for turn in range(1_000_000):
            indexing.rebuild(kind, own) if turn % 5 == 4 else indexing.follow(kind, own)
    except BaseException:
        broke.write_text(traceback.format_exc())
    finally:
        os._exit(1)


def _anew(backend: SearchBackend) -> SearchBackend:
    """The same index through files and connections of this process."""
    if isinstance(backend, EmbeddedBackend):
        return EmbeddedBackend(backend.folder)
    assert isinstance(backend, ElasticBackend)
    # A build killed a moment ago is dead to the next one at once: it must not only wait.
    return ElasticBackend(os.environ["ELASTICSEARCH_URL"], alias=backend._alias, building_seconds=0)


def _change(keys: list[str], words: dict[str, str], chance: random.Random) -> None:
    """Each of these articles is asked for by a new word from now on, and no longer by its last one."""
    for key in keys:
        words[key] = f"moi{chance.randrange(10**12)}x"
        AskedOf.objects.update_or_create(source="law", key=key, defaults={"text": words[key]})
    announce_change("law", keys)


def _compare(backend: SearchBackend, words: dict[str, str]) -> None:
    if isinstance(backend, ElasticBackend):
        backend.refresh()
    changed = {key: word for key, word in words.items() if word}
    assert len(changed) > KILLS / 5
    assert {key: found(backend, word) for key, word in changed.items()} == {key: [f"law:{key}"] for key in changed}
    terms = terms_of(["to", "cao", "khieu", "nai", "muc", "thu", "phi"])  # each article has one of them
    assert backend.search(terms, Query(text="", kinds=("article",)), 1).total == len(words)
