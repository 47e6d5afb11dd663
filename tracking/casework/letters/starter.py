"""Starter templates of every letter, and a proposal of how each agency heads and numbers its letters."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracking.organisation.models import Agency, Tier

from ..models import LetterHead, LetterTemplate
from ..models.letters import WORDING_FIELDS
from . import wordings

FOLDER = Path(__file__).parent / "starter_data"
# Who heads an agency whose name begins so; others are left to be filled in.
_HEADS = {"Sở": "GIÁM ĐỐC", "Ban": "TRƯỞNG BAN", "Văn phòng": "CHÁNH VĂN PHÒNG", "Thanh tra": "CHÁNH THANH TRA"}


def load() -> None:
    """Adds what is missing and carries a better wording into what nobody edited; what the office edited stays."""
    there = {(one.key, one.kind, one.valid_from): one for one in LetterTemplate.objects.prefetch_related("wordings")}
    for row in rows():
        template = there.get((row["key"], row["kind"], row["valid_from"]))
        if template is None:
            facts = {name: value for name, value in row.items() if name not in WORDING_FIELDS}
            wordings.save(LetterTemplate(**facts), texts_of(row), None)
        elif all(wording.saved_by_id is None for wording in template.wordings.all()):
            wordings.save(template, texts_of(row), None)
    known = set(LetterHead.objects.values_list("agency_id", flat=True))
    agencies = Agency.objects.filter(receives_petitions=True).exclude(pk__in=known).select_related("parent")
    LetterHead.objects.bulk_create([proposed_head(agency) for agency in agencies])


def rows() -> Iterator[dict[str, Any]]:
    """Every template of the starter, one kind a row."""
    for path in sorted(FOLDER.glob("*.toml")):
        for letter in tomllib.loads(path.read_text(encoding="utf-8"))["letter"]:
            for kind in letter["kinds"]:
                yield {"kind": kind} | {name: value for name, value in letter.items() if name != "kinds"}


def texts_of(row: dict[str, Any]) -> dict[str, str]:
    return {name: row.get(name, "").strip() for name in WORDING_FIELDS}


def proposed_head(agency: Agency) -> LetterHead:
    """Initials of the name are a guess to be checked; UBND of a commune stands in every letter of one."""
    is_commune = agency.tier == Tier.COMMUNE
    title = "CHỦ TỊCH" if is_commune else _head_title(agency.name)
    return LetterHead(
        agency=agency,
        parent_line=_parent(agency),
        symbol="UBND" if is_commune else initials(agency.short_name or agency.name),
        authority=title,
        office_title=f"{title.capitalize()} {agency.name}" if title else "",
        confidence="S" if is_commune else "G",
    )


def initials(name: str) -> str:
    """ "Sở Xây dựng" as SXD; small words joining others are left out."""
    words = [word for word in name.replace(",", " ").split() if word.lower() not in ("và", "của", "thành", "phố")]
    return "".join(word if word.isupper() and len(word) > 1 else word[0].upper() for word in words)[:20]


def _parent(agency: Agency) -> str:
    if agency.parent:
        return agency.parent.name
    return "" if agency.slug == "ubnd-thanh-pho" else "Ủy ban nhân dân thành phố Hải Phòng"


def _head_title(name: str) -> str:
    return next((title for start, title in _HEADS.items() if name.startswith(f"{start} ")), "")
