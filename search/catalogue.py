"""What ranking and jumping know of every entry: token ids, defined terms, symbols, names. One file beside the index.

Both engines use the same catalogue, so the second stage cannot differ between them. It is a SQLite file of the
index's own generation, mapped into memory; it can be lost and is rebuilt with the index. Token ids are 32-bit
hashes of folded words, so no vocabulary has to be kept and two generations never disagree about an id.
"""

import json
import os
import sqlite3
import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from .definitions import announces_definitions, defined_terms
from .interface import Entry
from .natures import natures_of
from .offers import offers_of
from .symbols import fold_symbol
from .text import fold, pairs, tokens

_SCHEMA = """
CREATE TABLE entry (
  uid TEXT PRIMARY KEY, kind TEXT NOT NULL, symbol TEXT NOT NULL, symbol_text TEXT NOT NULL, number TEXT NOT NULL,
  first_number TEXT NOT NULL, issued TEXT, title TEXT NOT NULL, words BLOB NOT NULL, heading TEXT NOT NULL,
  terms TEXT NOT NULL, explains INTEGER NOT NULL, nature TEXT NOT NULL, holds_from INTEGER NOT NULL,
  holds_to INTEGER NOT NULL, past INTEGER NOT NULL, also TEXT NOT NULL, asked TEXT NOT NULL
);
CREATE INDEX entry_symbol ON entry (symbol, number);
CREATE INDEX entry_number ON entry (first_number) WHERE kind = 'document';
CREATE TABLE name (folded TEXT NOT NULL, uid TEXT NOT NULL, PRIMARY KEY (folded, uid)) WITHOUT ROWID;
CREATE INDEX name_uid ON name (uid);
CREATE TABLE suggestion (
  class INTEGER NOT NULL, folded TEXT NOT NULL, uid TEXT NOT NULL, text TEXT NOT NULL, url TEXT NOT NULL,
  language TEXT NOT NULL, PRIMARY KEY (class, folded, uid)
) WITHOUT ROWID;
CREATE INDEX suggestion_uid ON suggestion (uid);
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
# Raise when what an index holds changes its meaning while the tables stay; every index is then built anew.
_MEANING = 3
_RELEASE = f"{_MEANING}-{blake2b(_SCHEMA.encode(), digest_size=8).hexdigest()}"
_INSERT = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_MAPPED_BYTES = 1 << 30
ALWAYS = (0, 99_991_231)
_PLACEHOLDER = ". "
# Syllables of a document's name that can be asked for by it; longer ones are nothing anybody types.
LONGEST_NAME = 24


@lru_cache(maxsize=1 << 17)
def token_id(word: str) -> int:
    """A number in 0 … 2³²-1 for a folded word, the same on every machine."""
    return int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), "little")


def uid_of(entry: Entry) -> str:
    return f"{entry.source}:{entry.key}"


@dataclass(frozen=True, slots=True)
class Record:
    """What the second stage reads of a candidate. `words` are ids of title, heading and body in order, `heading` the
    folded words of the heading, `also` those of the articles it rewrites; `holds` its first and last day as law."""

    uid: str
    kind: str
    words: memoryview
    heading: tuple[str, ...]
    terms: tuple[str, ...]
    explains: bool
    nature: frozenset[str] = frozenset()
    holds: tuple[int, int] = ALWAYS
    also: tuple[tuple[str, ...], ...] = ()
    asked: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A document or article a typed symbol or name may mean. `symbol` as written; `issued` may be unknown."""

    uid: str
    symbol: str
    title: str
    issued: date | None


