"""The board of amendments: what would change is seen beside the old text, decided, and taken back."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, Amendment, Op, Provision
from legal_library.versions.proposing import Instruction, store
from tests.tracking.petitions import person
from tracking.organisation import roles
from tracking.organisation.models import Role

from .settling import settled
from .test_two_steps import sealed

pytestmark = pytest.mark.django_db
LAW = (
    "Điều 1. Thời hạn\n1. Trong 10 ngày.\n2. Hai.\nĐiều 2. Cấm\nKhông được quá 10 ngày.\n"
    "Chương II\nGIẢI QUYẾT\nĐiều 3. Hết\nXong."
)


def sign_in(name: str, role: Role = Role.LIBRARIAN) -> Client:
    roles.sync_role_groups()
    client = Client()
    client.force_login(person(name, role))
    return client


@pytest.fixture
def librarian(settings, tmp_path) -> Client:
    settings.PORTAL_DATA = tmp_path
    return sign_in("thu-thu-mau")


def add(symbol: str, text: str, issued: dt.date, effective: dt.date) -> Act:
    facts = Facts(symbol=symbol, kind="Luật", title="Thử", issuer="Quốc hội", issued=issued, effective=effective)
    import_bytes(text.encode(), "a.txt", facts)
    return Act.objects.get(symbol=symbol)


@pytest.fixture
def law(librarian) -> Act:
    return add("01/2011/QH13", LAW, dt.date(2011, 11, 11), dt.date(2012, 7, 1))


@pytest.fixture
def amender(law) -> Act:
    return add("99/2025/QH15", "Điều 1. Phạm vi\nThử.", dt.date(2025, 12, 10), dt.date(2026, 7, 1))


def instruction(op: str, target: str, **words: str) -> Instruction:
    return Instruction(place="dieu-1", op=op, symbol="01/2011/QH13", target=target, **words)


def board(client: Client, act: Act) -> str:
    return " ".join(client.get(reverse("law_amendment_board", args=[act.pk])).content.decode().split())


def decide(client: Client, act: Act, decision: str, *amendments: Amendment) -> str:
    data = {"decision": decision, "amendment": [sealed(amendment) for amendment in amendments]}
    response = client.post(reverse("law_amendment_board", args=[act.pk]), data, follow=True)
    return response.content.decode()


def test_it_works(librarian, law, amender) -> None:
    (made,) = store(amender, [instruction(Op.REPLACE, "dieu-1.khoan-1", new_text="“1. Trong 07 ngày làm việc.”")])
    assert "99/2025/QH15" in librarian.get(reverse("law_amendments")).content.decode()
    html = board(librarian, amender)
    assert "<del>10 ngày.</del>" in html
    assert "<ins>07 ngày làm việc.</ins>" in html
    assert "Đã ghi nhận kiểm tra 1 thao tác" in decide(librarian, amender, "check", made)
    assert "1 điều có phiên bản mới" in decide(sign_in("thu-thu-hai"), amender, "confirm", made)
    assert Provision.objects.filter(key="dieu-1.khoan-1", valid_from=dt.date(2026, 7, 1)).exists()
    assert "trở lại như trước" in decide(librarian, amender, "withdraw", made)
    assert not Provision.objects.filter(valid_from__isnull=False).exists()


def test_an_officer_is_kept_out(librarian, amender) -> None:
    officer = sign_in("can-bo-mau", Role.OFFICER)
    for address in (reverse("law_amendments"), reverse("law_amendment_board", args=[amender.pk])):
        assert officer.get(address).status_code in (302, 403)


def test_what_cannot_be_applied_says_why_and_stays_open(librarian, law, amender) -> None:
    made = store(
        amender,
        [
            instruction(Op.REPLACE_WORDS, "dieu-1", old_words="20 ngày", new_words="5 ngày"),
            instruction(Op.REPEAL, "dieu-9"),
            Instruction(place="dieu-1", op=Op.REPEAL, symbol="77/2001/QH10", target="dieu-1"),
        ],
    )
    html = board(librarian, amender)
    for reason in ("Không thấy cụm từ “20 ngày”", "Điều này không có", "chưa có văn bản được sửa: 77/2001/QH10"):
        assert reason in html
    assert "Không thay đổi thao tác nào" in decide(librarian, amender, "check", *made)
    assert "Không thao tác nào trong số đã chọn" in decide(librarian, amender, "confirm", *made)
    assert {a.state for a in Amendment.objects.all()} == {"proposed"}


def test_reading_again_keeps_what_was_decided(librarian, law, amender) -> None:
    instructions = [
        instruction(Op.REPEAL, "dieu-2"),
        instruction(Op.REPEAL, "dieu-1.khoan-2"),
        instruction(Op.REPEAL, "dieu-3"),
    ]
    first, second, _third = store(amender, instructions)
    decide(librarian, amender, "check", first)
    decide(librarian, amender, "reject", second)
    assert [a.target_key for a in store(amender, instructions)] == ["dieu-3"]
    assert Amendment.objects.count() == 3
    decide(librarian, amender, "reopen", second)
    assert Amendment.objects.get(pk=second.pk).state == "proposed"


def test_new_words_stand_where_their_own_number_says(law, amender) -> None:
    made = store(
        amender,
        [
            instruction(Op.INSERT_AFTER, "dieu-2", new_text="“Điều 2a. Thêm\n1. Một.”"),
            instruction(Op.INSERT_AFTER, "dieu-1.khoan-2", new_text="“3. Ba.”"),
            instruction(Op.ADD, "dieu-1.khoan-1", new_text="“a) Điểm.”"),
            instruction(Op.INSERT_AFTER, "chuong-2", new_text="Mục 1a\nMỤC MỚI\nĐiều 3a. Một\nA.\nĐiều 3b. Hai\nB."),
        ],
    )
    assert [a.target_key for a in made] == [
        "dieu-2a", "dieu-1.khoan-3", "dieu-1.khoan-1.diem-a", "dieu-3a", "dieu-3b", "chuong-2.muc-1a",
    ]  # fmt: skip
    assert [a.problem for a in made] == [""] * 6


def test_a_section_that_came_with_its_articles_stands_over_them(librarian, law, amender) -> None:
    text = "Mục 1a\nMỤC MỚI\nĐiều 3a. Một\nA.\nĐiều 3b. Hai\nB."
    settled(store(amender, [instruction(Op.ADD, "chuong-2", new_text=text)]))
    html = Client().get("/phap-luat/01-2011-qh13/?ngay=2026-07-01").content.decode()
    places = [html.index(f'id="{key}"') for key in ("dieu-3", "chuong-2.muc-1a", "dieu-3a", "dieu-3b")]
    assert places == sorted(places)


def test_words_replaced_in_a_whole_act_become_one_operation_an_article(law, amender) -> None:
    made = store(amender, [instruction(Op.REPLACE_WORDS, "", old_words="10 ngày", new_words="07 ngày làm việc")])
    assert [a.target_key for a in made] == ["dieu-1", "dieu-2"]


def form(**changes: str) -> dict[str, str]:
    return {
        "act": "99/2025/QH15", "place": "dieu-1", "op": "replace", "target": "01/2011/QH13",
        "target_key": "dieu-1.khoan-2", "effective": "2026-07-01", "new_text": "2. Mới.", **changes,
    }  # fmt: skip


def test_an_amendment_entered_by_hand_waits_for_a_second_person(librarian, law, amender) -> None:
    response = librarian.post(reverse("law_amendment_new"), form(), follow=True)
    assert "Một người khác xác nhận" in response.content.decode()
    (made,) = Amendment.objects.all()
    second = sign_in("thu-thu-hai")
    assert "cần người khác xác nhận" in decide(librarian, amender, "confirm", made)
    assert "phiên bản mới" in decide(second, amender, "confirm", made)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"target": "77/2001/QH10"}, "chưa có văn bản mang"),
        ({"target_key": "Điều 27"}, "Chưa đúng mẫu"),
        ({"new_text": " "}, "Xin ghi nội dung mới"),
        ({"op": "replace_words"}, "Xin ghi cụm từ"),
        ({"effective": ""}, "Xin ghi ngày"),
    ],
)
def test_a_wrong_entry_is_answered_at_its_field(librarian, law, amender, wrong, said) -> None:
    assert said in librarian.post(reverse("law_amendment_new"), form(**wrong)).content.decode()
    assert not Amendment.objects.exists()
