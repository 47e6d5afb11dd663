"""A text as Akoma Ntoso: valid against the schema, every place in it, and how it came to be so."""

import datetime as dt
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from legal_library import starter
from legal_library.akoma import elements, naming
from legal_library.facts import Facts
from legal_library.importing import import_bytes, import_path
from legal_library.models import Act, Amendment, Op
from legal_library.versions import deciding

from .law_folder import LAW
from .settling import settled

DAY = dt.date(2026, 7, 1)
NS = {"a": elements.NAMESPACE}
TEXT = (
    "Chương I\nCHUNG\nĐiều 1. Thời hạn\n1. Trong 10 ngày theo Điều 2 của Luật này:\na) Một;\nđ) Hai.\nĐoạn sau.\n"
    "2. Theo Luật số 77/2001/QH10.\nĐiều 2. Cấm\nKhông được <sửa> & bán.\nĐiều 3. Hết\nXong."
)
SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "schemas" / "akomantoso30.xsd")))


@pytest.fixture
def client(settings, tmp_path, db) -> Client:
    settings.PORTAL_DATA = tmp_path
    return Client()


def added(symbol: str, text: str, issued: dt.date | None) -> Act:
    facts = Facts(symbol=symbol, kind="Luật", title="Thử", issuer="Quốc hội", issued=issued, effective=issued)
    import_bytes(text.encode(), "a.txt", facts)
    return Act.objects.get(symbol=symbol)


@pytest.fixture
def law(client) -> Act:
    return added("01/2011/QH13", TEXT, dt.date(2011, 11, 11))


@pytest.fixture
def amender(law) -> Act:
    amender = added("99/2025/QH15", "Điều 1. Sửa\n1. Một.", dt.date(2025, 12, 10))
    common = {"act": amender, "target": law, "target_symbol": law.symbol, "place": "dieu-1.khoan-1", "effective": DAY}
    words = {"old_words": "10 ngày", "new_words": "07 ngày"}
    settled(
        [
            Amendment.objects.create(op=Op.REPLACE_WORDS, target_key="dieu-1", unit="dieu-1", **words, **common),
            Amendment.objects.create(op=Op.REPEAL, target_key="dieu-3", unit="dieu-3", **common),
        ]
    )
    return amender


