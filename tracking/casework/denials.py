"""The answer to a person who may not do what they ask of a case. A leaf: whoever writes a case may raise it."""


class NotAllowed(PermissionError):
    """This person may not do this now, or it does not exist; the message says why."""
