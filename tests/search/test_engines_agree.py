"""One suite, run on each engine: what `SearchBackend` promises."""

from dataclasses import replace

import pytest

from search.backends.embedded import EmbeddedBackend
from search.finding import Asked, order, read, terms_of
from search.interface import EngineAway, Entry, Generation, Query, SearchBackend, Terms
from search.text import tokens

from .conftest import elastic_backend


def uids(engine: SearchBackend, text: str, limit: int = 20, **filters: object) -> list[str]:
    answer = engine.search(terms_of(read(text)), Query(text=text, **filters), limit)
    return [candidate.uid for candidate in answer.candidates]


def serving(engine: SearchBackend) -> Generation:
    """The index that serves now."""
    found = engine.generation()
    assert found is not None
    return found


def visible(engine: SearchBackend) -> None:
    """Elasticsearch shows a change within a second; the tests do not wait for it."""
    if hasattr(engine, "refresh"):
        engine.refresh()


def test_it_finds_an_article_by_its_words(engine: SearchBackend, everything: list[Entry]) -> None:
    assert engine.rebuild(everything, cursor=7) == len(everything)
    assert uids(engine, "thời hạn giải quyết tố cáo")[0] == "law:25/2018/QH14#dieu-30"
    assert serving(engine).cursor == 7


def test_marks_and_case_do_not_matter(engine: SearchBackend, everything: list[Entry]) -> None:
    engine.rebuild(everything, cursor=0)
    assert uids(engine, "THOI HAN GIAI QUYET KHIEU NAI") == uids(engine, "thời hạn giải quyết khiếu nại")


def test_an_engine_without_an_index_has_no_position_and_says_so(engine: SearchBackend) -> None:
    assert engine.generation() is None
    with pytest.raises(EngineAway):
        uids(engine, "khiếu nại")


def test_words_nobody_wrote_find_nothing(engine: SearchBackend, everything: list[Entry]) -> None:
    engine.rebuild(everything, cursor=0)
    answer = engine.search(terms_of(tokens("xyzzy qwfp")), Query(text=""), 10)
    assert (answer.candidates, answer.total) == ((), 0)


def test_an_empty_query_finds_nothing(engine: SearchBackend, everything: list[Entry]) -> None:
    engine.rebuild(everything, cursor=0)
    assert engine.search(Terms(words=(), pairs=()), Query(text=""), 10).candidates == ()


@pytest.mark.parametrize("text", ['* ? ~ ^ " ( ) [ ] { } : \\ / + - && || !', "words:khieu", "a AND OR NOT", "/.*/"])
def test_what_a_person_types_is_never_query_syntax(engine: SearchBackend, everything: list[Entry], text: str) -> None:
    engine.rebuild(everything, cursor=0)
    assert set(uids(engine, text)) <= {f"{entry.source}:{entry.key}" for entry in everything}


def test_candidates_fall_in_score_and_the_limit_holds(engine: SearchBackend, everything: list[Entry]) -> None:
    engine.rebuild(everything, cursor=0)
    answer = engine.search(terms_of(tokens("khiếu nại công dân")), Query(text=""), 3)
    scores = [candidate.score for candidate in answer.candidates]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert answer.total > 3


def test_filters_narrow_and_facets_count_what_could_be_chosen(engine: SearchBackend, everything: list[Entry]) -> None:
    engine.rebuild(everything, cursor=0)
    assert uids(engine, "khiếu nại", kinds=("guidance",)) == ["guidance:1"]
    assert uids(engine, "complaint", languages=("vi",)) == []
    assert uids(engine, "complaint", languages=("en",)) == ["guidance:2"]
    assert all(uid.startswith("law:") for uid in uids(engine, "khiếu nại", sources=("law",)))
    chosen = engine.search(terms_of(tokens("khiếu nại")), Query(text="", kinds=("guidance",)), 10)
    open_ = engine.search(terms_of(tokens("khiếu nại")), Query(text=""), 10)
    assert chosen.facets["kind"] == open_.facets["kind"]
    assert open_.facets["kind"]["guidance"] == 1
    assert sum(open_.facets["kind"].values()) == open_.total
    assert chosen.total == 1


