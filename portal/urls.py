"""Every address of the portal. Vietnamese stands without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from tracking.reception.feeds import timetable_json

from . import (
    admin_words,
    converters,
    education_views,
    health,
    media_views,
    open_data_views,
    quiz_views,
    site_files,
    site_map_views,
    sitemaps,
)
from .handbook import views as handbook_views
from .openapi import openapi

handler400 = "portal.errors.bad_request"
handler500 = "portal.error_views.server_error"

converters.register()

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("robots.txt", site_files.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path(".well-known/security.txt", site_files.security, name="security_txt"),
    path("api/v1/", include("search.api_urls")),
    path("admin/jsi18n/", admin_words.javascript_catalog),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", include("legal_library.api_urls")),
    path("api/v1/timetable", timetable_json, name="api_timetable"),
    path("captcha/", include("captcha.urls")),
    path("tai-lieu/<row:pk>/<str:name>", media_views.document, name="document"),
    path("tai-lieu/", include("wagtail.documents.urls")),
    path("media/<path:path>", media_views.media, name="media"),
    *i18n_patterns(
        path("", include("tracking.casework.urls")),
        path("tinh-thoi-han/", include("tracking.terms.urls")),
        path("lich-tiep-cong-dan/", include("tracking.reception.urls")),
        path("luat-su/", include("tracking.reception.lawyer_urls")),
        path("phap-luat/", include("legal_library.urls")),
        path("tim-kiem/", include("search.urls")),
        path("huong-dan-su-dung/", handbook_views.for_citizens, name="handbook"),
        path("du-lieu-mo/", open_data_views.open_data, name="open_data"),
        path("so-do-cong/", site_map_views.site_map, name="site_map"),
        path("trac-nghiem/<row:pk>/", quiz_views.answer, name="quiz"),
        path("phu-de/<row:pk>/<uuid:block>.vtt", education_views.film_captions, name="captions"),
        path("to-roi/<row:pk>.pdf", education_views.leaflet, name="leaflet"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
