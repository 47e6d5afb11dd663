"""The engine for many machines: Elasticsearch, one index behind an alias, built beside and switched.

It sees the same folded words as the embedded engine, in the same four fields, and answers with the same sum of BM25;
the second stage is not its business. One shard, because document frequencies of several would differ. The position
in the log of changes is kept in the mapping's `_meta`, so a node that lost its index has lost its position too; beside
it stands which mapping the index was made with, so that one of another release is built anew.

    <alias>                    what searches ask; names the serving index
    <alias>-<12 hex digits>    an index; nothing else on the cluster is ever deleted
    <alias>-<…>-writing        an alias of that index alone, through which everything is written

An index that was deleted under a writer took its writing alias along, so that the write is refused: by its plain name
the node would make the index again and guess its mapping. One build at a time: who builds says so in `_meta`, again
and again; a build that has not been heard of for `building_seconds` is dead and swept away.
"""

import json
import re
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError, helpers
from elasticsearch.dsl import A, Document, Integer, Keyword, MetaField, Q, Search, Text

from search.catalogue import analyse
from search.interface import Answer, Busy, Candidate, EngineAway, Entry, Facets, Query, Terms

from .asking import FACETS, MOST_COUNTED, chosen, days_of, scored, unwanted

# Raise when the indexes of an earlier release can no longer be written to, though their fields are the same.
_MEANING = 3
_BUILDING_SECONDS = 300.0
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

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(enabled=False)


_FIELDS: dict[str, Any] = EntryDocument._doc_type.mapping.to_dict()
_MAPPING = sha256(json.dumps([_MEANING, _FIELDS], sort_keys=True).encode()).hexdigest()[:16]
_SETTINGS = {"number_of_shards": 1, "number_of_replicas": 0, "max_result_window": 10_000, "refresh_interval": "-1"}


class ElasticGeneration:
    """One index, written to through its own alias. `meta` is what the index says of itself, and keeps saying."""

    def __init__(self, client: Elasticsearch, name: str, meta: dict[str, Any]) -> None:
        self._client, self._name, self._meta = client, name, meta
        self.cursor = int(meta.get("cursor", 0))

    def replace(self, entries: Iterable[Entry], gone: Iterable[str]) -> None:
        deleted = [{"_op_type": "delete", "_id": uid} for uid in gone]
        with _or_away():
            _write(self._client, self._name, [*_puts(entries), *deleted])

    def set_cursor(self, position: int) -> None:
        with _or_away():
            self._client.indices.put_mapping(index=_door(self._name), meta=self._meta | {"cursor": position})


