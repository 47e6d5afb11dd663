"""Timetables as the database keeps them."""

from .booking import Booking, BookingState
from .follower import TimetableFollower
from .news import BookingNews
from .online import OnlineGround, OnlineReception, OnlineState
from .record import Record
from .timetable import POSITIONS, Departure, DepartureKind, Place, Rule, RuleKind, Subject, in_language

__all__ = [
    "POSITIONS",
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
    "in_language",
]
