"""Stable keys of the law: how they read and where they lead."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.blocks import validate_law_key, validate_law_keys
from portal.law_names import LawReference


@pytest.mark.parametrize(
    ("key", "address", "label"),
    [
        ("02/2011/QH13", "/phap-luat/02-2011-qh13/", "Luật Khiếu nại 2011 (02/2011/QH13)"),
        (
            "02/2011/QH13#dieu-28",
            "/phap-luat/02-2011-qh13/dieu-28/",
            "Điều 28 Luật Khiếu nại 2011 (02/2011/QH13)",
        ),
        (
            "124/2020/NĐ-CP#dieu-3a.khoan-1.diem-dd",
            "/phap-luat/124-2020-nd-cp/dieu-3a/#dieu-3a.khoan-1.diem-dd",
            "điểm đ khoản 1 Điều 3a Nghị định 124/2020 (124/2020/NĐ-CP)",
        ),
        (
            "02/2011/QH13#dieu-11dd",
            "/phap-luat/02-2011-qh13/dieu-11dd/",
            "Điều 11đ Luật Khiếu nại 2011 (02/2011/QH13)",
        ),
        (
            "6200/UBND-NCKTGS#phan-2",
            "/phap-luat/6200-ubnd-ncktgs/#phan-2",
            "phần 2 Công văn 6200 (6200/UBND-NCKTGS)",
        ),
        ("99/2030/QH20#dieu-1", "/phap-luat/99-2030-qh20/dieu-1/", "Điều 1 văn bản 99/2030/QH20"),
        (
            "9901/2026/QĐ-UBND#dieu-2.khoan-1",
            "/phap-luat/9901-2026-qd-ubnd/dieu-2/#dieu-2.khoan-1",
            "khoản 1 Điều 2 Quyết định 9901/2026/QĐ-UBND",
        ),
    ],
)
def test_a_key_reads_and_leads(key: str, address: str, label: str):
    reference = LawReference.read(key)
    assert reference.address() == address
    assert reference.label() == label


def test_english_cites_the_same_place():
    assert LawReference.read("25/2018/QH14#dieu-8.khoan-3").label("en") == (
        "clause 3, Article 8, Law on Denunciations 2018 (25/2018/QH14)"
    )


def test_the_tag_follows_the_language_of_the_reader():
    template = Template('{% load law %}{% law_link "02/2011/QH13#dieu-28" %}')
    with translation.override("en"):
        html = template.render(Context())
    assert 'href="/en/phap-luat/02-2011-qh13/dieu-28/"' in html
    assert "Article 28, Law on Complaints 2011" in html


def test_a_short_link_still_says_its_act_to_a_screen_reader():
    html = Template('{% load law %}{% law_link "02/2011/QH13#dieu-7" "short" %}').render(Context())
    assert ">Điều 7</a>" in html
    assert 'aria-label="Điều 7 Luật Khiếu nại 2011 (02/2011/QH13)"' in html


def test_no_key_is_no_link():
    assert Template('{% load law %}{% law_link "" %}').render(Context()) == ""


@pytest.mark.parametrize("key", ["", "Luật Khiếu nại", "02/2011/QH13#<b>", "02/2011/QH13#dieu"])
def test_what_is_no_key_is_refused(key: str):
    with pytest.raises(ValidationError):
        validate_law_key(key)


def test_lines_of_keys_are_checked_one_by_one():
    validate_law_keys("02/2011/QH13#dieu-28\n\n25/2018/QH14")
    with pytest.raises(ValidationError):
        validate_law_keys("02/2011/QH13#dieu-28\nĐiều 8")


@given(st.text(max_size=60))
def test_any_text_gives_a_harmless_link(key: str):
    html = Template("{% load law %}{% law_link key %}").render(Context({"key": key}))
    assert "<script" not in html
    assert html.count("<a ") == (1 if key else 0)
