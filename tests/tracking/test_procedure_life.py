"""Whole lives of petitions, through the desk's own pages, with every date of the citizen's page against the engine."""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tracking.casework import published_pages, signature
from tracking.casework.custodians import supplied
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.models import Case
from tracking.casework.petition import Kind
from tracking.casework.timing import clock
from tracking.organisation.models import Role
from tracking.terms.engine import compute
from tracking.terms.facts import CaseFacts, Event
from tracking.terms.starter import load as load_terms

from .petitions import agency, custodian_key, person, submit
from .steps_taken import on_paper
from .test_terms import BOOK, WORK

pytestmark = pytest.mark.django_db
ZONE = "T09:00:00+07:00"
WHY = {"because": "Biên bản ngày 05/8/2026 ghi hai nội dung phải xác minh."}


@pytest.fixture
def office():
    load_terms()
    here = agency("so-mau", name="Sở Mẫu")
    people = {"officer": Role.OFFICER, "head": Role.HEAD}
    desks = {name: Client() for name in (*people, "custodian")}
    for name, role in people.items():
        desks[name].force_login(person(name, role, here))
    desks["custodian"].force_login(person("custodian", Role.CUSTODIAN, agency("thanh-tra-mau")))
    return desks


def take(desks, case, who, action, day, **fields):
    """One step through its page at the desk on that day; the response."""
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        case.refresh_from_db()
        address = reverse("desk:step", args=[case.reference, action])
        asked = desks[who].get(address)
        assert asked.status_code == 200, (action, asked.status_code)
        grounds = [ground.key for ground in asked.context["grounds"]]
        sent = {"version": case.version, "ground": grounds[0], "public_text": "Cơ quan báo để ông/bà biết.", **fields}
        response = desks[who].post(address, sent)
        case.refresh_from_db()
        return response


def supplies(desks, case, day):
    """Whoever sent a denunciation without a name comes and says who they are, to the custodian."""
    if case.is_denunciation and not supplied.names_somebody(case):
        given = {"way": "in_person", "paper": "card", "on": day}
        assert desks["custodian"].post(reverse("desk:seal_supplied", args=[case.reference]), given).status_code == 302


def signs(desks, case, day, who="officer"):
    """At the counter, through the desk's own form; a denouncer before the custodian."""
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        supplies(desks, case, day)
        address = reverse("desk:signature", args=[case.reference])
        assert desks[who].post(address, {"ngay_ky": day}).status_code == 302
        assert signature.is_signed(case)


def checks(desks, case, day, outcome="verified"):
    """The custodian's own page; the general form of the step stays shut without that record."""
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        case.refresh_from_db()
        if outcome != "anonymous":
            supplies(desks, case, day)
        general = desks["custodian"].get(reverse("desk:step", args=[case.reference, "identity_checked"]))
        assert general.status_code == 302
        sent = {"version": case.version, "outcome": outcome}
        assert desks["custodian"].post(reverse("desk:identity_check", args=[case.reference]), sent).status_code == 302
        case.refresh_from_db()
        assert case.state == "received"


def taken(desks, case, who, action, day, **fields):
    response = take(desks, case, who, action, day, **fields)
    errors = response.context["form"].errors if response.status_code != 302 else None
    assert response.status_code == 302, (action, response.status_code, errors)


def refused(desks, case, who, action, day, field, words, **fields):
    version = case.version
    response = take(desks, case, who, action, day, **fields)
    assert response.status_code == 422, action
    assert words in str(response.context["form"].errors[field])
    assert case.version == version


def waits(desks, case, who, action, day):
    """The step's page is shut, and the desk says why."""
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        answer = desks[who].get(reverse("desk:step", args=[case.reference, action]), follow=True)
        assert answer.redirect_chain
        return " ".join(str(message) for message in answer.context["messages"])


def issued(case, day, *keys):
    """On that day the papers of a step go out, outside the portal."""
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        case.refresh_from_db()
        on_paper(case, *keys)


def shows(monkeypatch, kind, symbol):
    """A page of the portal publishes that paper; its address."""
    page = published_pages.Published("/ket-qua-giai-quyet/mau/", "Kết quả mẫu", kind, symbol)
    keeper = SimpleNamespace(at=lambda address: page if address == page.path else None, of=lambda _kind: [page])
    monkeypatch.setattr(published_pages, "_publishers", [keeper])
    return page.path


