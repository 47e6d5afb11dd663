"""What the rooms bring along by convention: `<room>/starter.py` and `<room>/periodic.py`."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

# In the order in which starter content rests on other starter content.
ROOMS = (
    "tracking.organisation",
    "tracking.terms",
    "tracking.casework",
    "tracking.reception",
    "legal_library",
    "portal",
    "search",
    "portal.operation",
)


def modules(name: str) -> list[ModuleType]:
    """The module of that name of every room that has one, in the order of ROOMS."""
    paths = [f"{room}.{name}" for room in ROOMS]
    return [import_module(path) for path in paths if find_spec(path) is not None]
