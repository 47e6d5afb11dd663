"""No type of page for strangers without a sample that is looked at in a browser."""

from __future__ import annotations

from pathlib import Path

from tests.browser.page_types import MAILED, NO_PAGE, SAMPLES, WALKED, public_types

BROWSER = Path(__file__).resolve().parent.parent / "browser"


def test_every_type_of_page_has_a_sample_or_a_reason():
    known = {name.partition(".")[0] for name in SAMPLES} | MAILED | set(WALKED) | set(NO_PAGE)
    assert public_types() == known


def test_what_only_a_walk_can_open_is_opened_by_one():
    told = "\n".join(path.read_text("utf-8") for path in BROWSER.glob("test_*.py"))
    for name, picture in WALKED.items():
        assert f'meets("{picture}")' in told, name
