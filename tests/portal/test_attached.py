"""A page and its files go to the public together, and what was approved stays as it was approved."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from portal import reach, staleness
from portal.blocks import BodyBlock
from portal.education_blocks import EducationBlock
from portal.media_views import part_of
from portal.models import ArticlePage, HomePage, NewsIndexPage, PlainPage, PortalSettings, ReachCount, ResultPage
from portal.publishing import attached, scheduled
from portal.publishing.attached_forms import TAKEN, DocumentForm
from tests.portal.test_films import GOOD, film
from tests.tracking.petitions import agency, person
from tracking.organisation.models import Person, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_pages")]
Document, Image = get_document_model(), get_image_model()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def writer() -> Person:
    committee = agency("ubnd-thanh-pho")
    committee.branch = HomePage.objects.get(locale__language_code="vi")
    committee.save()
    return person("writer", Role.COMMUNICATIONS, committee)


def document(name: str = "mau-don.pdf", data: bytes = b"%PDF-1.7 mau don") -> object:
    return Document.objects.create(title="Mẫu đơn", file=ContentFile(data, name=name), file_size=len(data))


def picture() -> object:
    kept = io.BytesIO()
    Picture.new("RGB", (900, 600), "navy").save(kept, "PNG")
    return Image.objects.create(title="Trụ sở", file=ContentFile(kept.getvalue(), name="tru-so.png"))


def page_with(file: object, *, live: bool = True) -> PlainPage:
    words = f'<p>Lấy <a linktype="document" id="{file.pk}">mẫu đơn</a>.</p>'
    page = PlainPage(
        title="Mẫu đơn", slug="mau-don", live=live, body=BodyBlock().to_python([{"type": "text", "value": words}])
    )
    HomePage.objects.get(locale__language_code="vi").add_child(instance=page)
    return page


def article_with(*blocks: dict[str, object], live: bool = True) -> ArticlePage:
    index = NewsIndexPage.objects.get(slug="tin-tuc", locale__language_code="vi", depth=3)
    page = ArticlePage(
        title="Bài có phim", slug="bai-co-phim", live=live, body=EducationBlock().to_python(list(blocks))
    )
    index.add_child(instance=page)
    return page


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_a_document_is_read_by_strangers_once_its_page_is_published(client: Client, writer: Person) -> None:
    file = document()
    assert client.get(file.url).status_code == 404
    assert b"".join(signed_in(writer).get(file.url).streaming_content).startswith(b"%PDF")
    page = page_with(file, live=False)
    assert client.get(file.url).status_code == 404
    page.save_revision().publish()
    answer = client.get(file.url)
    assert answer.status_code == 200
    assert not answer.cookies
    page.refresh_from_db()
    page.unpublish()
    assert client.get(file.url).status_code == 404


def test_the_file_of_a_published_or_waiting_page_is_not_replaced(writer: Person) -> None:
    file, free = document(), document("khac.pdf")
    page = page_with(file)
    replaced = {"title": "Mẫu đơn", "collection": Collection.get_first_root_node().pk}
    new = {"file": SimpleUploadedFile("moi.pdf", b"%PDF-1.7 moi")}
    form = _form(file, replaced, new, writer)
    assert "đang ở trang “Mẫu đơn”" in str(form.errors["file"])
    assert _form(file, replaced, {}, writer).is_valid(), "its title may be mended"
    assert _form(free, replaced, new, writer).is_valid()
    page.unpublish()
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    assert "đang ở trang" in str(_form(file, replaced, new, writer).errors["file"])


def _form(file: object, data: dict[str, object], files: dict[str, object], who: Person) -> DocumentForm:
    from wagtail.documents.forms import get_document_form

    return get_document_form(Document)(data, files, instance=file, user=who)


def test_a_file_in_use_is_not_deleted(writer: Person) -> None:
    file = document()
    page_with(file)
    boss = person("boss", is_superuser=True)
    answer = signed_in(boss).post(reverse("wagtaildocs:delete", args=[file.pk]))
    assert any("đang ở trang" in str(message) for message in get_messages(answer.wsgi_request))
    assert Document.objects.filter(pk=file.pk).exists()


def test_who_approves_sees_the_files_with_the_page(writer: Person) -> None:
    file = document()
    page = page_with(file, live=False)
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    assert attached.files_of(page) == [file]
    desk = signed_in(person("librarian", Role.LIBRARIAN, agency("van-phong-ubnd")))
    listing = desk.get("/admin/duyet-bai/")
    (item,) = listing.context["waiting"]
    html = desk.get(f"/admin/duyet-bai/{item.state.pk}/").content.decode()
    assert "Tệp đi cùng" in html
    assert file.url in html


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("trang.html", b"<script>", "Không nhận tệp .html"),
        ("chay.exe", b"MZ", "Không nhận tệp .exe"),
        ("phim.mp4", film(order="fdm").getvalue(), "Fast start"),
        ("phim.mp4", film(seconds=3600).getvalue(), "nhiều nhất 10 phút"),
        ("nghe.mp3", b"x" * (16 * 1024 * 1024), "nhiều nhất 15 MB"),
    ],
)
def test_a_file_nobody_could_use_is_refused_with_what_to_do(writer: Person, name: str, data: bytes, why: str) -> None:
    facts = {"title": "Tệp", "collection": Collection.get_first_root_node().pk}
    form = _form(Document(), facts, {"file": SimpleUploadedFile(name, data)}, writer)
    assert why in str(form.errors["file"])


def handed_in(who: Person, name: str, data: bytes) -> tuple[str, str]:
    """What the desk answers to the file given alone, and among several."""
    facts = {"title": "Tệp", "collection": Collection.get_first_root_node().pk}
    desk = signed_in(who)
    alone = desk.post(reverse("wagtaildocs:add"), facts | {"file": SimpleUploadedFile(name, data)})
    many = desk.post(
        reverse("wagtaildocs:add_multiple"),
        facts | {"files[]": SimpleUploadedFile(name, data)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    words = "" if alone.status_code == 302 else " ".join(alone.context["form"].errors["file"])
    return words, many.json().get("error_message", "")


@pytest.mark.parametrize("ending", sorted(TAKEN))
def test_every_kind_of_file_named_as_taken_is_taken_at_both_doors(writer: Person, ending: str) -> None:
    data = film().getvalue() if ending == ".mp4" else b"%PDF-1.7 noi dung"
    before = Document.objects.count()
    assert handed_in(writer, f"tep{ending.upper()}", data) == ("", "")
    assert Document.objects.count() == before + 2


@pytest.mark.parametrize(
    ("name", "why"),
    [("trang.html", "Không nhận tệp .html"), ("loi.vtt", "“phụ đề (WebVTT)”"), ("phim.mp4", "không phải phim MP4")],
)
def test_a_refusal_at_both_doors_is_told_once_and_in_vietnamese(writer: Person, name: str, why: str) -> None:
    data = b"WEBVTT" if name.endswith("vtt") else film(order="md").getvalue()
    before = Document.objects.count()
    for words in handed_in(writer, name, data):
        assert why in words
        assert "allowed" not in words
    assert Document.objects.count() == before


def test_a_picture_is_shown_with_its_page_and_told_in_words(client: Client, writer: Person) -> None:
    shown = picture()
    page = article_with({"type": "picture", "value": {"picture": shown.pk, "alt": "Mặt trước trụ sở", "caption": ""}})
    html = client.get(page.address).content.decode()
    assert 'alt="Mặt trước trụ sở"' in html
    address = html.split('<img src="')[1].split('"')[0]
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    page.unpublish()
    assert client.get(address).status_code == 404
    assert signed_in(writer).get(address).status_code == 200


@pytest.mark.parametrize(
    "path", ["documents/mau-don.pdf", "../portal.sqlite3", "images/khong-co.png", "emblem/khong.png"]
)
def test_nothing_else_of_the_folder_is_served(client: Client, path: str) -> None:
    document()
    assert client.get(f"/media/{path}").status_code == 404


def test_the_offices_own_emblem_is_seen_by_everybody(client: Client) -> None:
    kept = io.BytesIO()
    Picture.new("RGB", (64, 64), "red").save(kept, "PNG")
    around = PortalSettings.for_site(HomePage.objects.get(locale__language_code="vi").get_site())
    around.emblem = SimpleUploadedFile("bieu-trung.png", kept.getvalue())
    around.save()
    answer = client.get(around.emblem.url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert not answer.cookies


def test_a_film_has_captions_its_words_and_is_played_in_pieces(client: Client) -> None:
    data = film().getvalue()
    file = document("phim.mp4", data)
    value = {"title": "Gửi đơn thế nào", "file": file.pk, "captions": GOOD, "transcript": "Toàn bộ lời."}
    page = article_with({"type": "film", "value": value, "id": "6f6b6c1e-1111-4222-8333-444455556666"})
    html = client.get(page.address).content.decode()
    assert 'preload="none"' in html
    assert "Toàn bộ lời." in html
    vtt = client.get(f"/phu-de/{page.pk}/6f6b6c1e-1111-4222-8333-444455556666.vtt")
    assert vtt.content.decode() == GOOD
    assert f"/phu-de/{page.pk}/" in html
    part = client.get(file.url, headers={"range": "bytes=0-9"})
    assert (part.status_code, part.headers["Content-Range"]) == (206, f"bytes 0-9/{len(data)}")
    assert b"".join(part.streaming_content) == data[:10]
    reach.write()
    assert ReachCount.objects.get(what="played").times == 1


@pytest.mark.parametrize(
    ("asked", "status", "given"),
    [
        ("", 200, slice(None)),
        ("bytes=5-9", 206, slice(5, 10)),
        ("bytes=90-", 206, slice(90, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=0-9999", 206, slice(None)),
        ("bytes=100-", 416, slice(0)),
        ("bytes=9-5", 416, slice(0)),
        ("bytes=-0", 416, slice(0)),
        ("bytes=0-1,5-6", 200, slice(None)),
        ("items=1", 200, slice(None)),
    ],
)
def test_parts_of_a_film_are_what_the_standard_says(tmp_path, asked: str, status: int, given: slice) -> None:
    data = bytes(range(100))
    (tmp_path / "a.mp4").write_bytes(data)
    answer = part_of(tmp_path / "a.mp4", "video/mp4", asked)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, body) == (status, data[given])


def test_a_film_block_takes_films_only(writer: Person) -> None:
    from wagtail.blocks import StructBlockValidationError

    block = EducationBlock().child_blocks["film"]
    value = block.to_python({"title": "x", "file": document().pk, "captions": GOOD, "transcript": "x"})
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert set(refused.value.block_errors) == {"file"}


def test_a_scheduled_page_that_names_somebody_holds_no_other_back(writer: Person) -> None:
    soon = timezone.now() + dt.timedelta(hours=1)
    home = HomePage.objects.get(locale__language_code="vi")
    index = home.get_children().get(slug="ket-qua-giai-quyet").specific
    facts = {"kind": "complaint", "symbol": "1/QĐ", "issued": dt.date(2026, 11, 1), "issuer": "UBND", "live": False}
    bad = ResultPage(title="Quyết định 1", slug="qd-1", text="Gọi 0912 345 678", go_live_at=soon, **facts)
    good = ResultPage(title="Quyết định 2", slug="qd-2", text="Không có gì riêng.", go_live_at=soon, **facts)
    for page in (bad, good):
        index.add_child(instance=page)
        revision = page.save_revision(clean=False)
        revision.approved_go_live_at = soon
        revision.save()
    with time_machine.travel(soon + dt.timedelta(minutes=1)):
        scheduled.publish_due()
        assert [row.page.pk for row in staleness.held_back()] == [bad.pk]
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.live, good.live) == (False, True)
