"""What an Akoma Ntoso document says about itself: its names, its life, and the changes it makes and undergoes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from search.symbols import fold_symbol

from ..citing import place_address
from ..machine import address
from ..models import Act, Amendment, Op
from .elements import add
from .naming import place_id

_PORTAL = "#cong"
_ISSUER = "#noi-ban-hanh"
_IN_FORCE = "#hieu-luc"
_TYPES = {
    Op.REPLACE: "substitution", Op.INSERT_AFTER: "insertion", Op.ADD: "insertion", Op.REPEAL: "repeal",
    Op.REPLACE_WORDS: "substitution",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """The act and its wording of a day. `amendments` are confirmed ones, made by it or to it; `keys` its places."""

    act: Act
    issued: dt.date
    day: dt.date
    work: str
    expression: str
    amendments: tuple[Amendment, ...]
    keys: frozenset[str]

    @property
    def made(self) -> list[Amendment]:
        return [each for each in self.amendments if each.act_id == self.act.pk and each.target]

    @property
    def undergone(self) -> list[Amendment]:
        return [each for each in self.amendments if each.target_id == self.act.pk and each.effective]

    @property
    def amenders(self) -> list[Act]:
        return list({each.act_id: each.act for each in self.undergone}.values())

    @property
    def days(self) -> list[dt.date]:
        return sorted({each.effective for each in self.undergone if each.effective})


def write_meta(whole: Element, described: Described) -> None:
    meta = add(whole, "meta")
    _write_identification(meta, described)
    _write_life(meta, described)
    _write_analysis(meta, described)
    _write_times(meta, described)
    _write_references(meta, described)


def _write_identification(meta: Element, described: Described) -> None:
    act, issued = described.act, described.issued.isoformat()
    identification = add(meta, "identification", source=_PORTAL)
    work = add(identification, "FRBRWork")
    _names(work, (f"{described.work}/!main", described.work), ("issued", issued), _ISSUER)
    add(work, "FRBRcountry", value="vn")
    add(work, "FRBRsubtype", value=fold_symbol(act.kind) or "van-ban")
    add(work, "FRBRnumber", value=act.symbol)
    add(work, "FRBRname", value=act.name)
    expression = add(identification, "FRBRExpression")
    name, day = described.expression, described.day.isoformat()
    _names(expression, (f"{name}/!main", name), ("validity", day), _ISSUER)
    add(expression, "FRBRlanguage", language="vie")
    manifestation = add(identification, "FRBRManifestation")
    changed = act.changed_at.date().isoformat()
    _names(manifestation, (f"{name}/!main.xml", f"{name}.akn"), ("markup", changed), _PORTAL)
    add(manifestation, "FRBRformat", value="application/akn+xml")


def _names(level: Element, names: tuple[str, str], date: tuple[str, str], author: str) -> None:
    """`names` are those of this document and of the whole it belongs to; `date` is what happened and when."""
    this, whole = names
    event, day = date
    add(level, "FRBRthis", value=this)
    add(level, "FRBRuri", value=whole)
    add(level, "FRBRdate", date=day, name=event)
    add(level, "FRBRauthor", href=author)


def _write_life(meta: Element, described: Described) -> None:
    """Issued, taken effect, each day of change, expired."""
    life = add(meta, "lifecycle", source=_PORTAL)
    act = described.act
    add(life, "eventRef", eId="e_issued", date=described.issued.isoformat(), source="#goc", type="generation")
    if act.effective:
        add(life, "eventRef", eId="e_effective", date=act.effective.isoformat(), source="#goc", type="generation")
    for day in described.days:
        first = next(each for each in described.undergone if each.effective == day)
        source, name = f"#{_ref(first.act)}", _event(day)
        add(life, "eventRef", eId=name, date=day.isoformat(), source=source, type="amendment")
    if act.expired:
        add(life, "eventRef", eId="e_expired", date=act.expired.isoformat(), source=_PORTAL, type="repeal")


def _event(day: dt.date) -> str:
    return f"e_{day.isoformat()}"


def _period(day: dt.date) -> str:
    return f"tg_{day.isoformat()}"


def _ref(act: Act) -> str:
    return f"ref_{fold_symbol(act.symbol)}_{act.pk}"


def _write_analysis(meta: Element, described: Described) -> None:
    if not described.made and not described.undergone:
        return
    analysis = add(meta, "analysis", source=_PORTAL)
    if described.made:
        active = add(analysis, "activeModifications")
        for number, each in enumerate(described.made, 1):
            target = each.target
            assert target is not None  # noqa: S101  `made` keeps only those
            goal = address(place_address(target.slug, each.target_place))
            _modification(active, f"am_{number}", each, f"#{place_id(each.place)}", goal)
    if described.undergone:
        passive = add(analysis, "passiveModifications")
        for number, each in enumerate(described.undergone, 1):
            source = address(place_address(each.act.slug, each.place))
            mod = _modification(passive, f"pm_{number}", each, source, f"#{_held(each, described.keys)}")
            if each.effective:
                add(mod, "force", period=f"#{_period(each.effective)}")


def _held(each: Amendment, keys: frozenset[str]) -> str:
    """The place changed, or what still stands around it on the day: a repealed point is no longer there."""
    key = each.target_place
    while "." in key and key not in keys:
        key = key.rpartition(".")[0]
    return place_id(key)


def _modification(parent: Element, name: str, each: Amendment, source: str, goal: str) -> Element:
    mod = add(parent, "textualMod", eId=name, type=_TYPES[Op(each.op)])
    add(mod, "source", href=source)
    add(mod, "destination", href=goal)
    return mod


def _write_times(meta: Element, described: Described) -> None:
    if not described.days:
        return
    times = add(meta, "temporalData", source=_PORTAL)
    for day in described.days:
        group = add(times, "temporalGroup", eId=_period(day))
        add(group, "timeInterval", refersTo=_IN_FORCE, start=f"#{_event(day)}")


def _write_references(meta: Element, described: Described) -> None:
    references = add(meta, "references", source=_PORTAL)
    add(references, "original", eId="goc", href=described.work, showAs=described.act.full_name)
    for act in described.amenders:
        add(references, "passiveRef", eId=_ref(act), href=_page(act), showAs=act.full_name)
    for act in _others(described.made):
        add(references, "activeRef", eId=_ref(act), href=_page(act), showAs=act.full_name)
    issuer = described.act.issuer or "Không rõ cơ quan ban hành"
    add(references, "TLCOrganization", eId=_ISSUER[1:], href=_ontology("organization", issuer), showAs=issuer)
    add(references, "TLCOrganization", eId=_PORTAL[1:], href=address("/"), showAs="Cổng tiếp công dân")
    add(references, "TLCConcept", eId=_IN_FORCE[1:], href=_ontology("concept", "hieu-luc"), showAs="Hiệu lực")


def _page(act: Act) -> str:
    return address(place_address(act.slug, ""))


def _others(made: Iterable[Amendment]) -> list[Act]:
    return list({each.target_id: each.target for each in made if each.target}.values())


def _ontology(kind: str, name: str) -> str:
    return f"/akn/ontology/{kind}/vn/{fold_symbol(name)[:120]}"
