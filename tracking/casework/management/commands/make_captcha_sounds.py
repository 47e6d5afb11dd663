"""Record the words of the spoken questions anew, with espeak-ng. Needed only when a word changes."""

from __future__ import annotations

import array
import math
import subprocess
import tempfile
import wave
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracking.casework.captcha.questions import NUMBERS, PHRASES
from tracking.casework.captcha.speech import FOLDER, FRAMES_A_SECOND

VOICES = {"vi": "vi", "en": "en-gb"}
WORDS_A_MINUTE = 105
SILENT_BELOW = 120  # of 32767: what counts as silence at both ends of a recording
TAPS = 32


def resample(samples: array.array[int], rate: int) -> array.array[int]:
    """To 8 kHz with a windowed-sinc low pass, so that hissing sounds do not fold back as noise."""
    step = rate / FRAMES_A_SECOND
    out = array.array("h")
    for position in range(int(len(samples) / step)):
        centre = position * step
        first = max(0, int(centre) - TAPS)
        total = weight = 0.0
        for index in range(first, min(len(samples), int(centre) + TAPS)):
            distance = (index - centre) / step
            tap = math.sin(math.pi * distance) / (math.pi * distance) if distance else 1.0
            tap *= 0.5 + 0.5 * math.cos(math.pi * (index - centre) / TAPS)
            total += samples[index] * tap
            weight += tap
        out.append(max(-32768, min(32767, round(total / weight))))
    return out


def trimmed(samples: array.array[int]) -> array.array[int]:
    loud = [index for index, value in enumerate(samples) if abs(value) > SILENT_BELOW]
    if not loud:
        raise CommandError("espeak-ng gave silence: is its voice installed?")
    return samples[loud[0] : loud[-1] + 1]


def record(language: str, text: str, target: Path) -> None:
    with tempfile.NamedTemporaryFile(suffix=".wav") as raw:
        command = ["espeak-ng", "-v", VOICES[language], "-s", str(WORDS_A_MINUTE), "-w", raw.name, text]
        subprocess.run(command, check=True)  # noqa: S603 – fixed words, no shell
        with wave.open(raw.name) as clip:
            rate = clip.getframerate()
            samples = array.array("h", clip.readframes(clip.getnframes()))
    target.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(target), "wb") as clip:
        clip.setparams((1, 2, FRAMES_A_SECOND, 0, "NONE", ""))
        clip.writeframes(trimmed(resample(samples, rate)).tobytes())


class Command(BaseCommand):
    help = "Thu lại các đoạn âm thanh của câu hỏi kiểm tra (cần espeak-ng)."

    def handle(self, *args: Any, **options: Any) -> None:
        for language in VOICES:
            words = {str(number): word for number, word in enumerate(NUMBERS[language])} | PHRASES[language]
            for name, text in words.items():
                record(language, text, FOLDER / language / f"{name}.wav")
        self.stdout.write(f"{len(list(FOLDER.rglob('*.wav')))} đoạn âm thanh trong {FOLDER.name}/")
