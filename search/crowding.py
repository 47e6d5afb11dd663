"""A place for the law beside the timetable: hundreds of sessions say the same few words, an article says them once.

A question on who receives citizens meets every session of every office, each short and full of those words. The
engine's best candidates would be sessions and nothing else, and the second stage could never weigh the article that
answers. So sessions get a share of what is weighed, and the rest is asked for again without them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .interface import KINDS, Answer, Candidate, Query
from .ranking import DEPTH

# Sessions among the DEPTH candidates that are weighed.
SHARE = 10
OTHERS = tuple(kind for kind in KINDS if kind != "session")


def is_crowded(answer: Answer, kinds: Mapping[str, str], query: Query) -> bool:
    """Whether sessions take more than their share, of a reader who did not choose them. `kinds` by uid."""
    sessions = sum(kinds.get(found.uid) == "session" for found in answer.candidates[:DEPTH])
    return sessions > SHARE and query.kinds != ("session",) and query.order == "best"


def without_sessions(query: Query) -> Query:
    kinds = tuple(kind for kind in query.kinds if kind != "session") or OTHERS
    return replace(query, kinds=kinds, counted=False)


def make_room(answer: Answer, kinds: Mapping[str, str], others: Sequence[Candidate]) -> Answer:
    """The same answer with the best of both before its first DEPTH; what follows is in the engine's order.

    Any page of it is the same however deep the engine was asked, because the first DEPTH are.
    """
    sessions = [found for found in answer.candidates if kinds.get(found.uid) == "session"][:SHARE]
    first = [*sessions, *others[: DEPTH - len(sessions)]]
    placed = {found.uid for found in first}
    known: dict[str, Candidate] = {}
    for found in (*answer.candidates, *others):
        if found.uid not in placed:
            known.setdefault(found.uid, found)
    # Equal scores stay in the engine's order, as in its own answer.
    rest = sorted(known.values(), key=lambda found: -found.score)
    return replace(answer, candidates=(*first, *rest))
