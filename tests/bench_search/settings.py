"""The test settings and one model more: a shelf of articles that Wagtail's own search indexes."""

from portal.settings.test import *  # noqa: F403 - a settings module on top of another
from portal.settings.test import DATABASES, INSTALLED_APPS, PORTAL_DATA

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench_search.shelf"]
DATABASES["default"]["NAME"] = str(PORTAL_DATA / "shelf.sqlite3")
