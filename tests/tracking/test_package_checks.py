"""Word and Excel packages: every part inside, none outside, none shared, none that acts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracking import benign_files as honest
from tracking.casework.files import package_checks, refusals
from tracking.casework.files.refusals import Limits, Refusal

LIMITS = Limits()


def refusal(parts: dict, suffix: str = "docx", limits: Limits = LIMITS) -> str:
    with pytest.raises(Refusal) as caught:
        package_checks.check(honest.package(parts), suffix, limits)
    return caught.value.sentence


def with_document(xml: str) -> dict:
    return {**honest.word_parts(), "word/document.xml": xml}


@pytest.mark.parametrize(
    "instruction", ["DDE", "DDEAUTO c:\\x", " dde x", "INCLUDETEXT x", "INCLUDEPICTURE x", "LINK Word"]
)
def test_a_field_that_fetches_is_refused(instruction):
    assert refusal(with_document(honest.fields(" PAGE ", instruction))) == refusals.LINKED


@pytest.mark.parametrize(
    "instruction", [" PAGE ", ' HYPERLINK "https://example.org/LINK x" ', " TOC ", " REF DDE ", " DATE "]
)
def test_a_field_that_only_shows_is_taken(instruction):
    package_checks.check(honest.package(with_document(honest.fields(instruction))), "docx", LIMITS)


def test_a_word_cut_into_runs_is_put_together_again():
    runs = "".join(f"<w:instrText>{letter}</w:instrText>" for letter in "DDEAUTO")
    assert refusal(with_document(runs)) == refusals.LINKED


@pytest.mark.parametrize(
    "formula", ["A1*2", 'A1&amp;"|"&amp;B1', "SUM(A1:A9)", "IF(A1&gt;0,1,0)", "VLOOKUP(A1,Sheet2!A:B,2)"]
)
def test_an_honest_formula_is_taken(formula):
    package_checks.check(honest.package(honest.excel_parts(formula)), "xlsx", LIMITS)


@pytest.mark.parametrize(
    "formula", ["cmd|'/c calc'!A1", "DDE |x!A1", "WEBSERVICE(A1)", "REGISTER.ID(A1)", "call ( A1)"]
)
def test_a_formula_that_acts_is_refused(formula):
    assert refusal(honest.excel_parts(formula), "xlsx") == refusals.LINKED


@pytest.mark.parametrize(
    "target", ["https://example.org", "http://example.org", "mailto:a@example.org", "tel:0000", "#muc-1"]
)
def test_a_link_a_reader_clicks_is_taken(target):
    rels = honest.relations(honest.relation("hyperlink", target, external=True))
    package_checks.check(honest.package({**honest.word_parts(), "word/_rels/document.xml.rels": rels}), "docx", LIMITS)


@pytest.mark.parametrize(
    "target", ["javascript:x", "file:///c:/x", "\\\\host\\x", "vbscript:x", "ms-msdt:/id", "search-ms:x"]
)
def test_a_link_that_starts_something_is_refused(target):
    rels = honest.relations(honest.relation("hyperlink", target, external=True))
    assert refusal({**honest.word_parts(), "word/_rels/document.xml.rels": rels}) == refusals.LINKED


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_refused_in_every_code(code):
    xml = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode(code)
    assert refusal({**honest.word_parts(), "word/a.xml": xml}) == refusals.UNSAFE_PACKAGE


def test_bounds_are_those_given():
    parts = {**honest.word_parts(), "word/a.bin": bytes(4000)}
    assert refusal(parts, limits=Limits(unpacked_bytes=3000)) == refusals.TOO_DEEP
    assert refusal(parts, limits=Limits(entries=3)) == refusals.UNSAFE_PACKAGE


@settings(max_examples=60, deadline=None)
@given(folder=st.sampled_from(["../", "a/../../", "/", "c:", "..\\"]), name=st.text("abc", min_size=1, max_size=9))
def test_no_part_leads_outside(folder, name):
    assert refusal({**honest.word_parts(), f"{folder}{name}": "x"}) == refusals.UNSAFE_PACKAGE


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(min_value=0))
def test_bytes_put_anywhere_into_a_package_are_never_overlooked_or_fatal(extra, place):
    """Inserted bytes shift what the directory says: taken only when nothing was inserted."""
    whole = honest.docx()
    at = place % len(whole)
    changed = whole[:at] + extra + whole[at:]
    try:
        package_checks.check(changed, "docx", LIMITS)
    except Refusal:
        return
    assert not extra or changed == whole
