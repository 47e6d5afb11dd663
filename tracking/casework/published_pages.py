"""Which page of this portal publishes a result. This room knows no pages: whoever keeps them registers here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from . import paper_numbers


@dataclass(frozen=True)
class Published:
    """A page everybody can read now: where it is, and which paper it publishes."""

    path: str
    title: str
    kind: str
    symbol: str


class Publisher(Protocol):
    """What the room of the pages answers."""

    def at(self, address: str) -> Published | None:
        """The page of a result that is live at this address; None where there is none."""
        ...

    def of(self, kind: str) -> list[Published]:
        """The live pages of results of this kind, the newest first."""
        ...


_publishers: list[Publisher] = []


def register(publisher: Publisher) -> None:
    if publisher not in _publishers:
        _publishers.append(publisher)


def at(address: str) -> Published | None:
    return next((page for publisher in _publishers if (page := publisher.at(address))), None)


def of_paper(kind: str, symbol: str) -> Published | None:
    """The newest page that publishes the paper of this number."""
    pages = (page for publisher in _publishers for page in publisher.of(kind))
    return next((page for page in pages if paper_numbers.is_same(page.symbol, symbol)), None)


def fault(address: str, kind: str, symbol: str) -> str:
    """Why the page at this address cannot be the one that publishes the paper; "" when it is."""
    page = at(address)
    if page is None:
        return (
            "Ở địa chỉ này không có trang «kết quả giải quyết» nào đang hiển thị trên cổng. Xin đăng trang ở mục "
            "Kết quả giải quyết trước, rồi chép địa chỉ vào đây."
        )
    if page.kind != kind or not paper_numbers.is_same(page.symbol, symbol):
        return f"Trang «{page.title}» công khai văn bản số {page.symbol}, không phải văn bản số {symbol} của hồ sơ này."
    return ""
