"""Nobody publishes alone: legal check, the chief's word, the day set; nothing personal goes out or leaves early."""

import datetime as dt
import re

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, Workflow, WorkflowState

from portal import staleness, starter
from portal.models import GuidancePage, HomePage, PlainPage, ResultIndexPage, ResultPage
from portal.models.published import MustStay
from portal.publishing import approving
from portal.publishing.redaction import What, barring, findings, plain
from portal.publishing.whose import agency_of
from tests.tracking.petitions import agency, person
from tracking.organisation.models import Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(starter_pages: None) -> dict[str, Person]:
    """The committee's writer, a librarian, the committee's office and two heads, of which one is another agency's."""
    committee = agency("ubnd-thanh-pho")
    home = HomePage.objects.get(locale__language_code="vi")
    committee.branch = home
    committee.save()
    return {
        "writer": person("writer", Role.COMMUNICATIONS, committee),
        "librarian": person("librarian", Role.LIBRARIAN, agency("van-phong-ubnd")),
        "office": person("office", Role.COMMITTEE_OFFICE, agency("van-phong-ubnd")),
        "head": person("head", Role.HEAD, committee),
        "stranger": person("stranger", Role.HEAD, agency("so-xay-dung")),
    }


def draft(writer: Person, *, go_live_at: dt.datetime | None = None, **fields: object) -> PlainPage:
    home = HomePage.objects.get(locale__language_code="vi")
    page = PlainPage(title="Thông báo mới", slug="thong-bao-moi", live=False, go_live_at=go_live_at, **fields)
    home.add_child(instance=page)
    page.save_revision(user=writer)
    return page


def submitted(writer: Person, **fields: object) -> PlainPage:
    page = draft(writer, **fields)
    page.get_workflow().start(page, writer)
    return page


def waiting(who: Person) -> list[str]:
    return [item.page.title for item in approving.waiting_for(who)]


def take(who: Person, action: str = approving.APPROVE, comment: str = "") -> None:
    (item,) = approving.waiting_for(who)
    approving.decide(who, item.state.pk, action, comment)


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def said(answer: HttpResponse) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def form_of(title: str, slug: str, summary: str = "") -> dict[str, str]:
    """What Wagtail's editor sends of a plain page, without a button."""
    return {
        "title": title,
        "slug": slug,
        "summary": summary,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }


def test_the_starter_makes_the_way_once_and_leaves_an_offices_own_alone(office: dict[str, Person]):
    home = HomePage.objects.get(locale__language_code="vi")
    workflow = home.get_workflow()
    assert [task.name for task in workflow.tasks] == ["Kiểm tra pháp lý", "Lãnh đạo duyệt"]
    workflow.name = "Của cơ quan"
    workflow.save()
    before = Workflow.objects.count()
    starter.load()
    assert (Workflow.objects.count(), home.get_workflow().name) == (before, "Của cơ quan")


