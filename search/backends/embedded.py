"""The engine in a folder: tantivy, one writer under a lock, any number of reading processes.

    <folder>/current             names the serving generation; replaced in one rename
    <folder>/<generation>/engine tantivy's files
    <folder>/<generation>/catalogue.sqlite3
    <folder>/writer.lock         held by whoever writes
    <folder>/id                  what this folder is called, on whichever machine or container it is mounted

A reader looks at two file times for each query and reloads when they moved, so a commit or a switch by the worker
is seen by every process at its next query. Whatever dies half-way leaves the serving generation as it was.
"""

import fcntl
import math
import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

import tantivy

from search.catalogue import Analysed, Catalogue, analyse
from search.interface import Answer, Busy, Candidate, EngineAway, Entry, Facets, Query, Terms
from search.ranking import Statistics
from search.spelling import Counts

from .asking import FACETS, MOST_COUNTED, chosen, days_of, scored, unwanted

_BATCH = 500
_BUILD_BYTES = 96 << 20
_CHANGE_BYTES = 16 << 20
# Weights of words and pairs kept between questions, some 250 bytes each.
_MOST_WEIGHTS = 50_000
_SCORED = ("words", "pairs", "heading_words", "heading_pairs")
_FILTERS = ("kind", "source", "language", "issuer", "doc_kind", "year", "status", "topic", "wording")
_DAYS = ("holds_from", "holds_to", "issued")
_UNSIGNED = tantivy.FieldType.Unsigned


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("uid", stored=True, tokenizer_name="raw", index_option="basic")
    for name in _SCORED:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in _FILTERS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in _DAYS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


_SCHEMA = _schema()


def _document(item: Analysed) -> tantivy.Document:
    document = tantivy.Document()
    for name, value in item.fields().items():
        document.add_text(name, value)
    for topic in item.entry.topics:
        document.add_text("topic", topic)
    for name, day in item.days().items():
        document.add_unsigned(name, day)
    return document


def _batches(entries: Iterable[Entry]) -> Iterator[list[Analysed]]:
    analysed = map(analyse, entries)
    while batch := list(islice(analysed, _BATCH)):
        yield batch


class Serving:
    """One generation opened for reading in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / "catalogue.sqlite3").exists():
            raise FileNotFoundError("the catalogue is missing")
        self.catalogue = Catalogue(folder / "catalogue.sqlite3")
        if not self.catalogue.is_of_this_release():
            raise ValueError("an index of another release")
        self.index = tantivy.Index.open(str(folder / "engine"))
        self.index.config_reader("manual")
        self._committed = 0
        self.refresh()

    def refresh(self) -> None:
        """Take up the writer's last commit, if there is a new one."""
        committed = (self.folder / "engine" / "meta.json").stat().st_mtime_ns
        if committed == self._committed:
            return
        self.index.reload()
        self._committed = committed
        self.searcher = self.index.searcher()
        self._idf: dict[tuple[str, str], float] = {}
        entries, words = self.catalogue.size()
        self.statistics = Statistics(
            word_idf=lambda word: self._weight("words", word),
            pair_idf=lambda pair: self._weight("pairs", pair),
            mean_length=words / entries if entries else 0.0,
        )
        self.counts = Counts(
            word=lambda word: self.searcher.doc_freq("words", word),
            pair=lambda pair: self.searcher.doc_freq("pairs", pair),
            entries=entries,
        )

    def _weight(self, field: str, term: str) -> float:
        known = self._idf.get((field, term))
        if known is None:
            having = self.searcher.doc_freq(field, term)
            known = math.log(1 + (self.searcher.num_docs - having + 0.5) / (having + 0.5))
            if having and len(self._idf) < _MOST_WEIGHTS:  # words that strangers invent are weighed and forgotten
                self._idf[field, term] = known
        return known


