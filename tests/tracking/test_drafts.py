"""A half-filled form lasts a day, and only its own token opens it."""

import datetime as dt
import threading

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from tracking.casework import codes
from tracking.casework.drafts import drafts
from tracking.casework.drafts.drafts import DraftData, drop_draft, load_draft, prune_drafts, save_draft
from tracking.casework.files import file_store
from tracking.casework.models import Draft

from .petitions import paper

pytestmark = pytest.mark.django_db
FORM = {"subject": "Dỡ hàng rào", "known_on": "03/10/2026", "agree": True}


def kept_files() -> list[str]:
    return list(file_store.stored_names(drafts._folder()))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DRAFT_ROOT = tmp_path / "drafts"


def test_a_form_comes_back_as_it_was():
    token = codes.new_token()
    save_draft(token, DraftData(FORM, [paper("một.txt", b"1"), paper("hai.txt", b"2")]))
    found = load_draft(token)
    assert found.fields == FORM
    assert list(found.files) == [paper("một.txt", b"1"), paper("hai.txt", b"2")]


def test_another_token_finds_nothing():
    save_draft(codes.new_token(), DraftData(FORM))
    assert load_draft(codes.new_token()) is None


def test_what_is_kept_tells_nothing(settings):
    token = codes.new_token()
    save_draft(token, DraftData(FORM, [paper("một.txt", b"noi dung that")]))
    row = Draft.objects.get()
    kept = bytes(row.ciphertext) + b"".join((settings.DRAFT_ROOT / name).read_bytes() for name in row.file_names)
    for secret in (token, "Dỡ hàng rào", "một.txt", "noi dung that"):
        assert secret.encode() not in kept
    assert token not in row.locator


def test_saving_again_keeps_known_files_and_forgets_dropped_ones():
    token = codes.new_token()
    save_draft(token, DraftData(FORM, [paper("một.txt", b"1"), paper("hai.txt", b"2")]))
    first = set(Draft.objects.get().file_names)
    save_draft(token, DraftData({"subject": "Khác"}, [paper("hai.txt", b"2"), paper("ba.txt", b"3")]))
    second = set(Draft.objects.get().file_names)
    assert len(first & second) == 1
    assert sorted(second) == kept_files()
    assert [file.data for file in load_draft(token).files] == [b"2", b"3"]


def test_a_dropped_form_leaves_nothing():
    token = codes.new_token()
    save_draft(token, DraftData(FORM, [paper()]))
    drop_draft(token)
    assert load_draft(token) is None
    assert not Draft.objects.exists()
    assert kept_files() == []
    drop_draft(token)


def test_a_form_is_forgotten_after_a_day():
    old, young = codes.new_token(), codes.new_token()
    save_draft(old, DraftData(FORM, [paper()]))
    with time_machine.travel(timezone.now() + dt.timedelta(hours=12), tick=False):
        save_draft(young, DraftData(FORM, [paper()]))
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25), tick=False):
        assert load_draft(old) is None
        assert prune_drafts() == 1
        assert load_draft(young) is not None
    assert Draft.objects.count() == 1
    assert len(kept_files()) == 1


def test_a_damaged_file_is_left_out_and_the_rest_comes_back(settings):
    token = codes.new_token()
    save_draft(token, DraftData(FORM, [paper("một.txt", b"1"), paper("hai.txt", b"2")]))
    (settings.DRAFT_ROOT / Draft.objects.get().file_names[0]).write_bytes(b"rubbish")
    assert [file.shown_name for file in load_draft(token).files] == ["hai.txt"]


def test_a_token_not_of_ours_is_refused():
    for use in (load_draft, drop_draft, lambda token: save_draft(token, DraftData(FORM))):
        with pytest.raises(ValueError, match="token"):
            use("1234")


@pytest.mark.django_db(transaction=True)
def test_two_windows_saving_at_once_never_lose_a_named_file():
    token = codes.new_token()
    save_draft(token, DraftData(FORM, [paper("gốc.txt", b"0")]))

    def window(number: int) -> None:
        for turn in range(6):
            files = [paper("gốc.txt", b"0")] if turn % 2 else []
            save_draft(token, DraftData(FORM, [*files, paper(f"{number}.txt", str(turn).encode())]))
        connection.close()

    threads = [threading.Thread(target=window, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = load_draft(token)
    assert len(found.files) == len(Draft.objects.get().file_names) == 2
    assert sorted(Draft.objects.get().file_names) == kept_files()
