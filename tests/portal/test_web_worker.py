"""What gunicorn answers before Django hears of a request, asked over a real socket."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from gunicorn.http.errors import ConfigurationProblem, InvalidResponseHeader

from portal import gunicorn_conf
from portal.web_worker import refusal_of
from tests.servers import ROOT, free_port

REFUSED = "Cổng chưa nhận câu hỏi này"


@dataclass
class Served:
    port: int
    log: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The worker class in front of the standard library's smallest application."""
    port, log = free_port(), tmp_path_factory.mktemp("worker") / "log"
    options = ("--limit-request-line", str(gunicorn_conf.limit_request_line), "--no-control-socket")
    command = [sys.executable, "-m", "gunicorn", "-k", gunicorn_conf.worker_class, "-b", f"127.0.0.1:{port}", *options]
    with log.open("wb") as written:
        process = subprocess.Popen(
            [*command, "wsgiref.simple_server:demo_app"], cwd=ROOT, stdout=written, stderr=written
        )
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield Served(port, log)
    process.terminate()
    process.wait(10)


def answer(served: Served, sent: bytes) -> str:
    with socket.create_connection(("127.0.0.1", served.port), 10) as connection:
        connection.sendall(sent)
        parts = []
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts).decode()


def request(line: str, *headers: str) -> bytes:
    return "\r\n".join((line, "Host: localhost", "Connection: close", *headers, "", "")).encode()


def test_a_question_of_ten_kilobytes_gets_words_in_vietnamese(served: Served) -> None:
    said = answer(served, request(f"GET /tim-kiem/?q={'a' * 10_240} HTTP/1.1"))
    assert said.startswith("HTTP/1.1 414 ")
    assert REFUSED in said
    assert 'lang="en"' in said


def test_a_question_far_too_long_is_answered_before_all_of_it_is_read(served: Served) -> None:
    assert REFUSED in answer(served, request(f"GET /tim-kiem/?q={'a' * 200_000} HTTP/1.1"))


def test_a_question_of_seven_kilobytes_reaches_the_application(served: Served) -> None:
    assert answer(served, request(f"GET /tim-kiem/?q={'a' * 7_000} HTTP/1.1")).startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (request("GET / HTTP/1.1", f"Cookie: {'a' * 9_000}"), 431),
        (b"xin chao\r\n\r\n", 400),
        (request("GET / HTTP/9.9"), 400),
    ],
)
def test_a_request_that_cannot_be_read_is_refused_in_words(served: Served, sent: bytes, status: int) -> None:
    said = answer(served, sent)
    assert said.startswith(f"HTTP/1.1 {status} ")
    assert "Cổng" in said or "Trình duyệt" in said
    assert "Content-Security-Policy: default-src 'none'" in said


def test_the_log_keeps_neither_the_address_nor_what_was_asked(served: Served) -> None:
    answer(served, request(f"GET /tim-kiem/?q={'bimat' * 4_000} HTTP/1.1"))
    answer(served, b"bimat khong-phai-http\r\n\r\n")
    logged = served.log.read_text("utf-8")
    assert "refused unread" in logged
    assert "bimat" not in logged
    assert "ip=" not in logged


def test_the_portals_own_faults_are_not_blamed_on_the_sender() -> None:
    for error in (ConfigurationProblem("x"), InvalidResponseHeader("x"), ValueError("x")):
        assert refusal_of(error) is None
