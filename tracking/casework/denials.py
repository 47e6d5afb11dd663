"""The answers to a person who may not do what they ask of a case. A leaf: whoever writes a case may raise them."""


class NotAllowed(PermissionError):
    """This person may not do this now, or it does not exist; the message says why."""


class NotTaken(ValueError):
    """The portal cannot take this petition in this form; `reason` is a sentence for the citizen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
