"""The desk: who finds which case, what they read of it, and what they can do with it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tracking.casework import casework
from tracking.casework.desk.timeline import whole_links
from tracking.casework.history import events
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case, Event, EventKind
from tracking.casework.petition import Kind
from tracking.casework.sealing.keys import KeyName, current_key
from tracking.organisation.models import Role

from .petitions import agency, content, custodian_key, paper, person, petitioner, received, signed, submit
from .steps_taken import on_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return agency("so-mau", name="Sở Mẫu")


@pytest.fixture
def officer(here):
    return person("canbo", Role.OFFICER, here, first_name="Mẫu", last_name="Cán bộ")


@pytest.fixture
def case(here):
    return submit(agency=here, files=[paper("don.txt", b"mot trang")]).case


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def inbox(client, **asked):
    return client.get(reverse("desk:inbox"), asked)


def listed(response):
    return [row.case.reference for row in response.context["rows"]]


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def step(case, slug):
    return reverse("desk:step", args=[case.reference, slug])


def page(case, name="case"):
    return reverse(f"desk:{name}", args=[case.reference])


def post_step(client, case, slug, **fields):
    given = {"version": case.version, "public_text": "Cơ quan báo để ông/bà biết.", **fields}
    return client.post(step(case, slug), given)


class TestInbox:
    def test_it_lists_the_cases_of_my_agency_and_no_other(self, desk, case):
        submit(agency=agency("noi-khac"))
        assert listed(inbox(desk)) == [case.reference]

    def test_it_shows_the_subject_and_the_state_in_words(self, desk, case):
        shown = text_of(inbox(desk))
        assert "Thu hồi đất không có quyết định" in shown
        assert "Đã gửi" in shown

    def test_a_denunciation_shows_no_subject(self, desk, here):
        custodian_key()
        submit(Kind.DENUNCIATION, agency=here, petitioner=petitioner(), content=content(subject="Nhận tiền của dân"))
        response = inbox(desk)
        assert "Nhận tiền của dân" not in text_of(response)
        assert "Nội dung tố cáo không hiện ở danh sách" in text_of(response)

    def test_it_is_narrowed_by_state_kind_agency_and_reference(self, desk, here, officer, case):
        other = submit(Kind.FEEDBACK, agency=here).case
        received(other, officer)
        assert listed(inbox(desk, tinh_trang="received")) == [other.reference]
        assert listed(inbox(desk, loai="complaint")) == [case.reference]
        assert listed(inbox(desk, co_quan=here.pk, ma=case.reference.lower())) == [case.reference]
        assert listed(inbox(desk, ma="HP26-ZZZZZZ")) == []

    def test_a_day_is_a_local_day(self, desk, case):
        # 23:30 on the 3rd in Hải Phòng is still the 3rd, though UTC says 16:30.
        late = timezone.make_aware(timezone.datetime(2026, 10, 3, 23, 30))
        Case.objects.filter(pk=case.pk).update(submitted_at=late)
        assert listed(inbox(desk, tu_ngay="2026-10-03", den_ngay="2026-10-03")) == [case.reference]
        assert listed(inbox(desk, tu_ngay="2026-10-04")) == []
        assert listed(inbox(desk, den_ngay="2026-10-02")) == []

    def test_the_counts_follow_the_other_filters_but_not_the_state(self, desk, here, officer, case):
        received(submit(Kind.FEEDBACK, agency=here).case, officer)
        counts = {count.state: count.count for count in inbox(desk, tinh_trang="received").context["counts"]}
        assert counts == {"submitted": 1, "received": 1}
        counts = {count.state: count.count for count in inbox(desk, loai="complaint").context["counts"]}
        assert counts == {"submitted": 1}

    @pytest.mark.parametrize(
        "asked",
        [
            {"xep": "handling_agency__memberships__person__password"},
            {"tinh_trang": "nonsense", "loai": "x"},
            {"tu_ngay": "hôm qua"},
            {"tu_ngay": "2026-10-09", "den_ngay": "2026-10-01"},
            {"co_quan": "999999"},
            {"p": "-4"},
            {"ma": "\x00'; --"},
            {"content_subject": "x", "handling_agency__slug": "y"},
        ],
    )
    def test_what_is_not_understood_is_said_and_never_breaks_the_page(self, desk, case, asked):
        assert inbox(desk, **asked).status_code == 200

    def test_a_filter_offers_only_agencies_whose_cases_i_see(self, desk, case):
        submit(agency=agency("noi-khac", name="Sở Khác"))
        assert "Sở Khác" not in text_of(inbox(desk))

    def test_the_queries_do_not_grow_with_the_cases(self, desk, here, django_assert_max_num_queries):
        for _ in range(12):
            submit(agency=here)
        with django_assert_max_num_queries(22):
            inbox(desk)

    def test_pages_of_twenty_five(self, desk, here, case):
        Case.objects.bulk_create(
            Case(
                reference=f"HP26-AAAA{number:02d}",
                code_mac=f"{number}",
                token_mac=f"{number}",
                kind=Kind.FEEDBACK,
                received_agency=here,
                handling_agency=here,
                consent_at=timezone.now(),
                content_subject="Đèn đường",
                content_data=content().as_data(),
            )
            for number in range(30)
        )
        assert len(listed(inbox(desk))) == 25
        assert len(listed(inbox(desk, p="2"))) == 6

    @pytest.mark.parametrize("role", [Role.FRONT, Role.LIBRARIAN, Role.COMMUNICATIONS, Role.ADMINISTRATOR])
    def test_those_who_do_not_work_on_cases_have_no_inbox(self, client, case, here, role):
        client.force_login(person("nguoi-khac", role, here))
        assert inbox(client).status_code == 302
        assert client.get(page(case)).status_code == 404
        assert "Vụ việc" not in client.get(reverse("wagtailadmin_home")).content.decode()


class TestCasePage:
    def test_it_shows_the_petition_its_papers_and_history(self, desk, case):
        shown = text_of(desk.get(page(case)))
        for words in (case.content.body, "don.txt", "Chưa quét vi-rút", "Gửi đơn", "Nguyên vẹn"):
            assert words in shown

    def test_the_petitioner_is_not_on_it_until_asked_for(self, desk, case):
        assert "Nguyễn Văn Mẫu" not in text_of(desk.get(page(case)))
        assert not case.events.filter(kind=EventKind.IDENTITY_READ).exists()

    def test_every_look_at_the_petitioner_is_written_down(self, desk, case, officer):
        for looks in (1, 2):
            shown = text_of(desk.post(page(case, "identity")))
            assert "Nguyễn Văn Mẫu" in shown
            assert "Số 1 phố Ví Dụ" in shown
            assert case.events.filter(kind=EventKind.IDENTITY_READ, actor=officer).count() == looks
        assert desk.get(page(case, "identity")).status_code == 405

    @pytest.mark.parametrize("role", [Role.INSPECTOR, Role.RECEPTION_BOARD, Role.COMMITTEE_OFFICE])
    def test_the_city_reads_the_case_but_no_identity_and_changes_nothing(self, client, case, role):
        client.force_login(person("thanh-pho", role, agency("co-quan-thanh-pho")))
        shown = text_of(client.get(page(case)))
        assert case.content.body in shown
        assert "Việc có thể làm" in shown
        assert "don.txt" not in shown
        for address in (page(case, "identity"), page(case, "message"), step(case, "receive")):
            assert client.post(address, {"body": "x", "version": 1, "ground": "receive.register"}).status_code == 404
        assert client.get(step(case, "receive")).status_code == 404

    def test_an_agency_that_passed_the_case_on_sees_the_history_only(self, desk, case, officer, here):
        received(case, officer)
        elsewhere = agency("noi-nhan", name="Sở Nhận")
        moved = casework.move(
            case_id=case.pk, action="transfer", actor=officer, expected_version=2, public_text="x", to_agency=elsewhere
        )
        shown = text_of(desk.get(page(moved)))
        assert "Sở Nhận" in shown
        assert moved.content.body not in shown
        assert "don.txt" not in shown
        assert desk.post(page(moved, "identity")).status_code == 404

    def test_of_a_denunciation_the_officer_sees_the_stage_and_the_custodian_the_text(self, client, desk, here):
        custodian_key()
        case = submit(
            Kind.DENUNCIATION,
            agency=here,
            petitioner=petitioner(name="Trần Thị Mẫu"),
            content=content(body="Ông Mẫu nhận tiền."),
            files=[paper("bang-chung.txt")],
        ).case
        shown = text_of(desk.get(page(case)))
        assert "Danh tính đã niêm phong" in shown
        assert "nhận tiền" not in shown
        assert "bang-chung.txt" not in shown
        client.force_login(person("giu-danh-tinh", Role.CUSTODIAN, agency("thanh-tra-mau")))
        shown = text_of(client.get(page(case)))
        assert "nhận tiền" in shown
        assert "Trần Thị Mẫu" not in shown
        assert client.post(page(case, "identity")).status_code == 404

    def test_a_foreign_case_answers_exactly_like_an_absent_one(self, desk):
        foreign = submit(agency=agency("noi-khac")).case
        absent = "HP26-ZZZZZZ"
        for name, args in (("case", []), ("identity", []), ("message", []), ("step", ["receive"]), ("paper", [1])):
            for method in (desk.get, desk.post):
                answers = [method(reverse(f"desk:{name}", args=[ref, *args])) for ref in (foreign.reference, absent)]
                assert answers[0].status_code == answers[1].status_code
                assert answers[0].content == answers[1].content
                assert answers[0].status_code in {404, 405}

    def test_the_queries_of_a_page_stay_bounded(self, desk, case, officer, django_assert_max_num_queries):
        for _ in range(5):
            casework.write_message(case_id=case.pk, author=officer, body="Xin bổ sung giấy tờ.")
        with django_assert_max_num_queries(41):
            desk.get(page(case))

    def test_nothing_a_citizen_wrote_becomes_markup(self, desk, here):
        case = submit(agency=here, content=content(subject="<script>alert(1)</script>", body="<b>đậm</b>")).case
        for response in (desk.get(page(case)), inbox(desk)):
            assert "<script>alert(1)" not in response.content.decode()
            assert "<b>đậm" not in response.content.decode()


class TestPapers:
    def test_a_paper_is_a_download_that_runs_nowhere(self, desk, case):
        paper_id = case.attachments.get().pk
        response = desk.get(reverse("desk:paper", args=[case.reference, paper_id]))
        assert response.content == b"mot trang"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in response.headers["Content-Security-Policy"]

    def test_a_paper_of_another_case_is_not_there(self, desk, case, here):
        other = submit(agency=here).case
        paper_id = case.attachments.get().pk
        assert desk.get(reverse("desk:paper", args=[other.reference, paper_id])).status_code == 404


class TestSteps:
    def test_only_the_steps_of_my_role_are_offered(self, desk, case, officer, here):
        assert [s.slug for s in desk.get(page(case)).context["steps"]] == ["receive", "withdraw"]
        received(case, officer)
        slugs = [s.slug for s in desk.get(page(signed(case, officer))).context["steps"]]
        leading = ["accept", "refuse", "guide", "transfer-trong-cong", "transfer", "return_papers", "file", "withdraw"]
        adding = ["reclassify", "split", "classify", "correct_instance", "report_up", "same_content", "withdraw_part"]
        assert slugs == [*leading, *adding]

    def test_the_words_are_filled_in_and_can_be_changed(self, desk, case):
        form = desk.get(step(case, "receive")).context["form"]
        assert form.initial["public_text"] == "Sở Mẫu đã tiếp nhận đơn của ông/bà và vào sổ."
        response = post_step(desk, case, "receive", ground="receive.register", public_text="Đã nhận.")
        assert response.headers["Location"] == page(case)
        event = case.events.get(action="receive")
        assert event.public_text == "Đã nhận."
        assert event.ground == "receive.register"

    def test_a_case_goes_the_whole_way_through_the_desk(self, desk, client, here):
        case = submit(Kind.PROPOSAL, agency=here).case
        path = [("receive", {}), ("accept", {}), ("settle", {}), ("decide", {"number": "12/SXD"}), ("close", {})]
        client.force_login(person("thu-truong", Role.HEAD, here))
        for slug, fields in path:
            case.refresh_from_db()
            if slug == "close":
                shown = client.get(page(case)).content.decode()
                assert "Chưa có «Văn bản trả lời»" in shown
                on_paper(case, LetterKey.REPLY)
            ground = client.get(step(case, slug)).context["grounds"][0].key
            assert post_step(client, case, slug, ground=ground, **fields).status_code == 302
        case.refresh_from_db()
        assert case.state == "closed"

    def test_an_officer_cannot_decide(self, desk, case, officer):
        signed(received(case, officer), officer)
        casework.move(case_id=case.pk, action="accept", actor=officer, expected_version=2)
        casework.move(case_id=case.pk, action="settle", actor=officer, expected_version=3)
        case.refresh_from_db()
        assert desk.get(step(case, "decide")).headers["Location"] == page(case)
        assert post_step(desk, case, "decide", ground="decide.complaint").status_code == 409
        case.refresh_from_db()
        assert case.state == "settling"

    def test_a_ground_must_be_chosen_among_those_of_the_law(self, desk, case, officer):
        received(case, officer)
        case.refresh_from_db()
        for ground in ("", "refuse.opinion.court", "invented"):
            response = post_step(desk, case, "refuse", ground=ground)
            assert response.status_code == 422
            assert "ground" in response.context["form"].errors
        assert response.context["form"]["public_text"].value() == "Cơ quan báo để ông/bà biết."

    def test_suggested_words_follow_the_ticked_ground_and_keep_the_note(self, desk, case, officer):
        received(case, officer)
        case.refresh_from_db()
        fields = {"ground": "refuse.complaint.no_signature", "internal_note": "Gọi lại thứ Hai", "suggest": "1"}
        form = post_step(desk, case, "refuse", **fields).context["form"]
        assert "chưa có chữ ký" in form["public_text"].value()
        assert form["internal_note"].value() == "Gọi lại thứ Hai"
        assert form["ground"].value() == "refuse.complaint.no_signature"

    def test_a_blank_of_the_suggestion_must_be_filled_in(self, desk, case, officer):
        received(case, officer)
        case.refresh_from_db()
        text = "Việc này đã rõ. Xin ông/bà [việc cần làm, ở đâu]."
        response = post_step(desk, case, "guide", ground="guide.split", public_text=text)
        assert "Còn chỗ chưa điền" in str(response.context["form"].errors)

    def test_a_transfer_names_an_agency_that_takes_petitions(self, desk, case, officer):
        received(case, officer)
        case.refresh_from_db()
        closed = agency("khong-nhan", name="Cơ quan đóng", receives_petitions=False)
        response = post_step(desk, case, "transfer-trong-cong", to_agency=closed.pk, ground="transfer.complaint")
        assert response.status_code == 422
        receiver = agency("noi-nhan", name="Sở Nhận")
        response = post_step(desk, case, "transfer-trong-cong", to_agency=receiver.pk, ground="transfer.complaint")
        assert response.status_code == 302
        case.refresh_from_db()
        assert (case.handling_agency, case.state) == (receiver, "submitted")

    def test_an_unknown_step_is_no_address(self, desk, case):
        assert desk.get(page(case) + "buoc/delete/").status_code == 404

    def test_a_note_is_read_by_the_handling_agency_alone(self, desk, client, case):
        post_step(desk, case, "receive", ground="receive.register", internal_note="Hồ sơ đất ở phòng 2")
        assert "Hồ sơ đất ở phòng 2" in text_of(desk.get(page(case)))
        client.force_login(person("thanh-tra", Role.INSPECTOR, agency("thanh-tra-mau")))
        assert "Hồ sơ đất ở phòng 2" not in text_of(client.get(page(case)))


class TestConflict:
    def test_the_slower_of_two_gets_409_with_what_changed_and_their_words(self, desk, case, officer, here):
        quicker = person("nhanh-hon", Role.OFFICER, here, first_name="Nhanh", last_name="Lê")
        seen = case.version
        received(case, quicker)
        case.refresh_from_db()
        case.version = seen
        response = post_step(desk, case, "receive", ground="receive.register", public_text="Lời tôi đã viết")
        assert response.status_code == 409
        shown = text_of(response)
        assert "Lê Nhanh" in shown
        assert "«Đã gửi» → «Đã tiếp nhận»" in shown
        assert "Lời tôi đã viết" in shown
        assert case.events.filter(action="receive").count() == 1

    def test_a_step_still_open_can_be_sent_again_from_the_409_page(self, desk, case, officer, here):
        received(case, officer)
        case.refresh_from_db()
        old = case.version
        receiver = agency("noi-nhan", name="Sở Nhận")
        # Away and back again: the version moved on, the state did not.
        away = casework.move(
            case_id=case.pk, action="transfer", actor=officer, expected_version=old, public_text="x", to_agency=receiver
        )
        there = person("o-noi-nhan", Role.OFFICER, receiver)
        received(away, there)
        casework.move(
            case_id=case.pk, action="transfer", actor=there, expected_version=4, public_text="x", to_agency=here
        )
        case.refresh_from_db()
        signed(received(case, officer), officer)
        response = desk.post(step(case, "accept"), {"version": old, "ground": "accept.complaint.seven_working_days"})
        assert response.status_code == 409
        form = response.context["form"]
        case.refresh_from_db()
        assert int(form["version"].value()) == case.version

    @pytest.mark.parametrize("version", ["", "-1", "abc", "99999999999999999999", "٣"])
    def test_a_forged_version_never_moves_a_case(self, desk, case, version):
        response = post_step(desk, case, "receive", ground="receive.register", version=version)
        assert response.status_code in {409, 422}
        assert not case.events.filter(action="receive").exists()


class TestMessages:
    def test_a_message_reaches_the_case(self, desk, case, officer):
        desk.post(page(case, "message"), {"body": "Xin bổ sung bản đồ."})
        assert [(m.author, m.body) for m in case.messages.all()] == [(officer, "Xin bổ sung bản đồ.")]

    def test_an_empty_message_is_refused_in_words(self, desk, case):
        response = desk.post(page(case, "message"), {"body": "  "})
        assert response.status_code == 422
        assert "Xin viết nội dung tin nhắn." in text_of(response)

    def test_unread_words_of_the_citizen_wait_on_the_dashboard_until_marked(self, desk, case):
        casework.write_message(case_id=case.pk, author=None, body="Bao giờ có kết quả?")
        assert "Tin nhắn chưa đọc" in text_of(desk.get(reverse("wagtailadmin_home")))
        desk.get(page(case))
        assert case.messages.filter(read_at=None).exists()
        desk.post(page(case, "message"), {"read": "1"})
        assert not case.messages.filter(read_at=None).exists()
        assert "Tin nhắn chưa đọc" not in text_of(desk.get(reverse("wagtailadmin_home")))


class TestDashboard:
    def test_what_waits_for_me_is_what_i_can_move(self, desk, case, officer, here):
        waiting = text_of(desk.get(reverse("wagtailadmin_home")))
        assert case.reference in waiting
        signed(case, officer)
        for action, version in (("receive", 1), ("accept", 2), ("settle", 3)):
            casework.move(case_id=case.pk, action=action, actor=officer, expected_version=version)
        assert "Không có vụ việc nào đang chờ ông/bà." in text_of(desk.get(reverse("wagtailadmin_home")))

    def test_the_custodian_finds_the_denunciations_that_wait_for_the_check(self, client, here, officer):
        custodian_key()
        case = submit(Kind.DENUNCIATION, agency=here, petitioner=petitioner()).case
        received(case, officer)
        client.force_login(person("giu-danh-tinh", Role.CUSTODIAN, agency("thanh-tra-mau")))
        shown = text_of(client.get(reverse("wagtailadmin_home")))
        assert case.reference in shown
        assert "1 tố cáo đang chờ" in shown

    def test_the_front_is_told_honestly_that_its_view_is_not_there_yet(self, client, case):
        client.force_login(person("mat-tran", Role.FRONT, agency("mttq-mau")))
        shown = text_of(client.get(reverse("wagtailadmin_home")))
        assert "Bản ấy chưa có trong phiên bản này" in shown
        assert case.reference not in shown


class TestChain:
    def test_a_changed_event_shows_and_so_does_a_gap(self, case, officer):
        received(case, officer)
        found = list(case.events.order_by("case_seq"))
        key = current_key(KeyName.AUDIT)
        assert whole_links(found, [key]) == [True, True]
        assert whole_links(found[1:], [key]) == [False]
        found[0].details = {"forged": True}
        assert whole_links(found, [key]) == [False, True]
        found = [Event.objects.get(pk=event.pk) for event in found]
        found[1].public_text = "Lời đã sửa"
        assert whole_links(found, [key]) == [True, False]

    def test_a_reading_is_a_link_of_the_chain(self, case, officer):
        events.record(kind=EventKind.IDENTITY_READ, case=case, actor=officer)
        assert whole_links(list(case.events.order_by("case_seq")), [current_key(KeyName.AUDIT)]) == [True, True]
