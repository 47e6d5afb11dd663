"""Staying informed: asked for, confirmed from the mail, told once, left with one click; feeds for who wants no mail."""

import datetime as dt
import importlib
import re
from itertools import permutations

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.test import Client

from legal_library import changes, curating, following, starter
from legal_library.models import Act, AskedAddress, Duty, ErrorReport, Follower, LawChange, OutgoingMail, Subject
from legal_library.scopes import Scope

merging = importlib.import_module("legal_library.migrations.0003_merge_followers")

pytestmark = pytest.mark.django_db
LAW = "van-ban=02-2011-qh13"
START = dt.datetime(2026, 7, 1, 3, tzinfo=dt.UTC)


@pytest.fixture
def client(settings, tmp_path) -> Client:
    settings.PORTAL_DATA = tmp_path
    settings.EMAIL_URL = "smtp://relay"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    starter.load()
    return Client()


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def law() -> Act:
    return Act.objects.get(symbol="02/2011/QH13")


def follow(client: Client, query: str = LAW, **form: str):
    return client.post(f"/phap-luat/theo-doi/?{query}", {"email": "nguoi.mau@example.org", "rhythm": "daily", **form})


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/[^\s>]+)", text)
    assert found
    return found[1]


def confirmed(client: Client, query: str = LAW) -> Follower:
    follow(client, query)
    assert client.post(link_in(OutgoingMail.objects.get().body)).status_code == 200
    OutgoingMail.objects.all().delete()
    return Follower.objects.get()


def change(key: str = "dieu-27", kind: str = LawChange.Kind.AMENDED) -> LawChange:
    (made,) = changes.record([LawChange(act=law(), key=key, kind=kind, effective=dt.date(2026, 7, 1))])
    return made


def test_it_works(client, clock) -> None:
    assert "Xin mở thư và xác nhận" in follow(client).content.decode()
    following.send_waiting()
    (question,) = mail.outbox
    assert question.to == ["nguoi.mau@example.org"]
    assert not OutgoingMail.objects.exists()
    address = link_in(question.body)
    assert Client().get(address).status_code == 200
    assert Follower.objects.get().confirmed_at is None, "opening the address, as mail scanners do, confirms nothing"
    assert "mỗi ngày" in Client().post(address).content.decode()
    change()
    clock.shift(dt.timedelta(days=1, minutes=1))
    following.write_digests()
    following.send_waiting()
    digest = mail.outbox[1]
    assert "Điều 27 Luật Khiếu nại" in digest.body
    assert digest.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leaving = link_in(digest.extra_headers["List-Unsubscribe"])
    assert Client(enforce_csrf_checks=True).post(leaving, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follower.objects.exists()
    assert Client().get(leaving).status_code == 404


def test_a_change_is_told_once_and_no_change_is_no_mail(client, clock) -> None:
    confirmed(client)
    change()
    for _ in range(3):
        clock.shift(dt.timedelta(days=1, minutes=1))
        following.write_digests()
    assert OutgoingMail.objects.count() == 1


def test_who_follows_an_article_hears_of_it_and_of_the_end_of_its_act_only(client, clock) -> None:
    confirmed(client, f"{LAW}&dieu=dieu-27")
    change("dieu-28")
    clock.shift(dt.timedelta(days=1, minutes=1))
    following.write_digests()
    assert not OutgoingMail.objects.exists()
    act = law()
    act.expired = dt.date(2027, 1, 1)
    curating.save_act(act)
    clock.shift(dt.timedelta(days=1, minutes=1))
    following.write_digests()
    assert "hết hiệu lực từ 01/01/2027" in OutgoingMail.objects.get().body


def test_who_follows_a_field_hears_of_its_acts(client, clock) -> None:
    confirmed(client, "linh-vuc=khieu-nai")
    change()
    clock.shift(dt.timedelta(days=1, minutes=1))
    following.write_digests()
    assert "Khiếu nại" in OutgoingMail.objects.get().subject


def test_a_mail_that_fails_waits_and_is_tried_again(client, clock, monkeypatch) -> None:
    follow(client)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda *_: (_ for _ in ()).throw(OSError))
    following.send_waiting()
    waiting = OutgoingMail.objects.get()
    assert (waiting.tries, waiting.due_at > START) == (1, True)
    monkeypatch.undo()
    following.send_waiting()
    assert OutgoingMail.objects.exists(), "not before it is due again"


