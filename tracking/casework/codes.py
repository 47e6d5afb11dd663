"""The citizen's secret code: derived from the form's secret token, checked for typing mistakes, stored as a MAC only.

Pure: keys come as arguments. 75 bits as 15 Crockford symbols, and one check symbol over GF(32): the word of 16 symbols
is a code word when the sum of symbol x alpha^position is zero. Position weights are all different and never zero,
so every single wrong symbol and every exchange of two different symbols, neighbours or not, is seen.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import unicodedata
from functools import reduce

from .typed_codes import keys_pressed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SYMBOLS = 15
LENGTH = RANDOM_SYMBOLS + 1
GROUP = 4
# Compared when nothing well-formed was typed, so that a mistyped code costs the same work as a wrong one (R05).
NOBODYS_CODE = "0000-0000-0000-0000"
# Longer input is no code however it is spaced; the bound keeps normalising cheap for anything posted.
LONGEST_INPUT = 64

_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−_.·]+")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_TOKEN_BYTES = 16
_REDUCTION = 0b100101  # x^5 + x^2 + 1, primitive: alpha = 2 has order 31


def new_token() -> str:
    """A form's secret: 128 random bits as 22 URL-safe characters."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def is_token(text: str) -> bool:
    """True for text `new_token` could have made; other spellings of the same bits are refused."""
    if not _TOKEN.fullmatch(text):
        return False
    try:
        raw = base64.urlsafe_b64decode(text + "==")
    except binascii.Error:
        return False
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == text


def code_from_token(token: str, key: bytes) -> str:
    """The code of a form: the same token and key give the same code, `7K2M-94QX-…`."""
    return _code(b"portal code\0" + token.encode(), key)


def draft_code_from_token(token: str, key: bytes) -> str:
    """The code that opens a half-filled form again: another namespace, so it tells nothing of the form's later code."""
    return _code(b"draft code\0" + token.encode(), key)


def booking_code_from_token(token: str, key: bytes) -> str:
    """The code that opens a booked turn again, to see or cancel it."""
    return _code(b"booking code\0" + token.encode(), key)


def own_code_from_token(token: str, place: int, key: bytes) -> str:
    """The code of one of several petitioners of a form: `place` is 2 for the second, and so on."""
    return _code(b"code of one petitioner\0" + token.encode() + b"\0" + str(place).encode(), key)


def check_symbol(symbols: str) -> str:
    """The sixteenth symbol of 15 others; its own weight is 1, so it is their weighted sum."""
    return ALPHABET[_weighted_sum(symbols)]


def normalise(text: str) -> str | None:
    """The code as we write it, whatever case, spaces, hyphens or look-alikes were typed, with a Vietnamese input method
    on or off; None when mistyped."""
    typed = unicodedata.normalize("NFKC", text[: LONGEST_INPUT + 1]).upper()
    if len(typed) > LONGEST_INPUT:
        return None
    found = {_code_word(_SEPARATORS.sub("", keys)) for keys in (typed, *keys_pressed(typed))} - {None}
    return found.pop() if len(found) == 1 else None


def _code_word(symbols: str) -> str | None:
    """The code these sixteen symbols are, look-alikes put right; None when they are none."""
    symbols = symbols.translate(_LOOK_ALIKES)
    if len(symbols) != LENGTH or any(symbol not in _VALUES for symbol in symbols):
        return None
    return _grouped(symbols) if check_symbol(symbols[:-1]) == symbols[-1] else None


def mac(code: str, key: bytes) -> str:
    """What the database keeps of a code in the form `normalise` gives: 64 hexadecimal digits."""
    return hmac.digest(key, b"code at rest\0" + code.encode(), hashlib.sha256).hex()


def token_mac(token: str, key: bytes) -> str:
    """What the database keeps of a form's token."""
    return hmac.digest(key, b"token at rest\0" + token.encode(), hashlib.sha256).hex()


def draft_mac(code: str, key: bytes) -> str:
    """What the database keeps of a draft's code; a look-up code never equals one here, whatever its symbols."""
    return hmac.digest(key, b"draft code at rest\0" + code.encode(), hashlib.sha256).hex()


def booking_mac(code: str, key: bytes) -> str:
    """What the database keeps of a booking's code; neither a look-up code nor a draft's ever equals one here."""
    return hmac.digest(key, b"booking code at rest\0" + code.encode(), hashlib.sha256).hex()


def last_group(code: str) -> str:
    """The group a citizen types back before leaving the receipt."""
    return code[-GROUP:]


def _code(purpose: bytes, key: bytes) -> str:
    bits = int.from_bytes(hmac.digest(key, purpose, hashlib.sha256)[:10], "big") >> 5
    symbols = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(RANDOM_SYMBOLS)))
    return _grouped(symbols + check_symbol(symbols))


def _grouped(symbols: str) -> str:
    return "-".join(symbols[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _weighted_sum(symbols: str) -> int:
    """Horner's rule over GF(32), last symbol of weight alpha: the check symbol then has weight 1."""
    return reduce(lambda total, symbol: _times_alpha(total ^ _VALUES[symbol]), symbols, 0)


def _times_alpha(value: int) -> int:
    doubled = value << 1
    return doubled ^ _REDUCTION if doubled & 32 else doubled
