"""For machines: JSON as its description says, linked data, an export that builds the same library again."""

import datetime as dt
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from legal_library import exporting, restoring, starter
from legal_library.facts import Facts
from legal_library.importing import import_bytes
from legal_library.models import Act, Amendment, AmendmentStep, Op, Provision, Summary
from legal_library.parsing.document import Unreadable
from legal_library.versions import units
from tests.tracking.petitions import person

from .settling import settled

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 7, 1)


@pytest.fixture
def client(settings, tmp_path) -> Client:
    settings.PORTAL_DATA = tmp_path
    starter.load()
    return Client()


LAW = "Điều 1. Thời hạn\n1. Trong 10 ngày.\nĐiều 2. Cấm\nHết."


def amended() -> Act:
    """A law of two articles, its first amended and its second repealed from DAY on."""
    law, amender = added("01/2011/QH13", LAW), added("99/2025/QH15", "Điều 1. A\nB.")
    common: dict[str, Any] = {
        "act": amender, "target": law, "target_symbol": law.symbol, "effective": DAY, "place": "dieu-1",
    }  # fmt: skip
    words = {"op": Op.REPLACE_WORDS, "old_words": "10 ngày", "new_words": "07 ngày"}
    made = [
        Amendment.objects.create(target_key="dieu-1", unit="dieu-1", **words, **common),
        Amendment.objects.create(target_key="dieu-2", unit="dieu-2", op=Op.REPEAL, **common),
    ]
    settled(made)
    return law


def added(symbol: str, text: str) -> Act:
    facts = Facts(symbol=symbol, kind="Luật", title="Thử", issued=dt.date(int(symbol[3:7]), 1, 2))
    import_bytes(text.encode(), "a.txt", facts)
    return Act.objects.get(symbol=symbol)


KEYWORDS = {"$ref", "type", "format", "enum", "properties", "required", "additionalProperties", "items", "oneOf"}


def fits(value: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> bool:
    """As much of JSON Schema as our description uses; unknown keywords are an error of the test."""
    assert set(schema) <= KEYWORDS
    if "$ref" in schema:
        return fits(value, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "oneOf" in schema:
        return sum(fits(value, each, schemas) for each in schema["oneOf"]) == 1
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kinds = {"string": str, "integer": int, "boolean": bool, "null": type(None), "object": dict, "array": list}
    if not any(isinstance(value, kinds[name]) for name in names) or ("enum" in schema and value not in schema["enum"]):
        return False
    if isinstance(value, str) and schema.get("format") == "date":
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value))
    if isinstance(value, list):
        return all(fits(each, schema["items"], schemas) for each in value)
    if isinstance(value, dict):
        known = schema["properties"]
        complete = set(schema["required"]) <= set(value) <= set(known)
        return complete and all(fits(value[name], known[name], schemas) for name in value)
    return True


@pytest.fixture
def described(client) -> dict[str, Any]:
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    return response.json()


def test_every_answer_fits_its_description(client, described) -> None:
    amended()
    schemas = described["components"]["schemas"]
    for path, address in (
        ("/api/v1/documents/", "/api/v1/documents/?size=3"),
        ("/api/v1/documents/{slug}", "/api/v1/documents/01-2011-qh13"),
        ("/api/v1/documents/{slug}", "/api/v1/documents/02-2011-qh13"),
        ("/api/v1/documents/{slug}", "/api/v1/documents/6200-ubnd-ncktgs?date=2023-01-01"),
    ):
        answers = described["paths"][path]["get"]["responses"]
        response = client.get(address)
        assert fits(response.json(), answers["200"]["content"]["application/json"]["schema"], schemas), address
    for address, status in (
        ("/api/v1/documents/khong-co", 404),
        ("/api/v1/documents/02-2011-qh13?date=hôm qua", 400),
        ("/api/v1/documents/?page=9999", 404),
        ("/api/v1/documents/?size=0", 400),
        ("/api/v1/documents/?page=-1", 400),
        ("/api/v1/documents/?loai=Luật", 400),
        ("/api/v1/documents/?year=hai-nghin", 400),
        ("/api/v1/documents/02-2011-qh13?ngay=2026-06-30", 400),
    ):
        response = client.get(address)
        assert (response.status_code, fits(response.json(), schemas["Error"], schemas)) == (status, True)


def test_the_check_of_answers_can_fail(described) -> None:
    schemas = described["components"]["schemas"]
    assert not fits({"error": 1}, schemas["Error"], schemas)
    assert not fits({"error": "a", "more": "b"}, schemas["Error"], schemas)


def test_every_reference_of_the_description_leads_somewhere(described) -> None:
    text = json.dumps(described)
    assert set(re.findall(r'"#/components/schemas/(\w+)"', text)) <= set(described["components"]["schemas"])


