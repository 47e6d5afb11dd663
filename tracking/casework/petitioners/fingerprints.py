"""Which petitions are likely the same case handed in again: equal keyed hashes of person and matter (R32).

No name, number or text is kept to search by. A hash binds a person and a matter together, so the table tells neither
who petitions nor about what, and a guess needs both and the key. Denunciations leave none: a hash of a denouncer's
name beside the sealed one would let the portal test a guess.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from search.text import tokens

from ..models import Case, Fingerprint
from ..petition import Content, Kind, PetitionerData
from ..scope import CaseQuerySet
from ..sealing.keys import KeyName, current_key, keyring

Aspect = Fingerprint.Aspect
_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True)
class Likeness:
    """Another case, and the strongest thing it has in common."""

    case: Case
    aspect: str

    @property
    def why(self) -> str:
        return str(Aspect(self.aspect).label)


def write(case: Case, content: Content, petitioner: PetitionerData | None) -> None:
    """Inside the transaction that takes the petition in."""
    if petitioner is None or case.is_denunciation:
        return
    kind, key = Kind(case.kind), current_key(KeyName.PERSON)
    made = {(aspect, _mac(key, kind, aspect, text)) for aspect, text in _texts(content, petitioner)}
    Fingerprint.objects.bulk_create(Fingerprint(case=case, aspect=aspect, mac=mac) for aspect, mac in sorted(made))


def earlier_with_same_words(kind: Kind, content: Content, petitioner: PetitionerData | None) -> bool:
    """Whether this very petition, word for word and from the same person, is here already. Nothing but that: whoever
    asks must know person and whole text, so the answer tells nobody anything about a case that is not theirs."""
    return _matching(kind, content, petitioner, {Aspect.WORDS.value}).exists()


def is_like(case_id: int, kind: Kind, content: Content, petitioner: PetitionerData | None) -> bool:
    """Whether this petition is likely that case again; only to be told to whoever opened that case with its code."""
    return _matching(kind, content, petitioner, set(Aspect.values)).filter(case_id=case_id).exists()


def likely_same(case: Case, among: CaseQuerySet) -> list[Likeness]:
    """Other cases of the same person on the same matter, among those the officer may see."""
    macs = case.fingerprints.values("mac")
    found = Fingerprint.objects.filter(mac__in=macs, case__in=among).exclude(case=case).select_related("case")
    order = [value for value, _ in Aspect.choices]
    best: dict[int, Fingerprint] = {}
    for row in sorted(found, key=lambda row: order.index(row.aspect)):
        best.setdefault(row.case_id, row)
    likenesses = [Likeness(row.case, row.aspect) for row in best.values()]
    return sorted(likenesses, key=lambda like: (order.index(like.aspect), -like.case.pk))


def count_matters(cases: CaseQuerySet, petitions: int) -> int:
    """How many matters these petitions are: those that are likely the same count once. One query."""
    rows = Fingerprint.objects.filter(case__in=cases.order_by())
    shared = rows.values("mac").annotate(number=Count("case", distinct=True)).filter(number__gt=1).values("mac")
    pairs = rows.filter(mac__in=shared).values_list("mac", "case_id")
    return petitions - _merged(pairs)


def _merged(pairs: Iterable[tuple[str, int]]) -> int:
    """How many fewer groups there are than cases, when cases that share a hash are one (disjoint sets)."""
    groups = defaultdict(list)
    for mac, case_id in pairs:
        groups[mac].append(case_id)
    parent: dict[int, int] = {}

    def root(case_id: int) -> int:
        parent.setdefault(case_id, case_id)
        while parent[case_id] != case_id:
            parent[case_id] = parent[parent[case_id]]
            case_id = parent[case_id]
        return case_id

    joins = 0
    for first, *others in groups.values():
        for other in others:
            one, two = root(first), root(other)
            if one != two:
                parent[two] = one
                joins += 1
    return joins


def _matching(
    kind: Kind, content: Content, petitioner: PetitionerData | None, aspects: set[str]
) -> QuerySet[Fingerprint]:
    if petitioner is None or kind is Kind.DENUNCIATION:
        return Fingerprint.objects.none()
    texts = [(aspect, text) for aspect, text in _texts(content, petitioner) if aspect in aspects]
    macs = [_mac(key, kind, aspect, text) for key in keyring(KeyName.PERSON) for aspect, text in texts]
    return Fingerprint.objects.filter(mac__in=macs)


def _texts(content: Content, petitioner: PetitionerData) -> Iterator[tuple[str, str]]:
    for aspect, matter in _matters(content):
        for person in _persons(petitioner):
            yield aspect, f"{person}\0{matter}"


def _persons(petitioner: PetitionerData) -> Iterator[str]:
    """Every way this person can be known again: by papers, by telephone, by address."""
    name = " ".join(tokens(petitioner.name))
    number = "".join(char for char in petitioner.id_number if char.isalnum()).upper()
    telephone = _DIGITS.sub("", petitioner.phone)
    if number:
        yield f"id {number} {name}"
    if telephone:
        yield f"phone {telephone[-9:]} {name}"
    yield f"at {' '.join(tokens(petitioner.address))} {name}"


def _matters(content: Content) -> Iterator[tuple[str, str]]:
    subject = " ".join(tokens(content.subject))
    yield Aspect.WORDS.value, " ".join([subject, *tokens(content.body)])
    yield Aspect.SUBJECT.value, subject
    decision = " ".join(tokens(content.decision))
    # A number alone ("12") attacks anything; a decision needs its symbol or its day too.
    if len(decision) >= 6:
        yield Aspect.DECISION.value, decision


def _mac(key: bytes, kind: Kind, aspect: str, text: str) -> str:
    return hmac.digest(key, f"same case\0{kind.value}\0{aspect}\0{text}".encode(), hashlib.sha256).hex()
