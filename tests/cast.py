"""The fixed cast of every access test: who they are, and the objects each is or is not to reach.

Own objects belong to the Sở Mẫu, foreign ones to the Sở Khác; the Outsider works there, for whom it is the other way
round. Everything anybody wrote carries a canary, a word that can be looked for in every answer.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Site

from portal.models import HomePage, PlainPage
from tests.tracking.petitions import agency, content, custodian_key, paper, person, petitioner, submit
from tests.tracking.steps_taken import step_taken
from tracking.casework import casework, signature
from tracking.casework.letters import clearing, issuing, starter
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case, LetterHead, LetterTemplate
from tracking.casework.opening import openings
from tracking.casework.petition import Kind
from tracking.organisation import roles
from tracking.organisation.models import Agency, Membership, Person, Role
from tracking.reception.models import Departure, Place, Rule

STAFF: dict[str, tuple[Role, str]] = {
    "officer": (Role.OFFICER, "so-mau"),
    "head": (Role.HEAD, "so-mau"),
    "outsider": (Role.OFFICER, "so-khac"),
    "reception_board": (Role.RECEPTION_BOARD, "ban-tiep-cong-dan"),
    "committee_office": (Role.COMMITTEE_OFFICE, "van-phong-ubnd"),
    "inspector": (Role.INSPECTOR, "thanh-tra-thanh-pho"),
    "front": (Role.FRONT, "mttq-thanh-pho"),
    "communications": (Role.COMMUNICATIONS, "so-mau"),
    "librarian": (Role.LIBRARIAN, "van-phong-ubnd"),
    "custodian": (Role.CUSTODIAN, "thanh-tra-thanh-pho"),
    "administrator": (Role.ADMINISTRATOR, "van-phong-ubnd"),
}
STRANGERS = ("citizen", "other_citizen", "disabled")
EVERYBODY = (*STAFF, *STRANGERS)
PARTS = ("subject", "body", "name", "paper", "bytes", "message", "note", "reply")


def canary(case_name: str, part: str) -> str:
    return f"hoangyen-{case_name}-{part}"


@dataclass
class Cast:
    """`people` by name of the cast; `cookies` are what their browsers carry; `cases` by own, foreign and so on."""

    people: dict[str, Person] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    objects: dict[str, tuple[int, int]] = field(default_factory=dict)
    paths: dict[str, tuple[str, str]] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)


def assemble() -> Cast:
    """The whole cast with its cases, pages, timetables, pictures and sessions; to be called inside a transaction."""
    cast = Cast()
    roles.sync_role_groups()
    cast.agencies = {"own": agency("so-mau", name="Sở Mẫu"), "foreign": agency("so-khac", name="Sở Khác")}
    _pages(cast)
    cast.people = {name: person(name, role, agency(office)) for name, (role, office) in STAFF.items()}
    cast.people["disabled"] = person("disabled", Role.OFFICER, cast.agencies["own"])
    _cases(cast)
    _editorial_objects(cast)
    _timetable(cast)
    _organisation(cast)
    _sign_in(cast)
    return cast


def _pages(cast: Cast) -> None:
    home = HomePage(title="Trang chủ", slug="trang-chu-mau")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()
    pages = [PlainPage(title=title, slug=slug) for title, slug in (("Trang Mẫu", "mau"), ("Trang Khác", "khac"))]
    for branch, page in zip(cast.agencies.values(), pages, strict=True):
        home.add_child(instance=page)
        page.save_revision().publish()
        branch.branch = page
        branch.save()
    cast.objects["page"] = (pages[0].pk, pages[1].pk)
    cast.objects["revision"] = (pages[0].latest_revision_id, pages[1].latest_revision_id)
    cast.objects["home"] = (home.pk, home.pk)
    cast.paths["page"] = ("mau/", "khac/")


def _cases(cast: Cast) -> None:
    custodian_key()
    for side, office in cast.agencies.items():
        _case(cast, side, Kind.COMPLAINT, office)
        _case(cast, f"{side}_denunciation", Kind.DENUNCIATION, office)
    for name, worker in (("own", "officer"), ("foreign", "outsider")):
        asked = openings.ask(
            case_id=cast.cases[f"{name}_denunciation"].pk,
            requester=cast.people[worker],
            ground="opening.check",
            reason=canary(f"{name}_denunciation", "note"),
            minutes=15,
        )
        openings.approve(opening_id=asked.pk, person=cast.people["custodian"])
        case = cast.cases[name]
        casework.write_message(case_id=case.pk, author=None, body=canary(name, "message"))
        casework.write_message(case_id=case.pk, author=cast.people[worker], body=canary(name, "reply"))
        cast.cases[name] = casework.move(
            case_id=case.pk,
            action="receive",
            actor=cast.people[worker],
            expected_version=1,
            internal_note=canary(name, "note"),
        )

    _letters(cast)


def _letters(cast: Cast) -> None:
    """One issued letter in each case: of the office's head to the complainant, and one inside a denunciation; and one
    that waits for the head."""
    starter.load()
    LetterHead.objects.update(needs_clearance=False)
    for side, worker in (("own", "officer"), ("foreign", "outsider")):
        made = []
        for name, key in ((side, LetterKey.NOTICE_OF_ACCEPTANCE), (f"{side}_denunciation", LetterKey.EXTENSION)):
            letter = issuing.issue(
                case_id=step_taken(cast.cases[name], key, stays=True).pk,
                key=key,
                actor=cast.people[worker],
                answers={},
                signature=issuing.Signature(),
            )
            made.append(letter.pk)
        cast.letters[side] = made[0]
    LetterHead.objects.update(needs_clearance=True)
    for side, worker in (("own", "officer"), ("foreign", "outsider")):
        for name in (side, f"{side}_denunciation"):
            _lay_before_the_head(cast.cases[name], cast.people[worker])
    template = LetterTemplate.objects.earliest("pk").pk
    cast.objects["letter_template"] = (template, template)
    cast.objects["letter_head"] = tuple(office.letter_head.pk for office in cast.agencies.values())
    cast.objects["letter"] = (cast.letters["own"], cast.letters["foreign"])


def _lay_before_the_head(case: Case, worker: Person) -> None:
    ready = issuing.draft(step_taken(case, LetterKey.TERMINATION, stays=True), LetterKey.TERMINATION, worker)
    clearing.submit(
        case_id=case.pk,
        key=LetterKey.TERMINATION,
        actor=worker,
        answers={},
        signature=issuing.Signature(),
        wording=ready.wording.pk,
    )


def _case(cast: Cast, name: str, kind: Kind, office: Agency) -> None:
    sent = submit(
        kind,
        agency=office,
        content=content(subject=canary(name, "subject"), body=canary(name, "body")),
        petitioner=petitioner(name=canary(name, "name")),
        files=[paper(f"{canary(name, 'paper')}.txt", canary(name, "bytes").encode())],
    )
    cast.cases[name], cast.codes[name] = sent.case, sent.code
    signature.send_signed_form(case_id=sent.case.pk, file=paper("don-ky.txt", canary(name, "bytes").encode()))


def _editorial_objects(cast: Cast) -> None:
    """Own pictures and papers are the communications' own; the foreign ones were put there by the administrator."""
    owners = (cast.people["communications"], cast.people["administrator"])
    image, document = get_image_model(), get_document_model()
    cast.objects["image"] = tuple(
        image.objects.create(title="Ảnh", file=get_test_image_file(), uploaded_by_user=owner).pk for owner in owners
    )
    cast.objects["document"] = tuple(
        document.objects.create(title="Tệp", file=ContentFile(b"x", "tep.pdf"), uploaded_by_user=owner).pk
        for owner in owners
    )
    cast.objects["collection"] = (Collection.get_first_root_node().pk,) * 2


