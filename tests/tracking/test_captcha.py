"""One question, one attempt, for one form; easy for a person."""

import pytest
from captcha.models import CaptchaStore
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework import codes
from tracking.casework.captcha import challenges as captcha

db = pytest.mark.django_db


@pytest.fixture
def token() -> str:
    return codes.new_token()


def asked() -> tuple[str, str]:
    """Key and right answer of a fresh question."""
    key = CaptchaStore.generate_key()
    return key, CaptchaStore.objects.get(hashkey=key).response


def judge(token: str, key: str, typed: str, bond: str | None = None) -> bool:
    field = captcha.QuestionField()
    field.widget.token = token
    try:
        field.clean([key, typed, captcha.bond(token, key) if bond is None else bond])
    except ValidationError:
        return False
    return True


@db
def test_a_right_answer_passes_once(token):
    key, answer = asked()
    assert judge(token, key, answer)
    assert not judge(token, key, answer)


@db
def test_a_wrong_answer_spends_the_question(token):
    key, answer = asked()
    assert not judge(token, key, "999999")
    assert not judge(token, key, answer)
    assert not CaptchaStore.objects.filter(hashkey=key).exists()


@db
def test_an_empty_answer_does_not_pass_even_by_a_store_without_one(token):
    store = CaptchaStore.objects.create(challenge="?", response="")
    assert not judge(token, store.hashkey, "")


@db
def test_a_question_answers_only_for_the_form_it_was_made_for(token):
    key, answer = asked()
    assert not judge(codes.new_token(), key, answer, bond=captcha.bond(token, key))
    assert judge(token, key, answer), "a stranger's attempt must not spend it"


@db
def test_a_question_ends_with_its_time(token):
    key, answer = asked()
    CaptchaStore.objects.update(expiration=timezone.now())
    assert captcha.question_of(key) is None
    assert not judge(token, key, answer)


@db
def test_the_librarys_test_mode_opens_nothing(token, monkeypatch):
    monkeypatch.setattr("captcha.conf.settings.CAPTCHA_TEST_MODE", True)
    key, _answer = asked()
    assert not judge(token, key, "passed")


@db
def test_old_questions_are_pruned():
    asked()
    CaptchaStore.objects.update(expiration=timezone.now())
    key, _answer = asked()
    captcha.prune()
    assert [store.hashkey for store in CaptchaStore.objects.all()] == [key]


@db
def test_the_question_is_said_in_the_language_of_the_page(client, token):
    key, _answer = asked()
    sounds = [client.get(f"{prefix}/gui-don/am-thanh/{key}.wav") for prefix in ("", "/en")]
    bodies = [b"".join(sound.streaming_content) for sound in sounds]
    assert all(
        sound["Content-Type"] == "audio/wav" and body[:4] == b"RIFF" for sound, body in zip(sounds, bodies, strict=True)
    )
    assert bodies[0] != bodies[1]


@db
def test_a_player_may_ask_for_a_part(client):
    key, _answer = asked()
    part = client.get(f"/gui-don/am-thanh/{key}.wav", headers={"range": "bytes=0-99"})
    assert part.status_code == 206
    assert len(b"".join(part.streaming_content)) == 100


@db
def test_a_spent_question_has_no_sound(client):
    assert client.get("/gui-don/am-thanh/khongco.wav").status_code == 410


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("7", "7"), (" bảy ", "7"), ("BẢY", "7"), ("bay", "7"), ("seven", "7"), ("７", "7"), ("4 7 2", "472"),
     ("bốn, bảy, hai", "472"), ("07", "7"), ("", ""), ("không biết", "0biet")],
)  # fmt: skip
def test_figures_are_read_however_they_are_typed(typed, meant):
    assert captcha.in_figures(typed) == meant


@given(st.text(max_size=60))
def test_nothing_typed_breaks_the_reading(typed):
    assert isinstance(captcha.in_figures(typed), str)


def test_speech_knows_two_languages():
    with translation.override("en"):
        assert captcha.speech_language() == "en"
    with translation.override("fr"):
        assert captcha.speech_language() == "vi"
