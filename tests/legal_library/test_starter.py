"""A fresh library: the directive in full, a record for every act the portal cites, no dead link to the law."""

import ast
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from legal_library import starter
from legal_library.models import Act, Summary, TextState
from legal_library.search_source import LawSource
from portal.law_names import LawReference
from search.models import Change
from tests.legal_library.law_folder import LAW

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
ROOMS = ("tracking", "portal", "templates", "search", "legal_library")
_KEY = re.compile(
    r"(?<![\w/.-])(\d{1,5}(?:\.\d)?(?:/(?:19|20)\d\d)?[/-][A-ZĐ][\w.&-]*(?:/[A-Z]+)?)#([a-z][a-z0-9.-]*[a-z0-9])"
)
OFFICIAL = {"vanban.chinhphu.vn", "congbao.chinhphu.vn", "haiphong.gov.vn", "tulieuvankien.dangcongsan.vn"}


@pytest.fixture
def library(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path
    starter.load()


def cited_keys() -> set[str]:
    """Every law key written in our code, templates and data."""
    found: set[str] = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*"):
            if path.suffix in {".py", ".html", ".toml", ".json"} and "starter_data/cong-van" not in str(path):
                found.update(f"{symbol}#{place}" for symbol, place in _KEY.findall(path.read_text(encoding="utf-8")))
    return found


def test_the_search_for_cited_keys_finds_some() -> None:
    assert {"02/2011/QH13#dieu-27", "25/2018/QH14#dieu-24.khoan-1"} <= cited_keys()


def test_no_link_to_the_law_is_dead(library, client) -> None:
    dead = []
    for key in sorted(cited_keys()):
        address = LawReference.read(key).address().split("#")[0]
        if client.get(address).status_code != 200:
            dead.append(key)
    assert dead == []


def test_grounds_of_every_transition_are_in_the_library(library, client) -> None:
    sources = (ROOT / "tracking" / "casework" / "grounds").glob("*.py")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sources]
    strings = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    symbols = {text.split("#")[0] for text in strings if isinstance(text, str) and _KEY.match(text)}
    assert symbols
    for symbol in symbols:
        assert Act.objects.with_symbol(symbol).exists(), symbol


def test_loading_again_adds_nothing_and_keeps_the_librarians_words(library) -> None:
    Summary.objects.filter(act__symbol="02/2011/QH13", key="dieu-28").update(body="Lời của thủ thư.")
    Act.objects.filter(symbol="02/2011/QH13").update(short_title="Tên của thủ thư")
    counts = (Act.objects.count(), Summary.objects.count(), Change.objects.count())
    starter.load()
    assert (Act.objects.count(), Summary.objects.count(), Change.objects.count()) == counts
    assert Summary.objects.get(act__symbol="02/2011/QH13", key="dieu-28").body == "Lời của thủ thư."


def test_the_directive_is_the_only_text_and_stands_first(library) -> None:
    assert [act.symbol for act in Act.objects.filter(text_state=TextState.TEXT)] == ["6200/UBND-NCKTGS"]
    assert Act.objects.get(featured__gt=0).symbol == "6200/UBND-NCKTGS"


def test_acts_named_in_the_directive_are_records(library) -> None:
    for symbol in ("623/NQ-UBTVQH15", "7319/VPCP-V.I", "35-CT/TW", "11-QĐ/TW", "14/CT-TTg", "28/CT-UBND"):
        assert Act.objects.with_symbol(symbol).exists(), symbol


def test_the_acceptance_period_changes_with_the_law(library) -> None:
    before, after = Summary.objects.filter(act__symbol="02/2011/QH13", key="dieu-27").order_by("valid_to")
    if before.valid_to is None:
        before, after = after, before
    assert "10 ngày" in before.heading
    assert "07 ngày làm việc" in after.heading
    assert (before.valid_to.isoformat(), after.valid_from.isoformat()) == ("2026-06-30", "2026-07-01")


def test_versions_of_a_summary_neither_overlap_nor_run_backwards(library) -> None:
    by_place: dict[tuple[int, str], list[Summary]] = {}
    for summary in Summary.objects.order_by("valid_from"):
        by_place.setdefault((summary.act_id, summary.key), []).append(summary)
    for versions in by_place.values():
        for summary in versions:
            assert not (summary.valid_from and summary.valid_to) or summary.valid_from <= summary.valid_to
        if len(versions) > 1:
            first = next(s for s in versions if s.valid_from is None)
            later = next(s for s in versions if s.valid_from is not None)
            assert first.valid_to is not None
            assert first.valid_to < later.valid_from


def test_every_ground_of_a_summary_names_an_act_we_have(library) -> None:
    for ground in Summary.objects.exclude(ground="").values_list("ground", flat=True):
        assert Act.objects.with_symbol(ground.split("#")[0]).exists(), ground


def test_sources_are_official_and_safe(library) -> None:
    for act in Act.objects.all():
        parts = urlsplit(act.source_url)
        assert parts.scheme == "https", act.symbol
        assert parts.hostname in OFFICIAL, act.symbol


def test_every_entry_offered_to_search_can_be_opened(library, client) -> None:
    source = LawSource()
    keys = list(source.keys())
    entries = list(source.entries(keys))
    assert len(entries) == len(keys) > 200
    assert {entry.key for entry in entries} == set(keys)
    for entry in entries[::9]:
        assert client.get(entry.url.split("#")[0]).status_code == 200, entry.key


def test_article_28_of_the_law_on_complaints_speaks_the_words_people_search(library) -> None:
    (entry,) = LawSource().entries(["02/2011/QH13#dieu-28"])
    assert "thời hạn giải quyết khiếu nại" in entry.heading.lower()
    assert entry.url == "/phap-luat/02-2011-qh13/dieu-28/"


@pytest.mark.shared_data
def test_no_sentence_of_ours_is_copied_from_the_law() -> None:
    """No run of twelve words of a summary stands in any of the acts: what is left are names and fixed terms."""
    texts = " ".join(path.read_text(encoding="utf-8") for path in LAW.iterdir() if path.suffix in {".txt", ".md"})
    law = " ".join(re.findall(r"\w+", texts.lower()))
    copied = []
    for record in starter.records():
        for article in record.get("article", ()):
            words = re.findall(r"\w+", article["body"].lower())
            runs = (" ".join(words[i : i + 12]) for i in range(len(words) - 11))
            copied.extend(f"{record['symbol']} {article['n']}: {run}" for run in runs if f" {run} " in law)
    assert copied == []
