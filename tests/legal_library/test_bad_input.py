"""What is wrong with an amendment or a text is said in words, with its place; nothing is applied or half stored."""

import datetime as dt

import pytest

from legal_library import importing
from legal_library.facts import Facts
from legal_library.importing import import_bytes, read
from legal_library.models import Act, Amendment, LawChange, Op, Provision
from legal_library.parsing.document import Unreadable
from legal_library.report import Outcome
from legal_library.versions import deciding
from legal_library.versions.applying import CannotApply

from .settling import settled

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 7, 1)
TEXT = "Điều 1. Thời hạn\n1. Trong 10 ngày.\na) Một.\nĐiều 2. Cấm\nHết."


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


def added(symbol: str, issued: dt.date, text: str = TEXT) -> Act:
    facts = Facts(symbol=symbol, kind="Luật", title="Thử", issuer="Quốc hội", issued=issued, effective=issued)
    assert import_bytes(text.encode(), "a.txt", facts).outcome is Outcome.ADDED
    return Act.objects.get(symbol=symbol)


@pytest.fixture
def first() -> Act:
    return added("01/2025/QH15", dt.date(2025, 6, 1))


@pytest.fixture
def second() -> Act:
    return added("02/2025/QH15", dt.date(2025, 6, 1))


def change(act: Act, target: Act, key: str = "dieu-1", op: str = Op.REPLACE_WORDS, **words: str) -> Amendment:
    words = words or {"old_words": "10 ngày", "new_words": "07 ngày"}
    unit = ".".join(key.split(".")[:1])
    return Amendment.objects.create(
        act=act, target=target, target_symbol=target.symbol, op=op, target_key=key, unit=unit, place="dieu-2.khoan-1",
        effective=DAY, **words,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "op", "words", "said"),
    [
        ("dieu-9", Op.REPEAL, {"old_words": ""}, "Điều này không có trong văn bản"),
        ("dieu-1.khoan-7", Op.REPEAL, {"old_words": ""}, "khoản 7"),
        ("dieu-1.khoan-1.diem-e", Op.REPEAL, {"old_words": ""}, "điểm e"),
        ("dieu-2", Op.REPLACE_WORDS, {"old_words": "20 ngày", "new_words": "5 ngày"}, "Không thấy cụm từ “20 ngày”"),
        ("dieu-9.khoan-1", Op.REPLACE, {"new_text": "1. Mới."}, "Điều này không có trong văn bản"),
    ],
)
def test_an_amendment_of_a_place_that_is_not_there_names_act_and_place(
    first: Act, key: str, op: str, words: dict[str, str], said: str
) -> None:
    amender = added("99/2026/QH15", dt.date(2026, 1, 1))
    wrong = change(amender, first, key, op, **words)
    with pytest.raises(CannotApply) as refused:
        settled([wrong])
    assert said in str(refused.value)
    assert f"{first.symbol}#{key.partition('.')[0]}" in str(refused.value)
    assert not LawChange.objects.filter(kind=LawChange.Kind.AMENDED).exists()
    assert not Provision.objects.filter(valid_from__isnull=False).exists()


def test_two_acts_that_amend_each_other_are_a_circle_even_on_one_day(first: Act, second: Act) -> None:
    settled([change(first, second)])
    back = change(second, first)
    assert "vòng tròn" in deciding.refresh_problem(back)
    assert first.symbol in back.problem
    with pytest.raises(CannotApply, match="vòng tròn"):
        settled([back])
    assert not Provision.objects.filter(act=first, valid_from__isnull=False).exists()


def test_two_acts_that_amend_each_other_cannot_be_checked_together(first: Act, second: Act) -> None:
    with pytest.raises(CannotApply, match="vòng tròn"):
        deciding.check(amendments=[change(first, second), change(second, first)], actor_id=None)
    assert set(Amendment.objects.values_list("state", flat=True)) == {"proposed"}


def test_the_circle_is_open_again_when_the_first_is_withdrawn(first: Act, second: Act) -> None:
    there = change(first, second)
    settled([there])
    deciding.withdraw(amendments=[there], actor_id=None)
    assert settled([change(second, first)])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Số: 5/2030/NĐ-CP\nHà Nội, ngày 01 tháng 02 năm 2030\n", "Không đọc được nội dung nào"),
        ("Chỉ có lời, không có số ký hiệu.\nKhông có điều nào.", "Không tìm thấy số, ký hiệu"),
    ],
)
def test_a_text_without_number_or_words_is_refused_and_leaves_nothing(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(text.encode(), "a.txt")
    assert import_bytes(text.encode(), "a.txt").outcome is Outcome.REFUSED
    assert not Act.objects.exists()


def test_a_text_without_articles_is_kept_with_a_doubt_the_librarian_sees() -> None:
    text = "NGHỊ ĐỊNH\nSố: 5/2030/NĐ-CP\nVề việc thử\nĐoạn thứ nhất của văn bản.\nĐoạn thứ hai của văn bản."
    document = read(text.encode(), "a.txt")
    assert "Không thấy điều nào trong văn bản." in document.warnings
    letter = "CÔNG VĂN\nSố: 7/UBND-TCD\nV/v thử\n1. Làm việc này.\n2. Làm việc kia."
    assert not any("điều" in warning for warning in read(letter.encode(), "a.txt").warnings)


def test_a_text_that_breaks_off_between_its_rows_leaves_neither_act_nor_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setattr(importing, "propose", lambda *_: (_ for _ in ()).throw(RuntimeError("cut off")))
    with pytest.raises(RuntimeError, match="cut off"):
        added("05/2030/QH16", dt.date(2030, 1, 1))
    assert not Act.objects.exists()
    assert not Provision.objects.exists()
    monkeypatch.undo()
    added("05/2030/QH16", dt.date(2030, 1, 1))
    assert Provision.objects.filter(kind="article").count() == 2
