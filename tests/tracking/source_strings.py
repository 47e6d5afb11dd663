"""Every Vietnamese sentence a citizen can meet in casework, gathered as `makemessages` would gather it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates" / "casework" / "citizen"
MODULES = ROOT / "tracking" / "casework"
CATALOGUE = ROOT / "locale" / "casework" / "en" / "LC_MESSAGES" / "django.po"
# Names whose first argument is a source string; `line`, `paragraph` and the like take theirs through `_`.
_MARKS = {"_", "_now", "marked", "gettext", "Refusal"}
# Pure modules that keep sentences in constants and tables, for a view to translate.
_CONSTANTS = {"refusals.py", "attachments.py", "intake.py"}
_CALLS = re.compile(r"\b(n?gettext)\(u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
_VIETNAMESE = re.compile("[À-ỹđĐ]")


def in_templates() -> Iterator[str]:
    for path in sorted(TEMPLATES.glob("*.html")):
        code = templatize(path.read_text("utf-8"), origin=str(path))
        for _name, literal in _CALLS.findall(code):
            yield ast.literal_eval(literal)


def in_modules(names: Iterator[Path] | None = None) -> Iterator[str]:
    for path in names or sorted(MODULES.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in _MARKS and node.args:
                yield from _text(node.args[0])
            if path.name in _CONSTANTS and isinstance(node, ast.Assign):
                yield from _text(node.value)


def constants() -> set[str]:
    """Every string of the modules, marked or not: what a catalogue entry may stand for at all."""
    trees = (ast.parse(path.read_text("utf-8")) for path in MODULES.rglob("*.py"))
    return {text for tree in trees for node in ast.walk(tree) for text in _text(node)}


def shown_by_data() -> Iterator[str]:
    """Names and words that live in pure tables and are translated where they are shown."""
    from tracking.casework.grounds import GROUNDS
    from tracking.casework.letters.catalogue import LETTER_NAMES
    from tracking.casework.petition import FIELD_NAMES
    from tracking.casework.signature.rules import RULES
    from tracking.casework.workflow import STATE_NAMES

    yield from FIELD_NAMES.values()
    yield from STATE_NAMES.values()
    yield from LETTER_NAMES.values()
    for rule in RULES.values():
        yield from (rule.why, rule.counted)
    yield from in_modules(iter([MODULES / "signature" / "signed.py"]))
    yield from (ground.citizen_words for ground in GROUNDS if ground.citizen_words)


def all_strings() -> set[str]:
    found = {*in_templates(), *in_modules(), *shown_by_data()}
    return {text for text in found if _VIETNAMESE.search(text) or " " in text}


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _text(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
