"""What keeps strangers and floods out: content policies, isolation headers, limits. Part of base."""

from typing import Any

from csp.constants import NONCE

from .environment import env

PUBLIC_MAX_AGE = 60
BODY_LIMIT = 44 * 1024 * 1024  # 40 MB of papers and the text around them
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 25

# Proxies in front whose X-Forwarded-For is believed; 0 when the portal is reached directly.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
ISOLATION_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
            "fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
            "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
        )
    ),
    "X-Permitted-Cross-Domain-Policies": "none",
}  # fmt: skip

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

# Wagtail's screens, measured in Chromium: styles are set inline, a page's preview is a frame, and of its inline scripts
# the date inputs start from a file of ours (portal/static/portal/admin) and the rest carry a nonce (templates/).
ADMIN_CONTENT_SECURITY_POLICY: dict[str, list[Any]] = {
    "default-src": ["'none'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "script-src": ["'self'", NONCE],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}

MINUTE, HOUR = 60, 3_600
# name: (method, names of addresses, one address may, everybody together may); a pair is (events, seconds).
# One address is often a whole commune's office or a mobile operator's gateway, so it is given a crowd's share.
LIMITS: dict[str, tuple[str, tuple[str, ...], tuple[int, int], tuple[int, int]]] = {
    "advise": ("POST", ("casework:adviser",), (120, 10 * MINUTE), (6_000, MINUTE)),
    "write": ("POST", ("casework:form",), (120, 10 * MINUTE), (3_000, MINUTE)),
    "submit": ("POST", ("casework:receipt",), (30, HOUR), (600, MINUTE)),
    "genuine": ("POST", ("casework:check_receipt",), (60, 10 * MINUTE), (1_200, MINUTE)),
    "look_up": ("POST", ("casework:lookup",), (30, 10 * MINUTE), (3_000, MINUTE)),
    "resume": ("POST", ("casework:resume",), (30, 10 * MINUTE), (3_000, MINUTE)),
    "join": ("POST", ("casework:join",), (30, 10 * MINUTE), (3_000, MINUTE)),
    "print": (
        "POST",
        ("casework:receipt_pdf", "casework:form_pdf", "casework:appointment_pdf"),
        (60, HOUR),
        (1_200, MINUTE),
    ),
    "book": ("POST", ("reception:book",), (30, HOUR), (600, MINUTE)),
    "booking": ("POST", ("reception:booked", "reception:cancel_booking"), (30, 10 * MINUTE), (3_000, MINUTE)),
    # What costs much to make: typeset papers of one's own, old timetables, texts compared, long spans.
    "print_own": ("GET", ("casework:form_pdf", "casework:appointment_pdf"), (60, HOUR), (1_200, MINUTE)),
    "heavy": (
        "GET",
        (
            "reception:as_published",
            "legal_library:compare",
            "legal_library:document_pdf",
            "legal_library:article_pdf",
            "leaflet",
            "api_timetable",
        ),
        (120, 10 * MINUTE),
        (1_200, MINUTE),
    ),
    "message": ("POST", ("casework:message",), (30, HOUR), (600, MINUTE)),
    "act": ("POST", ("casework:write_next", "casework:withdraw", "casework:rate"), (60, HOUR), (1_200, MINUTE)),
    "paper": (
        "GET",
        ("casework:attachment", "casework:withdrawal_pdf", "casework:letter"),
        (120, 10 * MINUTE),
        (1_200, MINUTE),
    ),
    "captcha": (
        "GET",
        ("captcha-image", "captcha-audio", "captcha-refresh", "casework:captcha_sound"),
        (120, 10 * MINUTE),
        (3_000, MINUTE),
    ),
    "follow_law": ("POST", ("legal_library:follow", "legal_library:report"), (20, HOUR), (600, MINUTE)),
    "follow_timetable": ("POST", ("reception:follow", "reception:confirm_following"), (20, HOUR), (600, MINUTE)),
    "search": (
        "GET",
        ("search:results", "search:feed", "search_api:search"),
        (120, MINUTE),
        (3_600, MINUTE),
    ),
    "suggest": ("GET", ("search_api:suggest",), (600, MINUTE), (18_000, MINUTE)),
    "missed": ("POST", ("search:missed",), (30, HOUR), (600, MINUTE)),
    "opened": ("POST", ("search:opened",), (120, MINUTE), (3_600, MINUTE)),
    "sign_in": ("POST", ("wagtailadmin_login",), (20, 15 * MINUTE), (600, 15 * MINUTE)),
    "password": ("POST", ("wagtailadmin_password_reset",), (5, HOUR), (100, HOUR)),
    "quiz": ("POST", ("quiz",), (120, 10 * MINUTE), (3_000, MINUTE)),
    "page_password": ("POST", ("wagtailcore_authenticate_with_password",), (20, 15 * MINUTE), (600, 15 * MINUTE)),
}
# Multiplies every count above: for load tests, and for an installation much larger than expected.
LIMITS_FACTOR = env.float("LIMITS_FACTOR", default=1.0)
LIMITS_SAVED_BY_THREAD = True
SEARCH_LOG_BY_THREAD = True
REACH_BY_THREAD = True
