"""Several petitioners of one matter: who they are, who speaks for them, and what the law allows. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from ..kind_guides import RECEPTION_LAW, marked

# From this many petitioners on, the law fixes the number of representatives (Luật Tiếp công dân Đ.29).
GROUP_FROM = 5
LAW = f"{RECEPTION_LAW}#dieu-29"
MOST_OTHERS = 100
_MOST_IN_A_PART = 300
_NUMBERED = re.compile(r"^\s*\d{1,3}[.)]\s+")


@dataclass(frozen=True)
class Companion:
    """One more petitioner beside the first; `represents` says that the others appointed this one."""

    name: str
    address: str
    phone: str = ""
    represents: bool = False

    def as_data(self) -> dict[str, str | bool]:
        return asdict(self)


class Unreadable(ValueError):
    """A list that cannot be taken as written: `text` is a sentence, `facts` what stands in its blanks."""

    def __init__(self, text: str, **facts: str | int) -> None:
        super().__init__(text)
        self.text, self.facts = text, facts


def most_representatives(people: int) -> int | None:
    """How many may represent so many petitioners; None where the law fixes no number."""
    if people < GROUP_FROM:
        return None
    return 2 if people <= 10 else 5


def read_companions(text: str, *, asks_phone: bool = False) -> list[Companion]:
    """One person a line, `name; address; phone`, numbered or not. Raises Unreadable at the first line at fault."""
    found: list[Companion] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            found.append(_companion(_NUMBERED.sub("", line), number, asks_phone=asks_phone))
    if len(found) > MOST_OTHERS:
        raise Unreadable(marked("Danh sách dài quá 100 người. Xin gửi danh sách đầy đủ thành tệp kèm theo."))
    return found


def _companion(line: str, number: int, *, asks_phone: bool) -> Companion:
    name, address, phone, *rest = [*(part.strip() for part in re.split(r"[;\t]", line)), "", "", ""]
    if not name or not address:
        raise Unreadable(marked("Dòng %(line)s: xin ghi họ tên, dấu chấm phẩy, rồi địa chỉ."), line=number)
    if any(rest) or max(map(len, (name, address, phone))) > _MOST_IN_A_PART:
        raise Unreadable(marked("Dòng %(line)s: chỉ ghi họ tên; địa chỉ; số điện thoại."), line=number)
    if phone and not re.fullmatch(r"\+?[\d .\-]{8,19}", phone):
        raise Unreadable(marked("Dòng %(line)s: số điện thoại chỉ gồm chữ số."), line=number)
    if asks_phone and not phone:
        raise Unreadable(
            marked("Dòng %(line)s: luật yêu cầu cách thức liên hệ của từng người tố cáo; xin thêm số điện thoại."),
            line=number,
        )
    return Companion(name, address, phone)


def appoint(first: str, others: Sequence[Companion], names: Sequence[str]) -> tuple[bool, list[Companion]]:
    """Who of them represents: (whether the first petitioner does, the others marked).

    A representative must be one of the petitioners. Raises Unreadable for a name not among them, and for more or fewer
    than the law allows so many people.
    """
    wanted = {_key(name): name for name in names if name.strip()}
    known = {_key(first), *(_key(other.name) for other in others)}
    for key, name in wanted.items():
        if key not in known:
            text = marked("Người đại diện phải là người có tên trong đơn. Không thấy tên: %(name)s.")
            raise Unreadable(text, name=name.strip())
    _check_number(1 + len(others), len(wanted))
    left = set(wanted)
    first_represents = _taken(first, left)
    return first_represents, [replace(other, represents=_taken(other.name, left)) for other in others]


def _taken(name: str, left: set[str]) -> bool:
    """Whether this one is appointed; of two people of one name, the one listed first."""
    key = _key(name)
    if key not in left:
        return False
    left.remove(key)
    return True


def _check_number(people: int, representatives: int) -> None:
    most = most_representatives(people)
    if most is None:
        return
    if not representatives:
        raise Unreadable(marked("Từ 05 người trở lên phải cử người đại diện. Xin ghi tên người đại diện."))
    if representatives > most:
        raise Unreadable(
            marked("Từ 05 đến 10 người chỉ được cử một hoặc hai người đại diện.")
            if most == 2
            else marked("Nhiều nhất được cử 05 người đại diện.")
        )


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", _NUMBERED.sub("", name)).casefold().split())
