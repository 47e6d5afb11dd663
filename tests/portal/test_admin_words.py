"""The admin speaks Vietnamese: our catalogue fits Wagtail's and leaves nothing our staff meet in English."""

import datetime as dt
import json
import re
from pathlib import Path

import polib
import pytest
import wagtail
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.timesince import timesince

PACKAGES = Path(wagtail.__file__).parent.parent
OURS = Path(settings.BASE_DIR) / "locale" / "admin" / "vi" / "LC_MESSAGES"
# Installed with Wagtail but not in INSTALLED_APPS, so nobody meets their words.
NOT_INSTALLED = (
    "contrib/forms",
    "search_promotions",
    "simple_translation",
    "styleguide",
    "table_block",
    "frontend_cache",
)


def english_catalogues():
    for app in ("wagtail", "wagtail_localize"):
        for path in (PACKAGES / app).glob("**/locale/en/LC_MESSAGES/*.po"):
            if not any(part in path.as_posix() for part in NOT_INSTALLED):
                yield path


def test_every_word_of_the_admin_has_its_vietnamese():
    ours = {
        name: {(entry.msgctxt, entry.msgid) for entry in polib.pofile(OURS / name)}
        for name in ("django.po", "djangojs.po")
    }
    missing = []
    for path in english_catalogues():
        theirs = path.parents[2] / "vi" / "LC_MESSAGES" / path.name
        known = (
            {(entry.msgctxt, entry.msgid) for entry in polib.pofile(theirs) if entry.translated()}
            if theirs.exists()
            else set()
        )
        known |= ours[path.name]
        missing += [
            entry.msgid
            for entry in polib.pofile(path)
            if not entry.obsolete and (entry.msgctxt, entry.msgid) not in known
        ]
    assert missing == []


@pytest.mark.parametrize("name", ["django.po", "djangojs.po"])
def test_every_placeholder_survives_translation(name):
    def marks(text):
        return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))

    for entry in polib.pofile(OURS / name):
        english = entry.msgid_plural or entry.msgid
        vietnamese = entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr
        assert marks(vietnamese) <= marks(english), entry.msgid
        assert entry.msgid_plural or marks(vietnamese) == marks(english), entry.msgid


@pytest.mark.django_db
def test_scripts_of_the_admin_get_vietnamese_too(client):
    catalogue = client.get("/admin/jsi18n/").content.decode()
    assert json.dumps("Thu gọn tất cả") in catalogue


@pytest.mark.django_db
def test_the_sign_in_page_speaks_vietnamese(client):
    page = client.get("/admin/login/").content.decode()
    assert "Đăng nhập" in page
    assert "Sign in" not in page


def test_how_long_ago_is_said_in_vietnamese() -> None:
    now = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
    with translation.override("vi"):
        said = [timesince(now - dt.timedelta(minutes=minutes), now) for minutes in (36, 60, 60 * 24, 60 * 24 * 7)]
    assert [words.replace("\xa0", " ") for words in said] == ["36 phút", "1 giờ", "1 ngày", "1 tuần"]


@pytest.mark.django_db
def test_who_signs_in_reads_good_vietnamese(client: Client):
    html = client.get("/admin/login/").content.decode()
    assert 'placeholder="Nhập tên đăng nhập"' in html
    assert re.search(r'for="id_password"[^>]*>\s*Mật khẩu', html)
    wrong = client.post("/admin/login/", {"username": "khong.co", "password": "sai-mat-khau"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in wrong
    assert "Password" not in html + wrong
