"""The librarian's desk: facts, summaries, import with preview, choosing between copies; nobody else may."""

import datetime as dt
import os
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from legal_library import previewing
from legal_library.edits import proposing
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import (
    Act,
    Amendment,
    ErrorReport,
    ImportBatch,
    ImportItem,
    OutgoingMail,
    Provision,
    RivalCopy,
    SourceFile,
    Summary,
    TextState,
)
from legal_library.originals import _path, forget_unused
from search.models import Change
from tests.tracking.petitions import person
from tracking.organisation import roles
from tracking.organisation.models import Role

from .settling import approved

pytestmark = pytest.mark.django_db
TEXT = "Điều 1. Phạm vi\nThử.\nĐiều 2. Hiệu lực\n1. Một."
ADDRESSES = (
    "law_home",
    "law_edits",
    "law_act:index",
    "law_act:add",
    "law_summary:index",
    "law_upload",
    "law_batches",
    "law_rivals",
    "law_quality",
    "law_reports",
)


def sign_in(role: Role, name: str = "thu-thu-mau") -> Client:
    roles.sync_role_groups()
    client = Client()
    client.force_login(person(name, role))
    return client


@pytest.fixture
def librarian(settings, tmp_path) -> Client:
    settings.PORTAL_DATA = tmp_path
    return sign_in(Role.LIBRARIAN)


def act_data(**changes: str) -> dict[str, str]:
    return {
        "symbol": "07/2030/QH16", "kind": "Luật", "title": "Thử", "issuer": "Quốc hội", "issued": "2030-01-02",
        "aliases": "LT\nLuật Thử 2030", "confidence": "V", "featured": "0", "status": "",
        "reason": "Theo bản ký.", **changes,
    }  # fmt: skip


def upload(client: Client, text: str = TEXT, name: str = "luat.txt", **facts: str):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("law_upload"), {"file": file, "symbol": "07/2030/QH16", "issued": "2030-01-02", **facts})


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_works(librarian, address: str) -> None:
    assert librarian.get(reverse(address)).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_officer_without_the_right_is_kept_out(address: str) -> None:
    assert sign_in(Role.OFFICER).get(reverse(address)).status_code in (302, 403)


def test_a_record_is_added_with_its_address_and_told_to_search(librarian) -> None:
    response = librarian.post(reverse("law_act:add"), act_data())
    assert response.status_code == 302, response.context["form"].errors
    assert not Act.objects.exists()
    approved()
    act = Act.objects.get()
    assert (act.slug, act.aliases) == ("07-2030-qh16", ["LT", "Luật Thử 2030"])
    assert Change.objects.filter(key="07/2030/QH16").exists()


def test_the_same_act_twice_is_an_error_at_the_field(librarian) -> None:
    librarian.post(reverse("law_act:add"), act_data())
    approved()
    response = librarian.post(reverse("law_act:add"), act_data())
    assert "đã có văn bản cùng số" in response.content.decode()
    assert Act.objects.count() == 1


def test_editing_keeps_the_address(librarian) -> None:
    librarian.post(reverse("law_act:add"), act_data())
    approved()
    act = Act.objects.get()
    librarian.post(reverse("law_act:edit", args=[act.pk]), act_data(issued="2030-01-03", signer="Nguyễn Văn Mẫu"))
    approved()
    act.refresh_from_db()
    assert (act.slug, act.issued, act.signer) == ("07-2030-qh16", dt.date(2030, 1, 3), "Nguyễn Văn Mẫu")
    assert act.identity.split("|")[1] == "2030-01-03"


def test_a_summary_makes_a_record_readable_and_leaves_it_bare_again(librarian, client) -> None:
    librarian.post(reverse("law_act:add"), act_data())
    approved()
    act = Act.objects.get()
    data = {"act": act.symbol, "key": "Dieu-5", "heading": "Tên", "body": "Lời của ta.", "confidence": "V"}
    assert librarian.post(reverse("law_summary:add"), {**data, "reason": "Điều 5"}).status_code == 302
    act.refresh_from_db()
    assert act.text_state == TextState.RECORD
    assert client.get("/phap-luat/07-2030-qh16/dieu-5/").status_code == 404
    approved()
    act.refresh_from_db()
    assert act.text_state == TextState.SUMMARY
    assert "Lời của ta." in client.get("/phap-luat/07-2030-qh16/dieu-5/").content.decode()
    librarian.post(reverse("law_summary:delete", args=[Summary.objects.get().pk]), {"reason": "Đã có toàn văn"})
    assert Summary.objects.exists()
    approved()
    act.refresh_from_db()
    assert act.text_state == TextState.RECORD


