"""Staying informed by mail: asked for, confirmed from the mail itself, left with one click. Mail waits in a table."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .models import AskedAddress, Follower, LawChange, OutgoingMail
from .scopes import Scope, change_grounds, change_path, change_told, scope_of

logger = logging.getLogger("legal_library.mail")
_SALT = "legal_library.follow"
CONFIRM_WITHIN = dt.timedelta(days=3)
_STEP = {Follower.Rhythm.DAILY: dt.timedelta(days=1), Follower.Rhythm.WEEKLY: dt.timedelta(days=7)}
_MOST_CHANGES = 100
_MOST_QUESTIONS_A_DAY = 3
_QUESTIONS_COUNT_FOR = dt.timedelta(days=1)
_SAME_QUESTION_AFTER = dt.timedelta(hours=1)
_GIVE_UP = dt.timedelta(days=7)
_LEASE = dt.timedelta(minutes=10)


def can_send() -> bool:
    """Without a relay no mail goes out, and the pages say so instead of promising one."""
    return bool(settings.EMAIL_URL)


def ask(*, email: str, scope: Scope, rhythm: str, language: str) -> None:
    """Note the wish and send the mail that confirms it, in the language of the page it was asked on.

    Whoever types a stranger's address cannot flood it: three questions a day whatever they ask about, an open one
    again once an hour, and the page says the same either way.
    """
    now = timezone.now()
    with transaction.atomic():
        known = _known(email, scope).first()
        if known is not None and not _is_worth_asking(known, rhythm, language, now):
            return
        if not _may_ask(email, now):
            return
        follower, is_new = (known, False) if known else _follower(email, scope, rhythm, language)
        if not is_new and follower.confirmed_at is None:
            Follower.objects.filter(pk=follower.pk).update(rhythm=rhythm, language=language, created_at=now)
        _send_question(follower, rhythm, language)


def _is_worth_asking(known: Follower, rhythm: str, language: str, now: dt.datetime) -> bool:
    """Whether a mail would ask for something new, or long enough after the last."""
    if known.confirmed_at is not None:
        return (known.rhythm, known.language) != (rhythm, language)
    return known.created_at <= now - _SAME_QUESTION_AFTER


def _may_ask(email: str, now: dt.datetime) -> bool:
    """Take one of the address' places for questions of a day; also of two requests at once only one gets the last."""
    mac = salted_hmac(f"{_SALT}.asked", email.strip().lower(), algorithm="sha256").hexdigest()
    for place in range(_MOST_QUESTIONS_A_DAY):
        kept, is_new = AskedAddress.objects.get_or_create(address_mac=mac, place=place, defaults={"asked_at": now})
        old = AskedAddress.objects.filter(pk=kept.pk, asked_at__lte=now - _QUESTIONS_COUNT_FOR)
        if is_new or old.update(asked_at=now):
            return True
    return False


def _known(email: str, scope: Scope) -> QuerySet[Follower]:
    same = Q(act=scope.act, key=scope.key, subject=scope.subject)
    return Follower.objects.select_for_update().filter(same, email__iexact=email)


def _follower(email: str, scope: Scope, rhythm: str, language: str) -> tuple[Follower, bool]:
    """The one row of an address and text nobody was known to follow, and whether it was made just now."""
    try:
        with transaction.atomic():
            made = Follower.objects.create(
                email=email, act=scope.act, key=scope.key, subject=scope.subject, rhythm=rhythm, language=language
            )
    except IntegrityError:  # the same wish, sent twice at once
        return _known(email, scope).get(), False
    return made, True


