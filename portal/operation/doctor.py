"""The state of an installation on one page: what runs, what waits, what is wrong."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection
from wagtail.models import Site

from portal import middleware
from portal.models import PortalSettings
from search import indexing
from tracking.casework.notices import sending

from . import heartbeat
from .models import JobRun
from .preparation import pending_migrations

MEGABYTE = 1 << 20
Facts = dict[str, Any]


def examine() -> Facts:
    """Every part by name; a part that cannot be asked says so instead of stopping the others. `well` sums up."""
    facts: Facts = {name: asked(part) for name, part in PARTS.items()}
    facts["well"] = not facts["faults"] and facts["worker"].get("alive", False) and not facts["jobs"].get("failing")
    return facts


def asked(part: Callable[[], Any]) -> Any:
    try:
        return part()
    except (DatabaseError, OSError) as error:
        return {"error": type(error).__name__}


def versions() -> Facts:
    return {name: version(name) for name in ("django", "wagtail", "wagtail-localize", "django-simple-captcha")}


def database() -> Facts:
    facts: Facts = {"kind": connection.vendor, "pending_migrations": pending_migrations()}
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        facts |= {"library": sqlite3.sqlite_version, "megabytes": round(name.stat().st_size / MEGABYTE, 1)}
    return facts


def index() -> Facts:
    """Every index and how far it is behind the log of changes."""
    return {lag.index: asdict(lag) for lag in indexing.lag()}


def worker() -> Facts:
    since = heartbeat.age()
    return {"alive": heartbeat.is_alive(), "seconds_since_beat": None if since is None else int(since.total_seconds())}


def jobs() -> Facts:
    runs = JobRun.objects.order_by("name")
    return {
        "known": len(runs),
        "failing": {run.name: run.last_error for run in runs if run.failures},
        "never_ran": [run.name for run in runs if run.finished_at is None],
    }


def disk() -> Facts:
    usage = shutil.disk_usage(settings.PORTAL_DATA)
    return {"free_megabytes": usage.free // MEGABYTE, "used_percent": round(100 * usage.used / usage.total)}


def faults() -> list[str]:
    """What the start-up checks find: settings, PRAGMAs, permissions, keys, migrations."""
    found = run_checks(tags=["portal"], include_deployment_checks=True)
    return [f"{message.id} {message.msg}" for message in found if message.level >= ERROR]


def warnings() -> list[str]:
    """What an office still has to set; the portal runs without, so it stays well."""
    silent = [site.hostname for site in Site.objects.order_by("pk") if not PortalSettings.of(site).reports_go_to]
    return [
        f"/.well-known/security.txt of {host} is not served: nobody can report a flaw. Set 'nơi báo lỗ hổng bảo mật' "
        "or 'thư điện tử' in the admin, Thông tin cổng."
        for host in silent
    ]


def mail() -> Facts:
    """The outbox: what waits, what failed, whether there is a way out and an encrypted one."""
    return sending.state_of_outbox()


def maintenance() -> bool:
    return middleware.maintenance_flag().exists()


PARTS: dict[str, Callable[[], Any]] = {
    "versions": versions,
    "database": database,
    "index": index,
    "worker": worker,
    "jobs": jobs,
    "mail": mail,
    "disk": disk,
    "maintenance": maintenance,
    "faults": faults,
    "warnings": warnings,
}
