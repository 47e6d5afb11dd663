"""What holds of every term, whatever the dates."""

import datetime as dt

from hypothesis import assume, given
from hypothesis import strategies as st

from tracking.terms.calendar import WorkCalendar
from tracking.terms.counting import count, years_later
from tracking.terms.engine import compute
from tracking.terms.facts import EVENT_TYPES, FLAGS, KINDS, CaseFacts, Event
from tracking.terms.rules import TermName, Unit

from .test_terms import BOOK, WORK

DAYS = st.dates(dt.date(2022, 1, 1), dt.date(2027, 6, 1))
LENGTHS = st.integers(1, 90)
COUNTED = st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS])
TODAY = dt.date(2029, 1, 1)
# Every day worked: what is added shows unmoved.
PLAIN = WorkCalendar(working_days=frozenset(dt.date(2022, 1, 1) + dt.timedelta(days=n) for n in range(3000)))
EVENTS = st.lists(
    st.builds(Event, st.sampled_from(sorted(EVENT_TYPES)), DAYS, st.one_of(st.none(), st.integers(-5, 40))), max_size=12
)


def settlement(events, *, kind="denunciation", flags=(), work=PLAIN):
    facts = CaseFacts(kind, tuple(events), TODAY, 1, frozenset(flags))
    answer = compute(facts, BOOK, work, [TermName.SETTLEMENT])
    return answer.terms[0], answer.refused


@given(DAYS, LENGTHS, COUNTED)
def test_no_term_ends_on_a_day_off(start, length, unit):
    assert WORK.is_working(count(start, length, unit, WORK)[0])


@given(DAYS, st.integers(1, 3))
def test_a_term_in_years_ends_on_its_date_or_the_next_working_day(start, years):
    due = count(start, years, Unit.YEARS, WORK)[0]
    assert due == WORK.next_working(years_later(start, years))


@given(DAYS, LENGTHS, COUNTED, st.integers(1, 30))
def test_a_later_start_and_a_longer_term_never_end_earlier(start, length, unit, more):
    due = count(start, length, unit, WORK)[0]
    assert count(start + dt.timedelta(days=more), length, unit, WORK)[0] >= due
    assert count(start, length + more, unit, WORK)[0] >= due


@given(DAYS, LENGTHS)
def test_working_days_are_never_fewer_than_days_and_come_out_as_counted(start, length):
    due = count(start, length, Unit.WORKING_DAYS, WORK)[0]
    assert (due - start).days >= length
    assert WORK.working_days_left(start, due) == length


@given(DAYS, st.lists(st.tuples(st.integers(0, 25), st.integers(0, 60)), max_size=3))
def test_suspensions_add_exactly_their_days_and_leave_the_length(start, pauses):
    events, day, added = [Event("accepted", start)], start, 0
    for gap, days in pauses:
        since = day + dt.timedelta(days=gap)
        # Counted days used up so far must leave some, or the suspension comes too late to matter.
        assume((since - start).days - added <= 30)
        day = since + dt.timedelta(days=days)
        added += days
        events += [Event("suspended", since), Event("resumed", day)]
    term, refused = settlement(events)
    assert not refused
    assert term.due == start + dt.timedelta(days=30 + added)
    assert term.length == 30
    assert sum(why == "tạm đình chỉ" for _, why in term.skipped) == added


@given(DAYS, st.integers(1, 30), st.integers(0, 30))
def test_an_extension_adds_exactly_its_days(start, days, after):
    term, refused = settlement(
        [Event("accepted", start), Event("extended", start + dt.timedelta(days=after), days)], flags=["complex"]
    )
    assert not refused
    assert term.due == start + dt.timedelta(days=30 + days)
    assert term.length == 30 + days


def test_a_refused_decision_carries_no_publication():
    first, second = dt.date(2022, 1, 1), dt.date(2022, 1, 2)
    told = (
        Event("accepted", second),
        Event("decided", first),
        Event("decided", second),
        Event("published", first),
    )
    answer = compute(CaseFacts("complaint", told, TODAY, 1, frozenset()), BOOK, WORK, TermName)
    assert [item.event for item in answer.refused] == [told[1], told[3]]


@given(st.sampled_from(sorted(KINDS)), st.sampled_from([1, 2]), st.sets(st.sampled_from(sorted(FLAGS))), EVENTS)
def test_a_refused_event_changes_nothing(kind, instance, flags, events):
    answer = compute(CaseFacts(kind, tuple(events), TODAY, instance, frozenset(flags)), BOOK, WORK, TermName)
    against = {id(item.event) for item in answer.refused}
    kept = tuple(event for event in events if id(event) not in against)
    again = compute(CaseFacts(kind, kept, TODAY, instance, frozenset(flags)), BOOK, WORK, TermName)
    assert again.terms == answer.terms


@given(st.sampled_from(sorted(KINDS)), st.sampled_from([1, 2]), st.sets(st.sampled_from(sorted(FLAGS))), EVENTS)
def test_whatever_is_told_every_term_is_whole(kind, instance, flags, events):
    answer = compute(CaseFacts(kind, tuple(events), TODAY, instance, frozenset(flags)), BOOK, WORK, TermName)
    for term in answer.terms:
        assert (term.start is None) == (term.state == "not_started")
        assert term.due is None or WORK.is_working(term.due)
        assert term.due is not None or term.state in ("not_started", "suspended")
        assert list(term.skipped) == sorted(term.skipped)
        assert term.basis or term.is_local
