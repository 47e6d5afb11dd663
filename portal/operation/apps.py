from importlib import import_module

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from portal import sqlite_promises


class OperationConfig(AppConfig):
    """What keeps the portal running: counters, heartbeats, jobs, backups, and the commands for them."""

    name = "portal.operation"
    label = "operation"
    verbose_name = "Vận hành"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("portal.checks")
        connection_created.connect(sqlite_promises.hold, dispatch_uid="sqlite_promises")
