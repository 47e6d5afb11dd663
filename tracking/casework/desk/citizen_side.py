"""What the citizen's side adds to a case's file at the desk."""

from __future__ import annotations

from typing import Any

from tracking.casework.models import Case


def citizen_side(case: Case) -> dict[str, Any]:
    """How many petition together; who they are is read like every identity."""
    joint = [row.represents for row in case.joint_petitioners.all()]
    return {"people": 1 + len(joint), "representatives": sum(joint)}
