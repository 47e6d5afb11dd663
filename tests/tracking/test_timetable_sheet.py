"""A yearly table from a spreadsheet: what is read, what is doubted, and that nothing is published unconfirmed."""

import datetime as dt
import io
import json
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.tracking.petitions import agency, person
from tracking.casework.files import isolation, package_checks, sheet_cells
from tracking.casework.files.file_checks import Refused
from tracking.casework.files.refusals import Limits
from tracking.organisation.models import Role
from tracking.reception import sheet
from tracking.reception.models import Booking, Rule
from tracking.reception.schedule import sessions
from tracking.terms.calendar import WorkCalendar

HEADINGS = ["Ngày", "Từ giờ", "Đến giờ", "Người tiếp", "Địa điểm", "Thành phần"]
GOOD = ["22/12/2026", "8:00", "11:30", "Chủ tịch Mẫu", "Phòng tiếp", "Công an"]
ADDRESS = "/admin/lich-tiep/nhap/"
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.text(max_size=20), st.dates(), st.datetimes(), st.times()
)


def workbook(*lines, headings=HEADINGS) -> bytes:
    book = Workbook()
    for line in (headings, *lines):
        book.active.append(line)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(*lines, headings=HEADINGS, work=None) -> list[sheet.Row]:
    return sheet.read(workbook(*lines, headings=headings), work or WorkCalendar())


@pytest.mark.parametrize("day", ["22/12/2026", "22-12-2026", "2026-12-22", "22.12.2026", "Thứ Ba, 22/12/2026"])
@pytest.mark.parametrize("hour", ["8:00", "8h00", "8h", "8 giờ", "08:00"])
def test_days_and_hours_are_read_as_offices_write_them(day, hour):
    (row,) = read([day, hour, "11g30", "Chủ tịch", "Phòng tiếp", ""])
    assert (row.day, row.starts, row.ends) == (dt.date(2026, 12, 22), dt.time(8), dt.time(11, 30))
    assert not row.errors


def test_cells_that_are_dates_and_times_are_read_too():
    (row,) = read([dt.datetime(2026, 12, 22), dt.time(8), dt.time(11), "Chủ tịch", "Phòng tiếp", ""])
    assert (row.day, row.starts) == (dt.date(2026, 12, 22), dt.time(8))


