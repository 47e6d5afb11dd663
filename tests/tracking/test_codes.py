"""The citizen's code: forgiving to type, impossible to mistype unseen, telling nothing of its token."""

import base64
import collections
import datetime as dt
import itertools
import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.casework import codes, reference
from tracking.casework.codes import ALPHABET, code_from_token, is_token, mac, new_token, normalise, token_mac

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
KNOWN_CODE = "V8AM-R0JQ-P9WP-XGYM"
KNOWN_MAC = "c25602887bb211be5de0a93f1b281299c95c80593ddeba0f345b8157aedd755f"
tokens = st.binary(min_size=16, max_size=16).map(lambda raw: base64.urlsafe_b64encode(raw).rstrip(b"=").decode())
random_parts = st.text(ALPHABET, min_size=15, max_size=15)
words = random_parts.map(lambda symbols: symbols + codes.check_symbol(symbols))


def test_a_code_is_four_groups_of_four_without_look_alikes():
    code = code_from_token(new_token(), KEY)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert set(code) <= {*ALPHABET, "-"}
    assert not set("ILOU") & set(ALPHABET)


def test_a_known_token_keeps_its_code_for_ever():
    # A changed derivation would lock every citizen out of a receipt printed before.
    assert code_from_token("AAAAAAAAAAAAAAAAAAAAAA", KEY) == KNOWN_CODE
    assert mac(KNOWN_CODE, KEY) == KNOWN_MAC


@given(tokens)
def test_the_same_token_and_key_give_the_same_code(token):
    code = code_from_token(token, KEY)
    assert code == code_from_token(token, KEY) == normalise(code)
    assert code != code_from_token(token, OTHER_KEY)


@given(words, st.data())
def test_a_code_is_read_however_it_is_typed(word, data):
    look_alikes = {"1": "1IiLl", "0": "0Oo", "V": "VvUu"}
    typed = "".join(data.draw(st.sampled_from(look_alikes.get(symbol, symbol + symbol.lower()))) for symbol in word)
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "-", " - ", "–", "\u00a0", "."]), min_size=16, max_size=16))
    spaced = "".join(itertools.chain.from_iterable(zip(gaps, typed, strict=True)))
    assert normalise(f"  {spaced}\n") == normalise(word)


TONES = "\u0301\u0300\u0309\u0303\u0323"
TELEX = {"AA": "Â", "EE": "Ê", "DD": "Đ", "AW": "Ă", "W": "Ư"}
TELEX |= {v + k: unicodedata.normalize("NFC", v + m) for v in "AEY" for k, m in zip("SFRXJ", TONES, strict=True)}
VNI = {"A6": "Â", "E6": "Ê", "A8": "Ă", "D9": "Đ"}
VNI |= {v + k: unicodedata.normalize("NFC", v + m) for v in "AEY" for k, m in zip("12345", TONES, strict=True)}


def typed_with(method: dict[str, str], code: str) -> str:
    """What an input method shows when the keys of this code are pressed one after another."""
    return re.sub("|".join(sorted(method, key=len, reverse=True)), lambda keys: method[keys[0]], code)


@pytest.mark.parametrize("method", [TELEX, VNI])
def test_a_code_typed_with_an_input_method_on_is_understood(method):
    made = [code_from_token(new_token(), KEY) for _ in range(3000)]
    shown = {typed_with(method, code): code for code in made}
    marked = {text: code for text, code in shown.items() if text != code}
    read = [normalise(text.lower()) for text in marked]
    assert len(marked) > 300
    assert not [one for one, code in zip(read, marked.values(), strict=True) if one not in (code, None)]
    assert sum(one is not None for one in read) / len(marked) > 0.9


def test_a_tone_put_back_from_later_keys_is_understood():
    """Unikey moves a tone typed at the end of a group to its vowel: "K7AMS" shows as "K7ÁM"."""
    symbols = "7K2MAMS94QX0123"
    code = normalise(symbols + codes.check_symbol(symbols))
    assert normalise(code.replace("-", "").replace("AMS", "ÁM")) == code


@given(words, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_every_wrong_symbol_is_seen(word, place, symbol):
    mistyped = word[:place] + symbol + word[place + 1 :]
    assert (normalise(mistyped) is None) == (mistyped != word)


@given(words, st.integers(0, 15), st.integers(0, 15))
def test_every_exchange_of_two_symbols_is_seen(word, one, two):
    symbols = list(word)
    symbols[one], symbols[two] = symbols[two], symbols[one]
    exchanged = "".join(symbols)
    assert (normalise(exchanged) is None) == (exchanged != word)


def test_single_errors_and_neighbours_exchanged_are_seen_without_exception():
    """Not by sample: every place with every pair of symbols, for one word; the check is linear, so for all words."""
    word = normalise(code_from_token("AAAAAAAAAAAAAAAAAAAAAA", KEY)).replace("-", "")
    for place, symbol in itertools.product(range(16), ALPHABET):
        changed = word[:place] + symbol + word[place + 1 :]
        assert (normalise(changed) is None) == (changed != word)
    for place, first, second in itertools.product(range(14), ALPHABET, ALPHABET):
        start = word[:place] + first + second + word[place + 2 : 15]
        right = start + codes.check_symbol(start)
        swapped = right[:place] + second + first + right[place + 2 :]
        assert (normalise(swapped) is None) == (first != second)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text):
    found = normalise(text)
    assert found is None or normalise(found) == found


@pytest.mark.parametrize("text", ["Ấ" * 64, "ỐAAAAAAAAAAAAAAẤẤ", "\ufdfa" * 64, "ỰỰỰ" + "E" * 61, "Đ" * 3 + "A" * 30])
def test_marked_letters_cost_little_however_many(text):
    begun = time.process_time()
    assert normalise(text) is None
    assert time.process_time() - begun < 0.1


def test_a_huge_text_is_refused_unread():
    assert normalise("7" * 10_000_000) is None


@given(st.text(max_size=30))
def test_only_tokens_of_ours_are_tokens(text):
    assert not is_token(text) or len(base64.urlsafe_b64decode(text + "==")) == 16


@pytest.mark.parametrize("text", ["", "a" * 21, "a" * 23, "a" * 21 + "b", "a" * 21 + "=", "é" * 22, "a" * 21 + "\n"])
def test_another_spelling_of_a_token_is_no_token(text):
    assert not is_token(text)


def test_new_tokens_are_tokens_and_differ():
    made = {new_token() for _ in range(1000)}
    assert len(made) == 1000
    assert all(map(is_token, made))


def test_codes_use_all_symbols_evenly():
    counts = collections.Counter("".join(code_from_token(new_token(), KEY).replace("-", "") for _ in range(4000)))
    assert set(counts) == set(ALPHABET)
    assert max(counts.values()) / min(counts.values()) < 1.25


@given(words, words)
def test_what_is_stored_differs_by_code_key_and_purpose(one, two):
    assert (mac(one, KEY) == mac(two, KEY)) == (one == two)
    assert len({mac(one, KEY), mac(one, OTHER_KEY), token_mac(one, KEY)}) == 3


def test_the_last_group_is_what_the_citizen_types_back():
    assert codes.last_group("7K2M-94QX-AAAA-BCDE") == "BCDE"


def test_a_reference_tells_the_year_and_nothing_else():
    made = [reference.new_reference(dt.date(2026, 11, 23)) for _ in range(200)]
    assert len(set(made)) == 200
    assert all(reference.PATTERN.fullmatch(one) and one.startswith("HP26-") for one in made)
    assert made != sorted(made)
