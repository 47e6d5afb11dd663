"""The ticket between code and case: opens only here, tells nothing by its length, ends in time."""

import base64

from hypothesis import given
from hypothesis import strategies as st

from tracking.casework import codes
from tracking.casework.citizen import lookup_cookie
from tracking.casework.citizen.lookup_cookie import IDLE_SECONDS, NOBODY, WHOLE_SECONDS, Ticket
from tracking.casework.sealing.keys import KeyName

moments = st.integers(0, 2**40)


@given(st.integers(0, 2**60), moments, moments, st.sampled_from(["", codes.new_token()]))
def test_a_ticket_comes_back_as_it_went_and_is_as_long_as_any_other(case_id, opened_at, seen_at, kept):
    ticket = Ticket(case_id, opened_at, seen_at, kept)
    value = lookup_cookie.write(ticket)
    assert lookup_cookie.read(value) == ticket
    assert len(value) == len(lookup_cookie.write(Ticket(NOBODY, 0, 0)))


@given(st.text(max_size=200))
def test_foreign_values_are_no_ticket(value):
    assert lookup_cookie.read(value) is None


def test_a_changed_ticket_is_no_ticket():
    raw = bytearray(base64.urlsafe_b64decode(lookup_cookie.write(Ticket(1, 2, 3))))
    raw[20] ^= 1
    assert lookup_cookie.read(base64.urlsafe_b64encode(raw).decode()) is None


def test_a_ticket_of_the_key_before_still_opens(fresh_keys):
    value = lookup_cookie.write(Ticket(1, 2, 3))
    fresh_keys.rotate_key(KeyName.LOOKUP_COOKIE)
    assert lookup_cookie.read(value) == Ticket(1, 2, 3)


def test_it_ends_after_a_quarter_of_an_hour_without_use():
    ticket = Ticket(1, 1000, 1000)
    assert not ticket.is_over(1000 + IDLE_SECONDS - 1)
    assert ticket.is_over(1000 + IDLE_SECONDS)


def test_it_ends_after_a_day_at_the_office_however_much_it_is_used():
    assert Ticket(1, 1000, 1000 + WHOLE_SECONDS - 1).is_over(1000 + WHOLE_SECONDS)


def test_a_ticket_from_the_future_is_over():
    assert Ticket(1, 5000, 5000).is_over(1000)


def test_each_visit_has_a_mark_of_its_own_that_lasts_as_long_as_it():
    one, other = Ticket.begun(1, 5, 5), Ticket.begun(1, 5, 5)
    assert one.visit != other.visit
    assert lookup_cookie.read(lookup_cookie.write(one)) == one
