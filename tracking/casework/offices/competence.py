"""Which body the law makes competent: by kind, instance, the body attacked and the post of whoever acted, on a day.

Pure: offices come as facts with their dates. Rules are data with dates and grounds. The answer is a proposal a person
confirms: who really held which post, and who manages whom, only the file tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..kind_guides import COMPLAINT_LAW, DENUNCIATION_LAW, RECEPTION_LAW, marked
from ..petition import Field, Kind

CITY = "ubnd-thanh-pho"
_TWO_TIERS = dt.date(2025, 7, 1)
_COMPLAINTS_SINCE = dt.date(2012, 7, 1)
_DENUNCIATIONS_SINCE = dt.date(2019, 1, 1)
_RECEPTION_SINCE = dt.date(2014, 7, 1)


class Post(StrEnum):
    """Who acted, as a citizen can tell it."""

    HEAD = "head"
    DEPUTY = "deputy"
    STAFF = "staff"
    BODY = "body"


POST_NAMES = {
    Post.HEAD: marked("Người đứng đầu (chủ tịch, giám đốc)"),
    Post.DEPUTY: marked("Cấp phó của người đứng đầu"),
    Post.STAFF: marked("Cán bộ, công chức, viên chức khác ở đó"),
    Post.BODY: marked("Chính cơ quan ấy, không rõ ai"),
}


class Seat(StrEnum):
    """Where the competent person sits, seen from the body attacked."""

    SAME = "same"
    ABOVE = "above"
    CITY = "city"
    MINISTER = "minister"
    PRIME_MINISTER = "prime_minister"


@dataclass(frozen=True)
class Office:
    """An agency's facts. `tier` is a value of `organisation.Tier`; dates are those of its validity."""

    slug: str
    name: str
    tier: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    parent: str = ""
    successors: tuple[str, ...] = ()
    receives: bool = True

    def exists_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Rule:
    """One sentence of the law: for these, the competent person sits there."""

    kind: Kind
    instance: int
    tiers: frozenset[str]
    posts: frozenset[Post]
    seat: Seat
    law: str
    why: str
    valid_from: dt.date
    valid_to: dt.date | None = None

    def speaks_of(self, kind: Kind, instance: int, tier: str, post: Post, day: dt.date) -> bool:
        in_force = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return in_force and (kind, instance) == (self.kind, self.instance) and tier in self.tiers and post in self.posts


@dataclass(frozen=True)
class Answer:
    """`office` is the competent head's agency in the list, None for one outside the portal. `why` is a source string,
    `laws` its grounds. `attacked` differs from what was asked when that body is gone and its successor answers for it.
    `needs_check` says that the facts alone do not decide: several successors, or a list that knows too little.
    """

    seat: Seat
    office: str | None
    why: str
    laws: tuple[str, ...]
    attacked: str
    succeeded: bool = False
    needs_check: bool = False


ALL_POSTS = frozenset(Post)
_LEADERS = frozenset({Post.HEAD, Post.DEPUTY})
_OF_ANOTHER = frozenset({Post.HEAD, Post.DEPUTY, Post.BODY})
_STAFF = frozenset({Post.STAFF})
_COMMUNE, _DEPARTMENT, _CITY, _DISTRICT = (frozenset({tier}) for tier in ("commune", "department", "city", "district"))
_BEFORE_TWO_TIERS = _TWO_TIERS - dt.timedelta(days=1)

_OWN_ACTS = marked("Khiếu nại lần đầu do người đứng đầu chính cơ quan ấy giải quyết.")
_CITY_SECOND = marked("Khiếu nại lần hai do Chủ tịch Ủy ban nhân dân thành phố giải quyết.")
_MINISTER = marked(
    "Khiếu nại lần hai đối với Chủ tịch Ủy ban nhân dân thành phố do Bộ trưởng quản lý lĩnh vực ấy giải quyết."
)
_MANAGED = marked("Tố cáo cán bộ, công chức do người đứng đầu cơ quan quản lý trực tiếp người ấy giải quyết.")
_SUPERIOR = marked(
    "Tố cáo người đứng đầu, cấp phó hoặc chính cơ quan do người đứng đầu cơ quan cấp trên trực tiếp giải quyết."
)
_AGAIN = marked("Tố cáo tiếp gửi đến người đứng đầu cơ quan cấp trên trực tiếp của người đã giải quyết tố cáo.")
_PRIME = marked("Tố cáo Chủ tịch, Phó Chủ tịch Ủy ban nhân dân thành phố do Thủ tướng Chính phủ giải quyết.")
_DISTRICT_CHAIR = marked("Do Chủ tịch Ủy ban nhân dân quận, huyện giải quyết.")


