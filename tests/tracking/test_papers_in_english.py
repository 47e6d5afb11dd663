"""Every public sentence about papers has its English."""

import ast
import re
from pathlib import Path

import polib
import pytest

from tracking.casework.files import attachments, refusals
from tracking.casework.printed import receipt

CATALOGUE = Path(__file__).parents[2] / "locale/papers/en/LC_MESSAGES/django.po"
PLACE = re.compile(r"%\((\w+)\)s")


def constants(module) -> list[str]:
    return [value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)]


def marked(module) -> list[str]:
    """The texts inside `_()` and `ngettext()` of a module."""
    tree = ast.parse(Path(module.__file__).read_text())
    calls = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}
    )
    return [call.args[0].value for call in calls]


ENGLISH = {entry.msgid: entry.msgstr or entry.msgstr_plural[1] for entry in polib.pofile(str(CATALOGUE))}


@pytest.mark.parametrize("sentence", [*constants(refusals), *constants(attachments), *marked(receipt)])
def test_a_sentence_has_its_english_with_the_same_places(sentence):
    assert ENGLISH.get(sentence)
    assert sorted(PLACE.findall(ENGLISH[sentence])) == sorted(PLACE.findall(sentence))


def test_the_catalogue_holds_nothing_that_is_no_longer_said():
    assert set(ENGLISH) == {*constants(refusals), *constants(attachments), *marked(receipt)}