@time_machine.travel(dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC))
def test_a_document_is_answered_as_of_a_day(client) -> None:
    amended()
    now = client.get("/api/v1/documents/01-2011-qh13").json()
    then = client.get("/api/v1/documents/01-2011-qh13?date=2026-06-30").json()
    texts = [{row["key"]: row["text"] for row in answer["provisions"]} for answer in (now, then)]
    assert texts[0]["dieu-1.khoan-1"] == "Trong 07 ngày."
    assert texts[1]["dieu-1.khoan-1"] == "Trong 10 ngày."
    assert (now["status"], then["status"]) == ("partly_expired", "unknown")
    assert now["changed_on"] == ["2026-07-01"]
    assert now["provisions"][0]["changed_by"] == ["99/2025/QH15#dieu-1"]


def test_pages_follow_one_another_and_miss_nothing(client) -> None:
    seen: list[str] = []
    address: str | None = "/api/v1/documents/?size=7"
    while address:
        page = client.get(address).json()
        seen.extend(item["slug"] for item in page["results"])
        address = page["next"] and page["next"].removeprefix("http://127.0.0.1:8000")
    assert sorted(seen) == sorted(Act.objects.values_list("slug", flat=True))


@pytest.mark.parametrize("address", ["/phap-luat/02-2011-qh13/", "/phap-luat/02-2011-qh13/dieu-27/"])
def test_pages_carry_linked_data_that_cannot_end_the_script(client, address: str) -> None:
    Act.objects.filter(slug="02-2011-qh13").update(title="</script><b>&")
    html = client.get(address).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    data = json.loads(text)
    assert data["@type"] == "Legislation"
    assert data["legislationIdentifier"].startswith("02/2011/QH13")
    assert data["url"].endswith(address)


def test_an_export_builds_the_same_library_again(client, tmp_path) -> None:
    amended()
    Summary.objects.filter(key="dieu-1").update(heading="Đổi")
    first, second = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"
    call_command("export_library", str(first))
    before = {act.symbol: act.text_sha256 for act in Act.objects.all()}
    Act.objects.all().delete()
    call_command("import_library", str(first))
    assert {act.symbol: act.text_sha256 for act in Act.objects.all()} == before
    law = Act.objects.get(symbol="01/2011/QH13")
    assert "07 ngày" in next(row.body for row in units.held_on(law, DAY) if row.key == "dieu-1")
    exporting.write(second, public=False)
    assert gzip.decompress(first.read_bytes()) == gzip.decompress(second.read_bytes())
    rows = Provision.objects.count()
    again = restoring.read_back(first)
    assert (again.added, again.completed, again.same, again.told) == (0, 0, len(before), [])
    assert Provision.objects.count() == rows


def test_who_checked_and_who_confirmed_comes_back_with_the_export(client, tmp_path) -> None:
    amended()
    checked, confirmed = person("thuthu.mot"), person("thuthu.hai")
    AmendmentStep.objects.filter(state=Amendment.State.CHECKED).update(person=checked)
    AmendmentStep.objects.filter(state=Amendment.State.CONFIRMED).update(person=confirmed)
    told = sorted(AmendmentStep.objects.values_list("amendment__target_key", "state", "at"))
    path, public = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    exporting.write(path, public=False)
    exporting.write(public, public=True)
    assert "thuthu." not in public.read_text()
    Act.objects.all().delete()
    restoring.read_back(path)
    assert sorted(AmendmentStep.objects.values_list("amendment__target_key", "state", "at")) == told
    assert (
        list(AmendmentStep.objects.order_by("pk").values_list("named", flat=True)) == ["thuthu.mot", "thuthu.hai"] * 2
    )
    Act.objects.all().delete()
    restoring.read_back(public)
    assert Amendment.objects.filter(state=Amendment.State.CONFIRMED).exists()
    assert not AmendmentStep.objects.exists()


def test_what_is_no_export_is_refused_by_its_line(client, tmp_path) -> None:
    for text in ('{"format": "x"}', "{", '{"format": "tiep-dan-hai-phong/library/1"}'):
        path = Path(tmp_path) / "x.jsonl"
        path.write_text(text)
        with pytest.raises(Unreadable):
            restoring.read_back(path)
    with pytest.raises(CommandError):
        call_command("import_library", str(tmp_path / "khong-co.jsonl"))


def test_the_public_file_holds_what_is_public(client) -> None:
    assert client.get("/phap-luat/du-lieu/van-ban.jsonl.gz").status_code == 404
    law = amended()
    waiting = Amendment.objects.create(act=law, op=Op.REPEAL, target_key="dieu-1", old_words="chưa ai xác nhận")
    Summary.objects.filter(key="dieu-2").update(published=False, heading="bản nháp của thủ thư")
    exporting.write_bulk()
    response = client.get("/phap-luat/du-lieu/van-ban.jsonl.gz")
    text = gzip.decompress(b"".join(response.streaming_content)).decode()
    assert waiting.old_words not in text
    assert "bản nháp của thủ thư" not in text
    assert {json.loads(line)["symbol"] for line in text.splitlines()} == set(
        Act.objects.values_list("symbol", flat=True)
    )
