"""A folder handed in: read by the worker, confirmed by a second person, going on after a stop, scans kept."""

import io
import json
import os
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from legal_library import batches, originals, unpacking
from legal_library.desk import batch_items
from legal_library.facts import Facts
from legal_library.importing import import_bytes, read
from legal_library.models import Act, ImportBatch, ImportItem
from legal_library.parsing.document import Unreadable
from tests.legal_library.test_desk import sign_in
from tests.legal_library.test_formats import scan
from tests.tracking.petitions import person
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
State = ImportItem.State
TEXT = "Điều 1. Phạm vi\nThử.\nĐiều 2. Hiệu lực\n1. Một."
MANIFEST = json.dumps([{"file": "a.txt", "symbol": "1/2030/NĐ-CP", "issued": "2030-01-02", "kind": "Nghị định"}])


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


def folder() -> list[unpacking.File]:
    return [
        ("a.txt", TEXT.encode()),
        ("b.txt", f"NGHỊ ĐỊNH\nSố: 2/2030/NĐ-CP\n{TEXT}".encode()),
        ("quet.pdf", scan(3)),
        ("c.txt", b"\xff\xfe\x00"),
        ("manifest.json", MANIFEST.encode()),
    ]


def states(batch: ImportBatch) -> dict[str, str]:
    return dict(batch.items.values_list("name", "state"))


def test_every_file_is_read_and_says_what_becomes_of_it() -> None:
    batch = batches.take(folder(), made_by_id=None)
    assert set(states(batch).values()) == {State.WAITING}
    batches.read_waiting()
    assert states(batch) == {"a.txt": State.READ, "b.txt": State.READ, "quet.pdf": State.SCAN, "c.txt": State.REFUSED}
    assert batch.items.get(name="a.txt").symbol == "1/2030/NĐ-CP"
    assert "bản quét" in batch.items.get(name="quet.pdf").message
    assert not Act.objects.exists()


def test_a_worker_stopped_half_way_goes_on_with_the_files_that_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = batches.take(folder(), made_by_id=None)
    times = iter([0.0, 0.0, 99.0])
    monkeypatch.setattr(batches.time, "monotonic", lambda: next(times))
    assert batches.read_waiting() == 1
    monkeypatch.undo()
    assert batches.read_waiting() == 3
    assert State.WAITING not in states(batch).values()


