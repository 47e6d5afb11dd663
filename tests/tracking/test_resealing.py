"""A custodian's key is changed: what the old one opened, the new one opens, whatever happens half-way."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests.tracking.petitions import agency, custodian_key, paper, petitioner, submit
from tracking.casework.custodians import custody, resealing
from tracking.casework.custodians.resealing import OldKey, Outcome
from tracking.casework.files import file_store, papers
from tracking.casework.history import audit, events
from tracking.casework.models import Attachment, CustodianKey, EventKind, SealedIdentity
from tracking.casework.petition import Kind
from tracking.casework.sealing import identity

pytestmark = pytest.mark.django_db
NAME, FILE = "Trần Thị Kín", b"giay to kin"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.ATTACHMENT_ROOT = tmp_path / "papers"
    agency("mau")


def denounced(count=3):
    return [
        submit(Kind.DENUNCIATION, petitioner=petitioner(name=NAME), files=[paper("bi-mat.txt", FILE)]).case
        for _ in range(count)
    ]


def opens(case, private):
    """The identity and the paper, with this private key."""
    public = identity.fingerprint(identity.public_half(private))
    seal = case.sealed_identities.get(custodian_key__fingerprint=public)
    kept = case.attachments.get()
    envelope = file_store.read(file_store.folder(), kept.stored_name, kept.sha256)
    piece = identity.open_envelope(private, envelope, papers.context(case.reference))
    who = identity.unpack(identity.open_box(private, bytes(seal.ciphertext), case.reference))
    return who["name"], papers.name_and_data(piece)[1]


def changed_keys():
    """Cases under an old key that ended, and the new key in force."""
    old, private = custodian_key("Cũ")
    cases = denounced()
    _new, new_private = custodian_key("Mới")
    custody.end(old.fingerprint)
    return cases, OldKey.of(private), new_private


def test_the_new_key_opens_everything_and_the_ended_one_nothing():
    cases, old, new_private = changed_keys()
    assert list(resealing.reseal_all(old)) == [Outcome.RESEALED] * 3
    for case in cases:
        assert opens(case, new_private) == (NAME, FILE)
        with pytest.raises(SealedIdentity.DoesNotExist):
            opens(case, old.private)
        kept = case.attachments.get()
        envelope = file_store.read(file_store.folder(), kept.stored_name, kept.sha256)
        with pytest.raises(identity.CannotOpen):
            identity.open_envelope(old.private, envelope, papers.context(case.reference))
        assert case.events.filter(kind=EventKind.RESEALED).count() == 1
    assert audit.faults() == []
    assert set(file_store.stored_names(file_store.folder())) == set(
        Attachment.objects.values_list("stored_name", flat=True)
    )


def test_again_it_changes_nothing():
    cases, old, _new = changed_keys()
    list(resealing.reseal_all(old))
    before = list(SealedIdentity.objects.order_by("pk").values_list("pk", flat=True))
    assert set(resealing.reseal_all(old)) == {Outcome.ALREADY}
    assert list(SealedIdentity.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert cases[0].events.filter(kind=EventKind.RESEALED).count() == 1


class Killed(BaseException):
    """Stands for the end of the process: nothing in the code catches it."""


@pytest.mark.parametrize("place", ["before the first event", "before the second event", "while taking old papers away"])
def test_killed_half_way_it_loses_nothing_and_the_next_run_finishes(monkeypatch, place):
    cases, old, new_private = changed_keys()
    calls = []

    def killing(nth, whole):
        def act(*given, **facts):
            calls.append(1)
            if len(calls) == nth:
                raise Killed
            return whole(*given, **facts)

        return act

    with monkeypatch.context() as killer:
        if place == "while taking old papers away":
            killer.setattr(file_store, "delete", killing(2, file_store.delete))
        else:
            nth = 1 if place == "before the first event" else 2
            killer.setattr(events, "record", killing(nth, events.record))
        with pytest.raises(Killed):
            list(resealing.reseal_all(old))
    for case in cases:
        readable = [private for private in (old.private, new_private) if _still_opens(case, private)]
        assert len(readable) == 1, "each case is wholly under one key"
    assert Outcome.UNREADABLE not in list(resealing.reseal_all(old))
    assert [opens(case, new_private) for case in cases] == [(NAME, FILE)] * 3
    assert audit.faults() == []
    assert all(case.events.filter(kind=EventKind.RESEALED).count() == 1 for case in cases)


def _still_opens(case, private):
    try:
        return opens(case, private) == (NAME, FILE)
    except (SealedIdentity.DoesNotExist, identity.CannotOpen):
        return False


def test_a_second_custodian_joins_and_the_first_keeps_the_seals():
    _first, private = custodian_key("Một")
    (case,) = denounced(1)
    _second, other = custodian_key("Hai")
    assert list(resealing.reseal_all(OldKey.of(private))) == [Outcome.RESEALED]
    assert opens(case, private) == opens(case, other) == (NAME, FILE)


def test_a_colleagues_seal_stays_as_it_is():
    first, private = custodian_key("Một")
    _second, other = custodian_key("Hai")
    (case,) = denounced(1)
    _third, third = custodian_key("Ba")
    custody.end(first.fingerprint)
    list(resealing.reseal_all(OldKey.of(private)))
    assert opens(case, other) == opens(case, third) == (NAME, FILE)


def test_without_another_key_in_force_nothing_is_touched():
    _key, private = custodian_key()
    denounced(1)
    with pytest.raises(resealing.NoNewKey):
        list(resealing.reseal_all(OldKey.of(private)))
    assert SealedIdentity.objects.count() == 1


def test_a_damaged_paper_stops_its_own_case_only():
    cases, old, new_private = changed_keys()
    kept = cases[0].attachments.get()
    (file_store.folder() / kept.stored_name).write_bytes(b"x")
    assert list(resealing.reseal_all(old)) == [Outcome.UNREADABLE, Outcome.RESEALED, Outcome.RESEALED]
    assert cases[0].sealed_identities.get().custodian_key == old.row
    assert opens(cases[1], new_private) == (NAME, FILE)


class TestTheCommand:
    PASS_PHRASE = "một cụm mật khẩu đủ dài"

    def run(self, monkeypatch, path, *options, pass_phrase=PASS_PHRASE):
        out, err = io.StringIO(), io.StringIO()
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{pass_phrase}\n"))
        call_command("reseal", str(path), *options, stdout=out, stderr=err)
        return out.getvalue() + err.getvalue()

    @pytest.fixture
    def key_file(self, tmp_path):
        key, text = custody.new_custodian_key("Cũ", self.PASS_PHRASE)
        custody.register(key)
        (tmp_path / "khoa.txt").write_text(text, "ascii")
        return tmp_path / "khoa.txt"

    def test_it_ends_the_old_key_seals_anew_and_shows_no_key(self, monkeypatch, key_file, caplog):
        cases = denounced(2)
        _new, new_private = custodian_key("Mới")
        said = self.run(monkeypatch, key_file, "--end")
        assert "Đã niêm phong lại 2 hồ sơ" in said
        assert [opens(case, new_private) for case in cases] == [(NAME, FILE)] * 2
        assert CustodianKey.objects.active().get().name == "Mới"
        private = identity.unprotect(key_file.read_text("ascii"), self.PASS_PHRASE)
        for text in (said, caplog.text):
            assert self.PASS_PHRASE not in text
            assert private.hex() not in text
            assert NAME not in text
        assert "Đã niêm phong lại 0 hồ sơ; 2 hồ sơ đã đúng" in self.run(monkeypatch, key_file, "--end")

    def test_a_wrong_pass_phrase_changes_nothing(self, monkeypatch, key_file):
        denounced(1)
        custodian_key("Mới")
        with pytest.raises(CommandError, match="không đúng"):
            self.run(monkeypatch, key_file, "--end", pass_phrase="sai")
        assert CustodianKey.objects.active().count() == 2

    def test_the_last_key_is_not_ended(self, monkeypatch, key_file):
        with pytest.raises(CommandError, match="create_custodian_key"):
            self.run(monkeypatch, key_file, "--end")
        assert CustodianKey.objects.active().count() == 1

    def test_a_file_that_is_no_key_is_refused(self, monkeypatch, tmp_path):
        with pytest.raises(CommandError):
            self.run(monkeypatch, tmp_path / "khong-co.txt")
