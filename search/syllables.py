"""What a Vietnamese syllable without marks can look like, and what keyboards leave behind of one. Pure.

Telex writes tones and hats as letters ("khieeus"), VNI as digits ("khie6u1"); a keyboard that is off leaves them in.
Only what cannot be a syllable is read that way, so no word is ever lost.
"""

import re
from functools import lru_cache

_ONSETS = "b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in
inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot u ua uan
uang uat uay uc ue uech uen uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh
uyt uyu y yem yen yet yeu
"""
SYLLABLES = frozenset(onset + rime for onset in ["", *_ONSETS.split()] for rime in _RIMES.split())
_DOUBLED = (("aa", "a"), ("ee", "e"), ("oo", "o"), ("dd", "d"), ("w", ""))
_TONES = "sfrxj"
_VNI = re.compile(r"[a-z]+(?:[1-9][a-z]*)+")
_MOST_PARTS = 4


def is_syllable(word: str) -> bool:
    return word in SYLLABLES


@lru_cache(maxsize=4096)
def keyboard_residue(word: str) -> str:
    """The syllable behind Telex or VNI keys left in a folded word; "" when there is none."""
    if word in SYLLABLES or len(word) < 3:
        return ""
    if _VNI.fullmatch(word):
        plain = re.sub(r"\d", "", word)
        return plain if len(plain) > 1 and plain in SYLLABLES else ""
    if not word.isalpha():
        return ""
    plain = word
    for doubled, single in _DOUBLED:
        plain = plain.replace(doubled, single)
    if plain in SYLLABLES:
        return plain
    shorter = (plain[:at] + plain[at + 1 :] for at in range(len(plain) - 1, 0, -1) if plain[at] in _TONES)
    return next((short for short in shorter if short in SYLLABLES), "")


@lru_cache(maxsize=4096)
def partings(word: str) -> tuple[tuple[str, ...], ...]:
    """Every way to read a glued word as two to four syllables: "khieunai" is ("khieu", "nai")."""
    found: list[tuple[str, ...]] = []

    def part(start: int, parts: tuple[str, ...]) -> None:
        if start == len(word):
            found.extend([parts] if len(parts) > 1 else [])
        elif len(parts) < _MOST_PARTS:
            for end in range(start + 1, min(len(word), start + 7) + 1):
                if word[start:end] in SYLLABLES:
                    part(end, (*parts, word[start:end]))

    if 4 <= len(word) <= 24 and word.isascii() and word.isalpha():
        part(0, ())
    return tuple(found)


@lru_cache(maxsize=4096)
def one_slip_away(word: str) -> frozenset[str]:
    """Syllables one slip from this word: a letter left out, doubled, mistaken, or two swapped."""
    letters = "abcdeghiklmnopqrstuvxy"
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    slips = {head + tail[1:] for head, tail in cuts if tail}
    slips |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    slips |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    slips |= {head + letter + tail for head, tail in cuts for letter in letters}
    return frozenset((slips & SYLLABLES) - {word})
