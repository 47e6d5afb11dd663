"""The agencies of the city as facts with their source. Loading twice changes nothing; corrections made here stay."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from tracking.organisation.models import Agency, Tier
from tracking.organisation.roles import sync_role_groups

DATA = Path(__file__).parent / "data"
TWO_TIERS_FROM = dt.date(2025, 7, 1)
COMMUNE_FACTS = {
    "tier": Tier.COMMUNE,
    "valid_from": TWO_TIERS_FROM,
    # The list was checked (67 communes, 45 wards, 2 zones); the resolution's number was not read in the act itself.
    "ground": "Nghị quyết 1669/NQ-UBTVQH15 (số hiệu cần kiểm tra)",
    "source": "Danh mục đơn vị hành chính",
    "confidence": "S",
}
DEPARTMENT_FACTS = {
    "tier": Tier.DEPARTMENT,
    "parent": "ubnd-thanh-pho",
    "ground": "",
    "source": "Hiểu biết chung về cơ quan chuyên môn cấp thành phố từ 01/7/2025, cần kiểm tra",
    "confidence": "G",
}
_TERM = {"phường": "UBND phường", "xã": "UBND xã", "đặc khu": "UBND đặc khu"}


def load() -> None:
    """Add the agencies that are missing, parents first, and bring the groups of the roles up to date."""
    with transaction.atomic():
        for facts in (*offices(), *communes()):
            _add_if_missing(facts)
    sync_role_groups()


def offices() -> Iterator[dict[str, Any]]:
    """City bodies and departments, in an order where every parent comes before its children."""
    for facts in json.loads((DATA / "offices.json").read_text(encoding="utf-8"))["offices"]:
        defaults = {} if "tier" in facts else DEPARTMENT_FACTS
        yield {"valid_from": TWO_TIERS_FROM, **defaults, **facts}


def communes() -> Iterator[dict[str, Any]]:
    """The people's committees of the 114 communes, wards and special zones."""
    with (DATA / "communes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = f"{_TERM[row['kind']]} {row['name']}"
            yield {
                **COMMUNE_FACTS,
                "slug": row["slug"],
                "code": row["code"],
                "name": name.replace("UBND", "Ủy ban nhân dân", 1),
                "short_name": name,
                "name_en": f"People's Committee of {row['name_en']} {row['kind_en']}",
                "parent": "ubnd-thanh-pho",
            }


def _add_if_missing(facts: dict[str, Any]) -> None:
    slug = facts["slug"]
    if Agency.objects.filter(slug=slug).exists():
        return
    parent = Agency.objects.get(slug=facts["parent"]) if facts.get("parent") else None
    Agency.objects.create(**{**facts, "parent": parent})
