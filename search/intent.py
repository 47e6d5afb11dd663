"""Whether a query names a place in the law – a symbol, a law by name, an article – and which places it may mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .catalogue import Catalogue, Place
from .symbols import fold_symbol, read_clue
from .text import fold, tokens

MOST = 8
_LONGEST_NAME = 24
_ARTICLE = re.compile(r"\bdieu (?:so )?(\d{1,4}[a-z]?)\b")
_CLAUSE = re.compile(r"\bkhoan (?:so )?(\d{1,3}[a-z]?)\b")
# Points run a b c d đ e …: the one place where đ and d stay two letters, so it is read before folding. Addresses
# write đ as dd.
_POINT = re.compile(r"\bđiểm\s+([a-zđ])\b|\bdiem\s+([a-zđ])\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
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
    """A place the query names: the entry's uid and the anchor inside its page. `exact` when nothing else fits."""

    uid: str
    anchor: str
    exact: bool


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
    documents = _by_symbol(named.rest, catalogue) or _by_name(named, catalogue)
    if not named.article:
        return [Jump(place.uid, "", len(documents) == 1) for place in documents[:MOST]]
    places = [
        (article, named.anchor)
        for document in documents[: MOST * 3]
        for article in catalogue.articles(fold_symbol(document.symbol), named.article)
    ]
    return [Jump(place.uid, anchor, len(places) == 1) for place, anchor in places[:MOST]]


def _by_symbol(text: str, catalogue: Catalogue) -> list[Place]:
    exact = list(catalogue.documents_with_symbol(fold_symbol(text)))
    if exact:
        return exact
    clue = read_clue(" ".join(_drop_around(text)))
    if clue is None:
        return []
    numbered = catalogue.documents_numbered(clue.number)
    return [place for place in numbered if clue.fits(place.symbol, place.issued)]


def _drop_around(text: str) -> list[str]:
    """Words of the query as typed, without the ones people put round a symbol."""
    return [word for word in text.split() if fold(word) not in {"cua", "theo", "tai", "trong", "noi", "dung", "tim"}]


def _by_name(named: Named, catalogue: Catalogue) -> list[Place]:
    """The longest name of a document in the query. Without an article the query must be nothing but the name."""
    words = [word for word in tokens(named.rest) if not _YEAR.fullmatch(word)]
    years = [word for word in tokens(named.rest) if _YEAR.fullmatch(word)]
    spans = [
        (size, first) for size in range(min(len(words), _LONGEST_NAME), 0, -1) for first in range(len(words) - size + 1)
    ]
    names = {" ".join(words[first : first + size]): (size, first) for size, first in reversed(spans)}
    found = catalogue.documents_named(list(names)) if names else {}
    if not found:
        return []
    name = max(found, key=lambda item: names[item])
    size, first = names[name]
    around = words[:first] + words[first + size :]
    if not named.article and not _AROUND.issuperset(around):
        return []
    return _of_year(found[name], years)


def _of_year(places: Iterable[Place], years: list[str]) -> list[Place]:
    """Those of the typed year when there are any; an unknown year must not hide the law."""
    known = list(places)
    return [place for place in known if place.issued and str(place.issued.year) in years] or known


def with_anchor(url: str, anchor: str) -> str:
    return url.partition("#")[0] + anchor if anchor else url
