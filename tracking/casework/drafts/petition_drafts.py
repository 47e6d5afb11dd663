"""A half-filled petition between two pages: what was typed, and the files that passed, under the form's token."""

from __future__ import annotations

import dataclasses

from ..files.file_checks import StagedFile
from ..petition import Follows, Kind
from . import drafts


@dataclasses.dataclass(frozen=True)
class PetitionDraft:
    """`values` are the form's fields as typed; judged anew at every step."""

    kind: Kind
    values: dict[str, str]
    files: tuple[StagedFile, ...] = ()
    follows: Follows | None = None


def save(token: str, draft: PetitionDraft) -> None:
    follows = dataclasses.astuple(draft.follows) if draft.follows else None
    fields = {"kind": draft.kind.value, "values": draft.values, "follows": follows}
    drafts.save_draft(token, drafts.DraftData(fields, draft.files))


def load(token: str) -> PetitionDraft | None:
    """What was put by under this token, while it lives."""
    data = drafts.load_draft(token)
    if data is None or "kind" not in data.fields:
        return None
    earlier = data.fields.get("follows")
    follows = Follows(*earlier) if earlier else None
    return PetitionDraft(Kind(data.fields["kind"]), dict(data.fields["values"]), tuple(data.files), follows)


def drop(token: str) -> None:
    drafts.drop_draft(token)


def keep_message(token: str, text: str) -> None:
    """A message whose writer must type the code again before it can be sent."""
    drafts.save_draft(token, drafts.DraftData({"message": text}))


def kept_message(token: str) -> str:
    data = drafts.load_draft(token)
    return str(data.fields.get("message", "")) if data else ""
