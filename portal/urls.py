"""Every address of the portal. Vietnamese stands without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("captcha/", include("captcha.urls")),
    *i18n_patterns(
        path("", include("tracking.casework.urls")),
        path("lich-tiep-cong-dan/", include("tracking.reception.urls")),
        path("phap-luat/", include("legal_library.urls")),
        path("tim-kiem/", include("search.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
