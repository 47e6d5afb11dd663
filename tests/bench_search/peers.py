"""What others use, on the same articles: Elasticsearch as it comes, SQLite's FTS5, Wagtail's own search."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch, helpers

from search.interface import Entry
from search.symbols import fold_symbol
from search.text import fold, pairs, tokens
from tests.search.corpus import batches, sized

from .measures import Article, asked, built, peak_mb, questions

# FTS5 reads every posting of every typed word twice, once to count and once to score: a fifth to half a second for a
# question. Wagtail's search needs many seconds, some questions minutes: it is asked few, and a question that has cost
# _PATIENCE seconds of the processor is given up, as a server would. Both parts are evenly spaced.
_SOME, _FEW = 100, 8
_PATIENCE = 10.0


def articles_only(articles: int) -> Iterator[Entry]:
    return (entry for entry in sized(articles) if entry.kind == "article")


def whole_text(entry: Entry) -> str:
    return f"{entry.title}\n{entry.heading}\n{entry.body}"


def article(key: str) -> Article:
    symbol, _, place = key.partition("#dieu-")
    return fold_symbol(symbol), fold(place)


def elastic_match(url: str, articles: int) -> dict[str, Any]:
    """One text field, the standard analyzer, `match`: what a first integration of Elasticsearch does."""
    client, index = Elasticsearch(url, request_timeout=60), "bench-match"
    client.options(ignore_status=404).indices.delete(index=index)
    client.indices.create(
        index=index,
        settings={"number_of_shards": 1, "number_of_replicas": 0},
        mappings={"properties": {"text": {"type": "text"}}},
    )
    started, cpu, before = time.perf_counter(), time.process_time(), peak_mb()
    rows = ({"_index": index, "_id": e.key, "_source": {"text": whole_text(e)}} for e in articles_only(articles))
    count, _ = helpers.bulk(client, rows, chunk_size=500)
    client.indices.refresh(index=index)
    figures = built(count, started, cpu, before)

    def ask(text: str) -> list[Article]:
        found = client.search(index=index, query={"match": {"text": text}}, size=10, source=False)
        return [article(hit["_id"]) for hit in found["hits"]["hits"]]

    return {"build": figures, **asked(ask, questions())}


def fts5_pairs(folder: Path, articles: int) -> dict[str, Any]:
    """Folded words and pairs in SQLite's full-text index, ranked by its bm25."""
    database = sqlite3.connect(folder / "fts5.sqlite3")
    database.execute(
        "CREATE VIRTUAL TABLE text USING fts5(key UNINDEXED, words, pairs, tokenize=\"unicode61 tokenchars '_'\")"
    )
    started, cpu, before = time.perf_counter(), time.process_time(), peak_mb()
    count = 0
    for batch in batches(articles_only(articles), 500):
        database.executemany("INSERT INTO text VALUES (?, ?, ?)", map(_fts5_row, batch))
        count += len(batch)
    database.commit()
    figures = built(count, started, cpu, before)

    def ask(text: str) -> list[Article]:
        words = tokens(text)
        wanted = " OR ".join(f'"{term}"' for term in dict.fromkeys([*words, *pairs(words)]))
        found = database.execute("SELECT key FROM text WHERE text MATCH ? ORDER BY rank LIMIT 10", (wanted,))
        return [article(key) for (key,) in found]

    return {"build": figures, **asked(ask, questions(_SOME))}


def _fts5_row(entry: Entry) -> tuple[str, str, str]:
    words = tokens(whole_text(entry))
    return entry.key, " ".join(words), " ".join(pairs(words))


def wagtail(articles: int) -> dict[str, Any]:
    """The database backend Wagtail comes with, asked as its project template asks it."""
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from wagtail.search.backends import get_search_backend

    from .shelf.models import Article as Row

    call_command("migrate", run_syncdb=True, verbosity=0)
    backend = get_search_backend()
    entries = articles_only(articles)
    for batch in batches(entries, 500):
        title = [f"{entry.heading} {entry.title}" for entry in batch]
        Row.objects.bulk_create(Row(key=e.key, title=t, body=e.body) for e, t in zip(batch, title, strict=True))
    started, cpu, before = time.perf_counter(), time.process_time(), peak_mb()
    index = backend.get_index_for_model(Row)
    count = 0
    for rows in batches(Row.objects.iterator(chunk_size=500), 500):
        index.add_items(Row, rows)
        count += len(rows)
    figures = built(count, started, cpu, before)

    given_up: dict[str, None] = {}

    def ask(text: str) -> list[Article]:
        ends = time.process_time() + _PATIENCE
        connection.connection.set_progress_handler(lambda: time.process_time() > ends, 10_000)
        try:
            return [article(row.key) for row in backend.search(text, Row)[:10]]
        except OperationalError:
            given_up[text] = None
            return []

    measured = asked(ask, questions(_FEW))
    return {"build": figures, "given_up": len(given_up), "given_up_after_s": _PATIENCE, **measured}
