"""Since when an instruction holds, where the amending act tells a day of its own for it."""

import datetime as dt

import pytest

from legal_library.importing import import_bytes
from legal_library.models import Amendment
from legal_library.parsing.amendments import Reading, read_all
from legal_library.parsing.reader import read_text

LAW = """\
NGHỊ ĐỊNH
Số: 9/2030/NĐ-CP
Sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP
Hà Nội, ngày 02 tháng 3 năm 2030
Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP
1. Bãi bỏ khoản 2 Điều 5.
2. Bãi bỏ Điều 6 kể từ ngày 01 tháng 01 năm 2032.
3. Sửa đổi, bổ sung một số điểm của khoản 1 Điều 7 như sau:
a) Bãi bỏ điểm a;
b) Bãi bỏ điểm b.
4. Sửa đổi khoản 1 Điều 8 như sau:
“1. Áp dụng từ ngày 01 tháng 6 năm 2033.”.
Điều 2. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2030, trừ trường hợp quy định tại khoản 2 Điều này.
"""


def days(last: str) -> dict[str, str]:
    found = reading(last)
    assert found.unread == []
    return {
        f"{each.location.clause}{each.location.point or ''}": each.effective.isoformat() if each.effective else ""
        for each in found.instructions
    }


def reading(last: str) -> Reading:
    return read_all(read_text(LAW + last).document)


def test_an_instruction_may_tell_its_own_day_and_new_words_tell_none() -> None:
    assert days("") == {"1": "", "2": "2032-01-01", "3a": "", "3b": "", "4": ""}


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        ("2. Quy định tại khoản 1 Điều 1 của Nghị định này có hiệu lực thi hành từ ngày 01/01/2031.", {"1"}),
        ("2. Điểm b khoản 3 Điều 1 Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2031.", {"3b"}),
        ("2. Khoản 1 và khoản 3 Điều 1 có hiệu lực kể từ ngày 01/01/2031.", {"1", "3a", "3b"}),
    ],
)
def test_a_last_article_tells_the_day_of_some_of_them(last: str, wanted: set[str]) -> None:
    assert {place for place, day in days(last).items() if day == "2031-01-01"} == wanted


@pytest.mark.parametrize(
    "last",
    [
        "2. Quy định về phí tại khoản 1 Điều 1 của Nghị định này có hiệu lực từ ngày 01/01/2031.",
        "2. Khoản 9 Điều 1 của Nghị định này có hiệu lực từ ngày 01/01/2031.",
        "2. Khoản 1 Điều 1 Nghị định số 5/2020/NĐ-CP có hiệu lực từ ngày 01/01/2031.",
    ],
)
def test_a_day_of_something_not_known_is_a_doubt(last: str) -> None:
    found = reading(last)
    assert [each.location.article for each in found.unread] == ["2"]
    assert "01/01/2031" in found.unread[0].reason
    assert found.instructions[0].effective is None


def test_the_day_is_said_only_where_it_is_told() -> None:
    first, second, *_ = (each.as_json() for each in reading("").instructions)
    assert "effective" not in first
    assert second["effective"] == "2032-01-01"


@pytest.mark.django_db
def test_the_operation_waits_for_its_own_day() -> None:
    import_bytes(LAW.encode(), "a.txt")
    assert [each.effective for each in Amendment.objects.filter(place__in=("dieu-1.khoan-1", "dieu-1.khoan-2"))] == [
        dt.date(2030, 4, 1), dt.date(2032, 1, 1),
    ]  # fmt: skip
