"""The one way an operation says that it does not fit."""


class CannotApply(ValueError):
    """Why the operation does not fit the text: a sentence for the librarian."""
