from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from tracking.organisation.people import AgencyViewSet, MembershipViewSet


@hooks.register("register_admin_viewset")
def organisation_pages() -> list[ModelViewSet]:
    return [AgencyViewSet("agencies", url_prefix="co-quan"), MembershipViewSet("memberships", url_prefix="vai-tro")]
