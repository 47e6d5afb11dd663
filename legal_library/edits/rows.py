"""What of a row the public sees, as values that are kept with a proposal and told to people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Field

from ..exporting import DUTY, FACTS, RELATION, SUBJECT, SUMMARY
from ..models import Act, Duty, LibraryEdit, Relation, Subject, Summary

What = LibraryEdit.What
Row = Act | Summary | Relation | Duty | Subject
Values = dict[str, Any]

MODELS: dict[str, type[Row]] = {
    What.ACT: Act,
    What.SUMMARY: Summary,
    What.RELATION: Relation,
    What.DUTY: Duty,
    What.SUBJECT: Subject,
}
# An act's address follows its symbol and its preamble comes with its text; that a summary is public is what is decided.
FIELDS: dict[str, tuple[str, ...]] = {
    What.ACT: tuple(name for name in FACTS if name not in ("preamble", "slug")),
    What.SUMMARY: ("act", *(name for name in SUMMARY if name != "published")),
    What.RELATION: ("act", *RELATION),
    What.DUTY: ("act", *DUTY),
    What.SUBJECT: SUBJECT,
}


def what_of(row: Row) -> LibraryEdit.What:
    return next(What(what) for what, model in MODELS.items() if isinstance(row, model))


def row_of(edit: LibraryEdit) -> Row | None:
    """The row a proposal is about; None where it is not yet in the library, or no longer."""
    return MODELS[edit.what].objects.filter(pk=edit.row_id).first() if edit.row_id else None


def act_of(row: Row) -> Act | None:
    """The act a row belongs to; a field of the law belongs to none."""
    if isinstance(row, Subject):
        return None
    return row if isinstance(row, Act) else row.act


def packed(row: Row) -> Values:
    """The row's public values as JSON keeps them."""
    return {name: _plain(getattr(row, _field(what_of(row), name).attname)) for name in FIELDS[what_of(row)]}


def put(row: Row, values: Values) -> None:
    """Set packed values on a row."""
    for name, value in values.items():
        field = _field(what_of(row), name)
        setattr(row, field.attname, field.to_python(value))


def label(what: str, name: str) -> str:
    words = str(_field(what, name).verbose_name)
    return words[:1].upper() + words[1:]


def told(what: str, name: str, value: Any) -> list[str]:
    """A value as the lines a person reads; none where it is empty."""
    if value in (None, "", []):
        return []
    if name == "act":
        act = Act.objects.filter(pk=value).first()
        return [act.full_name if act else "(không còn trong thư viện)"]
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return ["có" if value else "không"]
    field = _field(what, name)
    if field.choices:
        return [str(dict(field.flatchoices).get(value, value))]
    python = field.to_python(value)
    return [f"{python:%d/%m/%Y}"] if isinstance(python, dt.date) else str(value).splitlines()


def says_now(what: str, names: Iterable[str], now: Values) -> str:
    """What stands in the library in these fields, in one sentence's words."""
    return "; ".join(
        f"{label(what, name).lower()} nay là “{' / '.join(told(what, name, now[name])) or 'trống'}”" for name in names
    )


def _field(what: str, name: str) -> Field[Any, Any]:
    field = MODELS[what]._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101  FIELDS names columns only
    return field


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
