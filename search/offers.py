"""What is offered while a person types: names of documents, guidance, defined terms, questions, headings. Pure."""

from collections.abc import Iterator

from .definitions import defined_terms
from .interface import Entry
from .symbols import fold_symbol
from .text import tokens

DOCUMENT, PAGE, QUESTION, TERM, HEADING = range(5)
# In this order they are offered.
CLASSES = (DOCUMENT, PAGE, QUESTION, TERM, HEADING)
OPENED = (DOCUMENT, PAGE)
_STARTS = 4
_LONGEST = 160


Row = tuple[int, str, str, str, str, str]


def offers_of(uid: str, entry: Entry) -> Iterator[Row]:
    """Rows (class, folded beginning, uid, text, address, language); the beginning of its first words reaches a text.

    Documents and pages have an address to be opened at; everything else is a question to be asked.
    """
    if entry.past or (entry.kind == "article" and "#dieu-" not in f"#{entry.key.partition('#')[2]}"):
        return
    for kind, text in _texts(entry):
        words = tokens(text)
        for first in range(min(len(words), _STARTS)):
            url = entry.url if kind in OPENED else ""
            yield kind, " ".join(words[first:])[:_LONGEST], uid, text[:_LONGEST], url, entry.language
    if entry.kind == "document" and entry.symbol:
        folded = fold_symbol(entry.symbol).replace("-", " ")
        yield DOCUMENT, folded, uid, _name(entry), entry.url, entry.language


def _texts(entry: Entry) -> Iterator[tuple[int, str]]:
    if entry.kind == "document":
        yield DOCUMENT, _name(entry)
        yield from ((DOCUMENT, alias) for alias in entry.aliases)
        return
    if entry.kind == "session":
        # All sessions of an office are one question; a title with a day would be offered when the day is long over.
        yield from ((QUESTION, line) for line in entry.asked)
        return
    if entry.kind != "article":
        yield PAGE, entry.title
        return
    if entry.heading:
        yield HEADING, entry.heading
    yield from ((QUESTION, line) for line in entry.asked)
    yield from ((TERM, f"{term} là gì") for term in entry.defined_terms)
    if not entry.defined_terms:
        yield from ((TERM, f"{term} là gì") for term in _terms(entry))


def _terms(entry: Entry) -> list[str]:
    """Defined terms as they are written, for an entry whose source names none."""
    folded = set(defined_terms(entry.heading, entry.body))
    lines = (line.split(". ", 1)[-1].split(" là ", 1)[0].strip(' “”"') for line in entry.body.splitlines())
    return list(dict.fromkeys(line for line in lines if " ".join(tokens(line)) in folded))


def _name(entry: Entry) -> str:
    name = entry.title
    if entry.doc_kind and not name.lower().startswith(entry.doc_kind.lower()):
        name = f"{entry.doc_kind} {name}"
    return name if not entry.heading or entry.heading in name else f"{name}: {entry.heading}"
