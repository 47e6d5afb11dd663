"""From a change in a room's transaction to the index, with everything that can go wrong between."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from search import engines, indexing
from search.backends.embedded import FolderGeneration
from search.interface import EngineAway, announce_change
from search.models import Change, Log, Stuck
from search.periodic import JOBS

from .conftest import Shelf, work
from .test_engines_agree import serving, uids

pytestmark = pytest.mark.django_db


def follow() -> int:
    return indexing.follow(engines.name_here(), engines.local())


def found(text: str) -> list[str]:
    return uids(engines.local(), text)


def test_the_first_follow_builds_the_whole_index(shelves: dict[str, Shelf]) -> None:
    assert follow() == sum(len(shelf.by_key) for shelf in shelves.values())
    assert found("thời hạn giải quyết tố cáo")[0] == "law:25/2018/QH14#dieu-30"
    assert follow() == 0


def test_a_change_waits_in_the_log_until_the_worker_follows(shelves: dict[str, Shelf]) -> None:
    follow()
    shelves["guidance"].change("1", body="Xyzzy plugh ở bàn số hai.")
    announce_change("guidance", ["1"])
    assert found("xyzzy plugh") == []
    assert indexing.lag()[0].waiting == 1
    assert follow() == 1
    assert found("xyzzy plugh")[0] == "guidance:1"
    assert indexing.lag()[0].waiting == 0


def test_what_its_source_no_longer_gives_leaves_the_index(shelves: dict[str, Shelf]) -> None:
    follow()
    del shelves["guidance"].by_key["1"]
    announce_change("guidance", ["1"])
    follow()
    assert "guidance:1" not in found("cách nộp đơn khiếu nại")


def test_a_change_that_is_rolled_back_never_reaches_the_log(shelves: dict[str, Shelf]) -> None:
    with transaction.atomic():
        announce_change("guidance", ["1"])
        transaction.set_rollback(True)
    assert not Change.objects.exists()


def test_positions_follow_commits_not_row_numbers(shelves: dict[str, Shelf]) -> None:
    late = Change.objects.create(source="guidance", key="1")
    late_id = late.pk
    late.delete()
    announce_change("guidance", ["2"])
    indexing.place_changes()
    Change.objects.create(pk=late_id, source="guidance", key="1")
    assert indexing.place_changes() == 2
    assert list(Change.objects.order_by("position").values_list("key", flat=True)) == ["2", "1"]


def test_an_entry_that_cannot_be_read_does_not_hold_up_the_others(shelves: dict[str, Shelf]) -> None:
    follow()
    law = shelves["law"]
    law.broken = {"02/2011/QH13#dieu-27"}
    law.change("02/2011/QH13#dieu-28", body="Xyzzy plugh.")
    announce_change("law", ["02/2011/QH13#dieu-27", "02/2011/QH13#dieu-28"])
    follow()
    assert found("xyzzy plugh")[0] == "law:02/2011/QH13#dieu-28"
    assert "law:02/2011/QH13#dieu-27" in found("thụ lý giải quyết khiếu nại")
    assert Stuck.objects.get().error == "ValueError"
    assert indexing.lag()[0].stuck == 1


def test_a_stuck_entry_is_tried_again_later_and_then_forgotten(shelves: dict[str, Shelf]) -> None:
    follow()
    law = shelves["law"]
    law.broken = {"02/2011/QH13#dieu-27"}
    announce_change("law", ["02/2011/QH13#dieu-27"])
    follow()
    law.broken = set()
    law.change("02/2011/QH13#dieu-27", body="Xyzzy plugh.")
    follow()
    assert found("xyzzy plugh") == []
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        follow()
    assert found("xyzzy plugh")[0] == "law:02/2011/QH13#dieu-27"
    assert not Stuck.objects.exists()


def test_an_entry_that_stays_broken_is_tried_less_and_less_often(shelves: dict[str, Shelf]) -> None:
    follow()
    shelves["law"].broken = {"02/2011/QH13#dieu-27"}
    announce_change("law", ["02/2011/QH13#dieu-27"])
    follow()
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        follow()
        stuck = Stuck.objects.get()
        assert stuck.attempts == 2
        assert stuck.again_at == timezone.now() + timedelta(minutes=10)


def test_an_engine_error_leaves_the_position_and_the_change_is_taken_up_later(
    shelves: dict[str, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    follow()
    shelves["guidance"].change("1", body="Xyzzy plugh.")
    announce_change("guidance", ["1"])
    before = serving(engines.local()).cursor

    def full_disk(*_: object) -> None:
        raise EngineAway("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(FolderGeneration, "replace", full_disk)
        assert work() == ["follow_here"]
    assert serving(engines.local()).cursor == before
    follow()
    assert found("xyzzy plugh")[0] == "guidance:1"


def test_a_follow_killed_before_it_notes_its_position_does_the_same_again(
    shelves: dict[str, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    follow()
    announce_change("guidance", ["1"])

    def killed(generation: FolderGeneration, position: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(FolderGeneration, "set_cursor", killed)
        with pytest.raises(KeyboardInterrupt):
            follow()
    assert follow() == 1
    assert found("cách nộp đơn khiếu nại").count("guidance:1") == 1


def test_what_a_killed_writer_left_behind_does_not_stop_the_next(shelves: dict[str, Shelf], tmp_path: Path) -> None:
    """It had written which entries are deleted, under the very name the next commit gives them, but not committed."""
    follow()
    current = tmp_path / "index" / (tmp_path / "index" / "current").read_text()
    before = tmp_path / "before"
    shutil.copytree(current, before)
    announce_change("guidance", ["1"])
    follow()
    left = [*(current / "engine").glob("*.del"), current / "engine" / ".managed.json"]
    assert len(left) > 1
    for path in left:
        shutil.copy(path, before / "engine")
    shutil.rmtree(current)
    before.rename(current)
    engines.local()._serving = None
    shelves["guidance"].change("1", body="Xyzzy plugh.")
    assert follow() == 1
    assert found("xyzzy plugh") == ["guidance:1"]


def test_changes_made_during_a_rebuild_are_taken_up_behind_it(shelves: dict[str, Shelf]) -> None:
    follow()
    read = shelves["law"].keys

    def changing() -> object:
        yield from list(read())
        shelves["guidance"].change("1", body="Xyzzy plugh.")
        announce_change("guidance", ["1"])

    shelves["law"].keys = changing
    indexing.rebuild(engines.name_here(), engines.local())
    assert indexing.lag()[0].waiting == 1
    assert follow() == 1


def test_an_index_older_than_the_pruned_log_is_built_anew(shelves: dict[str, Shelf]) -> None:
    follow()
    shelves["guidance"].change("1", body="Xyzzy plugh.")
    announce_change("guidance", ["1"])
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        indexing.forget_old_changes()
    assert not Change.objects.exists()
    assert Log.objects.get().pruned == 1
    assert follow() > 1
    assert found("xyzzy plugh")[0] == "guidance:1"


def test_an_index_ahead_of_the_log_is_built_anew(shelves: dict[str, Shelf]) -> None:
    """The database was restored from a backup: positions the index knows will be given again to other changes."""
    follow()
    serving(engines.local()).set_cursor(99)
    assert follow() > 1
    assert serving(engines.local()).cursor == 0


@pytest.mark.parametrize("damage", ["catalogue.sqlite3", "engine/meta.json"])
def test_a_damaged_index_is_built_anew_by_the_next_follow(
    shelves: dict[str, Shelf], tmp_path: Path, damage: str
) -> None:
    follow()
    current = tmp_path / "index" / (tmp_path / "index" / "current").read_text()
    (current / damage).write_bytes(b"not what it was")
    engines.local()._serving = None
    assert follow() > 1
    assert found("thời hạn giải quyết tố cáo")[0] == "law:25/2018/QH14#dieu-30"


def test_an_index_of_another_release_is_built_anew(shelves: dict[str, Shelf]) -> None:
    follow()
    engines.local().serving().catalogue.set_fact("release", "0-older")
    engines.local()._serving = None
    assert follow() > 1
    assert found("thời hạn giải quyết tố cáo")[0] == "law:25/2018/QH14#dieu-30"


def test_an_unknown_source_s_entries_are_taken_out(shelves: dict[str, Shelf]) -> None:
    follow()
    announce_change("news", ["1"])
    assert follow() == 1


def test_the_whole_index_can_be_rebuilt_by_command(
    shelves: dict[str, Shelf], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rebuild_index")
    assert "13 mục" in capsys.readouterr().out
    announce_change("guidance", ["1"])
    call_command("rebuild_index", pending=True)
    assert ": 1 mục" in capsys.readouterr().out


def test_two_writers_do_not_meet_in_one_folder(shelves: dict[str, Shelf]) -> None:
    follow()
    with engines.local().writing(), pytest.raises(CommandError, match="another process"):
        call_command("rebuild_index")


def test_generations_nobody_serves_are_swept_away(shelves: dict[str, Shelf], tmp_path: Path) -> None:
    follow()
    (tmp_path / "index" / "killed-half-way" / "engine").mkdir(parents=True)
    indexing.rebuild(engines.name_here(), engines.local())
    assert len([folder for folder in (tmp_path / "index").iterdir() if folder.is_dir()]) == 1


def test_another_process_sees_commit_and_switch_at_its_next_query(shelves: dict[str, Shelf], tmp_path: Path) -> None:
    follow()
    reader = engines.EmbeddedBackend(tmp_path / "index")
    assert uids(reader, "xyzzy plugh") == []
    shelves["guidance"].change("1", body="Xyzzy plugh.")
    announce_change("guidance", ["1"])
    follow()
    assert uids(reader, "xyzzy plugh")[0] == "guidance:1"
    shelves["guidance"].change("1", body="Frobozz wumpus.")
    indexing.rebuild(engines.name_here(), engines.local())
    assert uids(reader, "frobozz wumpus")[0] == "guidance:1"


def test_every_job_of_the_worker_runs(shelves: dict[str, Shelf]) -> None:
    for _name, seconds, run in JOBS:
        assert seconds > 0
        run()
    assert found("thời hạn giải quyết tố cáo")


def test_without_an_index_the_lag_says_there_is_none(shelves: dict[str, Shelf]) -> None:
    assert indexing.lag()[0].seconds is None
    follow()
    assert indexing.lag()[0].seconds == 0
