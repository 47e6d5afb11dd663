"""What waits for whose word, and giving it. The only writer of decisions about pages outside Wagtail's own editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, TaskState, Workflow, WorkflowPage, WorkflowTask

from portal.models import ApprovalTask, ResultPage
from portal.models.approval import APPROVE, StaleVersion, is_stale

__all__ = ["APPROVE", "RETURN", "StaleVersion"]
RETURN = "reject"


class StillPrivate(Exception):
    """The version that waits names private persons; the message says where."""


class CannotDecide(Exception):
    """The page does not wait for this person, or no longer waits."""


@dataclass(frozen=True)
class Waiting:
    """A page that waits: its text as submitted, the step, who wrote it, when it is to appear."""

    state: TaskState
    page: Page

    @property
    def step(self) -> str:
        return str(self.state.task.name)

    @property
    def author(self) -> str:
        return str(self.state.revision.user or "")

    @property
    def is_stale(self) -> bool:
        return is_stale(self.state)


def waiting_for(person: Any) -> list[Waiting]:
    """Everything this person may decide now, longest waiting first."""
    found: list[Waiting] = []
    for task in ApprovalTask.objects.filter(active=True):
        states = task.get_task_states_user_can_moderate(person).select_related("revision__user", "task")
        found += [Waiting(state, state.revision.as_object()) for state in states.order_by("started_at")]
    return sorted(found, key=lambda item: item.state.started_at)


def find(person: Any, key: int) -> Waiting:
    """Raises CannotDecide."""
    found = next((item for item in waiting_for(person) if item.state.pk == key), None)
    if found is None:
        raise CannotDecide
    return found


def decide(person: Any, key: int, action: str, comment: str = "") -> Waiting:
    """Approve, or return with a comment. The last approval publishes, or waits for the day the page is set to.

    Raises CannotDecide; StaleVersion when somebody saved a later draft, which nobody would have read; StillPrivate when
    a decision on a complaint is to be approved with private persons in it.
    """
    with transaction.atomic():
        item = find(person, key)
        if action == APPROVE and isinstance(item.page, ResultPage) and (wrong := item.page.private_things()):
            raise StillPrivate(" ".join(wrong))
        item.state.task.specific.on_action(item.state, person, action, comment=comment)
    return item


def ensure_workflow(home: Page, groups: dict[str, Any]) -> bool:
    """The way of every page to publication; left alone once there is any step of ours. True when it was made."""
    if ApprovalTask.objects.exists():
        _cover_translations(home)
        return False
    check = ApprovalTask.objects.create(name="Kiểm tra pháp lý")
    check.groups.set(groups["legal"])
    approve = ApprovalTask.objects.create(name="Lãnh đạo duyệt", own_agency=True)
    approve.groups.set(groups["chief"])
    workflow = Workflow.objects.create(name="Kiểm tra pháp lý rồi lãnh đạo duyệt")
    for order, task in enumerate((check, approve)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    _cover_translations(home)
    return True


def _cover_translations(home: Page) -> None:
    """Another language has a tree of its own: without this, its pages could not be submitted at all."""
    way = WorkflowPage.objects.filter(page=home).first()
    for twin in home.get_translations() if way else ():
        WorkflowPage.objects.get_or_create(page=twin, defaults={"workflow": way.workflow})


def appears_at(page: Page) -> str:
    """When it will be seen, for the one who decides."""
    if page.go_live_at and page.go_live_at > timezone.now():
        return timezone.localtime(page.go_live_at).strftime("%H:%M %d/%m/%Y")
    return "ngay khi duyệt"
