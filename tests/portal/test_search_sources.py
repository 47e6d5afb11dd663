"""Guidance in search: found in its language, and every change announced."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from legal_library import starter as library
from legal_library.models import Act
from portal.models import GuidancePage
from portal.search_sources import GuidanceSource
from search import engines, indexing, interface
from search.finding import search
from search.interface import Query, entries_changed, sources

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


def test_each_page_is_found_as_what_a_reader_takes_it_for():
    source = GuidanceSource()
    kinds = {entry.url: entry.kind for entry in source.entries(list(source.keys()))}
    assert kinds["/huong-dan/bon-loai-don/"] == "guidance"
    assert {kind for url, kind in kinds.items() if url.startswith("/tin-tuc/")} == {"news"}
    assert {kind for url, kind in kinds.items() if url.count("/") == 2} == {"page"}


def test_a_page_made_private_is_told_with_all_below_it_and_told_again_when_it_is_public(
    announced: list[tuple[str, ...]],
):
    page = guide()
    announced.clear()
    section = Page.objects.get(pk=page.get_parent().pk)
    restriction = PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert str(page.pk) in announced[-1]
    assert list(GuidanceSource().entries([str(page.pk)])) == []
    announced.clear()
    restriction.delete()
    assert str(page.pk) in announced[-1]
    assert len(list(GuidanceSource().entries([str(page.pk)]))) == 1


def test_a_private_page_leaves_suggestions_and_totals(
    client: Client, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings.PORTAL_DATA, settings.ELASTICSEARCH_URL = tmp_path, ""
    monkeypatch.setattr(interface, "_sources", {"guidance": GuidanceSource()})
    page, query = guide(), Query(text="bốn loại đơn", languages=("vi",))

    def offered() -> list[str]:
        told = client.get("/api/v1/suggest", {"q": page.title}).json()["suggestions"]
        return [offer["url"] for offer in told]

    indexing.follow("embedded", engines.local())
    before = search(query).page.total
    assert "/huong-dan/bon-loai-don/" in offered()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    indexing.follow("embedded", engines.local())
    assert "/huong-dan/bon-loai-don/" not in offered()
    assert search(query).page.total == before - 1
