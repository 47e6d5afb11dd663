"""An agency's own part of the portal from a template in one action: pages, editors' group, pictures and documents."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, Page

from portal.blocks import BodyBlock
from portal.models import AgencyIndexPage, AgencyPage, NewsIndexPage, PlainPage
from tracking.organisation.models import Agency
from tracking.organisation.roles import collection_permissions, sync_branch_group

CONTACT = (
    "Trang này do cơ quan viết: giờ làm việc, bộ phận tiếp công dân, cách đi đến. "
    "Xin thay đoạn này rồi bấm “Gửi duyệt”; chưa duyệt thì người dân chưa thấy."
)


class CannotOpen(ValueError):
    """Why not, for the administrator."""


def open_part(*, agency: Agency) -> AgencyPage:
    """Front page and news go live empty; the contact page waits as a draft for the agency's own words.

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
        front = _pages(index, held, collection)
        held.branch = front
        held.save()
        _give_collection(sync_branch_group(held), collection)
    return front


def _pages(index: Page, agency: Agency, collection: Collection) -> AgencyPage:
    front = AgencyPage(
        title=agency.name,
        slug=agency.slug,
        summary=f"Lịch tiếp công dân, tin và hướng dẫn của {agency.name}."[:300],
        agency=agency,
        collection=collection,
        locale=index.locale,
    )
    index.add_child(instance=front)
    front.save_revision().publish()
    news = NewsIndexPage(
        title="Tin và kiến thức pháp luật",
        slug="tin-tuc",
        summary="Bài viết cho người dân và cho cán bộ của địa phương.",
        locale=index.locale,
    )
    front.add_child(instance=news)
    news.save_revision().publish()
    contact = PlainPage(
        title="Liên hệ và giờ làm việc",
        slug="lien-he",
        live=False,
        locale=index.locale,
        body=BodyBlock().to_python([{"type": "text", "value": f"<p>{CONTACT}</p>"}]),
    )
    front.add_child(instance=contact)
    contact.save_revision()
    return front


def _give_collection(group: Group, collection: Collection) -> None:
    """What the group adds goes into its own collection; everybody's may be chosen for a page."""
    GroupCollectionPermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for permission in collection_permissions()
    )
