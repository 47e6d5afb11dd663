"""Several petitioners of one matter: the law's numbers of representatives, and a code for each person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework.desk.case_page import identity_facts
from tracking.casework.history import audit
from tracking.casework.models import Case, JointPetitioner, SealedIdentity
from tracking.casework.petitioners import joint
from tracking.casework.petitioners.joint import Companion, Unreadable, appoint, most_representatives, read_companions
from tracking.casework.sealing import identity

from .citizen import Citizen, code_on, offices
from .papers_text import text_of
from .petitions import custodian_key

OTHERS = "\n".join(f"{n}. Người Thứ {n}; Số {n} phố Mẫu; 0900 000 10{n}" for n in range(2, 7))
GROUP = {"others": OTHERS, "representatives": "Nguyễn Văn Mẫu\nNgười Thứ 3", "appointment": "later"}


@pytest.mark.parametrize(("people", "most"), [(2, None), (4, None), (5, 2), (10, 2), (11, 5), (101, 5)])
def test_the_law_fixes_the_number_of_representatives_from_five_people_on(people, most):
    assert most_representatives(people) == most


def test_a_list_is_read_line_by_line_with_or_without_numbers():
    assert read_companions("1. A; B; 0900000001\n\n C\tD ") == [
        Companion("A", "B", "0900000001"), Companion("C", "D"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A", 1),
        ("A; B\nC;", 2),
        ("A; B; điện thoại", 1),
        ("A; B; 0900000001; thừa", 1),
        ("; B", 1),
        ("A" * 301 + "; B", 1),
    ],
)
def test_a_line_at_fault_is_named(text, line):
    with pytest.raises(Unreadable) as wrong:
        read_companions(text)
    assert wrong.value.facts["line"] == line


def test_a_list_too_long_is_asked_for_as_a_file():
    with pytest.raises(Unreadable, match="tệp kèm theo"):
        read_companions("A; B\n" * 101)


def test_each_of_several_denouncers_must_be_reachable():
    with pytest.raises(Unreadable, match="cách thức liên hệ"):
        read_companions("A; B", asks_phone=True)


def test_a_representative_must_be_one_of_the_petitioners():
    with pytest.raises(Unreadable) as wrong:
        appoint("A", [Companion("B", "x")], ["C"])
    assert wrong.value.facts == {"name": "C"}


@given(st.integers(1, 100), st.integers(0, 7))
def test_no_more_and_no_fewer_represent_than_the_law_says(others, wanted):
    people = [Companion(f"Người {n}", "x") for n in range(others)]
    names = ["Đầu", *(person.name for person in people)][:wanted]
    most = most_representatives(1 + others)
    allowed = most is None or 1 <= len(names) <= most
    try:
        first, marked = appoint("Đầu", people, names)
    except Unreadable:
        assert not allowed
    else:
        assert allowed
        assert first + sum(person.represents for person in marked) == len(names)


def test_of_two_people_of_one_name_one_is_appointed():
    first, others = appoint("An", [Companion("An", "x"), Companion("B", "y")], ["An"])
    assert first
    assert not any(other.represents for other in others)


@given(st.text(max_size=400))
def test_no_list_brings_the_reader_down(text):
    try:
        read = read_companions(text)
    except Unreadable:
        return
    assert all(person.name and person.address for person in read)


@pytest.fixture
def group(db, settings):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()
    citizen = Citizen()
    citizen.hands_in(**GROUP)
    return citizen


def codes_on(page: str) -> list[str]:
    import re

    return re.findall(r'class="code">([0-9A-Z-]{19})<', page)


def test_each_petitioner_gets_a_code_that_opens_the_same_case(group):
    found = codes_on(group.page)
    assert len(set(found)) == 6
    reference = Case.objects.get().reference
    for code in found:
        other = Citizen()
        other.looks_up(code)
        assert f"Hồ sơ {reference}" in other.page


def test_the_receipt_opened_again_shows_the_same_codes(group):
    before = codes_on(group.page)
    group._sees(group.client.post("/bien-nhan/", {"token": group.token}))
    assert codes_on(group.page) == before


def test_a_representatives_code_writes_and_the_others_look_on(group):
    _own, second, third, *_rest = codes_on(group.page)
    looking, speaking = Citizen(), Citizen()
    looking.looks_up(second)
    assert 'name="body"' not in looking.page
    refused = looking.client.post("/tra-cuu/ho-so/nhan-tin/", {"body": "Chào"})
    assert refused.status_code == 403
    assert "dành cho người đại diện" in refused.content.decode()
    assert looking.client.get("/bien-nhan/don.pdf").status_code == 403
    speaking.looks_up(third)
    assert speaking.client.post("/tra-cuu/ho-so/nhan-tin/", {"body": "Chào"}).status_code == 303
    assert Case.objects.get().messages.count() == 1


def test_an_appointment_that_ended_ends_with_the_next_click(group):
    third = codes_on(group.page)[2]
    speaking = Citizen()
    speaking.looks_up(third)
    JointPetitioner.objects.filter(place=3).update(represents=False)
    assert speaking.client.post("/tra-cuu/ho-so/nhan-tin/", {"body": "Chào"}).status_code == 403


def test_all_names_are_on_the_paper_with_room_to_sign_and_at_the_desk(group):
    paper = text_of(group.client.post("/bien-nhan/don.pdf", {"token": group.token}).content)
    assert "Những người cùng khiếu nại:" in paper
    assert "Người Thứ 3; địa chỉ: Số 3 phố Mẫu; điện thoại: 0900 000 103 (người đại diện). Ký tên:" in paper
    told = {fact.label: fact.text for fact in identity_facts(Case.objects.get())}
    assert told["Người thứ 3"].endswith("người đại diện")
    assert told["Văn bản cử người đại diện"] == "sẽ nộp sau"


def test_the_letter_of_appointment_is_ready_for_everybodys_signature(group):
    letter = text_of(group.client.post("/bien-nhan/cu-dai-dien.pdf", {"token": group.token}).content)
    assert "VĂN BẢN CỬ NGƯỜI ĐẠI DIỆN" in letter
    assert letter.count("Ký tên:") == 6
    speaking = letter[: letter.index("Nội dung, phạm vi")]
    assert "Người Thứ 3; địa chỉ: Số 3 phố Mẫu" in speaking
    assert "Người Thứ 2" not in speaking
    first = codes_on(group.page)[0]
    group.looks_up(first)
    assert text_of(group.client.get("/bien-nhan/cu-dai-dien.pdf").content).count("Ký tên:") == 6


def test_a_petition_of_one_has_no_letter_of_appointment(db, settings):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()
    alone = Citizen()
    alone.hands_in()
    assert alone.client.post("/bien-nhan/cu-dai-dien.pdf", {"token": alone.token}).status_code == 404


def test_the_history_binds_the_list_of_petitioners(group):
    assert list(audit.faults()) == []
    row = Case.objects.get().petitioner
    row.data = {**row.data, "others": row.data["others"][:-1]}
    row.save()
    assert list(audit.faults()) != []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"representatives": ""}, "phải cử người đại diện"),
        ({"representatives": "Nguyễn Văn Mẫu\nNgười Thứ 2\nNgười Thứ 3"}, "chỉ được cử một hoặc hai"),
        ({"representatives": "Ai Đó"}, "Không thấy tên: Ai Đó."),
        ({"appointment": ""}, "đã kèm theo hay nộp sau"),
        ({"others": "Chỉ có tên"}, "Dòng 1: xin ghi họ tên"),
    ],
)
def test_a_group_the_law_does_not_know_is_told_so_and_nothing_is_lost(db, settings, words, said):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()
    citizen = Citizen()
    citizen.opens_form()
    assert citizen.writes(**{**GROUP, **words}).status_code == 422
    assert said in citizen.page
    assert "Mức bồi thường khi thu hồi đất" in citizen.page


def test_denouncers_of_one_matter_are_sealed_together_and_named_nowhere(db, settings):
    settings.MINIMUM_FILL_SECONDS = 0
    offices()
    _key, private = custodian_key()
    citizen = Citizen("to-cao")
    citizen.hands_in(others="Người Kín; Số 2 phố Mẫu; 0900 000 102", representatives="Trần Thị Ví Dụ")
    assert len(codes_on(citizen.page)) == 2
    assert "Người Kín" not in citizen.page
    assert "Người thứ 2" in citizen.page
    paper = text_of(citizen.client.post("/bien-nhan/don.pdf", {"token": citizen.token}).content)
    assert "Những người cùng tố cáo" in paper
    assert "Người Kín" not in paper
    letter = text_of(citizen.client.post("/bien-nhan/cu-dai-dien.pdf", {"token": citizen.token}).content)
    assert "Người Kín" not in letter
    assert "Nhận tiền" not in letter
    seal = SealedIdentity.objects.get()
    opened = identity.unpack(identity.open_box(private, bytes(seal.ciphertext), seal.case.reference))
    assert opened["others"][0]["name"] == "Người Kín"
    assert code_on(citizen.page)


def test_the_law_behind_is_an_article():
    assert joint.LAW == "42/2013/QH13#dieu-29"
