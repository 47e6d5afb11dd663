"""The office whose letters the tests write: with the starter's templates, and a head of letters of its own."""

from tests.tracking.petitions import agency
from tracking.casework.letters import starter
from tracking.casework.models import LetterHead
from tracking.organisation.models import Agency


def letter_office(*, clears_here: bool = False) -> Agency:
    """It clears its letters on paper, or here, where only the head gives a number."""
    office = agency("phuong-mau", name="Ủy ban nhân dân phường Mẫu")
    starter.load()
    LetterHead.objects.filter(agency=office).update(needs_clearance=clears_here)
    return office
