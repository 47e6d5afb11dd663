"""What a file may be called when its name is shown again."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracking.hostile_files import NAMES
from tracking.casework.files.file_names import LONGEST, LONGEST_BYTES, NAMELESS, shown_name, suffix_of


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Quyết định thu hồi.pdf", "Quyết định thu hồi.pdf"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\toi\\Ảnh.JPG", "Ảnh.jpg"),
        ("don.php.jpg", "don-php.jpg"),
        ("\u202egpj.exe.jpg", "gpj-exe.jpg"),
        ("con.jpg", "tep-con.jpg"),
        ("Quyết định 12.5.2026.pdf", "Quyết định 12-5-2026.pdf"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie- x.jpg"),
        ("", NAMELESS),
        ("...", NAMELESS),
        ("tie\u0302\u0301ng.txt", "tiếng.txt"),
    ],
)
def test_a_name_is_shown_without_what_could_harm(given_name, shown):
    assert shown_name(given_name) == shown


def test_a_suffix_is_the_last_one_in_small_letters():
    assert suffix_of("a.tar.GZ") == "gz"
    assert suffix_of(".jpg") == ""
    assert suffix_of("a.jpg. ") == "jpg"
    assert suffix_of("a.this is no suffix") == ""


names = st.one_of(st.text(max_size=400), st.sampled_from(NAMES), st.text("./\\ \u202e\u200bcona1ế", max_size=40))


@given(names)
def test_a_shown_name_is_one_short_visible_line_without_a_path(name):
    shown = shown_name(name, "jpg")
    assert 0 < len(shown) <= LONGEST
    assert len(shown.encode()) <= LONGEST_BYTES + 8
    assert shown.count(".") == 1
    assert shown == unicodedata.normalize("NFC", shown)
    assert not set(shown) & set('/\\<>:"|?*\0')
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in shown)
    assert not shown.startswith((" ", ".", "-"))


@given(names)
def test_showing_a_shown_name_changes_nothing(name):
    once = shown_name(name, "jpg")
    assert shown_name(once) == once
