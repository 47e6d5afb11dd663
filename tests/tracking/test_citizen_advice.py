"""`/gui-don/`: a stranger finds the right petition; nothing is kept about them."""

from html import escape
from itertools import pairwise

import pytest

from tracking.casework.citizen.advice.adviser import ADVICE, FORKS

from .citizen import SLUGS, offices, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offices():
    offices()


def test_the_first_page_asks_and_offers_the_direct_way(client):
    page = text(client.get("/gui-don/"))
    assert "về chuyện gì?" in page
    for slug in SLUGS:
        assert f'href="/gui-don/{slug}/"' in page


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("key", [*FORKS, *ADVICE])
def test_every_step_is_a_page(client, language, key):
    response = client.get(f"{language}/gui-don/", {"buoc": key})
    assert response.status_code == 200
    assert "<h1>" in text(response)


@pytest.mark.parametrize(
    ("prefix", "back", "chosen"),
    [
        ("", "Quay lại bước trước", "Ông/bà đã chọn: “Chưa”."),
        ("/en", "Back to the step before", "You chose: “Not yet”."),
    ],
)
def test_each_answer_leads_on_with_a_way_back_to_the_question(client, prefix, back, chosen):
    start = f"{prefix}/gui-don/"
    assert back not in text(client.get(start))
    steps = ["ai-lam", "da-ra-toa", "mong-gi", "nhieu-viec", "to-cao"]
    addresses = [start, *(address_of(start, steps[: place + 1]) for place in range(len(steps)))]
    for before, here in pairwise(addresses):
        assert f'<a class="door" href="{escape(here)}">' in text(client.get(before))
        assert f'<a href="{escape(before)}">{back}</a>' in text(client.get(here))
    assert chosen in " ".join(text(client.get(addresses[3])).split())


def address_of(start, steps):
    passed = f"&qua={'.'.join(steps[:-1])}" if steps[1:] else ""
    return f"{start}?buoc={steps[-1]}{passed}"


@pytest.mark.parametrize("way", ["", "x", "<script>", "ai-lam", "da-ra-toa.mong-gi.", "mong-gi." * 3000])
def test_a_way_nobody_can_have_come_offers_no_way_back_and_is_not_echoed(client, way):
    page = text(client.get("/gui-don/", {"buoc": "khieu-nai", "qua": way}))
    assert "Việc của ông/bà là khiếu nại" in page
    assert "Quay lại bước trước" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("slug", SLUGS)
def test_advice_says_signature_secrecy_time_and_rights_and_leads_to_the_form(client, slug):
    page = text(client.get("/gui-don/", {"buoc": slug}))
    for heading in ("Chữ ký", "Giữ bí mật", "Thời gian", "Quyền của ông/bà"):
        assert f"<h2>{heading}</h2>" in page
    assert f'href="/gui-don/{slug}/"' in page
    assert "/phap-luat/" in page


@pytest.mark.parametrize("key", ["", "khong-co", "<script>", "x" * 3000])
def test_an_unknown_step_begins_anew_without_echo(client, key):
    page = text(client.get("/gui-don/", {"buoc": key}))
    assert "về chuyện gì?" in page
    assert "<script>" not in page


def test_advice_leaves_no_cookie_does_not_vary_and_asks_nothing_of_the_database(client, django_assert_num_queries):
    for _ in range(2):
        client.get("/gui-don/", {"buoc": "khieu-nai"})  # what stands around every page is read once and kept
    with django_assert_num_queries(0):
        response = client.get("/gui-don/", {"buoc": "khieu-nai"})
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_advice_takes_no_post(client):
    assert client.post("/gui-don/", {}).status_code == 405
