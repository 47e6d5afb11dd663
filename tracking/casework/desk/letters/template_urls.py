"""Addresses of the letter templates, under /admin/mau-van-ban/."""

from __future__ import annotations

from django.urls import path

from . import template_views

app_name = "desk_templates"
urlpatterns = [
    path("", template_views.TemplateListView.as_view(), name="index"),
    path("<int:pk>/", template_views.TemplateView.as_view(), name="edit"),
    path("<int:pk>/ke-tiep/", template_views.SuccessorView.as_view(), name="successor"),
]
