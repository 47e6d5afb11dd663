"""One code opens the parts of its own petition, and nothing of a petition that merely says the same."""

import pytest

from tests.tracking.petitions import agency, submit
from tracking.casework import related
from tracking.casework.models import CaseLink
from tracking.casework.petition import Kind

pytestmark = pytest.mark.django_db


def case():
    return submit(Kind.COMPLAINT, agency=agency("so-mau")).case


def link(later, earlier, relation):
    return CaseLink.objects.create(case=later, earlier=earlier, relation=relation)


def test_a_code_opens_its_petition_with_all_parts_of_it():
    origin, first, second = case(), case(), case()
    link(first, origin, related.Relation.PART)
    link(second, origin, related.Relation.PART)
    for opened in (origin, first, second):
        assert related.opened_together(opened) == [origin, first, second]


def test_a_petition_that_says_the_same_opens_nothing_but_itself():
    origin, part, strangers = case(), case(), case()
    link(part, origin, related.Relation.PART)
    link(strangers, origin, related.Relation.SAME_CONTENT)
    assert related.opened_together(strangers) == [strangers]
    assert related.opened_together(part) == [origin, part]
