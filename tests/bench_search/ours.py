"""Our search on both engines: build of the whole index, then questions through both stages."""

import time
from pathlib import Path
from typing import Any

from search import engines, starter, suggesting, tuning
from search.backends.elastic import ElasticBackend
from search.backends.embedded import EmbeddedBackend
from search.evaluate import ranked_articles
from search.everyday import of
from search.interface import SearchBackend
from tests.search.corpus import ARTICLES, sized

from .measures import asked, built, peak_mb, questions, timed


def embedded(folder: Path, articles: int) -> EmbeddedBackend:
    return EmbeddedBackend(folder / f"ours-{articles}")


def elastic(url: str, articles: int) -> ElasticBackend:
    return ElasticBackend(url, alias=f"bench-{articles}", search_seconds=60)


def build(backend: SearchBackend, articles: int) -> dict[str, Any]:
    started, cpu, before = time.perf_counter(), time.process_time(), peak_mb()
    return built(backend.rebuild(sized(articles), cursor=0), started, cpu, before)


def build_embedded(folder: Path, articles: int) -> dict[str, Any]:
    backend = embedded(folder, articles)
    figures = build(backend, articles)
    files = [path for path in backend.folder.rglob("*") if path.is_file()]
    return {**figures, "disk_mb": round(sum(path.stat().st_size for path in files) / 2**20, 1)}


def build_elastic(url: str, articles: int) -> dict[str, Any]:
    """Memory is the client's; the node's own is its heap, which is set, and what it holds of it afterwards."""
    backend = elastic(url, articles)
    figures = build(backend, articles)
    backend.refresh()
    return {**figures, **backend_figures(backend)}


def backend_figures(backend: ElasticBackend) -> dict[str, Any]:
    client = backend._client
    (node,) = client.nodes.stats(metric="jvm")["nodes"].values()
    held = node["jvm"]["mem"]
    store = client.indices.stats(index=backend._alias, metric="store")["_all"]["total"]["store"]
    return {
        "node_heap_mb": round(held["heap_used_in_bytes"] / 2**20, 1),
        "node_heap_most_mb": round(held["heap_max_in_bytes"] / 2**20, 1),
        "disk_mb": round(store["size_in_bytes"] / 2**20, 1),
    }


def ask(backend: SearchBackend, local: EmbeddedBackend, articles: int) -> dict[str, Any]:
    """Questions as the judged measure asks them: mended, widened, first stage, second stage."""
    phrases = of(starter.wordings())
    tuning.everyday = lambda: phrases  # no database is asked here; the list is the one a fresh installation has
    figures = asked(lambda text: ranked_articles(text, backend, local, phrases=phrases), questions())
    if articles != ARTICLES:  # part of the answers is missing, or has copies
        figures = {name: value for name, value in figures.items() if not name.startswith("ndcg")}
    return {**figures, "mb_most": peak_mb()}


def suggest(local: EmbeddedBackend) -> dict[str, Any]:
    """Offers for every beginning a person types of a question, letter by letter up to twenty."""
    engines.local = lambda: local
    typed = [item.question[:length] for item in questions(100) for length in range(2, 21)]
    offers = [text for text in typed if suggesting.suggest(text)]
    return {"beginnings": len(typed), "with_offers": len(offers), **timed(suggesting.suggest, typed)}
