"""Guidance in search: found in its language, and every change announced."""

from collections.abc import Iterator

import pytest
from wagtail.models import Page

from legal_library import starter as library
from legal_library.models import Act
from portal.models import GuidancePage
from portal.search_sources import GuidanceSource
from search.interface import entries_changed, sources

pytestmark = [pytest.mark.usefixtures("starter_pages"), pytest.mark.django_db]


@pytest.fixture
def announced() -> Iterator[list[tuple[str, ...]]]:
    heard: list[tuple[str, ...]] = []

    def hear(sender: str, keys: tuple[str, ...], **_kwargs: object) -> None:
        if sender == "guidance":
            heard.append(keys)

    entries_changed.connect(hear)
    yield heard
    entries_changed.disconnect(hear)


def guide(language: str = "vi") -> GuidancePage:
    return GuidancePage.objects.get(slug="bon-loai-don", locale__language_code=language)


def test_the_source_is_known_to_search():
    assert isinstance(sources()["guidance"], GuidanceSource)


def test_a_page_is_one_entry_a_language_with_its_words():
    source = GuidanceSource()
    entries = {(entry.language, entry.url): entry for entry in source.entries(list(source.keys()))}
    vietnamese = entries["vi", "/huong-dan/bon-loai-don/"]
    assert "niêm phong" in vietnamese.body
    assert "Mẫu số 01" in vietnamese.body
    assert "<p>" not in vietnamese.body
    assert "sealed" in entries["en", "/huong-dan/bon-loai-don/"].body


def test_publishing_and_unpublishing_are_announced(announced: list[tuple[str, ...]]):
    page = guide()
    announced.clear()
    page.save_revision().publish()
    page.unpublish()
    assert announced == [(str(page.pk),), (str(page.pk),)]
    assert list(GuidanceSource().entries([str(page.pk)])) == []


def test_a_deleted_page_is_announced(announced: list[tuple[str, ...]]):
    key = str(guide().pk)
    announced.clear()
    Page.objects.get(pk=int(key)).delete()
    assert (key,) in announced


def test_a_new_address_of_the_section_is_announced_for_all_below(
    announced: list[tuple[str, ...]], django_capture_on_commit_callbacks
):
    index = guide().get_parent().specific
    announced.clear()
    index.slug = "cam-nang"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()
    assert any(str(guide().pk) in keys for keys in announced)


def test_what_is_no_key_finds_nothing():
    assert list(GuidanceSource().entries(["x", "999999", ""])) == []


def test_guidance_is_found_under_the_fields_of_the_acts_it_rests_on():
    library.load()
    land = GuidancePage.objects.get(slug="dat-bi-thu-hoi", locale__language_code="vi")
    (entry,) = GuidanceSource().entries([str(land.pk)])
    assert "Khiếu nại" in entry.topics
    assert len(set(entry.topics)) == len(entry.topics)


def test_guidance_on_acts_the_library_does_not_hold_has_no_field():
    Act.objects.all().delete()
    (entry,) = GuidanceSource().entries([str(guide().pk)])
    assert entry.topics == ()