def _complaint(instance: int, tiers: frozenset[str], seat: Seat, place: str, why: str, **dates: dt.date) -> Rule:
    since = dates.get("valid_from", _COMPLAINTS_SINCE)
    law = f"{COMPLAINT_LAW}#{place}"
    return Rule(Kind.COMPLAINT, instance, tiers, ALL_POSTS, seat, law, why, since, dates.get("valid_to"))


def _denunciation(  # noqa: PLR0917 – reads as a line of a table
    tiers: frozenset[str], posts: frozenset[Post], seat: Seat, place: str, why: str, instance: int = 1, **dates: dt.date
) -> Rule:
    since = dates.get("valid_from", _DENUNCIATIONS_SINCE)
    law = f"{DENUNCIATION_LAW}#{place}"
    return Rule(Kind.DENUNCIATION, instance, tiers, posts, seat, law, why, since, dates.get("valid_to"))


RULES: tuple[Rule, ...] = (
    _complaint(1, _COMMUNE, Seat.SAME, "dieu-17", _OWN_ACTS),
    _complaint(1, _DISTRICT, Seat.SAME, "dieu-18.khoan-1", _OWN_ACTS, valid_to=_BEFORE_TWO_TIERS),
    _complaint(1, _DEPARTMENT, Seat.SAME, "dieu-20.khoan-1", _OWN_ACTS),
    _complaint(1, _CITY, Seat.CITY, "dieu-21.khoan-1", _OWN_ACTS),
    _complaint(2, _COMMUNE, Seat.ABOVE, "dieu-18.khoan-2", _DISTRICT_CHAIR, valid_to=_BEFORE_TWO_TIERS),
    _complaint(2, _COMMUNE | _DEPARTMENT, Seat.CITY, "dieu-21.khoan-2", _CITY_SECOND, valid_from=_TWO_TIERS),
    _complaint(2, _DISTRICT | _DEPARTMENT, Seat.CITY, "dieu-21.khoan-2", _CITY_SECOND, valid_to=_BEFORE_TWO_TIERS),
    _complaint(2, _CITY, Seat.MINISTER, "dieu-23.khoan-3", _MINISTER),
    _denunciation(_COMMUNE, _STAFF, Seat.SAME, "dieu-13.khoan-1", _MANAGED),
    _denunciation(_COMMUNE, _OF_ANOTHER, Seat.ABOVE, "dieu-13.khoan-2", _DISTRICT_CHAIR, valid_to=_BEFORE_TWO_TIERS),
    _denunciation(_COMMUNE, _LEADERS, Seat.CITY, "dieu-13.khoan-4", _SUPERIOR, valid_from=_TWO_TIERS),
    _denunciation(_COMMUNE, frozenset({Post.BODY}), Seat.CITY, "dieu-12.khoan-6", _SUPERIOR, valid_from=_TWO_TIERS),
    _denunciation(_DEPARTMENT, _STAFF, Seat.SAME, "dieu-13.khoan-3", _MANAGED),
    _denunciation(_DEPARTMENT | _DISTRICT, _OF_ANOTHER, Seat.CITY, "dieu-13.khoan-4", _SUPERIOR),
    _denunciation(_CITY, frozenset({Post.STAFF, Post.BODY}), Seat.CITY, "dieu-13.khoan-4", _MANAGED),
    _denunciation(_CITY, _LEADERS, Seat.PRIME_MINISTER, "dieu-13.khoan-8", _PRIME),
    _denunciation(_COMMUNE | _DEPARTMENT, ALL_POSTS, Seat.CITY, "dieu-37.khoan-1", _AGAIN, 2),
    _denunciation(_CITY, ALL_POSTS, Seat.PRIME_MINISTER, "dieu-37.khoan-1", _AGAIN, 2),
)
_MATTER_OF_ITS_OWN = Rule(
    Kind.PROPOSAL,
    1,
    frozenset({"commune", "department", "city", "district", "front"}),
    ALL_POSTS,
    Seat.SAME,
    f"{RECEPTION_LAW}#dieu-26",
    marked("Kiến nghị, phản ánh gửi đến cơ quan có trách nhiệm về việc ấy."),
    _RECEPTION_SINCE,
)
_SUCCESSION = {
    # The law on complaints has no rule of its own for merged bodies; it is read like the law on denunciations.
    Kind.COMPLAINT: f"{DENUNCIATION_LAW}#dieu-12.khoan-4",
    Kind.DENUNCIATION: f"{DENUNCIATION_LAW}#dieu-12.khoan-4",
}
# What no people's committee settles, whoever is attacked.
NOT_OURS: Mapping[Field, tuple[str, str]] = {
    Field.JUDICIAL: (
        marked("Việc điều tra, truy tố, xét xử, thi hành án do chính cơ quan tố tụng, thi hành án ấy giải quyết."),
        f"{RECEPTION_LAW}#dieu-26",
    ),
    Field.PARTY: (
        marked("Việc của tổ chức Đảng, đoàn thể do tổ chức ấy giải quyết theo quy định của mình."),
        f"{RECEPTION_LAW}#dieu-26",
    ),
}


