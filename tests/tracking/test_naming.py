"""Words others will read: which of them name somebody, and what the writer is told of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework.naming import NamesSomebody, in_words, names, names_and_addresses, refuse_names


@pytest.mark.parametrize(
    "text",
    [
        "ông Phạm Văn Khác",
        "Theo bà Trịnh Thị Hải Âu thì đúng.",
        "ÔNG TRỊNH VĂN MẪU",
        "Trinh Thi Hai Au",
        "ong Trinh Van Mau",
        "trịnh thị mẫu",
        "chị Âu",
        "ông/bà Âu",
        "tên là Hải Âu",
        "họ tên: Hải Âu",
        "gọi 0900.000.123",
        "+84 900 000 123",
        "căn cước 031 085 001 234",
        "hai.au@vidu.vn",
        "ở số nhà 7",
        "số 7 ngõ Sóng Biếc",
        "thôn Đông",
        "trú tại phường Mẫu",
        "sinh ngày 02/9/1980",
    ],
)
def test_a_name_a_number_or_an_address_is_found(text):
    assert names_and_addresses(text)
    with pytest.raises(NamesSomebody):
        refuse_names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kiểm tra điều kiện thụ lý theo Điều 24 khoản 1 Luật Tố cáo 25/2018/QH14.",
        "Đã báo cáo ông Giám đốc Sở Xây dựng và bà Phó Chánh Thanh tra.",
        "UBND phường Trần Hưng Đạo yêu cầu; Thành phố Hồ Chí Minh cũng vậy.",
        "Vụ thi hành án này do thị trường biến động.",
        "Số 12/QĐ-TTr ngày 02/9/2026, có ba Quyết định kèm theo, lúc 08:30.",
        "Người tố cáo đang bị đe dọa, cần bảo vệ ngay; xem HP26-7K2M94.",
        "Tờ 12 của tập giấy tờ đã mờ.",
    ],
)
def test_plain_words_of_an_office_pass(text):
    assert in_words(text, names_and_addresses(text)) == ""
    refuse_names(text)


def test_the_writer_is_told_what_was_found_and_what_to_do():
    with pytest.raises(
        NamesSomebody, match=r"«bà Trịnh Thị Hải Âu» \(họ tên\), «0900 000 123» \(số điện thoại"
    ) as told:
        refuse_names("Gặp bà Trịnh Thị Hải Âu (0900 000 123).")
    assert "viết «người tố cáo»" in str(told.value)


def test_in_words_for_the_denouncer_an_offices_telephone_is_no_name():
    assert not names("Xin gọi 0225 3000 000, số 7 đường Mẫu.")
    assert names("Xin chào bà Trịnh Thị Hải Âu.")


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_name_is_found_in_whatever_stands_around_it(before, after):
    found = names_and_addresses(f"{before} .\nông Phạm Văn Khác\n. {after}")
    assert any(strike.why == "họ tên" for strike in found)


@given(st.text(max_size=500))
def test_what_was_found_lies_in_the_text_in_order_and_apart(text):
    found = names_and_addresses(text)
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
