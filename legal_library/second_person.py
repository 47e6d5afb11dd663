"""Two people make something part of the library: who took the first step does not take the second."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import get_user_model

_MODEL_RIGHTS = "django.contrib.auth.backends.ModelBackend"


class NotYours(Exception):
    """Who entered or checked it does not confirm it: a second person does."""


def is_only_one(person_id: int | None, right: str) -> bool:
    """Whether nobody else in the office has this right: the office's only librarian, who may then confirm alone."""
    people = get_user_model().objects.with_perm(
        f"legal_library.{right}", include_superusers=False, backend=_MODEL_RIGHTS
    )
    return not people.exclude(pk=person_id or 0).exists()


def require(*, first: Iterable[int | None], second: int | None, right: str, alone: bool) -> bool:
    """Let a second step pass; True where one person took both. Raises NotYours.

    `first`: whoever took the first steps that are confirmed together. `alone` is the tick of an office's only
    librarian, who has gone over everything once more; it counts only where nobody else has the right.
    """
    own = second is not None and second in first
    if own and not (alone and is_only_one(second, right)):
        raise NotYours
    return own
