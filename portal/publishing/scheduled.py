"""What is to appear or to go on its day, each page for itself: one that must not holds none of the others back."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page, Revision

from portal.models.published import MustStay

logger = logging.getLogger(__name__)
# Wagtail's names for the two in a page's history.
PUBLISHED, ENDED = "wagtail.publish.scheduled", "wagtail.unpublish.scheduled"


def publish_due() -> None:
    """What `publish_scheduled` does, without its end at the first page that is refused."""
    for page in Page.objects.live().filter(expire_at__lt=timezone.now()).order_by("expire_at").specific():
        try:
            page.unpublish(set_expired=True, log_action=ENDED)
        except MustStay as kept:  # its legal time ends later: it is asked again every minute
            logger.info("page kept", extra={"page": page.pk, "until": str(kept.until)})
    for revision in _due():
        try:
            revision.publish(log_action=PUBLISHED)
        except ValidationError:  # a page names private persons; its editors see it on their board
            logger.warning("scheduled page refused", extra={"page": revision.object_id})


def refused() -> list[Page]:
    """The pages whose hour has come and that still may not appear, as they would be."""
    return [revision.as_object() for revision in _due()]


def _due() -> Iterator[Revision]:
    due = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now())
    yield from due.order_by("approved_go_live_at")
