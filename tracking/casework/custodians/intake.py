"""Can a denunciation come in, and how? The office's choice (`IntakePolicy`), limited by the keys that exist.

Without a custodian's key the portal could read a denouncer's name, so then it takes none (security.md, finding 9).
"""

from __future__ import annotations

from dataclasses import dataclass

from ..models import CustodianKey, IntakePolicy

Mode = IntakePolicy.Mode

_WHY_NO_KEY = (
    "Cổng chưa có khóa của người giữ danh tính, nên chưa thể niêm phong tên và giấy tờ của người tố cáo. "
    "Ông/bà gửi được nội dung không kèm tên; muốn tố cáo có tên, xin nộp trực tiếp hoặc qua bưu điện."
)
_WHY_WITHOUT = (
    "Cơ quan không nhận danh tính người tố cáo qua mạng. Ông/bà gửi được nội dung không kèm tên; "
    "muốn tố cáo có tên, xin nộp trực tiếp hoặc qua bưu điện."
)
_WHY_CLOSED = "Cơ quan hiện không nhận tố cáo qua cổng. Xin nộp trực tiếp hoặc qua bưu điện."


@dataclass(frozen=True)
class IntakeMode:
    """`mode` in effect; `reason` a sentence for the citizen, empty when all is taken. Papers of a denouncer betray as
    much as a name, so they come in only where they can be sealed."""

    mode: Mode
    reason: str
    takes_files: bool

    @property
    def is_open(self) -> bool:
        return self.mode != Mode.CLOSED

    @property
    def takes_identity(self) -> bool:
        return self.mode == Mode.SEALED


def denunciation_intake() -> IntakeMode:
    """How a denunciation is taken now: the policy, weakened where no custodian key is active."""
    policy = IntakePolicy.objects.order_by("pk").first() or IntakePolicy()
    if policy.denunciations == Mode.CLOSED:
        return IntakeMode(Mode.CLOSED, _WHY_CLOSED, takes_files=False)
    can_seal = CustodianKey.objects.active().exists()
    if policy.denunciations == Mode.WITHOUT_IDENTITY:
        return IntakeMode(Mode.WITHOUT_IDENTITY, _WHY_WITHOUT, takes_files=can_seal)
    if not can_seal:
        return IntakeMode(Mode.WITHOUT_IDENTITY, _WHY_NO_KEY, takes_files=False)
    return IntakeMode(Mode.SEALED, "", takes_files=True)
