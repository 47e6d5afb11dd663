"""One office on one machine: what `make run` serves. Only Secure, `__Host-` and HSTS are left to production."""

from .base import *

ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost"]
