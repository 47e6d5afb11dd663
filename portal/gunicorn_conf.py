"""The web server. PORT, BIND and WEB_WORKERS come from the environment; nothing else differs between installations."""

import os
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

from portal.logs import JsonFormatter, redact

wsgi_app = "portal.wsgi:application"
bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Threads, so that a slow or idle connection holds one of sixteen places and not one of two.
worker_class = "portal.web_worker.Worker"
threads = int(os.environ.get("WEB_THREADS", "8"))
preload_app = True
timeout = 60
graceful_timeout = 15
umask = 0o077
# The most gunicorn allows: a sentence typed with marks takes three times its letters in an address.
limit_request_line = 8190
limit_request_fields = 60
limit_request_field_size = 8190
control_socket_disable = True
# The number of trusted proxies is the portal's own setting (TRUSTED_PROXIES); gunicorn itself believes none.
forwarded_allow_ips = ""


class JsonLogger(Logger):
    """Server and access log in the portal's own format: no address, no query string, no user agent, no referrer."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.setFormatter(JsonFormatter())

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        facts = {
            "method": environ.get("REQUEST_METHOD", ""),
            "path": redact(environ.get("PATH_INFO", "")),
            "status": int(str(resp.status).split(maxsplit=1)[0]),
            "bytes": resp.sent or 0,
            "ms": round(request_time.total_seconds() * 1000, 1),
            "request_id": next((value for name, value in resp.headers if name == "X-Request-Id"), ""),
        }
        self.access_log.info("request", extra=facts)


accesslog = "-"
logger_class = JsonLogger


def on_starting(server: Any) -> None:
    """Refuse to serve what portal/checks.py calls unsafe, before the first socket is opened."""
    from portal.operation.start_up import refuse_unsafe  # noqa: PLC0415  (Django must be set up by the time it loads)

    refuse_unsafe()
