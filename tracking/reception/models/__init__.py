"""Timetables as the database keeps them."""

from .record import Record
from .timetable import POSITIONS, Departure, DepartureKind, Place, Rule, RuleKind, in_language

__all__ = ["POSITIONS", "Departure", "DepartureKind", "Place", "Record", "Rule", "RuleKind", "in_language"]
