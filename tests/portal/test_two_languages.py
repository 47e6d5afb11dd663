"""A page in two languages with wagtail-localize: submitted, translated, published, its source changed, updated."""

import pytest
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from portal import staleness
from portal.models import GuidanceIndexPage, GuidancePage
from tracking.organisation.models import Person

pytestmark = pytest.mark.django_db

ADDRESS = "/huong-dan/mat-giay-hen/"
FIRST, SECOND = "Hỏi lại ở bộ phận một cửa.", "Hỏi lại ở quầy số 3."


@pytest.fixture
def portal(starter_pages: None, client: Client) -> Client:
    return client


@pytest.fixture
def page(portal: Client) -> GuidancePage:
    index = GuidanceIndexPage.objects.get(locale__language_code="vi")
    made = GuidancePage(title="Mất giấy hẹn", slug="mat-giay-hen", summary=FIRST, situation="officials")
    index.add_child(instance=made)
    made.save_revision().publish()
    return made


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def english() -> Locale:
    return Locale.objects.get(language_code="en")


def say(source: TranslationSource, words: dict[str, str]) -> None:
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                locale=english(),
                context_id=segment.context_id,
                defaults={"data": words[segment.string.data]},
            )


def behind() -> dict[str, str]:
    return {row.page.slug: row.why for row in staleness.behind()}


def test_the_whole_life_of_a_translation(page: GuidancePage, portal: Client, committed):
    # Not submitted: no English page, so the menu of languages falls back and the board lists it.
    assert behind()["mat-giay-hen"] == "chưa có bản tiếng Anh"

    # Submitted and not translated: the address lives, in Vietnamese, and says so.
    with committed():
        translate_object(page, [english()])
    source = TranslationSource.objects.get_for_instance(page)
    translation = Translation.objects.get(source=source, target_locale=english())
    assert translation.get_progress()[1] == 0

    # Translated and published: English words, both languages named to search engines.
    say(source, {"Mất giấy hẹn": "Lost appointment slip", "mat-giay-hen": "mat-giay-hen", FIRST: "Ask at the desk."})
    with committed():
        translation.save_target(publish=True)
    html = portal.get(f"/en{ADDRESS}").content.decode()
    assert "Lost appointment slip" in html
    assert "Ask at the desk." in html
    for language, address in (("vi", ADDRESS), ("en", f"/en{ADDRESS}")):
        assert f'hreflang="{language}"' in html
        assert f"http://testserver{address}" in html
    assert "mat-giay-hen" not in behind()

    # The source changes: the board lists it, and the English reader is told.
    page.refresh_from_db()
    page.summary = SECOND
    page.save_revision().publish()
    assert behind()["mat-giay-hen"] == "bản tiếng Việt đã đổi sau bản tiếng Anh"
    assert "The Vietnamese page has changed since" in portal.get(f"/en{ADDRESS}").content.decode()

    # Updated: only the changed sentence is missing; translated and published, the mark is gone.
    source.refresh_from_db()
    source.update_from_db()
    total, done = translation.get_progress()
    assert total - done == 1
    say(source, {SECOND: "Ask at desk 3."})
    with committed():
        translation.save_target(publish=True)
    html = portal.get(f"/en{ADDRESS}").content.decode()
    assert "Ask at desk 3." in html
    assert "has changed since" not in html
    assert "mat-giay-hen" not in behind()


def test_a_page_never_submitted_is_no_dead_address_in_english(page: GuidancePage, portal: Client):
    """Without an English twin the Vietnamese stands in, says so, and is kept out of search engines."""
    answer = portal.get(f"/en{ADDRESS}")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "has not been translated yet" in html
    assert FIRST in html
    assert '<meta name="robots" content="noindex">' in html


def test_an_english_address_of_nothing_is_still_not_found(portal: Client):
    assert portal.get("/en/huong-dan/khong-co/").status_code == 404
    assert Page.objects.filter(slug="khong-co").count() == 0


def test_an_english_list_offers_what_is_not_translated_yet_in_vietnamese(page: GuidancePage, portal: Client):
    html = portal.get("/en/huong-dan/").content.decode()
    assert f'href="/en{ADDRESS}"' in html
    assert f'<strong lang="vi">{page.title}</strong>' in html
    assert "In Vietnamese" in html
    assert "Bằng tiếng Việt" not in portal.get("/huong-dan/").content.decode()


def test_an_english_list_names_a_translated_page_once(page: GuidancePage, portal: Client, committed):
    source, _ = TranslationSource.get_or_create_from_instance(page)
    translate_object(page, [english()])
    say(source, {FIRST: "Ask again.", page.title: "Lost slip"})
    with committed():
        Translation.objects.get(source=source).save_target(publish=True)
    html = portal.get("/en/huong-dan/").content.decode()
    assert html.count(f'href="/en{ADDRESS}"') == 1
    assert page.title not in html


def test_a_translation_that_waits_for_approval_leaves_no_dead_address(page: GuidancePage, portal: Client):
    twin = page.copy_for_translation(english())
    assert not twin.live
    html = portal.get(f"/en{ADDRESS}").content.decode()
    assert "This page has not been translated yet" in html
    assert FIRST in html


@pytest.mark.filterwarnings("error::django.core.paginator.UnorderedObjectListWarning")
def test_the_list_of_translations_pages_through_in_an_order(page: GuidancePage, portal: Client):
    translate_object(page, [english()])
    portal.force_login(Person.objects.create_superuser("quan.tri.thu", password="x"))
    assert page.title in portal.get("/admin/localize/reports/translations/").content.decode()
