"""An installation from outside: one folder, prepared twice, examined, copied, broken and brought back."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests import servers
from tests.servers import Portal


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    return servers.make(tmp_path_factory.mktemp("installation") / "data")


def run(portal: Portal, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=servers.ROOT, env=portal.environment | environment, capture_output=True, text=True, check=False
    )


def test_a_fresh_installation_is_private_and_has_an_account_for_every_role(portal: Portal) -> None:
    assert len(portal.accounts) == 10
    private = [portal.data, portal.data / "portal.sqlite3", *(portal.data / "keys").iterdir()]
    assert [path.name for path in private if path.stat().st_mode & 0o077] == []


def test_preparing_again_changes_nothing_and_issues_no_password(portal: Portal) -> None:
    before = rows(portal)
    printed = portal.manage("prepare")
    assert not any(name in printed for name in portal.accounts)
    assert rows(portal) == before


def test_the_doctor_finds_nothing_wrong_but_the_absent_worker(portal: Portal) -> None:
    answer = run(portal, "manage.py", "doctor", "--json")
    facts = json.loads(answer.stdout)
    assert answer.returncode == 1
    assert facts["worker"]["alive"] is False
    assert (facts["faults"], facts["database"]["pending_migrations"]) == ([], [])


def test_an_unsafe_portal_does_not_start(portal: Portal) -> None:
    command = ("-c", "from portal.operation.start_up import refuse_unsafe; refuse_unsafe()")
    assert run(portal, *command).returncode == 0
    refused = run(portal, *command, DJANGO_SETTINGS_MODULE="portal.settings.dev")
    assert refused.returncode == 3
    assert "portal.E001" in refused.stderr


def test_a_backup_brings_a_lost_installation_back(portal: Portal, tmp_path: Path) -> None:
    before = rows(portal)
    portal.manage("backup", str(tmp_path / "copy"))
    with sqlite3.connect(portal.data / "portal.sqlite3") as database:
        database.execute("DELETE FROM organisation_membership")
    (portal.data / "keys" / "code.key").unlink()
    assert rows(portal) != before
    portal.manage("restore", str(tmp_path / "copy"), "--yes")
    assert rows(portal) == before
    assert (portal.data / "keys" / "code.key").exists()
    assert (portal.data / "portal.sqlite3.before-restore").exists()


def test_production_settings_pass_the_deploy_check_without_a_warning(portal: Portal) -> None:
    production = {"DJANGO_SETTINGS_MODULE": "portal.settings.production", "ALLOWED_HOSTS": "tiepdan.example.vn"}
    answer = run(portal, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **production)
    assert (answer.returncode, answer.stderr.strip()) == (0, "")
    assert "no issues (0 silenced)" in answer.stdout


def rows(portal: Portal) -> dict[str, int]:
    """Rows of every table."""
    database = sqlite3.connect(portal.data / "portal.sqlite3")
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    database.close()
    return counts
