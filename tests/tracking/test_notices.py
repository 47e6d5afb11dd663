"""News leave with the change or not at all, once, over TLS, and say nothing a stranger could use (rows 11, 12; R44)."""

import datetime as dt
import smtplib
import threading

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from tracking.casework import casework, signature
from tracking.casework.case_words import EVENT_TITLES
from tracking.casework.citizen.case.case_history import history
from tracking.casework.models import Notice, NoticeChoice
from tracking.casework.notices import channels, choice, sending
from tracking.casework.notices.channels import Delayed, Letter, Refused
from tracking.casework.opening import openings
from tracking.casework.petition import Kind
from tracking.organisation.models import Role

from .petitions import agency, content, custodian_key, paper, person, petitioner, received, submit
from .sealed_cases import cheap_key_stretching, scene

pytestmark = pytest.mark.django_db
WHO = {"name": "Trịnh Thị Hải Âu", "email": "haiau@example.org"}
State = Notice.State


@pytest.fixture(autouse=True)
def _relay(settings):
    settings.EMAIL_URL = "smtp+tls://relay.example.org:587"
    settings.EMAIL_USE_TLS = True


def hand_in(kind=Kind.COMPLAINT, **facts):
    return submit(kind, petitioner=petitioner(**{**WHO, "email_notices": "yes", **facts}), language="vi")


def states():
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def test_who_asked_for_it_gets_an_acknowledgement_at_once():
    sent = hand_in()
    assert sending.send_waiting() == 1
    letter = mail.outbox[0]
    assert letter.to == ["haiau@example.org"]
    assert letter.subject == f"Hồ sơ {sent.case.reference}: đã nhận được đơn"
    assert reverse("casework:lookup") in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert states() == [State.SENT]


def test_no_mail_holds_code_name_or_content():
    sent = hand_in()
    officer = person("can", Role.OFFICER, agency("mau"))
    case = received(sent.case, officer)
    casework.write_message(case_id=case.pk, author=officer, body="Xin mang bản gốc đến.")
    sending.send_waiting()
    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        whole = letter.message().as_string() + letter.body
        for secret in (sent.code, "Hải Âu", "Thu hồi đất", "bản gốc", "hàng rào"):
            assert secret not in whole


def test_the_words_are_in_the_language_of_the_petition():
    submit(petitioner=petitioner(**WHO, email_notices="yes"), language="en")
    sending.send_waiting()
    assert "your petition has arrived" in mail.outbox[0].subject
    assert "/en/tra-cuu/" in mail.outbox[0].body


def test_nobody_is_written_to_who_did_not_ask():
    submit(petitioner=petitioner(**WHO))
    submit(petitioner=petitioner(name="Không Thư", email_notices="yes"))
    assert not Notice.objects.exists()


def test_a_denunciation_never_makes_a_notice_whatever_was_ticked():
    custodian_key()
    sent = hand_in(Kind.DENUNCIATION)
    received(sent.case, person("can", Role.OFFICER, agency("mau")))
    assert not Notice.objects.exists()
    with pytest.raises(type(sent.case).DoesNotExist):
        choice.set_choice(case_id=sent.case.pk, is_on=True)


def test_a_refused_signature_is_told_without_its_reason_and_stands_in_the_history():
    sent = hand_in()
    officer = person("can", Role.OFFICER, agency("mau"))
    form = signature.send_signed_form(case_id=sent.case.pk, file=paper("don-ky.jpg"))
    signature.judge(form_id=form.pk, actor=officer, matches=False, reason="Thiếu trang 2.")
    sending.send_waiting()
    assert len(mail.outbox) == 2
    assert "Bản ký của đơn chưa dùng được." in mail.outbox[1].body
    assert "trang 2" not in mail.outbox[1].body
    told = history(sent.case, list(sent.case.events.order_by("case_seq")))
    assert (told[0].title, told[0].text) == (EVENT_TITLES["signature"], "")
    # What the petitioner sent, and a signature that was right, are no such news.
    again = signature.send_signed_form(case_id=sent.case.pk, file=paper("don-ky-2.jpg"))
    signature.judge(form_id=again.pk, actor=officer, matches=True)
    assert len(history(sent.case, list(sent.case.events.all()))) == len(told)
    assert Notice.objects.count() == 2


def test_of_a_denunciations_refused_signature_nothing_is_told():
    custodian_key()
    case = hand_in(Kind.DENUNCIATION).case
    custodian = person("giu", Role.CUSTODIAN, agency("thanh-tra"))
    form = signature.send_signed_form(case_id=case.pk, file=paper("don-ky.jpg"))
    signature.judge(form_id=form.pk, actor=custodian, matches=False, reason="Thiếu trang 2.")
    assert not Notice.objects.exists()
    assert EVENT_TITLES["signature"] not in [entry.title for entry in history(case, list(case.events.all()))]


