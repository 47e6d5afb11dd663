"""A folder's manifest: each mistake is told in Vietnamese with its entry; the wrong document is loudly doubted."""

import datetime as dt
import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.manifest import facts_by_name
from legal_library.models import Act, ImportItem
from legal_library.parsing.document import Unreadable
from legal_library.versions.proposing import _sentence

from .test_desk import librarian, sign_in  # noqa: F401

TEXT = "Số: 64/2014/NĐ-CP\nHà Nội, ngày 26 tháng 6 năm 2014\nNGHỊ ĐỊNH\nThử\nĐiều 1. Phạm vi\n1. Một."
OTHER_DAY = TEXT.replace("26 tháng 6", "27 tháng 7").replace("Một", "Khác")


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        (["a.txt"], "mục 1: cần dạng"),
        ({"file": "a.txt"}, "cần một danh sách"),
        ([{"file": "a.txt"}, {"symbol": "1/2030/QH16"}], "mục 2: thiếu “file”"),
        (
            [{"file": "a.txt", "issued": "2030-13-01"}],
            "mục 1 (a.txt): “issued” là “2030-13-01”, không phải ngày có thật",
        ),
        ([{"file": "a.txt", "issued": 2030}], "không phải ngày có thật"),
        ([{"file": "a.txt", "symbol": ["x"]}], "“symbol” cần là chữ"),
        ([{"file": "a.txt", "symbl": "1/2030/QH16"}], "không có trường “symbl”; các trường dùng được: file, symbol"),
        ([{"file": "a.txt"}, {"file": "a.txt"}], "mục 2 (a.txt): tệp này đã được nêu"),
        ([{"file": "../a.txt"}], "không nằm trong thư mục"),
        ([{"file": f"{n}.txt", "x": 1} for n in range(9)], "và 4 mục khác"),
    ],
)
def test_a_mistake_of_the_manifest_is_told_with_its_entry(entries: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)) as refused:
        facts_by_name(json.dumps(entries).encode())
    assert str(refused.value).startswith("Tệp manifest.json không đúng")


@pytest.mark.parametrize("data", [b'[\n{"file": }]', b"\xff\xfe\x00", b"[" * 100_000])
def test_a_manifest_that_is_no_json_is_refused_in_vietnamese(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"không phải JSON"):
        facts_by_name(data)


def test_a_day_may_be_written_both_ways() -> None:
    entries = [{"file": "a.txt", "issued": "30/6/2026", "effective": "2026-07-01", "copy": True}]
    facts = facts_by_name(json.dumps(entries).encode())["a.txt"]
    assert (facts.issued, facts.effective) == (dt.date(2026, 6, 30), dt.date(2026, 7, 1))


def test_the_reason_of_what_was_not_read_is_a_whole_sentence() -> None:
    words = "Bãi bỏ các quy định sau đây của nghị định và các phụ lục, mẫu số 1 kèm theo Phụ lục"
    told = _sentence(f"không hiểu rõ nơi sửa: “{words[:80]}”")
    assert told.startswith("Không hiểu rõ nơi sửa")
    assert told.endswith("Phụ…”.")


@pytest.fixture
def own_folder(settings, tmp_path):
    settings.PORTAL_DATA = tmp_path
    return tmp_path


@pytest.mark.django_db
def test_a_file_the_manifest_names_but_the_folder_lacks_is_refused_by_its_name(own_folder) -> None:
    folder = own_folder / "in"
    folder.mkdir()
    (folder / "manifest.json").write_text('[{"file": "thieu.txt", "symbol": "1/2030/QH16"}]')
    printed = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_documents", str(folder), stdout=printed)
    assert "Không có tệp “thieu.txt” trong thư mục." in printed.getvalue()


@pytest.mark.django_db
def test_a_second_date_of_a_national_symbol_is_doubted_by_the_name_of_the_other(own_folder) -> None:
    import_bytes(TEXT.encode(), "a.txt")
    (own_folder / "b.txt").write_text(OTHER_DAY)
    told = io.StringIO()
    call_command("import_documents", str(own_folder / "b.txt"), stdout=io.StringIO(), stderr=told)
    doubt = "Thư viện đã có Nghị định 64/2014/NĐ-CP ban hành ngày 26/6/2014; văn bản này cùng số, ký hiệu"
    assert doubt in told.getvalue()
    assert [doubt in " ".join(act.doubts) for act in Act.objects.order_by("issued")] == [False, True]


