"""Texts into the library: once, whole, never over one another."""

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from legal_library import importing, originals, rivals, storing
from legal_library.bulk import import_corpus
from legal_library.facts import Facts
from legal_library.importing import import_bytes, import_path
from legal_library.models import Act, Amendment, Provision, RivalCopy, SourceFile, TextState
from legal_library.parsing.rows import document_rows
from legal_library.report import Outcome
from search.interface import entries_changed

from .law_folder import LAW
from .settling import chosen

pytestmark = pytest.mark.django_db

LAW_TEXT = "Điều 1. Phạm vi\nLuật này thử.\nĐiều 2. Hiệu lực\n1. Một.\n2. Luật này có hiệu lực từ ngày 01/7/2030.\n"
FACTS = Facts(symbol="07/2030/QH16", kind="Luật", title="Thử nghiệm", issuer="Quốc hội", issued=dt.date(2030, 1, 2))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


@pytest.fixture
def announced():
    keys: list[str] = []

    def note(sender: str, keys: tuple[str, ...], **_: object) -> None:
        announced_keys.extend(keys)

    announced_keys = keys
    entries_changed.connect(note)
    yield keys
    entries_changed.disconnect(note)


def add(text: str = LAW_TEXT, name: str = "luat.txt", facts: Facts = FACTS, **options: bool):
    return import_bytes(text.encode(), name, facts, **options)


def test_it_works(announced: list[str]) -> None:
    result = add()
    act = Act.objects.get()
    assert (result.outcome, result.articles) == (Outcome.ADDED, 2)
    assert (act.slug, act.short_title, act.text_state) == ("07-2030-qh16", "Luật Thử nghiệm", TextState.TEXT)
    assert act.effective == dt.date(2030, 7, 1)
    assert set(announced) == {"07/2030/QH16", "07/2030/QH16#dieu-1", "07/2030/QH16#dieu-2"}


def test_the_same_file_again_changes_nothing(announced: list[str]) -> None:
    add()
    before = (Act.objects.get().changed_at, set(Provision.objects.values_list("pk", flat=True)))
    announced.clear()
    assert add().outcome is Outcome.UNCHANGED
    assert (Act.objects.get().changed_at, set(Provision.objects.values_list("pk", flat=True))) == before
    assert announced == []
    assert SourceFile.objects.count() == 1


def test_the_same_words_in_another_layout_change_nothing() -> None:
    add()
    assert add(LAW_TEXT.replace("\n", "\n\n"), name="khac.md").outcome is Outcome.UNCHANGED


def test_a_second_text_with_other_words_waits_as_a_rival_copy() -> None:
    add()
    result = add(LAW_TEXT.replace("Một.", "Khác hẳn.") + "Điều 3. Thêm\nX.", name="ban-hai.txt")
    rival = RivalCopy.objects.get()
    assert result.outcome is Outcome.RIVAL
    assert Act.objects.count() == 1
    assert rival.difference == {"missing": [], "added": ["3"], "changed": ["2"]}
    assert Provision.objects.get(key="dieu-2.khoan-1").text == "Một."
    assert add(LAW_TEXT.replace("Một.", "Khác hẳn.") + "Điều 3. Thêm\nX.").outcome is Outcome.UNCHANGED


def test_choosing_a_rival_swaps_the_texts_and_loses_neither(announced: list[str]) -> None:
    add()
    add(LAW_TEXT + "Điều 3. Thêm\nX.", name="ban-hai.txt")
    announced.clear()
    chosen(RivalCopy.objects.get().pk)
    assert Provision.objects.filter(key="dieu-3").exists()
    assert "07/2030/QH16#dieu-3" in announced
    aside = RivalCopy.objects.get(state=RivalCopy.State.KEPT_APART)
    assert aside.source_file.name == "luat.txt"
    assert SourceFile.objects.get(is_current=True).name == "ban-hai.txt"
    with pytest.raises(rivals.AlreadyDecided):
        rivals.choose(rival_id=RivalCopy.objects.get(state=RivalCopy.State.CHOSEN).pk, actor_id=None)