def test_a_page_appears_after_the_legal_check_and_the_chiefs_word(
    office: dict[str, Person], client: Client, django_capture_on_commit_callbacks
):
    submitted(office["writer"])
    assert (waiting(office["librarian"]), waiting(office["head"])) == (["Thông báo mới"], [])
    take(office["librarian"])
    assert (waiting(office["librarian"]), waiting(office["head"])) == ([], ["Thông báo mới"])
    assert client.get("/thong-bao-moi/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        take(office["head"])
    assert client.get("/thong-bao-moi/").status_code == 200


def test_an_approved_page_waits_for_the_day_it_is_set_to(office: dict[str, Person], client: Client):
    page = submitted(office["writer"], go_live_at=timezone.now() + dt.timedelta(days=2))
    take(office["librarian"])
    take(office["head"])
    page.refresh_from_db()
    assert not page.live
    assert page.approved_schedule


def test_heads_of_other_agencies_and_the_writer_decide_nothing(office: dict[str, Person]):
    submitted(office["writer"])
    take(office["librarian"])
    assert waiting(office["stranger"]) == []
    assert waiting(office["writer"]) == []
    assert waiting(office["office"]) == ["Thông báo mới"]


def test_who_wrote_a_page_does_not_check_it(office: dict[str, Person]):
    page = draft(office["librarian"])
    page.get_workflow().start(page, office["librarian"])
    assert waiting(office["librarian"]) == []


def test_a_returned_page_goes_back_with_the_reason(office: dict[str, Person]):
    page = submitted(office["writer"])
    take(office["librarian"], approving.RETURN, "Thiếu căn cứ.")
    state = WorkflowState.objects.get(object_id=str(page.pk))
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == "Thiếu căn cứ."


def test_the_writer_has_no_publish_button_and_a_forged_one_saves_a_draft_only(office: dict[str, Person]):
    page = draft(office["writer"])
    browser = signed_in(office["writer"])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'name="action-publish"' not in browser.get(address).content.decode()
    fields = {**form_of("Sửa lại", page.slug), "action-publish": "1"}
    answer = browser.post(address, fields)
    assert answer.status_code == 302
    assert any("lãnh đạo duyệt" in str(message) for message in get_messages(answer.wsgi_request))
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().title == "Sửa lại"


def test_the_admins_api_is_no_side_door(office: dict[str, Person]):
    page = draft(office["writer"])
    answer = signed_in(office["writer"]).post(f"/admin/api/main/pages/{page.pk}/action/publish/")
    assert answer.status_code == 403
    page.refresh_from_db()
    assert not page.live


def test_the_chief_reads_the_page_and_approves_it_on_the_desk(
    office: dict[str, Person], client: Client, django_capture_on_commit_callbacks
):
    submitted(office["writer"], summary="Nội dung để duyệt.")
    take(office["librarian"])
    browser = signed_in(office["head"])
    assert "Thông báo mới" in browser.get("/admin/duyet-bai/").content.decode()
    (item,) = approving.waiting_for(office["head"])
    page = f"/admin/duyet-bai/{item.state.pk}/"
    assert "Sẽ hiện" in browser.get(page).content.decode()
    assert "Nội dung để duyệt." in browser.get(f"{page}xem/").content.decode()
    assert signed_in(office["stranger"]).get(page).status_code == 404
    assert browser.post(page, {"action": "reject"}).headers["Location"] == page
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(page, {"action": "approve"})
    assert client.get("/thong-bao-moi/").status_code == 200


def test_whose_page_it_is_follows_the_nearest_branch_and_the_original_of_a_translation(office: dict[str, Person]):
    guide = GuidancePage.objects.get(slug="dat-bi-thu-hoi", locale__language_code="en")
    assert agency_of(guide).slug == "ubnd-thanh-pho"
    index = Page.objects.get(slug="huong-dan", locale__language_code="vi")
    other = agency("so-xay-dung")
    other.branch = index
    other.save()
    assert agency_of(guide) == other


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("CCCD 031 088 123 456 cấp năm 2021", What.IDENTITY),
        ("số 031088123456", What.IDENTITY),
        ("CMND 031123456", What.IDENTITY),
        ("gọi 0912 345 678 để hỏi", What.PHONE),
        ("điện thoại 0225.3821055", What.PHONE),
        ("thư a.nguyen@example.com", What.MAIL),
        ("sinh năm 1968", What.BIRTH),
        ("thường trú tại số 5 ngõ 12 phố Ấy", What.HOME),
        ("ông Nguyễn Văn Mẫu khiếu nại", What.NAME),
        ("bà Trần Thị Ví Dụ", What.NAME),
        ("Ông NGUYỄN VĂN TÁM", What.NAME),
        ("NGUYỄN VĂN TÁM khiếu nại", What.NAME),
        ("SĐT (0912)345678", What.PHONE),
        ("(0225) 3821055", What.PHONE),
        ("+84 912 345 678", What.PHONE),
        ("gọi 0912–345–678", What.PHONE),
        ("091\u200b234\u200b5678", What.PHONE),
        ("0912\u00a0345\u00a0678", What.PHONE),
        ("0912345678 đồng ý", What.PHONE),
        ("ngày 05/10/2026 0912345678", What.PHONE),
        ("CCCD 031060001234/CA cấp", What.IDENTITY),
        ("CMND 142 345 678", What.IDENTITY),
        ("hộ chiếu B1234567", What.IDENTITY),
        ("hộ chiếu số: C12345678", What.IDENTITY),
        ("hộ khẩu: số 5 Lạch Tray", What.HOME),
        ("ngụ tại 5 Lạch Tray", What.HOME),
        ("thu\u031bo\u031b\u0300ng tru\u0301 ta\u0323i so\u0302\u0301 5", What.HOME),
        ("sn 1960", What.BIRTH),
        ("gọi ０９１２３４５６７８", What.PHONE),
        ("gọi ٠٩١٢٣٤٥٦٧٨", What.PHONE),
        ("gọi 𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", What.PHONE),
        ("số ００１０８５０１２３４５", What.IDENTITY),
        ("thư a＠b.vn", What.MAIL),
        ("thư a@b．vn", What.MAIL),
        ("gọi 0912·345·678", What.PHONE),
        ("gọi 0912•345•678", What.PHONE),
        ("gọi 0912_345_678", What.PHONE),
        ("gọi 0912*345*678", What.PHONE),
        ("gọi 0912．345．678", What.PHONE),
    ],
)
def test_what_points_to_a_person_is_found(text: str, what: What):
    assert what in {finding.what for finding in findings(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 1234/QĐ-UBND ngày 05/10/2026",
        "Luật Khiếu nại 02/2011/QH13, Điều 31",
        "bồi thường 125.000.000 đồng cho 1.250 m2",
        "người khiếu nại [đã bỏ họ tên] có đơn ngày 02/3/2026",
        "thửa 112, tờ bản đồ 24, 90 ngày",
        "Nghị định 124/2020/NĐ-CP, Nghị định 61/2018/NĐ-CP",
        "từ 125.000.000-150.000.000 đồng; 125.000.000–1.150.000.000 đồng",
        "ngày 05-10-2026 08:30, 05.10.2026 và 2026-10-05 14:00",
        "200000000 đồng, 1.250.000,5 đồng, 100000000m2",
        "cấp hộ khẩu cho người dân",
        "giai đoạn 2016-2020, 2021–2025",
    ],
)
def test_numbers_of_acts_money_and_days_bar_nothing(text: str):
    assert barring(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ĐT: 0912345678/0903111222",
        "0912345678,0903111222",
        "0912345678.0903111222",
        "0912345678;0903111222",
        "0912 345 678-0903 111 222",
        "0912.345.678–0903.111.222",
    ],
)
def test_each_of_two_phones_side_by_side_is_found(text: str):
    found = [re.sub(r"\D", "", one.text) for one in barring(text)]
    assert found == ["0912345678", "0903111222"]


