"""An agency's own part of the portal from a template in one action: pages, editors' group, pictures and documents."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, Page

from portal.blocks import BodyBlock
from portal.models import AgencyIndexPage, AgencyPage, NewsIndexPage, PlainPage
from portal.publishing.under_workflow import workflow_over
from tracking.organisation.models import Agency, Person
from tracking.organisation.roles import collection_permissions, sync_branch_group

CONTACT = (
    "Trang này do cơ quan viết: giờ làm việc, bộ phận tiếp công dân, cách đi đến. "
    "Xin thay đoạn này rồi bấm “Gửi duyệt”; chưa duyệt thì người dân chưa thấy."
)


def translated(instance: Page, created: bool = False, raw: bool = False, **_kwargs: Any) -> None:
    """Receiver: a branch got a page in another language, which its writers may write on too."""
    if created and not raw:
        for agency in Agency.objects.filter(branch__translation_key=instance.translation_key):
            sync_branch_group(agency)


class CannotOpen(ValueError):
    """Why not, for the administrator."""


def open_part(*, agency: Agency, person: Person) -> AgencyPage:
    """Front page and news wait for their approval, as every page does; the contact page for the agency's own words.

    Raises CannotOpen when the agency keeps a branch already; nothing is changed then.
    """
    with transaction.atomic():
        held = Agency.objects.select_for_update(of=("self",)).select_related("branch").get(pk=agency.pk)
        if held.branch is not None:
            raise CannotOpen(f"{held.name} đã có phần riêng: “{held.branch.title}”.")
        index = AgencyIndexPage.objects.filter(locale__language_code="vi").first()
        if index is None:
            raise CannotOpen("Chưa có mục “Các cơ quan”. Xin chạy load_starter.")
        collection = Collection.get_first_root_node().add_child(name=held.name[:255])
        front, news = _pages(index, held, collection)
        held.branch = front
        held.save()
        _give_collection(sync_branch_group(held), collection)
        for page in (front, news):
            _send_off(page, person)
    return front


def _send_off(page: Page, person: Person) -> None:
    """To whoever approves the agency's pages; where an office has no such way, there is nobody to wait for."""
    revision, workflow = page.save_revision(user=person), workflow_over(page)
    if workflow is None:
        revision.publish()
    else:
        workflow.start(page, person)


def _pages(index: Page, agency: Agency, collection: Collection) -> tuple[AgencyPage, NewsIndexPage]:
    front = AgencyPage(
        title=agency.name,
        slug=agency.slug,
        summary=f"Lịch tiếp công dân, tin và hướng dẫn của {agency.name}."[:300],
        agency=agency,
        collection=collection,
        live=False,
        locale=index.locale,
    )
    index.add_child(instance=front)
    news = NewsIndexPage(
        title="Tin và kiến thức pháp luật",
        slug="tin-tuc",
        summary="Bài viết cho người dân và cho cán bộ của địa phương.",
        live=False,
        locale=index.locale,
    )
    front.add_child(instance=news)
    contact = PlainPage(
        title="Liên hệ và giờ làm việc",
        slug="lien-he",
        live=False,
        locale=index.locale,
        body=BodyBlock().to_python([{"type": "text", "value": f"<p>{CONTACT}</p>"}]),
    )
    front.add_child(instance=contact)
    contact.save_revision()
    return front, news


def _give_collection(group: Group, collection: Collection) -> None:
    """What the group adds goes into its own collection; everybody's may be chosen for a page."""
    GroupCollectionPermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for permission in collection_permissions()
    )
