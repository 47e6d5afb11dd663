"""No type of page for strangers without a sample that is looked at in a browser."""

from __future__ import annotations

from pathlib import Path

from tests.browser.page_types import (
    MAILED,
    NO_PAGE,
    SAMPLES,
    STATES_OF_WALKS,
    STEPS_OF_WALKS,
    TROUBLE,
    WALKED,
    public_types,
)

ROOT = Path(__file__).resolve().parents[2]
BROWSER, TEMPLATES = ROOT / "tests" / "browser", ROOT / "templates"
# Templates of the desk and of Wagtail's admin; whole pages elsewhere are for strangers.
STAFFS = {"desk", "opening", "mail", "organisation", "wagtailadmin", "wagtailusers", "wagtail_localize"}
# Shown under the address of another name.
ELSEWHERE = {
    "casework/citizen/receipt_explained": "casework:receipt",
    "reception/open_booking": "reception:booked",
    "legal_library/follow_confirm": "legal_library:confirm_following",
    "reception/follow_confirm": "reception:confirm_following",
}


def test_every_type_of_page_has_a_sample_or_a_reason():
    known = {name.partition(".")[0] for name in SAMPLES} | MAILED | set(WALKED) | set(NO_PAGE)
    assert public_types() == known


def test_what_only_a_walk_can_open_is_opened_by_one():
    told = "\n".join(path.read_text("utf-8") for path in BROWSER.glob("test_*.py"))
    for name, picture in (WALKED | STEPS_OF_WALKS | STATES_OF_WALKS).items():
        assert f'meets("{picture}")' in told, name


def whole_pages() -> set[str]:
    """Templates that are a page of their own, by their path without its ending."""
    inside = (path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.html"))
    ours = (path for path in inside if not STAFFS & set(path.parts) and not path.name.startswith("_"))
    return {str(path.with_suffix("")) for path in ours if "{% extends" in (TEMPLATES / path).read_text("utf-8")[:200]}


def test_every_whole_page_is_opened_whatever_leads_to_it():
    """A page without an address of its own, such as an error's, is a type too."""
    names = {name.partition(".")[0].rpartition(":")[2].replace("_", "") for name in [*SAMPLES, *MAILED, *WALKED]}
    by_name = {page for page in whole_pages() if page.rpartition("/")[2].replace("_", "") in names}
    assert whole_pages() == by_name | set(TROUBLE) | set(STEPS_OF_WALKS) | set(ELSEWHERE)
    assert set(ELSEWHERE.values()) <= {*SAMPLES, *MAILED}
