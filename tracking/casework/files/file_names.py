"""What a file may be called when it is shown again. Pure (R17).

The stored name is random and lives elsewhere; this is only the name people read.
"""

import re
import unicodedata

LONGEST = 150
LONGEST_BYTES = 240  # most disks stop at 255 bytes, and an officer must be able to save it
NAMELESS = "tep-khong-ten"

_SEPARATORS = re.compile(r"[/\\]+")
_FORBIDDEN = re.compile(r'[<>:"|?*%]+')
_RESERVED = re.compile(r"^(con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])$", re.IGNORECASE)
_SUFFIX = re.compile(r"^[a-z0-9]{1,10}$")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def suffix_of(name: str) -> str:
    """Last suffix, lower case without the dot; empty when the name has none."""
    stem, dot, last = _last_part(name).rstrip(". ").rpartition(".")
    last = last.strip().lower()
    return last if dot and stem.strip(". ") and _SUFFIX.match(last) else ""


def shown_name(name: str, suffix: str = "") -> str:
    """A safe name with exactly one dot, or none without a suffix.

    Path parts, control and direction marks, reserved device names, leading and trailing dots are gone; dots inside
    become hyphens, so `don.php.jpg` reads `don-php.jpg`. `suffix` (no dot) overrides the one in `name`.
    """
    suffix = suffix or suffix_of(name)
    stem = _tidy_stem(_last_part(name), suffix_of(name))
    tail = f".{suffix}" if suffix else ""
    return _shorten(stem, tail) + tail


def _last_part(name: str) -> str:
    visible = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _INVISIBLE)
    parts = [part for part in _SEPARATORS.split(visible) if part.strip(". ")]
    return parts[-1] if parts else ""


def _tidy_stem(last: str, old_suffix: str) -> str:
    last = last.rstrip(". ")
    if old_suffix:
        last = last.rpartition(".")[0]
    last = _FORBIDDEN.sub("-", last).strip(". ").replace(".", "-")
    # Normalised once more: taking a character away can bring a letter and its mark together.
    stem = unicodedata.normalize("NFC", " ".join(last.split())).strip("- ")
    if _RESERVED.match(stem):
        stem = f"tep-{stem}"
    return stem or NAMELESS


def _shorten(stem: str, tail: str) -> str:
    stem = stem[: LONGEST - len(tail)]
    room = LONGEST_BYTES - len(tail.encode())
    # Cut at a whole character; a stray combining mark at the end would be harmless, half a character would not.
    return stem.encode()[:room].decode(errors="ignore").rstrip("- ") or NAMELESS