def _timetable(cast: Cast) -> None:
    rules = [_rule(office) for office in cast.agencies.values()]
    departures = [Departure.objects.create(rule=rule, kind="cancelled", day="2026-11-30", reason="x") for rule in rules]
    cast.objects["rule"] = (rules[0].pk, rules[1].pk)
    cast.objects["place"] = (rules[0].place_id, rules[1].place_id)
    cast.objects["departure"] = (departures[0].pk, departures[1].pk)


def _rule(office: Agency) -> Rule:
    place = Place.objects.create(agency=office, name="Phòng tiếp dân", address="1 phố Ví Dụ")
    return Rule.objects.create(
        agency=office,
        place=place,
        host="Lãnh đạo Mẫu",
        pattern="weekly",
        weekdays=[1],
        starts="08:00",
        ends="11:00",
        valid_from="2026-01-01",
    )


def _organisation(cast: Cast) -> None:
    cast.objects["agency"] = (cast.agencies["own"].pk, cast.agencies["foreign"].pk)
    cast.objects["person"] = (cast.people["officer"].pk, cast.people["outsider"].pk)
    cast.objects["membership"] = tuple(
        Membership.objects.get(person=cast.people[name]).pk for name in ("officer", "outsider")
    )
    cast.objects["group"] = (Group.objects.get(name="role:officer").pk, Group.objects.get(name="Editors").pk)
    cast.objects["site"] = (Site.objects.get(is_default_site=True).pk,) * 2


def _sign_in(cast: Cast) -> None:
    for name, who in cast.people.items():
        browser = Client()
        browser.force_login(who)
        cast.cookies[name] = {settings.SESSION_COOKIE_NAME: browser.cookies[settings.SESSION_COOKIE_NAME].value}
    # Signed in first, switched off after: the session is what must not outlive the account.
    cast.people["disabled"].is_active = False
    cast.people["disabled"].save()
    for name, case in (("citizen", "own"), ("other_citizen", "foreign")):
        browser = Client()
        browser.post(reverse("casework:lookup"), {"code": cast.codes[case]})
        cast.cookies[name] = {key: morsel.value for key, morsel in browser.cookies.items()}
