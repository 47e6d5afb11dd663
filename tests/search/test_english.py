"""Every word of the results page has its English."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client

from .conftest import Shelf
from .test_views import page, shelf  # noqa: F401 - a fixture

ROOT = Path(settings.BASE_DIR)
CODE = ("search/views.py", "search/finding.py", "search/missed.py", "search/templatetags/hits.py")


def strings() -> set[str]:
    found: set[str] = set()
    for template in (ROOT / "templates" / "search").glob("*.html"):
        text = template.read_text()
        found |= set(re.findall(r'{% translate ["\'](.+?)["\'] %}', text))
        blocks = re.findall(r"{% blocktranslate[^%]*%}(.*?){% (?:plural|endblocktranslate) %}", text, re.DOTALL)
        found |= {re.sub(r"{{ (\w+) }}", r"%(\1)s", block) for block in blocks}
    for module in CODE:
        found |= set(re.findall(r'(?:gettext_lazy|_)\("(.+?)"\)', (ROOT / module).read_text()))
    return found


def test_every_string_is_translated_and_none_is_left_over() -> None:
    catalogue = polib.pofile(str(ROOT / "locale/search/en/LC_MESSAGES/django.po"))
    translated = {entry.msgid for entry in catalogue if entry.msgstr or all(entry.msgstr_plural.values())}
    assert strings() == translated
    assert len(translated) > 30


@pytest.mark.django_db
def test_an_english_reader_is_spoken_to_in_english(client: Client, shelf: dict[str, Shelf]) -> None:  # noqa: F811
    body = page(client, "điều 28 luật khiếu nại", path="/en/tim-kiem/")
    assert "Go straight to" in body
    assert "Article 28" in body
    assert "entries contain words of your question" in body