class FolderGeneration:
    """One generation to write into, until another one is switched to."""

    def __init__(self, backend: "EmbeddedBackend", serving: Serving) -> None:
        self._backend, self._serving = backend, serving
        self.cursor = int(serving.catalogue.fact("cursor") or 0)

    def replace(self, entries: Iterable[Entry], gone: Iterable[str]) -> None:
        """One commit for all of it. Raises Busy when another process writes, EngineAway when it cannot be written."""
        with self._backend.writing():
            try:
                if self._backend.current() != self._serving.folder.name:
                    raise Busy("another index was switched to")
                self._serving.refresh()
                _change(self._serving, _batches(entries), list(gone))
            except (OSError, ValueError, sqlite3.Error) as error:
                raise EngineAway(str(error)) from error

    def set_cursor(self, position: int) -> None:
        try:
            self._serving.catalogue.set_fact("cursor", str(position))
        except sqlite3.Error as error:
            raise EngineAway(str(error)) from error


class EmbeddedBackend:
    """See the module. `folder` holds the generations; nothing else may write there.

    More than a SearchBackend: its catalogue is what the second stage of both engines reads (`serving`), and it finds
    words that were misspelled (`search_alike`). `finding`, `nearest` and `evaluate` need this very class for that.
    """

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._serving: Serving | None = None

    # Reading

    def serving(self) -> Serving:
        """The generation to read from, as of now. Raises EngineAway when there is none yet."""
        try:
            current = self.current()
            if self._serving is None or self._serving.folder.name != current:
                self._serving = Serving(self.folder / current)
            self._serving.refresh()
        except sqlite3.OperationalError as error:
            raise Busy(str(error)) from error
        except (OSError, ValueError, sqlite3.Error) as error:
            raise EngineAway(str(error)) from error
        return self._serving

    def search(self, terms: Terms, query: Query, limit: int) -> Answer:
        serving = self.serving()
        scored = _scored(terms)
        if not scored:
            return Answer((), 0, {})
        wanted = tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause in scored])
        filtered = _filtered(wanted, query)
        by = "issued" if query.order == "newest" else None
        result = serving.searcher.search(filtered, limit=limit, count=True, order_by_field=by)
        # Equal scores stay in the engine's order: sorted by uid here, a deeper page would begin with other entries.
        hits = [(str(serving.searcher.doc(address).get_first("uid")), float(score)) for score, address in result.hits]
        return Answer(
            candidates=tuple(Candidate(uid, score) for uid, score in hits),
            total=result.count or 0,  # type: ignore[attr-defined]  # its type stub forgot the count
            facets=_facets(serving.searcher, wanted, query) if query.counted else {},
        )

    def search_alike(self, words: Mapping[str, int], query: Query, limit: int) -> tuple[Candidate, ...]:
        """Entries with words that differ from these by at most so many letters, two swapped ones counting as one."""
        serving = self.serving()
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(_SCHEMA, "words", word, distance, True))
            for word, distance in words.items()
        ]
        if not clauses:
            return ()
        result = serving.searcher.search(_filtered(tantivy.Query.boolean_query(clauses), query), limit=limit)
        return tuple(
            Candidate(str(serving.searcher.doc(address).get_first("uid")), float(score))
            for score, address in result.hits
        )

    def generation(self) -> FolderGeneration | None:
        """See SearchBackend; an index that cannot be read counts as none, so that it is built anew."""
        try:
            return FolderGeneration(self, self.serving())
        except (Busy, sqlite3.OperationalError) as error:
            raise EngineAway(str(error)) from error
        except EngineAway:
            return None

    def current(self) -> str:
        """The name of the serving generation. Raises FileNotFoundError when there is none yet."""
        return (self.folder / "current").read_text().strip()

    def identity(self) -> str:
        """What the folder is called; the first who asks gives it a name, which it keeps wherever it is mounted."""
        known = self.folder / "id"
        if not known.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            beside = self.folder / f"id.{uuid.uuid4().hex}"
            try:
                beside.write_text(uuid.uuid4().hex[:8])
                with suppress(FileExistsError):
                    os.link(beside, known)
            finally:
                beside.unlink(missing_ok=True)
        return known.read_text().strip()

    # Writing

    def rebuild(self, entries: Iterable[Entry], cursor: int) -> int:
        with self.writing():
            self._sweep()
            folder = self.folder / uuid.uuid4().hex
            try:
                (folder / "engine").mkdir(parents=True)
                count = _build(folder, entries, cursor)
                self._switch(folder)
            except (ValueError, sqlite3.Error) as error:
                raise EngineAway(str(error)) from error
            finally:
                self._sweep()  # what was built in vain must not keep a full disk full
            return count

    def _switch(self, folder: Path) -> None:
        for path in (*folder.glob("*"), *folder.glob("engine/*"), folder):
            _sync(path)
        beside = self.folder / "current.new"
        beside.write_text(folder.name)
        _sync(beside)
        beside.replace(self.folder / "current")
        _sync(self.folder)

    def _sweep(self) -> None:
        """Remove generations nobody serves. A process still reading one keeps its open files until it switches."""
        current = self.folder / "current"
        keep = current.read_text().strip() if current.exists() else ""
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Busy("another process is writing the index") from error
            yield


