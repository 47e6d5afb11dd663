"""Whatever a citizen can meet in casework has its English."""

import polib
import pytest

from .source_strings import CATALOGUE, ROOT, all_strings, constants

# The papers keep their own catalogue; a few common words stand in the portal's.
CATALOGUES = [CATALOGUE, *sorted((ROOT / "locale").glob("*/en/LC_MESSAGES/django.po"))]


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    entries = [entry for path in CATALOGUES for entry in polib.pofile(str(path)) if not entry.obsolete]
    return {entry.msgid: entry.msgstr or entry.msgstr_plural.get(1, "") for entry in entries}


def test_there_are_strings_to_translate():
    assert len(all_strings()) > 400


def test_every_string_has_its_english(english):
    assert sorted(text for text in all_strings() if not english.get(text)) == []


def test_no_translation_loses_or_invents_a_place(english):
    for text in all_strings():
        assert places(text) == places(english[text]), text


def places(text: str) -> set[str]:
    return {part.split(")s")[0] for part in text.split("%(")[1:] if ")s" in part}


def test_the_catalogue_holds_nothing_nobody_shows():
    unused = {entry.msgid for entry in polib.pofile(str(CATALOGUE))} - all_strings() - constants()
    assert unused == set()
