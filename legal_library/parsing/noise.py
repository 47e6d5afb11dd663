"""Words that a scan or a keyboard spoilt: what can be no Vietnamese syllable, and known pairs with a wrong mark. Pure.

"Khiểu nại" and "chẩm dứt" are made of possible syllables; that they are slips shows only in the pair. Foreign words,
names and abbreviations are never doubted: only words in small letters with a Vietnamese mark are looked at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .document import Document, Node
from .pairs import MEANT_OTHERWISE, PAIRS

_MOST_TOLD = 30
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_QUALITY = {"\u0302": {"a": "â", "e": "ê", "o": "ô"}, "\u0306": {"a": "ă"}, "\u031b": {"o": "ơ", "u": "ư"}}
EDGES = " \t.,;:!?()[]{}<>/\\|\"'“”‘’«»…–—-+*=%_•"
_ONSETS = ("ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "qu", *"bcdđghklmnprstvx", "")
_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
    ê êch êm ên ênh êp êt êu êc êng i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan
    oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp
    ôt ơ ơi ơm ơn ơp ơt ơng u ua uc ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uâ uân uâng uât uây uê uêch uênh uy
    uya uych uyên uyêt uynh uyt uyu uyp ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêt yêu
    yêng yn ynh yt ych â ôông
    """.split()  # noqa: SIM905  a table to read
)
_STOPPED = ("c", "ch", "p", "t")
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")
_VOWELS = frozenset("aeiouyăâêôơư")
_CONSONANTS = frozenset("bcdđghklmnpqrstvx")
_LETTERS = _VOWELS | _CONSONANTS


