"""The law of the product on one page: which step leads a case of which kind from where to where, and who may take it.

Pure: no Django, no clock, no database. Roles are the values of `organisation.Role` held in the handling agency.
A step outside this table does not exist. One module for each kind; grounds and
their wording are data of `grounds/`, picked by date; `docs/procedure.md` is generated from here.
"""

from .facts import Done, Facts
from .states import ACTION_NAMES, END_STATES, STATE_NAMES, STATES, Action, State
from .table import INTERNAL_ACTIONS, TABLE, Offer, allowed, find, law_day, offers, steps_of
from .transition import CUSTODIAN, HANDLERS, HEAD, Check, Need, Problem, Transition

__all__ = [
    "ACTION_NAMES",
    "CUSTODIAN",
    "END_STATES",
    "HANDLERS",
    "HEAD",
    "INTERNAL_ACTIONS",
    "STATES",
    "STATE_NAMES",
    "TABLE",
    "Action",
    "Check",
    "Done",
    "Facts",
    "Need",
    "Offer",
    "Problem",
    "State",
    "Transition",
    "allowed",
    "find",
    "law_day",
    "offers",
    "steps_of",
]