def due(case, name):
    return case.terms.get(name=name).due


def page_of(code, day):
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        citizen = Client()
        citizen.post(reverse("casework:lookup"), {"code": code})
        return citizen.get(reverse("casework:case")).content.decode()


def shows_the_engine(kind, told, code, day, *flags, instance=1):
    """Every date the engine gives for a term that runs, from the test's own facts, stands on the citizen's page."""
    page = page_of(code, day)
    events = tuple(Event(type_, dt.date.fromisoformat(on), next(iter(days), None)) for type_, on, *days in told)
    case = CaseFacts(kind, events, dt.date.fromisoformat(day), instance, frozenset(flags))
    dates = {term.name: term.due for term in compute(case, BOOK, WORK, clock.KEPT).terms if term.start and term.due}
    assert dates
    for name, due_day in dates.items():
        assert f"{due_day:%d/%m/%Y}" in page, name
    return page


def sent_in(kind, day, **facts):
    with time_machine.travel(dt.datetime.fromisoformat(day + ZONE), tick=False):
        return submit(kind, **{"agency": agency("so-mau"), **facts})


def test_a_complaint_lives_through_everything(office, monkeypatch):
    made = sent_in(Kind.COMPLAINT, "2026-08-03")
    case, code = made.case, made.code
    taken(office, case, "officer", "receive", "2026-08-03")
    assert office["officer"].get(reverse("desk:step", args=[case.reference, "accept"])).status_code == 302
    signs(office, case, "2026-08-05")
    refused(office, case, "officer", "accept", "2026-08-05", "on", "không thụ lý trước ngày ấy", on="2026-08-04")
    taken(office, case, "officer", "accept", "2026-08-05")
    assert due(case, "settlement") == dt.date(2026, 9, 4)
    taken(office, case, "officer", "settle", "2026-08-05")
    taken(office, case, "head", "order_check", "2026-08-06", number="11/QĐ-SM")
    refused(office, case, "officer", "minutes", "2026-08-07", "on", "ở trước", on="2026-08-01")
    refused(office, case, "officer", "minutes", "2026-08-07", "on", "ở sau hôm nay", on="2026-08-09")
    refused(office, case, "head", "extend", "2026-08-10", "criteria", "ít nhất một tiêu chí", number="12/QĐ-SM", **WHY)
    refused(office, case, "head", "extend", "2026-08-10", "because", "Xin điền", number="12", criteria=["K10-b"])
    taken(office, case, "head", "extend", "2026-08-10", number="12/QĐ-SM", criteria=["K10-b", "K10-đ"], **WHY)
    assert due(case, "settlement") == dt.date(2026, 9, 21)
    note = case.events.last().internal_note
    assert "Từ 02 nội dung phải xác minh trở lên (điểm b khoản 1 Điều 3a 124/2020/NĐ-CP)" in note
    assert f"Căn cứ ghi trong hồ sơ: {WHY['because']}" in note
    told = [("submitted", "2026-08-03"), ("received", "2026-08-03"), ("accepted", "2026-08-05")]
    shows_the_engine("complaint", told, code, "2026-08-10", "complex")
    taken(office, case, "head", "suspend", "2026-08-14", number="13/QĐ-SM")
    assert due(case, "settlement") is None
    assert "đang tạm dừng" in page_of(code, "2026-08-15")
    taken(office, case, "head", "resume", "2026-08-24", number="14/QĐ-SM")
    assert due(case, "settlement") == dt.date(2026, 9, 29)
    told += [("suspended", "2026-08-14"), ("resumed", "2026-08-24")]
    shows_the_engine("complaint", told, code, "2026-08-25", "complex")
    taken(office, case, "officer", "verified", "2026-09-01", result="differs")
    assert office["head"].get(reverse("desk:step", args=[case.reference, "decide"])).status_code == 302
    invitation = {"participants": ["complainant", "respondent"], "chair": "settler"}
    refused(
        office,
        case,
        "officer",
        "invite",
        "2026-09-03",
        "dialogue_on",
        "05 ngày",
        dialogue_on="2026-09-07",
        **invitation,
    )
    taken(office, case, "officer", "invite", "2026-09-03", dialogue_on="2026-09-08", **invitation)
    assert "08/09/2026" in page_of(code, "2026-09-04")
    refused(office, case, "officer", "dialogue", "2026-09-07", "on", "hẹn ngày", attendance="held")
    taken(office, case, "officer", "dialogue", "2026-09-08", attendance="held")
    taken(office, case, "head", "decide", "2026-09-15", number="15/QĐ-SM", outcome="partly")
    assert "Chưa có «Quyết định giải quyết khiếu nại lần đầu»" in waits(
        office, case, "officer", "deliver", "2026-09-16"
    )
    assert "Chưa có «Quyết định giải quyết khiếu nại lần đầu»" in waits(
        office, case, "officer", "publish", "2026-09-16"
    )
    issued(case, "2026-09-16", LetterKey.DECISION_FIRST)
    taken(office, case, "officer", "deliver", "2026-09-16")
    told += [("decided", "2026-09-15"), ("delivered", "2026-09-16")]
    page = shows_the_engine("complaint", told, code, "2026-09-17", "complex")
    assert "15/QĐ-SM" in page
    assert page.count("Khiếu nại đúng một phần") == 2
    where = shows(monkeypatch, "complaint", "15/QĐ-SM")
    refused(office, case, "officer", "publish", "2026-09-21", "ways", "phải đăng trên cổng", ways=["media"])
    refused(
        office, case, "officer", "publish", "2026-09-21", "until", "06/10/2026", page=where, ways=["portal"],
        until="2026-10-01",
    )  # fmt: skip
    on_the_portal = {"ways": ["portal"], "until": "2026-10-06"}
    refused(office, case, "officer", "publish", "2026-09-21", "page", "Xin ghi địa chỉ", **on_the_portal)
    refused(office, case, "officer", "publish", "2026-09-21", "page", "không có trang", page="/x/", **on_the_portal)
    taken(office, case, "officer", "publish", "2026-09-21", page=where, **on_the_portal)
    assert f'<a href="{where}">' in page_of(code, "2026-09-22")
    refused(office, case, "officer", "unpublish", "2026-10-05", "on", "06/10/2026")
    assert "chưa có hiệu lực pháp luật" in waits(office, case, "officer", "enforce", "2026-10-10")
    taken(office, case, "officer", "unpublish", "2026-10-06")
    taken(office, case, "officer", "enforce", "2026-10-20")
    taken(office, case, "officer", "enforced", "2026-11-02")
    taken(office, case, "officer", "close", "2026-11-03")
    assert case.state == "closed"
    desk = office["officer"].get(reverse("desk:case", args=[case.reference])).content.decode()
    for told_then in ("Ngày đối thoại: 08/09/2026", "Mời: Người khiếu nại", "Công khai đến hết ngày: 06/10/2026"):
        assert told_then in desk