def _send_question(follower: Follower, rhythm: str, language: str) -> None:
    """Who follows already gets news as before until the question is answered."""
    token = signing.dumps({"follower": follower.pk, "rhythm": rhythm, "language": language}, salt=_SALT)
    with translation.override(language):
        context = {
            "name": scope_of(follower).name,
            "url": _absolute(reverse("legal_library:confirm_following", args=[token])),
            "days": CONFIRM_WITHIN.days,
        }
        _queue(follower, _("Xác nhận theo dõi pháp luật"), "legal_library/mail/confirm.txt", context)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a confirmation asks for."""

    follower: Follower
    rhythm: str
    language: str


def asked(token: str) -> Wish | None:
    """The wish a confirmation names; None when it is forged, old or no longer there."""
    try:
        data = signing.loads(token, salt=_SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None
    follower = Follower.objects.select_related("act", "subject").filter(pk=data.get("follower")).first()
    if follower is None:
        return None
    return Wish(follower, data.get("rhythm", follower.rhythm), data.get("language", follower.language))


def confirm(wish: Wish) -> None:
    now, follower = timezone.now(), wish.follower
    seen = LawChange.objects.aggregate(last=Max("pk"))["last"] or 0
    Follower.objects.filter(pk=follower.pk, confirmed_at__isnull=True).update(confirmed_at=now, seen_change=seen)
    step = _STEP.get(Follower.Rhythm(wish.rhythm), _STEP[Follower.Rhythm.WEEKLY])
    Follower.objects.filter(pk=follower.pk).update(rhythm=wish.rhythm, language=wish.language, next_digest=now + step)


def leave_token(follower: Follower) -> str:
    return signing.Signer(salt=f"{_SALT}.leave").sign(str(follower.pk))


def leaving(token: str) -> Follower | None:
    """The follower a leaving link names. It never grows old: whoever has the mail may always leave."""
    try:
        pk = signing.Signer(salt=f"{_SALT}.leave").unsign(token)
    except signing.BadSignature:
        return None
    return Follower.objects.select_related("act", "subject").filter(pk=int(pk)).first() if pk.isdecimal() else None


def leave(follower: Follower) -> None:
    """Forget the address at once, and whatever still waits for it about this text."""
    with transaction.atomic():
        OutgoingMail.objects.filter(leave_url__in=_leave_urls(follower)).delete()
        follower.delete()


def _leave_url(follower: Follower) -> str:
    return _absolute(reverse("legal_library:leave_following", args=[leave_token(follower)]))


def _leave_urls(follower: Follower) -> list[str]:
    """In every language a mail to them may have been written in."""
    found = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.append(_leave_url(follower))
    return found


def _absolute(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _queue(follower: Follower, subject: str, template: str, context: dict[str, Any]) -> None:
    """Call it in the language of the mail."""
    leave_url = _leave_url(follower)
    body = render_to_string(template, {**context, "leave_url": leave_url, "portal": _absolute("/")}).strip() + "\n"
    OutgoingMail.objects.create(to=follower.email, subject=subject[:200], body=body, leave_url=leave_url)


def write_digests() -> None:
    """Put the digests that are due into the table of mails; nothing new is no mail."""
    now = timezone.now()
    due = Follower.objects.filter(confirmed_at__isnull=False, next_digest__lte=now)
    for follower in due.select_related("act", "subject").order_by("pk").iterator(chunk_size=200):
        with transaction.atomic():
            _write_digest(follower, now)


def _write_digest(follower: Follower, now: dt.datetime) -> None:
    step = _STEP[Follower.Rhythm(follower.rhythm)]
    claimed = Follower.objects.filter(pk=follower.pk, next_digest=follower.next_digest).update(next_digest=now + step)
    if not claimed:
        return
    scope = scope_of(follower)
    changes = list(scope.changes().filter(pk__gt=follower.seen_change).order_by("pk")[:_MOST_CHANGES])
    if not changes:
        return
    Follower.objects.filter(pk=follower.pk).update(seen_change=changes[-1].pk)
    with translation.override(follower.language):
        lines = [(change_told(change), change_grounds(change), _absolute(change_path(change))) for change in changes]
        subject = _("Thay đổi pháp luật: %(name)s") % {"name": scope.name}
        _queue(follower, subject, "legal_library/mail/digest.txt", {"name": scope.name, "lines": lines})


def send_waiting() -> None:
    """Send what waits. A mail is claimed before it is sent; one that fails is tried again, later each time."""
    if not can_send():
        return
    for mail in _claimed():
        try:
            _message(mail).send()
        except Exception as error:  # whatever a relay answers, the other mails must still go out
            logger.warning("mail not sent", extra={"mail": mail.pk, "error": type(error).__name__})
            wait = dt.timedelta(minutes=min(240, 2 ** min(mail.tries, 8)))
            OutgoingMail.objects.filter(pk=mail.pk).update(due_at=timezone.now() + wait)
        else:
            OutgoingMail.objects.filter(pk=mail.pk).delete()


def _claimed() -> Iterator[OutgoingMail]:
    now = timezone.now()
    for mail in OutgoingMail.objects.filter(due_at__lte=now).order_by("pk")[:200]:
        waiting = OutgoingMail.objects.filter(pk=mail.pk, due_at=mail.due_at)
        if waiting.update(due_at=now + _LEASE, tries=F("tries") + 1):
            yield mail


def _message(mail: OutgoingMail) -> EmailMessage:
    headers = {"Auto-Submitted": "auto-generated"}
    if mail.leave_url:
        headers["List-Unsubscribe"] = f"<{mail.leave_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(" ".join(mail.subject.split()), mail.body, to=[mail.to], headers=headers)


def forget() -> None:
    """Addresses that never confirmed, questions of yesterday, and mails nobody could deliver for a week."""
    now = timezone.now()
    AskedAddress.objects.filter(asked_at__lte=now - _QUESTIONS_COUNT_FOR).delete()
    Follower.objects.filter(confirmed_at__isnull=True, created_at__lt=now - CONFIRM_WITHIN).delete()
    OutgoingMail.objects.filter(created_at__lt=now - _GIVE_UP).delete()
