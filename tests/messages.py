"""Public texts in templates and code, and whether each has its English. `make messages` prints what is missing.

What only staff see needs none: templates of the desk and the admin, and code that fills in model and form labels there.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parent.parent
STAFF = (
    "organisation",
    "desk",
    "wagtail_hooks",
    "viewsets",
    "admin",
    "management",
    "migrations",
    "wagtailadmin",
    "sounds",
)
TRANSLATE = re.compile(r"""{%-?\s*(?:translate|trans)\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
IN_PLACE = re.compile(r"""_\((?:"([^"]*)"|'([^']*)')\)""")
BLOCK = re.compile(r"{%-?\s*blocktrans(?:late)?\b([^%]*)%}(.*?){%-?\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
VARIABLE = re.compile(r"{{\s*([\w.]+)[^}]*}}")
PLURAL = re.compile(r"{%-?\s*plural\s*-?%}")
FUNCTIONS = {"_", "marked", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


class Text(NamedTuple):
    words: str
    place: str


def texts() -> Iterator[Text]:
    """Every text of the public pages with the file it stands in."""
    for path in public_files("templates", "*.html"):
        yield from (Text(words, str(path.relative_to(ROOT))) for words in in_template(path.read_text()))
    for folder in ("portal", "tracking", "legal_library", "search"):
        for path in public_files(folder, "*.py"):
            yield from (Text(words, str(path.relative_to(ROOT))) for words in in_code(path.read_text()))


def public_files(folder: str, pattern: str) -> Iterator[Path]:
    for path in sorted((ROOT / folder).rglob(pattern)):
        parts = {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
        if parts.isdisjoint(STAFF):
            yield path


def in_template(source: str) -> Iterator[str]:
    for pattern in (TRANSLATE, IN_PLACE):
        for found in pattern.finditer(source):
            yield (found[1] or found[2] or "").replace('\\"', '"')
    for found in BLOCK.finditer(source):
        words = VARIABLE.sub(r"%(\1)s", PLURAL.split(found[2])[0])
        yield " ".join(line.strip() for line in words.strip().splitlines()) if "trimmed" in found[1] else words


def in_code(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and name_of(node.func) in FUNCTIONS:
            position = 1 if "pgettext" in name_of(node.func) and "ngettext" not in name_of(node.func) else 0
            if len(node.args) > position and isinstance(node.args[position], ast.Constant):
                yield str(node.args[position].value)


def name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def english() -> dict[str, str]:
    """Vietnamese text → English, from every room's catalogue."""
    return {
        entry.msgid: entry.msgstr or entry.msgstr_plural.get(0, "")
        for path in sorted((ROOT / "locale").glob("*/en/LC_MESSAGES/django.po"))
        for entry in polib.pofile(str(path))
        if not entry.obsolete and "fuzzy" not in entry.flags
    }


def missing() -> list[Text]:
    known = english()
    return sorted({text for text in texts() if text.words and not known.get(text.words)}, key=lambda text: text.place)


if __name__ == "__main__":
    for text in missing():
        words = text.words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        sys.stdout.write(f'#: {text.place}\nmsgid "{words}"\nmsgstr ""\n\n')
