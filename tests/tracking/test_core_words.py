"""What the core says to a citizen is said in English too."""

import inspect
import re

import polib
import pytest
from django.conf import settings

from tracking.casework.custodians import intake
from tracking.casework.grounds import GROUNDS
from tracking.casework.petition import FIELD_NAMES
from tracking.casework.workflow import STATE_NAMES
from tracking.casework.writing import correspondence

PO = settings.BASE_DIR / "locale" / "casework" / "en" / "LC_MESSAGES" / "django.po"
LEFT_THE_PORTAL = "Hồ sơ đã chuyển sang cơ quan ngoài cổng; xin liên hệ cơ quan đó."
TOLD = [
    *(ground.citizen_words for ground in GROUNDS),
    *(text for name, text in vars(intake).items() if name.startswith("_WHY")),
    *STATE_NAMES.values(),
    *FIELD_NAMES.values(),
    LEFT_THE_PORTAL,
]


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(PO))}


@pytest.mark.parametrize("words", sorted(set(TOLD)))
def test_words_for_the_citizen_have_english(english, words):
    assert english.get(words), words
    assert not re.search("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", english[words].lower())


def test_the_words_on_leaving_the_portal_are_those_of_the_code():
    assert LEFT_THE_PORTAL in inspect.getsource(correspondence)