def test_a_record_gets_its_text_and_keeps_what_the_librarian_wrote() -> None:
    Act.objects.create(
        symbol="07/2030/QH16", slug="07-2030-qh16", short_title="Luật Của Tôi", issued=dt.date(2030, 1, 2), kind="Luật"
    )
    assert add().outcome is Outcome.TEXT
    act = Act.objects.get()
    assert (act.short_title, act.title, act.has_full_text) == ("Luật Của Tôi", "Thử nghiệm", True)


def test_two_acts_with_one_symbol_and_other_dates_are_two_acts() -> None:
    letter = "1. Làm việc này.\n2. Làm việc kia.\n"
    first = Facts(symbol="03/QĐ-UBND", issuer="UBND thành phố Hải Phòng", issued=dt.date(2030, 1, 2))
    second = Facts(symbol="03/QĐ-UBND", issuer="UBND thành phố Hải Phòng", issued=dt.date(2031, 1, 2))
    elsewhere = Facts(symbol="03/QĐ-UBND", issuer="UBND tỉnh Khác", issued=dt.date(2030, 1, 2))
    for facts in (first, second, elsewhere):
        assert add(letter, facts=facts).outcome is Outcome.ADDED
    slugs = set(Act.objects.values_list("slug", flat=True))
    assert slugs == {"03-qd-ubnd", "03-qd-ubnd-2031-01-02", "03-qd-ubnd-2030-01-02"}
    assert {storing.act_key(act) for act in Act.objects.all()} == {"03/QĐ-UBND", *(slugs - {"03-qd-ubnd"})}
    renamed = Facts(symbol="03/QĐ-UBND", issuer="Ủy ban nhân dân thành phố Hải Phòng", issued=dt.date(2030, 1, 2))
    assert add(letter, facts=renamed).outcome is Outcome.UNCHANGED


def test_a_refused_file_leaves_nothing_behind(tmp_path) -> None:
    for name, data in (("a.docx", b"PK\x03\x04"), ("a.txt", "Điều 1. Không có số ký hiệu\nA.".encode())):
        result = import_bytes(data, name)
        assert result.outcome is Outcome.REFUSED
        assert result.message
    assert not Act.objects.exists()
    assert list(tmp_path.rglob("*")) == []


def test_a_failure_in_the_middle_leaves_nothing_behind(monkeypatch) -> None:
    monkeypatch.setattr(importing, "_record", lambda *a, **k: (_ for _ in ()).throw(RuntimeError))
    with pytest.raises(RuntimeError):
        add()
    assert not Act.objects.exists()
    assert not Provision.objects.exists()


def test_a_dry_run_says_what_would_happen_and_writes_nothing() -> None:
    assert add(dry_run=True).outcome is Outcome.ADDED
    assert not Act.objects.exists()


def test_the_original_is_kept_under_its_fingerprint_and_a_spoilt_one_is_not_served() -> None:
    add()
    file = SourceFile.objects.get()
    assert originals.read(file.sha256) == LAW_TEXT.encode()
    originals._path(file.sha256).write_bytes(b"spoilt")
    assert originals.read(file.sha256) is None


def test_rows_read_back_as_the_same_document() -> None:
    add("Chương I\nCHUNG\n" + LAW_TEXT + "QUY CHẾ\nĐiều 1. Kèm\nA.\n")
    act = Act.objects.get()
    rows = document_rows(storing.document_of(act))
    assert storing.text_sha256(rows) == act.text_sha256


