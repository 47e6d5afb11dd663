"""A small file made to keep its reader busy, or to kill it, costs a child process and is refused with words."""

import io
import json
import subprocess
import sys

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from legal_library import batches
from legal_library.models import ImportItem
from legal_library.parsing import apart, pdf, reading
from legal_library.parsing.document import Unreadable
from legal_library.parsing.reader import read_document
from tests.legal_library.test_batches import TEXT
from tests.legal_library.test_formats import LINES, pdf_file, word_file

State = ImportItem.State


def busy_pdf(pages: int = 8, operators: int = 40_000) -> bytes:
    """Pages of a few kilobytes, each with very many pieces of text."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(b"BT /F1 9 Tf " + b"1 0 0 1 9 9 Tm (a) Tj " * operators + b"ET")
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): named})}
        )
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.html", b"<a " * 300_000), ("a.html", b"<!--" * 2_000_000), ("a.pdf", busy_pdf())],
    ids=["tags", "comments", "pdf"],
)
def test_a_file_that_keeps_its_reader_busy_is_refused_with_advice(name, data, monkeypatch) -> None:
    monkeypatch.setattr(apart, "CPU_SECONDS", 1)
    with pytest.raises(Unreadable, match=r"đã dừng; chưa nhập gì.*chia nhỏ"):
        read_document(data, name)


@pytest.mark.parametrize(
    "child", ["import os; os.abort()", "raise MemoryError", "print('[')", "import time; time.sleep(60)"]
)
def test_a_child_that_dies_or_never_answers_is_a_refusal(child: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_COMMAND", [sys.executable, "-c", child])
    monkeypatch.setattr(apart, "WAIT_SECONDS", 3.0)
    with pytest.raises(Unreadable, match=r"lưu lại thành \.docx"):
        read_document(word_file(), "a.docx")


def test_a_file_of_too_many_letters_is_refused_in_the_child_or_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (apart, reading):
        monkeypatch.setattr(module, "MOST_LETTERS", 50)
    files = {
        "a.docx": word_file(),
        "a.pdf": pdf_file("\n\n".join(f'#"{line}"' for line in LINES)),
        "a.html": "<br>".join(LINES).encode(),
        "a.txt": "\n".join(LINES).encode(),
    }
    for name, data in files.items():
        with pytest.raises(Unreadable, match="hơn 50 chữ cái"):
            read_document(data, name)
    with pytest.raises(Unreadable, match="hơn 20 chữ cái"):
        pdf.pdf_text(files["a.pdf"], "a.pdf", 20)


def test_the_child_knows_neither_django_nor_the_secrets_of_the_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    tell = "import os, sys, json; from legal_library.parsing import extracting, html_page, pdf, word; "
    tell += "print(json.dumps({'text': str([*sys.modules]) + str(dict(os.environ)), 'doubts': []}))"
    monkeypatch.setattr(apart, "_COMMAND", [sys.executable, "-c", tell])
    seen = apart.words_apart("docx", b"", "a.docx").text
    for module in ("extracting", "html_page", "pdf", "word"):
        assert f"legal_library.parsing.{module}" in seen
    assert "django" not in seen
    assert "canary" not in seen


def test_the_child_is_bound_in_time_memory_and_files() -> None:
    ask = "import resource as r; from legal_library.parsing import extracting as e; e._bound(7); import json; "
    ask += "print(json.dumps([r.getrlimit(x)[1] for x in (r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_AS)]))"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True, cwd=apart._ROOT)
    assert json.loads(told.stdout) == [7, 0, 1024**3]


@pytest.mark.django_db
def test_a_file_that_kills_the_worker_is_met_twice_then_refused_and_the_next_one_read(
    monkeypatch: pytest.MonkeyPatch, settings, tmp_path
) -> None:
    settings.PORTAL_DATA = tmp_path
    good = f"NGHỊ ĐỊNH\nSố: 2/2030/NĐ-CP\n{TEXT}".encode()
    batch = batches.take([("chet.txt", b"x"), ("b.txt", good)], made_by_id=None)
    reader, met = batches.read, []

    def dies(data: bytes, name: str, facts: batches.Facts) -> object:
        if name != "chet.txt":
            return reader(data, name, facts)
        met.append(name)
        raise SystemExit

    monkeypatch.setattr(batches, "read", dies)
    for _ in range(2):
        with pytest.raises(SystemExit):
            batches.read_waiting()
    batches.read_waiting()
    assert len(met) == 2
    assert dict(batch.items.values_list("name", "state")) == {"chet.txt": State.REFUSED, "b.txt": State.READ}
    assert "hai lần" in batch.items.get(name="chet.txt").message
