"""Addresses around a seal, below the case's own at the desk."""

from __future__ import annotations

from django.urls import path

from . import rendition_views, views

urlpatterns = [
    path("niem-phong/", views.SealView.as_view(), name="seal"),
    path("niem-phong/khan-cap/", views.EmergencyView.as_view(), name="seal_emergency"),
    path("niem-phong/bo-sung/", views.SuppliedView.as_view(), name="seal_supplied"),
    path("niem-phong/kiem-tra/", views.CheckView.as_view(), name="identity_check"),
    path(
        "niem-phong/<int:opening>/chap-thuan/",
        views.AnswerView.as_view(),
        {"answer": "approve"},
        name="seal_approve",
    ),
    path("niem-phong/<int:opening>/tu-choi/", views.AnswerView.as_view(), {"answer": "refuse"}, name="seal_refuse"),
    path("niem-phong/<int:opening>/ket-thuc/", views.AnswerView.as_view(), {"answer": "end"}, name="seal_end"),
    path("niem-phong/<int:opening>/xem/", views.OpenedView.as_view(), name="seal_open"),
    path("niem-phong/ban-luoc-bo/", rendition_views.RenditionView.as_view(), name="rendition"),
    path("niem-phong/<int:opening>/ban-luoc-bo/", rendition_views.ProposeView.as_view(), name="rendition_propose"),
    path("niem-phong/<int:opening>/phat-hanh/", rendition_views.ReleaseView.as_view(), name="rendition_release"),
    path("niem-phong/<int:opening>/giay-to/<int:paper>/", rendition_views.PaperView.as_view(), name="sealed_paper"),
]
