"""Addresses of the desk, under /admin/vu-viec/. A case is named by its public reference: no counting upwards."""

from __future__ import annotations

from django.urls import include, path, register_converter

from tracking.casework.desk import notice_views
from tracking.casework.desk.opening.review_views import ReviewView
from tracking.casework.letters.catalogue import LetterKey

from . import citizen_views, forwarder_views, mandate_views, signature_views, views
from .letters import clearance_views, letter_views, outside_views, sent_views
from .steps import all_slugs


class ReferenceConverter:
    regex = r"HP\d\d-[0-9A-Z]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class StepConverter(ReferenceConverter):
    regex = "|".join(sorted(all_slugs(), key=len, reverse=True))


class LetterConverter(ReferenceConverter):
    regex = "|".join(sorted(LetterKey, key=len, reverse=True))


register_converter(ReferenceConverter, "case_reference")
register_converter(LetterConverter, "case_letter")
register_converter(StepConverter, "case_step")

app_name = "desk"
urlpatterns = [
    path("", views.InboxView.as_view(), name="inbox"),
    path("<case_reference:reference>/", views.CaseView.as_view(), name="case"),
    path("<case_reference:reference>/nguoi-gui/", views.IdentityView.as_view(), name="identity"),
    path("<case_reference:reference>/tin-nhan/", views.MessageView.as_view(), name="message"),
    path("<case_reference:reference>/rut-don/", citizen_views.WithdrawalView.as_view(), name="withdrawal"),
    path("<case_reference:reference>/xem-lai/", citizen_views.ReviewView.as_view(), name="review"),
    path("<case_reference:reference>/tep/<int:paper>/", views.PaperView.as_view(), name="paper"),
    path("<case_reference:reference>/noi-chuyen/", forwarder_views.ForwarderView.as_view(), name="forwarder"),
    path("<case_reference:reference>/ghi-noi-chuyen/", forwarder_views.NamedView.as_view(), name="forwarder_named"),
    path("<case_reference:reference>/dai-dien/<slug:basis>/", mandate_views.MandateView.as_view(), name="mandate"),
    path("<case_reference:reference>/chu-ky/", signature_views.CounterView.as_view(), name="signature"),
    path("<case_reference:reference>/chu-ky/<int:form>/", signature_views.JudgeView.as_view(), name="signature_judge"),
    path(
        "<case_reference:reference>/van-ban/<case_letter:letter_key>/", letter_views.LetterView.as_view(), name="letter"
    ),
    path(
        "<case_reference:reference>/van-ban/<case_letter:letter_key>/ngoai-cong/",
        outside_views.OutsideView.as_view(),
        name="letter_outside",
    ),
    path(
        "<case_reference:reference>/van-ban/<int:letter>/tep/<int:file>/",
        letter_views.LetterFileView.as_view(),
        name="letter_file",
    ),
    path(
        "<case_reference:reference>/van-ban/<int:letter>/ban-ky/", letter_views.ScanView.as_view(), name="letter_scan"
    ),
    path("<case_reference:reference>/van-ban/<int:letter>/da-gui/", sent_views.SentView.as_view(), name="letter_sent"),
    path(
        "<case_reference:reference>/van-ban/<int:letter>/sua-ngay-gui/",
        sent_views.SentAgainView.as_view(),
        name="letter_sent_again",
    ),
    path(
        "<case_reference:reference>/trinh-ky/<int:proposal>/",
        clearance_views.ProposalView.as_view(),
        name="letter_proposal",
    ),
    path("<case_reference:reference>/buoc/<case_step:step>/", views.StepView.as_view(), name="step"),
    path("<case_reference:reference>/", include("tracking.casework.desk.opening.urls")),
    path("mo-khan-cap/<int:opening>/", ReviewView.as_view(), name="emergency_review"),
    path("thu-bao/", notice_views.BoardView.as_view(), name="notices"),
    path("thu-bao/<int:notice>/", notice_views.SendAgainView.as_view(), name="notice_again"),
]
