"""Addresses for machines, mounted under /api/v1/."""

from django.urls import path

from . import machine

urlpatterns = [
    path("documents/", machine.documents, name="api_documents"),
    path("documents/<slug:slug>", machine.document, name="api_document"),
]
