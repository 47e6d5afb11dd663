"""A citizen follows the case: state in plain words, history, messages both ways, further papers."""

import hashlib
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tracking.casework import casework
from tracking.casework.case_words import EVENT_TITLES, words
from tracking.casework.citizen.case import case_views
from tracking.casework.citizen.case.repeats import remember
from tracking.casework.files import papers
from tracking.casework.models import Attachment, Case
from tracking.casework.petition import Kind
from tracking.casework.workflow import Action, State
from tracking.organisation.models import Agency, Person, Role

from .citizen import Citizen, offices, text
from .petitions import paper, person, received, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offices():
    offices()


@pytest.fixture
def citizen() -> Citizen:
    """One who has sent a complaint and opened the case."""
    writer = Citizen()
    writer.looks_up(writer.hands_in())
    return writer


@pytest.fixture
def officer() -> Person:
    return person("can-bo-mau", Role.OFFICER, Agency.objects.get(slug="ban-tiep-cong-dan"))


def case() -> Case:
    return Case.objects.get()


def opened(citizen: Citizen) -> str:
    return text(citizen.client.get(citizen.at("/tra-cuu/ho-so/")))


def says(citizen: Citizen, body: str = "", files: list[SimpleUploadedFile] | None = None):
    sent = {"body": body, "files": files} if files else {"body": body}
    return citizen.client.post("/tra-cuu/ho-so/nhan-tin/", sent)


def note(name: str = "them.txt", data: bytes = b"Giay to them") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/plain")


def test_the_page_begins_with_the_state_in_plain_words(citizen):
    page = citizen.page
    state, then, can = (page.index(word) for word in ("Đơn đã đến cơ quan", "Tiếp theo", "Ông/bà làm được gì"))
    assert state < then < can < page.index("Diễn biến")


def test_an_officers_acceptance_appears_with_its_ground_newest_first(citizen, officer):
    moved = signed(received(case(), officer), officer)
    casework.move(
        case_id=moved.pk,
        action=Action.ACCEPT,
        actor=officer,
        expected_version=moved.version,
        public_text="Mời ông/bà đến làm việc sáng thứ Hai.",
        internal_note="Ghi chú nội bộ không cho ai xem",
    )
    page = opened(citizen)
    assert "Cơ quan đã thụ lý đơn của ông/bà." in page
    assert "Mời ông/bà đến làm việc sáng thứ Hai." in page
    assert page.index("Cơ quan đã thụ lý đơn.") < page.index("Ông/bà đã gửi đơn.")
    assert "/phap-luat/02-2011-qh13/dieu-27/" in page
    assert "Ghi chú nội bộ" not in page
    assert officer.username not in page


def test_a_message_goes_to_the_office_and_is_shown(citizen):
    response = says(citizen, "Tôi gửi thêm bản chụp sổ đỏ.", [note()])
    assert (response.status_code, response["Location"]) == (303, "/tra-cuu/ho-so/#tin-nhan")
    letter = case().messages.get()
    assert letter.from_citizen
    assert letter.body == "Tôi gửi thêm bản chụp sổ đỏ."
    page = opened(citizen)
    assert "Tôi gửi thêm bản chụp sổ đỏ." in page
    assert "them.txt" in page


def test_papers_may_come_without_a_word(citizen):
    says(citizen, files=[note()])
    assert [kept.shown_name for kept in case().attachments.all()] == ["them.txt"]
    assert "Ông/bà gửi thêm giấy tờ." in opened(citizen)


def test_a_second_click_sends_no_second_message_and_no_second_paper(citizen):
    for _ in range(2):
        says(citizen, "Xin hỏi khi nào có kết quả?")
        says(citizen, files=[note()])
    assert case().messages.count() == 1
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("body", ["", "Gửi thêm ảnh hiện trường."])
def test_the_same_words_with_another_file_are_further_evidence(citizen, body):
    """Of the same name and length too: only the bytes tell them apart."""
    for data in (b"Giay so 1", b"Giay so 2", b"Giay so 2"):
        assert says(citizen, body, [note(data=data)]).status_code == 303
    kept = [papers.read(paper) for paper in case().attachments.all()]
    assert kept == [b"Giay so 1", b"Giay so 2"]
    assert case().messages.count() == (2 if body else 0)


@pytest.mark.parametrize("body", ["", "Gửi hai giấy tờ."])
def test_a_paper_sent_beside_another_is_no_repeat_of_it(citizen, body):
    says(citizen, body, [note()])
    for _ in range(2):
        says(citizen, body, [note(), note("khac.txt")])
    assert Attachment.objects.count() == 3


def test_what_the_memory_forgot_is_kept_once_more_rather_than_lost(citizen):
    says(citizen, files=[note()])
    cache.clear()
    says(citizen, files=[note()])
    assert Attachment.objects.count() == 2


def test_a_sending_that_was_undone_is_no_reason_to_drop_the_next(citizen, monkeypatch):
    def fail(*args, **kwargs):
        remember(*args, **kwargs)
        raise casework.NotTaken("Xin thử lại.")

    with monkeypatch.context() as broken:
        broken.setattr(case_views, "remember", fail)
        assert says(citizen, "Kèm tệp", [note()]).status_code == 422
    assert says(citizen, "Kèm tệp", [note()]).status_code == 303
    assert Attachment.objects.count() == 1


