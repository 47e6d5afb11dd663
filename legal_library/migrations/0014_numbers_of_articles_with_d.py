"""Summaries of articles with a letter: Điều 11đ is no longer called 11dd, and stands between 11d and 11e."""

from django.db import migrations

_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


def name_anew(apps, schema_editor):
    summaries = apps.get_model("legal_library", "Summary").objects.filter(key__regex=r"^dieu-[0-9]+[a-z]")
    for summary in summaries.iterator():
        number = summary.key.removeprefix("dieu-").split(".")[0].replace("dd", "đ")
        digits = "".join(char for char in number if char.isdigit())
        summary.number = number
        summary.ordinal = int(digits) * 100 + _LETTERS.find(number[len(digits)]) + 1
        summary.save(update_fields=["number", "ordinal"])


class Migration(migrations.Migration):
    dependencies = [("legal_library", "0013_questions_asked_by_mail")]

    operations = [migrations.RunPython(name_anew, migrations.RunPython.noop)]
