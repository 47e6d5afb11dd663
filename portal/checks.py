"""What makes the portal refuse to start. Part of `check --deploy`; gunicorn runs it before the first request."""

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

from tracking.casework.sealing.keys import KeyName, keyring

from .operation.preparation import pending_migrations

TAG = "portal"
Apps = Sequence[AppConfig] | None


@register(TAG, deploy=True)
def settings_are_safe(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    key = settings.SECRET_KEY
    facts = [
        (settings.DEBUG, "E001", "DEBUG is on.", "Use portal.settings.local or portal.settings.production."),
        (
            len(key) < 50 or len(set(key)) < 10,
            "E002",
            "SECRET_KEY is short, poor or the one of the test suite.",
            "Delete the line from .env and run `python -m portal.env_file`, or set SECRET_KEY to 60 random characters.",
        ),
        (
            not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS,
            "E003",
            "ALLOWED_HOSTS lets every host name in, or none.",
            "Set ALLOWED_HOSTS to the portal's own names.",
        ),
        (
            getattr(settings, "CAPTCHA_TEST_MODE", False),
            "E004",
            "CAPTCHA_TEST_MODE accepts any answer.",
            "It belongs to the test suite.",
        ),
    ]
    return [Error(text, hint=hint, id=f"portal.{number}") for wrong, number, text, hint in facts if wrong]


@register(TAG, deploy=True)
def database_is_durable(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Open every database and ask SQLite what it is doing."""
    found: list[CheckMessage] = []
    for connection in connections.all():
        try:
            connection.ensure_connection()
        except ImproperlyConfigured as error:
            hint = "See SQLITE_PRAGMAS in portal/settings/base.py."
            found.append(Error(f"SQLite does not keep what it promised: {error}.", hint=hint, id="portal.E005"))
        except DatabaseError as error:
            hint = "Is DATABASE_URL right, and the server up?"
            found.append(Error(f"The database does not answer ({type(error).__name__}).", hint=hint, id="portal.E006"))
    return found


@register(TAG, deploy=True)
def migrations_are_applied(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    try:
        pending = pending_migrations()
    except (DatabaseError, ImproperlyConfigured):
        return []  # E005 and E006 say so
    if not pending:
        return []
    text = f"{len(pending)} migrations are not applied, the first is {pending[0]}."
    return [Error(text, hint="Run `manage.py prepare`.", id="portal.E008")]


@register(TAG, deploy=True)
def files_are_private(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    open_to_all = [path for path in private_paths() if path.exists() and path.stat().st_mode & stat.S_IRWXO]
    return [
        Error(f"{path.name} can be read by every user of this machine.", hint=f"chmod o= {path}", id="portal.E007")
        for path in open_to_all
    ]


def private_paths() -> Iterator[Path]:
    """The data folder and what in it must be the service's own, whatever the folder above allows."""
    data = Path(settings.PORTAL_DATA)
    yield from (data, Path(settings.KEYS_FOLDER), Path(settings.ATTACHMENT_ROOT))
    yield from Path(settings.KEYS_FOLDER).glob("*.key")
    yield from (
        Path(connection.settings_dict["NAME"]) for connection in connections.all() if connection.vendor == "sqlite"
    )


@register(TAG, deploy=True)
def keys_are_there(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Without its keys the portal could neither find nor open a single case."""
    missing = [name.value for name in KeyName if not has_key(name)]
    if not missing:
        return []
    hint = "A fresh installation makes them with `manage.py prepare`; else restore the keys folder from its backup."
    return [Error(f"Keys are missing: {', '.join(missing)}.", hint=hint, id="portal.E009")]


def has_key(name: KeyName) -> bool:
    try:
        return bool(keyring(name))
    except ImproperlyConfigured:
        return False