def test_a_denunciation_waits_for_the_custodian_and_never_needs_a_name(office):
    custodian_key()
    made = sent_in(Kind.DENUNCIATION, "2026-08-03")
    case = made.case
    taken(office, case, "officer", "receive", "2026-08-03")
    assert office["head"].get(reverse("desk:step", args=[case.reference, "accept"])).status_code == 302
    checks(office, case, "2026-08-06")
    signs(office, case, "2026-08-06", "custodian")
    taken(office, case, "head", "accept", "2026-08-07", number="21/QĐ-SM")
    assert "Chưa có «Thông báo thụ lý»" in waits(office, case, "officer", "notify", "2026-08-10")
    issued(case, "2026-08-10", LetterKey.NOTICE_OF_ACCEPTANCE, LetterKey.CONTENT_NOTICE)
    taken(office, case, "officer", "notify", "2026-08-10")
    taken(office, case, "officer", "settle", "2026-08-10")
    taken(office, case, "head", "order_check", "2026-08-10", number="22/QĐ-SM")
    refused(
        office,
        case,
        "head",
        "extend",
        "2026-08-20",
        "days",
        "không quá 30",
        number="23/QĐ-SM",
        days=31,
        criteria=["T15-a"],
        **WHY,
    )
    special = {"ground": "extend.denunciation.special"}
    refused(
        office,
        case,
        "head",
        "extend",
        "2026-08-20",
        "criteria",
        "02 tiêu chí",
        number="2",
        days=30,
        criteria=["T15-a"],
        **WHY,
        **special,
    )
    taken(
        office,
        case,
        "head",
        "extend",
        "2026-08-20",
        number="23/QĐ-SM",
        days=30,
        criteria=["T15-a", "T15-b"],
        **special,
        **WHY,
    )
    taken(office, case, "head", "suspend", "2026-08-25", number="24/QĐ-SM")
    taken(office, case, "head", "resume", "2026-09-04", number="25/QĐ-SM")
    told = [
        ("submitted", "2026-08-03"),
        ("received", "2026-08-03"),
        ("accepted", "2026-08-07"),
        ("notified", "2026-08-10"),
        ("extended", "2026-08-20", 30),
        ("suspended", "2026-08-25"),
        ("resumed", "2026-09-04"),
    ]
    shows_the_engine("denunciation", told, made.code, "2026-09-05", "specially_complex")
    taken(office, case, "officer", "verified", "2026-09-10")
    taken(office, case, "head", "decide", "2026-09-14", number="26/KL-SM", outcome="right")
    issued(case, "2026-09-15", LetterKey.CONCLUSION)
    assert "Thông báo kết luận cho người tố cáo" in waits(office, case, "officer", "deliver", "2026-09-16")
    issued(case, "2026-09-16", LetterKey.NOTICE_TO_DENOUNCER)
    taken(office, case, "officer", "deliver", "2026-09-16")
    taken(
        office,
        case,
        "officer",
        "publish",
        "2026-09-18",
        ways=["posting"],
        place="Bảng tin trụ sở",
        until="2026-10-05",
        no_denouncer="on",
    )
    taken(office, case, "officer", "close", "2026-10-05")
    assert case.state == "closed"


