"""The paper of a text and of one article; and where the portal rests on an article."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from legal_library import used_here
from legal_library.facts import Facts
from legal_library.importing import import_bytes

LAW = "Điều 1. Phạm vi\n1. Luật này quy định việc một.\n2. Và việc hai.\nĐiều 2. Hiệu lực\nTừ ngày ký. " + "x" * 300
ACT = "/phap-luat/1-2020-qh14/"


@pytest.fixture
def law(db: None) -> None:
    import_bytes(LAW.encode(), "luat.txt", Facts(symbol="1/2020/QH14", kind="Luật", issued=dt.date(2020, 1, 1)))


def words(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_paper_of_a_text_holds_all_of_it_and_says_where_it_is_from(client, law: None) -> None:
    said = words(client, f"{ACT}ban-in.pdf")
    assert "Điều 1. Phạm vi" in said
    assert "Điều 2. Hiệu lực" in said
    assert "/phap-luat/1-2020-qh14/" in said
    assert "không thay cho văn bản gốc" in said


def test_the_paper_of_an_article_holds_that_article_only(client, law: None) -> None:
    said = words(client, f"{ACT}dieu-1/ban-in.pdf")
    assert "Và việc hai." in said
    assert "Điều 2. Hiệu lực" not in said


def test_later_pages_bear_the_name_at_their_head_and_the_first_says_it_once(client, db: None) -> None:
    long = "Điều 1. Phạm vi\n" + "\n".join(f"{number}. Việc thứ {number}." for number in range(1, 120))
    import_bytes(long.encode(), "luat.txt", Facts(symbol="1/2020/QH14", kind="Luật", issued=dt.date(2020, 1, 1)))
    pages = PdfReader(BytesIO(client.get(f"{ACT}ban-in.pdf").content)).pages
    said = [page.extract_text().count("Luật 1/2020/QH14") for page in pages]
    assert len(said) > 2
    assert set(said) == {1}


@pytest.mark.parametrize("address", ["dieu-9/ban-in.pdf", "../9-2020-nd-cp/ban-in.pdf"])
def test_what_the_library_does_not_have_has_no_paper(client, law: None, address: str) -> None:
    assert client.get(ACT + address).status_code == 404


def test_the_pages_offer_their_paper(client, law: None) -> None:
    assert f"{ACT}ban-in.pdf" in client.get(ACT).content.decode()
    assert f"{ACT}dieu-1/ban-in.pdf?ngay=2021-01-01" in client.get(f"{ACT}dieu-1/?ngay=2021-01-01").content.decode()


def test_an_article_names_what_rests_on_it(client, law: None, monkeypatch: pytest.MonkeyPatch) -> None:
    use = used_here.Use("Hướng dẫn", "Cách khiếu nại", "/huong-dan/a/")
    monkeypatch.setattr(used_here, "_ASKED", {"a": lambda key: [use, use] if key == "1/2020/QH14#dieu-1" else []})
    html = client.get(f"{ACT}dieu-1/").content.decode()
    assert html.count('<a href="/huong-dan/a/">Cách khiếu nại</a>') == 1
    assert "Cổng dùng điều này trong" not in client.get(f"{ACT}dieu-2/").content.decode()