def spoilt_word_file() -> bytes:
    """A .docx whose packed words were damaged on the way."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w>" + "Điều 1. Phạm vi " * 400 + "</w>")
    data = bytearray(kept.getvalue())
    middle = data.index(b"word/document.xml") + len("word/document.xml") + 4
    data[middle : middle + 12] = b"\xff" * 12
    return bytes(data)


def test_a_damaged_word_file_is_refused_and_the_next_one_is_read() -> None:
    batch = batches.take([("hong.docx", spoilt_word_file()), folder()[1]], made_by_id=None)
    batches.read_waiting()
    assert states(batch) == {"hong.docx": State.REFUSED, "b.txt": State.READ}
    assert "không phải tệp Word" in batch.items.get(name="hong.docx").message


def test_a_file_that_breaks_the_reader_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = batches.take([("la.txt", b"x"), folder()[1]], made_by_id=None)
    reader = batches.read

    def breaks(data: bytes, name: str, facts: batches.Facts) -> object:
        return 1 / 0 if name == "la.txt" else reader(data, name, facts)

    monkeypatch.setattr(batches, "read", breaks)
    assert batches.read_waiting() == 2
    assert states(batch) == {"la.txt": State.REFUSED, "b.txt": State.READ}
    assert "người quản trị" in batch.items.get(name="la.txt").message


def test_only_a_second_person_brings_texts_in_and_each_once() -> None:
    first, second = sign_in(Role.LIBRARIAN), sign_in(Role.LIBRARIAN, "thu-thu-hai")
    files = [SimpleUploadedFile(name, data) for name, data in folder()]
    answer = first.post(reverse("law_batches"), {"texts": files})
    assert answer.status_code == 302, answer.context["form"].errors
    page = answer["Location"]
    batches.read_waiting()
    chosen = list(ImportItem.objects.values_list("pk", flat=True))
    assert "Xác nhận các tệp" not in first.get(page).content.decode()
    first.post(page, {"item": chosen, "decision": "confirm"})
    assert not Act.objects.exists()
    assert "Xác nhận các tệp" in second.get(page).content.decode()
    for _ in range(2):
        second.post(page, {"item": chosen, "decision": "confirm"})
    assert Act.objects.count() == 2
    assert ImportItem.objects.get(name="a.txt").decided_by.username == "thu-thu-hai"


def test_progress_is_shown_and_the_page_asks_again_while_files_wait() -> None:
    batch = batches.take(folder(), made_by_id=None)
    client = sign_in(Role.LIBRARIAN)
    page = client.get(reverse("law_batch", args=[batch.pk]))
    assert page["Refresh"] == "5"
    assert "Đã đọc 0 trên 4 tệp" in page.content.decode()
    batches.read_waiting()
    page = client.get(reverse("law_batch", args=[batch.pk]))
    assert "Refresh" not in page
    assert "Đã đọc 4 trên 4 tệp" in page.content.decode()
    assert "4" in client.get(reverse("law_batches")).content.decode()


def test_a_scan_stays_kept_until_it_is_decided_about() -> None:
    batch = batches.take([("quet.pdf", scan(1))], made_by_id=None)
    batches.read_waiting()
    item = batch.items.get()
    path = originals._path(item.sha256)

    os.utime(path, (0, 0))
    originals.forget_unused()
    assert path.exists()
    batches.drop([item], actor_id=None)
    originals.forget_unused()
    assert not path.exists()


def test_a_zip_of_the_folder_is_the_folder() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in folder():
            package.writestr(f"luat/{name}", data)
        package.writestr("__MACOSX/luat/._a.txt", b"x")
    batch = batches.take([("luat.zip", packed.getvalue())], made_by_id=None)
    assert sorted(states(batch)) == ["a.txt", "b.txt", "c.txt", "quet.pdf"]


def crafted(packed: bytes, *, lines: int = 1, method: int = zipfile.ZIP_DEFLATED, size: int = 1_000) -> bytes:
    """A .zip whose directory names the same packed bytes so many times, and says what it likes about them."""
    name = b"a.txt"
    facts = (method, 0, 0x21, 0, len(packed), size, len(name), 0)
    body = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, *facts) + name + packed
    directory = (struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, *facts, 0, 0, 0, 0, 0) + name) * lines
    count = min(lines, 65_535)
    return body + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def empty_blocks(number: int) -> bytes:
    return b"\0\0\0\xff\xff" * number


def grows(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(bytes(size)) + packer.flush()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (crafted(empty_blocks(2_000), lines=400), "chồng lên nhau"),
        (crafted(empty_blocks(2_000)), "lành lặn"),
        (crafted(grows(50_000_000)), "lành lặn"),
        (crafted(grows(1_000_000), size=300_000_000), "bung ra quá lớn"),
        (crafted(b"x", lines=60_000, method=zipfile.ZIP_STORED, size=1), "bung ra quá lớn"),
        (crafted(b"x", method=zipfile.ZIP_LZMA), "nén theo kiểu ít dùng"),
        (crafted(b"x", method=zipfile.ZIP_BZIP2), "nén theo kiểu ít dùng"),
    ],
    ids=[
        "the same bytes many times",
        "nothing said to be much",
        "much said to be little",
        "much",
        "many",
        "lzma",
        "bzip2",
    ],
)
def test_a_hostile_zip_is_refused_before_it_costs_anything(data: bytes, reason: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match=reason):
            batches.take([("luat.zip", data)], made_by_id=None)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_several_zips_share_one_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_MOST_UNPACKED", 1_500)
    files = [(f"{name}.zip", honest(f"{name}.txt", bytes(1_000))) for name in "ab"]
    assert batches.take(files[:1], made_by_id=None).items.count() == 1
    with pytest.raises(Unreadable, match=r"“b\.zip” bung ra quá lớn"):
        batches.take(files, made_by_id=None)


def honest(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return packed.getvalue()


def test_no_page_reads_a_file_that_waits_or_was_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = batches.take([folder()[1]], made_by_id=None)
    item = batch.items.get()
    monkeypatch.setattr(batch_items, "preview", lambda *_: pytest.fail("it was read"))
    client, page = sign_in(Role.LIBRARIAN), reverse("law_item", args=[batch.pk, item.pk])
    assert "Máy chưa đọc đến tệp này" in client.get(page).content.decode()
    ImportItem.objects.update(state=State.REFUSED, message="Không đọc được tệp này.")
    assert client.get(page).content.decode().count("Không đọc được tệp này.") == 1


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ([("luat.zip", b"PK nonsense")], "không phải tệp .zip lành lặn"),
        ([("manifest.json", b"[]")], "Không có tệp văn bản nào"),
        ([("a.txt", b"x"), ("manifest.json", b"{")], "manifest.json không đúng"),
        ([("b.txt", b"x"), ("manifest.json", MANIFEST.encode())], "không có trong đợt này: a.txt"),
    ],
)
def test_a_folder_that_cannot_be_taken_says_why_and_leaves_nothing(files: list[unpacking.File], reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        batches.take(files, made_by_id=None)
    assert not ImportBatch.objects.exists()


def test_what_the_library_has_already_is_set_aside() -> None:
    import_bytes(TEXT.encode(), "a.txt", batches.unpacked({"symbol": "1/2030/NĐ-CP", "issued": "2030-01-02"}))
    batch = batches.take([("a.txt", TEXT.encode()), ("manifest.json", MANIFEST.encode())], made_by_id=None)
    batches.read_waiting()
    assert states(batch) == {"a.txt": State.DROPPED}


def test_the_only_librarian_confirms_with_a_tick_which_is_kept() -> None:
    only = sign_in(Role.LIBRARIAN)
    answer = only.post(reverse("law_batches"), {"texts": [SimpleUploadedFile(*folder()[1])]})
    page = answer["Location"]
    batches.read_waiting()
    chosen = {"item": [ImportItem.objects.get().pk], "decision": "confirm"}
    assert 'name="alone"' in only.get(page).content.decode()
    only.post(page, chosen)
    assert not Act.objects.exists()
    only.post(page, {**chosen, "alone": "1"})
    assert Act.objects.exists()
    assert "(một người, đã xem lại)" in only.get(page).content.decode()


def test_the_tick_counts_nothing_where_there_is_a_second_librarian() -> None:
    first = sign_in(Role.LIBRARIAN)
    sign_in(Role.LIBRARIAN, "thu-thu-hai").get("/admin/")
    page = first.post(reverse("law_batches"), {"texts": [SimpleUploadedFile(*folder()[1])]})["Location"]
    batches.read_waiting()
    assert 'name="alone"' not in first.get(page).content.decode()
    first.post(page, {"item": [ImportItem.objects.get().pk], "decision": "confirm", "alone": "1"})
    assert not Act.objects.exists()


def of_day(symbol: str, day: int) -> bytes:
    return f"NGHỊ ĐỊNH\nSố: {symbol}\nHà Nội, ngày {day:02} tháng 01 năm 2030\n{TEXT}".encode()


def boxes(client, batch: ImportBatch) -> tuple[str, dict[str, bool]]:
    """The page of a batch, and whether each file comes ticked."""
    page = client.get(reverse("law_batch", args=[batch.pk]))
    return " ".join(page.content.decode().split()), {row.item.name: row.is_next for row in page.context["rows"]}


def test_files_that_contradict_each_other_come_unticked_with_the_reason() -> None:
    files = [
        ("a.txt", of_day("2/2030/NĐ-CP", 2)),
        ("b.txt", of_day("2/2030/NĐ-CP", 3)),
        ("c.txt", of_day("4/2030/NĐ-CP", 4)),
    ]
    batch = batches.take(files, made_by_id=None)
    batches.read_waiting()
    page, ticked = boxes(sign_in(Role.LIBRARIAN), batch)
    assert ticked == {"a.txt": False, "b.txt": False, "c.txt": True}
    assert "còn tệp “b.txt” cùng số, ký hiệu 2/2030/NĐ-CP mà ngày ban hành là 3/1/2030, ở tệp này là 2/1/2030" in page
    assert page.count("checked") == 1


def test_a_file_that_contradicts_its_manifest_or_the_library_comes_unticked() -> None:
    import_bytes(of_day("2/2030/NĐ-CP", 2), "co.txt")
    stated = json.dumps([{"file": "b.txt", "symbol": "5/2030/NĐ-CP"}])
    files = [
        ("a.txt", of_day("2/2030/NĐ-CP", 9)),
        ("b.txt", of_day("4/2030/NĐ-CP", 4)),
        ("manifest.json", stated.encode()),
    ]
    batch = batches.take(files, made_by_id=None)
    batches.read_waiting()
    page, ticked = boxes(sign_in(Role.LIBRARIAN), batch)
    assert ticked == {"a.txt": False, "b.txt": False}
    assert "cùng số, ký hiệu mà ngày ban hành là 9/1/2030" in page
    assert page.count("Số, ký hiệu nêu khi nhập là “5/2030/NĐ-CP”") == 1, "said once, not among the doubts again"


def test_the_same_symbol_of_two_provinces_contradicts_nothing() -> None:
    files = [("a.txt", of_day("2/QĐ-UBND", 2)), ("b.txt", of_day("2/QĐ-UBND", 3))]
    batch = batches.take(files, made_by_id=None)
    batches.read_waiting()
    assert set(boxes(sign_in(Role.LIBRARIAN), batch)[1].values()) == {True}


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    monkeypatch.setattr(batches, "read", lambda *told: held.append(connection.in_atomic_block) or read(*told))
    librarians = [person(name) for name in ("mot", "hai")]
    facts = batches.packed(Facts(symbol="1/2030/NĐ-CP"))
    item = batches.propose("a.txt", TEXT.encode(), facts, made_by_id=librarians[0].pk)
    assert batches.confirm([item], actor_id=librarians[1].pk) == 1
    assert held == [False, False]


def test_a_name_in_a_zip_cannot_turn_its_ending_round() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("luat\u202etxt.exe", TEXT)
    (item,) = batches.take([("a.zip", packed.getvalue())], made_by_id=None).items.all()
    assert item.name == "luattxt.exe"


@pytest.mark.parametrize("symbol", ["---", "1/2030\n2/2030", "1/2030/NĐ-CP#dieu-1", "1/2030\u202e/NĐ-CP"])
def test_what_cannot_be_a_symbol_is_refused_in_words(symbol: str) -> None:
    result = import_bytes(TEXT.encode(), "a.txt", Facts(symbol=symbol))
    assert "Số, ký hiệu nêu khi nhập chỉ gồm" in result.message
    assert not Act.objects.exists()
    with pytest.raises(ValidationError, match="chỉ gồm chữ, số"):
        Act(symbol=symbol).clean()
