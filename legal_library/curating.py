"""What librarians change by hand once two of them agree (`edits`); one transaction each, and search is told."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from search.interface import announce_change

from . import renaming, storing
from .changes import record
from .matching import free_slug
from .models import Act, Duty, LawChange, Relation, Subject, Summary, TextState, identity_of


class SameIdentity(Exception):
    """Another act has this symbol, date and issuer already."""


def save_act(act: Act) -> Act:
    """Store an act's facts. Raises SameIdentity, StillNamed. A new act gets its address; one whose symbol is corrected
    gets another, to which the old one leads, and search forgets it under the old symbol.
    """
    identity = identity_of(act.symbol, act.issued, act.issuer)
    with transaction.atomic():
        if Act.objects.filter(identity=identity).exclude(pk=act.pk).exists():
            raise SameIdentity
        act.identity = identity
        if not act.slug:
            act.slug = free_slug(act, set(Act.objects.with_symbol(act.symbol).values_list("slug", flat=True)))
        before = Act.objects.filter(pk=act.pk or 0).exclude(symbol=act.symbol).first()
        gone = storing.entry_keys(before) if before else []
        if before:
            renaming.move(act, before)
        ended = _newly_expired(act)
        act.save()
        if before:
            renaming.follow(act, before)
        announce_change(storing.SOURCE, dict.fromkeys([*gone, *storing.entry_keys(act)]))
        if ended:
            record([LawChange(act=act, kind=LawChange.Kind.EXPIRED, effective=act.expired, ground=act.status_ground)])
    return act


def _newly_expired(act: Act) -> bool:
    """Whether this save is the first to say that the act ends."""
    return bool(act.expired and act.pk and not Act.objects.filter(pk=act.pk, expired__isnull=False).exists())


def save_summary(summary: Summary) -> Summary:
    """Search is told the place it stood at before as well, where its article or its act is another one now."""
    with transaction.atomic():
        before = Summary.objects.select_related("act").filter(pk=summary.pk or 0).first()
        summary.save()
        keys = [summary.key]
        if before and before.act_id != summary.act_id:
            _summaries_changed(before.act, [before.key])
        elif before:
            keys.append(before.key)
        _summaries_changed(summary.act, list(dict.fromkeys(keys)))
    return summary


def delete_summary(summary: Summary) -> None:
    with transaction.atomic():
        act, key = summary.act, summary.key
        summary.delete()
        _summaries_changed(act, [key])


def save_mark(mark: Duty | Relation | Subject) -> None:
    """What stands beside the texts: an order, a relation, a field of the law."""
    with transaction.atomic():
        before = type(mark)._default_manager.filter(pk=mark.pk or 0).first()
        mark.save()
        _pages_changed(before, mark)


def delete_mark(mark: Duty | Relation | Subject) -> None:
    with transaction.atomic():
        mark.delete()
        _pages_changed(mark)


def _pages_changed(*marks: Duty | Relation | Subject | None) -> None:
    """The page of its act reads otherwise now, and the page of the act it belonged to before."""
    acts = {mark.act_id: mark.act for mark in marks if mark and not isinstance(mark, Subject)}
    for act in acts.values():
        Act.objects.filter(pk=act.pk).update(changed_at=timezone.now())
        announce_change(storing.SOURCE, [storing.act_key(act)])


def _summaries_changed(act: Act, keys: list[str]) -> None:
    if not act.has_full_text:
        act.text_state = TextState.SUMMARY if act.summaries.filter(published=True).exists() else TextState.RECORD
    act.save()
    announce_change(storing.SOURCE, [storing.act_key(act), *(f"{storing.act_key(act)}#{key}" for key in keys)])