def test_headings_are_found_without_marks_and_in_any_order():
    headings = ["DIA DIEM", "nguoi tiep cong dan", "NGAY", "tu gio", "Den gio"]
    (row,) = read(["Phòng tiếp", "Chủ tịch", "22/12/2026", "8:00", "11:00"], headings=headings)
    assert (row.host, row.place) == ("Chủ tịch", "Phòng tiếp")


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (0, "31/11/2026", "Ngày: “31/11/2026” không đọc được"),
        (0, "", "Ngày: còn trống"),
        (1, "sáng", "Từ giờ: “sáng” không đọc được"),
        (2, "25:00", "Đến giờ: “25:00” không đọc được"),
        (2, "7:00", "Giờ kết thúc phải sau giờ bắt đầu"),
        (3, "", "Người tiếp: còn trống"),
        (3, "x" * 201, "Người tiếp: dài hơn 200 chữ"),
        (4, "x" * 201, "Địa điểm: dài hơn 200 chữ"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_its_column(place, value, told):
    line = [*GOOD]
    line[place] = value
    (row,) = read(line)
    assert any(told in error for error in row.errors)


def test_mixed_styles_of_dates_are_doubted_where_day_and_month_may_be_swapped():
    first, second = read(GOOD, [dt.datetime(2026, 3, 4), *GOOD[1:]])
    assert not first.doubts
    assert "có phải là 03/04/2026?" in second.doubts[0]


def test_a_day_off_is_doubted_and_the_same_session_twice_refused():
    first, second, third = read(GOOD, GOOD, ["27/12/2026", *GOOD[1:]])
    assert not first.errors
    assert second.errors == ["Trùng với dòng 2."]
    assert "Ngày nghỉ (Chủ Nhật)" in third.doubts[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a sheet", workbook(["x"], headings=["Tháng", "Ai"])])
def test_a_file_that_is_no_timetable_is_refused_with_what_is_expected(data):
    with pytest.raises(sheet.NotATimetable):
        sheet.read(data, WorkCalendar())


@pytest.mark.parametrize(
    ("given", "places", "told"),
    [
        (None, 0, ""),
        (6, 6, ""),
        ("6", 6, ""),
        (6.0, 6, ""),
        ("vài", 0, "Số chỗ: “vài” không đọc được"),
        (-1, 0, "Số chỗ: “-1” không đọc được"),
        (11, 11, "chỉ đủ giờ cho 10 lượt"),
    ],
)
def test_turns_to_book_are_read_and_may_not_outgrow_the_hours(given, places, told):
    (row,) = read([*GOOD, given], headings=[*HEADINGS, "Số chỗ đăng ký"])
    assert row.places == places
    assert [told in error for error in row.errors] == ([True] if told else [])


def test_the_template_can_be_read_back():
    (row,) = sheet.read(sheet.template(), WorkCalendar())
    assert not row.errors


@pytest.fixture
def desk(client, db):
    with time_machine.travel(dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)):
        client.force_login(person("truyen.thong", Role.COMMUNICATIONS, agency("so-mau")))
        yield client


def upload(desk, data: bytes, name="lich.xlsx", office="so-mau", **more):
    return desk.post(
        ADDRESS, {"agency": agency(office).pk, "file": SimpleUploadedFile(name, data), "ground": "QĐ 1", **more}
    )


def confirm(desk, page: str):
    token = re.search(r'name="confirm"\s+value="([^"]+)"', page)
    assert token, page
    return desk.post(ADDRESS, {"confirm": token[1]})


def test_a_sheet_is_published_only_after_its_preview_was_confirmed(desk):
    page = upload(desk, workbook(GOOD, ["29/12/2026", *GOOD[1:]])).content.decode()
    assert "Công bố 2 buổi tiếp" in page
    assert not Rule.objects.exists()
    assert confirm(desk, page).status_code == 302
    found = sessions(dt.date(2026, 12, 1), dt.date(2026, 12, 31))
    assert [session.day.day for session in found] == [22, 29]
    assert found[0].rule.participants == "Công an"


def test_a_session_from_a_sheet_takes_bookings_where_the_sheet_says_so(desk):
    headings = [*HEADINGS, "Số chỗ"]
    page = upload(desk, workbook([*GOOD, 6], ["29/12/2026", *GOOD[1:], ""], headings=headings)).content.decode()
    assert confirm(desk, page).status_code == 302
    first, second = sessions(dt.date(2026, 12, 1), dt.date(2026, 12, 31))
    assert (first.rule.places_a_session, second.rule.places_a_session) == (6, 0)
    assert desk.get(f"/lich-tiep-cong-dan/buoi/{first.uid}/dang-ky/").status_code == 200


def test_the_same_sheet_twice_publishes_nothing_new(desk):
    data = workbook(GOOD)
    first, second = (upload(desk, data).content.decode() for _time in range(2))
    confirm(desk, first)
    confirm(desk, second)
    again = upload(desk, data).content.decode()
    assert "không có gì phải công bố thêm" in again
    assert 'name="confirm"' not in again
    assert len(sessions(dt.date(2026, 12, 1), dt.date(2026, 12, 31))) == 1


@pytest.mark.parametrize(
    ("starts", "ends", "place"),
    [
        ("8:00", "11:00", "Phòng tiếp"),
        ("8:00", "11:30", "Hội trường lớn"),
        ("9:00", "11:30", "Phòng tiếp"),
        ("13:30", "16:30", "Phòng tiếp"),
    ],
)
def test_another_hour_or_place_than_published_is_refused_with_the_way_to_a_notice(desk, starts, ends, place):
    confirm(desk, upload(desk, workbook(GOOD)).content.decode())
    changed = workbook([GOOD[0], starts, ends, GOOD[3], place, ""], ["29/12/2026", *GOOD[1:]])
    page = upload(desk, changed).content.decode()
    assert "Đã công bố buổi 08:00–11:30 ngày 22/12/2026 tại Phòng tiếp" in page
    (held,) = sessions(dt.date(2026, 12, 22), dt.date(2026, 12, 22))
    assert f"/admin/timetable_departure/new/?buoi={held.uid}&amp;tu={starts:0>5}&amp;den={ends}&amp;noi=" in page
    assert "Ghi thông báo chuyển" in page
    assert 'name="confirm"' not in page


def rows_of(*days: str) -> bytes:
    return workbook(*([day, *GOOD[1:]] for day in days))


def december_days() -> list[int]:
    return [one.day.day for one in sessions(dt.date(2026, 12, 1), dt.date(2026, 12, 31))]


def test_a_new_table_leaves_the_old_one_alone_and_says_so_unless_it_replaces_it(desk):
    confirm(desk, upload(desk, rows_of("15/12/2026", "22/12/2026", "29/12/2026")).content.decode())
    page = upload(desk, rows_of("8/12/2026", "22/12/2026", "30/12/2026")).content.decode()
    assert "Các buổi sau vẫn giữ nguyên" in page
    confirm(desk, page)
    assert december_days() == [8, 15, 22, 29, 30]


def test_far_off_sessions_nobody_counts_on_are_shown_before_a_new_table_replaces_them(desk):
    confirm(desk, upload(desk, rows_of("15/12/2026", "22/12/2026", "29/12/2026")).content.decode())
    page = upload(desk, rows_of("8/12/2026", "22/12/2026", "30/12/2026"), replaces="on").content.decode()
    told = page[page.index("không có trong bảng") : page.index("Các dòng đọc được")]
    assert re.findall(r"\d\d/12/2026", told) == ["15/12/2026", "29/12/2026"]
    assert december_days() == [15, 22, 29]
    answer = desk.post(ADDRESS, {"confirm": re.search(r'name="confirm"\s+value="([^"]+)"', page)[1]}, follow=True)
    assert "2 buổi của lịch cũ đã bỏ" in answer.content.decode()
    assert december_days() == [8, 22, 30]


def test_a_replaced_table_may_give_another_hour_to_the_same_day(desk):
    confirm(desk, upload(desk, rows_of("22/12/2026")).content.decode())
    changed = workbook([GOOD[0], "13:30", "16:30", *GOOD[3:]])
    confirm(desk, upload(desk, changed, replaces="on").content.decode())
    (held,) = sessions(dt.date(2026, 12, 1), dt.date(2026, 12, 31))
    assert held.starts.hour == 13
    assert Rule.objects.count() == 1  # the old table had no other day


def test_a_booked_session_stays_whatever_a_new_table_says(desk):
    confirm(desk, upload(desk, rows_of("15/12/2026", "22/12/2026")).content.decode())
    Booking.objects.create(
        rule=Rule.objects.get(), due=dt.date(2026, 12, 15), turn=0, state="booked", subject="land", token_mac="t"
    )
    page = upload(desk, rows_of("8/12/2026", "30/12/2026"), replaces="on").content.decode()
    assert "1 buổi sau vẫn tiếp như đã công bố" in page
    confirm(desk, page)
    assert december_days() == [8, 15, 30]


def test_a_booking_after_the_preview_stops_the_replacement(desk):
    confirm(desk, upload(desk, rows_of("15/12/2026", "22/12/2026")).content.decode())
    page = upload(desk, rows_of("8/12/2026", "30/12/2026"), replaces="on").content.decode()
    Booking.objects.create(
        rule=Rule.objects.get(), due=dt.date(2026, 12, 15), turn=0, state="booked", subject="land", token_mac="t"
    )
    token = re.search(r'name="confirm"\s+value="([^"]+)"', page)[1]
    assert "Lịch đã đổi sau khi xem trước" in desk.post(ADDRESS, {"confirm": token}, follow=True).content.decode()
    assert december_days() == [15, 22]


def test_another_heads_table_is_not_replaced(desk):
    confirm(desk, upload(desk, rows_of("15/12/2026")).content.decode())
    hours, deputy = GOOD[1:3], ["Phó Chủ tịch Mẫu", *GOOD[4:]]
    other = workbook(["8/12/2026", *hours, *deputy], ["30/12/2026", *hours, *deputy])
    page = upload(desk, other, replaces="on").content.decode()
    assert "sẽ được bỏ khi" not in page
    confirm(desk, page)
    assert december_days() == [8, 15, 30]


def test_a_second_session_of_a_day_is_published_beside_the_first(desk):
    confirm(desk, upload(desk, workbook(GOOD)).content.decode())
    page = upload(desk, workbook(GOOD, [GOOD[0], "13:30", "16:30", *GOOD[3:]])).content.decode()
    assert "Đã có trong lịch" in page
    assert "Công bố 1 buổi tiếp" in page
    confirm(desk, page)
    assert len(sessions(dt.date(2026, 12, 1), dt.date(2026, 12, 31))) == 2


def test_a_row_is_compared_with_weekly_rules_too(desk):
    confirm(desk, upload(desk, workbook(GOOD)).content.decode())
    Rule.objects.update(pattern="weekly", weekdays=[1], dates=[], valid_from="2026-12-01", valid_to=None)
    assert "Đã có trong lịch" in upload(desk, workbook(["29/12/2026", *GOOD[1:]])).content.decode()
    changed = upload(desk, workbook(["29/12/2026", "9:00", *GOOD[2:]])).content.decode()
    assert "Đã công bố buổi 08:00–11:30 ngày 29/12/2026" in changed


def test_a_timetable_that_changed_after_the_preview_is_not_doubled(desk):
    earlier = upload(desk, workbook([GOOD[0], "9:00", *GOOD[2:]])).content.decode()
    confirm(desk, upload(desk, workbook(GOOD)).content.decode())
    confirm(desk, earlier)
    assert len(sessions(dt.date(2026, 12, 1), dt.date(2026, 12, 31))) == 1


@pytest.mark.parametrize(
    ("day", "told"),
    [("10/11/2026", "Ngày này đã qua"), ("22/2/2028", "Còn hơn 14 tháng"), ("22/12/2062", "cách nay quá xa")],
)
def test_days_gone_by_and_far_ahead_are_doubted(desk, day, told):
    page = upload(desk, workbook(GOOD, [GOOD[0], "13:30", "16:30", *GOOD[3:]], [day, *GOOD[1:]])).content.decode()
    assert told in page
    assert ("Bảng có nhiều năm; phần lớn là 2026" in page) is not day.endswith("2026")


def test_two_days_that_fall_on_one_working_day_are_the_same_session():
    _saturday, monday = read(["19/12/2026", *GOOD[1:]], ["21/12/2026", *GOOD[1:]])
    assert monday.errors == ["Trùng với dòng 2."]


def test_rows_are_counted_as_excel_counts_them():
    book = Workbook()
    for line in (["LỊCH NĂM"], [], HEADINGS, GOOD, [], ["", *GOOD[1:]]):
        book.active.append(line)
    kept = io.BytesIO()
    book.save(kept)
    assert [row.number for row in sheet.read(kept.getvalue(), WorkCalendar())] == [4, 6]


def test_a_sheet_with_an_error_cannot_be_confirmed(desk):
    page = upload(desk, workbook(GOOD, ["31/11/2026", *GOOD[1:]])).content.decode()
    assert "1 dòng cần sửa" in page
    assert 'name="confirm"' not in page


def test_sessions_announced_too_late_need_a_reason(desk):
    data = workbook(["18/11/2026", *GOOD[1:]])
    page = upload(desk, data).content.decode()
    assert "Còn dưới 05 ngày làm việc" in page
    assert 'name="confirm"' not in page
    assert 'name="confirm"' in upload(desk, data, late_reason="bão số 9").content.decode()


def test_another_offices_timetable_cannot_be_filled_from_a_sheet(desk):
    page = upload(desk, workbook(GOOD), office="so-khac").content.decode()
    assert 'name="confirm"' not in page


def test_a_forged_confirmation_changes_nothing(desk):
    assert desk.post(ADDRESS, {"confirm": "x:y:z"}).status_code == 302
    assert not Rule.objects.exists()


def test_the_template_is_a_sheet_excel_opens(desk):
    answer = desk.get("/admin/lich-tiep/nhap/mau.xlsx")
    assert load_workbook(io.BytesIO(answer.content)).active["A1"].value == "Ngày"


def test_the_board_of_days_says_what_a_month_lacks(desk):
    office = agency("so-mau")
    office.tier = "department"
    office.save()
    assert "thiếu 1" in desk.get("/admin/lich-tiep/so-ngay/?thang=2026-12").content.decode()
    confirm(desk, upload(desk, workbook(GOOD)).content.decode())
    page = desk.get("/admin/lich-tiep/so-ngay/?thang=2026-12").content.decode()
    assert "22/12" in page
    assert "Lịch của mọi cơ quan đều đủ" in page
    assert desk.get("/admin/lich-tiep/so-ngay/?thang=9999-99").status_code == 200


def test_the_workbook_is_opened_in_the_child_and_never_in_the_worker(monkeypatch):
    """A decoder in the web worker would be within reach of whoever can hand in a file."""

    def opened(*_args, **_kwargs):
        raise AssertionError("opened in the worker")

    monkeypatch.setattr(sheet_cells, "load_workbook", opened)
    monkeypatch.setattr(package_checks, "check", opened)
    (row,) = read(GOOD)
    assert row.day == dt.date(2026, 12, 22)


@pytest.mark.parametrize("made", [b"", b"not a package", b"PK\x03\x04" + bytes(200)])
def test_a_file_that_is_no_workbook_is_refused_in_words(made):
    with pytest.raises(sheet.NotATimetable) as refused:
        sheet.read(made, WorkCalendar())
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("wickedness", ["loop", "eat", "crash", "fault"])
def test_a_child_that_misbehaves_costs_a_refusal(wickedness):
    bench = isolation.Bench("tests.tracking.wicked_bench")
    found = isolation.cells_apart(wickedness.encode(), Limits(), bench)
    assert isinstance(found, Refused)
    assert found.reason


@given(st.lists(st.lists(st.lists(CELLS, max_size=5), max_size=5), max_size=3))
def test_cells_come_back_as_they_went(sheets):
    plain = json.dumps([[[sheet_cells._plain(cell) for cell in row] for row in one] for one in sheets]).encode()
    assert sheet_cells.unpacked(plain) == [[tuple(row) for row in one] for one in sheets]


@pytest.mark.parametrize("answer", [b"{}", b"[1]", b'[[{"a": 1}]]', b'[[[{"day": "mai"}]]]', b'[[[["x"]]]]', b"\xff"])
def test_an_answer_of_another_shape_is_none(answer):
    with pytest.raises((ValueError, TypeError)):
        sheet_cells.unpacked(answer)


def test_a_late_row_is_told_beside_it_and_another_kind_of_file_by_its_name(desk):
    page = upload(desk, workbook(["31/11/2026", *GOOD[1:]], ["19/11/2026", *GOOD[1:]])).content.decode()
    assert "cần lý do công bố muộn" in page
    assert "Chỉ nhận bảng tính .xlsx" in upload(desk, b"a,b", name="lich.csv").content.decode()