def test_an_address_that_never_confirmed_is_forgotten(client, clock) -> None:
    follow(client)
    address = link_in(OutgoingMail.objects.get().body)
    clock.shift(dt.timedelta(days=3, minutes=1))
    following.forget()
    assert not Follower.objects.exists()
    assert client.get(address).status_code == 404


def test_asking_twice_is_one_following(client, clock) -> None:
    follow(client)
    follow(client, email="Nguoi.Mau@example.org")
    assert Follower.objects.count() == 1


def test_an_address_gets_three_questions_a_day_whatever_is_asked_about(client, clock) -> None:
    pages = set()
    for _hour in range(23):
        for query in (LAW, "van-ban=25-2018-qh14", "linh-vuc=khieu-nai"):
            for rhythm in ("daily", "weekly"):
                page = follow(client, query, rhythm=rhythm, email="Nguoi.La@example.org").content.decode()
                pages.add("Xin mở thư và xác nhận" in page)
        clock.shift(dt.timedelta(minutes=61))
    assert OutgoingMail.objects.count() == 3
    assert pages == {True}
    clock.shift(dt.timedelta(hours=2))
    follow(client, "van-ban=25-2018-qh14", email="nguoi.la@example.org")
    assert OutgoingMail.objects.count() == 4, "the next day they may be asked again"


def test_who_follows_already_is_not_flooded_by_another_rhythm(client, clock) -> None:
    confirmed(client)
    for _ in range(9):
        follow(client, rhythm="weekly")
        clock.shift(dt.timedelta(hours=1))
    assert OutgoingMail.objects.count() == 2, "with the one they confirmed that is three"
    assert Follower.objects.get().rhythm == "daily"


def test_what_counts_questions_knows_no_address_and_goes_a_day_later(client, clock) -> None:
    follow(client)
    (kept,) = AskedAddress.objects.values()
    assert "nguoi.mau" not in str(kept)
    clock.shift(dt.timedelta(hours=23))
    following.forget()
    assert AskedAddress.objects.exists()
    clock.shift(dt.timedelta(hours=1))
    following.forget()
    assert not AskedAddress.objects.exists()


def test_a_strangers_mailbox_cannot_be_flooded_with_questions(client, clock) -> None:
    for place in ("", "&dieu=dieu-27", "&dieu=dieu-28", "&dieu=dieu-29", "&dieu=dieu-30"):
        for _again in range(2):
            follow(client, f"{LAW}{place}")
    assert OutgoingMail.objects.count() == 3


def test_machines_and_wrong_addresses_leave_nothing(client, clock) -> None:
    follow(client, website="http://spam.example")
    assert 'class="error"' in follow(client, email="sai").content.decode()
    assert not Follower.objects.exists()
    assert client.get("/phap-luat/theo-doi/?van-ban=khong-co").status_code == 404
    assert client.get(f"/phap-luat/theo-doi/?{LAW}&dieu=dieu-999").status_code == 404
    for token in ("x", "1:abc", "1"):
        assert client.post(f"/phap-luat/theo-doi/thoi/{token}/").status_code == 404


def test_without_a_relay_the_page_promises_no_mail(client, settings) -> None:
    settings.EMAIL_URL = ""
    assert "chưa nối với máy gửi thư" in client.get(f"/phap-luat/theo-doi/?{LAW}").content.decode()
    follow(client)
    assert not Follower.objects.exists()


