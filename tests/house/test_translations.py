"""Every text a citizen can meet has its English, and each English keeps the placeholders of the Vietnamese."""

import re

import polib
import pytest

from portal import translations
from tests import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")


def test_every_public_text_has_its_english() -> None:
    assert [f"{text.place}: {text.words}" for text in messages.missing()] == []


@pytest.mark.parametrize("path", list(translations.catalogues()), ids=lambda path: path.parts[-4])
def test_an_english_text_keeps_the_placeholders_of_its_vietnamese(path) -> None:
    catalogue = polib.pofile(str(path))
    different = [
        entry.msgid
        for entry in catalogue.translated_entries()
        if not entry.msgid_plural
        and sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(entry.msgstr))
    ]
    assert different == []


def test_the_reader_of_templates_sees_every_form_of_text() -> None:
    source = """{% translate "Gửi đơn" %}{% translate 'Tra cứu' as x %}{% include "a" with title=_("Lịch") %}
    {% blocktranslate with n=page.count trimmed %}
      Trang {{ n }}
      còn lại
    {% endblocktranslate %}{% blocktranslate count n=n %}{{ n }} tệp{% plural %}{{ n }} tệp{% endblocktranslate %}"""
    assert list(messages.in_template(source)) == ["Gửi đơn", "Tra cứu", "Lịch", "Trang %(n)s còn lại", "%(n)s tệp"]


def test_the_reader_of_code_sees_every_form_of_text() -> None:
    source = 'a = _("Một")\nb = gettext_lazy("Hai")\nc = ngettext("Ba", "Ba", 3)\nd = pgettext("nơi", "Bốn")\ne = f(_)'
    assert sorted(messages.in_code(source)) == ["Ba", "Bốn", "Hai", "Một"]


def test_a_catalogue_is_compiled_whole_and_only_when_it_changed(tmp_path) -> None:
    folder = tmp_path / "room" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Đơn"\nmsgstr "Petition"\n'
    )
    assert [path.name for path in translations.build(tmp_path)] == ["django.mo"]
    assert translations.build(tmp_path) == []
    assert polib.mofile(str(folder / "django.mo")).find("Đơn").msgstr == "Petition"
