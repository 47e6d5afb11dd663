"""Everyday words and the law's own words for them. Pure: a list of phrases in, further words for a query out.

A citizen asks how to "đi khiếu nại thay mẹ"; the law says "ủy quyền", "người đại diện". The list is data that staff
edit; here it is only folded, matched and spelt out. A phrase is matched as a whole, the longest at each place first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .text import tokens

Phrase = tuple[str, ...]
MOST_ALTERNATIVES = 12


@dataclass(frozen=True)
class Everyday:
    """Folded everyday phrases, each with the law's phrases for it."""

    phrases: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)

    @cached_property
    def longest(self) -> int:
        return max(map(len, self.phrases), default=0)

    def further(self, words: Sequence[str]) -> tuple[Phrase, ...]:
        """The law's phrases for what these folded words say, in the order of the words, without repetition."""
        found = [phrase for _, legal in self._matches(words) for phrase in legal]
        return tuple(dict.fromkeys(found))[:MOST_ALTERNATIVES]

    def _matches(self, words: Sequence[str]) -> list[tuple[int, tuple[Phrase, ...]]]:
        """Matches by place; a phrase inside a longer one that matched is passed over."""
        taken: list[tuple[int, int]] = []
        found = []
        for size in range(min(self.longest, len(words)), 0, -1):
            for first in range(len(words) - size + 1):
                legal = self.phrases.get(tuple(words[first : first + size]))
                if legal and not any(start <= first and first + size <= end for start, end in taken):
                    taken.append((first, first + size))
                    found.append((first, legal))
        return sorted(found)


def of(rows: Iterable[tuple[str, str]]) -> Everyday:
    """From (everyday phrase, the law's phrases separated by ";"). Two rows of one phrase add up."""
    phrases: dict[Phrase, dict[Phrase, None]] = {}
    for said, legal in rows:
        key = tuple(tokens(said))
        if key:
            known = phrases.setdefault(key, {})
            known.update(dict.fromkeys(filter(None, map(tuple, map(tokens, legal.split(";"))))))
    return Everyday({key: tuple(known) for key, known in phrases.items() if known})


def read_lines(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Rows of a starter file: "lời thường = lời luật; lời luật khác", "#" begins a remark."""
    for line in lines:
        said, equals, legal = line.partition("=")
        if equals and not line.lstrip().startswith("#"):
            yield said.strip(), legal.strip()
