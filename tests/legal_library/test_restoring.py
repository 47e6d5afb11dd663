"""An export into a library that holds part of it: what is missing comes, what differs is told, nothing is lost."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from legal_library import exporting, restoring, starter
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import (
    Act,
    Amendment,
    Duty,
    LawChange,
    Op,
    Provision,
    Relation,
    RivalCopy,
    SourceFile,
    Subject,
    Summary,
)
from legal_library.versions import deciding, units

from .settling import chosen, settled

pytestmark = pytest.mark.django_db
LAW = "Điều 1. Thời hạn\n1. Trong 10 ngày.\nĐiều 2. Cấm\nHết."
DAY = dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path


def put(symbol: str, text: str, name: str = "a.txt") -> Act:
    facts = Facts(symbol=symbol, kind="Luật", title="Thử", issuer="Quốc hội", issued=dt.date(int(symbol[-9:-5]), 1, 2))
    import_bytes(text.encode(), name, facts)
    return Act.objects.get(symbol=symbol)


def bare(symbol: str) -> Act:
    day = dt.date(int(symbol[-9:-5]), 1, 2)
    slug = symbol.replace("/", "-").lower()
    return Act.objects.create(symbol=symbol, slug=slug, kind="Luật", issuer="Quốc hội", issued=day)


def whole() -> Act:
    """A law with a summary, a duty, a relation by hand, an operation confirmed, a copy kept apart."""
    law, amender = put("01/2011/QH13", LAW), put("99/2025/QH15", "Điều 1. A\nB.")
    amendment = Amendment.objects.create(
        act=amender, target=law, target_symbol=law.symbol, op=Op.REPLACE_WORDS, target_key="dieu-1", unit="dieu-1",
        place="dieu-1", effective=DAY, old_words="10 ngày", new_words="07 ngày",
    )  # fmt: skip
    settled([amendment])
    Summary.objects.create(act=law, key="dieu-1", heading="Thời hạn", body="Lời của ta.")
    Duty.objects.create(act=law, ordinal=1, who="Sở", what="Báo cáo")
    Relation.objects.create(act=law, kind="guides", symbol="02/2011/QH13", by_hand=True)
    put("01/2011/QH13", LAW.replace("Hết.", "Hết rồi."), "khac.txt")
    return law


def exported(tmp_path: Path) -> Path:
    path = tmp_path / "ra.jsonl"
    exporting.write(path, public=False)
    return path


def held() -> dict[str, object]:
    return {
        "texts": sorted(Act.objects.values_list("symbol", "text_sha256", "text_state")),
        "amendments": sorted(Amendment.objects.values_list("target__symbol", "target_key", "state")),
        "summaries": sorted(Summary.objects.values_list("act__symbol", "key", "body")),
        "duties": sorted(Duty.objects.values_list("act__symbol", "ordinal", "what")),
        "relations": sorted(Relation.objects.values_list("act__symbol", "kind", "symbol_key")),
        "files": sorted(SourceFile.objects.values_list("act__symbol", "name", "sha256", "is_current", "imported_at")),
        "copies": sorted(RivalCopy.objects.values_list("act__symbol", "source_file__name", "state")),
        "changes": sorted(LawChange.objects.values_list("act__symbol", "key", "kind", "created_at")),
    }


def today(law: Act) -> str:
    return next(row.body for row in units.held_on(law, DAY) if row.key == "dieu-1")


def test_bare_records_are_filled_whole(tmp_path) -> None:
    whole()
    path, before = exported(tmp_path), held()
    Act.objects.all().delete()
    law = bare("01/2011/QH13")
    Summary.objects.create(act=law, key="dieu-1", heading="Thời hạn", body="Lời của ta.")
    bare("99/2025/QH15")
    report = restoring.read_back(path)
    assert (report.added, report.completed, report.same, report.told) == (0, 2, 0, [])
    assert held() == before
    assert "07 ngày" in today(law)
    again = restoring.read_back(path)
    assert (again.added, again.completed, again.same, again.told) == (0, 0, 2, [])
    assert held() == before


def test_a_grown_library_comes_back_over_a_fresh_one(tmp_path) -> None:
    starter.load()
    law = Act.objects.get(symbol="02/2011/QH13")
    facts = Facts(symbol=law.symbol, kind=law.kind, issuer=law.issuer, issued=law.issued)
    import_bytes(LAW.encode(), "khieu-nai.txt", facts)
    path, acts = exported(tmp_path), Act.objects.count()
    Act.objects.all().delete()
    Subject.objects.all().delete()
    starter.load()
    report = restoring.read_back(path)
    assert (report.added, report.completed, report.told) == (0, 1, [])
    assert Act.objects.count() == acts
    assert Act.objects.get(symbol="02/2011/QH13").has_full_text


def test_another_full_text_waits_as_a_copy_and_is_told_by_name(tmp_path, capsys) -> None:
    whole()
    path = exported(tmp_path)
    Act.objects.all().delete()
    law = put("01/2011/QH13", LAW.replace("10 ngày", "mười hôm"))
    with pytest.raises(CommandError):
        call_command("import_library", str(path))
    told = capsys.readouterr().err
    assert f"KHÁC: {law.full_name}: toàn văn khác với bản xuất" in told
    assert "không khớp với toàn văn ở đây, chờ kiểm tra lại" in told
    assert "mười hôm" in today(law)
    copy = RivalCopy.objects.get(source_file__name="a.txt", state="waiting")
    chosen(copy.pk)
    assert Provision.objects.get(key="dieu-1.khoan-1", valid_from__isnull=True).text == "Trong 10 ngày."


def test_reading_a_differing_text_again_makes_no_second_copy(tmp_path) -> None:
    put("01/2011/QH13", LAW)
    path = exported(tmp_path)
    Act.objects.all().delete()
    put("01/2011/QH13", LAW.replace("10 ngày", "mười hôm"))
    for _ in range(2):
        assert len(restoring.read_back(path).told) == 1
    assert RivalCopy.objects.count() == 1


def test_what_a_librarian_wrote_here_stays_and_the_difference_is_told(tmp_path) -> None:
    law = whole()
    Act.objects.filter(pk=law.pk).update(status="expired", expired=dt.date(2030, 1, 1))
    path = exported(tmp_path)
    Act.objects.filter(pk=law.pk).update(status="in_force", expired=None)
    Summary.objects.update(body="Lời khác.")
    Duty.objects.update(what="Khác")
    Amendment.objects.update(state=Amendment.State.WITHDRAWN)
    told = "\n".join(restoring.read_back(path).told)
    law.refresh_from_db()
    assert (law.status, law.expired) == ("in_force", dt.date(2030, 1, 1))
    assert "hiệu lực ở đây là “in_force”, trong bản xuất là “expired”" in told
    assert "tóm tắt Điều 1 khác" in told
    assert "nhiệm vụ 1 khác" in told
    assert "ở đây đã rút xác nhận, trong bản xuất đã xác nhận" in told
    assert Summary.objects.get().body == "Lời khác."


def test_what_the_machine_proposed_here_gives_way_to_what_was_decided_there(tmp_path) -> None:
    law = whole()
    path = exported(tmp_path)
    Amendment.objects.all().delete()
    amender = Act.objects.get(symbol="99/2025/QH15")
    Amendment.objects.create(act=amender, target_symbol=law.symbol, op=Op.REPEAL, target_key="dieu-2")
    assert restoring.read_back(path).told == []
    assert Amendment.objects.get().state == Amendment.State.CONFIRMED
    assert "07 ngày" in today(law)


def test_proposals_the_public_file_is_silent_about_stay(tmp_path) -> None:
    law = whole()
    path = tmp_path / "public.jsonl"
    exporting.write(path, public=True)
    amender = Act.objects.get(symbol="99/2025/QH15")
    Amendment.objects.all().delete()
    Amendment.objects.create(act=amender, target_symbol=law.symbol, op=Op.REPEAL, target_key="dieu-3", ordinal=77)
    restoring.read_back(path)
    states = dict(Amendment.objects.values_list("target_key", "state"))
    assert states.pop("dieu-3") == Amendment.State.PROPOSED
    assert set(states.values()) == {Amendment.State.CONFIRMED}


def test_fields_of_the_law_come_back(tmp_path) -> None:
    Subject.objects.create(slug="thue", name="Thuế", words=["thuế"])
    path = exported(tmp_path)
    Subject.objects.all().delete()
    restoring.read_back(path)
    assert Subject.objects.get(slug="thue").words == ["thuế"]
    Subject.objects.update(name="Khác")
    assert restoring.read_back(path).told == ["Lĩnh vực “Khác” khác với bản xuất; giữ như ở đây."]


def test_the_public_file_holds_no_copy_kept_apart(tmp_path) -> None:
    whole()
    path = tmp_path / "cong-khai.jsonl"
    exporting.write(path, public=True)
    assert "khac.txt" not in path.read_text()
    assert "Hết rồi" not in path.read_text()


def test_an_export_that_shall_prevail_takes_the_place_of_our_words_and_tells_each(tmp_path, capsys) -> None:
    law = whole()
    Act.objects.filter(pk=law.pk).update(signer="Người Ký", expired=dt.date(2030, 1, 1))
    path, before = exported(tmp_path), held()
    Act.objects.filter(pk=law.pk).update(signer="Người Khác", expired=dt.date(2031, 1, 1))
    Summary.objects.update(body="Lời khác.")
    Duty.objects.update(what="Khác")
    Subject.objects.update(name="Khác")
    call_command("import_library", str(path), theirs=True)
    told = capsys.readouterr().err
    assert "người ký ở đây là “Người Khác”, trong bản xuất là “Người Ký”; lấy theo bản xuất." in told
    assert "KHÁC:" not in told
    law.refresh_from_db()
    assert (law.signer, law.expired) == ("Người Ký", dt.date(2030, 1, 1))
    assert held() == before
    again = restoring.read_back(path, theirs=True)
    assert (again.taken, again.told, again.same) == ([], [], 2)


def test_a_text_that_gives_way_to_the_export_is_kept_apart(tmp_path) -> None:
    whole()
    path = exported(tmp_path)
    Act.objects.all().delete()
    law = put("01/2011/QH13", LAW.replace("10 ngày", "mười hôm"))
    report = restoring.read_back(path, theirs=True)
    assert any("toàn văn khác với bản xuất" in sentence for sentence in report.taken)
    assert "07 ngày" in today(law)
    assert "mười hôm" in str(RivalCopy.objects.get(act=law, source_file__text_sha256=law.text_sha256).document)


@pytest.mark.parametrize(("here", "there"), [("confirmed", "withdrawn"), ("withdrawn", "confirmed")])
def test_operations_follow_the_export_that_prevails_and_so_does_the_text(tmp_path, here: str, there: str) -> None:
    law = whole()
    operation = Amendment.objects.get()
    set_ = {
        "confirmed": lambda: settled([operation]),
        "withdrawn": lambda: deciding.withdraw(amendments=[operation], actor_id=None),
    }
    if there == "withdrawn":
        set_["withdrawn"]()
    path = exported(tmp_path)
    set_[here]()
    report = restoring.read_back(path, theirs=True)
    assert any("lấy theo bản xuất" in sentence for sentence in report.taken)
    assert Amendment.objects.get().state == there
    assert ("07 ngày" in today(law)) == (there == "confirmed")
    assert Amendment.objects.get().steps.count() >= 3


def test_an_export_that_prevails_empties_nothing(tmp_path) -> None:
    law = whole()
    path = exported(tmp_path)
    Act.objects.filter(pk=law.pk).update(signer="Chỉ ở đây")
    assert restoring.read_back(path, theirs=True).taken == []
    law.refresh_from_db()
    assert law.signer == "Chỉ ở đây"
