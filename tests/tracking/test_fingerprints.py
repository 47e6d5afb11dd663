"""The same person on the same matter is found again by keyed hashes, and a stranger learns nothing by asking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework.desk import queries
from tracking.casework.models import Case, Fingerprint
from tracking.casework.petition import Kind
from tracking.casework.petitioners.fingerprints import (
    _merged,
    count_matters,
    earlier_with_same_words,
    is_like,
    likely_same,
)
from tracking.organisation.models import Role

from .petitions import agency, content, custodian_key, person, petitioner, submit

DECISION = "Quyết định số 12/QĐ-UBND ngày 05/10/2026"


@pytest.mark.django_db
class TestOfTwoPetitions:
    def test_the_same_words_however_typed_are_the_same(self):
        submit(content=content(), petitioner=petitioner())
        again = petitioner(name="NGUYEN VAN MAU", address="so 1, pho vi du")
        shouted = content(subject="THU HỒI ĐẤT không có quyết định")
        assert earlier_with_same_words(Kind.COMPLAINT, shouted, again)

    @pytest.mark.parametrize(
        ("what", "who"),
        [
            ({"body": "Khác."}, {}),
            ({"subject": "Khác"}, {}),
            ({}, {"name": "Trần Thị Khác"}),
            ({}, {"address": "Nơi khác", "phone": "0900 111 222"}),
        ],
    )
    def test_a_guess_that_misses_anything_learns_nothing(self, what, who):
        submit(content=content(), petitioner=petitioner())
        assert not earlier_with_same_words(Kind.COMPLAINT, content(**what), petitioner(**who))

    def test_another_kind_of_petition_is_another_matter(self):
        submit(content=content(), petitioner=petitioner())
        assert not earlier_with_same_words(Kind.FEEDBACK, content(), petitioner())

    def test_one_decision_attacked_twice_in_other_words_is_likely_the_same(self):
        first = submit(content=content(decision=DECISION), petitioner=petitioner()).case
        other = content(subject="Khác", body="Khác hẳn.", decision="quyet dinh so 12/QD-UBND ngay 05/10/2026")
        assert is_like(first.pk, Kind.COMPLAINT, other, petitioner())
        assert not earlier_with_same_words(Kind.COMPLAINT, other, petitioner())
        assert not is_like(first.pk, Kind.COMPLAINT, other, petitioner(name="Trần Thị Khác"))

    def test_officers_see_likely_duplicates_in_their_scope_only(self):
        here, there = agency("mau"), agency("khac")
        first = submit(agency=here, content=content(decision=DECISION)).case
        second = submit(agency=here, content=content(subject="Khác", body="Khác.", decision=DECISION)).case
        submit(agency=there, content=content(decision=DECISION))
        officer = person("canbo", Role.OFFICER, here)
        (found,) = likely_same(first, Case.objects.visible_to(officer))
        assert (found.case, found.why) == (second, "cùng người, cùng quyết định")

    def test_petitions_and_matters_are_counted_apart(self):
        office = agency("mau")
        for _ in range(3):
            submit(agency=office)
        submit(agency=office, petitioner=petitioner(name="Trần Thị Khác", phone="0900 000 009"))
        cases = queries.cases_of(person("canbo", Role.OFFICER, office))
        assert count_matters(cases, cases.count()) == 2

    def test_a_denunciation_leaves_no_fingerprint(self):
        custodian_key()
        submit(Kind.DENUNCIATION, petitioner=petitioner())
        assert not Fingerprint.objects.exists()

    def test_a_rotated_key_still_finds_the_old_ones(self, fresh_keys):
        submit(content=content(), petitioner=petitioner())
        fresh_keys.rotate_key(fresh_keys.KeyName.PERSON)
        assert earlier_with_same_words(Kind.COMPLAINT, content(), petitioner())


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 8)), max_size=30))
def test_merging_counts_connected_groups(pairs):
    nodes = {case for _mac, case in pairs}
    groups = [{case for mac, case in pairs if mac == one} for one in {mac for mac, _case in pairs}]
    parts = [{node} for node in nodes]
    for group in groups:
        touched = [part for part in parts if part & group]
        parts = [part for part in parts if not part & group] + [set().union(*touched)]
    assert len(nodes) - _merged(pairs) == len(parts)
