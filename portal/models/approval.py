"""A step of the way to publication: who may take it, for which pages, and for which version of them."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState

from portal.models.published import ResultPage
from portal.publishing.whose import agency_of
from tracking.organisation.models import Role

APPROVE = "approve"


class StaleVersion(Exception):
    """The page was changed after it was submitted: what waits is no longer what the next reader would see."""

    def __init__(self, page: Any) -> None:
        self.page = page
        super().__init__(
            f"Chưa duyệt “{page.title}”: bài đã được sửa sau khi gửi; xin xem lại bản mới và gửi lại. "
            "Bản sửa vẫn còn; bấm trả lại để người viết gửi bản mới."
        )


class ApprovalTask(AbstractGroupApprovalTask):
    """Decided by the groups' members, never by the author; with `own_agency` only in the agency whose page it is."""

    own_agency = models.BooleanField(
        "chỉ lãnh đạo cơ quan có trang",
        default=False,
        help_text="Trang chung của thành phố thì Văn phòng UBND cũng duyệt được.",
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "own_agency"]

    class Meta:
        verbose_name = "bước duyệt bài"

    def may_decide(self, obj: Any, user: Any) -> bool:
        if user.is_superuser:
            return True
        if not self._user_in_groups(user) or _author_of_what_waits(obj) == user.pk:
            return False
        return not self.own_agency or _stands_for(obj, user)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self.may_decide(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self.may_decide(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return self.may_decide(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if not self.may_decide(obj, user):
            return []
        if _still_private(obj) or is_stale(obj.current_workflow_task_state):
            return [one for one in actions if one[0] != APPROVE]
        return actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Every way to a decision ends here. Raises StaleVersion; the row is held, so no draft comes in between."""
        with transaction.atomic():
            page_pk = task_state.revision.object_id
            page = Page.objects.select_for_update(of=("self",)).filter(pk=page_pk).first()
            if action_name == APPROVE and page is not None and is_stale(task_state):
                raise StaleVersion(page)
            return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        mine = [state.pk for state in waiting if self.may_decide(state.revision.content_object, user)]
        found: models.QuerySet[TaskState] = waiting.filter(pk__in=mine)
        return found

    @classmethod
    def get_description(cls) -> str:
        return "Người trong nhóm duyệt, trừ người viết; có thể chỉ trong cơ quan có trang"


def _still_private(obj: Any) -> bool:
    """Whether the version that waits is a decision which names private persons."""
    latest = obj.get_latest_revision_as_object()
    return isinstance(latest, ResultPage) and bool(latest.private_things())


def is_stale(state: TaskState | None) -> bool:
    """Whether there is a later draft than the one submitted, or its author wrote over that one since.

    So whoever wrote the latest draft cannot approve it either: it has to be submitted, and is then theirs.
    """
    if state is None:
        return False
    submitted = Revision.objects.filter(pk=state.revision_id).values_list("object_id", "created_at").first()
    if submitted is None:
        return True
    page, written = submitted
    latest = Page.objects.filter(pk=page).values_list("latest_revision_id", flat=True).first()
    return bool(latest != state.revision_id or written > state.started_at)


def _author_of_what_waits(obj: Any) -> int | None:
    """Who wrote the version that would be published; without one that waits, the latest."""
    state = obj.current_workflow_task_state
    revision = state.revision if state else obj.latest_revision
    return revision.user_id if revision else None


def _stands_for(obj: Page, user: Any) -> bool:
    agency = agency_of(obj)
    if agency is None:
        return bool(user.has_role(Role.COMMITTEE_OFFICE))
    held = user.current_memberships()
    if held.filter(agency=agency, role=Role.HEAD).exists():
        return True
    return agency.parent_id is None and bool(user.has_role(Role.COMMITTEE_OFFICE))
