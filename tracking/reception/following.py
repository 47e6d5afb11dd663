"""Staying informed of one office's timetable by mail: asked for, confirmed from the mail, left with one click."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac

from django.core import signing
from django.db import transaction
from django.utils import timezone

from tracking.casework.sealing.keys import KeyName, current_key, keyring
from tracking.organisation.models import Agency

from .models import BookingNews, TimetableFollower

_SALT = "reception.follow"
CONFIRM_WITHIN = dt.timedelta(days=3)
# Whoever types a stranger's address cannot flood it, and the page says the same either way.
_SAME_QUESTION_AFTER = dt.timedelta(hours=1)
_MOST_QUESTIONS_A_DAY = 3


def ask(*, email: str, agency: Agency, language: str) -> None:
    """Note the wish and owe the mail that confirms it."""
    macs, now = _macs(email), timezone.now()
    with transaction.atomic():
        mine = TimetableFollower.objects.select_for_update().filter(address_mac__in=macs)
        open_questions = mine.filter(confirmed_at=None, asked_at__gt=now - dt.timedelta(days=1))
        known = mine.filter(agency=agency).first()
        if known is not None and (known.confirmed_at or known.asked_at > now - _SAME_QUESTION_AFTER):
            return
        if open_questions.count() >= _MOST_QUESTIONS_A_DAY:
            return
        follower = known or TimetableFollower(agency=agency, address_mac=macs[0])
        follower.data, follower.language, follower.asked_at = {"email": email}, language, now
        follower.save()
        _owe(follower, BookingNews.What.QUESTION, f"question:{now:%Y%m%d%H%M%S}")


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
    TimetableFollower.objects.filter(confirmed_at=None, asked_at__lt=timezone.now() - CONFIRM_WITHIN).delete()


def _owe(follower: TimetableFollower, what: BookingNews.What, occasion: str) -> None:
    news = BookingNews(key=f"follower:{follower.pk}:{occasion}", what=what, follower=follower)
    BookingNews.objects.bulk_create([news], ignore_conflicts=True)


def _macs(email: str) -> list[str]:
    """Under the current key first, then under those it followed."""
    text = b"timetable follower\0" + email.strip().lower().encode()
    keys = [current_key(KeyName.CODE), *keyring(KeyName.CODE)]
    return list(dict.fromkeys(hmac.digest(key, text, hashlib.sha256).hex() for key in keys))
