"""Reading while Python's collector of cycles rests.

What a reader builds is a tree without cycles, so there is nothing for the collector to find; but it looks through every
node again as their number grows, and a long text then costs more than its length (1.3 times at 1 MB).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No collection of cycles meanwhile; as it was afterwards, whatever happens. Also a decorator of functions."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
