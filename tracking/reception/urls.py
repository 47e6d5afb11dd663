from django.urls import path

from . import booking_views, feeds, following_views, views

app_name = "reception"
urlpatterns = [
    path("", views.timetable, name="timetable"),
    path("thang/<int:year>-<int:month>/", views.month, name="month"),
    path("buoi/<str:uid>/", views.session, name="session"),
    path("buoi/<str:uid>/dang-ky/", booking_views.book, name="book"),
    path("dang-ky/", booking_views.booked, name="booked"),
    path("dang-ky/huy/", booking_views.cancel, name="cancel_booking"),
    path("theo-doi/xac-nhan/<str:token>/", following_views.confirm, name="confirm_following"),
    path("theo-doi/thoi/<str:token>/", following_views.leave, name="leave_following"),
    path("theo-doi/<slug:slug>/", following_views.follow, name="follow"),
    path("da-cong-bo/", views.as_published, name="as_published"),
    path("thay-doi.atom", feeds.changes_feed, name="changes"),
    path("lich.ics", views.whole_calendar, name="whole_calendar"),
    path("buoi/<str:uid>.ics", views.session_calendar, name="session_calendar"),
    path("<slug:slug>.ics", views.agency_calendar, name="agency_calendar"),
]
