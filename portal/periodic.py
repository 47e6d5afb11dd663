"""What the portal does by itself."""

from . import session_source

JOBS = [("sessions_turned", 3_600, session_source.turn)]
