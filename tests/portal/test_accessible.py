"""Faults of an editor's words that no browser check can judge, listed by who wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import staleness
from portal.accessible import in_alt, in_text
from portal.blocks import BodyBlock
from portal.models import HomePage, PlainPage
from tests.tracking.petitions import person
from tracking.organisation.models import Role


@pytest.mark.parametrize(
    ("html", "mend"),
    [
        ('<p>Xem <a href="/x/">tại đây</a>.</p>', "dẫn tới đâu"),
        ('<p><a href="/x/">Xem thêm »</a></p>', "dẫn tới đâu"),
        ('<p><a href="/x/"></a>chữ</p>', "không có chữ"),
        ('<p><a href="https://a.vn/b">https://a.vn/b</a></p>', "tên trang"),
        ("<p>ÔNG BÀ PHẢI MANG THEO CĂN CƯỚC CÔNG DÂN</p>", "viết thường"),
        ("<p>- mang căn cước</p>", "nút danh sách"),
        ("<p>1. mang căn cước</p>", "nút danh sách"),
        ("<p><b>Giấy tờ cần mang</b></p>", "Tiêu đề mục"),
    ],
)
def test_what_shuts_somebody_out_is_named_with_how_to_mend_it(html: str, mend: str) -> None:
    assert [mend in fault.mend for fault in in_text(html)] == [True]


@pytest.mark.parametrize(
    "html",
    [
        '<p>Mang theo <a linktype="page" id="5">mẫu đơn khiếu nại</a> và căn cước.</p>',
        "<ul><li>- một ý</li><li>UBND</li></ul>",
        "<p><b>Xin nhớ:</b> nộp trong 90 ngày.</p>",
        "<p><b>Không nộp phạt thì bị cưỡng chế.</b></p>",
        "<p>15 Hoàng Diệu, UBND TP. HẢI PHÒNG</p>",
        "",
    ],
)
def test_good_words_are_left_alone(html: str) -> None:
    assert list(in_text(html)) == []


@pytest.mark.parametrize(("words", "is_bad"), [("IMG_2034.jpg", True), ("ảnh", True), ("Mặt trước trụ sở", False)])
def test_a_picture_is_told_by_what_is_seen(words: str, is_bad: bool) -> None:
    assert bool(list(in_alt(words))) is is_bad


@given(st.text(alphabet="<>/abip =\"'- 1.\n", max_size=120))
def test_any_markup_is_read(html: str) -> None:
    list(in_text(html))


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_pages")
def test_faults_stand_under_the_name_of_who_wrote_the_page() -> None:
    assert staleness.hard_to_reach() == {}, "our own pages shut nobody out"
    body = BodyBlock().to_python([{"type": "text", "value": '<p><a href="/">tại đây</a></p>'}])
    page = PlainPage(title="Trang", slug="trang-kho", body=body)
    HomePage.objects.get(locale__language_code="vi").add_child(instance=page)
    writer = person("nguoi.viet", Role.COMMUNICATIONS, last_name="Trần", first_name="Mẫu")
    page.save_revision(user=writer).publish()
    ((name, rows),) = staleness.hard_to_reach().items()
    assert name == str(writer)
    assert [row.page.pk for row in rows] == [page.pk]
