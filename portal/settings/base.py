"""Settings every environment shares. What differs stands in dev, local, production and test."""

from pathlib import Path
from typing import Any

from .environment import BASE_DIR, env
from .protection import *

# Everything the portal writes lives in one folder outside the code: database, index, attachments, keys.
PORTAL_DATA = Path(env.str("PORTAL_DATA", default=str(BASE_DIR / "var"))).resolve()

SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
DEBUG = False

INSTALLED_APPS = [
    "portal",
    "portal.operation",
    "search",
    "legal_library",
    "tracking.organisation",
    "tracking.terms",
    "tracking.casework",
    "tracking.reception",
    "captcha",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "tracking.organisation.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "portal.middleware.RequestId",
    "portal.middleware.Compress",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.middleware.ResponseHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.ContentPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.LanguageFromAddress",
    "portal.middleware.Gate",
    "portal.limits.Limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tracking.organisation.middleware.StaffRights",
    "portal.doors.Doors",
]

ROOT_URLCONF = "portal.urls"
CSRF_FAILURE_VIEW = "portal.error_views.expired_form"
WSGI_APPLICATION: str | None = "portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

# SQLite under kill and power cut: rollback journal, EXTRA; the stock library's WAL can corrupt (docs/decisions.md).
# trusted_schema=OFF is not possible: Django guards every JSON column with a CHECK over JSON_VALID().
SQLITE_PRAGMAS = "PRAGMA journal_mode=DELETE;PRAGMA synchronous=EXTRA;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
DATABASES: dict[str, Any] = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{PORTAL_DATA}/portal.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": SQLITE_PRAGMAS,
    }
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Files in a folder the processes of a machine share (portal/shared_memory.py): what one worker clears, all see cleared.
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "portal.shared_memory.SharedMemoryCache", "LOCATION": str(PORTAL_DATA), "TIMEOUT": 300}
}

ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
# Names this portal's indexes; every portal on a cluster needs its own, or they delete each other's.
ELASTICSEARCH_ALIAS = env.str("ELASTICSEARCH_ALIAS", default="tiep-dan")

AUTH_USER_MODEL = "organisation.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "tracking.organisation.passwords.OneTimePasswordIsNotKept"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
# Source strings are Vietnamese; each room keeps its English in locale/<room>, Wagtail's Vietnamese is locale/admin.
LOCALE_PATHS = sorted(path for path in (BASE_DIR / "locale").iterdir() if path.is_dir())

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(PORTAL_DATA / "static")))
MEDIA_ROOT = PORTAL_DATA / "media"
MEDIA_URL = "/media/"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WAGTAIL_SITE_NAME = "Cổng tiếp công dân Hải Phòng"
WAGTAILADMIN_USER_LOGIN_FORM = "portal.sign_in_form.SignInForm"
WAGTAILADMIN_BASE_URL = env.str("PORTAL_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Addresses that can be read over the telephone: "dat-bi-thu-hoi", whatever marks the title has.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.publishing.attached_forms.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.publishing.attached_forms.ImageForm"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A page sent to translation becomes a draft there: its English is approved like every page.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Approvers need no right to publish, and what they approved is what appears.
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.publishing.finishing.publish_what_was_approved"
# A page returned by the last step and changed goes through the earlier steps too: each has read what is published.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# An address takes password resets, so administrators enter it; and a first sign-in asks for a new password only.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
# Editors' papers go out as a download. Which endings are taken says `attached_forms.TAKEN`, alone: Wagtail's own
# WAGTAILDOCS_EXTENSIONS would be a second list, and refuses in English.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []

# Casework: keys and papers lie beside the database, never in it. Missing keys are an error, not a reason to make new
# ones, or a lost folder would be noticed only when nothing opens any more; the set-up calls `keys.ensure_keys()`.
KEYS_FOLDER = PORTAL_DATA / "keys"
CREATE_MISSING_KEYS = False
DRAFT_ROOT = PORTAL_DATA / "drafts"
# A daily copy of the head of the event chain; keep another copy off this machine (docs: verify_audit).
AUDIT_FOLDER = PORTAL_DATA / "audit"

# Papers of petitions: ciphertext in a folder of its own; uploads of citizens never touch the system's temporary folder.
ATTACHMENT_ROOT = PORTAL_DATA / "attachments"
ATTACHMENT_LIMITS = {
    "file_mb": 10,
    "files": 20,
    "submission_mb": 40,
    "case_files": 100,
    "case_mb": 200,
    "address_day_mb": 400,
    "disk_floor_mb": 500,
}
# Half-filled forms of everybody together: files on the disk, and what is put by for a month.
DRAFT_LIMITS = {
    "files_mb": env.int("DRAFT_FILES_MB", default=10_240),
    "kept_mb": env.int("DRAFT_KEPT_MB", default=4_096),
}
FILE_UPLOAD_HANDLERS = [
    "tracking.casework.files.uploads.MemoryOnly",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# ClamAV's daemon as `/run/clamav/clamd.ctl` or `host:port`; empty means none, and papers are shown as not scanned.
SCANNER_ADDRESS = env.str("SCANNER_ADDRESS", default="")

# Mail goes to the office's own relay, `smtp+tls://user:password@host:587`; without one nothing is sent.
EMAIL_URL = env.str("EMAIL_URL", default="")
vars().update(env.email_url("EMAIL_URL", default="dummymail://"))
# A relay that takes the call and says nothing would otherwise hold the worker for ever.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="portal@localhost")
# Reminders of terms are written between these hours of a working day.
OFFICE_HOURS = (8, 17)
WAGTAIL_PASSWORD_RESET_ENABLED = bool(EMAIL_URL)

# Text for people goes to the terminal, lines for machines are JSON; neither holds personal data (portal/logs.py).
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []

# The question before sending a petition (tracking/casework/captcha/): figures as picture, our own text and speech.
CAPTCHA_CHALLENGE_FUNCT = "tracking.casework.captcha.challenges.challenge"
CAPTCHA_FONT_SIZE = 34
CAPTCHA_LETTER_ROTATION = (-12, 12)
CAPTCHA_FOREGROUND_COLOR = "#13233a"
CAPTCHA_NOISE_FUNCTIONS = ("captcha.helpers.noise_arcs",)
CAPTCHA_TIMEOUT = 30  # minutes: an old person reads the whole petition again before answering
CAPTCHA_2X_IMAGE = False
# From opening the form to sending it; nobody reads and writes a petition in less.
MINIMUM_FILL_SECONDS = 3
