from django.urls import path

from . import views

app_name = "legal_library"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.document, name="document"),
    path("<slug:slug>/tai-ve/", views.download, name="download"),
    path("<slug:slug>/so-sanh/", views.compare, name="compare"),
    path("<slug:slug>/<slug:place>/", views.article, name="article"),
]
