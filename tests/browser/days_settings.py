"""What `make run` serves, on the day a test chooses (`tests.browser.days`)."""

from portal.settings.local import *  # noqa: F403 - a settings module on top of another
from portal.settings.local import MIDDLEWARE as USUAL
from tests.browser import days

days.follow()
MIDDLEWARE = ["tests.browser.days.OnTheDay", *USUAL]
# One sign-in for all the months of a life.
SESSION_COOKIE_AGE = 2 * 365 * 86_400
MINIMUM_FILL_SECONDS = 0
