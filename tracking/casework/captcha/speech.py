"""The question as speech: short recordings (`make_captcha_sounds`) joined by the standard library."""

import io
import wave
from functools import cache
from pathlib import Path

from .questions import Question

FOLDER = Path(__file__).parent / "sounds"
FRAMES_A_SECOND = 8000
BYTES_A_FRAME = 2
PAUSE = bytes(FRAMES_A_SECOND * BYTES_A_FRAME * 3 // 10)


@cache
def recording(language: str, name: str) -> bytes:
    """The bare frames of one word: mono, 16 bit, 8 kHz."""
    with wave.open(str(FOLDER / language / f"{name}.wav")) as clip:
        frames: bytes = clip.readframes(clip.getnframes())
    return frames


def spoken(question: Question, language: str) -> bytes:
    """A whole WAV file saying the question, with a pause after every word; the same bytes each time it is asked for."""
    out = io.BytesIO()
    with wave.open(out, "wb") as joined:
        joined.setnchannels(1)
        joined.setsampwidth(BYTES_A_FRAME)
        joined.setframerate(FRAMES_A_SECOND)
        joined.writeframes(PAUSE + PAUSE.join(recording(language, word) for word in question.said) + PAUSE)
    return out.getvalue()
