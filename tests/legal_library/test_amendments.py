"""Instructions of amending acts: what is read is read exactly, what is doubtful is listed and never guessed."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from legal_library.parsing.amendments import Instruction, Reading, read_all
from legal_library.parsing.reader import read_document

from .law_folder import LAW

HEAD = "NGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 9/2019/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2030\n"
DECREE = "9/2019/NĐ-CP"


def reading(body: str, head: str = HEAD) -> Reading:
    return read_all(read_document((head + body).encode(), "a.txt"))


def brief(found: list[Instruction]) -> list[tuple[str | None, ...]]:
    return [(i.op, i.target.document, i.target.article, i.target.clause, i.target.point) for i in found]


def one(body: str) -> Instruction:
    found = reading(f"Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 9/2019/NĐ-CP\n{body}")
    assert not found.unread
    assert len(found.instructions) == 1
    return found.instructions[0]


def test_a_clause_is_replaced_by_the_quoted_words_up_to_the_closing_mark() -> None:
    found = one("1. Sửa đổi, bổ sung khoản 1 Điều 33 như sau:\n“1. Một:\na) A;\nb) B.\nĐoạn sau.”.")
    assert brief([found]) == [("replace", DECREE, "33", "1", None)]
    assert found.new_text == "1. Một:\na) A;\nb) B.\nĐoạn sau."
    assert (found.location.article, found.location.clause, found.location.point) == ("1", "1", None)


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("Bổ sung Điều 1a vào sau Điều 1 như sau:", "“Điều 1a. T\n1. A.”.", ("insert_after", DECREE, "1", None, None)),
        ("Bổ sung khoản 3a vào sau khoản 3 Điều 5 như sau:", "“3a. A.”.", ("insert_after", DECREE, "5", "3", None)),
        ("Bổ sung điểm c vào sau điểm b khoản 8 Điều 2 như sau:", "“c) A.”.", ("insert_after", DECREE, "2", "8", "b")),
        ("Bổ sung khoản 5 Điều 7 như sau:", '"5. A.".', ("add", DECREE, "7", "5", None)),
        ("Sửa đổi điểm đ khoản 1 Điều 15:", "“đ) A;”.", ("replace", DECREE, "15", "1", "đ")),
        ("Sửa đổi, bỗ sung Điều 4 nhu sau:", "“Điều 4. Tên\nA.”.", ("replace", DECREE, "4", None, None)),
    ],
)  # fmt: skip
def test_forms_of_instructions(line: str, text: str, expected: tuple[str | None, ...]) -> None:
    assert brief([one(f"1. {line}\n{text}")]) == [expected]


def test_several_places_in_one_instruction_are_parted_by_their_own_numbers() -> None:
    found = reading(
        "Điều 1. Sửa đổi các khoản 1, 2 và 3 Điều 2 như sau:\n“1. A.\n2. B.\nThêm.\n3. C.”.\nĐiều 2. Hiệu lực\nX."
    )
    assert brief(found.instructions) == [("replace", DECREE, "2", n, None) for n in "123"]
    assert [i.new_text for i in found.instructions] == ["1. A.", "2. B.\nThêm.", "3. C."]


def test_an_instruction_inherits_article_and_clause_from_the_heading_above() -> None:
    found = reading(
        "Điều 1. Sửa đổi, bổ sung một số khoản của Điều 10\n1. Sửa đổi khoản 1 như sau:\n“1. A.”.\n"
        "2. Sửa đổi, bổ sung một số điểm của khoản 2 như sau:\na) Sửa đổi điểm b như sau:\n“b) B;”;\n"
        "b) Bãi bỏ điểm d.\nĐiều 2. Hiệu lực\nX."
    )
    assert brief(found.instructions) == [
        ("replace", DECREE, "10", "1", None), ("replace", DECREE, "10", "2", "b"), ("repeal", DECREE, "10", "2", "d"),
    ]  # fmt: skip
    assert found.instructions[2].location.point == "b"


def test_words_are_replaced_in_every_place_named_and_pairs_stay_apart() -> None:
    found = reading(
        "Điều 1. Thay thế, bãi bỏ một số cụm từ\n"
        "1. Thay thế cụm từ “10 ngày” bằng cụm từ “07 ngày” tại Điều 27, khoản 1 Điều 36 và Điều 50; "
        "cụm từ “sở” bằng cụm từ “cơ quan” tại tên Điều 20.\n"
        "2. Bãi bỏ cụm từ “, cấp huyện” tại khoản 3 Điều 14.\n"
        "3. Bổ sung cụm từ “hoặc B” vào sau cụm từ “A” tại Điều 3.\nĐiều 2. Hiệu lực\nX."
    )
    words = [(i.target.article, i.target.clause, i.old_words, i.new_words) for i in found.instructions]
    assert words == [
        ("27", None, "10 ngày", "07 ngày"), ("36", "1", "10 ngày", "07 ngày"), ("50", None, "10 ngày", "07 ngày"),
        ("20", None, "sở", "cơ quan"), ("14", "3", ", cấp huyện", ""), ("3", None, "A", "A hoặc B"),
    ]  # fmt: skip
    assert found.instructions[3].target.heading
    assert [one.as_json()["target"].get("heading", False) for one in found.instructions[2:4]] == [False, True]
    assert {i.op for i in found.instructions} == {"replace_words"}


def test_repeals_of_a_list_and_of_another_act_by_its_number() -> None:
    found = reading(
        "Điều 1. Bãi bỏ\n1. Bãi bỏ điểm c khoản 2 Điều 10 và Điều 13.\n2. Bãi bỏ Điều 5 Thông tư số 1/2020/TT-BTP."
    )
    assert brief(found.instructions) == [
        ("repeal", DECREE, "10", "2", "c"), ("repeal", DECREE, "13", None, None),
        ("repeal", "1/2020/TT-BTP", "5", None, None),
    ]  # fmt: skip


def test_an_act_that_amends_several_names_the_act_in_each_article() -> None:
    found = reading(
        "Điều 1. Sửa đổi, bổ sung một số điều của Luật Tiếp công dân\n1. Bãi bỏ Điều 13.\n"
        "Điều 2. Sửa đổi, bổ sung một số điều của Luật Khiếu nại\n1. Bãi bỏ Điều 18.",
        "LUẬT\nSửa đổi Luật Tiếp công dân, Luật Khiếu nại\nHà Nội, ngày 10 tháng 12 năm 2025\n",
    )
    assert [i.target.document for i in found.instructions] == ["42/2013/QH13", "02/2011/QH13"]


@pytest.mark.parametrize(
    "body",
    [
        "1. Sửa đổi khoản 1 Điều 5 như sau:\n“2. Không phải khoản 1.”.",
        "1. Sửa đổi đoạn mở đầu khoản 1 hoặc khoản 2 nào đó như sau:\n“Mở đầu.”.",
        "1. Sửa đổi khoản 1 và bổ sung khoản 1a vào sau khoản 1 Điều 5 như sau:\n“1a. B.\n1. A.”.",
        "1. Sửa đổi khoản 1 Điều 5 như sau:\n“1. A.\n2. Khoản không được nêu.”.",
        "1. Thay thế cụm từ “A” bằng cụm từ “B” tại các điều, khoản sau đây:",
        "1. Bãi bỏ các quy định về phí tại Điều 5 và Điều 6.",
        "1. Bãi bỏ Khoản 6 Mục II.",
        "1. Thay thế Mẫu số 02 bằng Mẫu số 03.",
        "1. Thay thế cụm từ “A” tại khoản nào đó.",
        "1. Sửa đổi khoản 1 Điều 5 như sau:",
        "1. Bãi bỏ phần thứ nhất của đoạn hai khoản 3 Điều 5.",
    ],
)
def test_what_is_not_certain_is_listed_with_its_place(body: str) -> None:
    found = reading(f"Điều 1. Sửa đổi Nghị định số 9/2019/NĐ-CP\n{body}\nĐiều 2. Hiệu lực\nX.")
    assert found.instructions == []
    assert len(found.unread) == 1
    assert found.unread[0].location.article == "1"


def test_quoted_words_that_look_like_an_instruction_stay_quoted() -> None:
    found = one("1. Sửa đổi Điều 5 như sau:\n“Điều 5. Hồ sơ\n1. Bổ sung hồ sơ khi thiếu.\n2. Sửa đổi giấy phép.”.")
    assert found.new_text.endswith("2. Sửa đổi giấy phép.")


def test_an_act_that_amends_nothing_has_no_instructions() -> None:
    found = reading("Điều 1. Phạm vi\n1. Bổ sung kiến thức cho cán bộ.\nĐiều 2. Hiệu lực\nX.", "NGHỊ ĐỊNH\nVề cán bộ\n")
    assert found.instructions == []


def test_the_command_prints_the_promised_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(HEAD + "Điều 1. Bãi bỏ khoản 2 Điều 3.\nĐiều 2. Hiệu lực\nX.", encoding="utf-8")
    call_command("read_amendments", str(file), "--json")
    assert json.loads(capsys.readouterr().out) == [
        {
            "location": {"article": "1", "clause": None, "point": None}, "op": "repeal",
            "target": {"document": DECREE, "article": "3", "clause": "2", "point": None},
            "old_words": None, "new_words": None, "new_text": None,
        }
    ]  # fmt: skip


LINES = st.sampled_from([
    "1. Sửa đổi khoản 1 Điều 5 như sau:", "“1. A.”.", "“1. A.", "2. B.”.", "2. Bãi bỏ Điều 6.", "Điều 2. Bãi bỏ Điều 9",
    "3. Bổ sung Điều 3a vào sau Điều 3 như sau:", "“Điều 3a. B", "a) C;",
    "Thay thế cụm từ “A” bằng cụm từ “B” tại Điều 1",    "Điều 1. Sửa đổi Nghị định số 9/2019/NĐ-CP", "”", "“",
])  # fmt: skip


@settings(max_examples=120)
@given(st.lists(LINES, max_size=14))
def test_any_mixture_of_lines_is_read_and_new_words_are_words_of_the_text(lines: list[str]) -> None:
    text = "Điều 1. Sửa đổi\n" + "\n".join(lines)
    for instruction in reading(text).instructions:
        assert all(line in text for line in instruction.new_text.split("\n"))
        assert instruction.old_words in text


REAL = [("Luật-136-2025-QH15.md", 58), ("nghi-dinh-155-2026-nd-cp-sua-doi-luat-khieu-nai.md", 22)]


@pytest.mark.shared_data
@pytest.mark.parametrize(("name", "least"), REAL)
def test_the_real_amending_acts_are_read(name: str, least: int) -> None:
    found = read_all(read_document((LAW / name).read_bytes(), name))
    assert len(found.instructions) >= least
    assert all(i.target.document and (i.target.article or i.target.group) for i in found.instructions)
