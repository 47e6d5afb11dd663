"""Our search on both engines: build of the whole index, then questions through both stages."""

import time
from functools import cache, lru_cache
from pathlib import Path
from statistics import mean
from typing import Any

from search import engines, starter, suggesting
from search.backends.elastic import ElasticBackend
from search.backends.embedded import EmbeddedBackend
from search.evaluate import TYPINGS, articles_for, ndcg, ranked_articles
from search.everyday import Everyday, of
from search.finding import Asked
from search.finding import ask as ask_for
from search.interface import SearchBackend
from tests.search.corpus import ARTICLES, sized

from .measures import Article, Ask, asked, built, peak_mb, questions, timed


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
    figures = asked(lambda text: ranked(text, backend, local), questions())
    if articles != ARTICLES:  # part of the answers is missing, or has copies
        figures = {name: value for name, value in figures.items() if name not in ("ndcg_at_10", "gains")}
    return {**figures, "mb_most": peak_mb()}


def ranked(text: str, backend: SearchBackend, local: EmbeddedBackend) -> list[Article]:
    return ranked_articles(text, backend, local, phrases=_phrases())


@lru_cache
def _phrases() -> Everyday:
    """No database is asked here; the list is the one a fresh installation has."""
    return of(starter.wordings())


def typings(local: EmbeddedBackend, shared: ElasticBackend | None) -> dict[str, Any]:
    """Quality of every way of typing on each engine, its share of the clean figure, and how often both engines'
    ten articles are the very same in the same order."""
    asked = {"embedded": _reading(local, local)} | ({"elastic": _reading(shared, local)} if shared else {})
    judged, figures = questions(), dict[str, Any]()
    for typing, typed in TYPINGS.items():
        found = {name: [ten(typed(item.question)) for item in judged] for name, ten in asked.items()}
        for name, lists in found.items():
            gain = mean(ndcg(list(first), item.grades) for first, item in zip(lists, judged, strict=True))
            clean = figures.get(f"{name} marks", {"ndcg_at_10": gain})["ndcg_at_10"]
            figures[f"{name} {typing}"] = {"ndcg_at_10": round(gain, 4), "of_clean": round(gain / clean, 4)}
        if shared:
            alike = [one == other for one, other in zip(found["embedded"], found["elastic"], strict=True)]
            figures[f"same_ten {typing}"] = round(mean(alike), 4)
    return figures


def _reading(backend: SearchBackend, local: EmbeddedBackend) -> Ask:
    """The first ten articles for a text; what reads as the very same question is put to the engine once."""

    @cache
    def ten(asked: Asked) -> list[Article]:
        return articles_for(asked, backend, local)[:10]

    return lambda text: ten(ask_for(text, None, local.serving().counts, _phrases()))


def suggest(local: EmbeddedBackend) -> dict[str, Any]:
    """Offers for every beginning a person types of a question, letter by letter up to twenty."""
    engines.local = lambda: local
    typed = [item.question[:length] for item in questions(100) for length in range(2, 21)]
    figures = timed(suggesting.suggest, typed)
    return {"beginnings": len(typed), "with_offers": sum(map(bool, figures.pop("answers"))), **figures}
