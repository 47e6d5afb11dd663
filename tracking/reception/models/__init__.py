"""Timetables as the database keeps them."""

from .booking import Booking, BookingState
from .news import BookingNews
from .record import Record
from .timetable import POSITIONS, Departure, DepartureKind, Place, Rule, RuleKind, Subject, in_language

__all__ = [
    "POSITIONS",
    "Booking",
    "BookingNews",
    "BookingState",
    "Departure",
    "DepartureKind",
    "Place",
    "Record",
    "Rule",
    "RuleKind",
    "Subject",
    "in_language",
]
