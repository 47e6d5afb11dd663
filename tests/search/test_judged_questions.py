"""The whole corpus, the judged questions: what the ranking must not lose. Needs SHARED_DATA; builds its own index."""

import random
from collections.abc import Callable

import pytest

from search import starter
from search.backends.embedded import EmbeddedBackend
from search.evaluate import Judged, measure, no_marks, ranked_articles, read_judged
from search.intent import jumps
from search.symbols import fold_symbol, parse_symbol

from .corpus import documents, entries, shared

pytestmark = [pytest.mark.shared_data, pytest.mark.django_db]

LEAST_GAIN = 0.81


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedBackend:
    if not shared("corpus", "documents.jsonl.gz").exists():
        pytest.skip("SHARED_DATA holds no corpus")
    backend = EmbeddedBackend(tmp_path_factory.mktemp("corpus"))
    assert backend.rebuild(entries(), cursor=0) > 50_000
    return backend


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    with shared("questions", "dev.jsonl").open() as lines:
        return list(read_judged(lines))


@pytest.fixture(autouse=True)
def taught() -> None:
    """The lists of a fresh installation."""
    starter.load()


def test_the_answer_stands_high(corpus: EmbeddedBackend, judged: list[Judged]) -> None:
    figures = measure(judged, corpus, corpus)
    assert figures.questions == 300
    assert figures.ndcg_at_10 >= LEAST_GAIN


def test_typing_without_marks_gives_the_very_same_list(corpus: EmbeddedBackend, judged: list[Judged]) -> None:
    for item in judged[::6]:
        assert ranked_articles(no_marks(item.question), corpus, corpus) == ranked_articles(
            item.question, corpus, corpus
        )


def test_no_question_is_taken_for_a_document(corpus: EmbeddedBackend, judged: list[Judged]) -> None:
    catalogue = corpus.serving().catalogue
    assert [item.question for item in judged if jumps(item.question, catalogue)] == []


SPELLINGS: dict[str, tuple[Callable[[str], str], bool]] = {
    "as written": (str, True),
    "small, without marks": (lambda symbol: no_marks(symbol).lower(), True),
    "blanks": (lambda symbol: symbol.replace("/", " ").replace("-", " "), True),
    "hyphens": (lambda symbol: symbol.replace("/", "-"), True),
    "with what stands before it on paper": (lambda symbol: f"Số: {symbol}", True),
    "long dashes": (lambda symbol: symbol.replace("-", "–"), True),
    "without hyphens": (lambda symbol: symbol.replace("-", ""), True),
    "without the zero in front": (lambda symbol: symbol.lstrip("0"), False),
    "kind, number, year": (lambda symbol: "{2} {0} {1}".format(*symbol.replace("-", "/").split("/")), False),
    "number and year": (lambda symbol: "{}/{}".format(*symbol.split("/")), False),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_document_is_found_by_its_number_however_it_is_spelt(corpus: EmbeddedBackend, spelling: str) -> None:
    """A whole symbol has its document first; a part of one has it in the list to pick from."""
    spell, first = SPELLINGS[spelling]
    read = {row["symbol"]: parse_symbol(row["symbol"]) for row in documents()}
    known = sorted(text for text, symbol in read.items() if symbol and symbol.family == "normative")
    catalogue = corpus.serving().catalogue
    for symbol in random.Random(7).sample(known, 300):
        found = [fold_symbol(jump.uid.removeprefix("law:")) for jump in jumps(spell(symbol), catalogue)]
        assert fold_symbol(symbol) in (found[:1] if first else found), symbol
