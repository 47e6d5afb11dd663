import datetime as dt

from django.db import migrations


def enter_known_numbers(apps, schema_editor):
    """The numbers of the time before, letters first. Where two papers had the same one, the first keeps it here: what
    was issued stays as it is, and only the next paper is refused that number."""
    from tracking.casework.paper_numbers import halves, line_of  # noqa: PLC0415

    PaperNumber = apps.get_model("casework", "PaperNumber")

    def enter(agency_id, symbol, on, case_id, **whose):
        number, letters = halves(symbol)
        PaperNumber.objects.get_or_create(
            agency_id=agency_id,
            year=on.year,
            line=line_of(symbol),
            defaults={"number": number, "letters": letters, "on": on, "case_id": case_id, **whose},
        )

    for letter in apps.get_model("casework", "Letter").objects.exclude(symbol="").order_by("pk").iterator():
        enter(letter.agency_id, letter.symbol, letter.issued_on, letter.case_id, letter=letter)
    steps = apps.get_model("casework", "Event").objects.filter(kind="moved", agency__isnull=False)
    steps = steps.exclude(action__in=["ask_report", "result_reported"])  # they have no letter of the office's register
    for step in steps.order_by("seq").only("details", "at", "agency", "case").iterator():
        number = step.details.get("given", {}).get("number")
        if number and step.details.get("on"):
            enter(step.agency_id, number, dt.date.fromisoformat(step.details["on"]), step.case_id, step=step)


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0027_one_number_a_paper'),
    ]

    operations = [
        migrations.RunPython(enter_known_numbers, migrations.RunPython.noop),
    ]
