"""Which office is right for a petition, asked of `competence` with the agencies as they stand in the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from tracking.organisation.models import Agency, Tier

from ..kind_guides import marked
from ..models import Case
from ..petition import Content, Field, Kind
from .competence import NOT_OURS, POST_NAMES, Answer, Office, Post, Seat, competent
from .recipients import agency_name, commune_label


@dataclass(frozen=True)
class Proposal:
    """The body to send to and why. `agency` is None for one outside the portal, named by `outside` then."""

    agency: Agency | None
    attacked: Agency | None
    why: str
    laws: tuple[str, ...]
    succeeded: bool = False
    needs_check: bool = False
    outside: str = ""

    @property
    def takes_petitions(self) -> bool:
        return self.agency is not None and self.agency.receives_petitions


def proposal_for(
    kind: Kind, content: Content, *, instance: int = 1, agencies: Mapping[str, Agency] | None = None
) -> Proposal | None:
    """What the petition itself gives away of the right body; None when it says too little."""
    matter = NOT_OURS.get(Field(content.field)) if kind is not Kind.DENUNCIATION else None
    if matter:
        why, law = matter
        return Proposal(None, None, why, (law,), outside=why)
    # Who settles a denunciation depends on whether a leader, the body or one of its staff is denounced (LTC Đ.13).
    post_decides = kind is Kind.DENUNCIATION and instance == 1
    if not content.respondent_agency or (post_decides and not content.respondent_post):
        return None
    known = agencies or all_agencies()
    answer = competent(
        kind=kind,
        offices=offices_of(known),
        attacked=content.respondent_agency,
        post=_post(content.respondent_post),
        day=timezone.localdate(),
        instance=instance,
    )
    return _proposal(answer, known) if answer else None


def proposal_of(case: Case, *, instance: int | None = None) -> Proposal | None:
    """The body for a case at the desk, or for its next instance."""
    return proposal_for(Kind(case.kind), case.content, instance=instance or case.instance)


def above(agency: Agency, kind: Kind, post: Post = Post.HEAD) -> Proposal | None:
    """Who decides after this agency: second complaint, or denunciation once more."""
    content = Content(subject="", body="", respondent_agency=agency.slug, respondent_post=post.value)
    return proposal_for(kind, content, instance=2)


def all_agencies() -> dict[str, Agency]:
    """Every body there is or was, by slug, in Vietnamese order; one query."""
    return {agency.slug: agency for agency in Agency.objects.order_by("sort_name")}


def offices_of(agencies: Mapping[str, Agency]) -> dict[str, Office]:
    prefetch_related_objects(list(agencies.values()), "successors")
    slugs = {agency.pk: slug for slug, agency in agencies.items()}
    return {
        slug: Office(
            slug=slug,
            name=agency.name,
            tier=agency.tier,
            valid_from=agency.valid_from,
            valid_to=agency.valid_to,
            parent=slugs.get(agency.parent_id or 0, ""),
            successors=tuple(heir.slug for heir in agency.successors.all()),
            receives=agency.receives_petitions,
        )
        for slug, agency in agencies.items()
    }


def attacked_choices(agencies: Mapping[str, Agency]) -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Bodies a petition can be about, those that are gone too: their successors answer for them."""
    today = timezone.localdate()
    groups: dict[str, list[tuple[str, str]]] = {}
    for agency in agencies.values():
        if agency.tier == Tier.FRONT:
            continue
        gone = agency.valid_to is not None and agency.valid_to < today
        label = commune_label(agency) if agency.tier == Tier.COMMUNE and not gone else agency_name(agency)
        groups.setdefault(_group(agency, gone=gone), []).append((agency.slug, label))
    order = [_("Cơ quan của thành phố"), _("Phường, xã, đặc khu"), _("Cơ quan đã sáp nhập, giải thể")]
    return [
        ("", _("Không rõ, hoặc không có trong danh sách")),
        *((name, groups[name]) for name in order if name in groups),
    ]


def post_choices() -> list[tuple[str, str]]:
    return [("", _("Không rõ")), *((post.value, _(name)) for post, name in POST_NAMES.items())]


def _group(agency: Agency, *, gone: bool) -> str:
    if gone:
        return _("Cơ quan đã sáp nhập, giải thể")
    return _("Phường, xã, đặc khu") if agency.tier == Tier.COMMUNE else _("Cơ quan của thành phố")


def _post(value: str) -> Post:
    return Post(value) if value in set(Post) else Post.BODY


def _proposal(answer: Answer, agencies: Mapping[str, Agency]) -> Proposal:
    return Proposal(
        agency=agencies.get(answer.office) if answer.office else None,
        attacked=agencies.get(answer.attacked),
        why=answer.why,
        laws=answer.laws,
        succeeded=answer.succeeded,
        needs_check=answer.needs_check,
        outside=_OUTSIDE.get(answer.seat, ""),
    )


_OUTSIDE = {
    Seat.MINISTER: marked("Bộ trưởng quản lý lĩnh vực ấy"),
    Seat.PRIME_MINISTER: marked("Thủ tướng Chính phủ"),
}
