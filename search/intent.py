"""Whether a query names a place in the law – a symbol, a law by name, an article – and which places it may mean."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .catalogue import LONGEST_NAME, Catalogue, Place
from .symbols import find_symbols, fold_symbol, is_whole_number, read_clue
from .text import fold, tokens

# All documents of one number and year go into the list to pick from: up to 13 in a library of 3,600.
MOST = 40
_ARTICLE = re.compile(r"\bdieu (?:so )?(\d{1,4}[a-z]?)\b")
_CLAUSE = re.compile(r"\bkhoan (?:so )?(\d{1,3}[a-z]?)\b")
# Points run a b c d đ e …: the one place where đ and d stay two letters, so it is read before folding. Addresses
# write đ as dd.
_POINT = re.compile(r"\bđiểm\s+([a-zđ])\b|\bdiem\s+([a-zđ])\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_AND_YEAR = re.compile(r"\d{1,5}/(?:19|20)\d\d", re.ASCII)
_FEW_WORDS = 4
_AROUND = frozenset({"cua", "theo", "tai", "so", "nam", "trong", "va", "quy", "dinh", "noi", "dung", "gi", "ve"})


@dataclass(frozen=True, slots=True)
class Named:
    """What the query says of a place. `rest` is the query without article, clause and point."""

    rest: str
    article: str = ""
    clause: str = ""
    point: str = ""

    @property
    def anchor(self) -> str:
        """ "#dieu-28.khoan-1.diem-a", "" when no clause is named."""
        if not (self.article and self.clause):
            return ""
        point = f".diem-{self.point}" if self.point else ""
        return f"#dieu-{self.article}.khoan-{self.clause}{point}"


@dataclass(frozen=True, slots=True)
class Jump:
    """A place the query names: the entry's uid and the anchor inside its page. `exact` when nothing else fits.

    `absent` is the number of the article asked for where the document, as held here, has none such; `other_year` the
    year asked for where the document of that name is of another.
    """

    uid: str
    anchor: str
    exact: bool
    absent: str = ""
    other_year: str = ""


def read_named(text: str) -> Named:
    """Take "điểm a khoản 2 điều 28" out of the query, in any order and spelling."""
    lowered = text.lower()
    point = _POINT.search(lowered)
    folded = " ".join(fold(lowered).replace(",", " ").split())
    article, clause = _ARTICLE.search(folded), _CLAUSE.search(folded)
    if not article:
        return Named(rest=text)
    rest = _CLAUSE.sub(" ", _ARTICLE.sub(" ", folded))
    rest = re.sub(r"\bdiem [a-z]\b", " ", rest) if point and clause else rest
    letter = (point[1] or point[2]).replace("đ", "dd") if point else ""
    return Named(" ".join(rest.split()), article[1], clause[1] if clause else "", letter)


def jumps(text: str, catalogue: Catalogue) -> list[Jump]:
    """The places this query may mean, best first, at most MOST; empty when it is a question like any other."""
    named = read_named(text)
    numbered = _by_symbol(named.rest, catalogue)
    documents = numbered or _by_name(named, catalogue)
    other_year = "" if numbered else _unmet_year(named.rest, documents)
    if not named.article:
        return [Jump(place.uid, "", len(documents) == 1, other_year=other_year) for place in documents[:MOST]]
    places = [
        article
        for document in documents[:MOST]
        for article in catalogue.articles(fold_symbol(document.symbol), named.article)
    ]
    if not places:
        return [Jump(place.uid, "", False, named.article, other_year) for place in documents[:MOST]]
    return [Jump(place.uid, named.anchor, len(places) == 1, other_year=other_year) for place in places[:MOST]]


def unmet_symbol(text: str, catalogue: Catalogue) -> str:
    """The symbol a query asks for and hardly anything else, where no document has it; "" otherwise."""
    symbol = _symbol_of(" ".join(text.split()))
    return "" if symbol and _by_symbol(symbol, catalogue) else symbol


def _symbol_of(typed: str) -> str:
    for spelling in (typed, typed.upper()):
        found = list(find_symbols(spelling))
        if len(found) == 1 and len((spelling[: found[0].start] + spelling[found[0].end :]).split()) <= _FEW_WORDS:
            return found[0].symbol.text
    return typed if _NUMBER_AND_YEAR.fullmatch(typed) else ""


def _by_symbol(text: str, catalogue: Catalogue) -> list[Place]:
    for spelling in filter(None, (text, _symbol_of(text))):
        exact = list(catalogue.documents_with_symbol(fold_symbol(spelling)))
        if exact and not _NUMBER_AND_YEAR.fullmatch(spelling):
            return exact
    clue = read_clue(" ".join(_drop_around(text)))
    if clue is None:
        return []
    numbered = catalogue.documents_numbered(clue.number)
    fitting = [place for place in numbered if clue.fits(place.symbol, place.issued)]
    return [place for place in fitting if is_whole_number(place.symbol) or "." in clue.number] or fitting


def _drop_around(text: str) -> list[str]:
    """Words of the query as typed, without the ones people put round a symbol."""
    return [word for word in text.split() if fold(word) not in {"cua", "theo", "tai", "trong", "noi", "dung", "tim"}]


def _by_name(named: Named, catalogue: Catalogue) -> list[Place]:
    """Documents by the names in the query, the longest first; several where names are all there is, as in "luật khiếu
    nại, tố cáo". Without an article the query must be nothing but names."""
    words = [word for word in tokens(named.rest) if not _YEAR.fullmatch(word)]
    years = [word for word in tokens(named.rest) if _YEAR.fullmatch(word)]
    spans = _spans(words)
    found = catalogue.documents_named(list(spans)) if spans else {}
    if not found:
        return []
    longest = max(found, key=lambda name: spans[name])
    whole, around = _covering({name: spans[name] for name in found}, longest, words)
    if _AROUND.issuperset(around):
        return [place for name in whole for place in _of_year(found[name], years)]
    size, first = spans[longest]
    if not named.article and not _AROUND.issuperset(words[:first] + words[first + size :]):
        return []
    return _of_year(found[longest], years)


