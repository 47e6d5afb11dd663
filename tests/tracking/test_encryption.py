"""Columns and files at rest: readable in their place with a key of ours, nowhere else."""

import unicodedata

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework.models import Case, Petitioner
from tracking.casework.sealing import encryption, keys
from tracking.casework.sealing.encryption import Unreadable, decrypt, decrypt_text, encrypt, encrypt_text
from tracking.casework.sealing.keys import KeyName, KeysMissing

from .petitions import submit

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(texts)
def test_text_comes_back_in_composed_form(text):
    assert decrypt_text(encrypt_text(text, "here"), "here") == unicodedata.normalize("NFC", text)


@given(st.binary(max_size=500))
def test_bytes_come_back(data):
    assert decrypt(encrypt(data, "here"), "here") == data


@given(texts)
def test_a_ciphertext_does_not_open_in_another_place(text):
    with pytest.raises(Unreadable):
        decrypt_text(encrypt_text(text, "casework.case.content_subject"), "casework.message.body")


@given(st.binary(max_size=100), st.data())
def test_any_changed_byte_closes_a_ciphertext(data, draw):
    sealed = bytearray(encrypt(data, "here"))
    place = draw.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= draw.draw(st.integers(1, 255))
    with pytest.raises(Unreadable):
        decrypt(bytes(sealed), "here")


@given(st.text(max_size=100))
def test_rubbish_is_unreadable(text):
    with pytest.raises(Unreadable):
        decrypt_text(text, "here")


def test_the_same_text_twice_looks_different():
    assert encrypt_text("Mẫu", "here") != encrypt_text("Mẫu", "here")


def test_after_rotation_old_text_opens_and_new_text_uses_the_new_key(fresh_keys):
    old = encrypt_text("cũ", "here")
    fresh_keys.rotate_key(KeyName.FIELD)
    new = encrypt_text("mới", "here")
    assert (decrypt_text(old, "here"), decrypt_text(new, "here")) == ("cũ", "mới")
    assert old.split(".")[1] != new.split(".")[1]


def test_without_its_key_a_text_stays_closed(fresh_keys):
    sealed = encrypt_text("Mẫu", "here")
    (fresh_keys._folder() / "field.key").unlink()
    fresh_keys.forget_keys()
    fresh_keys.ensure_keys()
    with pytest.raises(Unreadable, match="no key"):
        decrypt_text(sealed, "here")


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", ["", "__contains", "__startswith", "__in", "__gt", "__regex", "__iexact"])
def test_an_encrypted_column_cannot_be_searched(lookup):
    with pytest.raises(FieldError):
        list(Case.objects.filter(**{f"content_subject{lookup}": ["x"]}))
    with pytest.raises(FieldError):
        list(Petitioner.objects.filter(**{f"data{lookup}": ["x"]}))


@pytest.mark.django_db
def test_the_database_holds_no_word_of_it():
    case = submit().case
    with connection.cursor() as cursor:
        cursor.execute("SELECT content_subject, content_data FROM casework_case WHERE id = %s", [case.pk])
        subject, data = cursor.fetchone()
    assert subject.startswith("v1.")
    assert data.startswith("v1.")


@pytest.mark.django_db
def test_a_damaged_column_is_an_error_unless_damage_is_looked_for():
    case = submit().case
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_case SET content_subject = content_data WHERE id = %s", [case.pk])
    with pytest.raises(Unreadable):
        Case.objects.get()
    with encryption.damage_reads_empty():
        assert Case.objects.get().content_subject == ""


def test_keys_are_made_once_for_the_owner_alone(settings, tmp_path):
    settings.KEYS_FOLDER = tmp_path / "keys"
    assert set(keys.ensure_keys()) == set(KeyName)
    before = {path.name: path.read_text() for path in settings.KEYS_FOLDER.iterdir()}
    assert keys.ensure_keys() == []
    assert {path.name: path.read_text() for path in settings.KEYS_FOLDER.iterdir()} == before
    assert set(before) == {f"{name.value}.key" for name in KeyName}
    assert len(set(before.values())) == len(KeyName)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in settings.KEYS_FOLDER.iterdir())
    assert settings.KEYS_FOLDER.stat().st_mode & 0o777 == 0o700


def test_a_lost_key_is_an_error_and_never_replaced(settings, fresh_keys):
    settings.CREATE_MISSING_KEYS = False
    (fresh_keys._folder() / "field.key").unlink()
    with pytest.raises(KeysMissing, match="field"):
        keys.current_key(KeyName.FIELD)
    assert not (fresh_keys._folder() / "field.key").exists()


@pytest.mark.parametrize("text", ["", "abc", "AAAA", "!" * 44, "QUFB\n" * 2])
def test_a_broken_key_is_an_error(fresh_keys, text):
    (fresh_keys._folder() / "code.key").write_text(text)
    with pytest.raises(ImproperlyConfigured):
        keys.current_key(KeyName.CODE)


def test_the_environment_takes_the_place_of_a_file(monkeypatch, fresh_keys):
    monkeypatch.setenv("PORTAL_KEY_FIELD", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE= " + "QkJC" * 10 + "QkI=")
    assert keys.keyring(KeyName.FIELD) == (b"A" * 32, b"B" * 32)
    assert keys.keyring(KeyName.CODE) != keys.keyring(KeyName.FIELD)
