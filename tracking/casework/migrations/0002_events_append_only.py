from django.db import migrations

from tracking.casework.history import append_only


def up(apps, schema_editor):
    append_only.protect(schema_editor.connection)


def down(apps, schema_editor):
    append_only.unprotect(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [migrations.RunPython(up, down)]