@pytest.mark.parametrize(
    "wrong", [{"key": "khoan 5"}, {"key": "dieu-5.khoan-1"}, {"valid_from": "2030-02-01", "valid_to": "2030-01-01"}]
)
def test_a_wrong_summary_is_refused_at_its_field(librarian, wrong: dict[str, str]) -> None:
    librarian.post(reverse("law_act:add"), act_data())
    approved()
    data = {
        "act": Act.objects.get().symbol,
        "key": "dieu-5",
        "heading": "Tên",
        "body": "Lời.",
        "confidence": "V",
        "reason": "Điều 5",
        **wrong,
    }
    assert librarian.post(reverse("law_summary:add"), data).status_code == 200
    assert not Summary.objects.exists()


def test_an_upload_shows_the_tree_and_stores_nothing_before_a_second_person_confirms(librarian) -> None:
    response = upload(librarian)
    html = response.content.decode()
    assert "dieu-2.khoan-1" in html
    assert "thêm mới" in html
    assert not Act.objects.exists()
    sent = librarian.post(reverse("law_upload"), {"confirm": "1", "token": response.context["token"]})
    decision = {"item": [ImportItem.objects.get().pk], "decision": "confirm"}
    librarian.post(sent["Location"], decision)
    assert not Act.objects.exists()
    sign_in(Role.LIBRARIAN, "thu-thu-hai").post(sent["Location"], decision)
    assert Provision.objects.filter(key="dieu-2.khoan-1").exists()


def test_a_forged_or_missing_confirmation_stores_nothing(librarian) -> None:
    token = upload(librarian).context["token"]
    for wrong in ("", token[:-2], "x:y:z"):
        librarian.post(reverse("law_upload"), {"confirm": "1", "token": wrong})
    assert not Act.objects.exists()


def test_a_file_that_cannot_be_read_is_refused_at_the_field(librarian) -> None:
    response = upload(librarian, "%PDF-1.4", "luat.pdf")
    assert "PDF" in response.content.decode()
    assert not Act.objects.exists()


