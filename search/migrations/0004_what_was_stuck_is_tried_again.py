"""What was stuck in an index named for a machine goes back into the log: indexes are named for their folder now."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def into_the_log(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    change, stuck = apps.get_model("search", "Change"), apps.get_model("search", "Stuck")
    rows = stuck.objects.filter(index__startswith="embedded@")
    places = rows.values_list("source", "key").distinct().order_by("source", "key")
    change.objects.bulk_create(change(source=source, key=key) for source, key in places)
    rows.delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0003_what_was_not_found")]
    operations = [migrations.RunPython(into_the_log, migrations.RunPython.noop)]
