from django.urls import path

from . import missed, views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("atom.xml", views.feed, name="feed"),
    path("khong-thay/", missed.tell, name="missed"),
    path("da-mo/", views.opened, name="opened"),
]
