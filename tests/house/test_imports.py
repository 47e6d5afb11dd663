"""Who may import whom: the contract of pyproject.toml, held by import-linter."""

from importlinter.application.user_options import UserOptions  # noqa: F401  (fails clearly where the tool is missing)
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_no_room_imports_what_it_must_not() -> None:
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS
