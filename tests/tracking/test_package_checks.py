"""Word and Excel packages: every part inside, none outside, none shared, none that acts."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracking import benign_files as honest
from tests.tracking import hostile_files as hostile
from tests.tracking import hostile_packages  # noqa: F401 - registers its families
from tracking.casework.files import package_checks, package_xml, refusals
from tracking.casework.files.package_words import DocumentPart, TablePart
from tracking.casework.files.refusals import Limits, Refusal

LIMITS = Limits()


def refusal(parts: dict, suffix: str = "docx", limits: Limits = LIMITS) -> str:
    with pytest.raises(Refusal) as caught:
        package_checks.check(honest.package(parts), suffix, limits)
    return caught.value.sentence


def with_document(xml: str) -> dict:
    return {**honest.word_parts(), "word/document.xml": honest.document(xml)}


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
    runs = "".join(f"<w:r><w:instrText>{letter}</w:instrText></w:r>" for letter in "DDEAUTO")
    assert refusal(with_document(runs)) == refusals.LINKED


@pytest.mark.parametrize(
    ("family", "sentence"),
    [
        ("dde as a character reference", refusals.LINKED),
        ("dde in a tag of another prefix", refusals.LINKED),
        ("dde in wide letters", refusals.UNSAFE_PACKAGE),
        ("dde in a code page", refusals.UNSAFE_PACKAGE),
        ("dde with a comment inside", refusals.LINKED),
        ("dde as raw text", refusals.LINKED),
        ("dde as a simple field by reference", refusals.LINKED),
        ("dde behind words struck out", refusals.LINKED),
        ("dde behind what Word passes over", refusals.LINKED),
        ("dde behind an end Word passes over", refusals.LINKED),
        ("dde shown by a field inside", refusals.LINKED),
        ("dde in a field inside", refusals.LINKED),
        ("web page as a chunk", refusals.EMBEDDED),
        ("web page as a chunk, called text", refusals.EMBEDDED),
        ("chunk without its relation", refusals.EMBEDDED),
        ("rich text inside", refusals.EMBEDDED),
        ("rich text inside, called a picture", refusals.EMBEDDED),
        ("part without a type", refusals.EMBEDDED),
        ("relation of an unknown type", refusals.UNSAFE_PACKAGE),
        ("relation that only says inside", refusals.LINKED),
        ("relation with a mode of its own", refusals.LINKED),
        ("drawing that fetches its picture", refusals.LINKED),
        ("formula by reference", refusals.LINKED),
        ("formula of another prefix", refusals.LINKED),
        ("formula cut by an element", refusals.UNSAFE_PACKAGE),
        ("formula around a formula", refusals.LINKED),
        ("formula between quoted names", refusals.LINKED),
        ("formula in a name", refusals.LINKED),
        ("namespace as long as a book", refusals.UNSAFE_PACKAGE),
        ("two attributes of one name", refusals.UNSAFE_PACKAGE),
    ],
)
def test_a_disguised_word_is_refused_for_what_it_is(family, sentence):
    name, data = hostile.REFUSED[family](random.Random(0))
    with pytest.raises(Refusal) as caught:
        package_checks.check(data, name.rpartition(".")[2], LIMITS)
    assert caught.value.sentence == sentence


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1), st.sampled_from(["DDEAUTO c", "INCLUDETEXT x"]), st.data())
def test_a_live_field_is_found_however_it_is_cut_and_written(cuts, instruction, data):
    """Any letter may be a reference in any notation, any run may end anywhere."""
    pieces, rest = [], instruction
    for cut in cuts:
        pieces.append(rest[:cut])
        rest = rest[cut:]
    notations = st.sampled_from(["{}", "&#{:d};", "&#x{:x};", "<![CDATA[{}]]>", "<!-- a -->{}"])

    def written(letter):
        notation = data.draw(notations)
        return notation.format(ord(letter) if "#" in notation else letter)

    runs = "".join(
        f"<w:r><w:instrText>{''.join(written(letter) for letter in piece)}</w:instrText></w:r>"
        for piece in [*pieces, rest]
    )
    assert refusal(with_document(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}')) == refusals.LINKED


@given(st.binary(max_size=300))
def test_no_bytes_in_a_part_ever_raise_anything_but_a_refusal(part):
    for made in (_Recorder(), DocumentPart(), TablePart()):
        try:
            package_xml.read(part, made)
        except Refusal:
            continue


class _Recorder(package_xml.Reader):
    """Reads and judges nothing."""


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


def test_fields_nested_without_end_are_no_letter():
    assert refusal(with_document('<w:fldChar w:fldCharType="begin"/>' * 200)) == refusals.UNSAFE_PACKAGE
