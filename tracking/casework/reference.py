"""The public reference of a case, for letters and the counter: says nothing of order, day or secret."""

import datetime as dt
import re
import secrets

from .codes import ALPHABET

RANDOM_SYMBOLS = 6
PATTERN = re.compile(rf"HP\d\d-[{ALPHABET}]{{{RANDOM_SYMBOLS}}}")


def new_reference(day: dt.date) -> str:
    """`HP26-7K2M94` for a petition of 2026. Uniqueness is the database's to judge; ask again when it objects."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_SYMBOLS))
    return f"HP{day.year % 100:02d}-{symbols}"
