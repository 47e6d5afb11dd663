"""What some steps change beside the state: the kind, the flags the terms depend on, another case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracking.organisation.models import Person

from ..models import Case
from ..petition import Kind
from ..workflow import Action
from ..workflow.asking import COMPLAINT_FLAGS, DENUNCIATION_FLAGS, TOLD_THE_RESULT
from . import related, withdrawal_requests

_SETTABLE = {key for key, _label in (*COMPLAINT_FLAGS, *DENUNCIATION_FLAGS)}

_FORWARDED = {"forwarded", "forwarded_elsewhere"}


def change(case: Case, action: Action, given: Mapping[str, Any]) -> None:
    """Set the columns of the row, before it is written."""
    if action is Action.RECEIVE:
        case.flags = flags_sent_on_by(case, given.get("forwarded_by"))
    elif action is Action.RECLASSIFY:
        case.kind = given["to_kind"]
    elif action is Action.CORRECT_INSTANCE:
        case.instance = int(given["to_instance"])
    elif action is Action.CLASSIFY:
        case.flags = sorted((set(case.flags) - _SETTABLE) | set(given.get("flags") or ()))
    elif action is Action.ENFORCE and given.get("recommended"):
        case.flags = sorted(set(case.flags) | {"recommended"})
    elif action is Action.EXTEND:
        case.flags = sorted(set(case.flags) | {_complexity(case, given)})


def follow(case: Case, action: Action, given: Mapping[str, Any], actor: Person) -> None:
    """What comes after the event was recorded, in the same transaction. Raises `related.NoSuchCase`,
    clock.AgainstTheClock."""
    if action is Action.SPLIT:
        content = {"subject": given["part_subject"], "body": given["part_body"]}
        related.split_off(case, Kind(given["part_kind"]), content, actor)
    elif action is Action.SAME_CONTENT:
        related.join(case, str(given["earlier_reference"]), actor)
    elif action is Action.CORRECT_INSTANCE:
        related.recount_first(case)
    elif action in (Action.WITHDRAW, Action.WITHDRAW_PART):
        withdrawal_requests.take(case, action, actor)
    withdrawal_requests.overtake(case, action, actor)


def _complexity(case: Case, given: Mapping[str, Any]) -> str:
    """NĐ 31/2019 Đ.3 k.3: two criteria make a denunciation specially complex; complaints know one degree."""
    special = case.is_denunciation and len(given.get("criteria") or ()) >= 2
    return "specially_complex" if special else "complex"


def flags_sent_on_by(case: Case, by: Any) -> list[str]:
    """Each office that receives a petition hears anew who sent it there."""
    said = set() if not by else {"forwarded"} if by in TOLD_THE_RESULT else _FORWARDED
    return sorted((set(case.flags) - _FORWARDED) | said)