def test_an_english_reader_gets_an_english_mail(client, clock) -> None:
    client.post(f"/en/phap-luat/theo-doi/?{LAW}", {"email": "a@example.org", "rhythm": "weekly"})
    sent = OutgoingMail.objects.get()
    assert "confirm" in sent.subject.lower()
    assert link_in(sent.body).startswith("/en/phap-luat/")


def ask_in(client: Client, prefix: str) -> str:
    """What the mail says that answers a wish sent from a page of this language."""
    OutgoingMail.objects.all().delete()
    client.post(f"{prefix}/phap-luat/theo-doi/?{LAW}", {"email": "a@example.org", "rhythm": "daily"})
    found = OutgoingMail.objects.get()
    return f"{found.subject}\n{found.body}"


def test_who_asks_again_in_another_language_is_answered_in_it(client, clock) -> None:
    ask_in(client, "")
    clock.shift(dt.timedelta(hours=2))
    assert "Please confirm" in ask_in(client, "/en")
    assert Follower.objects.get().language == "en"


def test_who_follows_may_ask_for_mail_in_another_language(client, clock) -> None:
    client.post(link_in(ask_in(client, "")))
    assert Follower.objects.get().language == "vi"
    question = ask_in(client, "/en")
    assert "Please confirm" in question
    assert Follower.objects.get().language == "vi", "until the question is answered"
    client.post(link_in(question))
    assert Follower.objects.get().language == "en"


def test_leaving_takes_back_mails_of_either_language(client, clock) -> None:
    client.post(link_in(ask_in(client, "")))
    ask_in(client, "/en")
    client.post(f"/phap-luat/theo-doi/thoi/{following.leave_token(Follower.objects.get())}/")
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "address", ["tin.atom", "02-2011-qh13/tin.atom", "02-2011-qh13/dieu-27/tin.atom", "linh-vuc/khieu-nai/tin.atom"]
)
def test_every_feed_tells_of_a_change(client, address: str) -> None:
    change()
    response = client.get(f"/phap-luat/{address}")
    assert response["Content-Type"].startswith("application/atom+xml")
    text = response.content.decode()
    assert "Điều 27 Luật Khiếu nại (02/2011/QH13): được sửa đổi, bổ sung từ 01/07/2026" in text
    assert "/phap-luat/02-2011-qh13/dieu-27/" in text


def test_a_field_has_its_page(client) -> None:
    change()
    html = client.get("/phap-luat/linh-vuc/khieu-nai/").content.decode()
    assert "Luật Khiếu nại (02/2011/QH13)" in html
    assert "Luật Trợ giúp pháp lý" not in html


def test_a_reader_reports_an_error_without_saying_who_they_are(client) -> None:
    address = "/phap-luat/bao-loi/6200-ubnd-ncktgs/?dieu=diem-1"
    assert client.get(address).status_code == 200
    assert "Xin ghi rõ thêm" in client.post(address, {"message": "x"}).content.decode()
    client.post(address, {"message": "Sai chữ ở dòng hai.", "website": "http://spam.example"})
    assert not ErrorReport.objects.exists()
    assert "Cảm ơn" in client.post(address, {"message": "Sai chữ ở dòng hai."}).content.decode()
    report = ErrorReport.objects.get()
    assert (report.act.symbol, report.key, report.message) == ("6200/UBND-NCKTGS", "diem-1", "Sai chữ ở dòng hai.")


def test_the_directive_shows_each_order_with_its_place(client) -> None:
    html = " ".join(client.get("/phap-luat/6200-ubnd-ncktgs/").content.decode().split())
    duties = list(Duty.objects.filter(act__symbol="6200/UBND-NCKTGS"))
    assert len(duties) == 19
    for duty in duties:
        assert f'id="nhiem-vu-{duty.ordinal}"' in html
        assert f'href="#{duty.key}"' in html
        assert f'id="{duty.key}"' in html, "the order's own words stand on the same page"
    assert "Hàng quý" in html
    starter.load()
    assert Duty.objects.count() == 19


