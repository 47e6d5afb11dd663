"""Files of pages: shown to strangers with a page that is published, and changed only through a page that is approved.

A document or picture is a row of its own. Without this it could be read before its page was approved, and its file
replaced under a page that others had approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex, Revision, WorkflowState

from portal.remembering import remembered

IN_USE = (
    "“{file}” đang ở trang “{page}” đã duyệt hoặc đang chờ duyệt. Xin tải tệp mới lên thành mục riêng rồi thay trong "
    "trang, để trang và tệp được duyệt cùng nhau."
)
File: TypeAlias = AbstractDocument | AbstractImage


def files_of(page: Page) -> list[File]:
    """The documents and pictures this version of a page shows, each once, in the order of its text."""
    kinds: dict[int, Any] = {_kind(model).pk: model for model in (get_document_model(), get_image_model())}
    # The index is written for what is live; a version that waits is read by the same reader, which has no other door.
    named = ReferenceIndex._extract_references_from_object(page)
    wanted = dict.fromkeys((kind, int(key)) for kind, key, *_place in named if kind in kinds)
    found = ((kinds[kind].objects.filter(pk=key).first()) for kind, key in wanted)
    return [file for file in found if file is not None]


def is_shown(file: File) -> bool:
    """Whether a page that is published shows it."""
    return remembered(f"shown:{file._meta.label_lower}:{file.pk}", lambda: live_page_of(file) is not None)


def live_page_of(file: File) -> Page | None:
    named = ReferenceIndex.get_references_to(file).filter(base_content_type=_kind(Page))
    keys = [int(key) for key in named.values_list("object_id", flat=True)]
    page: Page | None = Page.objects.live().filter(pk__in=keys).first()
    return page


def page_that_holds(file: File) -> Page | None:
    """A page that shows it, or would once it is approved or its day has come: the file stays as it was approved."""
    return live_page_of(file) or next((page for page in _waiting() if file in files_of(page)), None)


def _waiting() -> Iterator[Page]:
    for state in WorkflowState.objects.active().select_related("current_task_state__revision"):
        if state.current_task_state is not None:
            yield state.current_task_state.revision.as_object()
    for revision in Revision.page_revisions.exclude(approved_go_live_at=None):
        yield revision.as_object()


def _kind(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def may_see(request: HttpRequest, file: File) -> bool:
    """Who has no desk here sees it once a page that shows it is published."""
    return is_shown(file) or bool(request.user.has_perm("wagtailadmin.access_admin"))


DELETING: dict[str, tuple[str, Any]] = {
    "wagtaildocs:delete": ("document_id", get_document_model),
    "wagtailimages:delete": ("image_id", get_image_model),
}


def kept_with_its_page(request: HttpRequest, name: str, named: dict[str, Any]) -> HttpResponse | None:
    """Deleting a file would empty a place in a page others have approved."""
    if name not in DELETING or request.method != "POST":
        return None
    key, model = DELETING[name]
    return _refused(request, list(model().objects.filter(pk=named[key])))


@hooks.register("before_bulk_action")
def keep_with_their_pages(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> HttpResponse | None:
    if action_type != "delete":
        return None
    return _refused(request, [one for one in objects if isinstance(one, AbstractDocument | AbstractImage)])


def _refused(request: HttpRequest, files: list[File]) -> HttpResponse | None:
    for file in files:
        if (page := page_that_holds(file)) is not None:
            messages.error(request, IN_USE.format(file=file.title, page=page.title))
            return redirect("wagtailadmin_home")
    return None
