"""Timetables as the database keeps them."""

from .booking import Booking, BookingState
from .departure import CALLS_OFF, NEW_KINDS, OF_EXTRAS, Departure, DepartureKind
from .follower import AskedAddress, TimetableFollower
from .news import BookingNews
from .online import OnlineGround, OnlineReception, OnlineState
from .record import Record
from .timetable import POSITIONS, Place, Rule, RuleKind, Subject, facts_of, hold, in_language

__all__ = [
    "CALLS_OFF",
    "NEW_KINDS",
    "OF_EXTRAS",
    "POSITIONS",
    "AskedAddress",
    "Booking",
    "BookingNews",
    "BookingState",
    "Departure",
    "DepartureKind",
    "OnlineGround",
    "OnlineReception",
    "OnlineState",
    "Place",
    "Record",
    "Rule",
    "RuleKind",
    "Subject",
    "TimetableFollower",
    "facts_of",
    "hold",
    "in_language",
]