def write_corpus(path: Path, lines: list[object]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.write("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def record(symbol: str, text: str = "1. Một.\n2. Hai.") -> dict[str, object]:
    articles = [{"number": "1", "heading": "Tên", "text": text}]
    return {"symbol": symbol, "kind": "Thông tư", "title": "Thử", "issued": "02/01/2030", "articles": articles}


def test_a_corpus_goes_in_by_batches_and_bad_lines_are_named(tmp_path, announced: list[str]) -> None:
    lines = [record(f"{n}/2030/TT-BTP") for n in range(1, 131)]
    path = write_corpus(
        tmp_path / "c.jsonl.gz", [*lines, "{not json", {"symbol": ""}, record("1/2030/TT-BTP", "Khác.")]
    )
    report = import_corpus(path)
    assert (report.counts[Outcome.ADDED], report.counts[Outcome.REFUSED], report.counts[Outcome.RIVAL]) == (130, 2, 1)
    assert [result.name for result in report.results] == ["c.jsonl.gz:131", "c.jsonl.gz:132", "c.jsonl.gz:133"]
    assert Act.objects.filter(text_state=TextState.TEXT).count() == 130
    assert len(set(announced)) == 260
    again = import_corpus(path)
    assert again.counts[Outcome.UNCHANGED] == 131


def test_a_corpus_that_is_cut_off_is_a_clear_refusal(tmp_path) -> None:
    path = tmp_path / "c.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(record("1/2030/TT-BTP")).encode())[:-12])
    with pytest.raises(CommandError, match=r"Không đọc được tệp"):
        call_command("import_documents", str(path))


def test_a_manifest_may_not_reach_outside_its_folder(tmp_path) -> None:
    (tmp_path / "manifest.json").write_text('[{"file": "../secret.txt", "symbol": "1/2030/QH16"}]')
    with pytest.raises(CommandError, match="manifest"):
        call_command("import_documents", str(tmp_path))


def test_the_command_reports_and_fails_when_a_file_was_refused(tmp_path, capsys) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.pdf"
    good.write_text(LAW_TEXT)
    bad.write_bytes(b"%PDF-1.4")
    call_command("import_documents", str(good), "--symbol", "07/2030/QH16", "--issued", "2030-01-02")
    assert json.loads(capsys.readouterr().out)[str(good)]["added"] == 1
    with pytest.raises(CommandError):
        call_command("import_documents", str(bad))
    assert json.loads(capsys.readouterr().out)[str(bad)]["results"][0]["outcome"] == "refused"


def test_parse_document_prints_the_promised_shape_and_stores_nothing(tmp_path, capsys) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LAW_TEXT)
    call_command("parse_document", str(path), "--json")
    shape = json.loads(capsys.readouterr().out)
    assert {"symbol", "kind", "title", "issuer", "issued", "effective", "signer", "articles", "attached"} <= set(shape)
    assert shape["articles"][1] == {
        "number": "2", "heading": "Hiệu lực", "clauses": [{"number": "1", "points": []}, {"number": "2", "points": []}]
    }  # fmt: skip
    assert not Act.objects.exists()


@pytest.mark.shared_data
def test_the_folder_of_real_laws_goes_in_by_its_manifest() -> None:
    report = import_path(LAW)
    assert (report.counts[Outcome.ADDED], report.counts[Outcome.RIVAL], report.counts[Outcome.REFUSED]) == (20, 3, 0)
    again = import_path(LAW)
    assert again.counts[Outcome.UNCHANGED] == 23
    law = Act.objects.get(symbol="02/2011/QH13")
    assert law.provisions.get(key="dieu-27").body.startswith("Trong thời hạn 10 ngày")
    assert law.provisions.filter(key="dieu-12.khoan-1.diem-dd").exists()


def test_a_corpus_proposes_the_amendments_its_acts_make_to_one_another(tmp_path: Path) -> None:
    amending = {
        "symbol": "2/2031/QH16",
        "kind": "Luật",
        "title": "Khác",
        "issued": "01/02/2031",
        "effective": "01/07/2031",
        "articles": [
            {"number": "1", "heading": "Phạm vi", "text": "Luật này quy định việc khác."},
            {
                "number": "2",
                "heading": "Sửa đổi luật có liên quan",
                "text": "1. Thay thế cụm từ “mười ngày” bằng cụm từ “bảy ngày” tại khoản 1 Điều 9 của Luật Thử"
                " số 1/2030/QH16.\n\n2. Bãi bỏ những quy định trái với Luật này.",
            },
        ],
    }
    amended = {
        "symbol": "1/2030/QH16",
        "kind": "Luật",
        "title": "Thử",
        "issued": "01/02/2030",
        "effective": "01/07/2030",
        "articles": [{"number": "9", "heading": "Thời hạn", "text": "1. Trong mười ngày.\n\n2. Hết."}],
    }
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(json.dumps(act) for act in (amending, amended)), "utf-8")
    import_corpus(path)
    (amendment,) = Amendment.objects.all()
    assert amendment.target == Act.objects.get(symbol="1/2030/QH16")
    assert (amendment.target_key, amendment.state, amendment.problem) == ("dieu-9.khoan-1", "proposed", "")
    import_corpus(path)
    assert Amendment.objects.count() == 1
