"""What speaks against the facts of an act: what cannot be, and what a librarian has to hold against the signed copy."""

from __future__ import annotations

from search.symbols import fold_symbol, parse_symbol
from search.text import fold

from .models import Act
from .parsing.head import issuer_of

_KIND_OF = {"NĐ": "Nghị định", "QĐ": "Quyết định", "TT": "Thông tư", "NQ": "Nghị quyết", "CT": "Chỉ thị"}
_LAWS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Lệnh")


def doubts_about(act: Act) -> list[str]:
    """Sentences for both people who answer for the facts; none where nothing speaks against them."""
    return [*_twins(act), *_retroactive(act), *_kind(act), *_issuer(act)]


def _twins(act: Act) -> list[str]:
    others = Act.objects.with_symbol(act.symbol).exclude(pk=act.pk)
    return [
        f"Số, ký hiệu {act.symbol} đã là của {other.full_name}"
        f"{f', ban hành ngày {other.issued:%d/%m/%Y}' if other.issued else ''}: {other.title[:160]}"
        for other in others[:5]
    ]


def _retroactive(act: Act) -> list[str]:
    if not (act.issued and act.effective and act.effective < act.issued):
        return []
    return [
        f"Ngày có hiệu lực {act.effective:%d/%m/%Y} trước ngày ban hành {act.issued:%d/%m/%Y}: chỉ đúng khi chính văn "
        "bản quy định hiệu lực trở về trước."
    ]


def _kind(act: Act) -> list[str]:
    symbol = parse_symbol(act.symbol)
    if symbol is None or not act.kind:
        return []
    if symbol.family == "law" and act.kind not in _LAWS:
        return [f"Số, ký hiệu {act.symbol} là của luật, pháp lệnh, nghị quyết, nhưng loại văn bản ghi là {act.kind}."]
    named = _KIND_OF.get(symbol.letters.split("-", maxsplit=1)[0])
    if named and fold(named) not in fold(act.kind):
        return [f"Số, ký hiệu {act.symbol} là của {named.lower()}, nhưng loại văn bản ghi là {act.kind}."]
    return []


def _issuer(act: Act) -> list[str]:
    named = issuer_of(act.symbol)
    if not named or not act.issuer or fold_symbol(named) in fold_symbol(act.issuer.replace("Uỷ", "Ủy")):
        return []
    return [f"Số, ký hiệu {act.symbol} là của {named}, nhưng cơ quan ban hành ghi là {act.issuer}."]
