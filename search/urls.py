from django.urls import path

from . import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("atom.xml", views.feed, name="feed"),
    path("da-mo/", views.opened, name="opened"),
]
