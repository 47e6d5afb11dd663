"""What the timetable does by itself."""

from . import bookings

JOBS = [("reception.forget_bookings", 86_400, bookings.forget_old)]
