"""Picture, text, speech and answer of a question never disagree."""

import io
import random
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework.captcha.questions import NUMBERS, PHRASES, make, read
from tracking.casework.captcha.speech import FOLDER, FRAMES_A_SECOND, spoken

seeds = st.integers(0, 2**32)


@pytest.mark.parametrize(
    ("shown", "text", "english", "answer"),
    [
        ("3+4=?", "Ba cộng bốn bằng mấy?", "Three plus four is how many?", "7"),
        ("9-4=?", "Chín trừ bốn bằng mấy?", "Nine minus four is how many?", "5"),
        ("7,8,?", "Bảy, tám, rồi đến số mấy?", "Seven, eight, and then which number?", "9"),
        ("3 8 5", "Số nào lớn nhất: ba, tám, năm?", "Which number is the largest: three, eight, five?", "8"),
        ("472", "Xin viết lại bằng chữ số: bốn, bảy, hai.", "Please write these as figures: four, seven, two.", "472"),
    ],
)
def test_each_form_reads_as_a_sentence(shown, text, english, answer):
    question = read(shown)
    assert (question.text("vi"), question.text("en"), question.answer) == (text, english, answer)


@given(seeds)
def test_whatever_is_made_can_be_read_answered_and_said(seed):
    shown = make(random.Random(seed).choice)
    question = read(shown)
    assert len(shown) <= 32, "the library's column"
    assert 0 < int(question.answer) < 1000
    for language in ("vi", "en"):
        assert question.text(language)
        with wave.open(io.BytesIO(spoken(question, language))) as sound:
            assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, FRAMES_A_SECOND)
            assert 1 <= sound.getnframes() / FRAMES_A_SECOND <= 12


@given(seeds)
def test_the_largest_number_is_there_once(seed):
    question = read(make(random.Random(seed).choice))
    if question.said[0] == "largest":
        assert question.said.count(question.answer) == 1


@given(st.text(max_size=32))
def test_foreign_signs_are_no_question_or_a_sayable_one(text):
    question = read(text)
    assert question is None or question.shown == text


def test_all_forms_turn_up():
    chooser = random.Random(7)
    first = {read(make(chooser.choice)).said[0].isdigit() for _ in range(50)}
    assert first == {True, False}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_word_has_its_recording(language):
    recorded = {path.stem for path in (FOLDER / language).glob("*.wav")}
    assert recorded == PHRASES[language].keys() | {str(value) for value in range(len(NUMBERS[language]))}