def test_the_pages_of_a_mailed_link_are_kept_in_no_cache(client, clock) -> None:
    follow(client)
    confirming = link_in(OutgoingMail.objects.get().body)
    leaving = following.leave_token(Follower.objects.get())
    for address in (confirming, f"/phap-luat/theo-doi/thoi/{leaving}/"):
        assert "no-store" in Client().get(address)["Cache-Control"]


def test_one_address_follows_a_text_once_however_it_is_written(client, clock) -> None:
    follow(client)
    for text in ({"act": law()}, {"act": law(), "email": "NGUOI.mau@example.org"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Follower.objects.create(**{"email": "nguoi.mau@example.org", **text})
    Follower.objects.create(email="nguoi.mau@example.org", act=law(), key="dieu-27")
    Follower.objects.create(email="nguoi.mau@example.org", subject=Subject.objects.first())


def test_two_wishes_at_once_make_one_follower(client, clock, monkeypatch) -> None:
    """The other request's row appears between the look and the writing."""
    scope = Scope(act=law())

    Follower.objects.create(email="nguoi.mau@example.org", act=law())
    monkeypatch.setattr(QuerySet, "first", lambda rows: None)
    made, is_new = following._follower("Nguoi.Mau@example.org", scope, "daily", "vi")
    assert not is_new
    assert Follower.objects.get() == made


WISHES = [
    ("a@x.vn", None, True),
    ("A@x.vn", None, False),
    ("a@x.vn", 1, False),
    ("A@X.vn", 1, True),
    ("b@x.vn", 1, False),
]


@pytest.mark.parametrize("rows", [*permutations(WISHES, 3), *permutations(WISHES, 5)])
def test_merging_followers_loses_no_confirmed_wish(rows) -> None:
    given_rows = [
        {
            "pk": pk,
            "email": email,
            "act_id": act,
            "key": "",
            "subject_id": None,
            "confirmed_at": START if sure else None,
        }
        for pk, (email, act, sure) in enumerate(rows)
    ]
    extra = merging.superfluous(given_rows)
    left = [row for row in given_rows if row["pk"] not in extra]

    def wishes(some):
        return {(row["email"].lower(), row["act_id"]) for row in some}

    assert wishes(left) == wishes(given_rows)
    assert len(left) == len(wishes(left))
    assert wishes(row for row in left if row["confirmed_at"]) == wishes(
        row for row in given_rows if row["confirmed_at"]
    )


def test_a_mail_is_whole_in_its_reader_s_language(client, clock) -> None:
    scope = Scope(subject=Subject.objects.get(slug="khieu-nai"))
    following.ask(email="a@example.org", scope=scope, rhythm="daily", language="en")
    question = OutgoingMail.objects.get()
    assert question.subject == "Please confirm: following the law"
    assert "news of changes to the field Khiếu nại." in question.body
    assert question.body.endswith("/\n"), "signed, without empty lines behind"
    Client().post(link_in(question.body))
    OutgoingMail.objects.all().delete()
    change()
    LawChange.objects.update(ground="136/2025/QH15#dieu-2.khoan-15")
    clock.shift(dt.timedelta(days=1, minutes=1))
    following.write_digests()
    digest = OutgoingMail.objects.get()
    assert digest.subject == "Changes of the law: the field Khiếu nại"
    assert "- Điều 27 Luật Khiếu nại (02/2011/QH13): amended from 01/07/2026\n" in digest.body
    assert "  By khoản 15 Điều 2 136/2025/QH15.\n  http" in digest.body
    assert "\n\n\n" not in digest.body


def test_control_characters_already_stored_do_not_break_a_feed(client, clock) -> None:
    Act.objects.filter(pk=law().pk).update(title="Khiếu\x0bnại\x01", short_title="Khiếu\x0bnại\x01")
    change()
    for address in ("/phap-luat/tin.atom", "/phap-luat/02-2011-qh13/tin.atom"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "Khiếu nại" in answer.content.decode()
