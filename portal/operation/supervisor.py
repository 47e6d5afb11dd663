"""The processes of `make run`: one web server, one worker, both ended together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

GRACE = 15.0
SECONDS_BETWEEN_RESTARTS = 2.0


def web_command(port: int) -> list[str]:
    return [sys.executable, "-m", "gunicorn", "-c", "portal/gunicorn_conf.py", "-b", f"127.0.0.1:{port}"]


def worker_command() -> list[str]:
    return [sys.executable, "manage.py", "worker"]


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so Ctrl-C reaches us alone and we end it in good order."""
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603  (our own two commands)


class Supervisor:
    """Keeps web server and worker running until told to stop; a worker that dies is started again."""

    def __init__(self, port: int) -> None:
        self.stopping = False
        self.web = start([*web_command(port)])
        self.worker = start(worker_command())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.ask_to_stop)

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def run(self, when_up: Callable[[], None]) -> int:
        """Returns the web server's exit code, 0 when we were asked to stop."""
        when_up()
        while not self.stopping and self.web.poll() is None:
            if self.worker.poll() is not None:
                time.sleep(SECONDS_BETWEEN_RESTARTS)
                self.worker = start(worker_command())
            time.sleep(0.2)
        code = 0 if self.stopping else self.web.returncode or 1
        for child in (self.web, self.worker):
            end(child)
        return code


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask the process group to end, then insist."""
    if child.poll() is not None:
        return
    os.killpg(child.pid, signal.SIGTERM)
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
