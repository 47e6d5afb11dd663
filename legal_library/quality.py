"""What the library lacks or doubts, most needed first: acts others cite, lost articles, citations that do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from .citing import UNKNOWN
from .edits import journal
from .matching import is_unique_by_itself
from .models import Act, Citation, Provision, Relation, RelationKind, TextState, in_force_on
from .parsing.numbers import split_number

MOST = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """An act that texts of the library name: how often, in how many acts; `act` when at least its record is here."""

    symbol: str
    times: int
    acts: int
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """An act whose articles do not count on without a gap."""

    act: Act
    numbers: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return ", ".join(self.numbers[:12]) + (f" … ({len(self.numbers)} điều)" if len(self.numbers) > 12 else "")


def wanted() -> list[Wanted]:
    """Acts most cited whose text the library has not got."""
    held = Act.objects.filter(text_state=TextState.TEXT).values("symbol_key")
    rows = (
        Citation.objects.exclude(symbol_key="")
        .exclude(symbol_key__in=held)
        .values("symbol_key")
        .annotate(times=Count("pk"), acts=Count("act", distinct=True))
        .order_by("-times", "symbol_key")[:MOST]
    )
    found = list(rows)
    keys = [row["symbol_key"] for row in found]
    records = {act.symbol_key: act for act in Act.objects.filter(symbol_key__in=keys)}
    names = dict(Citation.objects.filter(symbol_key__in=keys).values_list("symbol_key", "symbol"))
    return [
        Wanted(names[row["symbol_key"]], row["times"], row["acts"], records.get(row["symbol_key"])) for row in found
    ]


def lost() -> list[Lost]:
    """Acts in whose text articles are missing, those that miss fewest first: they are mended soonest."""
    held = Provision.objects.filter(in_force_on(timezone.localdate()), kind="article", key__startswith="dieu-")
    numbers: defaultdict[int, list[str]] = defaultdict(list)
    for act_id, number in held.order_by("act_id", "ordinal", "position").values_list("act_id", "number"):
        numbers[act_id].append(number)
    gaps = {act_id: list(_missing(given)) for act_id, given in numbers.items()}
    acts = Act.objects.in_bulk([act_id for act_id, missing in gaps.items() if missing])
    found = [Lost(acts[act_id], missing) for act_id, missing in gaps.items() if act_id in acts]
    return sorted(found, key=lambda each: (len(each.numbers), each.act.symbol))[:MOST]


def _missing(numbers: list[str]) -> Iterator[str]:
    counted = [split_number(number)[0] for number in numbers]
    for before, after in pairwise([0, *counted]):
        yield from (str(number) for number in range(before + 1, after))


def doubtful() -> QuerySet[Citation]:
    """Citations whose title and number disagree, or whose act of that name and year nobody knows."""
    return Citation.objects.exclude(doubt__in=("", UNKNOWN)).select_related("act", "provision")[:MOST]


def unresolved() -> dict[str, int]:
    """How many citations there are, and of how many the act is not known."""
    return Citation.objects.aggregate(total=Count("pk"), unknown=Count("pk", filter=Q(doubt=UNKNOWN)))


def undated() -> QuerySet[Act]:
    return Act.objects.filter(issued=None).order_by("sort_name")[:MOST]


def ended() -> QuerySet[Act]:
    """Acts another act says it replaces, which still count as in force here: a person decides from when they do not."""
    replaced = Relation.objects.filter(kind=RelationKind.REPLACES, target_key="").values("symbol_key")
    return Act.objects.filter(symbol_key__in=replaced, expired=None).order_by("sort_name")[:MOST]


def read_with_doubt() -> QuerySet[Act]:
    """Acts whose file was read with doubts nobody has settled yet, those read last first."""
    return (
        Act.objects.exclude(doubts=[])
        .only("symbol", "kind", "short_title", "doubts")
        .order_by("-changed_at", "pk")[:MOST]
    )


def twins() -> list[list[Act]]:
    """Acts that share a symbol which by itself names one document of the country: one of their dates is wrong."""
    shared = Act.objects.values("symbol_key").annotate(times=Count("pk")).filter(times__gt=1).values("symbol_key")
    found: defaultdict[str, list[Act]] = defaultdict(list)
    for act in Act.objects.filter(symbol_key__in=shared).order_by("symbol_key", "issued", "pk"):
        if is_unique_by_itself(act.symbol):
            found[act.symbol_key].append(act)
    return [acts for acts in found.values() if len(acts) > 1][:MOST]


def settle_doubts(*, act_id: int, actor_id: int | None) -> bool:
    """A librarian has looked at every doubt of an act's file; who, when and which doubts stay in its history."""
    with transaction.atomic():
        act = Act.objects.select_for_update(of=("self",)).filter(pk=act_id).exclude(doubts=[]).first()
        if act is None:
            return False
        journal.settled(act, act.doubts, actor_id)
        Act.objects.filter(pk=act_id).update(doubts=[])
        return True


def settled_lately() -> QuerySet[ModelLogEntry]:
    """Whose doubts were looked at last, by whom."""
    entries: QuerySet[ModelLogEntry] = ModelLogEntry.objects.filter(action=journal.SETTLED).select_related("user")
    return entries.order_by("-timestamp", "-pk")[:20]
