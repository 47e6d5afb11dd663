from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from .history import append_only


class CaseworkConfig(AppConfig):
    name = "tracking.casework"
    label = "casework"
    verbose_name = "Vụ việc"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tracking.terms import carrying  # noqa: PLC0415 – models are there only now

        from .timing import new_law  # noqa: PLC0415

        carrying.register(new_law)
        post_migrate.connect(_keep_events_append_only, sender=self, dispatch_uid="casework.append_only")


def _keep_events_append_only(*, using: str, **_facts: Any) -> None:
    """A migration that rebuilt the table, or a test that emptied it, leaves it protected again."""
    connection = connections[using]
    if append_only.TABLE in connection.introspection.table_names():
        append_only.protect(connection)
