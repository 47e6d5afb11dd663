"""One amending decree with every wording amending acts use, and each operation it gives, written by hand."""

import pytest

from legal_library.importing import import_bytes
from legal_library.models import Amendment
from legal_library.parsing.amendments import Instruction, read_all
from legal_library.parsing.reader import read_text

DECREE = """\
NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP
Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 31/2019/NĐ-CP
1. Sửa đổi, bổ sung một số khoản của Điều 3 như sau:
a) Sửa đổi, bổ sung khoản 2 như sau:
“2. Mới hai.”;
b) Bổ sung khoản 2a vào sau khoản 2 như sau:
“2a. Mới hai a.”;
c) Bãi bỏ khoản 4.
2. Bổ sung các điều 5a, 5b vào sau Điều 5 như sau:
“Điều 5a. Tên a
Nội dung a.
Điều 5b. Tên b
Nội dung b.”.
3. Sửa đổi, bổ sung khoản 1 và bổ sung khoản 1a vào sau khoản 1 Điều 8 như sau:
“1. Một mới.
1a. Một a mới.”.
4. Sửa đổi, bổ sung điểm a, điểm c khoản 1 Điều 9 như sau:
“a) A mới;
c) C mới;”.
5. Sửa đổi, bổ sung điểm a khoản 1 và khoản 2 Điều 10 như sau:
“a) A mới;
2. Hai mới.”.
6. Thay thế một số cụm từ tại các điều, khoản, điểm sau đây:
a) Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại khoản 1 Điều 11, điểm b khoản 2 Điều 12 và Điều 13;
b) Thay thế cụm từ “Ủy ban” bằng cụm từ “Uỷ ban” tại các điều 14, 15 và 16.
7. Thay thế cụm từ “Thanh tra huyện” bằng cụm từ “Thanh tra tỉnh” tại các điều, khoản sau đây:
a) Khoản 2 Điều 17;
b) Điều 18, Điều 19.
8. Bổ sung cụm từ “hoặc cấp xã” vào sau cụm từ “cấp tỉnh” tại khoản 1 Điều 20.
9. Sửa đổi tên Chương II như sau:
“Chương II
TÊN MỚI”.
10. Bãi bỏ khoản 3 Điều 21, điểm b khoản 2 Điều 22 và các điều 23, 24.
11. Sửa đổi, bổ sung khoản 2, bổ sung khoản 3 Điều 25 như sau:
“2. Hai mới.
3. Ba mới.”.
12. Sửa đổi, bổ sung tên điều và khoản 1 Điều 26 như sau:
“Điều 26. Tên mới
1. Một mới.”.
13. Sửa đổi, bổ sung đoạn mở đầu khoản 2 Điều 27 như sau:
“2. Đoạn mở đầu mới:”.
14. Sửa đổi, bổ sung Điều 28 (đã được sửa đổi, bổ sung theo Nghị định số 1/2020/NĐ-CP) như sau:
“Điều 28. Tên
Nội dung.”.
15. Bãi bỏ một số điều, khoản như sau:
a) Bãi bỏ khoản 1 Điều 29;
b) Điều 30;
c) Khoản 2, khoản 3 Điều 31.
16. Sửa đổi, bổ sung khoản 2 và bãi bỏ khoản 3 Điều 32 như sau:
“2. Mới.”.
17. Bổ sung khoản 5 và khoản 6 vào Điều 33 như sau:
“5. Năm.
6. Sáu.”.
18. Bổ sung điểm đ vào sau điểm d khoản 1 Điều 34 như sau:
“đ) Mới.”.
19. Bổ sung khoản 4 Điều 35 như sau:
“4. Bốn.”.
20. Điều 36 được sửa đổi, bổ sung như sau:
“Điều 36. Tên
Nội dung.”.
21. Thay cụm từ “a” bằng cụm từ “b” và cụm từ “c” bằng cụm từ “d” tại Điều 37.
22. Sửa đổi, bổ sung khoản 1, bãi bỏ khoản 2 và bổ sung khoản 3a vào sau khoản 3 Điều 38 như sau:
“1. Mới.
3a. Ba a.”.
23. Sửa đổi, bổ sung Điều 39, Điều 40 và Điều 41 như sau:
“Điều 39. A
a.
Điều 40. B
b.
Điều 41. C
c.”.
24. Bổ sung Mục 3a vào sau Mục 3 Chương III như sau:
“Mục 3a
TÊN MỤC
Điều 42a. X
x.”.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026.
"""
# Place in the decree, operation, place in the amended act, words changed or new text.
OPERATIONS = [
    ("1a", "replace", "Điều 3 khoản 2", "2. Mới hai."),
    ("1b", "insert_after", "Điều 3 khoản 2", "2a. Mới hai a."),
    ("1c", "repeal", "Điều 3 khoản 4", ""),
    ("2", "insert_after", "Điều 5", "Điều 5a. Tên a / Nội dung a."),
    ("2", "insert_after", "Điều 5a", "Điều 5b. Tên b / Nội dung b."),
    ("3", "replace", "Điều 8 khoản 1", "1. Một mới."),
    ("3", "insert_after", "Điều 8 khoản 1", "1a. Một a mới."),
    ("4", "replace", "Điều 9 khoản 1 điểm a", "a) A mới;"),
    ("4", "replace", "Điều 9 khoản 1 điểm c", "c) C mới;"),
    ("5", "replace", "Điều 10 khoản 1 điểm a", "a) A mới;"),
    ("5", "replace", "Điều 10 khoản 2", "2. Hai mới."),
    ("6a", "replace_words", "Điều 11 khoản 1", "cấp huyện→cấp xã"),
    ("6a", "replace_words", "Điều 12 khoản 2 điểm b", "cấp huyện→cấp xã"),
    ("6a", "replace_words", "Điều 13", "cấp huyện→cấp xã"),
    ("6b", "replace_words", "Điều 14", "Ủy ban→Uỷ ban"),
    ("6b", "replace_words", "Điều 15", "Ủy ban→Uỷ ban"),
    ("6b", "replace_words", "Điều 16", "Ủy ban→Uỷ ban"),
    ("7a", "replace_words", "Điều 17 khoản 2", "Thanh tra huyện→Thanh tra tỉnh"),
    ("7b", "replace_words", "Điều 18", "Thanh tra huyện→Thanh tra tỉnh"),
    ("7b", "replace_words", "Điều 19", "Thanh tra huyện→Thanh tra tỉnh"),
    ("8", "replace_words", "Điều 20 khoản 1", "cấp tỉnh→cấp tỉnh hoặc cấp xã"),
    ("9", "replace", "Chương II tên", "Chương II / TÊN MỚI"),
    ("10", "repeal", "Điều 21 khoản 3", ""),
    ("10", "repeal", "Điều 22 khoản 2 điểm b", ""),
    ("10", "repeal", "Điều 23", ""),
    ("10", "repeal", "Điều 24", ""),
    ("11", "replace", "Điều 25 khoản 2", "2. Hai mới."),
    ("11", "add", "Điều 25 khoản 3", "3. Ba mới."),
    ("12", "replace", "Điều 26 tên", "Điều 26. Tên mới"),
    ("12", "replace", "Điều 26 khoản 1", "1. Một mới."),
    ("13", "replace", "Điều 27 khoản 2 (đoạn mở đầu)", "2. Đoạn mở đầu mới:"),
    ("14", "replace", "Điều 28", "Điều 28. Tên / Nội dung."),
    ("15a", "repeal", "Điều 29 khoản 1", ""),
    ("15b", "repeal", "Điều 30", ""),
    ("15c", "repeal", "Điều 31 khoản 2", ""),
    ("15c", "repeal", "Điều 31 khoản 3", ""),
    ("16", "replace", "Điều 32 khoản 2", "2. Mới."),
    ("16", "repeal", "Điều 32 khoản 3", ""),
    ("17", "add", "Điều 33 khoản 5", "5. Năm."),
    ("17", "add", "Điều 33 khoản 6", "6. Sáu."),
    ("18", "insert_after", "Điều 34 khoản 1 điểm d", "đ) Mới."),
    ("19", "add", "Điều 35 khoản 4", "4. Bốn."),
    ("20", "replace", "Điều 36", "Điều 36. Tên / Nội dung."),
    ("21", "replace_words", "Điều 37", "a→b"),
    ("21", "replace_words", "Điều 37", "c→d"),
    ("22", "replace", "Điều 38 khoản 1", "1. Mới."),
    ("22", "repeal", "Điều 38 khoản 2", ""),
    ("22", "insert_after", "Điều 38 khoản 3", "3a. Ba a."),
    ("23", "replace", "Điều 39", "Điều 39. A a."),
    ("23", "replace", "Điều 40", "Điều 40. B b."),
    ("23", "replace", "Điều 41", "Điều 41. C c."),
    ("24", "insert_after", "Mục 3 Chương III", "Mục 3a / TÊN MỤC / Điều 42a. X x."),
]