def test_the_memory_of_a_sending_names_no_document(citizen):
    """Without the portal's key nobody can ask it for a known paper."""
    with patch.object(cache, "set", wraps=cache.set) as kept:
        says(citizen, files=[note(data=b"Giay da biet")])
    marks = [call.args[0] for call in kept.call_args_list if call.args[0].startswith("sent-")]
    assert len(marks) == 1
    assert hashlib.sha256(b"Giay da biet").hexdigest() not in marks[0]


def test_two_different_messages_are_two(citizen):
    says(citizen, "Câu hỏi thứ nhất")
    says(citizen, "Câu hỏi thứ hai")
    says(citizen, "Câu hỏi thứ nhất")
    assert case().messages.count() == 3


def test_a_refused_paper_is_named_and_the_words_are_kept(citizen):
    response = says(citizen, "Kèm tệp", [note(), note("chay.exe", b"MZ\x90\x00")])
    assert response.status_code == 422
    page = text(response)
    assert "<strong>chay.exe</strong>" in page
    assert "Kèm tệp</textarea>" in page
    assert case().messages.count() == 0


@pytest.mark.parametrize(("body", "said"), [("", "viết lời nhắn"), ("  \n ", "viết lời nhắn"), ("x" * 4001, "dài quá")])
def test_nothing_and_too_much_are_refused_in_words(citizen, body, said):
    response = says(citizen, body)
    assert response.status_code == 422
    assert said in text(response)
    assert case().messages.count() == 0


def test_the_offices_answer_is_shown_and_counts_as_read_then(citizen, officer):
    received(case(), officer)
    casework.write_message(
        case_id=case().pk, author=officer, body="Xin mang bản gốc đến.", files=[paper("mau-giay.txt", b"mau")]
    )
    assert case().messages.get().read_at is None
    page = opened(citizen)
    assert "Xin mang bản gốc đến." in page
    assert "mau-giay.txt" in page
    assert case().messages.get().read_at


def test_looking_again_writes_nothing(citizen):
    opened(citizen)
    with CaptureQueriesContext(connection) as queries:
        opened(citizen)
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


def test_what_the_office_sent_can_be_taken_and_own_papers_are_not_given_out(citizen, officer):
    says(citizen, files=[note()])
    received(case(), officer)
    casework.write_message(case_id=case().pk, author=officer, body="Kèm mẫu.", files=[paper("mau.txt", b"mau giay")])
    theirs, own = case().attachments.get(from_office=True), case().attachments.get(from_office=False)
    given = citizen.client.get(f"/tra-cuu/ho-so/tep/{theirs.pk}/")
    assert given.content == b"mau giay"
    assert given["Content-Disposition"].startswith("attachment")
    assert citizen.client.get(f"/tra-cuu/ho-so/tep/{own.pk}/").status_code == 404


def test_a_paper_of_another_case_is_not_there(citizen, officer):
    received(case(), officer)
    casework.write_message(case_id=case().pk, author=officer, body="Kèm mẫu.", files=[paper("mau.txt", b"mau")])
    theirs = Attachment.objects.get(from_office=True)
    other = Citizen("phan-anh")
    other.looks_up(other.hands_in())
    assert other.client.get(f"/tra-cuu/ho-so/tep/{theirs.pk}/").status_code == 404


def test_a_message_of_another_case_is_not_shown(citizen):
    says(citizen, "Chỉ của riêng tôi")
    other = Citizen("phan-anh")
    other.looks_up(other.hands_in())
    assert "Chỉ của riêng tôi" not in other.page


def test_markup_in_messages_is_shown_as_text(citizen):
    says(citizen, "<img src=x onerror=alert(1)>")
    assert "<img src=x" not in opened(citizen)


def test_a_case_gone_outside_takes_no_more_messages(citizen, officer):
    moved = received(case(), officer)
    casework.move(
        case_id=moved.pk,
        action=Action.TRANSFER,
        actor=officer,
        expected_version=moved.version,
        public_text="Đã chuyển đến Bộ Mẫu.",
    )
    page = opened(citizen)
    assert "Đã chuyển đến Bộ Mẫu." in page
    assert "<textarea" not in page
    assert says(citizen, "Còn một ý nữa").status_code == 422


def test_the_page_is_kept_nowhere_and_costs_a_bounded_number_of_queries(citizen, django_assert_max_num_queries):
    for number in range(6):
        says(citizen, f"Tin số {number}", [note(f"{number}.txt", b"x%d" % number)])
    opened(citizen)
    with django_assert_max_num_queries(14):  # one of them: was this visit ended?
        response = citizen.client.get("/tra-cuu/ho-so/")
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_the_case_speaks_english_under_en():
    writer = Citizen(language="/en")
    writer.hands_in()
    code = writer.page[writer.page.index('class="code">') + 13 :][:19]
    writer.client.post("/en/tra-cuu/", {"code": code})
    page = opened(writer)
    assert "Your petition has arrived" in page
    assert "Đơn đã đến" not in page


def test_every_state_and_step_has_words():
    for kind in Kind:
        for state in State:
            said = words(kind, state)
            assert said.now
            assert said.next
            assert said.you
    assert {action.value for action in Action} <= EVENT_TITLES.keys()