def _change(serving: Serving, batches: Iterable[Sequence[Analysed]], gone: Sequence[str]) -> None:
    """The catalogue first: should the engine's commit fail, the log brings the same change again.

    A writer killed in its commit leaves files under the names the next commit gives its own, so they go first.
    """
    writer = serving.index.writer(_CHANGE_BYTES, 1)
    writer.garbage_collect_files()
    with serving.catalogue.writing():
        for batch in batches:
            serving.catalogue.put(batch)
            for item in batch:
                writer.delete_documents_by_term("uid", item.uid)
                writer.add_document(_document(item))
        serving.catalogue.remove(gone)
    for uid in gone:
        writer.delete_documents_by_term("uid", uid)
    writer.commit()
    writer.wait_merging_threads()


def _build(folder: Path, entries: Iterable[Entry], cursor: int) -> int:
    catalogue = Catalogue.create(folder / "catalogue.sqlite3")
    writer = tantivy.Index(_SCHEMA, path=str(folder / "engine")).writer(_BUILD_BYTES, 1)
    count = 0
    with catalogue.writing():
        for batch in _batches(entries):
            catalogue.put(batch)
            for item in batch:
                writer.add_document(_document(item))
            count += len(batch)
        catalogue.set_fact("cursor", str(cursor))
    catalogue.close()
    writer.commit()
    writer.wait_merging_threads()
    return count


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _scored(terms: Terms) -> list[tantivy.Query]:
    """A flat list of single terms: words and pairs anywhere, and again, lightly, in the heading."""
    return [_term(field, value, weight) for field, value, weight in scored(terms)]


def _term(field: str, value: str, weight: float) -> tantivy.Query:
    query = tantivy.Query.term_query(_SCHEMA, field, value, "freq")
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def _filtered(wanted: tantivy.Query, query: Query, without: str = "") -> tantivy.Query:
    must = [_among(field, values) for field, values in chosen(query).items() if values and field != without]
    must += [
        tantivy.Query.range_query(_SCHEMA, field, _UNSIGNED, low, high) for field, (low, high) in days_of(query).items()
    ]
    clauses = [(tantivy.Occur.Must, tantivy.Query.boost_query(clause, 0.0)) for clause in must]
    clauses += [(tantivy.Occur.MustNot, _among(field, [value])) for field, value in unwanted(query).items()]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), *clauses]) if clauses else wanted


def _among(field: str, values: Sequence[str]) -> tantivy.Query:
    return tantivy.Query.term_set_query(_SCHEMA, field, list(values))


def _facets(searcher: tantivy.Searcher, wanted: tantivy.Query, query: Query) -> Facets:
    """Kinds are counted before a kind is chosen, so that the others can be offered; the rest as they are found."""
    kinds = {"kind": {"terms": {"field": "kind", "size": 20}}}
    rest = {name: {"terms": {"field": name, "size": MOST_COUNTED}} for name in FACETS}
    if query.kinds:
        counted = searcher.aggregate(_filtered(wanted, query, without="kind"), kinds)
        counted |= searcher.aggregate(_filtered(wanted, query), rest)
    else:
        counted = searcher.aggregate(_filtered(wanted, query), kinds | rest)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"] if bucket["key"]}
        for name, found in counted.items()
    }
