"""Whoever confirms an import sees each file first: its tree, doubts, what it changes, the original; scans get text."""

import datetime as dt
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from legal_library import batches, originals
from legal_library.importing import Facts, import_bytes
from legal_library.models import Act, ImportItem, SourceFile
from tests.legal_library.test_desk import sign_in
from tests.legal_library.test_formats import scan
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
State = ImportItem.State
TEXT = "Điều 1. Phạm vi\nThử mười ngày.\nĐiều 2. Hiệu lực\n1. Một."
FACTS = Facts(symbol="07/2030/QH16", issued=dt.date(2030, 1, 2))


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


@pytest.fixture
def first() -> Client:
    return sign_in(Role.LIBRARIAN)


@pytest.fixture
def second() -> Client:
    return sign_in(Role.LIBRARIAN, "thu-thu-hai")


def upload(client: Client, data: bytes, name: str = "luat.txt"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("law_upload"), {"file": file, "symbol": "07/2030/QH16", "issued": "2030-01-02"})


def handed_in(client: Client, text: str) -> ImportItem:
    token = upload(client, text.encode()).context["token"]
    client.post(reverse("law_upload"), {"confirm": "1", "token": token})
    return ImportItem.objects.get()


def opened(client: Client, item: ImportItem) -> str:
    address = reverse("law_item", args=[item.batch_id, item.pk])
    return " ".join(client.get(address).content.decode().split())


def test_the_second_person_opens_the_file_before_confirming(first, second) -> None:
    item = handed_in(first, TEXT + "\nĐiều 4. Hết\nX.")
    listed = second.get(reverse("law_batch", args=[item.batch_id])).content.decode()
    address = reverse("law_item", args=[item.batch_id, item.pk])
    assert address in listed
    seen = opened(second, item)
    assert "dieu-2.khoan-1" in seen
    assert "Chỗ cần xem lại" in seen
    assert "thêm mới" in seen
    file = second.get(f"{address}goc/")
    assert (file.content.decode(), file["X-Content-Type-Options"]) == (TEXT + "\nĐiều 4. Hết\nX.", "nosniff")
    assert file["Content-Disposition"].startswith("attachment")


def test_a_changed_file_shows_the_difference_before_it_is_sent_and_before_it_is_confirmed(first, second) -> None:
    import_bytes(TEXT.encode(), "a.txt", FACTS)
    changed = TEXT.replace("mười", "bảy")
    sent = " ".join(upload(first, changed.encode()).content.decode().split())
    item = handed_in(first, changed)
    for page in (sent, opened(second, item)):
        assert "1 điều khác nhau" in page
        assert "<del>mười" in page
        assert "<ins>bảy" in page


def test_a_single_scan_is_kept_and_asks_for_its_text(first, second) -> None:
    paper = scan(2)
    answer = upload(first, paper, "quet.pdf")
    picture = ImportItem.objects.get()
    assert (picture.state, answer["Location"]) == (State.SCAN, reverse("law_item", args=[picture.batch_id, picture.pk]))
    assert "Gửi bản chữ" in opened(first, picture)
    assert "quet.pdf" in first.get(reverse("law_batches")).content.decode()
    assert "Mở, gửi bản chữ" in first.get(reverse("law_batch", args=[picture.batch_id])).content.decode()

    given = {"file": SimpleUploadedFile("chu.txt", TEXT.encode()), "symbol": "07/2030/QH16", "issued": "2030-01-02"}
    first.post(answer["Location"], given)
    text = ImportItem.objects.get(name="chu.txt")
    assert "quet.pdf" in opened(second, text)
    second.post(reverse("law_batch", args=[text.batch_id]), {"item": [text.pk], "decision": "confirm"})
    picture.refresh_from_db()
    assert (Act.objects.get().symbol, picture.state) == ("07/2030/QH16", State.DONE)
    kept = SourceFile.objects.get(name="quet.pdf")
    assert (kept.act, kept.is_current) == (Act.objects.get(), False)
    os.utime(originals._path(kept.sha256), (0, 0))
    originals.forget_unused()
    assert originals.read(kept.sha256) == paper


def test_a_text_that_cannot_be_read_leaves_the_scan_waiting(first) -> None:
    page = upload(first, scan(1), "quet.pdf")["Location"]
    given = {"symbol": "07/2030/QH16", "file": SimpleUploadedFile("chu.txt", b"\xff\xfe\x00")}
    assert first.post(page, given).context["form"].errors["file"]
    assert ImportItem.objects.get().state == State.SCAN


def test_a_text_that_is_left_out_leaves_the_scan_waiting(first) -> None:
    upload(first, scan(1), "quet.pdf")
    picture = ImportItem.objects.get()
    made = batches.give_text(picture, "chu.txt", TEXT.encode(), FACTS, made_by_id=None)
    batches.drop([made], actor_id=None)
    picture.refresh_from_db()
    assert picture.state == State.SCAN


def test_a_file_of_another_batch_or_nobody_is_not_opened(first) -> None:
    item = handed_in(first, TEXT)
    for address in (
        reverse("law_item", args=[item.batch_id + 1, item.pk]),
        reverse("law_item_file", args=[item.batch_id + 1, item.pk]),
    ):
        assert first.get(address).status_code == 404
    officer = sign_in(Role.OFFICER, "can-bo")
    for name in ("law_item", "law_item_file"):
        assert officer.get(reverse(name, args=[item.batch_id, item.pk])).status_code == 302
