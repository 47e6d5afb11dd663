"""A long act shows its chapters, each with its articles folded under it; no article is lost on the way."""

from itertools import chain

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from legal_library.contents import folded
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import ProvisionKind
from legal_library.reading import WHOLE_TEXT_ARTICLES, OutlineItem

KINDS = (ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.ARTICLE, ProvisionKind.ANNEX)


def text(chapters: bool) -> bytes:
    lines = []
    for number in range(1, WHOLE_TEXT_ARTICLES + 2):
        if chapters and number in (3, 60):
            lines += ["Chương I", "QUY ĐỊNH CHUNG"] if number == 3 else ["Chương II", "THI HÀNH"]
        lines += [f"Điều {number}. Tên {number}", "Lời."]
    return "\n".join(lines).encode()


@pytest.mark.django_db
@pytest.mark.parametrize("chapters", [True, False])
def test_the_page_of_a_long_act_folds_its_chapters(client: Client, settings, tmp_path, chapters: bool) -> None:
    settings.PORTAL_DATA = tmp_path
    import_bytes(text(chapters), "a.txt", Facts(symbol="1/2030/QH16", kind="Luật", title="Thử"))
    page = client.get("/phap-luat/1-2030-qh16/").content.decode()
    for number in range(1, WHOLE_TEXT_ARTICLES + 2):
        assert page.count(f"Điều {number}. Tên {number}<") == 1
    named = (
        "<summary>Điều 1 – Điều 2</summary>",
        "Chương I. QUY ĐỊNH CHUNG",
        "(Điều 3 – Điều 59)",
        "(Điều 60 – Điều 121)",
    )
    assert [name in page for name in named] == [chapters] * 4
    assert page.count('<details class="fold">') == (3 if chapters else 0)


@given(st.lists(st.sampled_from(KINDS)))
def test_every_line_of_the_contents_stands_once_and_in_order(kinds: list[ProvisionKind]) -> None:
    outline = [OutlineItem(kind, f"dieu-{place}", f"Điều {place}", "") for place, kind in enumerate(kinds)]
    folds = folded(outline)
    told = chain.from_iterable(([fold.head] if fold.head else []) + fold.items for fold in folds)
    assert list(told) == outline
    assert all(fold.items or (fold.head and fold.head.kind in (*KINDS[:2], ProvisionKind.ANNEX)) for fold in folds)
    assert not any(item.kind == ProvisionKind.ANNEX for fold in folds for item in fold.items)


def test_the_chapters_of_an_annexed_regulation_stay_under_the_annex() -> None:
    kinds = [ProvisionKind.CHAPTER, ProvisionKind.ARTICLE, ProvisionKind.ANNEX, *KINDS[1:2], ProvisionKind.ARTICLE]
    outline = [OutlineItem(kind, f"k-{place}", f"K {place}", "") for place, kind in enumerate(kinds)]
    assert [(fold.head and fold.head.label, len(fold.items)) for fold in folded(outline)] == [("K 0", 1), ("K 2", 2)]
