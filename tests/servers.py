"""The real thing for tests: gunicorn and worker on a free port, with a data folder of their own.

    def test_a_page(live_portal: Portal) -> None:
        urlopen(live_portal.url + "/")

`live_portal` serves a whole session; `start(...)` makes one to be killed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120.0


@dataclass
class Portal:
    """A prepared data folder and the processes serving it. `accounts` maps user names to one-time passwords."""

    data: Path
    port: int
    environment: dict[str, str]
    accounts: dict[str, str] = field(default_factory=dict)
    web: subprocess.Popen[bytes] | None = None
    worker: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What server and worker wrote, JSON lines."""
        return self.data / "server.log"

    def manage(self, *arguments: str) -> str:
        """Run a management command on this portal; returns what it printed, raises with it when it fails."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stdout}\n{done.stderr}")
        return done.stdout

    def prepare(self) -> None:
        for line in self.manage("prepare").splitlines():
            words = line.split()
            if line.startswith("  ") and len(words) > 2 and "." in words[0] and words[1].count("-") >= 4:
                self.accounts[words[0]] = words[1]

    def copy(self, data: Path, **environment: str) -> Portal:
        """The same prepared portal in another folder, on another port; this one must not be running."""
        shutil.copytree(self.data, data)
        settings = {"PORTAL_DATA": str(data), **environment}
        return Portal(data, free_port(), self.environment | settings, dict(self.accounts))

    def start(self, *, worker: bool = True) -> None:
        """Start web server and worker, and wait until the server answers."""
        command = [sys.executable, "-m", "gunicorn", "-c", "portal/gunicorn_conf.py", "-b", f"127.0.0.1:{self.port}"]
        self.web = self._spawn(command)
        self.worker = self._spawn([sys.executable, "manage.py", "worker"]) if worker else None
        self.wait()

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.web is None or self.web.poll() is not None:
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-3000:]}")
            try:
                urllib.request.urlopen(f"{self.url}/health/live", timeout=5).close()
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise RuntimeError(f"the server did not answer:\n{self.log.read_text()[-3000:]}")

    def kill(self) -> None:
        """The whole server at once, as a power cut would end the processes."""
        for process in (self.web, self.worker):
            end(process, signal.SIGKILL)

    def stop(self) -> None:
        """In good order."""
        for process in (self.web, self.worker):
            end(process, signal.SIGTERM)

    def web_workers(self) -> list[int]:
        """Process ids of gunicorn's workers: the children of its master."""
        if self.web is None:
            return []
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


def end(process: subprocess.Popen[bytes] | None, number: signal.Signals) -> None:
    if process is None or process.poll() is not None:
        return
    os.killpg(process.pid, number)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make(data: Path, **environment: str) -> Portal:
    """A prepared portal in a folder of its own, not started yet. It uses SQLite unless DATABASE_URL is given here."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    known = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "ELASTICSEARCH_URL")}
    settings = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.local",
        "PORTAL_DATA": str(data),
        "SECRET_KEY": secrets.token_urlsafe(60),
        "LIMITS_FACTOR": "10000",  # one address drives the whole session
        "PYTHONUNBUFFERED": "1",
    }
    old_umask = os.umask(0o077)
    try:
        portal = Portal(data, free_port(), known | settings | environment)
        portal.prepare()
    finally:
        os.umask(old_umask)
    return portal


@pytest.fixture(scope="session")
def prepared_portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Starter content, no cases, limits far away; never started, to be copied: preparing takes its time."""
    return make(tmp_path_factory.mktemp("prepared") / "data")


@pytest.fixture(scope="session")
def live_portal(prepared_portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """One served portal for the whole session."""
    portal = prepared_portal.copy(tmp_path_factory.mktemp("live") / "data")
    portal.start()
    yield portal
    portal.stop()
