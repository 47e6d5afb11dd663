"""What is sealed opens for its custodian, in its case, and for nobody else."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracking.casework.sealing import identity
from tracking.casework.sealing.identity import CannotOpen, open_box, open_envelope, seal, seal_for_all

PRIVATE, PUBLIC = identity.new_key_pair()
SECOND_PRIVATE, SECOND_PUBLIC = identity.new_key_pair()
STRANGER, _ = identity.new_key_pair()
CASE = "HP26-AAAAAA"
OLD_PRIVATE = "50d88d1c81908361deea9092648c2cbba4c6350525c25d909494a1d9ee20d362"
OLD_BOX = (
    "48504231edc13e392f13340215d0bc412c69cddfbcdbe3dfcbfc855cf701093a555a9840014eb75b547fdb6270f3e5da7f16"
    "acd3cb8de2dc1ec02726579939064c2b209d7034aed292436b28cedd027de6cab0c7c4bd6da33a88cbdf001f8ef0d6f8f411"
    "6e501b65a58bbce04242b5bf2babb10fcf237bf529ba9518c7c628fab373a209295454d9f86cab9f40f293da8705c634ad7e"
    "6a7d0e8c9b839133829a831709a6bcd519bc11331576e4fbf54c2d03abea29cebf7ff18e63b60aaad0318f40b0f8eadc51c7"
    "6a5b732636baa61170f4c6f2c9243e0a4cc67d3f0ae9e9d2a915964b418d38a6f53dcd004b313997c47bf3b2dbc66282ed10"
    "9893833f5a67667d830c993a2e125cb51c2b930571e91c3e4f4fbe6b06666293236ed27a4ac25c82456bcf5dedf5b11604da"
    "90946de50c92eb4f"
)
OLD_ENVELOPE = (
    "4850453102ef0e774d3c0eca5e75d4aa11344d3b42b25b880248504231b3921567d38c25c4e2c98d6c693d7ea82327a7e1b7"
    "9ea8a854223312dcf92461f77487da9dc03518351da6814cea556efdf35dd3df38c8e238806d3cd534e47a28514a87753c19"
    "d89614ffc3475c720e9c91142312f9b93fa938f2c78903c218d2f606a5c8d51d3cb339ce76437a1a95172d06dfa8aa75ad5e"
    "bf18fe160aeb873e95c8980f556d07c79b3a3c56ab9b57ccd0efaf7388ddcef8023713a1a5d932689497ea8a198c33b1c320"
    "d8a9bb0c38918b410e4a3d2bc7c38511d94e16158994f45044ef565610bba2c15885c8ae14fdcf6a1f7530ed0ccd9eef5e27"
    "3f3028322cf47ba8759ecd159c61d69b23c969bdb17e5b4b124fc3a347a9da1124ed8c23a87baf90d718932432993e728138"
    "0a8d83b3e3040ea55d37be953b5c5ba54e67f02408fbed620a3a937892d4e61fb59317d68c798740f2bba91124eed9be44e0"
    "ca807c4850423119fb0de1891894330209390aa5985246c8f17954d0dab8ab05d37e68e05243748aec5c24aee6ac2e1ab56e"
    "2570f6612d3241c1837770ecf0b0430e74af6ff4462de6b77292ab3fb035f3a02c80ab1e0bbad9788ce1e0d49cedca146592"
    "d4c5854453914adbfe82aff909055b184e01af04af1321ae28104533e03a9f17643fcbc23b80aca906d61b17ebc391fa5916"
    "19a38cfd18010507d0510c59cedbbae54886e8e84f0d9330273da1685eb809d26a7478f8b5bb8d4dc721900f73f06883333d"
    "4f6dc7b65406fe5cd9bf0b138594b90011b6f3370fc661ddcda8b02ffceb1574bca4f6d195ffd4772ca835dbb8346bae4f51"
    "0616ff0113ace65a06c3741ff72e24d11f86b2d760b581addf47de0b758dae3690ebdeb1f8e50d218f38b0bac840937521d5"
    "14a91aaff84c420caba6348aa6f78ce9f07e5ca6b98b27de3945cad6a1916f7e209528a6614b0eb4f0eb8450f36bb2c16e68"
    "1a28025e35b41fcdeef0092b29de1e34f9b560f95c6554892201663579506072397e41db053bbc90d21bf22c03426cedc9d3"
    "5681931995765dceb7bc3800963fc50332f7b9596b609e858e15368fa495bb0ac476e977dd3db3a26f21d9c6414142f43b62"
    "3b8932550f1ba4cfd3478f6eddb254fc396d5bea5b9400c13a9c3a70f5b88ec31e54dc08bbf8086e61b9871ede42c133c88f"
    "826c163e6fd6e71f671e6d7f4529a9de4d51a3318e0e1a858040b0e0c3d1a862b2a59a49355835dad39758bcaffcd1ba869c"
    "e4aae669d65c0e1307424c370533681758cb4d78897745b9f2f345f841f8af6461ab8ae1607c905cd80eca0fe6"
)


@given(st.binary(max_size=2000), st.text(max_size=20))
def test_a_box_opens_to_what_was_sealed(data, context):
    assert open_box(PRIVATE, seal(PUBLIC, data, context), context) == data


@given(st.binary(max_size=600))
def test_a_box_opens_for_no_other_key_and_no_other_case(data):
    box = seal(PUBLIC, data, CASE)
    for key, context in ((STRANGER, CASE), (PRIVATE, "HP26-BBBBBB")):
        with pytest.raises(CannotOpen):
            open_box(key, box, context)


@given(st.binary(max_size=300), st.data())
def test_any_changed_byte_closes_a_box(data, draw):
    box = bytearray(seal(PUBLIC, data, CASE))
    place = draw.draw(st.integers(0, len(box) - 1))
    box[place] ^= draw.draw(st.integers(1, 255))
    # The top bit of an X25519 public key is ignored by the curve, but it is part of what the key is derived from.
    with pytest.raises(CannotOpen):
        open_box(PRIVATE, bytes(box), CASE)


@given(st.binary(max_size=400))
def test_rubbish_is_no_box_and_no_envelope(data):
    for reader in (open_box, open_envelope):
        with pytest.raises(CannotOpen):
            reader(PRIVATE, data, CASE)
        with pytest.raises(CannotOpen):
            reader(PRIVATE, b"HPB1" + data, CASE)
        with pytest.raises(CannotOpen):
            reader(PRIVATE, b"HPE1" + data, CASE)


def test_two_boxes_of_the_same_words_have_nothing_in_common():
    one, two = seal(PUBLIC, b"Nguyen", CASE), seal(PUBLIC, b"Nguyen", CASE)
    assert one[4:] != two[4:]
    assert len(one) == len(two)


@given(st.integers(0, 240), st.integers(0, 240))
def test_the_length_of_a_box_does_not_tell_one_name_from_another(one, two):
    assert len(seal(PUBLIC, b"x" * one, CASE)) == len(seal(PUBLIC, b"x" * two, CASE))


@given(st.binary(max_size=5000))
def test_an_envelope_opens_for_each_custodian(data):
    envelope = seal_for_all([PUBLIC, SECOND_PUBLIC], data, CASE)
    assert open_envelope(PRIVATE, envelope, CASE) == open_envelope(SECOND_PRIVATE, envelope, CASE) == data
    for key, context in ((STRANGER, CASE), (PRIVATE, "HP26-BBBBBB")):
        with pytest.raises(CannotOpen):
            open_envelope(key, envelope, context)


@given(st.data())
@settings(max_examples=300)
def test_any_changed_byte_of_ones_own_part_closes_an_envelope(draw):
    envelope = bytearray(seal_for_all([PUBLIC], b"don viet tay", CASE))
    place = draw.draw(st.integers(0, len(envelope) - 1))
    envelope[place] ^= draw.draw(st.integers(1, 255))
    with pytest.raises(CannotOpen):
        open_envelope(PRIVATE, bytes(envelope), CASE)


@pytest.mark.parametrize("count", [0, 256])
def test_an_envelope_needs_a_custodian_and_not_too_many(count):
    with pytest.raises(ValueError, match="custodians"):
        seal_for_all([PUBLIC] * count, b"", CASE)


def test_a_box_of_version_one_opens_for_ever():
    """Sealed identities outlive releases: these bytes were made by the first one."""
    private = bytes.fromhex(OLD_PRIVATE)
    assert open_box(private, bytes.fromhex(OLD_BOX), CASE) == b"Nguyen Van Mau"
    assert open_envelope(private, bytes.fromhex(OLD_ENVELOPE), CASE) == b"don viet tay"


def test_a_printed_key_opens_with_its_pass_phrase_only():
    text = identity.protect(PRIVATE, "ngựa trắng qua sông Cấm")
    assert identity.unprotect(text, unicodedata.normalize("NFD", "ngựa trắng qua sông Cấm")) == PRIVATE
    assert identity.fingerprint(PUBLIC) in text
    for wrong in ("ngựa trắng qua sông Cam", ""):
        with pytest.raises(CannotOpen):
            identity.unprotect(text, wrong)


def test_a_printed_key_survives_copying_by_mail_and_windows():
    text = identity.protect(PRIVATE, "ngựa trắng qua sông Cấm")
    copied = "\r\n".join(f"  {line} " for line in f"\n{text}\n\n".splitlines())
    assert identity.unprotect(copied, "ngựa trắng qua sông Cấm") == PRIVATE


@pytest.mark.parametrize("cut", [0, 1, 40, 60, 120, 200])
def test_a_torn_key_is_refused(cut):
    text = identity.protect(PRIVATE, "x" * 15)
    with pytest.raises(CannotOpen):
        identity.unprotect(text[:cut] + text[cut + 7 :], "x" * 15)


def test_facts_are_packed_without_loss():
    facts = {"name": "Nguyễn Văn Mẫu", "phone": "", "address": "Số 1\nphố Ví Dụ"}
    assert identity.unpack(identity.pack(facts)) == facts
