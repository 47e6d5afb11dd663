"""The mission's own questions over the acts it lives by: what citizens ask of complaints, denunciations, reception."""

import os
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from search import engines, indexing, starter
from search.evaluate import Judged, judged_of, measure
from search.models import JudgedQuestion

pytestmark = [pytest.mark.shared_data, pytest.mark.django_db]

LEAST_TUNED, LEAST_HELD_OUT, LEAST_UNSEEN = 0.80, 0.72, 0.68


@pytest.fixture
def shelf(tmp_path: Path, settings: object) -> None:
    folder = Path(os.environ.get("SHARED_DATA", ""), "law")
    if not folder.exists():
        pytest.skip("SHARED_DATA holds no law")
    settings.PORTAL_DATA, settings.ELASTICSEARCH_URL = tmp_path, ""
    call_command("load_starter")
    call_command("import_documents", str(folder))
    indexing.rebuild("embedded", engines.local())


@time_machine.travel("2026-11-26")
def test_the_answer_of_the_law_stands_high_for_everyday_words(shelf: None) -> None:
    judged = [judged_of(row) for row in starter.judged()]
    for held_out, least in ((False, LEAST_TUNED), (True, LEAST_HELD_OUT)):
        part: list[Judged] = [item for item in judged if item.held_out is held_out]
        figures = measure(part, engines.local(), engines.local())
        assert figures.ndcg_at_10 >= least, figures
    assert JudgedQuestion.objects.filter(group=starter.GROUP).count() == len(judged)
    unseen = measure(map(judged_of, starter.judged(starter.UNSEEN)), engines.local(), engines.local())
    assert unseen.questions >= 80
    assert unseen.ndcg_at_10 >= LEAST_UNSEEN, unseen
