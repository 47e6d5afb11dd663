"""From a wording and its filling to a sheet. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from .facts import FACTS
from .language import Filling, Line, Paragraph, Slot, Wording, fill, read
from .sheet import Head, Sheet

# Texts of one line: a name, what the letter is about.
_ONE_LINE = frozenset({"name_line", "summary"})


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The five texts of a letter, read and found good."""

    name_line: Wording
    summary: Wording
    addressees: Wording
    body: Wording
    recipients: Wording

    @staticmethod
    def read_one(name: str, text: str, allowed: Collection[str]) -> Wording:
        """Raises language.WordingError."""
        return read(" ".join(text.split()) if name in _ONE_LINE else text, allowed)

    @classmethod
    def read(cls, texts: dict[str, str], allowed: Collection[str] = frozenset(FACTS)) -> Texts:
        return cls(**{name: cls.read_one(name, text, allowed) for name, text in texts.items()})

    def questions(self) -> list[Slot]:
        """What the officer is asked, each once, in the order of the paper."""
        wordings = (self.summary, self.addressees, self.body, self.recipients)
        asked = [slot for wording in wordings for slot in wording.questions()]
        return [*{slot.label: slot for slot in reversed(asked)}.values()][::-1]

    def names(self) -> frozenset[str]:
        """Every fact the letter may show, filled in or proposed."""
        wordings = (self.name_line, self.summary, self.addressees, self.body, self.recipients)
        return frozenset().union(*(wording.names() for wording in wordings))


def compose(
    texts: Texts, filling: Filling, head: Head, *, authority: tuple[str, ...], signer: str, is_draft: bool
) -> Sheet:
    name = _one_line(texts.name_line, filling)
    summary = _one_line(texts.summary, filling)
    return Sheet(
        title=" ".join(part for part in (name or "Công văn", summary) if part),
        head=head,
        name_line=name,
        summary=summary,
        addressees=_list(texts.addressees, filling),
        text=tuple(fill(texts.body, filling)),
        recipients=_list(texts.recipients, filling),
        authority=authority if _is_signed_by_head(texts) else (),
        signer=signer,
        is_draft=is_draft,
    )


def sample_head() -> Head:
    return Head(
        parent="Ủy ban nhân dân thành phố Hải Phòng",
        agency="Ủy ban nhân dân phường Mẫu",
        number="Số: 00/TB-UBND",
        place="Hải Phòng",
        day=dt.date(2026, 11, 26),
    )


def _is_signed_by_head(texts: Texts) -> bool:
    """Where the wording has its own places to sign (minutes), those who were there sign, not the head alone."""
    return not any(line.shape == "signers" for line in texts.body.lines)


def _one_line(wording: Wording, filling: Filling) -> str:
    return " ".join(paragraph.text for paragraph in fill(wording, filling))


def _list(wording: Wording, filling: Filling) -> tuple[str, ...]:
    """One line each; a line that nothing was filled into is left out."""
    kept = Wording(tuple(line for line in wording.lines if _says_something(line, filling)))
    return tuple(_text(paragraph) for paragraph in fill(kept, filling))


def _says_something(line: Line, filling: Filling) -> bool:
    slots = [*line.slots()]
    return not slots or any(filling.of(slot) for slot in slots)


def _text(paragraph: Paragraph) -> str:
    return paragraph.text.removeprefix("- ")
