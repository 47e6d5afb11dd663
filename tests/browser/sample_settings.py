"""What `make run` serves, with addresses that lead straight to what goes wrong (`tests.browser.sample_urls`)."""

from portal.settings.local import *  # noqa: F403 - a settings module on top of another

ROOT_URLCONF = "tests.browser.sample_urls"
