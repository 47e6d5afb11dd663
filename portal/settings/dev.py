"""The developer's server: `make dev`."""

from .base import *

DEBUG = True
SECRET_KEY = SECRET_KEY or "dev-only-" + "0" * 50
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
