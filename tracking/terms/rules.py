"""What the law says of each term, as dated values, and which rule governs on a day. Pure.

A rule names its document, article and clause; the rows live in `data/term_rules.json` and, once loaded, in the
database where an authorised person may correct them. Codes K…, T…, R… are those of the law sheet the rules come from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    DAYS = "d"
    WORKING_DAYS = "wd"


class TermName(StrEnum):
    """In the order a case meets them, which is also the order of every answer."""

    CLASSIFICATION = "classification"
    ACCEPTANCE = "acceptance"
    TRANSFER = "transfer"
    ACCEPTANCE_NOTICE = "acceptance_notice"
    SETTLEMENT = "settlement"
    DECISION_DELIVERY = "decision_delivery"
    PUBLICATION = "publication"
    SECOND_COMPLAINT = "second_complaint"


@dataclass(frozen=True)
class Citation:
    """One provision: symbol of the act, number of the article, and the clause where the article has any."""

    document: str
    article: str
    clause: str = ""

    @property
    def key(self) -> str:
        """The stable text key by which pages link to the provision."""
        return f"{self.document}#dieu-{self.article}" + (f".khoan-{self.clause}" if self.clause else "")


@dataclass(frozen=True)
class TermRule:
    """`requires` and `excludes` are flags of the case. Of the rules that fit, the one that requires most is taken.

    `extensions` of at most `extension_days` each may be decided; `instance` 0 means both.
    """

    code: str
    name: TermName
    kinds: frozenset[str]
    length: int
    unit: Unit
    basis: tuple[Citation, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None
    instance: int = 0
    requires: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    extensions: int = 0
    extension_days: int = 0
    note: str = ""
    confidence: str = "V"

    def in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def fits(self, kind: str, instance: int, flags: frozenset[str]) -> bool:
        return (
            kind in self.kinds
            and self.instance in (0, instance)
            and self.requires <= flags
            and not (self.excludes & flags)
        )


@dataclass(frozen=True)
class SuspensionRule:
    """From when a settlement of these kinds may be suspended at all."""

    kinds: frozenset[str]
    basis: tuple[Citation, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None

    def allows(self, kind: str, day: dt.date) -> bool:
        return kind in self.kinds and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class RuleBook:
    """Everything the engine needs to know of the law."""

    terms: tuple[TermRule, ...]
    suspensions: tuple[SuspensionRule, ...] = ()

    def rule(self, name: TermName, *, kind: str, instance: int, flags: frozenset[str], day: dt.date) -> TermRule | None:
        """The rule in force on `day`, or None where the law sets no such term for this case.

        Raises AmbiguousRules when two rules fit equally well: the data, not the case, is wrong then.
        """
        fitting = [
            rule for rule in self.terms if rule.name is name and rule.in_force(day) and rule.fits(kind, instance, flags)
        ]
        return _most_specific(fitting)

    def may_suspend(self, kind: str, day: dt.date) -> bool:
        return any(rule.allows(kind, day) for rule in self.suspensions)


class AmbiguousRules(ValueError):
    """Two rules claim the same term of the same case on the same day."""


def _most_specific(rules: Iterable[TermRule]) -> TermRule | None:
    ranked = sorted(rules, key=lambda rule: len(rule.requires), reverse=True)
    if not ranked:
        return None
    if len(ranked) > 1 and len(ranked[0].requires) == len(ranked[1].requires):
        raise AmbiguousRules(f"{ranked[0].code} / {ranked[1].code}")
    return ranked[0]