@dataclass(frozen=True, slots=True)
class Analysed:
    """An entry ready for the engine: folded words of everything and of the heading, and the catalogue's row."""

    uid: str
    entry: Entry
    words: list[str]
    heading: list[str]

    def fields(self) -> dict[str, str]:
        """What an engine gets, the same for every engine: words joined by blanks, and the filters.

        No scored field is ever empty: engines disagree whether an entry without a heading counts when they compute
        the mean length and the rarity of a word in headings, so each of them has at least the placeholder.
        """
        return {
            "uid": self.uid,
            "words": _PLACEHOLDER + " ".join(self.words),
            "pairs": _PLACEHOLDER + " ".join(pairs(self.words)),
            "heading_words": _PLACEHOLDER + " ".join(self.heading),
            "heading_pairs": _PLACEHOLDER + " ".join(pairs(self.heading)),
            "kind": self.entry.kind,
            "source": self.entry.source,
            "language": self.entry.language,
            "issuer": self.entry.issuer,
            "doc_kind": self.entry.doc_kind,
            "year": str(self.entry.issued.year) if self.entry.issued else "",
            "status": self.entry.status,
            "wording": "past" if self.entry.past else "present",
        }

    def days(self) -> dict[str, int]:
        """What an engine gets as numbers: the days of validity and of issue, as YYYYMMDD."""
        first, last = holds_of(self.entry)
        return {"holds_from": first, "holds_to": last, "issued": day_number(self.entry.issued) or 0}


def analyse(entry: Entry) -> Analysed:
    heading = tokens(entry.heading)
    words = tokens(f"{entry.title}\n{entry.subject}") + heading + tokens(entry.body)
    words += tokens("\n".join((*entry.also, *entry.asked)))
    return Analysed(uid_of(entry), entry, words, heading)


def day_number(day: date | None) -> int | None:
    """A day as a number that sorts and compares like it: 20260701."""
    return day.year * 10_000 + day.month * 100 + day.day if day else None


def holds_of(entry: Entry) -> tuple[int, int]:
    return day_number(entry.holds_from) or ALWAYS[0], day_number(entry.holds_to) or ALWAYS[1]


def _ids(words: Iterable[str]) -> bytes:
    return array("I", map(token_id, words)).tobytes()


def _lines(texts: Iterable[str]) -> str:
    """Folded words of each text on a line of its own."""
    return "\n".join(filter(None, (" ".join(tokens(text)) for text in texts)))


def _words(lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in lines.splitlines())


def _row(item: Analysed) -> tuple[object, ...]:
    entry = item.entry
    symbol = fold_symbol(entry.symbol)
    terms = dict.fromkeys([*(fold(term) for term in entry.defined_terms), *defined_terms(entry.heading, entry.body)])
    return (
        item.uid, entry.kind, symbol, entry.symbol, fold(entry.number), symbol.split("-", maxsplit=1)[0].lstrip("0"),
        entry.issued.isoformat() if entry.issued else None, entry.title, _ids(item.words), " ".join(item.heading),
        json.dumps(list(terms)), announces_definitions(entry.heading, entry.body), " ".join(sorted(natures_of(entry))),
        *holds_of(entry), entry.past, _lines(entry.also), _lines(entry.asked),
    )  # fmt: skip


def names_of(entry: Entry) -> set[str]:
    """Folded names people call a document: title and heading, each with its kind before it, and its aliases."""
    if entry.kind != "document":
        return set()
    kind = tokens(entry.doc_kind)
    names = {" ".join(tokens(alias)) for alias in entry.aliases}
    for name in (entry.title.replace(f"({entry.symbol})", ""), entry.heading):
        words = tokens(name)
        full = words if words[: len(kind)] == kind else kind + words
        if words and kind and len(full) <= LONGEST_NAME:
            names.add(" ".join(full))
    return names - {""}


