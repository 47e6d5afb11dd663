"""What last articles say of provisions that end: every wording is read, and what is not is reported."""

import pytest

from legal_library.parsing.amendments import Reading, read_all
from legal_library.parsing.reader import read_text
from tests.legal_library import silent_audit

OLD = "Nghị định số 12/2011/NĐ-CP ngày 01 tháng 01 năm 2011 của Chính phủ quy định về cây xanh"
NEWER = "Nghị định số 34/2015/NĐ-CP ngày 02 tháng 3 năm 2015 của Chính phủ về nước sạch; thoát nước"


def read(text: str) -> Reading:
    head = "NGHỊ ĐỊNH\nQuy định về cây xanh và nước sạch\nĐiều 1. Phạm vi\nNội dung.\nĐiều 2. Hiệu lực thi hành\n"
    return read_all(read_text(head + text).document)


def ended(text: str) -> list[tuple[str | None, ...]]:
    found = read(text)
    assert {each.op for each in found.instructions} <= {"repeal"}
    return [(t.document, t.article, t.clause, t.point) for t in (each.target for each in found.instructions)]


ARTICLE_5 = [("12/2011/NĐ-CP", "5", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        f"1. Quy định tại Điều 5 {OLD} hết hiệu lực.",
        f"1. Các quy định tại Điều 5 của {OLD} hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.",
        f"1. Kể từ ngày Nghị định này có hiệu lực, Điều 5 {OLD} hết hiệu lực thi hành.",
        f"1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026 và thay thế Điều 5 {OLD}.",
        f"1. Nghị định này thay thế {NEWER}; Điều 5 {OLD}.",
        f"1. Nghị định này thay thế: Điều 5 {OLD}.",
        f"1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026; bãi bỏ Điều 5 {OLD}.",
        f"1. {NEWER}; quy định của Điều 5 {OLD} hết hiệu lực từ khi Nghị định này có hiệu lực.",
        f"1. Bãi bỏ quy định tại Điều 5 {OLD} kể từ ngày Nghị định này có hiệu lực.",
        f"1. Bãi bỏ {NEWER}; Điều 5 {OLD}; công văn số 12/BXD-HT ngày 3/4/2014 của Bộ Xây dựng hướng dẫn thi hành.",
        f"1. Các văn bản sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực:\na) {NEWER};\nb) Điều 5 {OLD}.",
        f"1. Nghị định này thay thế:\na) {NEWER};\nb) Điều 5 {OLD}.",
        "1. Bãi bỏ Điều 5 Nghị định số 12/2011/NĐ-CPngày 01/01/2011 của Chính phủ về việc sửa đổi, bổ sung một số điều"
        " của Nghị định số 1/2009/NĐ-CP ngày 03/12/2008; Nghị định số 2/2009/NĐ-CP ngày 11/12/2008 và Nghị định số"
        " 3/2009/NĐ-CP ngày 02/02/2009.",
        "1. Bãi bỏ Điều 5 Nghị định số 12/2011/NĐ-CP sửa đổi, bổ sung khoản 3 Điều 9 Nghị định số 1/2009/NĐ-CP.",
    ],
)  # fmt: skip
def test_a_provision_that_ends_is_read_in_every_wording(text: str) -> None:
    assert ended(text) == ARTICLE_5
    assert not read(text).unread


def test_every_sentence_of_a_list_of_what_ends_is_read() -> None:
    text = f"1. Bãi bỏ các quy định sau đây:\na) Khoản 1 và khoản 2 Điều 5 {OLD}. Khoản 3 Điều 7 {NEWER}."
    assert ended(text) == [
        ("12/2011/NĐ-CP", "5", "1", None),
        ("12/2011/NĐ-CP", "5", "2", None),
        ("34/2015/NĐ-CP", "7", "3", None),
    ]


def test_a_range_of_clauses_of_one_article_is_read_whole() -> None:
    text = f"1. Bãi bỏ từ khoản 1 Điều 5 đến khoản 3 Điều 5 {OLD}."
    assert ended(text) == [("12/2011/NĐ-CP", "5", number, None) for number in "123"]


@pytest.mark.parametrize(
    "text",
    [
        f"1. Bãi bỏ Điều 5 {OLD}, trừ quy định tại khoản 2.",
        f"1. Quy định về chăm sóc tại Điều 5 {OLD} hết hiệu lực.",
        f"1. Nghị định này thay thế quy định về chăm sóc cây tại Điều 5 {OLD}.",
        f"1. Bãi bỏ từ khoản 1 Điều 5 đến khoản 3 Điều 7 {OLD}.",
        f"1. Bãi bỏ các quy định sau đây:\na) Quy định về chăm sóc quy định tại khoản 4 Điều 5 {OLD}.",
        f"1. Tiêu chuẩn cây xanh quy định tại Khoản 17 Điều 1 {OLD} hết hiệu lực từ ngày 01 tháng 7 năm 2026.",
        f"1. Thay thế Điều 5 {OLD} bằng Điều 7 Nghị định này.",
    ],
)  # fmt: skip
def test_what_ends_in_part_only_is_reported_and_not_read(text: str) -> None:
    found = read(text)
    assert not found.instructions
    assert len(found.unread) == 1


def test_a_part_of_an_act_beside_places_read_is_reported() -> None:
    found = read(f"1. Nghị định này thay thế Điều 5 {OLD}; các quy định về ống nước tại {NEWER}.")
    assert [each.target.article for each in found.instructions] == ["5"]
    assert len(found.unread) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"1. Bãi bỏ {NEWER}.",
        f"1. Nghị định này thay thế {OLD}.",
        "1. Nghị định số 12/2011/NĐ-CP sửa đổi, bổ sung khoản 2 và 4 Điều 11 Nghị định số 1/2009/NĐ-CP hết hiệu lực.",
        "1. Bổ sung hồ sơ theo quy định tại Điều 5 Nghị định này.",
        "1. Thay đổi nội dung đăng ký theo khoản 2 Điều 9 Luật Doanh nghiệp.",
        "1. Sửa đổi, bổ sung giấy phép quy định tại Điều 5 Nghị định số 12/2011/NĐ-CP.",
        "1. Hủy bỏ hợp đồng quy định tại khoản 2 Điều 22 Luật Kinh doanh bảo hiểm số 08/2022/QH15.",
        f"1. Điều 5 {OLD} tiếp tục được áp dụng đến khi Nghị định này hết hiệu lực.",
    ],
)  # fmt: skip
def test_words_that_change_no_provision_are_neither_read_nor_reported(text: str) -> None:
    found = read(text)
    assert not found.instructions
    assert not found.unread


def test_the_act_that_speaks_is_not_the_one_it_amends() -> None:
    found = read(f"1. Nghị định này thay thế Điều 5 {OLD}.")
    assert not found.meant


@pytest.mark.shared_data
def test_hardly_a_sentence_of_the_corpus_that_ends_a_provision_is_passed_over() -> None:
    silent = [each for each in silent_audit.audit() if isinstance(each, silent_audit.Silent)]
    assert len(silent) <= 45, silent  # looked at one by one: whole acts that end, and sentences that end nothing
