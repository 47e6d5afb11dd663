"""Under which headings an amending article belongs: those of the articles it rewrites or names.

"Sửa đổi khoản 1 Điều 16" says nothing a reader would search for; "Thụ lý giải quyết khiếu nại", the heading of the
article it changes, does. Quoted headings are taken from the text itself, the others from the amended act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from search.symbols import find_symbols, fold_symbol

from .models import Act, Provision

_QUOTED = re.compile(r"^\s*[“\"]?\s*Điều \d{1,4}[a-zđ]?\.\s*(?P<heading>[^\n]{3,250})", re.MULTILINE)
_INSTRUCTION = re.compile(
    r"^\s*(?:[\da-zđ]{1,3}[.)]\s*)?(?:Sửa đổi|Bổ sung|Bồ sung|Thay thế|Bãi bỏ)[^\n]{0,400}", re.MULTILINE
)
_ARTICLE = re.compile(r"Điều (\d{1,4}[a-zđ]?)\b")
_LAW = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh) [^,;:“”\"\n]{2,80}")
_MOST = 40


def amends(heading: str) -> bool:
    return bool(_INSTRUCTION.match(heading))


def headings_for(act: Act, heading: str, body: str) -> tuple[str, ...]:
    """Quoted headings and those of the named articles of the amended act; () for an article that amends nothing."""
    if not amends(heading):
        return ()
    quoted = [match["heading"].strip(' ”".;') for match in _QUOTED.finditer(body)]
    instructions = [heading, *(match[0] for match in _INSTRUCTION.finditer(body))]
    numbers = dict.fromkeys(number for line in instructions for number in _ARTICLE.findall(line))
    named = _named(_amended(act, heading), numbers) if numbers else []
    return tuple(dict.fromkeys([*quoted, *named]))[:_MOST]


def _amended(act: Act, heading: str) -> Act | None:
    """The act this text changes: named in the heading by its common name, or in the act's title by symbol or name."""
    for text in (heading, act.title):
        for found in find_symbols(text):
            for target in Act.objects.filter(symbol_key=fold_symbol(found.symbol.text))[:1]:
                return target
        named = _by_name(text)
        if named and named.pk != act.pk:
            return named
    return None


def _by_name(text: str) -> Act | None:
    for match in _LAW.finditer(text):
        words = match[0].split()
        names = [" ".join(words[:size]) for size in range(len(words), 1, -1)]
        acts = {found.short_title: found for found in Act.objects.filter(short_title__in=names).order_by("issued")}
        for name in names:
            if name in acts:
                return acts[name]
    return None


def _named(act: Act | None, numbers: Iterable[str]) -> list[str]:
    if act is None:
        return []
    keys = [f"dieu-{number.replace('đ', 'dd')}" for number in numbers]
    held = Provision.objects.filter(act=act, kind="article", key__in=keys).exclude(heading="")
    found = dict(held.order_by("ordinal").values_list("key", "heading"))
    if not found:
        found = dict(act.summaries.filter(key__in=keys, published=True).values_list("key", "heading"))
    return list(found.values())