def test_a_number_stands_where_it_is_found_however_it_is_written():
    text = "Ông gọi ０９１２·３４５·６７８ hoặc 100 m² đất…"
    assert [one.text for one in barring(text)] == ["0912·345·678"]
    assert len(plain(text)) == len(text)
    assert barring(text, frozenset({"０９１２·３４５·６７８"})) == []


def test_a_raised_figure_is_no_digit_of_its_neighbour():
    assert barring("diện tích 12345678m² và 12345678²") == []


@given(st.text(max_size=80))
def test_one_writing_is_reached_at_once(text: str):
    assert plain(plain(text)) == plain(text)


def test_what_an_editor_named_as_harmless_is_so_however_its_dashes_are_written():
    assert barring("số 0912–345–678", frozenset({"0912–345–678"})) == []


@given(st.text("0123456789 .-()/,;+aĐđ@\u200b", max_size=120))
def test_a_phone_is_found_whatever_stands_around_it_with_words_between(around: str):
    assert What.PHONE in {one.what for one in barring(f"{around} gọi 0912345678, {around}")}


def result(**fields: object) -> ResultPage:
    index = ResultIndexPage.objects.get(locale__language_code="vi")
    values = {
        "title": "Quyết định giải quyết khiếu nại về bồi thường đất",
        "slug": "qd-12",
        "kind": "complaint",
        "symbol": "12/QĐ-UBND",
        "issued": dt.date(2026, 11, 2),
        "issuer": "UBND phường Mẫu",
        "text": "Công nhận một phần khiếu nại.",
        **fields,
    }
    page = ResultPage(**values)
    index.add_child(instance=page)
    return page


