"""A petition comes in once, whole, or not at all."""

import pytest
from django.db import DatabaseError

from tracking.casework import casework, codes
from tracking.casework.files import file_store, papers
from tracking.casework.models import Attachment, Case, Event, Petitioner, SealedIdentity
from tracking.casework.petition import Kind
from tracking.casework.sealing import identity
from tracking.casework.sealing.keys import KeyName

from .petitions import content, custodian_key, paper, petitioner, submit

pytestmark = pytest.mark.django_db


def stored_files() -> list[str]:
    return list(file_store.stored_names(file_store.folder()))


def test_a_petition_comes_in_with_identity_papers_and_first_event():
    sent = submit(files=[paper("đơn.txt", b"mot"), paper("ảnh.txt", b"hai")])
    case = Case.objects.get(reference=sent.case.reference)
    assert sent.created
    assert case.content == content()
    assert case.petitioner.details == petitioner()
    assert [attachment.shown_name for attachment in case.attachments.all()] == ["đơn.txt", "ảnh.txt"]
    assert [papers.read(attachment) for attachment in case.attachments.all()] == [b"mot", b"hai"]
    assert [event.kind for event in case.events.all()] == ["submitted"]


def test_the_code_opens_the_case_typed_in_any_way():
    sent = submit()
    typed = sent.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert Case.objects.by_code(typed) == sent.case
    assert Case.objects.by_code("khong phai ma") is None


def test_a_wrong_code_costs_the_same_query_as_nonsense(django_assert_num_queries):
    submit()
    other = codes.code_from_token(codes.new_token(), b"k" * 32)
    for text in (other, "khong phai ma", "", "x" * 5000):
        with django_assert_num_queries(1):
            assert Case.objects.by_code(text) is None


def test_the_same_form_sent_again_gives_the_same_case_and_code():
    token = codes.new_token()
    first = submit(token=token, files=[paper()])
    again = submit(token=token, files=[paper()], content=content(subject="Đã sửa sau khi gửi"))
    assert (again.case, again.code, again.created) == (first.case, first.code, False)
    assert Case.objects.count() == Event.objects.count() == 1
    assert casework.find_submission(token).code == first.code


def test_a_token_not_of_ours_is_refused():
    with pytest.raises(ValueError, match="token"):
        submit(token="1234")
    assert casework.find_submission("1234") is None


def test_a_taken_reference_is_drawn_again(monkeypatch):
    first = submit()
    drawn = iter([first.case.reference, first.case.reference, "HP26-ZZZZZZ"])
    monkeypatch.setattr("tracking.casework.writing.submission.new_reference", lambda _day: next(drawn))
    second = submit(files=[paper()])
    assert second.case.reference == "HP26-ZZZZZZ"
    assert papers.read(second.case.attachments.get()) == b"noi dung"
    assert set(Attachment.objects.values_list("stored_name", flat=True)) <= set(stored_files())


def test_when_the_second_file_cannot_be_written_nothing_stays(monkeypatch):
    before = stored_files()
    write = file_store.write_durably
    calls = iter([write, None])

    def failing(root, data):
        step = next(calls)
        if step is None:
            raise OSError(28, "no space left on device")
        return step(root, data)

    monkeypatch.setattr(file_store, "write_durably", failing)
    with pytest.raises(OSError, match="no space"):
        submit(files=[paper(), paper()])
    assert not Case.objects.exists()
    assert stored_files() == before


@pytest.mark.parametrize("broken", ["Petitioner.objects.create", "events.record", "papers.attach"])
def test_when_any_row_cannot_be_written_nothing_stays(monkeypatch, broken):
    before = stored_files()

    def fail(*_args, **_facts):
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(f"tracking.casework.writing.submission.{broken}", fail)
    with pytest.raises(DatabaseError):
        submit(files=[paper()])
    assert not Case.objects.exists()
    assert not Petitioner.objects.exists()
    assert not Event.objects.exists()
    assert stored_files() == before


def test_a_rotated_key_still_opens_old_codes_and_receipts(settings, tmp_path, fresh_keys):
    token = codes.new_token()
    first = submit(token=token)
    fresh_keys.rotate_key(KeyName.CODE)
    assert Case.objects.by_code(first.code) == first.case
    assert submit(token=token).code == first.code
    assert Case.objects.by_code(submit().code) != first.case


def test_a_denunciation_with_a_name_is_refused_without_a_custodian_key():
    with pytest.raises(casework.NotTaken, match="khóa của người giữ danh tính"):
        submit(Kind.DENUNCIATION, petitioner=petitioner())
    assert not Case.objects.exists()


def test_papers_of_a_denouncer_are_refused_without_a_custodian_key():
    with pytest.raises(casework.NotTaken):
        submit(Kind.DENUNCIATION, files=[paper()])


def test_a_denunciation_without_a_name_is_taken_and_says_so():
    sent = submit(Kind.DENUNCIATION)
    assert sent.case.events.get().details["identity"] == "none"
    assert not SealedIdentity.objects.exists()


def test_a_denouncers_identity_opens_for_each_custodian_and_nobody_else():
    keys = [custodian_key("Một"), custodian_key("Hai")]
    sent = submit(Kind.DENUNCIATION, petitioner=petitioner(), files=[paper(data=b"chu viet tay")])
    assert not Petitioner.objects.exists()
    for key, private in keys:
        box = bytes(SealedIdentity.objects.get(case=sent.case, custodian_key=key).ciphertext)
        assert identity.unpack(identity.open_box(private, box, sent.case.reference)) == petitioner().as_data()
    stranger, _ = identity.new_key_pair()
    with pytest.raises(identity.CannotOpen):
        identity.open_box(stranger, box, sent.case.reference)


def test_a_denouncers_paper_opens_with_a_custodians_key_only():
    _, private = custodian_key()
    sent = submit(Kind.DENUNCIATION, files=[paper(data=b"chu viet tay")])
    attachment = sent.case.attachments.get()
    with pytest.raises(papers.Sealed):
        papers.read(attachment)
    kept = file_store.read(file_store.folder(), attachment.stored_name, attachment.sha256)
    opened = identity.open_envelope(private, kept, papers.context(sent.case.reference))
    assert papers.name_and_data(opened)[1] == b"chu viet tay"


def test_one_person_has_one_hash_however_the_name_is_written():
    first = submit(petitioner=petitioner(name="Nguyễn Văn Mẫu"))
    second = submit(petitioner=petitioner(name="NGUYEN VAN  MAU"))
    third = submit(petitioner=petitioner(name="Nguyễn Thị Mẫu"))
    hashes = [sent.case.petitioner.person_hash for sent in (first, second, third)]
    assert hashes[0] == hashes[1] != hashes[2]
