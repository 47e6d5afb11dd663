from django.urls import path

from . import akoma_views, following_views, machine, views

app_name = "legal_library"
urlpatterns = [
    path("", views.index, name="index"),
    path("tin.atom", following_views.feed, name="feed"),
    path("du-lieu/van-ban.jsonl.gz", machine.bulk, name="bulk"),
    path("theo-doi/", following_views.follow, name="follow"),
    path("theo-doi/xac-nhan/<str:token>/", following_views.confirm_following, name="confirm_following"),
    path("theo-doi/thoi/<str:token>/", following_views.leave_following, name="leave_following"),
    path("linh-vuc/<slug:slug>/", following_views.subject, name="subject"),
    path("linh-vuc/<slug:field>/tin.atom", following_views.feed, name="subject_feed"),
    path("bao-loi/<slug:slug>/", following_views.report, name="report"),
    path("<slug:slug>/", views.document, name="document"),
    path("<slug:slug>/tin.atom", following_views.feed, name="document_feed"),
    path("<slug:slug>/tai-ve/", views.download, name="download"),
    path("<slug:slug>/ban-in.pdf", views.document_pdf, name="document_pdf"),
    path("<slug:slug>/akn.xml", akoma_views.document_akn, name="document_akn"),
    path("<slug:slug>/so-sanh/", views.compare, name="compare"),
    path("<slug:slug>/<slug:place>/", views.article, name="article"),
    path("<slug:slug>/<slug:place>/ban-in.pdf", views.article_pdf, name="article_pdf"),
    path("<slug:slug>/<slug:place>/tin.atom", following_views.feed, name="article_feed"),
]