def said(read: Instruction) -> tuple[str, str, str, str]:
    where, target = read.location, read.target
    place = target.group or f"Điều {target.article}"
    place += f" khoản {target.clause}" if target.clause else ""
    place += f" điểm {target.point}" if target.point else ""
    part = f" ({target.part})" if target.part else ""
    words = f"{read.old_words}→{read.new_words}" if read.op == "replace_words" else read.new_text.replace("\n", " / ")
    return f"{where.clause}{where.point or ''}", read.op, place + (" tên" if target.heading else part), words


def test_every_wording_of_an_amending_decree_becomes_its_operations() -> None:
    read = read_all(read_text(DECREE).document)
    assert [said(each) for each in read.instructions] == OPERATIONS
    assert {each.target.document for each in read.instructions} == {"31/2019/NĐ-CP"}


def test_nothing_of_it_is_left_to_a_person() -> None:
    assert read_all(read_text(DECREE).document).unread == []


@pytest.mark.django_db
def test_of_two_acts_with_one_number_a_person_chooses_the_amended_one() -> None:
    for day in ("01", "05"):
        text = f"NGHỊ ĐỊNH\nSố: 31/2019/NĐ-CP\nHà Nội, ngày {day} tháng 4 năm 2019\nĐiều 1. A\nB {day}.\n"
        import_bytes(text.encode(), "a.txt")
    import_bytes(f"Số: 9/2026/NĐ-CP\nHà Nội, ngày 02 tháng 5 năm 2026\n{DECREE}".encode(), "b.txt")
    problems = set(Amendment.objects.exclude(target_symbol="").values_list("problem", flat=True))
    assert problems == {"Thư viện có nhiều văn bản cùng số 31/2019/NĐ-CP; xin chọn văn bản được sửa."}
