"""The last look before the first request: an unsafe portal does not start."""

import os
import sys

import django
from django.core.checks import ERROR, run_checks
from django.core.management.color import color_style
from django.db import connections

# Set for the workers of a server that has been looked at, so that they need not look again.
CHECKED = "PORTAL_START_CHECKED"


def refuse_unsafe() -> None:
    """Run the portal's own checks (portal/checks.py) and exit with what is wrong, if anything is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    django.setup()
    found = run_checks(tags=["portal"], include_deployment_checks=True)
    connections.close_all()  # the workers are forked from this process and must open their own
    serious = [message for message in found if message.level >= ERROR]
    for message in serious:
        sys.stderr.write(color_style().ERROR(f"{message.id}: {message.msg}\n  {message.hint or ''}\n"))
    if serious:
        sys.stderr.write("The portal does not start like this.\n")
        sys.exit(3)
    os.environ[CHECKED] = "1"
