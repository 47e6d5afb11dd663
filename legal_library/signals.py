"""What the library tells other rooms; who rests on a provision listens (the portal wires it)."""

from django.dispatch import Signal

# Sent inside the transaction with sender=LawChange, changes=<tuple of LawChange>: provisions whose words changed.
provisions_changed = Signal()
