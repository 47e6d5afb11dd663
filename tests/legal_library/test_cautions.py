"""What the library warns of beside its answers: amendments nobody has confirmed, older texts, unknown validity."""

import datetime as dt

import pytest

from legal_library import storing
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, Amendment, Op, Subject
from legal_library.search_source import LawSource
from legal_library.versions import deciding

pytestmark = pytest.mark.django_db
TEXT = "Điều 1. Thời hạn\n1. Trong 10 ngày.\nĐiều 2. Cấm\nKhông được quá 10 ngày."


@pytest.fixture
def law(settings, tmp_path) -> Act:
    settings.PORTAL_DATA = tmp_path
    facts = Facts(
        symbol="01/2011/QH13", kind="Luật", title="Khiếu nại mẫu và thanh tra mẫu", issuer="Quốc hội",
        issued=dt.date(2011, 11, 11), effective=dt.date(2012, 7, 1),
    )  # fmt: skip
    import_bytes(TEXT.encode(), "a.txt", facts)
    act = Act.objects.get()
    Act.objects.update(status="in_force")
    return act


def warned(*keys: str) -> list[tuple[str, ...]]:
    return [entry.cautions for key in keys for entry in LawSource().entries([f"01/2011/QH13{key}"])]


def amend(law: Act, unit: str, effective: dt.date | None) -> Amendment:
    amender = Act.objects.create(symbol="99/2025/QH15", slug="99-2025-qh15", kind="Luật")
    return Amendment.objects.create(
        act=amender, op=Op.REPEAL, target=law, target_symbol=law.symbol, target_key=unit, unit=unit, effective=effective
    )


def test_an_unconfirmed_amendment_warns_at_its_article_and_its_act_alone(law: Act) -> None:
    assert warned("", "#dieu-1", "#dieu-2") == [(), (), ()]
    amend(law, "dieu-1", dt.date(2020, 7, 1))
    assert warned("", "#dieu-1", "#dieu-2") == [("amendment_waiting",), ("amendment_waiting",), ()]


def test_one_that_names_no_place_warns_at_every_article(law: Act) -> None:
    amend(law, "", None)
    assert warned("#dieu-1", "#dieu-2") == [("amendment_waiting",), ("amendment_waiting",)]


def test_one_of_a_later_day_does_not_warn_yet(law: Act) -> None:
    amend(law, "dieu-1", dt.date(2100, 1, 1))
    assert warned("#dieu-1") == [()]


def test_what_the_librarian_decided_warns_no_longer(law: Act) -> None:
    deciding.reject(amendment=amend(law, "dieu-1", None), actor_id=None)
    assert warned("#dieu-1") == [()]


def test_a_text_older_than_the_summary_of_today_says_so(law: Act) -> None:
    told = law.summaries.create(key="dieu-2", heading="Cấm", body="Nay là 7 ngày.", valid_from=dt.date(2026, 7, 1))
    assert warned("#dieu-2") == [("older_text",)]
    assert LawSource().entries(["01/2011/QH13#dieu-2"]).__next__().body.endswith(told.body)
    law.provisions.filter(key="dieu-2").update(valid_from=dt.date(2026, 7, 1))
    assert warned("#dieu-2") == [()]


def test_an_act_of_unknown_validity_says_so_and_a_letter_is_not_asked(law: Act) -> None:
    Act.objects.update(status="")
    assert warned("", "#dieu-1") == [("validity_unknown",), ("validity_unknown",)]
    letter = Act.objects.create(symbol="6200/UBND-NCKTGS", slug="6200-ubnd-ncktgs", kind="Công văn")
    assert [entry.cautions for entry in LawSource().entries([storing.act_key(letter)])] == [()]


def test_entries_carry_the_fields_of_their_act(law: Act) -> None:
    Subject.objects.bulk_create(
        Subject(slug=slug, name=name, words=[name]) for slug, name in (("kn", "Khiếu nại"), ("tc", "Tố cáo"))
    )
    assert [entry.topics for entry in LawSource().entries(["01/2011/QH13#dieu-1"])] == [("Khiếu nại",)]


def test_many_entries_are_read_in_few_queries(law: Act, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(7):
        assert len(list(LawSource().entries(["01/2011/QH13", "01/2011/QH13#dieu-1", "01/2011/QH13#dieu-2"]))) == 3
