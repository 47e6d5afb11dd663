"""From an empty folder to a portal that can serve; each step does nothing where its work is done already."""

import fcntl
import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import OutputWrapper
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tracking.casework.sealing.keys import ensure_keys

from . import rooms
from .models import DoneStep


def make_folders() -> None:
    for folder in (Path(settings.PORTAL_DATA), Path(settings.MEDIA_ROOT)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_keys() -> bool:
    """Create the key files that a fresh installation lacks; True when any was.

    Beside a database that already holds cases a missing key is a loss to be mended from the backup, and a new one would
    only hide it.
    """
    if Path(settings.KEYS_FOLDER).exists() and any(Path(settings.KEYS_FOLDER).glob("*.key")):
        return False
    return bool(ensure_keys())


def pending_migrations() -> list[str]:
    """Migrations the database has not seen, as `app.name`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> bool:
    """Bring the tables up to date; True when there was anything to do."""
    if not pending_migrations():
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def collect_static() -> bool:
    """Collect static files when a source changed; True when it did."""
    files = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    mark, stamp = digest(files), Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == mark:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(mark)
    return True


def load_starter(out: TextIO | OutputWrapper | None = None) -> bool:
    """Load starter content when the code or data of a room changed; True when it did. What a room tells of it goes
    to `out`."""
    mark = digest(starter_sources())
    if DoneStep.objects.filter(name="starter", mark=mark).exists():
        return False
    call_command("load_starter", verbosity=0, stdout=out or io.StringIO())
    DoneStep.objects.update_or_create(name="starter", defaults={"mark": mark})
    return True


def starter_sources() -> Iterable[Path]:
    for room in rooms.ROOMS:
        folder = Path(str(import_module(room).__file__)).parent
        yield from (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def digest(files: Iterable[Path]) -> str:
    """One mark for the names, sizes and times of many files; cheap, and enough to see an update."""
    facts = sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def index() -> None:
    """Bring the search index up to date."""
    if "rebuild_index" in get_commands():
        call_command("rebuild_index", pending=True, stdout=io.StringIO())


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Only one process prepares a folder at a time; a second start waits, then finds everything done."""
    with (Path(settings.PORTAL_DATA) / "prepare.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