@pytest.mark.django_db
def test_letters_of_one_number_and_other_years_are_no_twins(own_folder) -> None:
    for year in (2030, 2031):
        facts = Facts(symbol="03/QĐ-UBND", issuer="UBND thành phố Hải Phòng", issued=dt.date(year, 1, 2))
        assert import_bytes(b"1. A.\n2. B.", "a.txt", facts).contradictions == ()


@pytest.mark.django_db
def test_a_stated_symbol_or_day_that_is_not_the_text_s_own_is_a_loud_doubt(own_folder) -> None:
    facts = Facts(symbol="46/2014/NĐ-CP", issued=dt.date(2014, 6, 27), effective=dt.date(2014, 1, 1))
    result = import_bytes(TEXT.encode(), "a.txt", facts)
    assert result.contradictions == (
        "Số, ký hiệu nêu khi nhập là “46/2014/NĐ-CP”, trong văn bản lại là “64/2014/NĐ-CP”.",
        "Ngày ban hành nêu khi nhập là 27/6/2014, trong văn bản lại là 26/6/2014.",
    )
    assert result.doubts[:2] == result.contradictions
    assert "Ngày có hiệu lực 1/1/2014 trước ngày ban hành 27/6/2014." in result.doubts


@pytest.mark.django_db
def test_the_command_takes_a_day_as_people_write_it(own_folder) -> None:
    (own_folder / "a.txt").write_text("Điều 1. Phạm vi\n1. Một.")
    options = ["--symbol", "1/2030/NĐ-CP", "--issued", "30/6/2030"]
    call_command("import_documents", str(own_folder / "a.txt"), *options, stdout=io.StringIO(), stderr=io.StringIO())
    assert Act.objects.get().issued == dt.date(2030, 6, 30)
    with pytest.raises(CommandError, match="30/6/2026"):
        call_command("import_documents", str(own_folder / "a.txt"), "--symbol", "1/2030/NĐ-CP", "--issued", "31/6/2030")


@pytest.mark.django_db
def test_the_preview_of_another_document_than_the_one_meant_asks_for_a_tick(librarian) -> None:  # noqa: F811
    file = SimpleUploadedFile("a.txt", TEXT.encode())
    preview = librarian.post(reverse("law_upload"), {"file": file, "symbol": "46/2014/NĐ-CP"})
    assert "trong văn bản lại là “64/2014/NĐ-CP”" in preview.content.decode()
    data = {"confirm": "1", "token": preview.context["token"]}
    again = librarian.post(reverse("law_upload"), data)
    assert 'name="sure"' in again.content.decode()
    assert not ImportItem.objects.exists()
    librarian.post(reverse("law_upload"), {**data, "sure": "1"})
    item = ImportItem.objects.get()
    assert "46/2014/NĐ-CP" in item.doubts[0]


@pytest.mark.django_db
def test_the_preview_names_the_twin_and_the_board_keeps_both_until_settled(librarian) -> None:  # noqa: F811
    import_bytes(TEXT.encode(), "a.txt")
    preview = librarian.post(reverse("law_upload"), {"file": SimpleUploadedFile("b.txt", OTHER_DAY.encode())})
    assert "ban hành ngày 26/6/2014" in preview.content.decode()
    import_bytes(OTHER_DAY.encode(), "b.txt")
    page = librarian.get(reverse("law_quality"))
    (pair,) = page.context["twins"]
    assert [act.issued.month for act in pair] == [6, 7]
    (doubted,) = page.context["read_with_doubt"]
    assert "ban hành ngày 26/6/2014" in page.content.decode()
    librarian.post(reverse("law_quality"), {"settled": doubted.pk})
    assert list(librarian.get(reverse("law_quality")).context["read_with_doubt"]) == []
    librarian.post(reverse("law_quality"), {"settled": "x"})


def test_a_jsonl_file_is_told_where_it_can_go() -> None:
    refused = import_bytes(b'{"symbol": "1/2030/QH16"}', "a.jsonl")
    assert "import_documents" in refused.message
    assert "chỉ nhận" not in refused.message
    assert ".jsonl" not in import_bytes(b"x", "a.xyz").message
    assert "--symbol" not in import_bytes("Điều 1. A\nB.".encode(), "a.txt").message