def test_an_entry_of_several_fields_is_counted_and_found_in_each(
    engine: SearchBackend, everything: list[Entry]
) -> None:
    law = [replace(e, topics=("Khiếu nại", "Thanh tra")) if e.symbol == "02/2011/QH13" else e for e in everything]
    engine.rebuild([replace(e, topics=("Tố cáo",)) if e.symbol == "25/2018/QH14" else e for e in law], cursor=0)
    counted = engine.search(terms_of(read("thời hạn giải quyết")), Query(text=""), 20).facets["topic"]
    assert counted["Khiếu nại"] == counted["Thanh tra"] > 1
    assert set(counted) == {"Khiếu nại", "Thanh tra", "Tố cáo"}
    assert all("25/2018" in uid for uid in uids(engine, "thời hạn", topics=("Tố cáo",)))
    assert len(uids(engine, "thời hạn", topics=("Tố cáo", "Thanh tra"))) > len(
        uids(engine, "thời hạn", topics=("Tố cáo",))
    )


def test_a_changed_entry_is_found_by_its_new_words_only(engine: SearchBackend, everything: list[Entry]) -> None:
    engine.rebuild(everything, cursor=0)
    (old,) = [entry for entry in everything if entry.key.endswith("#dieu-30")]
    serving(engine).replace([replace(old, heading="Bảo vệ người báo tin", body="Giữ kín danh tính.")], [])
    visible(engine)
    assert uids(engine, "giữ kín danh tính") == ["law:25/2018/QH14#dieu-30"]
    assert "law:25/2018/QH14#dieu-30" not in uids(engine, "thời hạn thụ lý không quá 30 ngày")


def test_a_removed_entry_is_gone_and_removing_it_twice_is_no_error(
    engine: SearchBackend, everything: list[Entry]
) -> None:
    engine.rebuild(everything, cursor=0)
    serving(engine).replace([], ["guidance:1"])
    visible(engine)
    serving(engine).replace([], ["guidance:1", "guidance:never"])
    visible(engine)
    assert uids(engine, "nộp đơn khiếu nại", kinds=("guidance",)) == []


def test_the_position_is_kept_with_the_index(engine: SearchBackend, everything: list[Entry]) -> None:
    engine.rebuild(everything, cursor=3)
    serving(engine).set_cursor(12)
    assert serving(engine).cursor == 12
    engine.rebuild(everything, cursor=20)
    assert serving(engine).cursor == 20


def test_a_rebuild_that_breaks_leaves_the_serving_index(engine: SearchBackend, everything: list[Entry]) -> None:
    engine.rebuild(everything, cursor=5)

    def failing() -> object:
        yield everything[0]
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space"):
        engine.rebuild(failing(), cursor=9)
    assert serving(engine).cursor == 5
    assert uids(engine, "thời hạn giải quyết tố cáo")[0] == "law:25/2018/QH14#dieu-30"
    assert engine.rebuild(everything[:3], cursor=10) == 3
    assert serving(engine).cursor == 10


@pytest.mark.elastic
@pytest.mark.parametrize(
    "text", ["thời hạn giải quyết khiếu nại", "khiếu nại là gì", "cử người đại diện", "mức thu phí", "nộp đơn ở đâu"]
)
def test_both_engines_rank_alike(everything: list[Entry], tmp_path: object, text: str) -> None:
    embedded, elastic = EmbeddedBackend(tmp_path / "index"), elastic_backend()
    try:
        for backend in (embedded, elastic):
            backend.rebuild(everything, cursor=0)
        serving, asked = embedded.serving(), Asked(tuple(read(text)), (), 20_261_126)
        ranked = [
            order(asked, backend.search(asked.terms, Query(text=text), 50), serving.catalogue, serving.statistics)
            for backend in (embedded, elastic)
        ]
        assert [item.uid for item in ranked[0]] == [item.uid for item in ranked[1]]
        assert [item.score for item in ranked[0]] == pytest.approx([item.score for item in ranked[1]], abs=1e-3)
    finally:
        elastic.drop()
