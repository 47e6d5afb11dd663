"""The developer's server: `make dev`."""

from .base import *

DEBUG = True
SECRET_KEY = SECRET_KEY or "dev-only-" + "0" * 50
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # the development server makes a thread for every request
LOGGING["handlers"]["stderr"]["formatter"] = "plain"
LOGGING["formatters"]["plain"] = {"format": "{levelname} {name}: {message}", "style": "{"}
CREATE_MISSING_KEYS = True
# The developer's server needs none of wsgi.py, which refuses to serve with DEBUG on.
WSGI_APPLICATION = None
