"""The guides of use: told in the product and in docs/guides alike, every step with a small picture that is used."""

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from portal.handbook.pages import DOCS, markdown
from portal.handbook.reading import ROLES, STATIC, Handbook, handbook, handbooks, picture_file
from tests.tracking.petitions import person
from tracking.organisation.models import Role

MOST_BYTES, ALL_BYTES = 40_000, 1_500_000
PICTURES = STATIC / "portal" / "handbook"


def steps(book: Handbook) -> list[tuple[str, str]]:
    return [(task.key, step.key) for task in book.tasks for step in task.steps]


def test_every_role_has_a_guide() -> None:
    assert [book.role for book in handbooks()] == list(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_the_page_in_the_docs_says_what_the_product_says(role: str) -> None:
    """When this fails: `python -m portal.handbook.pages`."""
    assert (DOCS / f"{role}.md").read_text() == markdown(handbook(role))


@pytest.mark.parametrize("role", ROLES)
def test_every_step_has_words_and_a_small_picture(role: str) -> None:
    book = handbook(role)
    assert len(steps(book)) == len(set(steps(book))) >= 4
    for task in book.tasks:
        for step in task.steps:
            file = picture_file(role, task.key, step.key)
            assert step.words.strip().endswith((".", ":", "!", "?"))
            assert file.exists(), f"make guides: {file.name}"
            assert file.stat().st_size <= MOST_BYTES
            with Image.open(file) as image:
                assert image.width <= 880


def test_no_picture_outlives_its_step_and_all_of_them_are_light() -> None:
    used = {picture_file(book.role, *key) for book in handbooks() for key in steps(book)}
    kept = set(PICTURES.rglob("*.webp"))
    assert kept - used == set()
    assert sum(file.stat().st_size for file in kept) <= ALL_BYTES


def test_what_is_for_citizens_is_told_in_english_too() -> None:
    vietnamese, english = handbook("citizen"), handbook("citizen", "en")
    assert english.title != vietnamese.title
    for ours, theirs in zip(vietnamese.tasks, english.tasks, strict=True):
        assert ours.title != theirs.title
        assert all(a.words != b.words for a, b in zip(ours.steps, theirs.steps, strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_citizen_reads_how_to_use_the_portal(starter_pages: None, client: Client, prefix: str) -> None:
    page = client.get(f"{prefix}/huong-dan-su-dung/")
    html = page.content.decode()
    book = handbook("citizen", prefix.strip("/") or "vi")
    assert f"<h1>{book.title}</h1>" in html
    assert html.count("<img") == len(steps(book))
    assert not page.cookies
    assert f'href="{prefix}/huong-dan-su-dung/"' in client.get(f"{prefix}/").content.decode()


@pytest.mark.django_db
def test_staff_read_their_guide_at_the_desk(starter_pages: None, client: Client) -> None:
    client.force_login(person("canbo.thu", Role.OFFICER))
    for role in ROLES[1:]:
        html = client.get(reverse("desk_handbook", args=[role])).content.decode()
        assert handbook(role).title in html
    assert client.get(reverse("desk_handbook", args=["nobody"])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "guide"),
    [(Role.OFFICER, "officer"), (Role.LIBRARIAN, "librarian"), (Role.COMMUNICATIONS, "editor")],
)
def test_the_menu_opens_the_guide_of_the_persons_own_role(client: Client, role: Role, guide: str) -> None:
    client.force_login(person("nguoi.xem", role))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("desk_handbook", args=[guide]) in html
    others = {"officer", "librarian", "editor", "administrator"} - {guide}
    assert not any(reverse("desk_handbook", args=[other]) in html for other in others)
