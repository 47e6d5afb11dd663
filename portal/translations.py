"""English catalogues, compiled from the .po files without gettext: `python -m portal.translations`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def catalogues(folder: Path = LOCALE) -> Iterator[Path]:
    """Every room's .po file: `<room>/<language>/LC_MESSAGES/*.po`."""
    return iter(sorted(folder.glob("*/*/LC_MESSAGES/*.po")))


def compile_catalogue(source: Path) -> Path:
    """Write the .mo beside its .po; whole or not at all, since several processes may build at once."""
    target = source.with_suffix(".mo")
    draft = target.with_suffix(f".{os.getpid()}.draft")
    polib.pofile(str(source)).save_as_mofile(str(draft))
    draft.replace(target)
    return target


def build(folder: Path = LOCALE, *, force: bool = False) -> list[Path]:
    """Compile what is missing or older than its source; returns what was written."""
    return [compile_catalogue(source) for source in catalogues(folder) if force or is_stale(source)]


def is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    for path in build():
        sys.stdout.write(f"compiled {path.relative_to(LOCALE)}\n")