def test_an_unknown_denouncer_is_not_accepted(office):
    case = sent_in(Kind.DENUNCIATION, "2026-08-03").case
    taken(office, case, "officer", "receive", "2026-08-03")
    checks(office, case, "2026-08-06", "not_found")
    assert office["head"].get(reverse("desk:step", args=[case.reference, "accept"])).status_code == 302
    ground = {"ground": "file.denunciation.anonymous"}
    taken(office, case, "officer", "file", "2026-08-07", **ground)
    assert case.state == "filed"


def test_a_withdrawn_denunciation_with_signs_of_a_breach_is_settled_all_the_same(office):
    case = sent_in(Kind.DENUNCIATION, "2026-08-03").case
    taken(office, case, "officer", "receive", "2026-08-03")
    checks(office, case, "2026-08-06")
    signs(office, case, "2026-08-06", "custodian")
    taken(office, case, "head", "accept", "2026-08-07", number="21/QĐ-SM")
    fields = {"number": "22/QĐ-SM", "ground": "terminate.denunciation.withdrawal"}
    refused(office, case, "head", "terminate", "2026-08-10", "ground", "Chưa ghi nhận", still_settled="none", **fields)
    taken(office, case, "officer", "withdraw", "2026-08-10", signed_as="letter")
    refused(
        office, case, "head", "terminate", "2026-08-11", "still_settled", "vẫn phải", still_settled="forced", **fields
    )
    taken(office, case, "head", "terminate", "2026-08-11", still_settled="none", **fields)
    assert case.state == "terminated"