@lru_cache(maxsize=65_536)
def parted(word: str) -> tuple[str, str]:
    """The letters of a word with their hats, and its tones wherever they stand: ("hoa", grave) of "hòa" and "hoà"."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tones.append(char)
        elif char in _QUALITY and letters:
            letters[-1] = _QUALITY[char].get(letters[-1], letters[-1] + char)
        else:
            letters.append(char)
    return "".join(letters), "".join(tones)


_BARE = str.maketrans("ăâđêôơư", "aadeoou")


def bare(word: str) -> str:
    """The word without any mark."""
    return parted(word)[0].translate(_BARE)


def _same(word: str) -> tuple[str, str]:
    """Two spellings people choose between are one: "lí" and "lý"."""
    letters, tones = parted(word)
    return (letters[:-1] + "i" if letters.endswith("y") and len(letters) == 2 else letters), tones


def is_syllable(word: str) -> bool:
    """Whether a word in small letters can be one Vietnamese syllable."""
    letters, tones = parted(word)
    if len(tones) > 1:
        return False
    for onset in _ONSETS:
        rime = letters[len(onset) :]
        if letters.startswith(onset) and (rime in _RIMES or (onset == "gi" and not rime)):
            return not (rime.endswith(_STOPPED) and tones not in _SHARP_OR_HEAVY)
    return False


_KNOWN: dict[tuple[str, str], set[tuple[tuple[str, str], tuple[str, str]]]] = {}
for _pair in (*PAIRS, *MEANT_OTHERWISE):
    _one, _other = _pair.split(" ")
    _KNOWN.setdefault((bare(_one), bare(_other)), set()).add((_same(_one), _same(_other)))
_FIRST = frozenset(first for first, _ in _KNOWN)
_GLUED = frozenset(pair.replace(" ", "") for pair in PAIRS)


@lru_cache(maxsize=65_536)
def _begins_pair(token: str) -> bool:
    word = token.lstrip(EDGES)
    return word.isalpha() and bare(word.lower()) in _FIRST


@lru_cache(maxsize=65_536)
def _no_word_in(token: str) -> str:
    """The word of a token when it can be none, else ""."""
    word = token.strip(EDGES)
    return word if word.islower() and word.isalpha() and _no_word(word) else ""


@lru_cache(maxsize=65_536)
def _spoilt_pair(token: str, after: str) -> str:
    """The two words when they are a known pair with another mark, else ""."""
    first, second = token.lstrip(EDGES), after.rstrip(EDGES)
    if not (second.isalpha() and second.islower() and (first[1:].islower() or len(first) == 1)):
        return ""
    if (first + second).isascii() or _no_word_in(second):  # a text or an address without any marks
        return ""
    known = _KNOWN.get((bare(first.lower()), bare(second)))
    wrong = known is not None and (_same(first.lower()), _same(second)) not in known
    return f"{first} {second}" if wrong else ""


def _no_word(word: str) -> bool:
    letters = parted(word)[0]
    if word.isascii() or not _LETTERS.issuperset(letters) or _VOWELS.isdisjoint(letters):
        return False
    half = len(word) // 2
    if word in _GLUED or (word[:half] == word[half:] and is_syllable(word[half:])):
        return True
    return not is_syllable(word) and not _is_loan(word) and word != "iốt"


def _is_loan(word: str) -> bool:
    """A foreign word written in Vietnamese letters is a string of syllables: "ôxít", "cácbon", "điôxin"."""
    reach = {0}
    for start in range(len(word)):
        if start in reach:
            ends = range(start + 1, min(len(word), start + 7) + 1)
            reach.update(end for end in ends if _is_loan_part(word[start:end], inside=start > 0))
    return len(word) in reach


def _is_loan_part(part: str, *, inside: bool) -> bool:
    """A part inside a word that begins with a vowel has no tone: "điôxin", but "ngưòi" is a slip."""
    if part.isascii() and len(part) == 1 and part not in "aeiouy":
        return True
    return is_syllable(part) and not (inside and part[0] not in _CONSONANTS and parted(part)[1])


def spoilt(text: str) -> list[str]:
    """Words of a text that are no words, and known pairs that stand there with another mark; each once."""
    tokens = text.split()
    each = set(tokens)
    found = [word for token in each if (word := _no_word_in(token))]
    first = {token for token in each if _begins_pair(token)}
    ahead = [at for at, token in enumerate(tokens) if token in first]
    tokens.append("")
    found += [words for at in ahead if (words := _spoilt_pair(tokens[at], tokens[at + 1]))]
    return list(dict.fromkeys(found))


def doubts_of_noise(document: Document) -> list[str]:
    """A sentence for each spoilt word with the places it stands in."""
    if not spoilt("\n".join(_words(document))):  # most texts; places are looked for in the others
        return []
    found: dict[str, list[str]] = {}
    for place, text in _texts(document):
        for words in spoilt(text):
            places = found.setdefault(words, [])
            if place not in places:
                places.append(place)
    told = [f"Có thể sai chữ (do quét hoặc gõ): “{words}” ở {_listed(places)}." for words, places in found.items()]
    if len(told) > _MOST_TOLD:
        told = [*told[:_MOST_TOLD], f"Và {len(told) - _MOST_TOLD} cụm từ khác có thể sai chữ."]
    return told


def _words(document: Document) -> Iterator[str]:
    yield document.title
    yield document.preamble
    waiting = [document.nodes, *(attached.nodes for attached in document.attached)]
    while waiting:
        for node in waiting.pop():
            yield node.heading
            yield node.text
            if node.children:
                waiting.append(node.children)


def _listed(places: list[str]) -> str:
    shown = ", ".join(places[:3])
    return f"{shown} và {len(places) - 3} chỗ khác" if len(places) > 3 else shown


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    yield "trích yếu", document.title
    yield "phần mở đầu", document.preamble
    yield from _node_texts(document.nodes, "")
    for attached in document.attached:
        yield from _node_texts(attached.nodes, f"“{attached.title[:40]}”")


def _node_texts(nodes: Iterable[Node], around: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        place = _place(node, around)
        if node.heading:
            yield place, node.heading
        if node.text:
            yield place, node.text
        yield from _node_texts(node.children, place)


_NAMES = {"article": "Điều", "clause": "khoản", "point": "điểm", "chapter": "Chương"}


def _place(node: Node, around: str) -> str:
    name = _NAMES.get(node.kind)
    if name is None:
        return around or "phần nội dung"
    own = f"{name} {node.number}"
    return (
        own
        if node.kind == "chapter" or (node.kind == "article" and not around.startswith("“"))
        else (f"{around} {own}".strip())
    )
