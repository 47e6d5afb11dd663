"""The web server. PORT, WEB_WORKERS and BIND come from the environment; nothing else differs between installations."""

import os

wsgi_app = "portal.wsgi:application"
bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", "2"))
preload_app = True
timeout = 60
graceful_timeout = 15
umask = 0o077
accesslog = "-"
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
