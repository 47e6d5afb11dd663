"""What could not be indexed is noted for the index, not for the machine that met it, and is tried again."""

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from search import engines, indexing, periodic
from search.backends.embedded import EmbeddedBackend
from search.interface import Busy, announce_change
from search.models import Change, Stuck

from .conftest import Shelf, work
from .test_engines_agree import uids

pytestmark = pytest.mark.django_db
BROKEN = "02/2011/QH13#dieu-27"


def note_one(shelves: dict[str, Shelf]) -> None:
    """The index is built, then one changed entry cannot be read."""
    work()
    shelves["law"].broken = {BROKEN}
    announce_change("law", [BROKEN])
    work()


def mend(shelves: dict[str, Shelf]) -> None:
    shelves["law"].broken = set()
    shelves["law"].change(BROKEN, body="Xyzzy plugh.")


def test_every_container_at_one_folder_sees_and_settles_what_another_noted(
    shelves: dict[str, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "worker-1")
    note_one(shelves)
    monkeypatch.setattr(socket, "gethostname", lambda: "web-1")
    assert [lag.stuck for lag in indexing.lag()] == [1]
    mend(shelves)
    monkeypatch.setattr(socket, "gethostname", lambda: "worker-2")
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        work()
    assert uids(engines.local(), "xyzzy plugh") == [f"law:{BROKEN}"]
    assert not Stuck.objects.exists()


def test_a_folder_keeps_its_name_when_its_index_is_built_anew(shelves: dict[str, Shelf]) -> None:
    name = engines.name_here()
    work()
    indexing.rebuild(name, engines.local())
    assert engines.name_here() == name


def test_processes_that_ask_at_once_agree_on_the_folder_s_name(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as several:
        names = list(several.map(lambda _: EmbeddedBackend(tmp_path / "index").identity(), range(32)))
    assert len(set(names)) == 1
    assert [path.name for path in (tmp_path / "index").iterdir()] == ["id"]


def test_a_rebuild_that_was_refused_forgets_nothing(shelves: dict[str, Shelf]) -> None:
    note_one(shelves)
    with engines.local().writing(), pytest.raises(Busy):
        indexing.rebuild(engines.name_here(), engines.local())
    assert Stuck.objects.count() == 1


@pytest.mark.parametrize("still_broken", [True, False])
def test_a_rebuild_forgets_what_it_could_read_and_only_that(shelves: dict[str, Shelf], still_broken: bool) -> None:
    note_one(shelves)
    if not still_broken:
        mend(shelves)
    indexing.rebuild(engines.name_here(), engines.local())
    assert Stuck.objects.exists() == still_broken


def test_what_can_be_read_again_reaches_an_index_being_built_beside_as_well(shelves: dict[str, Shelf]) -> None:
    """It read the entry while it was broken, and has noted the same row; its position is that of before."""
    note_one(shelves)
    here, position = engines.local(), indexing.place_changes()
    without = [entry for shelf in shelves.values() for key, entry in shelf.by_key.items() if key != BROKEN]
    mend(shelves)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        work()
    EmbeddedBackend(here.folder).rebuild(without, position)
    assert uids(here, "xyzzy plugh") == []
    work()
    assert uids(here, "xyzzy plugh") == [f"law:{BROKEN}"]


def test_rows_of_a_folder_that_is_no_more_are_dropped_after_a_month(shelves: dict[str, Shelf]) -> None:
    note_one(shelves)
    Stuck.objects.create(index="embedded@gone", source="law", key="x", error="", again_at=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        Stuck.objects.filter(index=engines.name_here()).update(again_at=timezone.now() + timedelta(hours=20))
        indexing.forget_old_changes()
    assert [row.index for row in Stuck.objects.all()] == [engines.name_here()]


def test_rows_noted_for_machines_go_back_into_the_log_when_the_portal_is_updated(shelves: dict[str, Shelf]) -> None:
    for index in ("embedded@may-1", "embedded@may-2", "elastic"):
        Stuck.objects.create(index=index, source="law", key=BROKEN, error="ValueError", again_at=timezone.now())
    step = import_module("search.migrations.0004_what_was_stuck_is_tried_again")
    step.into_the_log(apps, None)
    assert [str(row) for row in Change.objects.all()] == [f"law:{BROKEN}"]
    assert [row.index for row in Stuck.objects.all()] == ["elastic"]


def test_a_worker_that_meets_another_at_the_same_index_has_not_failed(shelves: dict[str, Shelf]) -> None:
    work()
    announce_change("guidance", ["1"])
    with engines.local().writing():
        periodic.follow_here()
    assert indexing.lag()[0].waiting == 1
    periodic.follow_here()
    assert indexing.lag()[0].waiting == 0