def test_a_decision_with_private_things_is_refused_with_each_of_them_named(office: dict[str, Person]):
    private = "Người khiếu nại có căn cước 031088123456, gọi 0912 345 678."
    with pytest.raises(ValidationError) as refused:
        result(text=private)
    said = " ".join(refused.value.message_dict["text"])
    assert "031088123456" in said
    assert "0912 345 678" in said
    with pytest.raises(ValidationError, match="Số, ký hiệu"):
        result(symbol="12/QĐ-UBND gọi 0912345678")
    looked_at = result(text=private, harmless="031088123456\n0912 345 678")
    assert looked_at.private_things() == []


def test_a_decision_stays_for_its_legal_time_whatever_is_pressed(office: dict[str, Person], client: Client):
    page = result()
    page.save_revision().publish()
    page.refresh_from_db()
    html = client.get("/ket-qua-giai-quyet/qd-12/").content.decode()
    assert "ít nhất đến hết" in html
    assert "124-2020-nd-cp/dieu-29" in html
    with pytest.raises(MustStay):
        page.unpublish()
    with pytest.raises(MustStay):
        page.delete()
    root = Person.objects.create_superuser("root", password="x" * 20)
    for name in ("wagtailadmin_pages:unpublish", "wagtailadmin_pages:delete"):
        answer = signed_in(root).post(reverse(name, args=[page.pk]))
        assert any("ít nhất 15 ngày" in str(message) for message in get_messages(answer.wsgi_request))
    assert client.get("/ket-qua-giai-quyet/qd-12/").status_code == 200
    ResultPage.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - dt.timedelta(days=32))
    page.refresh_from_db()
    page.unpublish()
    assert client.get("/ket-qua-giai-quyet/qd-12/").status_code == 404


def test_fewer_than_fifteen_days_and_an_early_end_are_refused(office: dict[str, Person]):
    with pytest.raises(ValidationError) as refused:
        result(days=10, expire_at=timezone.now() + dt.timedelta(days=5))
    assert {"days", "expire_at"} <= set(refused.value.message_dict)


def test_the_board_lists_old_reviews_missing_english_and_dead_links(office: dict[str, Person]):
    GuidancePage.objects.filter(slug="dat-bi-thu-hoi", locale__language_code="vi").update(
        reviewed_on=dt.date(2024, 1, 2), law_keys="02/2011/QH13#dieu-999"
    )
    home = HomePage.objects.get(locale__language_code="vi")
    lonely = PlainPage(title="Chưa dịch", slug="chua-dich")
    home.add_child(instance=lonely)
    lonely.save_revision().publish()
    assert "dat-bi-thu-hoi" in {row.page.slug for row in staleness.past_review()}
    assert "Chưa dịch" in {row.page.title for row in staleness.behind()}
    assert "02/2011/QH13#dieu-999" in {row.law for row in staleness.dead_links()}
    html = signed_in(office["writer"]).get("/admin/noi-dung-can-soat/").content.decode()
    assert "soát lần cuối 02/01/2024" in html
