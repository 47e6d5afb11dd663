"""Docs that lag behind are found here: every setting, command, make target and state of a case is described."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.house.test_shape import ROOMS, ROOT, sources, tracked
from tracking.casework.workflow import State

ENVIRONMENT = re.compile(r"""(?:env\.\w+|environ\.get|environ\[)\(?\s*["']([A-Z][A-Z_]+)["']""")
# What the web server and WSGI hand in is not ours to describe.
NOT_SETTINGS = {"REQUEST_METHOD", "PATH_INFO"}


def read(name: str) -> str:
    return (ROOT / name).read_text()


def settings_from_environment() -> set[str]:
    found = {name for path in sources() for name in ENVIRONMENT.findall(path.read_text())}
    return found - NOT_SETTINGS


def own_commands() -> list[str]:
    return sorted(name for name, app in get_commands().items() if app.split(".")[0] in ROOMS)


def test_there_are_settings_and_commands_to_look_for() -> None:
    assert {"SECRET_KEY", "DATABASE_URL", "TRUSTED_PROXIES", "WEB_WORKERS"} <= settings_from_environment()
    assert {"worker", "doctor", "import_documents"} <= set(own_commands())


def test_every_setting_from_the_environment_is_in_the_readme() -> None:
    assert {name for name in settings_from_environment() if f"`{name}`" not in read("README.md")} == set()


@pytest.mark.parametrize("document", ["README.md", "docs/operations.md"])
def test_every_command_is_described(document: str) -> None:
    text = read(document)
    assert [name for name in own_commands() if not re.search(rf"`{name}\b", text)] == []


def test_every_make_target_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)
    assert len(targets) >= 10
    assert [name for name in targets if name != "help" and f"make {name}" not in read("README.md")] == []


def test_every_state_of_a_case_is_described() -> None:
    assert [state.value for state in State if f"`{state.value}`" not in read("docs/operations.md")] == []


def test_the_readme_can_be_read_in_one_sitting() -> None:
    assert 80 <= len(read("README.md").splitlines()) <= 150


@pytest.mark.parametrize("document", tracked("*.md"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_of_the_docs_is_dead(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text())
    local = [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_every_file_the_architecture_names_exists() -> None:
    named = re.findall(
        r"`((?:portal|tracking|legal_library|search|tests|docs|templates)/[\w./]*)`", read("ARCHITECTURE.md")
    )
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []
