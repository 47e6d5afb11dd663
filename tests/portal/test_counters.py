"""Counts in shared memory: sliding windows, many processes, no more room."""

import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.counters import Counters, Rate, Tally

MINUTE = Rate(events=3, seconds=60)


@pytest.fixture
def counters(tmp_path: Path) -> Counters:
    return Counters(tmp_path, places=4, slots=64)


def test_it_works(counters: Counters) -> None:
    answers = [counters.take(0, 1_000.0, MINUTE) for _ in range(4)]
    assert answers[:3] == [0, 0, 0]
    assert answers[3] > 0


def test_a_refused_event_is_not_counted(counters: Counters) -> None:
    for _ in range(50):
        counters.take(0, 1_000.0, MINUTE)
    assert counters.read(0).current == 3


def test_after_the_wait_it_answers_again_and_not_a_second_earlier(counters: Counters) -> None:
    for _ in range(3):
        counters.take(0, 1_000.0, MINUTE)
    wait = counters.take(0, 1_000.0, MINUTE)
    assert counters.take(0, 1_000.0 + wait - 1, MINUTE) > 0
    assert counters.take(0, 1_000.0 + wait, MINUTE) == 0


def test_a_burst_at_the_edge_of_a_window_does_not_pass_twice(counters: Counters) -> None:
    edge = 1_020.0  # windows of 60 s begin at multiples of 60
    before = [counters.take(0, edge - 1, MINUTE) for _ in range(3)]
    after = [counters.take(0, edge + 1, MINUTE) for _ in range(3)]
    assert before == [0, 0, 0]
    assert all(after)


def test_what_other_machines_counted_takes_from_the_same_allowance(counters: Counters) -> None:
    elsewhere = Tally(MINUTE.window(1_000.0), 2, 0)
    answers = [counters.take(0, 1_000.0, MINUTE, elsewhere) for _ in range(2)]
    assert answers[0] == 0
    assert answers[1] > 0


def test_keys_do_not_share_an_allowance(counters: Counters) -> None:
    one, other = b"a" * 16, b"b" * 16
    for _ in range(4):
        counters.take_keyed(one, 1_000.0, MINUTE)
    assert counters.take_keyed(one, 1_000.0, MINUTE) > 0
    assert counters.take_keyed(other, 1_000.0, MINUTE) == 0


def test_a_flood_of_keys_pushes_out_slots_but_never_places(counters: Counters) -> None:
    for _ in range(3):
        counters.take(1, 1_000.0, MINUTE)
    for number in range(5_000):
        counters.take_keyed(number.to_bytes(16, "little"), 1_000.0, MINUTE)
    assert counters.take(1, 1_000.0, MINUTE) > 0


def test_the_key_of_the_day_is_kept_for_the_day_and_gone_the_next(counters: Counters) -> None:
    first = counters.day_key(20_000)
    assert counters.day_key(20_000) == first
    assert counters.day_key(20_001) != first
    assert counters.day_key(20_000) != first


def test_of_several_savers_one_is_let_through_each_second(counters: Counters) -> None:
    assert [counters.claim_saving(500.0 + step / 4, 1.0) for step in range(8)] == [
        True, False, False, False, True, False, False, False,
    ]  # fmt: skip


def test_a_clock_set_back_does_not_stop_the_saving(counters: Counters) -> None:
    assert counters.claim_saving(9_000.0, 1.0)
    assert counters.claim_saving(5_000.0, 1.0)


def test_a_second_opener_sees_the_counts_and_only_the_first_finds_the_file_fresh(tmp_path: Path) -> None:
    first = Counters(tmp_path, places=1, slots=8)
    first.take(0, 1_000.0, MINUTE)
    second = Counters(tmp_path, places=1, slots=8)
    assert (first.is_fresh, second.is_fresh) == (True, False)
    assert second.read(0).current == 1


def take_many(folder: Path, times: int) -> None:
    counters = Counters(folder, places=1, slots=8)
    for _ in range(times):
        counters.take(0, 1_000.0, Rate(events=10_000, seconds=60))
        counters.take_keyed(b"k" * 16, 1_000.0, Rate(events=10_000, seconds=60))


def test_processes_counting_together_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=take_many, args=(tmp_path, 500)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Counters(tmp_path, places=1, slots=8).read(0).current == 2_000


def test_a_place_that_does_not_exist_is_refused(counters: Counters) -> None:
    with pytest.raises(IndexError):
        counters.read(4)


@given(
    events=st.integers(1, 20),
    seconds=st.sampled_from([10, 60, 600]),
    steps=st.lists(st.floats(0.0, 30.0), min_size=1, max_size=60),
)
def test_no_rhythm_of_events_beats_the_rate(events: int, seconds: int, steps: list[float]) -> None:
    """Accepted events in one aligned window never exceed the rate, and a full window leaves none for the next start."""
    rate, tally, now = Rate(events, seconds), Tally(0, 0, 0), 10_000.0
    accepted: dict[int, int] = {}
    for step in steps:
        now += step
        tally = tally.seen_at(rate.window(now), seconds)
        if not tally.wait(now, rate):
            tally = Tally(tally.start, tally.current + 1, tally.previous)
            accepted[tally.start] = accepted.get(tally.start, 0) + 1
    assert max(accepted.values()) <= events


def test_a_window_that_does_not_come_out_even_in_floats_asks_for_no_second_more() -> None:
    assert Tally(600, 0, 48).wait(655.0, Rate(5, 60)) == 0


@given(current=st.integers(0, 50), previous=st.integers(0, 50), events=st.integers(1, 30), into=st.floats(0.0, 59.0))
def test_the_wait_is_enough_and_not_a_second_too_long(current: int, previous: int, events: int, into: float) -> None:
    rate, tally = Rate(events, 60), Tally(600, current, previous)
    wait = tally.wait(600 + into, rate)
    then = 600 + into + wait
    assert tally.seen_at(rate.window(then), 60).wait(then, rate) == 0
    if wait > 1:
        earlier = 600 + into + wait - 1.001
        assert tally.seen_at(rate.window(earlier), 60).wait(earlier, rate) > 0