def test_own_messages_and_steps_among_the_office_are_no_news():
    sent = hand_in()
    casework.write_message(case_id=sent.case.pk, author=None, body="Tôi hỏi thêm.")
    assert Notice.objects.count() == 1


def test_news_go_to_whoever_writes_for_the_petitioner_when_they_said_so():
    hand_in(news_to="writer", helper_email="giup@example.org")
    sending.send_waiting()
    assert mail.outbox[0].to == ["giup@example.org"]


@pytest.mark.django_db(transaction=True)
def test_what_rolled_back_is_told_to_nobody():
    with transaction.atomic():
        hand_in()
        transaction.set_rollback(True)
    assert sending.send_waiting() == 0
    assert mail.outbox == []


def test_the_outbox_holds_no_address():
    hand_in()
    notice = Notice.objects.values().get()
    assert "haiau" not in str(notice)


def test_without_a_relay_nothing_is_queued_or_sent(settings):
    settings.EMAIL_URL = ""
    hand_in()
    assert not Notice.objects.exists()


class TestStopping:
    def stop_link(self):
        sending.send_waiting()
        return mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").partition("8000")[2]

    def test_the_link_asks_first_and_then_stops(self, client):
        sent = hand_in()
        link = self.stop_link()
        assert client.get(link).status_code == 200
        assert not NoticeChoice.objects.exists()
        answer = client.post(link)
        assert f"Đã ngừng gửi thư về hồ sơ {sent.case.reference}" in answer.content.decode()
        assert not answer.cookies
        received(sent.case, person("can", Role.OFFICER, agency("mau")))
        assert Notice.objects.count() == 1

    def test_what_waits_when_it_is_stopped_is_dropped(self):
        sent = hand_in()
        choice.set_choice(case_id=sent.case.pk, is_on=False)
        assert sending.send_waiting() == 0
        assert states() == [State.DROPPED]

    def test_a_token_of_nobody_and_one_of_a_denunciation_are_not_found(self, client):
        custodian_key()
        secret = submit(Kind.DENUNCIATION).case
        for token in ("HP26-AAAAAA.xxxx", choice.stop_token(secret)):
            assert client.post(reverse("casework:stop_notices", args=[token])).status_code == 404


