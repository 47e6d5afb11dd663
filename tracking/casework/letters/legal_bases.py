"""The acts a letter rests on ("Căn cứ …"), by kind of petition and day. Data with dates; pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from search.text import place_number

from ..petition import Kind

_COMPLAINT = frozenset({Kind.COMPLAINT})
_DENUNCIATION = frozenset({Kind.DENUNCIATION})
_OPINION = frozenset({Kind.PROPOSAL, Kind.FEEDBACK})
_LAW_136 = dt.date(2026, 7, 1)
_BEFORE_136 = dt.date(2026, 6, 30)


@dataclass(frozen=True)
class Basis:
    kinds: frozenset[Kind]
    text: str
    valid_from: dt.date
    valid_to: dt.date | None = None

    def serves(self, kind: Kind, day: dt.date) -> bool:
        return kind in self.kinds and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


_DECREE_124 = (
    "Nghị định số 124/2020/NĐ-CP ngày 19 tháng 10 năm 2020 của Chính phủ quy định chi tiết một số điều và "
    "biện pháp thi hành Luật Khiếu nại"
)
_DECREE_31 = (
    "Nghị định số 31/2019/NĐ-CP ngày 10 tháng 4 năm 2019 của Chính phủ quy định chi tiết một số điều và "
    "biện pháp tổ chức thi hành Luật Tố cáo"
)
_AMENDED = ", được sửa đổi, bổ sung bởi {}"
_DECREE_OF_MAY = "Nghị định số {}/2026/NĐ-CP ngày 15 tháng 5 năm 2026"

BASES: tuple[Basis, ...] = (
    Basis(_COMPLAINT, "Luật Khiếu nại ngày 11 tháng 11 năm 2011", dt.date(2012, 7, 1), _BEFORE_136),
    Basis(
        _COMPLAINT,
        "Luật Khiếu nại ngày 11 tháng 11 năm 2011" + _AMENDED.format("Luật số 136/2025/QH15"),
        _LAW_136,
    ),
    Basis(_COMPLAINT, _DECREE_124, dt.date(2020, 12, 10), _BEFORE_136),
    Basis(_COMPLAINT, _DECREE_124 + _AMENDED.format(_DECREE_OF_MAY.format(155)), _LAW_136),
    Basis(_DENUNCIATION, "Luật Tố cáo ngày 12 tháng 6 năm 2018", dt.date(2019, 1, 1), _BEFORE_136),
    Basis(
        _DENUNCIATION,
        "Luật Tố cáo ngày 12 tháng 6 năm 2018" + _AMENDED.format("Luật số 136/2025/QH15"),
        _LAW_136,
    ),
    Basis(_DENUNCIATION, _DECREE_31, dt.date(2019, 5, 28), _BEFORE_136),
    Basis(_DENUNCIATION, _DECREE_31 + _AMENDED.format(_DECREE_OF_MAY.format(156)), _LAW_136),
    Basis(_OPINION, "Luật Tiếp công dân ngày 25 tháng 11 năm 2013", dt.date(2014, 7, 1), _BEFORE_136),
    Basis(
        _OPINION,
        "Luật Tiếp công dân ngày 25 tháng 11 năm 2013" + _AMENDED.format("Luật số 136/2025/QH15"),
        _LAW_136,
    ),
)


def grounds_on(kind: Kind, day: dt.date) -> str:
    """The opening lines of a decision, one act a line."""
    return "\n".join(f"Căn cứ {basis.text};" for basis in BASES if basis.serves(kind, day))


_NAMES = {
    "02/2011/QH13": "Luật Khiếu nại năm 2011",
    "25/2018/QH14": "Luật Tố cáo năm 2018",
    "42/2013/QH13": "Luật Tiếp công dân năm 2013",
    "136/2025/QH15": "Luật số 136/2025/QH15",
}
_WORDS = {"dieu": "Điều", "khoan": "khoản", "diem": "điểm"}
_PLACE = re.compile(r"(dieu|khoan|diem)-([0-9a-z]+)")


def cite(keys: tuple[str, ...] | list[str]) -> str:
    """Stable keys as a letter says them, smallest part first: "khoản 5 Điều 11 Luật Khiếu nại năm 2011"."""
    return ", ".join(_cited(key) for key in keys)


def _cited(key: str) -> str:
    symbol, _, place = key.partition("#")
    parts = [f"{_WORDS[kind]} {place_number(number)}" for kind, number in _PLACE.findall(place)]
    kind = "Thông tư số" if "/TT-" in symbol else "Nghị định số"
    return " ".join([*reversed(parts), _NAMES.get(symbol, f"{kind} {symbol}")])
