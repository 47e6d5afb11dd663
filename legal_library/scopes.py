"""What can be followed: one text, one article of it, or a field of the law; and the changes that belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from search.text import place_number

from .models import Act, Follower, LawChange, Subject, article_label


@dataclass(frozen=True, slots=True)
class Scope:
    """Exactly one of `act` (with `key` for an article) and `subject`; neither is the whole library."""

    act: Act | None = None
    key: str = ""
    subject: Subject | None = None

    @property
    def name(self) -> str:
        if self.subject:
            return _("lĩnh vực %(name)s") % {"name": self.subject.name}
        if self.act and self.key:
            return f"{article_label(self.key)} {self.act.full_name}"
        return self.act.full_name if self.act else _("mọi văn bản")

    @property
    def path(self) -> str:
        if self.subject:
            return reverse("legal_library:subject", args=[self.subject.slug])
        if self.act and self.key:
            return reverse("legal_library:article", args=[self.act.slug, self.key])
        return reverse("legal_library:document", args=[self.act.slug]) if self.act else reverse("legal_library:index")

    @property
    def feed_path(self) -> str:
        if self.subject:
            return reverse("legal_library:subject_feed", args=[self.subject.slug])
        if self.act and self.key:
            return reverse("legal_library:article_feed", args=[self.act.slug, self.key])
        if self.act:
            return reverse("legal_library:document_feed", args=[self.act.slug])
        return reverse("legal_library:feed")

    def changes(self) -> QuerySet[LawChange]:
        found = LawChange.objects.select_related("act")
        if self.subject:
            return found.filter(subjects__contains=f" {self.subject.slug} ")
        if self.act is None:
            return found
        # A change of the whole text (its full text, its end) concerns each of its articles.
        return found.filter(Q(key=self.key) | Q(key=""), act=self.act) if self.key else found.filter(act=self.act)


def scope_of(follower: Follower) -> Scope:
    return Scope(follower.act, follower.key, follower.subject)


def change_title(change: LawChange) -> str:
    """ "Điều 27 Luật Khiếu nại (02/2011/QH13): được sửa đổi, bổ sung từ 01/07/2026"."""
    since = f" từ {change.effective:%d/%m/%Y}" if change.effective else ""
    return f"{_place(change)}: {change.get_kind_display()}{since}"


def change_told(change: LawChange) -> str:
    """The same for a mail, in its reader's language; the names of the law stay as they are."""
    kinds = {
        LawChange.Kind.TEXT: _("có toàn văn trong thư viện"),
        LawChange.Kind.AMENDED: _("được sửa đổi, bổ sung"),
        LawChange.Kind.ADDED: _("được bổ sung"),
        LawChange.Kind.REPEALED: _("bị bãi bỏ"),
        LawChange.Kind.EXPIRED: _("hết hiệu lực"),
        LawChange.Kind.UNDONE: _("thư viện sửa lại bản ghi thay đổi"),
    }
    told = {"name": _place(change), "kind": kinds[LawChange.Kind(change.kind)]}
    if change.effective is None:
        return f"{told['name']}: {told['kind']}"
    return _("%(name)s: %(kind)s từ %(day)s") % {**told, "day": f"{change.effective:%d/%m/%Y}"}


def _place(change: LawChange) -> str:
    article = f"{article_label(change.key)} " if change.key.startswith("dieu-") else ""
    return f"{article}{change.act.full_name}"


_NAMES = {"dieu": "Điều", "khoan": "khoản", "diem": "điểm", "phu-luc": "Phụ lục"}


def change_grounds(change: LawChange) -> str:
    """What changed it, as people cite it: "điểm b khoản 15 Điều 2 136/2025/QH15; …"."""
    return "; ".join(_cited(ground) for ground in change.ground.split("\n") if ground)


def _cited(ground: str) -> str:
    symbol, _, place = ground.partition("#")
    named = [_named(part) for part in reversed(place.split(".")) if part]
    return " ".join([*named, symbol])


def _named(part: str) -> str:
    kind, _, number = part.rpartition("-")
    return f"{_NAMES.get(kind, kind)} {place_number(number)}"


def change_path(change: LawChange) -> str:
    """The article, compared with itself the day before where it has new words."""
    if change.key.startswith("dieu-") and change.kind != LawChange.Kind.UNDONE:
        return reverse("legal_library:article", args=[change.act.slug, change.key])
    return reverse("legal_library:document", args=[change.act.slug])
