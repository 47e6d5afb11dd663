"""What a guidance page is about in the eyes of the law: which petition it leads to and which terms run. Pure.

The terms themselves are read from the office's dated rules on the day the page is opened, so no page keeps a number
that a new act makes false.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracking.casework.kind_guides import GUIDES_BY_SLUG
from tracking.terms.rules import CITIZENS_OWN, RuleBook, TermName, TermRule
from tracking.terms.words import WORDS, TermWords


@dataclass(frozen=True)
class Matter:
    """`kind` is the petition the page leads to, `slug` its address; `names` the terms a reader needs, in order."""

    code: str
    label: str
    kind: str
    slug: str
    names: tuple[TermName, ...]
    instance: int = 1
    flags: frozenset[str] = frozenset()

    @property
    def write(self) -> str:
        """“Viết đơn khiếu nại”: a source string the page translates."""
        return GUIDES_BY_SLUG[self.slug].title


@dataclass(frozen=True)
class LawTerm:
    """One term as the law of the day sets it; `longest` where the law lets it be longer, `laws` as stable keys."""

    rule: TermRule
    words: TermWords
    longest: int = 0

    @property
    def laws(self) -> tuple[str, ...]:
        return tuple(cited.key for cited in self.rule.basis)

    @property
    def is_citizens(self) -> bool:
        return self.rule.name in CITIZENS_OWN


_FIRST = (
    TermName.FIRST_COMPLAINT,
    TermName.ACCEPTANCE,
    TermName.SETTLEMENT,
    TermName.DECISION_DELIVERY,
    TermName.SECOND_COMPLAINT,
    TermName.COURT,
)
_DISCIPLINARY = _FIRST[:-1]
_SECOND = (TermName.ACCEPTANCE, TermName.SETTLEMENT, TermName.DECISION_DELIVERY, TermName.COURT)
_DENUNCIATION = (TermName.ACCEPTANCE, TermName.SETTLEMENT, TermName.DECISION_DELIVERY)
_OPINION = (TermName.CLASSIFICATION,)

MATTERS = {
    matter.code: matter
    for matter in (
        Matter("complaint", "Khiếu nại lần đầu", "complaint", "khieu-nai", _FIRST),
        Matter("complaint_second", "Khiếu nại lần hai", "complaint", "khieu-nai", _SECOND, instance=2),
        Matter(
            "disciplinary",
            "Khiếu nại quyết định kỷ luật",
            "complaint",
            "khieu-nai",
            _DISCIPLINARY,
            flags=frozenset({"disciplinary"}),
        ),
        Matter("denunciation", "Tố cáo", "denunciation", "to-cao", _DENUNCIATION),
        Matter("proposal", "Kiến nghị", "proposal", "kien-nghi", _OPINION),
        Matter("feedback", "Phản ánh", "feedback", "phan-anh", _OPINION),
    )
}
CHOICES = [(matter.code, matter.label) for matter in MATTERS.values()]


def terms_of(matter: Matter, book: RuleBook, day: dt.date) -> list[LawTerm]:
    """The terms of such a matter under the law in force on `day`; what the law does not set is left out."""
    found = [_term(matter, name, book, day) for name in matter.names]
    return [term for term in found if term is not None]


def _term(matter: Matter, name: TermName, book: RuleBook, day: dt.date) -> LawTerm | None:
    def rule_for(extra: frozenset[str]) -> TermRule | None:
        flags = matter.flags | extra
        return book.rule(name, kind=matter.kind, instance=matter.instance, flags=flags, day=day)

    rule = rule_for(frozenset())
    if rule is None:
        return None
    complex_rule = rule_for(frozenset({"complex"})) or rule
    longest = complex_rule.length + complex_rule.extensions * complex_rule.extension_days
    return LawTerm(rule, WORDS[name], longest if longest > rule.length else 0)
