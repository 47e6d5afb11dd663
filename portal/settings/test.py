"""The test suite: fast hashes, a folder of its own, nothing sent anywhere."""

import tempfile

from .base import *

SECRET_KEY = "test-only-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PORTAL_DATA = Path(tempfile.mkdtemp(prefix="portal-test-"))
STATIC_ROOT = PORTAL_DATA / "static"
MEDIA_ROOT = PORTAL_DATA / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = str(PORTAL_DATA / "portal.sqlite3")
