"""What casework needs before the first petition: how denunciations come in, and the templates of letters.

No custodian key is made here: its private half must never be on the portal. Until `create_custodian_key` was run,
denunciations come in without identity, and the form says why.
"""

from .letters import starter as letters
from .models import IntakePolicy


def load() -> None:
    """Add what is missing; what the office chose stays."""
    if not IntakePolicy.objects.exists():
        IntakePolicy.objects.create()
    letters.load()
