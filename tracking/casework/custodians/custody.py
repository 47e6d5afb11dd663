"""Custodian keys and the choice of how denunciations come in: the only writer of both, each change in the history."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from tracking.organisation.models import Person

from ..history import events
from ..models import CustodianKey, EventKind, IntakePolicy
from ..sealing import identity


class WeakPassPhrase(ValueError):
    """Too short to keep a printed key safe."""


SHORTEST_PASS_PHRASE = 15


def new_custodian_key(name: str, pass_phrase: str) -> tuple[CustodianKey, str]:
    """An unsaved key and its private half as text under the pass-phrase. Hand the text over, then `register`: a key
    nobody got hold of would seal identities for ever. Raises WeakPassPhrase."""
    if len(pass_phrase) < SHORTEST_PASS_PHRASE:
        raise WeakPassPhrase(f"Cụm mật khẩu cần ít nhất {SHORTEST_PASS_PHRASE} ký tự.")
    private, public = identity.new_key_pair()
    text = identity.protect(private, pass_phrase)
    if identity.unprotect(text, pass_phrase) != private:
        raise RuntimeError("the key text does not open")
    return CustodianKey(name=name, public_key=public, fingerprint=identity.fingerprint(public)), text


def register(key: CustodianKey) -> None:
    """From now on denunciations are sealed to this key too."""
    with transaction.atomic():
        key.save(force_insert=True)
        events.record(kind=EventKind.CUSTODIAN_KEY, details={"registered": key.fingerprint})


def end(fingerprint: str) -> CustodianKey:
    """New denunciations are no longer sealed to this key; what it sealed stays. Raises CustodianKey.DoesNotExist."""
    with transaction.atomic():
        key = CustodianKey.objects.active().select_for_update(no_key=True).get(fingerprint=fingerprint)
        key.valid_to = timezone.now()
        key.save(update_fields=["valid_to"])
        events.record(kind=EventKind.CUSTODIAN_KEY, details={"ended": fingerprint})
    return key


def set_intake(*, mode: IntakePolicy.Mode, actor: Person | None) -> IntakePolicy:
    """Choose how denunciations come in; the choice and who made it go into the history."""
    with transaction.atomic():
        policy = IntakePolicy.objects.select_for_update().order_by("pk").first() or IntakePolicy()
        before, policy.denunciations = policy.denunciations, mode
        policy.save()
        events.record(kind=EventKind.POLICY, actor=actor, details={"from": str(before), "to": str(mode)})
    return policy
