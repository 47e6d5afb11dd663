"""What the law says of each term, as dated values, and which rule governs on a day. Pure.

A rule names its document, article and clause; the rows live in `data/term_rules.json` and, once loaded, in the
database where an authorised person may correct them. Codes K…, T…, R… are those of the law sheet the rules come from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Unit(StrEnum):
    DAYS = "d"
    WORKING_DAYS = "wd"
    YEARS = "y"


class TermName(StrEnum):
    """In the order a case meets them."""

    FIRST_COMPLAINT = "first_complaint"
    ACKNOWLEDGEMENT = "acknowledgement"
    CLASSIFICATION = "classification"
    ACCEPTANCE = "acceptance"
    REPEAT_REVIEW = "repeat_review"
    REPORT_DEMAND = "report_demand"
    FORWARDER_ANSWER = "forwarder_answer"
    TRANSFER = "transfer"
    ACCEPTANCE_NOTICE = "acceptance_notice"
    SETTLEMENT = "settlement"
    SUSPENSION_DELIVERY = "suspension_delivery"
    RESUMPTION_DELIVERY = "resumption_delivery"
    TERMINATION_DELIVERY = "termination_delivery"
    DECISION_DELIVERY = "decision_delivery"
    PUBLICATION = "publication"
    FORWARDER_NOTICE = "forwarder_notice"
    FORWARDER_RELAY = "forwarder_relay"
    CONCLUSION_ACTION = "conclusion_action"
    CONCLUSION_REPORT = "conclusion_report"
    LEGAL_EFFECT = "legal_effect"
    ENFORCEMENT = "enforcement"
    SECOND_COMPLAINT = "second_complaint"
    COURT = "court"


# What `compute_terms` answers with; the others serve the portal's own pages.
CONTRACT = (
    TermName.CLASSIFICATION,
    TermName.ACCEPTANCE,
    TermName.TRANSFER,
    TermName.ACCEPTANCE_NOTICE,
    TermName.SETTLEMENT,
    TermName.DECISION_DELIVERY,
    TermName.PUBLICATION,
    TermName.SECOND_COMPLAINT,
)
# Named only once they run: most cases never meet them.
ONCE_BEGUN = frozenset({
    TermName.TRANSFER,
    TermName.FORWARDER_NOTICE,
    TermName.FORWARDER_RELAY,
    TermName.CONCLUSION_ACTION,
    TermName.CONCLUSION_REPORT,
    TermName.LEGAL_EFFECT,
    TermName.SUSPENSION_DELIVERY,
    TermName.RESUMPTION_DELIVERY,
    TermName.TERMINATION_DELIVERY,
})  # fmt: skip
# The citizen's own: nobody in the office is late with them.
CITIZENS_OWN = frozenset({TermName.FIRST_COMPLAINT, TermName.SECOND_COMPLAINT, TermName.COURT})
# Owed by others than the office that has the case: by who sent it on, by who was asked to act on a conclusion.
OWED_ELSEWHERE = frozenset({TermName.FORWARDER_RELAY, TermName.CONCLUSION_REPORT})
# Not owed by the office: the citizen's own, what others owe, and a day on which something comes about by itself.
NOT_OWED = CITIZENS_OWN | OWED_ELSEWHERE | {TermName.LEGAL_EFFECT}


@dataclass(frozen=True)
class Citation:
    """One provision: symbol of the act, number of the article, and the clause where the article has any."""

    document: str
    article: str
    clause: str = ""
    point: str = ""

    @property
    def key(self) -> str:
        """The stable text key by which pages link to the provision."""
        clause = f".khoan-{self.clause}" if self.clause else ""
        return f"{self.document}#dieu-{self.article}{clause}" + (f".diem-{self.point}" if self.point else "")

    @property
    def label(self) -> str:
        point = f"điểm {self.point} " if self.point else ""
        clause = f"khoản {self.clause} " if self.clause else ""
        return f"{point}{clause}Điều {self.article} {self.document}"


@dataclass(frozen=True)
class TermRule:
    """`requires` and `excludes` are flags of the case. Of the rules that fit, the one that requires most is taken.

    `extensions` of at most `extension_days` each may be decided; `instance` 0 means both. `is_local` marks a promise of
    the office's own that no law sets.
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
    is_local: bool = False

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

    code: str
    kinds: frozenset[str]
    basis: tuple[Citation, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None

    def allows(self, kind: str, day: dt.date) -> bool:
        return kind in self.kinds and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Criterion:
    """One of the cases in which a matter is complex (NĐ 124/2020 Đ.3a, NĐ 31/2019 Đ.3); two make it specially so."""

    code: str
    words: str
    kinds: frozenset[str]
    basis: tuple[Citation, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None


@dataclass(frozen=True)
class RuleBook:
    """Everything the engine needs to know of the law."""

    terms: tuple[TermRule, ...]
    suspensions: tuple[SuspensionRule, ...] = ()

    def rule(self, name: TermName, *, kind: str, instance: int, flags: frozenset[str], day: dt.date) -> TermRule | None:
        """The rule in force on `day`, or None where the law sets no such term for this case.

        Raises AmbiguousRules when two rules fit equally well: the data, not the case, is wrong then.
        """
        candidates = self._by_name.get((name, kind), ())
        return _most_specific([rule for rule in candidates if rule.in_force(day) and rule.fits(kind, instance, flags)])

    @cached_property
    def _by_name(self) -> dict[tuple[TermName, str], list[TermRule]]:
        found: dict[tuple[TermName, str], list[TermRule]] = {}
        for rule in self.terms:
            for kind in rule.kinds:
                found.setdefault((rule.name, kind), []).append(rule)
        return found

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
