"""The guidance we ship: whole, short enough to read, every article alive, every page leading somewhere."""

import datetime as dt
import tomllib

import pytest
from django.test import Client

from legal_library import starter as library
from legal_library.models import Act, LawChange
from legal_library.signals import provisions_changed
from legal_library.used_here import uses_of
from portal.law_names import LawReference
from portal.models import GuidancePage, LawFlag, Situation
from portal.reading_level import measure
from portal.resting_on_law import flag_pages, settle, touches
from portal.starter_pages.guides import FOLDER
from tracking.casework.letters import starter as letters
from tracking.casework.models import LetterTemplate

pytestmark = pytest.mark.django_db

FILES = sorted(FOLDER.glob("*.toml"))
GUIDES = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
LAND = "/huong-dan/dat-bi-thu-hoi/"


@pytest.fixture
def portal(starter_pages: None, client: Client) -> Client:
    return client


def vietnamese() -> list[GuidancePage]:
    return list(GuidancePage.objects.filter(locale__language_code="vi").order_by("slug"))


def test_there_are_guides_for_every_situation_of_life(portal: Client):
    assert len(GUIDES) >= 12
    assert {page.situation for page in vietnamese()} == set(Situation)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide["slug"])
def test_a_guide_is_told_in_both_languages_and_leads_to_a_form_or_a_look_up(portal: Client, guide: dict):
    for prefix in ("", "/en"):
        answer = portal.get(f"{prefix}/huong-dan/{guide['slug']}/")
        assert answer.status_code == 200
        html = answer.content.decode()
        assert guide["title"][bool(prefix)] in html
        assert any(f'href="{prefix}{path}' in html for path in ("/gui-don/", "/tra-cuu/", "/lich-tiep-cong-dan/"))
        assert "chưa có bản dịch" not in html


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_guide_names_its_sources_and_rests_on_articles(path):
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert path.read_text(encoding="utf-8").startswith("# Sources: law.md")
    assert told["law"]
    steps = [step for part in told["part"] for step in part.get("steps", [])]
    assert len(steps) >= 2 or told["slug"] == "khieu-nai-hay-khoi-kien"


def test_every_guide_is_easy_to_read(portal: Client):
    levels = {page.slug: measure(page.plain_text()) for page in vietnamese() if page.slug != "bon-loai-don"}
    assert {slug: (level.name, level.too_long) for slug, level in levels.items() if level.is_hard} == {}
    assert max(level.mean for level in levels.values()) <= 16


def test_no_text_is_longer_than_its_field(portal: Client):
    for page in GuidancePage.objects.all():
        page.full_clean()
        page.body.stream_block.clean(page.body)


def test_every_article_a_guide_rests_on_opens(portal: Client):
    library.load()
    keys = {key for page in vietnamese() for key in page.rests_on()}
    assert len(keys) > 50
    dead = [
        key for key in sorted(keys) if portal.get(LawReference.read(key).address().split("#")[0]).status_code != 200
    ]
    assert dead == []


def test_terms_on_a_guide_follow_the_rules_of_the_day(portal: Client):
    html = " ".join(portal.get(LAND).content.decode().split())
    assert "90 ngày" in html
    assert "07 ngày làm việc" in html or "7 ngày làm việc" in html
    assert "việc phức tạp không quá 45 ngày" in html


def test_the_next_reception_and_lawyer_stand_on_every_guide(portal: Client):
    html = portal.get(LAND).content.decode()
    assert html.count('class="day"') == 2
    assert 'href="/luat-su/"' in html


def test_the_index_groups_by_what_has_happened(portal: Client):
    html = portal.get("/huong-dan/").content.decode()
    places = [html.index(f'id="nhom-{code}"') for code in Situation.values]
    assert places == sorted(places)
    for guide in GUIDES:
        assert f'href="/huong-dan/{guide["slug"]}/"' in html


@pytest.mark.parametrize(
    ("changed", "key", "concerned"),
    [
        ("dieu-9", "02/2011/QH13#dieu-9", True),
        ("dieu-9.khoan-1", "02/2011/QH13#dieu-9", True),
        ("dieu-9", "02/2011/QH13#dieu-9.khoan-1", True),
        ("", "02/2011/QH13#dieu-9", True),
        ("dieu-9.khoan-2", "02/2011/QH13#dieu-9.khoan-1", False),
        ("dieu-90", "02/2011/QH13#dieu-9", False),
        ("dieu-9", "25/2018/QH14#dieu-9", False),
    ],
)
def test_a_change_concerns_the_same_place_one_above_and_one_inside(changed: str, key: str, concerned: bool):
    assert touches("02/2011/QH13", changed, key) is concerned


def amended(place: str, kind: str = LawChange.Kind.AMENDED) -> LawChange:
    act = Act.objects.with_symbol("02/2011/QH13").get()
    return LawChange(act=act, key=place, kind=kind, ground="1/2027/QH16#dieu-1")


def test_a_changed_article_flags_its_pages_and_tells_their_readers(portal: Client, django_capture_on_commit_callbacks):
    library.load()
    with django_capture_on_commit_callbacks(execute=True):
        provisions_changed.send(sender=LawChange, changes=(amended("dieu-9"),))
    land = GuidancePage.objects.get(slug="dat-bi-thu-hoi", locale__language_code="vi")
    flag = LawFlag.objects.get(translation_key=land.translation_key)
    assert "Luật vừa thay đổi" in portal.get(LAND).content.decode()
    assert "The law has just changed" in portal.get(f"/en{LAND}").content.decode()
    assert "Luật vừa thay đổi" not in portal.get("/huong-dan/don-dang-o-dau/").content.decode()
    settle(flag, None)
    assert "Luật vừa thay đổi" not in portal.get(LAND).content.decode()


def test_one_change_flags_a_page_once_and_a_new_text_in_the_library_not_at_all(portal: Client):
    library.load()
    first = flag_pages([amended("dieu-9")])
    assert first > 3
    assert flag_pages([amended("dieu-9")]) == 0
    provisions_changed.send(sender=LawChange, changes=(amended("dieu-7", LawChange.Kind.TEXT),))
    assert LawFlag.objects.count() == first


def test_an_article_of_the_library_knows_which_guides_and_terms_rest_on_it(portal: Client):
    uses = uses_of("02/2011/QH13#dieu-27")
    guide = next(use for use in uses if use.url == LAND)
    assert (guide.kind, guide.name) == (
        "Hướng dẫn",
        next(g["title"][0] for g in GUIDES if g["slug"] == "dat-bi-thu-hoi"),
    )
    assert "Thời hạn" in {use.kind for use in uses}
    assert uses_of("02/2011/QH13#dieu-999") == []


def test_an_article_of_the_library_knows_the_letters_of_today_that_cite_it(portal: Client):
    letters.load()
    cited = LetterTemplate.objects.filter(citation="02/2011/QH13#dieu-27")
    today = {str(each) for each in cited.filter(valid_to=None)}
    assert today

    def named() -> set[str]:
        return {use.name for use in uses_of("02/2011/QH13#dieu-27") if use.kind == "Mẫu văn bản"}

    assert named() == today
    for each in cited:
        each.valid_to = dt.date(2026, 1, 1)
        each.save()
    assert named() == set()
