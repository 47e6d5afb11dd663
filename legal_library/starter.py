"""What a fresh library holds: the directive in full, and a record with our summaries for every other act we cite."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from search.interface import announce_change
from search.symbols import slug

from . import starter_subjects, storing
from .facts import Facts
from .importing import import_bytes
from .matching import find_act, free_slug
from .models import Act, FormerAddress, Summary, TextState
from .parsing.document import Document

FOLDER = Path(__file__).parent / "starter_data"
DIRECTIVE = FOLDER / "cong-van-6200-UBND-NCKTGS.txt"
_CITY = "Ủy ban nhân dân thành phố Hải Phòng"

# Front doors of the official collections: a reader searches there by symbol.
_GAZETTE = ("Công báo điện tử Chính phủ", "https://congbao.chinhphu.vn/")
_CITY_SOURCE = ("Cổng thông tin điện tử thành phố Hải Phòng", "https://haiphong.gov.vn/")
_NATIONAL = ("Hệ thống văn bản Chính phủ", "https://vanban.chinhphu.vn/")
_PARTY = ("Tư liệu – văn kiện Đảng", "https://tulieuvankien.dangcongsan.vn/")


def load() -> None:
    """Idempotent: adds what is missing, never changes what a librarian has written since."""
    with transaction.atomic():
        for record in records():
            if not _was_corrected(record["symbol"]):
                _load_act(record)
    _load_directive()
    starter_subjects.load()


def _was_corrected(symbol: str) -> bool:
    """Whether librarians have given the act of this record another symbol: it would come again beside itself."""
    address = slug(symbol)
    return FormerAddress.objects.filter(slug=address).exists() and not Act.objects.filter(slug=address).exists()


def records() -> Iterator[Mapping[str, Any]]:
    """Every record of the data files, in file order."""
    for path in sorted(FOLDER.glob("acts-*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8"))["act"]


def _load_act(record: Mapping[str, Any]) -> None:
    act = _find(record) or _create(record)
    before = set(storing.entry_keys(act))
    added = sum(_load_summary(act, article) for article in record.get("article", ()))
    if added and act.text_state == TextState.RECORD:
        act.text_state = TextState.SUMMARY
        act.save()
    changed = set(storing.entry_keys(act)) - before
    if changed:
        announce_change(storing.SOURCE, sorted({storing.act_key(act), *changed}))


def _find(record: Mapping[str, Any]) -> Act | None:
    document = Document(symbol=record["symbol"], issuer=record.get("issuer", ""), issued=record.get("issued"))
    return find_act(document, Act.objects.with_symbol(record["symbol"]))


def _create(record: Mapping[str, Any]) -> Act:
    source_name, source_url = official_source(record["kind"], record["symbol"], record["issuer"])
    act = Act(
        symbol=record["symbol"],
        kind=record["kind"],
        title=record["title"],
        short_title=record.get("short_title", ""),
        aliases=record.get("aliases", []),
        issuer=record["issuer"],
        issued=record.get("issued"),
        effective=record.get("effective"),
        expired=record.get("expired"),
        status=record.get("status", ""),
        status_ground=record.get("status_ground", ""),
        confidence=record["conf"],
        source_name=source_name,
        source_url=source_url,
    )
    taken = set(Act.objects.with_symbol(act.symbol).values_list("slug", flat=True))
    act.slug = free_slug(act, taken)
    act.save()
    announce_change(storing.SOURCE, [storing.act_key(act)])
    return act


def official_source(kind: str, symbol: str, issuer: str) -> tuple[str, str]:
    """Name and address of the official collection that holds such a document."""
    if symbol.endswith("/TW"):
        return _PARTY
    if issuer == _CITY:
        return _CITY_SOURCE
    return _GAZETTE if kind == "Thông tư" else _NATIONAL


def _load_summary(act: Act, article: Mapping[str, Any]) -> bool:
    key = f"dieu-{article['n']}"
    valid_from: dt.date | None = article.get("from")
    known = Summary.objects.filter(act=act, key=key)
    if known.filter(valid_from=valid_from).exists() if valid_from else known.filter(valid_from__isnull=True).exists():
        return False
    Summary.objects.create(
        act=act,
        key=key,
        heading=article["heading"],
        body=article["body"],
        confidence=article.get("conf", "V"),
        valid_from=valid_from,
        valid_to=article.get("to"),
        ground=article.get("ground", ""),
    )
    return True


def _load_directive() -> None:
    if _was_corrected("6200/UBND-NCKTGS"):
        return
    facts = Facts(symbol="6200/UBND-NCKTGS", kind="Công văn", issuer=_CITY, issued=dt.date(2022, 12, 29))
    import_bytes(DIRECTIVE.read_bytes(), DIRECTIVE.name, facts)
    act = Act.objects.get(slug="6200-ubnd-ncktgs")
    if act.featured == 0 and not act.source_url:
        act.featured = 1
        act.aliases = ["Công văn 6200", "Văn bản 6200"]
        act.confidence = "V"
        act.source_name, act.source_url = official_source("Công văn", act.symbol, _CITY)
        act.save()
        announce_change(storing.SOURCE, [storing.act_key(act)])
