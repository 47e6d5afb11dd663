"""The worker's part: each machine follows the log with its own folder, one of them feeds Elasticsearch."""

import socket

from . import log
from .engines import elastic, local
from .indexing import follow, forget_old_changes


def follow_here() -> None:
    follow(f"embedded@{socket.gethostname()}", local())


def follow_shared() -> None:
    shared = elastic()
    if shared:
        follow("elastic", shared)


JOBS = [
    (f"index@{socket.gethostname()}", 3, follow_here),
    ("index_shared", 3, follow_shared),
    ("old_changes", 86_400, forget_old_changes),
    ("old_searches", 86_400, log.forget_old),
]
