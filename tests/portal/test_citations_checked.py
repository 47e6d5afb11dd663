"""A citation that leads nowhere is told to the writer who submits it and to everybody who approves."""

import pytest
from django.urls import reverse

from legal_library import starter
from legal_library.models import Act, TextState
from portal.models import PlainPage
from portal.publishing import approving
from portal.publishing.citations import cited_by
from tests.portal.test_publishing import draft, form_of, office, signed_in, submitted
from tracking.organisation.models import Person

pytestmark = pytest.mark.django_db
__all__ = ["office"]
KEYS = ("02/2011/QH13#dieu-999", "02/2011/QH13#dieu-27", "02/2011/QH13#dieu-18", "7/2040/QH20")


@pytest.fixture
def library(settings, tmp_path) -> None:
    settings.PORTAL_DATA = tmp_path
    starter.load()


@pytest.fixture
def citing(library, monkeypatch) -> None:
    monkeypatch.setattr(PlainPage, "rests_on", lambda _page: set(KEYS))


def test_each_citation_is_told_as_the_library_knows_it(citing) -> None:
    told = {cited.key: (cited.told, cited.is_dead) for cited in cited_by(PlainPage(title="Thử"))}
    assert told["02/2011/QH13#dieu-999"] == ("thư viện chưa có điều này", True)
    assert told["02/2011/QH13#dieu-27"][0].startswith("có, ")
    assert told["02/2011/QH13#dieu-18"] == ("thư viện có, nhưng hôm nay không áp dụng", False)
    assert told["7/2040/QH20"] == ("thư viện chưa có văn bản này", True)
    Act.objects.filter(symbol="02/2011/QH13").update(text_state=TextState.TEXT)
    told = {cited.key: cited.told for cited in cited_by(PlainPage(title="Thử"))}
    assert told["02/2011/QH13#dieu-999"].startswith("văn bản không có điều này")


def test_who_approves_sees_every_citation_and_the_dead_ones_without_a_link(office: dict[str, Person], citing) -> None:
    submitted(office["writer"])
    (item,) = approving.waiting_for(office["librarian"])
    screen = signed_in(office["librarian"]).get(reverse("approval", args=[item.state.pk])).content.decode()
    assert "(02/2011/QH13#dieu-999): thư viện chưa có điều này" in " ".join(screen.split())
    assert 'href="/phap-luat/02-2011-qh13/dieu-27/"' in screen
    assert 'href="/phap-luat/02-2011-qh13/dieu-999/"' not in screen


def test_who_submits_a_dead_citation_is_told_at_once(office: dict[str, Person], citing) -> None:
    page = draft(office["writer"])
    form = form_of(page.title, page.slug, "Thử.")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browser = signed_in(office["writer"])
    saved = browser.post(address, form, follow=True).content.decode()
    assert "Xin xem lại trích dẫn" not in saved
    sent = browser.post(address, {**form, "action-submit": "1"}, follow=True).content.decode()
    assert "Xin xem lại trích dẫn Điều 999" in sent
    assert "Xin xem lại trích dẫn Điều 27" not in sent
