import gc

import pytest

from legal_library.parsing.citations import extract
from legal_library.parsing.collector import collector_at_rest
from legal_library.parsing.document import Unreadable
from legal_library.parsing.reader import read_text


def test_the_collector_of_cycles_rests_while_a_text_is_read_and_no_longer() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        read_text("Điều 1. Phạm vi\n1. Nội dung.")
        assert not gc.isenabled(), "an inner reader must not wake it for the outer one"
    assert gc.isenabled()


def test_a_text_that_cannot_be_read_leaves_the_collector_at_work() -> None:
    with pytest.raises(Unreadable):
        read_text(" \n ")
    assert extract(" ") == []
    assert gc.isenabled()


def test_who_switched_the_collector_off_finds_it_off_afterwards() -> None:
    gc.disable()
    try:
        read_text("Điều 1. Phạm vi\n1. Nội dung.")
        assert not gc.isenabled()
    finally:
        gc.enable()