def test_a_previewed_file_nobody_confirmed_is_forgotten(librarian, tmp_path) -> None:
    upload(librarian)
    (staged,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    forget_unused()
    assert staged.exists()
    os.utime(staged, (0, 0))
    forget_unused()
    assert not staged.exists()


def test_forgetting_spares_the_originals_of_texts(librarian) -> None:
    import_bytes(TEXT.encode(), "a.txt", Facts(symbol="07/2030/QH16"))
    path = _path(Act.objects.get().source_files.get().sha256)
    os.utime(path, (0, 0))
    forget_unused()
    assert path.exists()


def test_a_preview_says_once_that_it_may_be_the_wrong_file(librarian: Client) -> None:
    file = SimpleUploadedFile("a.txt", "NGHỊ ĐỊNH\nSố: 7/2030/NĐ-CP\nĐiều 1. Tên\nLời.\nĐiều 3. Hết\nXong.".encode())
    answer = librarian.post(reverse("law_upload"), {"file": file, "symbol": "8/2030/NĐ-CP"})
    page = answer.content.decode()
    assert page.count("Số, ký hiệu nêu khi nhập là “8/2030/NĐ-CP”") == 1
    assert "Chỗ cần xem lại:" in page, "the article that is missing"


def test_a_file_that_is_read_for_long_holds_up_no_second_page(librarian: Client, monkeypatch) -> None:
    monkeypatch.setattr(previewing, "PATIENCE", 0.01)
    file = SimpleUploadedFile("a.txt", "NGHỊ ĐỊNH\nSố: 7/2030/NĐ-CP\nĐiều 1. Tên\nLời.".encode())
    with previewing.one_at_a_time():
        answer = librarian.post(reverse("law_upload"), {"file": file})
        assert "Máy đang đọc một tệp khác" in answer.content.decode()
    file.seek(0)
    seen = librarian.post(reverse("law_upload"), {"file": file})
    assert "Cây điều khoản" in seen.content.decode()
    with previewing.one_at_a_time():
        sent = librarian.post(reverse("law_upload"), {"confirm": "1", "token": seen.context["token"]}, follow=True)
        assert "Máy đang đọc một tệp khác" in sent.content.decode()


def test_the_board_of_quality_shows_what_is_missing_and_doubtful(librarian: Client) -> None:
    text = "Điều 1. Tên\nTheo Điều 5 Nghị định số 7/2031/NĐ-CP và khoản 2 Điều 9 Nghị định số 7/2031/NĐ-CP.\n"
    text += "Điều 2. Tên\nTheo Luật Tố cáo số 23/2018/QH14.\nĐiều 4. Hiệu lực\nHết."
    import_bytes(text.encode(), "a.txt", Facts(symbol="8/2031/TT-BTP", kind="Thông tư", title="Thử"))
    page = librarian.get(reverse("law_quality")).content.decode()
    for place in re.findall(r'<a href="#([a-z-]+)"', page.partition("Các bảng trên trang này")[2]):
        assert f'<h2 id="{place}">' in page
    assert re.search(r"<strong>0</strong>\s*<a href=\"#cung-so\">Hai văn bản cùng số", page)
    assert "7/2031/NĐ-CP" in page
    assert "2 lần" in page
    assert "<td>3</td>" in page, "the lost article"
    assert "Tên và số không khớp" in page
    assert page.count("8/2031/TT-BTP") >= 3, "lost article, doubt, no date"


def test_who_looked_at_the_doubts_of_a_file_is_written_down_with_them(librarian: Client) -> None:
    act = Act.objects.create(symbol="8/2031/TT-BTP", slug="8", doubts=["Dòng 3: chữ mờ."])
    librarian.post(reverse("law_quality"), {"settled": act.pk})
    act.refresh_from_db()
    assert act.doubts == []
    page = " ".join(librarian.get(reverse("law_quality")).content.decode().split())
    assert "thu-thu-mau" in page
    assert "Dòng 3: chữ mờ." in page
    history = librarian.get(reverse("law_act:history", args=[act.pk])).content.decode()
    assert "Đã xem xong 1 chỗ cần xem lại: Dòng 3: chữ mờ." in history
    before = ModelLogEntry.objects.count()
    librarian.post(reverse("law_quality"), {"settled": act.pk})
    assert ModelLogEntry.objects.count() == before, "nothing was left to look at"


def test_the_desk_tells_everything_that_waits_with_its_board(librarian: Client) -> None:
    act = Act.objects.create(symbol="8/2031/TT-BTP", slug="8", doubts=["Dòng 3"])
    Summary.objects.create(act=act, key="dieu-1", heading="A", body="B", published=False)
    ErrorReport.objects.create(act=act, message="Sai")
    ErrorReport.objects.create(act=act, message="Sai nữa")
    Amendment.objects.create(act=act, op="repeal", state="checked")
    RivalCopy.objects.create(act=act, source_file=SourceFile.objects.create(act=act, name="a", sha256="a"), document={})
    ImportItem.objects.create(batch=ImportBatch.objects.create(), name="b.txt", sha256="b", state="read")
    OutgoingMail.objects.create(to="a@example.com", subject="A", body="B", tries=2)
    proposing.propose_removal(act, person_id=None, reason="x")
    for address in ("law_home", "wagtailadmin_home"):
        page = " ".join(librarian.get(reverse(address)).content.decode().split())
        for words, board in (
            ("<strong>2</strong> <a href", "law_reports"),
            ("Đề nghị chờ duyệt", "law_edits"),
            ("Thao tác sửa đổi chờ xác nhận", "law_amendments"),
            ("Tệp đã đọc, chờ xác nhận", "law_batches"),
            ("Bản khác chờ chọn", "law_rivals"),
            ("Tóm tắt còn là bản nháp", "law_edits"),
            ("Văn bản có chỗ cần xem lại khi đọc tệp", "law_quality"),
            ("Thư cho người theo dõi chưa gửi được", "law_home"),
        ):
            assert words in page, (address, words)
            assert address == board or f'href="{reverse(board)}' in page


def test_a_quiet_library_says_so(librarian: Client) -> None:
    assert "Không có việc nào đang chờ." in librarian.get(reverse("law_home")).content.decode()
    assert "Việc của thư viện" not in sign_in(Role.OFFICER, "can-bo").get("/admin/").content.decode()


def test_a_reader_s_report_is_answered_once(librarian: Client) -> None:
    import_bytes(TEXT.encode(), "a.txt", Facts(symbol="8/2031/TT-BTP", kind="Thông tư", title="Thử"))
    report = ErrorReport.objects.create(act=Act.objects.get(), key="dieu-1", message="Sai chữ <b>Thử</b>")
    page = librarian.get(reverse("law_reports")).content.decode()
    assert "Sai chữ &lt;b&gt;Thử" in page
    answer = {"report": report.pk, "choice": "refused", "answer": ""}
    librarian.post(reverse("law_reports"), answer)
    report.refresh_from_db()
    assert report.state == "open", "a refusal says why"
    librarian.post(reverse("law_reports"), {**answer, "choice": "mended", "answer": "Đã nhập lại."})
    librarian.post(reverse("law_reports"), {**answer, "answer": "Không."})
    report.refresh_from_db()
    assert (report.state, report.answer) == ("mended", "Đã nhập lại.")
    assert librarian.post(reverse("law_reports"), {"report": "x"}).status_code == 404
