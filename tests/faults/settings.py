"""What `make run` serves, for a client that fills in forms faster than a person may."""

from portal.settings.local import *  # noqa: F403 - a settings module on top of another

MINIMUM_FILL_SECONDS = 0
