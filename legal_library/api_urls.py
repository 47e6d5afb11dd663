"""Addresses for machines, mounted under /api/v1/."""

from django.urls import path

from . import akoma_views, machine

urlpatterns = [
    path("documents/", machine.documents, name="api_documents"),
    path("documents/<slug:slug>", machine.document, name="api_document"),
    path("documents/<slug:slug>/akn.xml", akoma_views.api_document_akn, name="api_document_akn"),
]
