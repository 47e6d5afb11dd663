from django.urls import path

from . import views

app_name = "reception"
urlpatterns = [
    path("", views.timetable, name="timetable"),
    path("lich.ics", views.whole_calendar, name="whole_calendar"),
    path("<slug:slug>.ics", views.agency_calendar, name="agency_calendar"),
]
