"""The directive, from the noisy text it came in."""

import datetime as dt

from legal_library.parsing.closing import strip_end_mark
from legal_library.parsing.reader import read_document
from legal_library.parsing.rows import document_rows
from legal_library.starter import DIRECTIVE


def directive():
    return read_document(DIRECTIVE.read_bytes(), DIRECTIVE.name)


def test_the_head_is_read_through_its_noise() -> None:
    letter = directive()
    assert letter.symbol == "6200/UBND-NCKTGS"
    assert letter.kind == "Công văn"
    assert letter.issuer == "Ủy ban nhân dân thành phố Hải Phòng"
    assert (letter.place, letter.issued) == ("Hải Phòng", dt.date(2022, 12, 29))
    assert letter.title.startswith("Thực hiện Nghị quyết số 623/NQ-UBTVQH15 ngày 07/10/2022")
    assert letter.addressees == ["Các Sở, ban, ngành thành phố", "Ủy ban nhân dân các quận, huyện"]


def test_every_point_and_dash_has_its_address() -> None:
    keys = [row.key for row in document_rows(directive())]
    assert [key for key in keys if key.startswith("diem-1")] == ["diem-1", *[f"diem-1.gach-{n}" for n in range(1, 7)]]
    assert [key for key in keys if key.startswith("diem-2.gach")] == [f"diem-2.gach-{n}" for n in range(1, 4)]
    assert keys[-1] == "doan-3"


def test_a_sentence_torn_by_a_page_break_is_whole_again() -> None:
    texts = {row.key: row.text for row in document_rows(directive())}
    assert "đúng quy định và tạo điều kiện thuận tiện cho công dân" in texts["diem-1.gach-2"]


def test_the_end_mark_misread_as_a_tick_is_gone() -> None:
    texts = {row.key: row.text for row in document_rows(directive())}
    assert texts["doan-3"].endswith("nghiêm túc thực hiện.")
    assert strip_end_mark("thi hành Nghị định này / .") == "thi hành Nghị định này."
    assert strip_end_mark("theo mẫu 01/TCD") == "theo mẫu 01/TCD"


def test_recipients_and_signer_are_read() -> None:
    letter = directive()
    assert len(letter.recipients) == 19
    assert (letter.recipients[0], letter.recipients[-1]) == ("Như trên", "Lưu: VT")
    assert letter.signing_block == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert letter.signer == "Lê Anh Quân"
    assert letter.warnings == []
