"""How hard a Vietnamese text is to read: a small measure an editor can act on. Pure; explained in docs/guidance.md.

Vietnamese writes every syllable apart, so sentences are measured in syllables (tiếng). Three things are told: the mean
length of a sentence, the sentences that are too long, and office words that have a plainer twin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A sentence of 14 syllables is said in one breath; beyond 30 most readers go back to its beginning.
EASY_MEAN, FAIR_MEAN = 14, 20
LONG = 30

_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|[;:](?=\s)|\n+")
_SYLLABLE = re.compile(r"[^\W_]+(?:[’'./-][^\W_]+)*")
# Law terms that name a thing (khiếu nại, thụ lý) stay; these only make a sentence heavier.
PLAINER = {
    "tiến hành": "làm",
    "thực hiện việc": "làm",
    "căn cứ theo": "theo",
    "trên cơ sở": "dựa vào",
    "trong trường hợp": "nếu, khi",
    "có trách nhiệm": "phải",
    "kể từ thời điểm": "từ khi",
    "đối với": "với",
    "nhằm mục đích": "để",
    "nêu trên": "ấy",
    "theo quy định của pháp luật": "theo luật (ghi rõ điều nào)",
    "cơ quan chức năng": "tên của cơ quan",
    "quý công dân": "ông/bà",
}


@dataclass(frozen=True)
class ReadingLevel:
    sentences: int
    syllables: int
    too_long: tuple[str, ...]
    heavy: tuple[tuple[str, str], ...]

    @property
    def mean(self) -> float:
        """Syllables in a sentence on average."""
        return self.syllables / self.sentences if self.sentences else 0.0

    @property
    def name(self) -> str:
        if self.mean <= EASY_MEAN and not self.too_long:
            return "Dễ đọc"
        return "Đọc được" if self.mean <= FAIR_MEAN and len(self.too_long) <= 2 else "Khó đọc"

    @property
    def is_hard(self) -> bool:
        return self.name == "Khó đọc"


def measure(text: str) -> ReadingLevel:
    """The level of plain text; headings, list items and table cells count as sentences of their own line."""
    sentences = [sentence for sentence in split(text) if syllables(sentence)]
    folded = text.casefold()
    return ReadingLevel(
        sentences=len(sentences),
        syllables=sum(syllables(sentence) for sentence in sentences),
        too_long=tuple(sentence for sentence in sentences if syllables(sentence) > LONG),
        heavy=tuple((word, plain) for word, plain in PLAINER.items() if word in folded),
    )


def split(text: str) -> list[str]:
    """Sentences: a full stop, a semicolon, a colon or a new line ends one; the dot in 124/2020 or 1.000 does not."""
    return [piece.strip() for piece in _SENTENCE_END.split(text) if piece.strip()]


def syllables(sentence: str) -> int:
    """Syllables as they are written; "02/2011/QH13" and "30" count as one."""
    return len(_SYLLABLE.findall(sentence))
