"""An act whose symbol is corrected: what hangs on the symbol goes with it, stays where it belongs, or is told.

Search, the address, the grounds of what this act changed and operations that were read off the symbol follow. What
names the old symbol in its own words (other texts, pages, terms, letters) says what it says: two persons see how much
of it there is before they agree.
"""

from __future__ import annotations

from django.db.models import Q

from search.symbols import fold_symbol, slug

from .matching import free_slug
from .models import Act, Amendment, Citation, FormerAddress, LawChange, Provision, Relation
from .used_here import uses_of
from .versions import deciding, proposing


class StillNamed(Exception):
    """Confirmed operations know this act by the symbol it is to lose; the sentences say which."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def is_other(one: str, other: str) -> bool:
    """Whether two symbols are more than two spellings of one."""
    return fold_symbol(one) != fold_symbol(other)


def obstacles(act: Act, symbol: str) -> list[str]:
    """Why the act cannot get this symbol: its text was shaped by operations that name it by the present one."""
    if not is_other(act.symbol, symbol):
        return []
    made = act.changes.filter(state=Amendment.State.CONFIRMED).exclude(act=act).select_related("act")
    names: dict[str, int] = {}
    for each in made:
        if fold_symbol(each.target_symbol) == act.symbol_key:
            names[each.act.full_name] = names.get(each.act.full_name, 0) + 1
    return [
        f"{count} thao tác đã xác nhận của {name} sửa đổi văn bản này dưới số, ký hiệu {act.symbol}; nếu số ấy sai, "
        "xin rút xác nhận trước."
        for name, count in sorted(names.items())
    ]


def pointing_to(act: Act) -> list[str]:
    """What names the act by its present symbol in words of its own."""
    citing = Citation.objects.filter(symbol_key=act.symbol_key).exclude(act=act)
    related = Relation.objects.filter(symbol_key=act.symbol_key).exclude(act=act)
    counts = (
        (citing.values("act").distinct().count(), "văn bản khác dẫn văn bản này"),
        (related.values("act").distinct().count(), "văn bản khác có quan hệ với văn bản này"),
        (len(uses_of(act.key())), "nơi của cổng (mẫu, thời hạn, bài hướng dẫn) dựa vào văn bản này"),
    )
    return [f"{count} {what}" for count, what in counts if count]


def move(act: Act, before: Act) -> None:
    """The address follows the symbol; the old one leads there. Call it before the act is saved, in its transaction.

    Raises StillNamed.
    """
    reasons = obstacles(before, act.symbol)
    if reasons:
        raise StillNamed(reasons)
    if not is_other(before.symbol, act.symbol):
        return
    taken = set(Act.objects.exclude(pk=act.pk).filter(slug__startswith=slug(act.symbol)).values_list("slug", flat=True))
    act.slug = free_slug(act, taken)
    FormerAddress.objects.filter(slug=act.slug).delete()
    FormerAddress.objects.update_or_create(slug=before.slug, defaults={"act": act})


def follow(act: Act, before: Act) -> None:
    """What the library itself keeps by the symbol. Call it when the act is saved, in the same transaction."""
    _rename_grounds(act, before.symbol)
    if not is_other(before.symbol, act.symbol):
        return
    for amendment in act.changes.exclude(state=Amendment.State.CONFIRMED).exclude(act=act):
        if fold_symbol(amendment.target_symbol) == fold_symbol(before.symbol):
            Amendment.objects.filter(pk=amendment.pk).update(target=None)
            amendment.target = None
            deciding.refresh_problem(amendment)
    proposing.link_waiting()


def _rename_grounds(act: Act, symbol: str) -> None:
    """By what an article was changed is written beside it as the key of this act's provision."""
    targets = act.amendments.filter(target__isnull=False).values("target")
    by = Q(changed_by__startswith=symbol) | Q(changed_by__contains=f"\n{symbol}")
    for row in Provision.objects.filter(by, act__in=targets).only("changed_by"):
        Provision.objects.filter(pk=row.pk).update(changed_by=_renamed(row.changed_by, symbol, act.symbol))
    grounded = Q(ground__startswith=symbol) | Q(ground__contains=f"\n{symbol}")
    for change in LawChange.objects.filter(grounded, act__in=targets).only("ground"):
        LawChange.objects.filter(pk=change.pk).update(ground=_renamed(change.ground, symbol, act.symbol))


def _renamed(grounds: str, old: str, new: str) -> str:
    lines = [(line, *line.partition("#")) for line in grounds.split("\n")]
    return "\n".join(f"{new}{mark}{place}" if name == old else line for line, name, mark, place in lines)
