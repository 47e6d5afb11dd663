"""Citations: every provision and act a text names, one row each, "this article" filled in. Pure and linear."""

from __future__ import annotations

from .extracting import extract, read
from .resolving import Citation

__all__ = ["Citation", "extract", "read"]
