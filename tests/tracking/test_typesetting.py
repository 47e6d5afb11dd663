"""From data to a page: nothing spliced, nothing fetched, nothing of a person in a fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracking.papers_text import profiles, text_of
from tracking.casework.printed import typesetting
from tracking.casework.printed.typesetting import NotTypeset, breakable, paragraphs, typeset


@pytest.fixture
def own_templates(tmp_path, monkeypatch):
    """A folder where a test writes templates of its own."""
    monkeypatch.setattr(typesetting, "FOLDER", tmp_path)
    return tmp_path


HEAD = '#set document(title: "a")\n#let data = json(bytes(sys.inputs.data))\n'


def test_data_reaches_the_page_as_it_was_written(own_templates):
    (own_templates / "a.typ").write_text(HEAD + "#data.words")
    assert text_of(typeset("a.typ", {"words": "Đường phố, #sys.inputs *x* $y$"})) == "Đường phố, #sys.inputs *x* $y$"


def test_a_template_reads_nothing_outside_its_folder(own_templates):
    (own_templates / "a.typ").write_text(HEAD + '#read("/../../../../etc/hostname")')
    with pytest.raises(NotTypeset):
        typeset("a.typ", {"words": ""})


def test_a_fault_tells_nothing_a_person_wrote(own_templates):
    (own_templates / "a.typ").write_text(HEAD + "#panic(data.words)")
    with pytest.raises(NotTypeset) as caught:
        typeset("a.typ", {"words": "Nguyễn Văn Mẫu tố cáo"})
    assert "Mẫu" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_sign_without_a_font_costs_the_profile_not_the_paper(own_templates):
    (own_templates / "a.typ").write_text(HEAD + "#data.words")
    plain, strange = typeset("a.typ", {"words": "Đơn"}), typeset("a.typ", {"words": "Đơn 😀 cuối"})
    assert b"pdfuaid:part" in profiles(plain)
    assert text_of(strange).startswith("Đơn")
    assert text_of(strange).endswith("cuối")


@given(st.text(max_size=400))
def test_breaking_long_runs_changes_no_visible_sign(text):
    assert breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


@given(st.text(alphabet="ab", min_size=45, max_size=500))
def test_no_run_stays_longer_than_a_line(run):
    assert all(len(piece) <= 30 for piece in breakable(run).split("\u200b"))


def test_empty_lines_are_no_paragraphs():
    assert paragraphs("một\n\n  \r\nhai   ba\n") == ["một", "hai ba"]
