"""No release below the floor of known faults, every package pinned by hash, no secret in the tree."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

from tests.house.test_shape import ROOT, tracked

# Below these stand known faults (docs/decisions.md, "Floors"); a range says which release line the floor belongs to.
FLOORS = {
    "django": "5.2.19",
    "wagtail": "7.4.4",
    "wagtail-localize": "1.14.5",
    "django-simple-captcha": "0.7.0",
    "cryptography": "50.0.2",
    "pypdf": "7.1",
    "pillow": "13.0.0",
    "gunicorn": "27.0.1",
    "elasticsearch": "8.19.3",
}
SECRETS = {
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
    "AWS key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "token": re.compile(r"\b(?:ghp|gho|ghs|github_pat|glpat|xox[abp])[-_][0-9A-Za-z_-]{20,}"),
    "password in an address": re.compile(
        r"\b(?:postgres|postgresql|mysql|redis|smtp|https?)://[^\s:/@$<{]+:[^\s:/@$<{]{3,}@"
    ),
    "SECRET_KEY": re.compile(r"^\s*SECRET_KEY\s*=\s*[\"']?[\w\-+/=!@#$%^&*()]{40,}", re.MULTILINE),
}
TEXT = (
    ".py",
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".html",
    ".js",
    ".css",
    ".txt",
    ".json",
    ".env",
    ".cfg",
    ".sh",
    ".po",
    "",
)


@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_no_package_is_below_its_floor(package: str, floor: str) -> None:
    assert Version(version(package)) >= Version(floor)


def test_the_client_speaks_to_the_server_it_is_meant_for() -> None:
    """A client of series 9 is refused by an 8.19 server."""
    assert Version(version("elasticsearch")).major == 8


def test_every_package_of_the_lock_has_hashes_and_the_public_index() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    packages = [package for package in lock["package"] if "virtual" not in package["source"]]
    assert len(packages) > 60
    for package in packages:
        assert package["source"] == {"registry": "https://pypi.org/simple"}, package["name"]
        files = package.get("wheels", []) + ([package["sdist"]] if "sdist" in package else [])
        assert all(file["hash"].startswith("sha256:") for file in files), package["name"]


def test_no_secret_is_in_the_tree() -> None:
    assert [finding for path in tracked("*") for finding in secrets_in(path)] == []


def secrets_in(path: Path) -> list[str]:
    if path.suffix not in TEXT or path.is_dir() or path.name == "uv.lock":
        return []
    text = path.read_text(errors="replace")
    return [f"{path.relative_to(ROOT)}: {name}" for name, pattern in SECRETS.items() if pattern.search(text)]


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN PRIVATE " + "KEY-----",
        "SECRET_KEY = '" + "x9" * 30 + "'",
        "postgres://portal:" + "letmein@db/portal",
        "ghp_" + "a1" * 20,
    ],
)
def test_the_scan_would_see_one(text: str) -> None:
    assert any(pattern.search(text) for pattern in SECRETS.values())
