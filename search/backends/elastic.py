"""The engine for many machines: Elasticsearch, one index behind an alias, built beside and switched.

It sees the same folded words as the embedded engine, in the same four fields, and answers with the same sum of BM25;
the second stage is not its business. One shard, because document frequencies of several would differ. The position
in the log of changes is kept in the mapping's `_meta`, so a node that lost its index has lost its position too; beside
it stands which mapping the index was built with, so that one of another release is built anew.
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError, helpers
from elasticsearch.dsl import A, Document, Integer, Keyword, MetaField, Q, Search, Text

from search.catalogue import analyse
from search.interface import Answer, Candidate, EngineAway, Entry, Facets, Query, Terms

from .asking import FACETS, MOST_VALUES, chosen, days_of, scored, unwanted

ALIAS = "tiep-dan"
_SEARCH_SECONDS = 1.0
_WRITE_SECONDS = 60.0
_CHUNK = 500


def _folded() -> Text:
    """Words folded by us and joined by blanks; the engine only splits them. Frequencies, no positions."""
    return Text(analyzer="whitespace", index_options="freqs")


class EntryDocument(Document):
    """The mapping. The text itself is not kept: pages read it from the library, a rebuild from the database."""

    uid = Keyword()
    words = _folded()
    pairs = _folded()
    heading_words = _folded()
    heading_pairs = _folded()
    kind = Keyword()
    source = Keyword()
    language = Keyword()
    issuer = Keyword(ignore_above=8000)
    doc_kind = Keyword(ignore_above=8000)
    year = Keyword()
    status = Keyword()
    topic = Keyword(ignore_above=8000)
    wording = Keyword()
    holds_from = Integer()
    holds_to = Integer()
    issued = Integer()

    class Index:
        name = ALIAS
        settings = {"number_of_shards": 1, "number_of_replicas": 0, "max_result_window": 10_000}

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(enabled=False)


_MAPPING = sha256(json.dumps(EntryDocument._doc_type.mapping.to_dict(), sort_keys=True).encode()).hexdigest()[:16]


class ElasticBackend:
    """See the module. `url` may carry credentials; `alias` names the serving index."""

    name = "elastic"

    def __init__(self, url: str, alias: str = ALIAS, search_seconds: float = _SEARCH_SECONDS) -> None:
        self._client = Elasticsearch(url, max_retries=0, retry_on_timeout=False, request_timeout=_WRITE_SECONDS)
        self._alias = alias
        self._search_seconds = search_seconds

    # Reading

    def search(self, terms: Terms, query: Query, limit: int) -> Answer:
        clauses = _scored(terms)
        if not clauses:
            return Answer((), 0, {})
        with self._or_away():
            client = self._client.options(request_timeout=self._search_seconds)
            response = self._request(clauses, query, limit).using(client).execute()
        if response.timed_out or response._shards.failed:
            raise EngineAway("an incomplete answer")
        hits: Any = response.hits
        return Answer(
            candidates=tuple(Candidate(hit.meta.id, float(hit.meta.score)) for hit in hits),
            total=hits.total.value,
            facets=_facets(response) if query.counted else {},
        )

    def _request(self, clauses: list[Any], query: Query, limit: int) -> Search[Any]:
        wanted = chosen(query)
        kinds = wanted.pop("kind")
        filters = [Q("terms", **{field: list(values)}) for field, values in wanted.items() if values]
        filters += [Q("range", **{field: {"gte": low, "lte": high}}) for field, (low, high) in days_of(query).items()]
        request: Search[Any] = Search(index=self._alias)
        without = [Q("term", **{field: value}) for field, value in unwanted(query).items()]
        request = request.query(Q("bool", should=clauses, minimum_should_match=1, filter=filters, must_not=without))
        if kinds:
            request = request.post_filter("terms", kind=list(kinds))
        if query.counted:
            self._count(request, kinds)
        first = "-issued" if query.order == "newest" else "_score"
        request = request.sort(first, "uid")[:limit]
        return request.extra(track_total_hits=True, track_scores=True, timeout=f"{int(self._search_seconds * 1000)}ms")

    def _count(self, request: Search[Any], kinds: Sequence[str]) -> None:
        """Kinds are counted before a kind is chosen, so that the others can be offered; the rest as they are found."""
        request.aggs.bucket("kind", A("terms", field="kind", size=20))
        narrowed = Q("terms", kind=list(kinds)) if kinds else Q("match_all")
        chosen_kinds = request.aggs.bucket("chosen", A("filter", filter=narrowed))
        for name in FACETS:
            chosen_kinds.bucket(name, A("terms", field=name, size=MOST_VALUES))

    def cursor(self) -> int | None:
        with self._or_away():
            client = self._client.options(request_timeout=self._search_seconds)
            if not client.indices.exists_alias(name=self._alias):
                return None
            (mapping,) = client.indices.get_mapping(index=self._alias).values()
        kept = mapping["mappings"].get("_meta", {})
        return int(kept.get("cursor", 0)) if kept.get("mapping") == _MAPPING else None

    # Writing

    def replace(self, entries: Iterable[Entry], gone: Iterable[str]) -> None:
        actions = [{"_op_type": "delete", "_id": uid} for uid in gone]
        with self._or_away():
            self._write(self._alias, [*self._puts(entries), *actions], require_alias=True)

    def set_cursor(self, position: int) -> None:
        with self._or_away():
            self._client.indices.put_mapping(index=self._alias, meta=_meta(position))

    def rebuild(self, entries: Iterable[Entry], cursor: int) -> int:
        name = f"{self._alias}-{uuid.uuid4().hex[:12]}"
        with self._or_away():
            self._sweep()
            index = EntryDocument._index.clone(name=name, using=self._client)
            index.settings(refresh_interval="-1")
            index.create()
            count = self._write(name, self._puts(entries))
            self._client.indices.put_settings(index=name, settings={"index.refresh_interval": "1s"})
            self._client.indices.put_mapping(index=name, meta=_meta(cursor))
            self._client.indices.refresh(index=name)
            self._switch(name)
            self._sweep()
        return count

    def refresh(self) -> None:
        """Make what was written visible now. Never called for a page; tests and measurements do not want to wait."""
        with self._or_away():
            self._client.indices.refresh(index=self._alias)

    def drop(self) -> None:
        """Remove every index behind and beside this alias."""
        with self._or_away():
            for name in self._client.indices.get(index=f"{self._alias}-*", expand_wildcards="all"):
                self._client.indices.delete(index=name)

    def _puts(self, entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
        for item in map(analyse, entries):
            source = item.fields() | item.days() | {"topic": list(item.entry.topics)}
            yield {"_op_type": "index", "_id": item.uid, "_source": source}

    def _write(self, index: str, actions: Iterable[dict[str, Any]], *, require_alias: bool = False) -> int:
        """Bulk in chunks; something already gone is not an error, everything else is.

        Changes go to the alias only: without it a node would make an index of that name and guess its mapping.
        """
        done = 0
        for fine, result in helpers.streaming_bulk(
            self._client,
            actions,
            index=index,
            chunk_size=_CHUNK,
            raise_on_error=False,
            max_retries=3,
            require_alias=require_alias,
        ):
            (outcome,) = result.values()
            if not fine and outcome.get("result") != "not_found":
                raise EngineAway(f"bulk: {outcome.get('error', {}).get('type', 'refused')}")
            done += fine
        return done

    def _switch(self, name: str) -> None:
        """At once; an index somebody made under the alias's own name gives way as well."""
        serving = self._serving()
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self._alias}}]
        actions += [{"remove": {"index": old, "alias": self._alias}} for old in serving]
        if not serving and self._client.indices.exists(index=self._alias):
            actions.append({"remove_index": {"index": self._alias}})
        self._client.indices.update_aliases(actions=actions)

    def _serving(self) -> list[str]:
        if not self._client.indices.exists_alias(name=self._alias):
            return []
        return list(self._client.indices.get_alias(name=self._alias))

    def _sweep(self) -> None:
        """Delete indexes of ours that nobody serves: earlier ones, and those whose build was killed."""
        serving = self._serving()
        for name in self._client.indices.get(index=f"{self._alias}-*", expand_wildcards="all"):
            if name not in serving:
                self._client.indices.delete(index=name)

    @contextmanager
    def _or_away(self) -> Iterator[None]:
        try:
            yield
        except (ApiError, TransportError, helpers.BulkIndexError) as error:
            raise EngineAway(type(error).__name__) from error


def _meta(position: int) -> dict[str, Any]:
    return {"cursor": position, "mapping": _MAPPING}


def _facets(response: Any) -> Facets:
    found = {"kind": response.aggregations.kind} | {name: response.aggregations.chosen[name] for name in FACETS}
    return {
        name: {bucket.key: bucket.doc_count for bucket in counted.buckets if bucket.key}
        for name, counted in found.items()
    }


def _scored(terms: Terms) -> list[Any]:
    """The same flat list of single terms as in the embedded engine."""
    return [Q("term", **{field: {"value": value, "boost": weight}}) for field, value, weight in scored(terms)]
