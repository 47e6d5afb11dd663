"""What a person states about a file they hand in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the sender states about a file; stands above what the text says. Empty: nothing stated."""

    symbol: str = ""
    kind: str = ""
    title: str = ""
    issuer: str = ""
    issued: dt.date | None = None
    effective: dt.date | None = None
