"""A copy of everything that cannot be made again: database, keys, papers, uploads – with a list of checksums.

    <folder>/database.sqlite3 | database.dump    by SQLite's online backup, or pg_dump
    <folder>/files/<name of a folder>/…          the folders of FOLDERS, as they stand
    <folder>/manifest.json                       {"made": …, "database": …, "files": {path: sha256}}

The database is copied first: a paper is written before the row that names it, so every row of the copy has its paper.
The index is not copied; it is rebuilt. A backup holds the keys: keep it as you keep them.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

MANIFEST = "manifest.json"
SQLITE_COPY, POSTGRES_COPY = "database.sqlite3", "database.dump"
CHUNK = 1 << 20


class BackupError(Exception):
    """The backup or restore cannot be trusted; the message says which file or step."""


def folders() -> dict[str, Path]:
    """Folders that belong in a backup, by the name they have in it."""
    return {
        "keys": Path(settings.KEYS_FOLDER),
        "attachments": Path(settings.ATTACHMENT_ROOT),
        "drafts": Path(settings.DRAFT_ROOT),
        "audit": Path(settings.AUDIT_FOLDER),
        "library": Path(settings.PORTAL_DATA) / "library",
        "media": Path(settings.MEDIA_ROOT),
    }


def make(target: Path) -> dict[str, Any]:
    """Write a backup into a new folder; it has its final name only when it is whole. Returns the manifest."""
    if target.exists():
        raise BackupError(f"{target} exists already")
    draft = target.with_name(f".{target.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    copy_database(draft)
    for name, source in folders().items():
        if source.is_dir():
            shutil.copytree(source, draft / "files" / name, symlinks=False, copy_function=copy_if_there)
    manifest = {
        "made": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "files": {path: checksum(draft / path) for path in sorted(files_of(draft))},
    }
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1))
    sync(draft)
    draft.rename(target)
    return manifest


def copy_if_there(source: str, target: str) -> str:
    """A draft may be sent or pruned while the copy runs; the database, copied first, no longer needs it then."""
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)
    return target


def copy_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(target / SQLITE_COPY) as copy:
            connection.connection.backup(copy)
        copy.close()
        (target / SQLITE_COPY).chmod(0o600)
    else:
        run_postgres("pg_dump", "--format=custom", f"--file={target / POSTGRES_COPY}")


def verify(source: Path) -> list[str]:
    """What is wrong with a backup, in words; empty when it is whole and its database is sound."""
    manifest = read_manifest(source)
    listed, present = manifest["files"], set(files_of(source))
    wrong = [f"{path} is missing" for path in sorted(listed.keys() - present)]
    wrong += [f"{path} is not in the list" for path in sorted(present - listed.keys())]
    both = sorted(listed.keys() & present)
    wrong += [f"{path} was changed" for path in both if checksum(source / path) != listed[path]]
    return wrong or database_faults(source, manifest["database"])


def database_faults(source: Path, vendor: str) -> list[str]:
    if vendor != "sqlite":
        run_postgres("pg_restore", "--list", str(source / POSTGRES_COPY), connected=False)
        return []
    copy = sqlite3.connect(f"file:{source / SQLITE_COPY}?mode=ro", uri=True)
    try:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
        broken_links = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [f"the database is damaged: {error}"]
    finally:
        copy.close()
    faults = [] if answer == "ok" else [f"the database is damaged: {answer}"]
    return faults + [f"{len(broken_links)} rows point to rows that do not exist"] * bool(broken_links)


def restore(source: Path) -> None:
    """Put a verified backup in the place of what is there; the replaced data stays beside it as `….before-restore`."""
    if wrong := verify(source):
        raise BackupError("; ".join(wrong[:5]))
    if read_manifest(source)["database"] != connection.vendor:
        raise BackupError("the backup comes from another kind of database")
    restore_database(source)
    for name, target in folders().items():
        put_aside(target)
        if (source / "files" / name).is_dir():
            shutil.copytree(source / "files" / name, target)


def restore_database(source: Path) -> None:
    if connection.vendor != "sqlite":
        run_postgres("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
                     f"--dbname={settings.DATABASES['default']['NAME']}", str(source / POSTGRES_COPY))  # fmt: skip
        return
    target = Path(connection.settings_dict["NAME"])
    connections.close_all()
    # A journal left by a crash belongs to the old file: SQLite would roll it back into the restored one.
    for suffix in ("", "-journal", "-wal", "-shm"):
        put_aside(target.with_name(target.name + suffix))
    shutil.copyfile(source / SQLITE_COPY, target)
    target.chmod(0o600)


def put_aside(path: Path) -> None:
    """Move what is to be replaced out of the way; a restore that was a mistake can be undone by hand."""
    if not path.exists():
        return
    aside = path.with_name(f"{path.name}.before-restore")
    shutil.rmtree(aside, ignore_errors=True) if aside.is_dir() else aside.unlink(missing_ok=True)
    path.rename(aside)


def read_manifest(source: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((source / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise BackupError(f"{source} has no readable {MANIFEST}") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict) or "database" not in manifest:
        raise BackupError(f"{MANIFEST} is not one of ours")
    return manifest


def files_of(folder: Path) -> Iterator[str]:
    return (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(folder: Path) -> None:
    """A backup that a power cut can still take is none."""
    for path in (*folder.rglob("*"), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def run_postgres(program: str, *arguments: str, connected: bool = True) -> None:
    """Run one of PostgreSQL's own programs on our database; the password goes by environment, not by argument."""
    if shutil.which(program) is None:
        raise BackupError(f"{program} is not installed")
    facts = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(facts[key]) for name, key in names.items() if facts.get(key)} if connected else {}
    done = subprocess.run(  # noqa: S603  (a program of PostgreSQL, arguments of our own)
        [program, *arguments], env=os.environ | given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{program}: {done.stderr.strip()[:500]}")
