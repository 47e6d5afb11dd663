"""`docs/procedure.md` says what the code does."""

from django.conf import settings
from django.core.management import call_command

from tracking.casework.management.commands import write_procedure
from tracking.casework.workflow import TABLE
from tracking.casework.workflow.describing import procedure


def test_the_page_is_the_table():
    page = (settings.BASE_DIR / "docs" / "procedure.md").read_text(encoding="utf-8")
    assert page == procedure(), "run manage.py write_procedure"


def test_every_step_stands_in_it():
    page = procedure()
    assert all(f"`{step.action.value}` {step.title}" in page for step in TABLE)
    assert all(f"| {step.term_event} |" in page for step in TABLE if step.term_event)


def test_the_command_writes_it(monkeypatch, tmp_path):
    page = tmp_path / "procedure.md"
    monkeypatch.setattr(write_procedure, "PAGE", page)
    call_command("write_procedure")
    assert page.read_text(encoding="utf-8") == procedure()
