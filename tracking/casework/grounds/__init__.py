"""The legal ground of every step as data: in force from a day to a day, for some kinds, with its place in the law.

Pure. Which day's law a step follows is `workflow.law_day`.
`confidence`: V read in the act, S in a secondary page, G general knowledge to be checked.
"""

from . import complaint, denunciation, opinion, shared
from .ground import LAW_136, Ground

GROUNDS: tuple[Ground, ...] = (*shared.GROUNDS, *complaint.GROUNDS, *denunciation.GROUNDS, *opinion.GROUNDS)
_BY_KEY = {ground.key: ground for ground in GROUNDS}


def ground_by_key(key: str) -> Ground | None:
    """The ground an event names, in force or not any more."""
    return _BY_KEY.get(key)


__all__ = ["GROUNDS", "LAW_136", "Ground", "ground_by_key"]
