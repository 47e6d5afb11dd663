"""Instructions of an amending act, each on one place of another act. What is not certain is listed, never guessed."""

from __future__ import annotations

from .reading import read, read_all
from .shapes import Instruction, Location, Reading, Target, Unread

__all__ = ["Instruction", "Location", "Reading", "Target", "Unread", "read", "read_all"]
