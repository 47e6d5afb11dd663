"""Which agencies take petitions today, and how they stand in the list of the form."""

import datetime as dt
import re
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracking.organisation.models import Agency, Tier

# Whoever does not know the right office sends here; the board passes the petition on.
DEFAULT_AGENCY = "ban-tiep-cong-dan"
_COMMUNE = re.compile(r"(?:UBND|Ủy ban nhân dân) (phường|xã|đặc khu) (.+)")

Choices = list[tuple[str, str]]


def open_agencies(among: Iterable[Agency] | None = None) -> list[Agency]:
    """In Vietnamese order, the reception board first; one query, or none where all agencies are at hand in order."""
    today = timezone.localdate()
    known = Agency.objects.today().order_by("sort_name") if among is None else among
    found = [agency for agency in known if agency.receives_petitions and _is_valid(agency, today)]
    return sorted(found, key=lambda agency: agency.slug != DEFAULT_AGENCY)


def _is_valid(agency: Agency, day: dt.date) -> bool:
    return agency.valid_from <= day and (agency.valid_to is None or day <= agency.valid_to)


def agency_choices(agencies: Iterable[Agency]) -> list[tuple[str, str | Choices]]:
    """The board, then two groups. Communes begin with their own name, so that typing its first letters finds it."""
    first: Choices = []
    city: Choices = []
    communes: Choices = []
    for agency in agencies:
        if agency.slug == DEFAULT_AGENCY:
            first.append((agency.slug, _("Chưa rõ – Ban Tiếp công dân thành phố sẽ chuyển đúng nơi")))
        elif agency.tier == Tier.COMMUNE:
            communes.append((agency.slug, commune_label(agency)))
        else:
            city.append((agency.slug, agency_name(agency)))
    groups = [(_("Cơ quan của thành phố"), city), (_("Phường, xã, đặc khu"), communes)]
    return [*first, *(group for group in groups if group[1])]


def agency_name(agency: Agency) -> str:
    """The agency's name in the reader's language."""
    return (agency.name_en if get_language() == "en" else "") or agency.name


def commune_label(agency: Agency) -> str:
    """ "UBND phường An Biên" as "An Biên (phường)"."""
    if get_language() == "en" and agency.name_en:
        return agency.name_en.removeprefix("People's Committee of ")
    found = _COMMUNE.fullmatch(agency.short_name or agency.name)
    return f"{found[2]} ({found[1]})" if found else agency.name
