"""The corpus of SHARED_DATA as search entries: the whole for tests, parts and multiples for measurements."""

import gzip
import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from search.interface import Entry

ARTICLES = 48_794
# In a copy every so many words one is another article's, so that no copy has the postings of its original.
_ALTERED = 6


def shared(*parts: str) -> Path:
    return Path(os.environ.get("SHARED_DATA", ""), *parts)


def day(text: str | None) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date() if text else None
    except ValueError:
        return None


def documents() -> Iterator[dict[str, Any]]:
    with gzip.open(shared("corpus", "documents.jsonl.gz"), "rt") as lines:
        yield from map(json.loads, lines)


def entries() -> Iterator[Entry]:
    for row in documents():
        whole = {
            "source": "law", "symbol": row["symbol"], "doc_kind": row["kind"], "issued": day(row["issued"]),
            "title": row["title"] or f"{row['kind']} {row['symbol']}", "url": "/",
        }  # fmt: skip
        yield Entry(key=row["symbol"], kind="document", **whole)
        for item in row["articles"]:
            text = {"number": item["number"], "heading": item["heading"], "body": item["text"]}
            yield Entry(key=f"{row['symbol']}#dieu-{item['number']}", kind="article", **whole, **text)


def sized(articles: int) -> Iterator[Entry]:
    """So many articles: evenly spaced out of the corpus, or the corpus and altered copies of it."""
    if articles < ARTICLES:
        every = ARTICLES / articles
        wanted = {int(number * every) for number in range(articles)}
        numbered = enumerate(entry for entry in entries() if entry.kind == "article")
        return (entry for number, entry in numbered if number in wanted)
    whole = chain.from_iterable(entries() if not copy else _altered(copy) for copy in range(-(-articles // ARTICLES)))
    return _first(whole, articles)


def _first(whole: Iterator[Entry], articles: int) -> Iterator[Entry]:
    for entry in whole:
        articles -= entry.kind == "article"
        if articles < 0:
            return
        yield entry


def _altered(copy: int) -> Iterator[Entry]:
    chance = random.Random(copy)
    other = ["khác"]
    for entry in entries():
        words = entry.body.split()
        changed = list(words)
        for at in range(chance.randrange(_ALTERED), len(words), _ALTERED):
            changed[at] = chance.choice(other)
        other = words or other
        key, _, place = entry.key.partition("#")
        symbol = f"{key}-B{copy}"
        yield replace(entry, key=f"{symbol}#{place}" if place else symbol, symbol=symbol, body=" ".join(changed))


def batches(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while batch := list(islice(rows, size)):
        yield batch
