"""The whole way of a notice: told to a real server over TLS, refused, delayed, seen at the desk, sent again."""

import datetime as dt
import email
import email.policy
import socket

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tracking.casework.models import Notice
from tracking.casework.notices import channels, sending
from tracking.organisation.models import Role

from .mail_server import HOST, mail_server
from .petitions import agency, person, petitioner, submit

pytestmark = pytest.mark.django_db
State = Notice.State


@pytest.fixture
def server(settings, tmp_path, monkeypatch):
    with mail_server(tmp_path) as running:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        settings.EMAIL_BACKEND = channels.SMTP
        settings.EMAIL_URL = f"smtps://{HOST}:{running.port}"
        settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, running.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = False, True
        yield running


def hand_in():
    who = petitioner(name="Trịnh Thị Hải Âu", email="haiau@example.org", email_notices="yes")
    return submit(petitioner=who, language="vi").case


def test_a_letter_arrives_whole_and_says_nothing_of_the_petition(server):
    case = hand_in()
    assert sending.send_waiting() == 1
    (raw,) = server.letters
    letter = email.message_from_bytes(raw, policy=email.policy.default)
    assert letter["To"] == "haiau@example.org"
    assert case.reference in letter.get_content()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Hải Âu" not in letter.get_content()
    assert case.content.subject not in letter.get_content()


def test_a_full_mailbox_is_tried_again_and_a_missing_one_is_shown_to_the_desk_until_it_was_sent_again(server, client):
    case = hand_in()
    server.answer = "452 full"
    assert sending.send_waiting() == 0
    assert Notice.objects.get().state == State.WAITING
    server.answer = "550 nobody here"
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=2)):
        assert sending.send_waiting() == 0
    assert Notice.objects.get().state == State.FAILED
    client.force_login(person("can", Role.OFFICER, agency("mau")))
    shown = client.get(reverse("desk:notices")).content.decode()
    assert case.reference in shown
    assert "Hộp thư không nhận" in shown
    server.answer = "250 ok"
    client.post(reverse("desk:notice_again", args=[Notice.objects.get().pk]))
    assert sending.send_waiting() == 1
    assert len(server.letters) == 1


def test_a_server_nobody_vouches_for_gets_no_letter(server, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    hand_in()
    assert sending.send_waiting() == 0
    assert (Notice.objects.get().state, server.letters) == (State.WAITING, [])


def test_a_relay_that_takes_the_call_and_says_nothing_is_given_up(settings):
    assert 0 < settings.EMAIL_TIMEOUT <= 60
    with socket.create_server((HOST, 0)) as silent:
        settings.EMAIL_BACKEND, settings.EMAIL_URL = channels.SMTP, "smtp+tls://relay.example.org"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL, settings.EMAIL_TIMEOUT = True, False, 0.2
        hand_in()
        assert sending.send_waiting() == 0
    assert Notice.objects.get().state == State.WAITING
