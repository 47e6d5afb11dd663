"""Instructions on words: where each pair of old and new words stands."""

from __future__ import annotations

import re
from dataclasses import replace

from ..citations.resolving import Resolver
from .completing import shared
from .forms import FORM
from .places import Context, Named, named_places
from .scribe import Scribe
from .shapes import Target
from .sifting import without_parts
from .stream import Item
from .titles import without_titles
from .words import Pair, pairs

_PLACES_SAID = re.compile(r"\b(?:điều|khoản|điểm|chương|mục)\b", re.IGNORECASE)
# "tại toàn bộ Nghị định số …": wherever the words stand in it.
_EVERYWHERE = re.compile(r"\b(?:toàn bộ|cả)(?:\scác\s(?:điều, khoản|điều khoản|điều|quy định)(?:\scủa)?)?\s(?=[A-ZĐ])")


def read_words(scribe: Scribe, item: Item, context: Context) -> None:
    """From the last pair to the first: one that says no article, or no place, shares that of the pair behind it."""
    behind: list[Target] = []
    found: list[tuple[Pair | str, list[Target] | str]] = []
    rest: list[str] = []
    for pair in reversed(list(pairs(item.words))):
        read: list[Target] | str = "không đọc được cụm từ và nơi thay"
        if not isinstance(pair, str):
            kept, left_out = without_parts(pair.places)
            fewer = replace(pair, places=kept) if left_out and kept else pair
            if fewer is not pair:
                rest.append(f"chưa sửa ở {', '.join(left_out)}: cần người đọc")
            read = _where(fewer, context, behind, scribe.resolver)
        behind = read if isinstance(read, list) else []
        found.append((pair, read))
    for pair, read in reversed(found):
        if isinstance(pair, str) or isinstance(read, str):
            scribe.unread(item, str(read))
            continue
        for target in read:
            _enter(scribe, item, pair, target)
    for doubt in reversed(rest):
        scribe.unread(item, doubt)


def _enter(scribe: Scribe, item: Item, pair: Pair, target: Target) -> None:
    if pair.edge:
        scribe.add(item, "add", replace(target, part=pair.edge), new_words=pair.new)
    else:
        scribe.add(item, "replace_words", target, old_words=pair.old, new_words=pair.new)


def _where(pair: Pair, context: Context, behind: list[Target], resolver: Resolver) -> list[Target] | str:
    """The places of a pair, or why they are not known."""
    places = _EVERYWHERE.sub("", pair.places)
    named = named_places(places, context, resolver)
    shares = bool(behind) and not named.targets and not named.acts
    if doubt := _doubt(named, places, unclear=context.unclear, shares=shares):
        return doubt
    if shares:
        return behind
    whole = Target(named.document) if named.acts else Target(named.document, context.article, context.clause)
    targets = named.targets or [whole]
    targets = [shared(target, behind[0]) for target in targets] if behind else targets
    # "tại Điều 5, cụm từ … tại Điều 10 của Quyết định số …": the act at the end is meant from the beginning.
    if behind and not named.said:
        targets = [replace(target, document=behind[0].document) for target in targets]
    if any(target.article is None and (target.clause or target.point or pair.edge) for target in targets):
        return "không rõ khoản, điểm này của điều nào"
    if pair.edge and any(target.part or target.heading or target.group for target in targets):
        return "không rõ bổ sung vào đầu, cuối của chỗ nào"
    return targets


def _doubt(named: Named, places: str, *, unclear: bool, shares: bool) -> str:
    """Why the words said of a place are not enough; `unclear`: those above it were not understood either; `shares`: it
    says none of its own but has that of the pair behind it.
    """
    if named.rest or FORM.search(named.left):
        return f"không hiểu rõ nơi thay: “{(named.rest or places).strip()}”"
    if named.targets or shares:
        return ""
    if _PLACES_SAID.search(without_titles(places)):
        return "không rõ thay ở những điều, khoản nào"
    return "không hiểu lời sửa ở trên nên không rõ thay ở đâu" if unclear and not named.acts else ""
