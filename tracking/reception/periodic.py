"""What the timetable does by itself."""

from . import bookings, following, news_sending

JOBS = [
    ("reception.forget_bookings", 86_400, bookings.forget_old),
    ("reception.remind_of_turns", 3_600, news_sending.remind),
    ("reception.send_news", 60, news_sending.send_waiting),
    ("reception.forget_followers", 86_400, following.forget_unconfirmed),
    ("reception.forget_news", 86_400, news_sending.forget_old),
]
