"""The test suite: fast hashes, a folder of its own, nothing sent anywhere.

The database file of `--reuse-db` stays under PORTAL_DATA (default var/); everything else a test writes goes to a folder
that is thrown away.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import *
from .base import PORTAL_DATA as KEPT_DATA

SECRET_KEY = "test-only-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CREATE_MISSING_KEYS = True
MINIMUM_FILL_SECONDS = 0
LIMITS_SAVED_BY_THREAD = False
SEARCH_LOG_BY_THREAD = False
REACH_BY_THREAD = False
LIMITS_FACTOR = 1_000_000.0  # every test comes from one address; tests/portal/test_limits.py sets it back
DATABASES["default"]["CONN_MAX_AGE"] = 0
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: several threads and processes must meet in it, under the same PRAGMAs as in service.
    (KEPT_DATA / "test").mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(KEPT_DATA / "test" / "portal.sqlite3")}

PORTAL_DATA = Path(tempfile.mkdtemp(prefix="portal-test-"))
atexit.register(shutil.rmtree, PORTAL_DATA, ignore_errors=True)
KEYS_FOLDER = PORTAL_DATA / "keys"
DRAFT_ROOT = PORTAL_DATA / "drafts"
AUDIT_FOLDER = PORTAL_DATA / "audit"
ATTACHMENT_ROOT = PORTAL_DATA / "attachments"
STATIC_ROOT = PORTAL_DATA / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = PORTAL_DATA / "media"
