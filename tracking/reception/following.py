"""Staying informed of one office's timetable by mail: asked for, confirmed from the mail, left with one click."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from tracking.casework.sealing.keys import KeyName, current_key, keyring
from tracking.organisation.models import Agency

from .models import AskedAddress, BookingNews, TimetableFollower

_SALT = "reception.follow"
CONFIRM_WITHIN = dt.timedelta(days=3)
# Whoever types a stranger's address cannot flood it, and the page says the same either way.
_SAME_QUESTION_AFTER = dt.timedelta(hours=1)
_MOST_QUESTIONS_A_DAY = 3
_QUESTIONS_COUNT_FOR = dt.timedelta(days=1)


def ask(*, email: str, agency: Agency, language: str) -> None:
    """Note the wish and owe the mail that confirms it; of two clicks at once only one does."""
    try:
        with transaction.atomic():
            _note(email, agency, language)
    except IntegrityError:
        # The other click has noted the same wish; any other reason is no twin of this one.
        if not TimetableFollower.objects.filter(agency=agency, address_mac__in=_macs(email)).exists():
            raise


def _note(email: str, agency: Agency, language: str) -> None:
    macs, now = _macs(email), timezone.now()
    mine = TimetableFollower.objects.select_for_update().filter(address_mac__in=macs)
    known = mine.filter(agency=agency).first()
    if known is not None and (known.confirmed_at or known.asked_at > now - _SAME_QUESTION_AFTER):
        return
    if not _may_ask(macs[0], now):
        return
    follower = known or TimetableFollower(agency=agency, address_mac=macs[0])
    follower.data, follower.language, follower.asked_at = {"email": email}, language, now
    follower.save()
    _owe(follower, BookingNews.What.QUESTION, f"question:{now:%Y%m%d%H%M%S}")


def _may_ask(mac: str, now: dt.datetime) -> bool:
    """Take one of the address' places for questions of a day; also of two requests at once only one gets the last."""
    for place in range(_MOST_QUESTIONS_A_DAY):
        kept, is_new = AskedAddress.objects.get_or_create(address_mac=mac, place=place, defaults={"asked_at": now})
        old = AskedAddress.objects.filter(pk=kept.pk, asked_at__lte=now - _QUESTIONS_COUNT_FOR)
        if is_new or old.update(asked_at=now):
            return True
    return False


def confirm(follower: TimetableFollower) -> None:
    TimetableFollower.objects.filter(pk=follower.pk, confirmed_at=None).update(confirmed_at=timezone.now())


def leave(follower: TimetableFollower) -> None:
    """Forget the address, and with it whatever still waits for it."""
    follower.delete()


def question_token(follower: TimetableFollower) -> str:
    return signing.dumps(follower.pk, salt=_SALT)


def asked(token: str) -> TimetableFollower | None:
    """Whom a confirmation names; None when it is forged, old or no longer there."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None
    return TimetableFollower.objects.select_related("agency").filter(pk=pk).first()


def leave_token(follower: TimetableFollower) -> str:
    return signing.Signer(salt=f"{_SALT}.leave").sign(str(follower.pk))


def leaving(token: str) -> TimetableFollower | None:
    """Whom a leaving link names. It never grows old: whoever has the mail may always leave."""
    try:
        pk = signing.Signer(salt=f"{_SALT}.leave").unsign(token)
    except signing.BadSignature:
        return None
    return TimetableFollower.objects.select_related("agency").filter(pk=int(pk) if pk.isdecimal() else 0).first()


def forget_unconfirmed() -> None:
    now = timezone.now()
    TimetableFollower.objects.filter(confirmed_at=None, asked_at__lt=now - CONFIRM_WITHIN).delete()
    AskedAddress.objects.filter(asked_at__lte=now - _QUESTIONS_COUNT_FOR).delete()


def _owe(follower: TimetableFollower, what: BookingNews.What, occasion: str) -> None:
    news = BookingNews(key=f"follower:{follower.pk}:{occasion}", what=what, follower=follower)
    BookingNews.objects.bulk_create([news], ignore_conflicts=True)


def _macs(email: str) -> list[str]:
    """Under the current key first, then under those it followed."""
    text = b"timetable follower\0" + email.strip().lower().encode()
    keys = [current_key(KeyName.CODE), *keyring(KeyName.CODE)]
    return list(dict.fromkeys(hmac.digest(key, text, hashlib.sha256).hex() for key in keys))