class ElasticBackend:
    """See the module. `url` may carry credentials; `alias` names the serving index and is nobody else's."""

    name = "elastic"

    def __init__(
        self,
        url: str,
        alias: str,
        search_seconds: float = _SEARCH_SECONDS,
        building_seconds: float = _BUILDING_SECONDS,
    ) -> None:
        self._client = Elasticsearch(url, max_retries=0, retry_on_timeout=False, request_timeout=_WRITE_SECONDS)
        self._alias = alias
        self._search_seconds = search_seconds
        self._building_seconds = building_seconds

    # Reading

    def search(self, terms: Terms, query: Query, limit: int) -> Answer:
        clauses = _scored(terms)
        if not clauses:
            return Answer((), 0, {})
        with _or_away():
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
            chosen_kinds.bucket(name, A("terms", field=name, size=MOST_COUNTED))

    def generation(self) -> ElasticGeneration | None:
        """See SearchBackend; an index of another mapping counts as none, and so do two behind one alias."""
        with _or_away():
            client = self._client.options(request_timeout=self._search_seconds)
            if not client.indices.exists_alias(name=self._alias):
                return None
            found = client.indices.get_mapping(index=self._alias)
        if len(found) != 1:
            return None
        ((name, mapping),) = found.items()
        meta = mapping["mappings"].get("_meta", {})
        return ElasticGeneration(self._client, name, meta) if meta.get("mapping") == _MAPPING else None

    # Writing

    def rebuild(self, entries: Iterable[Entry], cursor: int) -> int:
        """See SearchBackend. Raises Busy while another process builds."""
        name = f"{self._alias}-{uuid.uuid4().hex[:12]}"
        with _or_away():
            if self._sweep():
                raise Busy("another process is building the index")
            with self._building(name, cursor):
                count = _write(self._client, name, _puts(self._said_again(name, cursor, entries)))
                self._client.indices.put_settings(index=name, settings={"index.refresh_interval": "1s"})
                self._client.indices.put_mapping(index=_door(name), meta=_meta(cursor))
                self._client.indices.refresh(index=name)
                self._switch(name)
            self._sweep()
        return count

    @contextmanager
    def _building(self, name: str, cursor: int) -> Iterator[None]:
        """A new index nobody serves yet; taken away again when its build breaks off."""
        mapping = _FIELDS | {"_meta": _meta(cursor) | {"building": time.time()}}
        self._client.indices.create(index=name, mappings=mapping, settings=_SETTINGS, aliases={_door(name): {}})
        try:
            yield
        except BaseException:
            with suppress(ApiError, TransportError):
                if name not in self._serving():
                    self._client.indices.delete(index=name)
            raise

    def _said_again(self, name: str, cursor: int, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, and every now and then a word to the others that this build is alive."""
        said = time.monotonic()
        for entry in entries:
            if time.monotonic() - said > self._building_seconds / 10:
                meta = _meta(cursor) | {"building": time.time()}
                self._client.indices.put_mapping(index=_door(name), meta=meta)
                said = time.monotonic()
            yield entry

    def refresh(self) -> None:
        """Make what was written visible now. Never called for a page; tests and measurements do not want to wait."""
        with _or_away():
            self._client.indices.refresh(index=self._alias)

    def drop(self) -> None:
        """Remove every index of this alias."""
        with _or_away():
            for name in self._ours():
                self._client.indices.delete(index=name)

    def _switch(self, name: str) -> None:
        """At once; an index a node guessed from entries under the alias's own name gives way as well."""
        serving = self._serving()
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self._alias}}]
        actions += [{"remove": {"index": old, "alias": self._alias}} for old in serving]
        if not serving and self._client.indices.exists(index=self._alias):
            (found,) = self._client.indices.get_mapping(index=self._alias).values()
            if not found["mappings"].get("properties", {}).keys() <= _FIELDS["properties"].keys():
                raise EngineAway(f"an index of somebody else is called {self._alias}")
            actions.append({"remove_index": {"index": self._alias}})
        self._client.indices.update_aliases(actions=actions)

    def _serving(self) -> list[str]:
        if not self._client.indices.exists_alias(name=self._alias):
            return []
        return list(self._client.indices.get_alias(name=self._alias))

    def _ours(self) -> dict[str, Any]:
        """Indexes whose names we gave: this alias and the twelve digits, nothing else that begins alike."""
        found = self._client.indices.get(index=f"{self._alias}-*", expand_wildcards="all")
        form = re.compile(re.escape(self._alias) + "-[0-9a-f]{12}")
        return {name: facts for name, facts in found.items() if form.fullmatch(name)}

    def _sweep(self) -> int:
        """Delete indexes of ours that nobody serves: earlier ones, and those whose build was killed. Returns how many
        are being built."""
        alive = 0
        for name, facts in self._ours().items():
            said = facts["mappings"].get("_meta", {}).get("building", 0.0)
            if self._alias in facts["aliases"]:
                continue
            if time.time() - said < self._building_seconds:
                alive += 1
            else:
                self._client.indices.delete(index=name, ignore_unavailable=True)
        return alive


@contextmanager
def _or_away() -> Iterator[None]:
    try:
        yield
    except (ApiError, TransportError, helpers.BulkIndexError) as error:
        raise EngineAway(type(error).__name__) from error


def _door(index: str) -> str:
    """The alias through which this index is written to; see the module."""
    return f"{index}-writing"


def _meta(position: int) -> dict[str, Any]:
    return {"cursor": position, "mapping": _MAPPING}


def _puts(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    for item in map(analyse, entries):
        source = item.fields() | item.days() | {"topic": list(item.entry.topics)}
        yield {"_op_type": "index", "_id": item.uid, "_source": source}


def _write(client: Elasticsearch, index: str, actions: Iterable[dict[str, Any]]) -> int:
    """Bulk in chunks; something already gone is not an error, everything else is."""
    done = 0
    for fine, result in helpers.streaming_bulk(
        client,
        actions,
        index=_door(index),
        chunk_size=_CHUNK,
        raise_on_error=False,
        max_retries=3,
        require_alias=True,
    ):
        (outcome,) = result.values()
        if not fine and outcome.get("result") != "not_found":
            raise EngineAway(f"bulk: {outcome.get('error', {}).get('type', 'refused')}")
        done += fine
    return done


def _facets(response: Any) -> Facets:
    found = {"kind": response.aggregations.kind} | {name: response.aggregations.chosen[name] for name in FACETS}
    return {
        name: {bucket.key: bucket.doc_count for bucket in counted.buckets if bucket.key}
        for name, counted in found.items()
    }


def _scored(terms: Terms) -> list[Any]:
    """The same flat list of single terms as in the embedded engine."""
    return [Q("term", **{field: {"value": value, "boost": weight}}) for field, value, weight in scored(terms)]
