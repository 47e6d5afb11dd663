"""The question before sending: django-simple-captcha's store and picture, our own questions, speech and leniency.

A speed bump, not a wall: easy for an old person, a little work for a script; honeypot, filling time and limits
do the rest. The library's test mode is not honoured here, so nothing can switch the question off.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from captcha.fields import CaptchaField, CaptchaTextInput
from captcha.models import CaptchaStore
from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from search.text import fold

from .questions import NUMBERS, Question, make, read

_FOLDED_NUMBERS = {fold(word): str(value) for words in NUMBERS.values() for value, word in enumerate(words)}


def challenge() -> tuple[str, str]:
    """For CAPTCHA_CHALLENGE_FUNCT: picture and answer. By `secrets`: the library reseeds the global `random`."""
    shown = make(secrets.choice)
    question = read(shown)
    assert question is not None, shown  # noqa: S101 – make() and read() share one grammar
    return shown, question.answer


def question_of(key: str) -> Question | None:
    """The question behind a key that is still open."""
    store = CaptchaStore.objects.filter(hashkey=key, expiration__gt=timezone.now()).first()
    return read(store.challenge) if store else None


def speech_language() -> str:
    return "en" if get_language() == "en" else "vi"


def in_figures(typed: str) -> str:
    """What was typed as plain figures: "Bảy", " 7 " and "７" are all "7"; "4 7 2" is "472"."""
    words = fold(typed).replace(",", " ").replace(".", " ").split()
    figures = "".join(_FOLDED_NUMBERS.get(word, word) for word in words)
    return str(int(figures)) if figures.isdecimal() and len(figures) <= 6 else figures


def bond(token: str, key: str) -> str:
    """Ties a question to one form, so that answers cannot be collected elsewhere and spent here."""
    return salted_hmac("casework.captcha", f"{token}:{key}", algorithm="sha256").hexdigest()


class QuestionInput(CaptchaTextInput):
    """Picture, text and speech of one question, the answer, and the bond to the form's token."""

    template_name = "casework/citizen/_question.html"
    token = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        question = question_of(self._key)
        context["key"] = self._key
        context["bond"] = bond(self.token, self._key)
        context["question"] = question.text(speech_language()) if question else ""
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        return [str(data.get(f"{name}_{part}", "")) for part in range(3)]

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        # Widgets are rendered with the app folders only; ours stands beside the pages it belongs to.
        return render_to_string(template_name, context)


class QuestionField(CaptchaField):
    """One attempt a question, spent atomically even when wrong; only for the form whose token it was made for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=QuestionInput(), label=_("Trả lời câu hỏi"), **kwargs)

    def clean(self, value: list[str]) -> list[str]:
        key, typed, given_bond = value
        if not constant_time_compare(given_bond, bond(self.widget.token, key)) or not _spend(key, in_figures(typed)):
            raise forms.ValidationError(
                _("Câu trả lời chưa đúng hoặc đã quá giờ. Những gì ông/bà đã viết vẫn còn; xin trả lời câu hỏi mới."),
                code="wrong_answer",
            )
        return value


def _spend(key: str, answer: str) -> bool:
    store = CaptchaStore.objects.filter(hashkey=key, expiration__gt=timezone.now()).first()
    if store is None:
        return False
    spent, _rows = CaptchaStore.objects.filter(pk=store.pk).delete()
    return bool(spent) and bool(answer) and constant_time_compare(store.response, answer)


def prune() -> None:
    """Throw away questions nobody answered in time."""
    CaptchaStore.remove_expired()
