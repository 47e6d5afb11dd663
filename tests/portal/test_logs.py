"""What a log line may hold: enough to find a fault, nothing that points to a person."""

import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.logs import JsonFormatter, redact
from tracking.casework import codes


def line(message: str, *arguments: object, error: BaseException | None = None, **extra: object) -> dict[str, object]:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("portal.test", logging.INFO, __file__, 1, message, arguments, info)
    vars(record).update(extra)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


def test_it_works() -> None:
    entry = line("index is %s entries behind", 7, source="law")
    assert entry["message"] == "index is 7 entries behind"
    assert (entry["level"], entry["logger"], entry["source"]) == ("info", "portal.test", "law")


@pytest.mark.parametrize(
    "written",
    [
        "7K2M-94QX-AB3D-EFGH", "7k2m 94qx ab3d efgh", "7K2M94QXAB3DEFGH", "7K2M–94QX–AB3D–EFGH", "7K2M.94QX.AB3D.EFGH",
        "ABCD-EFGH-JKMN-PQRS",
    ],
)  # fmt: skip
def test_a_code_is_masked_however_it_is_typed(written: str) -> None:
    assert redact(f"look-up of {written} failed") == "look-up of [code] failed"


@given(token=st.binary(min_size=16, max_size=16))
def test_every_code_we_can_issue_is_masked(token: bytes) -> None:
    code = codes.code_from_token(token.hex(), b"k" * 32)
    assert code not in redact(f"code {code}.")
    assert "[code]" in redact(f"code {code}.")


@pytest.mark.parametrize("written", ["0912345678", "+84 912 345 678", "0225 3841 234", "84912345678", "0912.345.678"])
def test_a_telephone_number_is_masked(written: str) -> None:
    assert redact(f"call {written} now") == "call [phone] now"


@pytest.mark.parametrize("written", ["031234567", "031 234 567 890", "031234567890"])
def test_a_citizen_identity_number_is_masked(written: str) -> None:
    masked = redact(f"number {written} given")
    assert not any(character.isdigit() for character in masked)


def test_a_mail_address_is_masked() -> None:
    assert redact("to mau.nguyen+x@vidu.example.vn: refused") == "to [mail]: refused"


@pytest.mark.parametrize(
    "written", ["Starting gunicorn 27.0.1", "Nghị định 224/2026/NĐ-CP", "2026-11-23", "port 8000", "1234 rows in 56 ms"]
)
def test_ordinary_words_and_numbers_stay(written: str) -> None:
    assert redact(written) == written


def test_a_line_break_cannot_forge_a_second_line() -> None:
    entry = line("wrong path %s", 'x\n{"level": "error", "message": "forged"}\r\n\x1b[2J')
    assert entry["level"] == "info"


def test_what_a_citizen_wrote_does_not_leave_through_an_error() -> None:
    try:
        raise ValueError("Nguyễn Văn Mẫu tố cáo ông Trần Văn Thử")
    except ValueError:
        entry = line("failed", error=sys.exc_info()[1])
    assert entry["error"] == "builtins.ValueError"
    assert "Mẫu" not in json.dumps(entry, ensure_ascii=False)
    assert any("test_logs.py" in str(place) for place in entry["at"])


def test_an_error_of_the_machine_keeps_its_message() -> None:
    assert "No space left" in str(line("failed", error=OSError(28, "No space left on device"))["error_message"])


def test_the_request_object_is_never_written() -> None:
    assert "request" not in line("Bad Request", request="<WSGIRequest: POST '/gui-don/'>", status_code=400)


@given(st.text(max_size=300))
def test_any_text_becomes_one_valid_line(text: str) -> None:
    line("%s", text, note=text)


def test_a_huge_text_is_cut_before_it_is_searched() -> None:
    assert len(redact("0" * 5_000_000)) < 2_100
