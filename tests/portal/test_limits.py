"""How often: every threshold of settings.LIMITS, whose address counts, and what survives a restart."""

import time
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, ResolverMatch, reverse

from portal import limits
from portal.counters import Tally
from portal.limits import Keeper, Limit, Limits, client_address, read_table
from portal.operation.models import LimitCounter

NOW = 1_800_000_000.0


@pytest.fixture(autouse=True)
def _limits_as_in_service(settings) -> None:
    settings.LIMITS_FACTOR = 1


@pytest.fixture
def keeper(tmp_path: Path, db: None) -> Keeper:
    return Keeper(read_table(), tmp_path)


def limit_of(name: str) -> Limit:
    return next(limit for limit in read_table().values() if limit.name == name)


@pytest.mark.parametrize("name", django_settings.LIMITS)
def test_one_address_is_stopped_exactly_at_its_threshold(keeper: Keeper, name: str) -> None:
    limit = limit_of(name)
    allowed = [keeper.wait(limit, "192.0.2.1", NOW) for _ in range(limit.per_address.events)]
    assert not any(allowed)
    assert keeper.wait(limit, "192.0.2.1", NOW) > 0
    assert keeper.wait(limit, "192.0.2.2", NOW) == 0


@pytest.mark.parametrize("name", django_settings.LIMITS)
def test_everybody_together_is_stopped_exactly_at_the_threshold(keeper: Keeper, name: str) -> None:
    limit = limit_of(name)
    keeper.counters.write(limit.place, Tally(limit.everybody.window(NOW), limit.everybody.events - 1, 0))
    assert keeper.wait(limit, "192.0.2.1", NOW) == 0
    assert keeper.wait(limit, "192.0.2.2", NOW) > 0


def test_an_address_that_is_refused_does_not_use_up_everybodys_share(keeper: Keeper) -> None:
    limit = limit_of("password")
    for _ in range(500):
        keeper.wait(limit, "192.0.2.1", NOW)
    assert keeper.counters.read(limit.place).current == limit.per_address.events


def test_every_address_of_the_table_exists() -> None:
    missing = [view for _, view in read_table() if not is_an_address(view)]
    assert missing == []


def is_an_address(view: str) -> bool:
    for arguments in ([], ["khieu-nai"], [1], [1, 1], ["a" * 40]):
        try:
            reverse(view, args=arguments)
        except NoReverseMatch:
            continue
        return True
    return False


def test_the_counts_of_everybody_survive_a_restart(tmp_path: Path, keeper: Keeper) -> None:
    limit = limit_of("look_up")
    keeper.wait(limit, "192.0.2.1", NOW)
    keeper.save()
    after_reboot = Keeper(read_table(), fresh_folder(tmp_path))
    assert after_reboot.counters.read(limit.place).current == 1


def test_no_address_and_no_hash_of_one_reaches_the_database(keeper: Keeper) -> None:
    keeper.wait(limit_of("look_up"), "192.0.2.1", NOW)
    keeper.save()
    row = LimitCounter.objects.get(name="look_up")
    assert {field.name for field in row._meta.fields} == {"id", "name", "machine", "window", "current", "previous"}


def test_two_machines_share_one_allowance(tmp_path: Path, keeper: Keeper) -> None:
    limit, other = limit_of("look_up"), Keeper(read_table(), fresh_folder(tmp_path))
    other.machine = "another"
    other.counters.write(limit.place, Tally(limit.everybody.window(NOW), limit.everybody.events, 0))
    other.save()
    assert keeper.wait(limit, "192.0.2.1", NOW) == 0
    keeper.save()
    assert keeper.wait(limit, "192.0.2.1", NOW) > 0


def test_saving_what_did_not_change_writes_nothing(keeper: Keeper, django_assert_num_queries) -> None:
    keeper.wait(limit_of("search"), "192.0.2.1", NOW)
    keeper.save()
    with django_assert_num_queries(1):  # what the other machines counted
        keeper.save()


def fresh_folder(near: Path) -> Path:
    folder = near / "rebooted"
    folder.mkdir()
    return folder


def request_from(address: str, forwarded: str = "") -> HttpRequest:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


def test_a_forged_header_changes_nothing_without_a_trusted_proxy(settings) -> None:
    settings.TRUSTED_PROXIES = 0
    assert client_address(request_from("192.0.2.1", "198.51.100.7")) == "192.0.2.1"


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),  # the first is the client's own invention
        (2, "198.51.100.7, 192.0.2.50", "198.51.100.7"),
        (2, "198.51.100.7", "192.0.2.1"),  # too short: somebody came round the outer proxy
        (1, "not an address", limits.UNKNOWN),
    ],
)
def test_only_the_configured_number_of_proxies_is_believed(settings, proxies: int, header: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_address(request_from("192.0.2.1", header)) == expected


def test_an_ipv6_client_counts_by_its_net_and_a_mapped_ipv4_as_itself() -> None:
    assert client_address(request_from("2001:db8:1:2:3:4:5:6")) == client_address(request_from("2001:db8:1:2::9"))
    assert client_address(request_from("2001:db8:1:3::9")) != client_address(request_from("2001:db8:1:2::9"))
    assert client_address(request_from("::ffff:192.0.2.1")) == "192.0.2.1"


def test_the_hash_of_an_address_differs_from_day_to_day(keeper: Keeper) -> None:
    limit = limit_of("look_up")
    today, tomorrow = (keeper.address_key(limit, "192.0.2.1", NOW + offset) for offset in (0, 86_400))
    assert today != tomorrow


def test_a_refusal_is_a_page_with_429_and_the_seconds_to_wait(settings, tmp_path: Path, client, db) -> None:
    settings.LIMITS = {"live": ("GET", ("health_live",), (2, 600), (1_000, 60))}
    settings.PORTAL_DATA = tmp_path
    answers = [client.get("/health/live", REMOTE_ADDR="192.0.2.77") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 1_200
    assert answers[2].headers["Cache-Control"] == "no-store"
    assert not answers[2].cookies


def test_what_is_not_in_the_table_is_not_counted() -> None:
    middleware = Limits(lambda request: HttpResponse())
    request = request_from("192.0.2.1")
    request.resolver_match = ResolverMatch(lambda request: HttpResponse(), (), {}, url_name="nowhere")
    assert middleware.process_view(request, None, (), {}) is None
    assert "keeper" not in vars(middleware)


def test_the_factor_multiplies_every_count(settings) -> None:
    before = limit_of("look_up").per_address.events
    settings.LIMITS_FACTOR = 3
    assert limit_of("look_up").per_address.events == 3 * before


def test_counting_costs_far_less_than_a_page(keeper: Keeper) -> None:
    limit, start = limit_of("search"), time.perf_counter()
    for number in range(2_000):
        keeper.wait(limit, f"192.0.2.{number % 250}", NOW)
    assert (time.perf_counter() - start) / 2_000 < 0.001