def _spans(words: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Every run of words that may be a name, with its length and place; behind "luật" the word may be left out."""
    places = [
        (size, first) for size in range(min(len(words), LONGEST_NAME), 0, -1) for first in range(len(words) - size + 1)
    ]
    typed = {" ".join(words[first : first + size]): (size, first) for size, first in reversed(places)}
    if words[:1] != ["luat"]:
        return typed
    return {f"luat {name}": place for name, place in typed.items() if place[1] > 1} | typed


def _covering(names: Mapping[str, tuple[int, int]], longest: str, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names that stand side by side in the query, in its order, and the words that are in none of them."""
    chosen: list[str] = []
    free = set(range(len(words)))
    for name in (longest, *sorted(names, key=lambda item: (-names[item][0], names[item][1]))):
        size, first = names[name]
        taken = set(range(first, first + size))
        if taken <= free:
            chosen.append(name)
            free -= taken
    return sorted(chosen, key=lambda name: names[name][1]), [words[at] for at in sorted(free)]


def _of_year(places: Iterable[Place], years: list[str]) -> list[Place]:
    """Those of the typed year when there are any; an unknown year must not hide the law."""
    known = list(places)
    return [place for place in known if place.issued and str(place.issued.year) in years] or known


def _unmet_year(text: str, documents: Sequence[Place]) -> str:
    """The year typed with a name where none of the documents found is of it; "" otherwise."""
    years = [word for word in tokens(text) if _YEAR.fullmatch(word)]
    known = {str(place.issued.year) for place in documents if place.issued}
    return years[0] if years and known and known.isdisjoint(years) else ""


def with_anchor(url: str, anchor: str) -> str:
    return url.partition("#")[0] + anchor if anchor else url
