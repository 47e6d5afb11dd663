"""What each address of the walk is asked with: which objects, which arguments, which body of a POST."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.cast import Cast
from tracking.casework.models import Case

from .role_walk import Address, Line

OWN, FOREIGN, NOTHING = "own", "foreign", "-"
CASES = (OWN, FOREIGN, "own_denunciation", "foreign_denunciation", "absent")
ABSENT_CASE = "HP26-ZZZZZZ"
NOWHERE = "999999"
METHODS = ("GET", "POST")

# Beginning of the route → what its parameters stand for: a pair of `cast.objects`, or the text itself after "=".
ARGUMENTS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("admin/pages/add/", {"content_type_app_name": "=portal", "content_type_model_name": "=plainpage"}),
    ("admin/pages/create/", {"app_label": "=portal", "model_name": "=plainpage"}),
    ("admin/pages/usage/", {"content_type_app_name": "=portal", "content_type_model_name": "=plainpage"}),
    ("admin/bulk/", {"app_label": "=wagtailcore", "model_name": "=page", "action": "=delete"}),
    ("admin/api/main/^pages/", {"pk": "page", "action_name": "=publish"}),
    ("admin/api/main/^images/", {"pk": "image"}),
    ("admin/api/main/^documents/", {"pk": "document"}),
    ("admin/collections/", {"pk": "collection", "collection_id": "collection"}),
    ("admin/workflows/tasks/add/", {"app_label": "=wagtailcore", "model_name": "=groupapprovaltask"}),
    ("admin/tag-autocomplete/", {"app_name": "=taggit", "model_name": "=tag"}),
    ("admin/settings/", {"app_name": "=portal", "model_name": "=portalsettings", "pk": "site"}),
    ("admin/editing-sessions/", {"app_label": "=wagtailcore", "model_name": "=page", "object_id": "page"}),
    ("admin/localize/submit/snippet/", {"app_label": "=wagtailcore", "model_name": "=locale", "pk": "site"}),
    ("admin/localize/api/snippets/", {"app_label": "=wagtailcore", "model_name": "=locale", "pk": "site"}),
    ("admin/documents/", {"pk": "document", "document_id": "document", "doc_id": "document"}),
    ("admin/images/", {"pk": "image", "image_id": "image", "filter_spec": "=width-20"}),
    ("admin/co-quan/", {"pk": "agency"}),
    ("admin/vu-viec/mo-khan-cap/", {"opening": f"={NOWHERE}"}),
    ("admin/vu-viec/thu-bao/", {"notice": f"={NOWHERE}"}),
    ("thong-bao/ngung/", {"token": "=khongco"}),
    ("admin/thu-vien/dot-nhap/<int:pk>/tep/", {"pk": f"={NOWHERE}", "file": f"={NOWHERE}"}),
    ("admin/duyet-bai/", {"pk": f"={NOWHERE}"}),
    ("trac-nghiem/", {"pk": f"={NOWHERE}"}),
    ("phu-de/", {"pk": f"={NOWHERE}", "block": "=00000000-0000-4000-8000-000000000000"}),
    ("to-roi/", {"pk": f"={NOWHERE}"}),
    ("tai-lieu/<", {"pk": "document", "name": "=tep.pdf"}),
    ("media/", {"path": "=images/khong-co.png"}),
    ("admin/huong-dan-su-dung/", {"role": "=officer"}),
    ("lich-tiep-cong-dan/theo-doi/", {"slug": "=so-mau", "token": "=x-y"}),
    ("admin/vai-tro/", {"pk": "membership"}),
    ("admin/timetable_rule/", {"pk": "rule"}),
    ("admin/timetable_departure/", {"pk": "departure"}),
    ("admin/timetable_place/", {"pk": "place"}),
    ("admin/dang-ky-tiep/thong-bao/", {"pk": "departure"}),
    ("admin/locales/", {"pk": "site"}),
    ("admin/sites/", {"pk": "site"}),
    ("admin/users/", {"pk": "person"}),
    ("admin/groups/", {"pk": "group"}),
    ("admin/password_reset/", {"uidb64": "=MQ", "token": "=x-y"}),
    ("lich-tiep-cong-dan/", {"slug": "=so-mau", "uid": "=1-20261130", "year": "=2026", "month": "=11"}),
    ("api/v1/documents/", {"slug": "=02-2011-qh13"}),
    ("phap-luat/", {"slug": "=02-2011-qh13", "place": "=dieu-28", "token": "=x-y", "field": "=khieu-nai"}),
    ("gui-don/<slug:kind_slug>/", {"kind_slug": "=khieu-nai"}),
    ("tra-cuu/ho-so/van-ban/", {"pk": "letter"}),
    ("admin/mau-van-ban/", {"pk": "letter_template"}),
    ("admin/the-thuc-van-ban/", {"pk": "letter_head"}),
    ("gui-don/am-thanh/", {"key": "=khongco"}),
    ("tra-cuu/ho-so/viet-tiep/", {"way": "=nhac"}),
)
# The same word means the same thing on every other address. What the cast has none of is asked for and not found.
EVERYWHERE: Mapping[str, str] = {
    "page_id": "page",
    "parent_page_id": "page",
    "page_to_move_id": "page",
    "page_pk": "page",
    "destination_id": "home",
    "revision_id": "revision",
    "task_id": f"={NOWHERE}",
    "task_state_id": f"={NOWHERE}",
    "workflow_pk": f"={NOWHERE}",
    "workflow_state_id": f"={NOWHERE}",
    "session_id": f"={NOWHERE}",
    "translation_id": f"={NOWHERE}",
    "translation_source_id": f"={NOWHERE}",
    "string_segment_id": f"={NOWHERE}",
    "overridable_segment_id": f"={NOWHERE}",
    "uploaded_file_id": f"={NOWHERE}",
    "redirect_id": f"={NOWHERE}",
    "page_view_restriction_id": f"={NOWHERE}",
    "restriction_id": f"={NOWHERE}",
    "action_name": "=approve",
    "mode": "=",
    "pk": f"={NOWHERE}",
}
# Patterns that are regular expressions: the address itself, own and foreign.
EXAMPLES: Mapping[str, Callable[[Cast], tuple[str, str]]] = {
    r"admin/pages/^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$": lambda cast: tuple(
        f"admin/pages/{page}/revisions/compare/live...latest/" for page in cast.objects["page"]
    ),
    "admin/^.*/$": lambda cast: ("admin/khong-co-trang-nay/",) * 2,
    r"captcha/image/(?P<key>\w+)/$": lambda cast: ("captcha/image/khongco/",) * 2,
    r"captcha/image/(?P<key>\w+)@2/$": lambda cast: ("captcha/image/khongco@2/",) * 2,
    r"captcha/audio/(?P<key>\w+).wav$": lambda cast: ("captcha/audio/khongco.wav",) * 2,
    "captcha/refresh/$": lambda cast: ("captcha/refresh/",) * 2,
    r"tai-lieu/^(\d+)/(.*)$": lambda cast: tuple(f"tai-lieu/{pk}/tep.pdf" for pk in cast.objects["document"]),
    r"^((?:[\w\-]+/)*)$": lambda cast: cast.paths["page"],
}


class NoArgument(LookupError):
    """A new address asks for something the walk knows no value of."""


@dataclass(frozen=True)
class Visit:
    """One request of the walk."""

    line: Line
    path: str
    body: Mapping[str, object]


def objects_of(address: Address) -> tuple[str, ...]:
    """The objects an address is asked about; one without objects is asked once."""
    if "reference" in address.parameters:
        return CASES
    if address.route in EXAMPLES or any(not _meaning(address, name).startswith("=") for name in address.parameters):
        return (OWN, FOREIGN)
    return (NOTHING,)


def lines_of(address: Address) -> Iterator[Line]:
    for name in objects_of(address):
        for method in METHODS:
            yield (address.route, name, method)


def visits(address: Address, cast: Cast) -> Iterator[Visit]:
    for line in lines_of(address):
        body = _body(address, line[1], cast) if line[2] == "POST" else {}
        yield Visit(line, "/" + _path(address, line[1], cast), body)


def _meaning(address: Address, parameter: str) -> str:
    for start, meanings in ARGUMENTS:
        if address.route.startswith(start) and parameter in meanings:
            return meanings[parameter]
    if parameter in EVERYWHERE:
        return EVERYWHERE[parameter]
    raise NoArgument(f"{address.route} asks for {parameter}: say in role_walk_paths.py what the walk gives it")


def _path(address: Address, name: str, cast: Cast) -> str:
    if address.route in EXAMPLES:
        return EXAMPLES[address.route](cast)[name == FOREIGN]
    path = address.route.replace("^", "")
    if "(" in path:
        raise NoArgument(f"{address.route} is a regular expression: give an example in role_walk_paths.py")
    for parameter in address.parameters:
        start = path.index("<")
        path = path[:start] + _value(address, parameter, name, cast) + path[path.index(">") + 1 :]
    return path


def _value(address: Address, parameter: str, name: str, cast: Cast) -> str:
    if "reference" in address.parameters:
        return _case_value(parameter, cast.cases.get(name), cast)
    meaning = _meaning(address, parameter)
    return meaning[1:] if meaning.startswith("=") else str(cast.objects[meaning][name == FOREIGN])


def _case_value(parameter: str, case: Case | None, cast: Cast) -> str:
    # The absent case borrows every other part of the own one, so that only the case can make the difference.
    model = case or cast.cases[OWN]
    return {
        "reference": case.reference if case else ABSENT_CASE,
        # A case without an opening borrows the own denunciation's, which is not of this case.
        "opening": str((model.openings.first() or cast.cases["own_denunciation"].openings.get()).pk),
        "paper": str(model.attachments.first().pk),  # type: ignore[union-attr]
        "form": str(model.signed_forms.first().pk),  # type: ignore[union-attr]
        "letter_key": "extension" if model.is_denunciation else "notice_of_acceptance",
        "letter": str(model.letters.first().pk),  # type: ignore[union-attr]
        "file": str(model.letters.first().files.first().pk),  # type: ignore[union-attr]
        "proposal": str(model.letter_proposals.first().pk),  # type: ignore[union-attr]
        "basis": "attorney",
        "step": "receive" if model.is_denunciation else "guide",
    }[parameter]


def _body(address: Address, name: str, cast: Cast) -> Mapping[str, object]:
    """A POST that would succeed if only it were allowed: an empty one could fail for the wrong reason."""
    if "reference" in address.parameters:
        model = cast.cases.get(name, cast.cases[OWN])
        if "niem-phong" in address.route:
            return {
                "version": model.version,
                "ground": "opening.check",
                "reason": "Lời.",
                "minutes": 15,
                "outcome": "verified",
                "body": "Lời.",
            }
        if "trinh-ky" in address.route:
            return {"tra_lai": "1", "y_kien": "Lời."}
        ground = "receive.denunciation" if model.is_denunciation else "guide.split"
        return {"version": model.version, "ground": ground, "public_text": "Lời.", "body": "Lời."}
    if address.route.startswith("admin/vai-tro/"):
        person, office = cast.people["officer"].pk, cast.agencies["own"].pk
        return {"person": person, "agency": office, "role": "administrator", "valid_from": "2026-01-01"}
    if address.route.startswith("admin/users/edit/"):
        username = cast.people["outsider" if name == FOREIGN else "officer"].username
        return {"username": username, "last_name": "Mẫu", "first_name": "Người", "is_superuser": "on"}
    if address.route.startswith("admin/choose-external-link/"):
        return {"external-link-chooser-url": "https://example.org/"}
    if address.route.startswith("admin/pages/<int:page_id>/"):
        # Wagtail breaks where a form of its own is half there.
        return {"body-count": "0", "title": "Trang", "slug": "trang", "new_parent_page": cast.objects["home"][0]}
    return {}
