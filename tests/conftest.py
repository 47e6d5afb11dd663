"""What every test stands on: its needs checked, translations built, no cache left over from its neighbour."""

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase

from portal import shared_memory, translations
from tests import schema
from tracking.casework.history import append_only

pytest_plugins = ["tests.servers"]

# A busy machine is no reason to fail: how long an example takes is measured by `make bench`.
hypothesis.settings.register_profile("portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("portal")

Need = Callable[[], str]


def no_browser() -> str:
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed: make browser"
    return "" if shutil.which("chromium") else "no chromium on this machine"


def no_elasticsearch() -> str:
    return "" if os.environ.get("ELASTICSEARCH_URL") else "ELASTICSEARCH_URL is not set"


def no_postgres() -> str:
    return "" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "DATABASE_URL names no PostgreSQL"


def no_shared_data() -> str:
    folder = os.environ.get("SHARED_DATA", "")
    return "" if os.path.isdir(folder) else "SHARED_DATA names no folder"


# marker → why its tests cannot run here, empty when they can
NEEDS: dict[str, Need] = {
    "browser": no_browser,
    "elastic": no_elasticsearch,
    "postgres": no_postgres,
    "shared_data": no_shared_data,
}


def pytest_configure(config: pytest.Config) -> None:
    translations.build()


def pytest_sessionfinish(session: pytest.Session) -> None:
    shutil.rmtree(shared_memory.folder(Path(settings.PORTAL_DATA)), ignore_errors=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, need in NEEDS.items():
        if item.get_closest_marker(marker):
            require(need())


def require(missing: str) -> None:
    """Skip with the reason, or fail with it where nothing may be left out (REQUIRE_ALL=1)."""
    if not missing:
        return
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"REQUIRE_ALL is set, but {missing}", pytrace=False)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """A file that was laid in place must not be made anew; the next run lays its own."""
    return schema.is_a_file() or bool(request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def django_db_createdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Whether to carry out every migration: not where `--reuse-db` or a copy of today's schema saves it."""
    if not schema.is_a_file():
        return bool(request.config.getvalue("create_db"))
    if request.config.getvalue("create_db"):
        return True
    return not (request.config.getvalue("reuse_db") or schema.put_in_place())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_createdb: bool) -> None:
    if django_db_createdb and schema.is_a_file():
        schema.keep()


@pytest.fixture(autouse=True)
def _no_leftover_cache() -> None:
    """Wagtail keeps the site's root paths in the cache; they must not outlive the test's database."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    caches["default"].clear()


@pytest.fixture
def on_sqlite() -> bool:
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session", autouse=True)
def _append_only_tables_can_be_emptied() -> Iterator[None]:
    """Tests with real transactions empty every table when they end, which the table of events refuses."""
    teardown = TransactionTestCase._fixture_teardown

    def unprotected_teardown(case: TransactionTestCase) -> None:
        append_only.unprotect(connection)
        teardown(case)
        append_only.protect(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", unprotected_teardown)
        yield


@pytest.fixture(autouse=True)
def _no_leftover_exports() -> None:
    """The public file of the library would outlive the database whose rows it lists."""
    shutil.rmtree(Path(settings.PORTAL_DATA) / "exports", ignore_errors=True)