def read(client: Client, address: str) -> Element:
    """The document at an address, once it has been held against the schema."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"].startswith("application/akn+xml")
    SCHEMA.assertValid(etree.fromstring(response.content))
    return fromstring(response.content)


def words(document: Element, place: str) -> str:
    found = document.find(f".//*[@eId='{place}']")
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def test_it_works(client, law) -> None:
    document = read(client, "/phap-luat/01-2011-qh13/akn.xml")
    assert words(document, "art_1__para_1__point_dd") == "đ)Hai."
    assert words(document, "art_2") == "Điều 2CấmKhông được <sửa> & bán."
    assert [each.get("eId") for each in document.iterfind(".//a:article", NS)] == ["art_1", "art_2", "art_3"]
    uri = document.find(".//a:FRBRWork/a:FRBRuri", NS)
    assert uri is not None
    assert uri.get("value") == "/akn/vn/act/luat/2011-11-11/01-2011-qh13"


def test_citations_are_references_to_where_they_lead(client, law) -> None:
    document = read(client, "/phap-luat/01-2011-qh13/akn.xml")
    found = [(each.text, each.get("href")) for each in document.iterfind(".//a:body//a:ref", NS)]
    assert [href.split("/phap-luat/")[1] for _, href in found if href] == ["01-2011-qh13/dieu-2/", "77-2001-qh10/"]


def test_a_day_after_an_amendment_tells_what_changed_by_what_and_when(client, amender) -> None:
    before = read(client, "/phap-luat/01-2011-qh13/akn.xml?ngay=2026-06-30")
    after = read(client, "/phap-luat/01-2011-qh13/akn.xml?ngay=2026-07-01")
    assert "10 ngày" in words(before, "art_1__para_1")
    assert before.find(".//a:passiveModifications", NS) is None
    assert "07 ngày" in words(after, "art_1__para_1")
    mods = list(after.iterfind(".//a:passiveModifications/a:textualMod", NS))
    assert [mod.get("type") for mod in mods] == ["substitution", "repeal"]
    sources = {each.get("href", "") for mod in mods for each in mod.iterfind("a:source", NS)}
    assert all(each.endswith("/phap-luat/99-2025-qh15/dieu-1/#dieu-1.khoan-1") for each in sources)
    events = {each.get("date"): each.get("type") for each in after.iterfind(".//a:eventRef", NS)}
    assert events["2026-07-01"] == "amendment"
    gone = after.find(".//*[@eId='art_3']")
    assert gone is not None
    assert gone.get("status") == "removed"


def test_an_amending_act_tells_what_it_changes(client, amender) -> None:
    document = read(client, "/phap-luat/99-2025-qh15/akn.xml")
    goals = [each.get("href", "") for each in document.iterfind(".//a:activeModifications//a:destination", NS)]
    assert [goal.split("/phap-luat/")[1] for goal in goals] == ["01-2011-qh13/dieu-1/", "01-2011-qh13/dieu-3/"]


def test_machines_find_it_beside_the_document(client, amender) -> None:
    facts = client.get("/api/v1/documents/01-2011-qh13").json()
    address = facts["akn_url"].split("//", 1)[1].partition("/")[2]
    document = read(client, f"/{address}?date=2026-06-30")
    assert "10 ngày" in words(document, "art_1__para_1")


def test_a_letter_without_articles_is_a_document_of_points(client) -> None:
    starter.load()
    document = read(client, "/phap-luat/6200-ubnd-ncktgs/akn.xml")
    assert document.find("a:doc/a:mainBody//a:point", NS) is not None


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/phap-luat/77-2001-qh10/akn.xml", 404, "không có toàn văn"),
        ("/phap-luat/01-2011-qh13/akn.xml?ngay=hom-qua", 400, "ngay là một ngày"),
        ("/api/v1/documents/01-2011-qh13/akn.xml?date=2026-02-30", 400, "date là một ngày"),
    ],
)
def test_what_cannot_be_had_is_said(client, law, address: str, status: int, said: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert said in response.json()["error"]


def test_an_act_without_its_date_has_no_name_yet(client) -> None:
    added("02/2012/QH13", TEXT, None)
    assert "Chưa rõ ngày ban hành" in client.get("/phap-luat/02-2012-qh13/akn.xml").json()["error"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_words_make_the_document_unreadable(first: str, second: str) -> None:
    line = Element("p")
    elements.add_words(line, [(first, ""), (second, "/a/"), (first, "")])
    again = fromstring(tostring(line))
    told = "".join(elements.clean(each).replace("\r\n", "\n").replace("\r", "\n") for each in (first, second, first))
    assert "".join(again.itertext()) == told


@given(st.lists(st.sampled_from(["dieu-1", "khoan-2", "diem-dd", "chuong-1", "muc-1", "tieu-muc-3"]), min_size=1))
def test_names_of_places_hold_no_blank_and_tell_places_apart(segments: list[str]) -> None:
    name = naming.place_id(".".join(segments))
    assert name.count("__") == len(segments) - 1
    assert not any(char.isspace() for char in name)


@pytest.mark.shared_data
def test_the_laws_the_portal_lives_by_are_valid_on_both_sides_of_their_amendment(client) -> None:
    import_path(LAW)
    act = Act.objects.get(symbol="136/2025/QH15")
    settled([each for each in act.amendments.select_related("act", "target") if not deciding.refresh_problem(each)])
    for slug in ("02-2011-qh13", "25-2018-qh14", "42-2013-qh13", "136-2025-qh15", "31-2019-nd-cp"):
        for day in ("2026-06-30", "2026-07-01"):
            document = read(client, f"/phap-luat/{slug}/akn.xml?ngay={day}")
            assert document.find(".//a:article", NS) is not None
