"""One row for an address and a text, before the database insists on it: of two, the confirmed one stays, then the older."""

from collections.abc import Iterable
from typing import Any

from django.db import migrations

FACTS = ("pk", "email", "act_id", "key", "subject_id", "confirmed_at")


def superfluous(rows: Iterable[dict[str, Any]]) -> list[int]:
    """Which rows say again what another says."""
    kept: set[tuple[str, int | None, str, int | None]] = set()
    extra = []
    for row in sorted(rows, key=lambda row: (row["confirmed_at"] is None, row["pk"])):
        wish = (row["email"].lower(), row["act_id"], row["key"], row["subject_id"])
        if wish in kept:
            extra.append(row["pk"])
        kept.add(wish)
    return extra


def merge(apps: Any, schema_editor: Any) -> None:
    followers = apps.get_model("legal_library", "Follower").objects.using(schema_editor.connection.alias)
    for pk in superfluous(followers.values(*FACTS).iterator()):
        followers.filter(pk=pk).delete()


class Migration(migrations.Migration):
    dependencies = [("legal_library", "0002_versions_relations_and_readers")]
    operations = [migrations.RunPython(merge, migrations.RunPython.noop)]
