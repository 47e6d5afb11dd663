"""Short questions a person answers and a script stumbles over. Pure: no Django, no clock, no database.

A question is stored as the few signs the picture shows (`3+4=?`, `7,8,?`, `3 8 5`, `472`); text, speech and answer
follow from those signs, so the three can never disagree.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
Choose = Callable[[Sequence[T]], T]

NUMBERS = {
    "vi": ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
# What is said around the numbers; the key is the name of the recording.
PHRASES = {
    "vi": {
        "plus": "cộng",
        "minus": "trừ",
        "how_many": "bằng mấy?",
        "and_then": "rồi đến số mấy?",
        "largest": "Số nào lớn nhất:",
        "copy": "Xin viết lại bằng chữ số:",
    },
    "en": {
        "plus": "plus",
        "minus": "minus",
        "how_many": "is how many?",
        "and_then": "and then which number?",
        "largest": "Which number is the largest:",
        "copy": "Please write these as figures:",
    },
}
_SUM = re.compile(r"(\d+)\+(\d+)=\?")
_DIFFERENCE = re.compile(r"(\d+)-(\d+)=\?")
_NEXT = re.compile(r"(\d+),(\d+),\?")
_LARGEST = re.compile(r"(\d) (\d) (\d)")
_COPY = re.compile(r"(\d)(\d)(\d)")


@dataclass(frozen=True)
class Question:
    """`shown` is what the picture holds, `said` the words in order: numbers as digits, phrases by their key."""

    shown: str
    answer: str
    said: tuple[str, ...]

    def text(self, language: str) -> str:
        """The question as one sentence: "Ba cộng bốn bằng mấy?"."""
        numbers, phrases = NUMBERS[language], PHRASES[language]
        words = [numbers[int(word)] if word.isdigit() else phrases[word] for word in self.said]
        separator = " " if {"plus", "minus"} & set(self.said) else ", "
        sentence = separator.join(words).replace(":,", ":").rstrip("?")
        return sentence[0].upper() + sentence[1:] + ("." if self.said[0] == "copy" else "?")


def read(shown: str) -> Question | None:
    """The question behind the stored signs, or None when they are not ours."""
    if found := _SUM.fullmatch(shown):
        one, two = found.groups()
        return Question(shown, str(int(one) + int(two)), (one, "plus", two, "how_many"))
    if found := _DIFFERENCE.fullmatch(shown):
        one, two = found.groups()
        return Question(shown, str(int(one) - int(two)), (one, "minus", two, "how_many"))
    if found := _NEXT.fullmatch(shown):
        one, two = found.groups()
        return Question(shown, str(int(two) + 1), (one, two, "and_then"))
    if found := _LARGEST.fullmatch(shown):
        return Question(shown, max(found.groups()), ("largest", *found.groups()))
    if found := _COPY.fullmatch(shown):
        return Question(shown, shown, ("copy", *found.groups()))
    return None


def make(choose: Choose[int]) -> str:
    """New signs; `choose` picks from a sequence and must not be predictable."""
    digits = range(1, 10)
    one, two, three = (choose(digits) for _ in range(3))
    forms = (
        f"{one}+{two}=?",
        f"{max(one, two) + 1}-{min(one, two)}=?",
        f"{one},{one + 1},?",
        f"{one} {one % 9 + 1} {(one + two % 7 + 1) % 9 + 1}",
        f"{one}{two}{three}",
    )
    return forms[choose(range(len(forms)))]
