"""Ways a notice can leave: electronic mail now; a text-message gateway fits the same protocol (row 11)."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMessage
from django.core.validators import validate_email

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Refused(Exception):
    """The other side will never take it: no such mailbox, not an address. Trying again is of no use."""


class Delayed(Exception):
    """Not now: the relay is away, full, or offers no encryption."""


@dataclass(frozen=True)
class Letter:
    """What is sent: plain text, one recipient. `mark` is the same for every try, so that a relay can tell a repeat."""

    to: str = field(repr=False)
    subject: str
    body: str = field(repr=False)
    mark: str
    stop_address: str = field(default="", repr=False)


class Channel(Protocol):
    """A way out. `send` returns when the letter was handed over, else raises Refused or Delayed."""

    name: str

    def is_configured(self) -> bool: ...

    def send(self, letter: Letter) -> None: ...


class Email:
    """The office's own relay, over TLS or not at all (R44)."""

    name = "email"

    def is_configured(self) -> bool:
        return bool(settings.EMAIL_URL)

    def send(self, letter: Letter) -> None:
        if not self._is_encrypted():
            # A relay without TLS would carry addresses and references in clear: wait until the office mends it.
            raise Delayed("the relay is configured without TLS")
        message = EmailMessage(
            subject=_one_line(letter.subject),
            body=letter.body,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[_address(letter.to)],
            headers=self._headers(letter),
        )
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as no:
            raise _refusal(no) from None
        except (BadHeaderError, UnicodeError, smtplib.SMTPDataError) as no:
            raise Refused(type(no).__name__) from None
        except (OSError, smtplib.SMTPException) as no:
            raise Delayed(type(no).__name__) from None

    def _is_encrypted(self) -> bool:
        return settings.EMAIL_BACKEND != SMTP or settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL

    def _headers(self, letter: Letter) -> dict[str, str]:
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("<> ") or "localhost"
        headers = {"Message-ID": f"<{letter.mark}@{host}>", "Auto-Submitted": "auto-generated"}
        if letter.stop_address:
            headers["List-Unsubscribe"] = f"<{letter.stop_address}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers


class TextMessage:
    """A gateway for text messages: the place is here, no gateway is configured, and nothing is sent by it."""

    name = "sms"

    def is_configured(self) -> bool:
        return False

    def send(self, letter: Letter) -> None:
        raise Delayed("no gateway is configured")


CHANNELS: Mapping[str, Channel] = {channel.name: channel for channel in (Email(), TextMessage())}


def _refusal(no: smtplib.SMTPRecipientsRefused) -> Exception:
    """Codes of 500 and up are for good (RFC 5321 4.2.1); the others ask to try later."""
    codes = [code for code, _words in no.recipients.values()]
    return Refused("mailbox") if codes and all(code >= 500 for code in codes) else Delayed("mailbox busy")


def _address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise Refused("address") from None
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise Refused("header")
    return text
