"""One number for one paper: told in a step or given by the portal, it is no other paper's of that office and year."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.tracking.letter_office import letter_office
from tests.tracking.petitions import agency, content, person, received, signed, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework import casework, paper_numbers
from tracking.casework.history import audit
from tracking.casework.letters import clearing, issuing, numbering
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Letter, LetterCounter, LetterHead, LetterProposal, PaperNumber
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
ORDER = LetterKey.VERIFICATION_DECISION


@pytest.fixture
def office():
    return letter_office()


@pytest.fixture
def officer(office):
    return person("can-bo", Role.OFFICER, office)


@pytest.fixture
def head(office):
    return person("thu-truong", Role.HEAD, office)


@pytest.fixture
def settling(office, officer):
    def made():
        case = signed(received(submit(agency=office, content=content(subject="việc mẫu")).case, officer), officer)
        return go(go(case, "accept", officer), "settle", officer)

    return made


def go(case, action, actor, **facts):
    return casework.move(case_id=case.pk, action=action, actor=actor, expected_version=case.version, **facts)


def ordered(case, head, number, on=None):
    told = {"number": number, **({"on": on} if on else {})}
    return go(case, "order_check", head, given=told)


def issue(case, actor, key=ORDER, **facts):
    return issuing.issue(case_id=case.pk, key=key, actor=actor, answers={}, signature=issuing.Signature(), **facts)


def letter_page(case, key=ORDER):
    return reverse("desk:letter", args=[case.reference, key.value])


def post(client, case, who, key=ORDER, **fields):
    client.force_login(who)
    wording = issuing.draft(case, key, who).wording.pk
    return client.post(letter_page(case, key), {"ban_hanh": "1", "de_trong": "1", "ban_mau": wording, **fields})


class TestTheLetterOfAStep:
    def test_carries_the_number_and_the_day_told_in_the_step(self, settling, officer, head):
        case = settling()
        yesterday = timezone.localdate()
        letter = issue(ordered(case, head, "12/QĐ-UBND", yesterday), officer)
        assert (letter.symbol, letter.number, letter.issued_on) == ("12/QĐ-UBND", 12, yesterday)
        row = PaperNumber.objects.get()
        assert row.letter == letter
        assert row.step.action == "order_check"
        assert audit.faults() == []

    def test_carries_its_day_on_the_sheet_though_it_is_issued_later(self, settling, officer, head, time_machine):
        case = settling()
        told = timezone.localdate()
        case = ordered(case, head, "12/QĐ-UBND")
        time_machine.move_to(timezone.now() + dt.timedelta(days=3))
        ready = issuing.draft(case, ORDER, officer)
        assert ready.day == told
        assert ready.sheet({}, issuing.Signature()).head.number == "Số: 12/QĐ-UBND"
        assert ready.sheet({}, issuing.Signature()).is_draft
        letter = issue(case, officer)
        assert letter.issued_on == told
        assert timezone.localdate(letter.issued_at) == told + dt.timedelta(days=3)

    def test_carries_a_number_of_a_register_kept_on_paper_whatever_its_letters(self, settling, officer, head):
        letter = issue(ordered(settling(), head, "12a/QĐ-TTr"), officer)
        assert (letter.symbol, letter.number) == ("12a/QĐ-TTr", None)
        assert issue(ordered(settling(), head, "01/QĐ-UBND"), officer).number == 1

    def test_is_asked_about_when_its_number_is_another_and_takes_it_once_that_is_said(
        self, client, settling, officer, head
    ):
        case = ordered(settling(), head, "12/QĐ-UBND")
        client.force_login(officer)
        shown = client.get(letter_page(case))
        assert shown.context["form"]["so"].value() == "12/QĐ-UBND"
        assert "dung_so" not in shown.content.decode()
        refused = post(client, case, officer, so="21/QĐ-UBND")
        assert refused.status_code == 422
        assert "đã ghi số 12/QĐ-UBND" in str(refused.context["form"].errors["so"])
        assert 'name="dung_so"' in refused.content.decode()
        assert not Letter.objects.exists()
        assert post(client, case, officer, so="21/QĐ-UBND", dung_so="on").status_code == 302
        assert Letter.objects.get().symbol == "21/QĐ-UBND"
        # The slip is nobody's number: another paper may have it.
        assert issue(ordered(settling(), head, "12/QĐ-UBND"), officer).symbol == "12/QĐ-UBND"

    def test_a_second_letter_of_that_step_is_another_paper(self, settling, officer, head):
        case = ordered(settling(), head, "12/QĐ-UBND")
        issue(case, officer)
        assert issue(case, officer).symbol == "13/QĐ-UBND"

    def test_further_letters_of_a_step_have_numbers_of_their_own(self, office, officer):
        case = step_taken(submit(agency=office).case, ORDER, number="12/QĐ-UBND")
        step_taken(case, LetterKey.EVIDENCE_REQUEST, stays=True)
        assert issue(case, officer, LetterKey.EVIDENCE_REQUEST).symbol == "01/UBND"

    def test_laid_before_the_head_is_signed_under_it(self, client, office, settling, officer, head):
        LetterHead.objects.filter(agency=office).update(needs_clearance=True)
        case = ordered(settling(), head, "12/QĐ-UBND")
        wording = issuing.draft(case, ORDER, officer).wording.pk
        clearing.submit(
            case_id=case.pk, key=ORDER, actor=officer, answers={}, signature=issuing.Signature(), wording=wording
        )
        proposal = LetterProposal.objects.get()
        client.force_login(head)
        address = reverse("desk:letter_proposal", args=[case.reference, proposal.pk])
        page = client.get(address)
        assert page.context["form"]["so"].value() == "12/QĐ-UBND"
        signing = {"ky": "1", "da_xem": page.context["seen"]}
        asked = client.post(address, signing | {"so": "14/QĐ-UBND"})
        assert asked.status_code == 422
        assert 'name="dung_so"' in asked.content.decode()
        assert client.post(address, signing | {"so": "12/QĐ-UBND"}).status_code == 302
        assert Letter.objects.get().symbol == "12/QĐ-UBND"


class TestANumberUsedTwice:
    @pytest.mark.parametrize("again", ["12/QĐ-UBND", "012 / qđ-ubnd"])
    def test_is_refused_in_a_step_with_the_case_it_stands_in(self, client, settling, head, again):
        first, second = settling(), settling()
        ordered(first, head, "12/QĐ-UBND")
        client.force_login(head)
        fields = {"version": second.version, "ground": "order_check.complaint", "number": again}
        address = reverse("desk:step", args=[second.reference, "order_check"])
        fields["ground"] = client.get(address).context["grounds"][0].key
        response = client.post(address, fields)
        assert response.status_code == 422
        words = str(response.context["form"].errors["number"])
        assert first.reference in words
        assert "Mỗi văn bản một số" in words
        second.refresh_from_db()
        assert second.version == fields["version"]

    def test_is_refused_in_the_same_case_too(self, settling, head):
        case = ordered(settling(), head, "12/QĐ-UBND")
        with pytest.raises(casework.Faulty, match="của hồ sơ này"):
            ordered(case, head, "12/QĐ-UBND")

    def test_of_another_type_year_or_office_is_none(self, settling, head, time_machine):
        case = ordered(settling(), head, "12/QĐ-UBND")
        case = ordered(case, head, "12/TB-UBND")
        time_machine.move_to(dt.datetime(timezone.localdate().year + 1, 1, 5, 3, tzinfo=dt.UTC))
        case = ordered(case, head, "12/QĐ-UBND")
        other = agency("so-mau", name="Sở Mẫu")
        paper_numbers.claim(agency=other, symbol="12/QĐ-UBND", on=timezone.localdate(), case=case)
        assert PaperNumber.objects.count() == 4

    def test_is_refused_to_a_step_when_a_letter_of_the_portal_carries_it(self, settling, officer, head):
        case = settling()
        step_taken(case, LetterKey.STAY_OF_DECISION, stays=True)
        letter = issue(case, officer, LetterKey.STAY_OF_DECISION)
        with pytest.raises(casework.Faulty, match="đã dùng"):
            ordered(settling(), head, letter.symbol)

    def test_is_refused_to_a_letter_when_a_step_told_it_and_the_register_passes_it_over(self, settling, officer, head):
        ordered(settling(), head, "01/QĐ-UBND")
        case = step_taken(settling(), LetterKey.STAY_OF_DECISION, stays=True)
        with pytest.raises(numbering.NumberTaken):
            issue(case, officer, LetterKey.STAY_OF_DECISION, given_number=1)
        assert issue(case, officer, LetterKey.STAY_OF_DECISION).symbol == "02/QĐ-UBND"

    def test_counts_over_all_types_where_the_office_has_one_series(self, office, settling, officer, head):
        LetterHead.objects.filter(agency=office).update(series_by_type=False)
        ordered(settling(), head, "01/QĐ-UBND")
        case = settling()
        assert issue(case, officer, LetterKey.NOTICE_OF_ACCEPTANCE).symbol == "02/TB-UBND"


class TestANumberFarAhead:
    def test_is_asked_about_and_never_carries_the_register_with_it(self, client, settling, officer):
        case = step_taken(settling(), LetterKey.STAY_OF_DECISION, stays=True)
        key = LetterKey.STAY_OF_DECISION
        assert issue(case, officer, key).symbol == "01/QĐ-UBND"
        asked = post(client, case, officer, key, so="99999")
        assert asked.status_code == 422
        assert "cách xa số tiếp theo trong sổ của cổng (02)" in str(asked.context["form"].errors["so"])
        assert Letter.objects.count() == 1
        assert 'name="dung_so"' in asked.content.decode()
        assert post(client, case, officer, key, so="99999", dung_so="on").status_code == 302
        assert Letter.objects.filter(symbol="99999/QĐ-UBND").exists()
        assert issue(case, officer, key).symbol == "02/QĐ-UBND"
        assert LetterCounter.objects.get().last == 2

    def test_told_in_a_step_leaves_the_register_where_it_is(self, settling, officer, head):
        assert issue(ordered(settling(), head, "99999/QĐ-UBND"), officer).number == 99_999
        case = step_taken(settling(), LetterKey.STAY_OF_DECISION, stays=True)
        assert issue(case, officer, LetterKey.STAY_OF_DECISION).symbol == "01/QĐ-UBND"

    def test_twice_near_each_other_is_where_the_offices_own_register_stands(self, settling, officer):
        case = step_taken(settling(), LetterKey.STAY_OF_DECISION, stays=True)
        key = LetterKey.STAY_OF_DECISION
        issue(case, officer, key, given_number=350, number_is_sure=True)
        assert issue(case, officer, key, given_number=355).symbol == "355/QĐ-UBND"
        assert issue(case, officer, key).symbol == "356/QĐ-UBND"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("12/QĐ-UBND", "12/QĐ-UBND"),
        (" 0012 /qđ–ubnd", "12/QĐ-UBND"),
        ("12", "12"),
        ("12a/QĐ", "12A/QĐ"),
        ("000/QĐ", "000/QĐ"),
        ("1234567/QĐ", "1234567/QĐ"),
    ],
)
def test_a_number_is_compared_as_it_is_meant(written, line):
    assert paper_numbers.line_of(written) == line


@given(st.integers(1, 99_999), st.text(st.sampled_from("QĐTBKL-UNDabc "), max_size=20), st.integers(0, 3))
def test_noughts_blanks_and_small_letters_make_no_other_number(number, letters, noughts):
    written = f"{number}/{letters}"
    other = f" {'0' * noughts}{number} / {letters.lower()} "
    assert paper_numbers.is_same(written, other)
    assert not paper_numbers.is_same(written, f"{number % 99_999 + 1}/{letters}")
