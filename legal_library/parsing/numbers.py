"""Numbers of provisions: Roman and Arabic, inserted ones (11a), and the letters of points in Vietnamese order."""

import re

# No f, j, w, z; đ stands after d.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMBER = re.compile(r"(\d{1,4})([a-zđ]?)$")


def roman_or_arabic(text: str) -> int | None:
    """12 of "12" or "XII"; scans write l and 1 for I. None when it is no number."""
    if text.isdigit():
        return int(text)
    values = [_ROMAN.get(char) for char in text.upper().replace("L", "I") if char] if text else []
    if not values or None in values or len(values) > 12:
        return None
    numbers = [value for value in values if value]
    return sum(-a if a < b else a for a, b in zip(numbers, [*numbers[1:], 0], strict=True))


def split_number(text: str) -> tuple[int, str]:
    """(11, "a") of "11a"; (0, "") when it is none."""
    match = _NUMBER.match(text.lower())
    return (int(match[1]), match[2]) if match else (0, "")


def follows(last: str, number: str, gap: int = 3) -> bool:
    """Whether a number may stand after another in a list: the next, an inserted one, or after a few lost ones."""
    before, now = split_number(last), split_number(number)
    if not now[0]:
        return False
    if before[0] == now[0]:
        return _letter_follows(before[1], now[1])
    return 0 < now[0] - before[0] <= gap


def _letter_follows(last: str, letter: str) -> bool:
    if not letter:
        return False
    return POINT_LETTERS.find(letter) > (POINT_LETTERS.find(last) if last else -1)


def next_letter(last: str, letter: str, gap: int = 4) -> str | None:
    """The letter this point has after the last one, or None when it does not belong to the list.

    A scan that lost the bar of đ shows d twice: the second is đ.
    """
    if not last:
        return letter if letter == "a" else None
    before, now = POINT_LETTERS.find(last), POINT_LETTERS.find(letter)
    if letter == last == "d":
        return "đ"
    return letter if 0 < now - before <= gap else None


def key_letter(letter: str) -> str:
    """The letter in an address: plain ASCII, so đ is written dd."""
    return letter.replace("đ", "dd")
