"""One-time pass-phrases, and the rule that they are not kept."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracking.organisation.models import Person

_CONSONANTS = "bcdghklmnprstvx"
_VOWELS = "aeiou"
_GROUPS = 6


def one_time_pass_phrase() -> str:
    """Six spoken groups of two syllables such as `mako-tiru-...`: about 74 random bits, easy to read aloud and type."""
    return "-".join(_syllable() + _syllable() for _group in range(_GROUPS))


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)


class OneTimePasswordIsNotKept:
    """A password somebody else has read must not become the person's own."""

    def validate(self, password: str, user: object | None = None) -> None:
        """Raise ValidationError when `password` is the one-time password `user` holds now."""
        if isinstance(user, Person) and user.password_is_one_time and user.check_password(password):
            raise ValidationError(_("Xin chọn mật khẩu khác với mật khẩu dùng một lần."), code="one_time_password")

    def get_help_text(self) -> str:
        """Shown in the list of rules beside the field."""
        return _("Mật khẩu mới phải khác mật khẩu dùng một lần đã được cấp.")
