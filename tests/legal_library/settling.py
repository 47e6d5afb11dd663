"""Both steps of an amendment or a rival copy at once, for tests that are about what comes after them."""

from collections.abc import Sequence

from legal_library import rivals
from legal_library.edits import deciding as edit_deciding
from legal_library.models import Amendment, LawChange, LibraryEdit
from legal_library.versions import deciding


def settled(amendments: Sequence[Amendment]) -> list[LawChange]:
    """Checked and confirmed by nobody in particular. Raises CannotApply."""
    deciding.check(amendments=amendments, actor_id=None)
    return deciding.confirm(amendments=amendments, actor_id=None)


def chosen(rival_id: int) -> rivals.Swapped:
    """Asked for and confirmed by nobody in particular."""
    rivals.ask(rival_id=rival_id, actor_id=None)
    return rivals.choose(rival_id=rival_id, actor_id=None)


def approved() -> list[LibraryEdit]:
    """Every proposal that waits, confirmed by nobody in particular."""
    waiting = LibraryEdit.objects.filter(state=LibraryEdit.State.WAITING)
    return [edit_deciding.confirm(edit_id=edit.pk, actor_id=None) for edit in waiting]