class TestTrouble:
    def failing(self, monkeypatch, error):
        def send(_message, **_options):
            raise error

        monkeypatch.setattr(channels.EmailMessage, "send", send)

    def test_a_relay_that_is_away_delays_and_loses_nothing(self, monkeypatch):
        hand_in()
        with monkeypatch.context() as broken:
            self.failing(broken, ConnectionRefusedError())
            assert sending.send_waiting() == 0
            assert sending.send_waiting() == 0
        notice = Notice.objects.get()
        assert (notice.state, notice.attempts, notice.error) == (State.WAITING, 1, "ConnectionRefusedError")
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=2)):
            assert sending.send_waiting() == 1
        assert len(mail.outbox) == 1

    def test_after_days_of_trying_it_has_failed_and_a_person_sends_it_again(self, monkeypatch):
        hand_in()
        with monkeypatch.context() as broken:
            self.failing(broken, TimeoutError())
            for day in range(len(sending.BACK_OFF) + 1):
                with time_machine.travel(timezone.now() + dt.timedelta(days=2 * day + 1)):
                    sending.send_waiting()
        assert states() == [State.FAILED]
        assert sending.send_again(notice_id=Notice.objects.get().pk)
        assert sending.send_waiting() == 1
        assert not sending.send_again(notice_id=Notice.objects.get().pk)

    def test_a_mailbox_that_does_not_exist_fails_at_once_a_full_one_waits(self, monkeypatch):
        for code, state in ((550, State.FAILED), (452, State.WAITING)):
            hand_in()
            with monkeypatch.context() as broken:
                self.failing(broken, smtplib.SMTPRecipientsRefused({"haiau@example.org": (code, b"no")}))
                sending.send_waiting()
            assert Notice.objects.latest("pk").state == state

    def test_without_tls_nothing_goes_out_in_clear(self, settings):
        settings.EMAIL_BACKEND = channels.SMTP
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        hand_in()
        assert sending.send_waiting() == 0
        assert Notice.objects.get().error == "the relay is configured without TLS"

    @pytest.mark.parametrize("to", ["a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "khong"])
    def test_an_address_that_would_add_a_header_or_a_recipient_is_refused(self, to):
        with pytest.raises(Refused):
            channels.Email().send(Letter(to=to, subject="x", body="y", mark="m"))
        assert mail.outbox == []

    def test_a_subject_of_two_lines_is_refused(self):
        with pytest.raises(Refused):
            channels.Email().send(Letter(to="a@example.org", subject="x\nBcc: b@example.org", body="y", mark="m"))

    def test_the_text_message_gateway_is_not_there_and_says_so(self):
        gateway = channels.TextMessage()
        assert not gateway.is_configured()
        with pytest.raises(Delayed):
            gateway.send(Letter(to="0900000000", subject="", body="x", mark="m"))

    @pytest.mark.django_db(transaction=True)
    def test_two_workers_send_one_letter_once(self, monkeypatch):
        for _ in range(5):
            hand_in()
        together = threading.Barrier(2)
        counts = []

        def work():
            together.wait(timeout=30)
            try:
                counts.append(sending.send_waiting())
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(counts) == 5
        assert len(mail.outbox) == 5


class TestAlarm:
    @pytest.fixture
    def here(self, monkeypatch, settings, tmp_path):
        cheap_key_stretching(monkeypatch)
        settings.ATTACHMENT_ROOT = tmp_path
        return scene()

    def test_an_emergency_reaches_the_inspectorate_by_mail_and_on_the_desk(self, client, here):
        inspector = person("tt", Role.INSPECTOR, agency("thanh-tra"), email="tt@example.org")
        opening = openings.open_in_emergency(case_id=here.case.pk, custodian=here.custodian, reason="Bị đe dọa.")
        sending.send_waiting()
        assert [letter.to for letter in mail.outbox] == [["tt@example.org"]]
        assert here.case.reference in mail.outbox[0].body
        assert "Hải Âu" not in mail.outbox[0].body
        client.force_login(inspector)
        assert "Bị đe dọa." in client.get(reverse("wagtailadmin_home")).content.decode()
        client.post(reverse("desk:emergency_review", args=[opening.pk]))
        assert "Bị đe dọa." not in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_without_a_relay_the_alarm_waits_and_the_desk_still_tells(self, client, here, settings):
        settings.EMAIL_URL = ""
        inspector = person("tt", Role.INSPECTOR, agency("thanh-tra"), email="tt@example.org")
        openings.open_in_emergency(case_id=here.case.pk, custodian=here.custodian, reason="Bị đe dọa.")
        assert sending.send_waiting() == 0
        assert states() == [State.WAITING]
        client.force_login(inspector)
        assert "Bị đe dọa." in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_a_request_waits_on_the_dashboard_of_the_second_person(self, client, here):
        openings.ask(case_id=here.case.pk, requester=here.custodian, ground="opening.check", reason="x", minutes=15)
        client.force_login(here.head)
        assert "chờ người thứ hai" in client.get(reverse("wagtailadmin_home")).content.decode()
        client.force_login(here.custodian)
        assert "chờ người thứ hai" not in client.get(reverse("wagtailadmin_home")).content.decode()


class TestBoard:
    def test_what_failed_is_sent_again_by_those_who_handle_the_case(self, client):
        sent = hand_in()
        Notice.objects.update(state=State.FAILED, error="mailbox")
        client.force_login(person("can", Role.OFFICER, agency("mau")))
        shown = client.get(reverse("desk:notices")).content.decode()
        assert sent.case.reference in shown
        assert "Hộp thư không nhận" in shown
        assert "haiau" not in shown
        client.post(reverse("desk:notice_again", args=[Notice.objects.get().pk]))
        assert states() == [State.WAITING]

    def test_other_agencies_and_the_administrator_see_numbers_only(self, client):
        sent = hand_in()
        Notice.objects.update(state=State.FAILED)
        notice = Notice.objects.get().pk
        for role in (Role.OFFICER, Role.ADMINISTRATOR):
            client.force_login(person(role.value, role, agency("khac")))
            assert sent.case.reference not in client.get(reverse("desk:notices")).content.decode()
            assert client.post(reverse("desk:notice_again", args=[notice])).status_code == 404

    def test_the_front_has_no_board(self, client):
        client.force_login(person("mt", Role.FRONT, agency("mttq")))
        assert client.get(reverse("desk:notices")).status_code == 302


def test_the_form_offers_mail_only_where_it_can_be_sent(client, settings):
    address = reverse("casework:form", args=["kien-nghi"])
    assert 'name="email_notices"' in client.get(address).content.decode()
    assert 'name="email_notices"' not in client.get(reverse("casework:form", args=["to-cao"])).content.decode()
    settings.EMAIL_URL = ""
    assert 'name="email_notices"' not in client.get(address).content.decode()


def test_a_subject_the_citizen_wrote_never_reaches_a_mail():
    submit(petitioner=petitioner(**WHO, email_notices="yes"), content=content(subject="Bcc: x\nVIỆC RIÊNG"))
    sending.send_waiting()
    assert "VIỆC RIÊNG" not in mail.outbox[0].message().as_string()