def competent(
    *, kind: Kind, offices: Mapping[str, Office], attacked: str, post: Post, day: dt.date, instance: int = 1
) -> Answer | None:
    """Who settles it, on this day; None when the body is unknown or no rule of the day speaks of it."""
    body = offices.get(attacked)
    if body is None:
        return None
    if not body.exists_on(day):
        heirs = _heirs(offices, body, day)
        asked = (
            competent(kind=kind, offices=offices, attacked=heir, post=post, day=day, instance=instance)
            for heir in heirs
        )
        return _of_heirs(kind, [answer for answer in asked if answer])
    rule = _rule(kind, instance, _level(body), post, day)
    if rule is None:
        return None
    office = _office_of(rule.seat, body, offices)
    return Answer(rule.seat, office, rule.why, (rule.law,), body.slug, needs_check=_is_doubtful(rule.seat, office))


def _level(body: Office) -> str:
    """An office under the city's committee stands like a department: only the committee itself is the chair's."""
    return "department" if body.tier == "city" and body.slug != CITY else body.tier


def _rule(kind: Kind, instance: int, tier: str, post: Post, day: dt.date) -> Rule | None:
    if kind in {Kind.PROPOSAL, Kind.FEEDBACK}:
        return _MATTER_OF_ITS_OWN if tier in _MATTER_OF_ITS_OWN.tiers else None
    return next((rule for rule in RULES if rule.speaks_of(kind, instance, tier, post, day)), None)


def _office_of(seat: Seat, body: Office, offices: Mapping[str, Office]) -> str | None:
    if seat is Seat.SAME:
        return body.slug
    if seat is Seat.ABOVE:
        return body.parent or None
    return CITY if seat is Seat.CITY and CITY in offices else None


def _is_doubtful(seat: Seat, office: str | None) -> bool:
    return seat in {Seat.ABOVE, Seat.CITY} and office is None


def _of_heirs(kind: Kind, answers: list[Answer]) -> Answer | None:
    """What the successors of a body that is gone come to: one answer, to be checked where they differ."""
    if not answers:
        return None
    first = answers[0]
    several = len({answer.office for answer in answers}) > 1
    laws = (*first.laws, *((_SUCCESSION[kind],) if kind in _SUCCESSION else ()))
    return Answer(first.seat, first.office, first.why, laws, first.attacked, True, several or first.needs_check)


def _heirs(offices: Mapping[str, Office], body: Office, day: dt.date) -> list[str]:
    """Living successors, through any number of reorganisations; a circle in the data ends by itself."""
    found: list[str] = []
    seen = {body.slug}
    waiting = list(body.successors)
    while waiting:
        slug = waiting.pop(0)
        heir = offices.get(slug)
        if heir is None or slug in seen:
            continue
        seen.add(slug)
        if heir.exists_on(day):
            found.append(slug)
        else:
            waiting += heir.successors
    return found
