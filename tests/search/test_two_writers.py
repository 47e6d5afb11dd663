"""Two processes at one index, two portals on one cluster: nothing is lost, nothing of somebody else is deleted."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from pytest_django.fixtures import Settings

from search import engines, finding, indexing
from search.backends import elastic, embedded
from search.backends.elastic import ElasticBackend
from search.backends.embedded import EmbeddedBackend
from search.interface import Busy, EngineAway, Entry, Query, SearchBackend, announce_change

from .conftest import Shelf, elastic_backend
from .test_engines_agree import serving, uids, visible


def beside(engine: SearchBackend) -> SearchBackend:
    """The same index as another process has it."""
    if isinstance(engine, EmbeddedBackend):
        return EmbeddedBackend(engine.folder)
    assert isinstance(engine, ElasticBackend)
    return elastic_backend(engine._alias)


@pytest.fixture
def cluster() -> Iterator[ElasticBackend]:
    backend = elastic_backend()
    yield backend
    backend.drop()


@pytest.fixture
def client() -> Elasticsearch:
    return Elasticsearch(os.environ["ELASTICSEARCH_URL"])


# Following while another process rebuilds


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["replace", "set_cursor"])
def test_a_change_is_not_lost_when_the_index_is_switched_while_it_is_written(
    shelves: dict[str, Shelf],
    everything: list[Entry],
    engine: SearchBackend,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    """The other process had read the entries before the change, and switches before its position is noted."""
    indexing.follow("here", engine)
    position = indexing.place_changes()
    shelves["guidance"].change("1", body="Xyzzy plugh.")
    announce_change("guidance", ["1"])
    kind = type(serving(engine))
    write = getattr(kind, moment)

    def switched(generation: object, *given: object) -> None:
        beside(engine).rebuild(everything, position)
        write(generation, *given)

    with monkeypatch.context() as switching:
        switching.setattr(kind, moment, switched)
        with suppress(EngineAway):
            indexing.follow("here", engine)
    assert serving(engine).cursor == position
    assert indexing.follow("here", engine) == 1
    visible(engine)
    assert uids(engine, "xyzzy plugh") == ["guidance:1"]


@pytest.mark.elastic
def test_an_index_that_was_deleted_is_not_made_again_by_who_still_writes_to_it(
    cluster: ElasticBackend, client: Elasticsearch, everything: list[Entry]
) -> None:
    cluster.rebuild(everything, cursor=3)
    (name,) = cluster._ours()
    held = serving(cluster)
    client.indices.delete(index=name)
    for entries, gone in ((everything, []), ([], ["guidance:1"]), (everything, ["guidance:1"])):
        with pytest.raises(EngineAway):
            held.replace(entries, gone)
    with pytest.raises(EngineAway):
        held.set_cursor(9)
    assert not client.indices.exists(index=f"{name}*", allow_no_indices=False)
    assert cluster.generation() is None


# Two rebuilds at once


def during(entries: Sequence[Entry], act: object) -> Iterator[Entry]:
    """The entries, with something done by another process before the last of them."""
    yield from entries[:-1]
    act()
    yield entries[-1]


@pytest.mark.elastic
def test_a_second_build_is_refused_while_one_is_alive_and_harms_it_in_nothing(
    cluster: ElasticBackend, everything: list[Entry]
) -> None:
    refused = []

    def second() -> None:
        with pytest.raises(Busy):
            beside(cluster).rebuild(everything, cursor=9)
        refused.append(True)

    assert cluster.rebuild(during(everything, second), cursor=4) == len(everything)
    assert refused
    assert serving(cluster).cursor == 4
    assert cluster.rebuild(everything, cursor=5) == len(everything), "what is done is not taken for being built"


@pytest.mark.elastic
def test_who_was_taken_for_dead_and_goes_on_building_is_refused_and_leaves_nothing(
    cluster: ElasticBackend, client: Elasticsearch, everything: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elastic, "_CHUNK", 2)
    other = elastic_backend(cluster._alias, building_seconds=0)
    with pytest.raises(EngineAway):
        cluster.rebuild(during(everything, lambda: other.rebuild(everything, cursor=9)), cursor=4)
    (name,) = client.indices.get(index=f"{cluster._alias}*")
    assert client.indices.get_mapping(index=name)[name]["mappings"]["dynamic"] == "strict"
    assert serving(cluster).cursor == 9
    assert uids(cluster, "thời hạn giải quyết tố cáo")[0] == "law:25/2018/QH14#dieu-30"


@pytest.mark.elastic
def test_a_long_build_says_again_and_again_that_it_is_alive(
    cluster: ElasticBackend, everything: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock:
        now = 1_000.0

        def time(self) -> float:
            return self.now

        monotonic = time

    clock = Clock()
    monkeypatch.setattr(elastic, "time", clock)

    def slowly() -> Iterator[Entry]:
        for entry in everything:
            clock.now += 200
            yield entry
        with pytest.raises(Busy):
            beside(cluster).rebuild(everything, cursor=9)

    assert cluster.rebuild(slowly(), cursor=4) == len(everything)
    assert serving(cluster).cursor == 4


@pytest.mark.elastic
def test_a_build_that_breaks_off_is_taken_away_at_once(cluster: ElasticBackend, everything: list[Entry]) -> None:
    def full() -> None:
        raise OSError("no space left on device")

    cluster.rebuild(everything, cursor=1)
    with pytest.raises(OSError, match="no space"):
        cluster.rebuild(during(everything, full), cursor=2)
    assert len(cluster._ours()) == 1
    assert cluster.rebuild(everything, cursor=3) == len(everything)


@pytest.mark.elastic
def test_two_indexes_behind_one_alias_are_none_and_the_next_build_puts_it_right(
    cluster: ElasticBackend, client: Elasticsearch, everything: list[Entry]
) -> None:
    cluster.rebuild(everything, cursor=1)
    client.indices.create(index=f"{cluster._alias}-{7:012x}", aliases={cluster._alias: {}})
    assert cluster.generation() is None
    cluster.rebuild(everything, cursor=2)
    assert serving(cluster).cursor == 2
    assert len(cluster._ours()) == 1


# Two portals on one cluster


@pytest.mark.elastic
def test_portals_on_one_cluster_leave_each_other_s_indexes_alone(
    cluster: ElasticBackend, client: Elasticsearch, everything: list[Entry]
) -> None:
    neighbour, notes = elastic_backend(f"{cluster._alias}-hai"), f"{cluster._alias}-so-tay"
    client.indices.create(index=notes)
    try:
        neighbour.rebuild(everything, cursor=1)
        cluster.rebuild(everything, cursor=2)
        cluster.rebuild(everything[:3], cursor=3)
        cluster.drop()
        assert serving(neighbour).cursor == 1
        assert uids(neighbour, "thời hạn giải quyết tố cáo")[0] == "law:25/2018/QH14#dieu-30"
        assert client.indices.exists(index=notes)
    finally:
        neighbour.drop()
        client.indices.delete(index=notes)


@pytest.mark.elastic
def test_an_index_of_somebody_else_under_our_alias_s_name_is_not_deleted(
    cluster: ElasticBackend, client: Elasticsearch, everything: list[Entry]
) -> None:
    client.index(index=cluster._alias, document={"message": "a log line"}, refresh=True)
    try:
        with pytest.raises(EngineAway, match="somebody else"):
            cluster.rebuild(everything, cursor=1)
        assert client.count(index=cluster._alias)["count"] == 1
        assert cluster._ours() == {}
    finally:
        client.indices.delete(index=cluster._alias)


def test_the_alias_is_a_setting(settings: Settings) -> None:
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_ALIAS = "http://127.0.0.1:1", "cong-khac"
    shared = engines.elastic()
    assert shared is not None
    assert shared._alias == "cong-khac"


# Reading while another process switches


@pytest.mark.django_db
def test_a_page_whose_index_is_swept_away_before_it_was_opened_reads_the_new_one(
    shelves: dict[str, Shelf], everything: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = EmbeddedBackend(engines.local().folder)
    other.rebuild(everything, cursor=1)
    opened, left = embedded.Serving, [1]

    def opening(folder: Path) -> embedded.Serving:
        if left:
            left.pop()
            with monkeypatch.context() as plainly:
                plainly.setattr(embedded, "Serving", opened)
                other.rebuild(everything, cursor=2)
        return opened(folder)

    monkeypatch.setattr(embedded, "Serving", opening)
    found = finding.search(Query(text="thời hạn giải quyết tố cáo"))
    assert found.page.hits[0].entry.key == "25/2018/QH14#dieu-30"
    assert not left
