from django.urls import path

from . import feeds, views

app_name = "reception"
urlpatterns = [
    path("", views.timetable, name="timetable"),
    path("thang/<int:year>-<int:month>/", views.month, name="month"),
    path("buoi/<str:uid>/", views.session, name="session"),
    path("da-cong-bo/", views.as_published, name="as_published"),
    path("thay-doi.atom", feeds.changes_feed, name="changes"),
    path("lich.ics", views.whole_calendar, name="whole_calendar"),
    path("buoi/<str:uid>.ics", views.session_calendar, name="session_calendar"),
    path("<slug:slug>.ics", views.agency_calendar, name="agency_calendar"),
]
