from django.urls import path

from . import booking_views, feeds, views

app_name = "reception"
urlpatterns = [
    path("", views.timetable, name="timetable"),
    path("thang/<int:year>-<int:month>/", views.month, name="month"),
    path("buoi/<str:uid>/", views.session, name="session"),
    path("buoi/<str:uid>/dang-ky/", booking_views.book, name="book"),
    path("dang-ky/", booking_views.booked, name="booked"),
    path("dang-ky/huy/", booking_views.cancel, name="cancel_booking"),
    path("da-cong-bo/", views.as_published, name="as_published"),
    path("thay-doi.atom", feeds.changes_feed, name="changes"),
    path("lich.ics", views.whole_calendar, name="whole_calendar"),
    path("buoi/<str:uid>.ics", views.session_calendar, name="session_calendar"),
    path("<slug:slug>.ics", views.agency_calendar, name="agency_calendar"),
]
