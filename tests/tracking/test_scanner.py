"""The virus scanner: asked after the fact, believed only when it is clear, never in the citizen's way."""

import socket
import struct
import threading

import pytest

from tests.tracking import petitions
from tracking.casework.files import papers, scanner
from tracking.casework.files.scanner import ClamAV, NoScanner, ScannerDown, Verdict
from tracking.casework.models import ScanState
from tracking.casework.petition import Kind

EICAR_LIKE = b"mau thu vi-rut"


class Daemon:
    """A clamd of our own: speaks INSTREAM over a real socket and finds `EICAR_LIKE`."""

    def __init__(self, answer: bytes = b"") -> None:
        self.answer = answer
        self.received: list[bytes] = []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                wire, _ = self.server.accept()
            except OSError:
                return
            with wire:
                self._answer(wire)

    def _answer(self, wire: socket.socket) -> None:
        stream = wire.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        body = b""
        while length := struct.unpack(">I", stream.read(4))[0]:
            body += stream.read(length)
        self.received.append(body)
        found = b"stream: Mau.Thu FOUND\0" if EICAR_LIKE in body else b"stream: OK\0"
        wire.sendall(self.answer or found)


@pytest.fixture
def daemon():
    made = Daemon()
    yield made
    made.server.close()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.ATTACHMENT_ROOT = tmp_path / "papers"


def test_a_clean_stream_of_many_chunks_is_clean(daemon):
    data = bytes(700 * 1024)
    assert ClamAV(daemon.address).scan(data) is Verdict.CLEAN
    assert daemon.received == [data]


def test_an_infected_stream_is_infected(daemon):
    assert ClamAV(daemon.address).scan(b"x" + EICAR_LIKE) is Verdict.INFECTED


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"stream: OK?\0", b"UNKNOWN COMMAND\0"]
)
def test_an_unclear_answer_is_no_verdict(answer):
    unclear = Daemon(answer)
    with pytest.raises(ScannerDown):
        ClamAV(unclear.address).scan(b"x")
    unclear.server.close()


def test_a_daemon_that_is_away_is_down():
    with pytest.raises(ScannerDown):
        ClamAV("127.0.0.1:1").scan(b"x")
    with pytest.raises(ScannerDown):
        ClamAV("/nowhere/clamd.sock").scan(b"x")


@pytest.mark.django_db
def test_waiting_papers_get_their_verdict(daemon):
    files = [petitions.paper("sach.txt", b"sach"), petitions.paper("ban.txt", EICAR_LIKE)]
    case = petitions.submit(files=files).case
    assert scanner.scan_waiting(ClamAV(daemon.address)) == 2
    states = {paper.shown_name: paper.scan_state for paper in case.attachments.all()}
    assert states == {"sach.txt": ScanState.CLEAN, "ban.txt": ScanState.INFECTED}
    assert scanner.scan_waiting(ClamAV(daemon.address)) == 0


@pytest.mark.django_db
def test_a_scanner_that_is_down_leaves_papers_unscanned_and_stops_nobody():
    case = petitions.submit(files=[petitions.paper()]).case
    assert scanner.scan_waiting(ClamAV("127.0.0.1:1")) == 0
    assert scanner.scan_waiting(NoScanner()) == 0
    assert case.attachments.get().scan_state == ScanState.UNSCANNED
    assert papers.read(case.attachments.get()) == b"noi dung"


@pytest.mark.django_db
def test_a_damaged_paper_does_not_hold_up_the_others(daemon, settings):
    case = petitions.submit(files=[petitions.paper("1.txt"), petitions.paper("2.txt")]).case
    first = case.attachments.first()
    (settings.ATTACHMENT_ROOT / first.stored_name).write_bytes(b"hong")
    assert scanner.scan_waiting(ClamAV(daemon.address)) == 1
    first.refresh_from_db()
    assert first.scan_state == ScanState.UNSCANNED


@pytest.mark.django_db
def test_sealed_papers_stay_unscanned(daemon):
    petitions.custodian_key()
    case = petitions.submit(Kind.DENUNCIATION, files=[petitions.paper()]).case
    assert scanner.scan_waiting(ClamAV(daemon.address)) == 0
    assert case.attachments.get().scan_state == ScanState.UNSCANNED
    assert daemon.received == []


def test_the_scanner_of_an_installation_is_its_setting(settings):
    settings.SCANNER_ADDRESS = ""
    assert isinstance(scanner.configured(), NoScanner)
    settings.SCANNER_ADDRESS = "/run/clamav/clamd.ctl"
    assert isinstance(scanner.configured(), ClamAV)