class Catalogue:
    """Reads and writes one catalogue file. Reading is safe from many processes while one process writes."""

    def __init__(self, path: Path, mode: str = "rw") -> None:
        # Mode "rw" never creates: a reader of a generation just swept away must fail, not find an empty file.
        self._address = f"{path.absolute().as_uri()}?mode={mode}"
        self._local = threading.local()

    @classmethod
    def create(cls, path: Path) -> "Catalogue":
        """A new, empty catalogue of a generation nobody serves yet; it is made durable at the switch."""
        catalogue = cls(path, mode="rwc")
        catalogue._connection.executescript("PRAGMA synchronous=OFF;" + _SCHEMA)
        catalogue.set_fact("release", _RELEASE)
        return catalogue

    def is_of_this_release(self) -> bool:
        """Whether it was written by code that knows the same tables; another's must be built anew."""
        return self.fact("release") == _RELEASE

    @property
    def _connection(self) -> sqlite3.Connection:
        # A connection must not cross a fork: the server loads the application before it starts its workers.
        owner, connection = getattr(self._local, "held", (0, None))
        if owner != os.getpid() or connection is None:
            connection = sqlite3.connect(
                self._address, uri=True, timeout=5, isolation_level=None, check_same_thread=False
            )
            connection.execute(f"PRAGMA mmap_size={_MAPPED_BYTES}")
            self._local.held = (os.getpid(), connection)
        result: sqlite3.Connection = connection
        return result

    def close(self) -> None:
        """Close this thread's connection; the file is complete on disk afterwards."""
        self._connection.close()
        self._local = threading.local()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; measures the catalogue at its end. Nothing of it stays when it breaks."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._measure()
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def put(self, items: Sequence[Analysed]) -> None:
        self.remove([item.uid for item in items])
        self._connection.executemany(_INSERT, map(_row, items))
        names = [(name, item.uid) for item in items for name in names_of(item.entry)]
        self._connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)
        offers = [row for item in items for row in offers_of(item.uid, item.entry)]
        self._connection.executemany("INSERT OR IGNORE INTO suggestion VALUES (?, ?, ?, ?, ?, ?)", offers)

    def remove(self, uids: Iterable[str]) -> None:
        rows = [(uid,) for uid in uids]
        self._connection.executemany("DELETE FROM entry WHERE uid = ?", rows)
        self._connection.executemany("DELETE FROM name WHERE uid = ?", rows)
        self._connection.executemany("DELETE FROM suggestion WHERE uid = ?", rows)

    def records(self, uids: Sequence[str]) -> dict[str, Record]:
        """Records by uid; those the catalogue does not know are left out."""
        marks = ",".join("?" * len(uids))
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        rows = cursor.execute(
            "SELECT uid, kind, words, heading, terms, explains, nature, holds_from, holds_to, also, asked "  # noqa: S608
            f"FROM entry WHERE uid IN ({marks})",
            uids,
        )
        return {row["uid"]: _record(row) for row in rows}

    def issued(self, uids: Sequence[str]) -> dict[str, str]:
        """The day each was issued, ISO; "" where it has none."""
        return self._column("coalesce(issued, '')", uids)

    def kinds(self, uids: Sequence[str]) -> dict[str, str]:
        """What each is; an entry the catalogue does not know is left out."""
        return self._column("kind", uids)

    def _column(self, column: str, uids: Sequence[str]) -> dict[str, str]:
        marks = ",".join("?" * len(uids))
        rows = self._connection.execute(f"SELECT uid, {column} FROM entry WHERE uid IN ({marks})", uids)  # noqa: S608
        return dict(rows.fetchall())

    def documents_numbered(self, number: str) -> Iterator[Place]:
        """Documents whose symbol begins with this number (without leading zeros), newest first."""
        return self._places("kind = 'document' AND first_number = ?", (number.partition(".")[0],))

    def documents_with_symbol(self, folded: str) -> Iterator[Place]:
        return self._places("kind = 'document' AND symbol = ?", (folded,))

    def articles(self, symbol: str, number: str) -> Iterator[Place]:
        """The article of this number in the document of this folded symbol."""
        return self._places("kind = 'article' AND past = 0 AND symbol = ? AND number = ?", (symbol, number))

    def articles_of(self, uids: Sequence[str]) -> list[tuple[str, str]]:
        """(folded symbol, number) of those of the uids that are articles, each once, in the order given."""
        marks = ",".join("?" * len(uids))
        rows = self._connection.execute(
            "SELECT uid, symbol, number FROM entry WHERE kind = 'article' "  # noqa: S608
            f"AND nature NOT LIKE '%annex%' AND uid IN ({marks})",
            uids,
        )
        found = {uid: (symbol, number) for uid, symbol, number in rows}
        return list(dict.fromkeys(found[uid] for uid in uids if uid in found))

    def documents_named(self, names: Sequence[str]) -> dict[str, list[Place]]:
        """Documents by folded name, newest first, for those of the names that are known."""
        marks = ",".join("?" * len(names))
        found: dict[str, list[Place]] = {}
        rows = self._connection.execute(
            "SELECT name.folded, uid, symbol_text, title, issued FROM name JOIN entry USING (uid) "  # noqa: S608
            f"WHERE name.folded IN ({marks}) ORDER BY issued DESC, uid",
            names,
        )
        for folded, *place in rows:
            found.setdefault(folded, []).append(_place(*place))
        return found

    def suggestions(
        self, kind: int, prefix: str, most: int, languages: Sequence[str]
    ) -> Iterator[tuple[str, str, str]]:
        """(text, address, language) of the suggestions of this class in these languages that begin with the folded
        prefix, each beginning once."""
        after, end = prefix, prefix + "\uffff"
        marks = ",".join("?" * len(languages))
        sign = ">="
        for _ in range(most):
            row = self._connection.execute(
                f"SELECT folded, text, url, language FROM suggestion WHERE class = ? AND folded {sign} ? "  # noqa: S608
                f"AND folded < ? AND language IN ({marks}) ORDER BY folded LIMIT 1",
                (kind, after, end, *languages),
            ).fetchone()
            if row is None:
                return
            after, sign = row[0], ">"
            yield row[1], row[2], row[3]

    def _places(self, where: str, values: tuple[str, ...]) -> Iterator[Place]:
        rows = self._connection.execute(
            f"SELECT uid, symbol_text, title, issued FROM entry WHERE {where} ORDER BY issued DESC, uid",  # noqa: S608
            values,
        )
        return (_place(*row) for row in rows)

    def turning(self, today: date) -> dict[str, list[str]]:
        """Keys by source of entries whose validity begins today or yesterday, or ended yesterday or the day before."""
        days = [day_number(today - timedelta(days=back)) for back in range(3)]
        rows = self._connection.execute(
            "SELECT uid FROM entry WHERE past = 0 AND (holds_from IN (?, ?) OR holds_to IN (?, ?))",
            (days[0], days[1], days[1], days[2]),
        )
        found: dict[str, list[str]] = {}
        for (uid,) in rows:
            source, _colon, key = uid.partition(":")
            found.setdefault(source, []).append(key)
        return found

    def _measure(self) -> None:
        """Store the size, because counting reads the whole table."""
        entries, length = self._connection.execute(
            "SELECT count(*), coalesce(sum(length(words)), 0) FROM entry"
        ).fetchone()
        self.set_fact("size", f"{entries} {length // array('I').itemsize}")

    def size(self) -> tuple[int, int]:
        """Number of entries and of words in all of them."""
        entries, words = (self.fact("size") or "0 0").split()
        return int(entries), int(words)

    def fact(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_fact(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))


def _record(row: sqlite3.Row) -> Record:
    return Record(
        uid=row["uid"],
        kind=row["kind"],
        words=memoryview(row["words"]).cast("I"),
        heading=tuple(row["heading"].split()),
        terms=tuple(json.loads(row["terms"])),
        explains=bool(row["explains"]),
        nature=frozenset(row["nature"].split()),
        holds=(row["holds_from"], row["holds_to"]),
        also=_words(row["also"]),
        asked=_words(row["asked"]),
    )


def _place(uid: str, symbol: str, title: str, issued: str | None) -> Place:
    return Place(uid, symbol, title, date.fromisoformat(issued) if issued else None)