def test_a_proposal_is_put_right_split_and_answered(office):
    made = sent_in(Kind.COMPLAINT, "2026-08-03")
    case, code = made.case, made.code
    taken(office, case, "officer", "receive", "2026-08-03")
    refused(office, case, "officer", "reclassify", "2026-08-04", "to_kind", "đang thuộc loại này", to_kind="complaint")
    taken(office, case, "officer", "reclassify", "2026-08-04", to_kind="proposal")
    assert (case.kind, case.terms.filter(name="acceptance").exists()) == ("proposal", False)
    part = {"part_kind": "feedback", "part_subject": "Đèn đường hỏng", "part_body": "Đèn ngõ Mẫu hỏng."}
    taken(office, case, "officer", "split", "2026-08-04", **part)
    other = Case.objects.exclude(pk=case.pk).get()
    page = shows_the_engine("proposal", [("submitted", "2026-08-03"), ("received", "2026-08-03")], code, "2026-08-05")
    assert other.reference in page
    assert "Đơn được xếp lại đúng loại." in page
    taken(office, case, "officer", "accept", "2026-08-06")
    taken(office, case, "officer", "settle", "2026-08-06")
    taken(office, case, "head", "decide", "2026-08-12", number="31/SM")
    assert "Chưa có «Văn bản trả lời»" in waits(office, case, "officer", "close", "2026-08-13")
    issued(case, "2026-08-12", LetterKey.REPLY)
    taken(office, case, "officer", "close", "2026-08-13")
    with time_machine.travel(dt.datetime.fromisoformat("2026-08-14" + ZONE), tick=False):
        citizen = Client()
        citizen.post(reverse("casework:lookup"), {"code": code})
        citizen.post(reverse("casework:open_part"), {"reference": other.reference})
        opened = citizen.get(reverse("casework:case")).content.decode()
        assert f"Hồ sơ {other.reference}" in opened
        # Received with the whole, on Monday, 3 August: ten working days from there.
        assert "17/08/2026" in opened
        citizen.post(reverse("casework:open_part"), {"reference": "HP26-AAAAAA"})
        assert other.reference in citizen.get(reverse("casework:case")).content.decode()


def test_a_missed_term_opens_the_second_complaint_without_any_event(office):
    made = sent_in(Kind.COMPLAINT, "2026-08-03")
    taken(office, made.case, "officer", "receive", "2026-08-03")
    signs(office, made.case, "2026-08-04")
    taken(office, made.case, "officer", "accept", "2026-08-05")
    told = [("submitted", "2026-08-03"), ("received", "2026-08-03"), ("accepted", "2026-08-05")]
    waiting = shows_the_engine("complaint", told, made.code, "2026-09-04")
    late = shows_the_engine("complaint", told, made.code, "2026-09-08")
    assert "Ông/bà còn" not in waiting
    assert "Ông/bà còn" in late
    # 30 days after 04/09/2026 is a Sunday.
    assert "05/10/2026" not in waiting
    assert "05/10/2026" in late


def test_a_feature_that_moves_the_term_is_explained_and_its_new_day_is_told(office):
    case = sent_in(Kind.COMPLAINT, "2026-08-03").case
    taken(office, case, "officer", "receive", "2026-08-03")
    signs(office, case, "2026-08-03")
    taken(office, case, "officer", "accept", "2026-08-05")
    remote = {"flags": ["remote"], "because": "Thư xác nhận của đặc khu."}
    assert office["officer"].get(reverse("desk:step", args=[case.reference, "classify"])).status_code == 302
    refused(office, case, "head", "classify", "2026-09-05", "flags", "đã hết ngày 04/09/2026", **remote)
    refused(office, case, "head", "classify", "2026-08-06", "because", "Xin ghi căn cứ", flags=["remote"])
    taken(office, case, "head", "classify", "2026-08-06", **remote)
    assert due(case, "settlement") == dt.date(2026, 9, 21)
    with time_machine.travel(dt.datetime.fromisoformat("2026-08-06" + ZONE), tick=False):
        page = office["head"].get(reverse("desk:case", args=[case.reference])).content.decode()
    assert "Giải quyết: hạn 04/09/2026 thành 21/09/2026." in page
    assert "Thư xác nhận của đặc khu." in page


def test_the_list_of_criteria_is_that_of_the_law_of_the_day_of_acceptance(office):
    """Nghị định 155/2026 added the list for complaints on 1/7/2026; before it there is none to choose from."""
    case = sent_in(Kind.COMPLAINT, "2026-06-01").case
    taken(office, case, "officer", "receive", "2026-06-01")
    signs(office, case, "2026-06-01")
    taken(office, case, "officer", "accept", "2026-06-08")
    with time_machine.travel(dt.datetime.fromisoformat("2026-06-10" + ZONE), tick=False):
        form = office["head"].get(reverse("desk:step", args=[case.reference, "extend"])).context["form"]
    assert "criteria" not in form.fields
    taken(office, case, "head", "extend", "2026-06-10", number="12/QĐ-SM", **WHY)
    assert due(case, "settlement") == dt.date(2026, 7, 23)
