"""A small shelf of invented law, and the two engines over it."""

import os
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from search import engines, interface, periodic
from search.backends.elastic import ElasticBackend
from search.backends.embedded import EmbeddedBackend
from search.interface import EngineAway, Entry, SearchBackend
from search.symbols import slug


class Shelf:
    """An entry source in memory; `broken` keys raise, as a faulty row would."""

    def __init__(self, name: str, entries: Sequence[Entry]) -> None:
        self.name = name
        self.by_key = {entry.key: entry for entry in entries}
        self.broken: set[str] = set()

    def keys(self) -> Iterator[str]:
        return iter(sorted(self.by_key))

    def entries(self, keys: Sequence[str]) -> Iterator[Entry]:
        for key in keys:
            if key in self.broken:
                raise ValueError(f"row of {key} cannot be read")
            if key in self.by_key:
                yield self.by_key[key]

    def change(self, key: str, /, **facts: object) -> None:
        self.by_key[key] = replace(self.by_key[key], **facts)


def law(symbol: str, title: str, issued: date, kind: str = "Luật", aliases: tuple[str, ...] = ()) -> Entry:
    return Entry(
        key=symbol, source="law", kind="document", url=f"/phap-luat/{slug(symbol)}/", title=title,
        symbol=symbol, doc_kind=kind, issued=issued, status="in_force", aliases=aliases, issuer="Quốc hội",
    )  # fmt: skip


def article(of: Entry, number: str, heading: str, body: str) -> Entry:
    return Entry(
        key=f"{of.key}#dieu-{number}", source="law", kind="article", url=f"{of.url}dieu-{number}/", title=of.title,
        heading=heading, body=body, symbol=of.symbol, number=number, doc_kind=of.doc_kind, issued=of.issued,
        status=of.status,
    )  # fmt: skip


def invented_law() -> list[Entry]:
    first = law("02/2011/QH13", "Luật Mẫu về khiếu nại", date(2011, 11, 11), aliases=("Luật Khiếu nại", "LKN"))
    second = law("25/2018/QH14", "Luật Mẫu về tố cáo", date(2018, 6, 12), aliases=("Luật Tố cáo",))
    third = law("124/2020/NĐ-CP", "Quy định chi tiết Luật Mẫu", date(2020, 10, 19), kind="Nghị định")
    same = law("124/2020/TT-BTC", "Hướng dẫn thu phí mẫu", date(2020, 3, 1), kind="Thông tư")
    letter = law("6200/UBND-NCKTGS", "Về tiếp công dân định kỳ", date(2025, 9, 5), kind="Công văn")
    return [
        first, second, third, same, letter,
        article(first, "2", "Giải thích từ ngữ", "1. Khiếu nại là việc công dân đề nghị xem xét lại quyết định.\n"
                "2. Người khiếu nại là công dân thực hiện quyền khiếu nại."),
        article(first, "27", "Thụ lý giải quyết khiếu nại", "Trong thời hạn 10 ngày, kể từ ngày nhận được khiếu nại, "
                "người có thẩm quyền phải thụ lý giải quyết."),
        article(first, "28", "Thời hạn giải quyết khiếu nại lần đầu", "Thời hạn giải quyết khiếu nại lần đầu không quá "
                "30 ngày, kể từ ngày thụ lý; vụ việc phức tạp không quá 45 ngày."),
        article(second, "30", "Thời hạn giải quyết tố cáo", "Thời hạn giải quyết tố cáo là không quá 30 ngày kể từ "
                "ngày thụ lý tố cáo."),
        article(third, "5", "Đại diện thực hiện việc khiếu nại", "Nhiều người cùng khiếu nại một nội dung thì cử người "
                "đại diện có văn bản ủy quyền."),
        article(same, "3", "Mức thu phí", "Mức thu phí do cơ quan có thẩm quyền quyết định theo bảng kèm theo."),
    ]  # fmt: skip


def guidance() -> list[Entry]:
    vietnamese = Entry(
        key="1", source="guidance", kind="guidance", url="/huong-dan/nop-don/", title="Cách nộp đơn khiếu nại",
        body="Ông/bà có thể nộp đơn khiếu nại qua cổng này hoặc tại bàn tiếp công dân.",
    )  # fmt: skip
    english = replace(
        vietnamese, key="2", title="How to hand in a complaint", language="en", body="Hand in a complaint online."
    )
    return [vietnamese, english]


@pytest.fixture
def shelves(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> dict[str, Shelf]:
    """The only sources there are, an empty index folder, no Elasticsearch, a breaker that has seen nothing."""
    settings.PORTAL_DATA = tmp_path
    settings.ELASTICSEARCH_URL = ""
    found = {"law": Shelf("law", invented_law()), "guidance": Shelf("guidance", guidance())}
    monkeypatch.setattr(interface, "_sources", dict(found))
    monkeypatch.setattr(engines, "breaker", engines.Breaker())
    return found


def work() -> list[str]:
    """One turn of the worker's two jobs of indexing; the names of those that failed, which it tries again later."""
    failed = []
    for job in (periodic.follow_here, periodic.follow_shared):
        try:
            job()
        except (EngineAway, OSError):
            failed.append(job.__name__)
    return failed


@pytest.fixture
def everything(shelves: dict[str, Shelf]) -> list[Entry]:
    return [entry for shelf in shelves.values() for entry in shelf.by_key.values()]


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elastic)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchBackend]:
    """Each engine in turn, empty; the second is a real Elasticsearch."""
    if request.param == "embedded":
        yield EmbeddedBackend(tmp_path / "index")
        return
    backend = elastic_backend()
    yield backend
    backend.drop()


def elastic_backend(alias: str = "", **facts: float) -> ElasticBackend:
    """A process at the cluster, under an alias of its own unless one is given."""
    alias = alias or f"test-{uuid.uuid4().hex[:8]}"
    return ElasticBackend(os.environ["ELASTICSEARCH_URL"], alias, **{"search_seconds": 20, **facts})
