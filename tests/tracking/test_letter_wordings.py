"""Wordings: the language, what is refused when saved, every version kept, and each starter text on paper."""

import contextlib
import io

import docx
import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.tracking.petitions import agency, person
from tracking.casework.letters import facts, starter, wordings
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.letters.language import BLANK, Filling, WordingError, fill, read
from tracking.casework.letters.legal_bases import cite, grounds_on
from tracking.casework.models import LetterTemplate
from tracking.casework.petition import Kind
from tracking.organisation import roles
from tracking.organisation.models import Role

ROWS = list(starter.rows())
NAMES = [f"{row['kind']}-{row['key']}-{row['valid_from']}" for row in ROWS]


def texts(wording, **filled):
    return [paragraph.text for paragraph in fill(read(wording), Filling(**filled))]


def test_no_letter_about_a_denunciation_asks_the_portal_for_the_denouncer() -> None:
    """Typed here, the name would lie under the portal's ordinary key; the custodian writes it on the paper."""
    questions = {
        slot.label.lower() for row in ROWS if row["kind"] == Kind.DENUNCIATION for slot in read(row["body"]).questions()
    }
    assert questions
    assert not {label for label in questions if "tên người tố cáo" in label}


class TestLanguage:
    def test_places_are_filled_and_empty_ones_become_blanks(self):
        facts_given = {"so_tham_chieu": "HP26-AAAAAA"}
        assert texts("Số {{ so_tham_chieu }}, {{ ve_viec }}", facts=facts_given) == [f"Số HP26-AAAAAA, {BLANK}"]

    def test_a_question_is_asked_once_and_answered_everywhere(self):
        wording = read("{{ điền: Lý do = loi_cua_buoc }}\nVì {{ điền: Lý do }}.")
        (slot,) = wording.questions()
        assert (slot.label, slot.name) == ("Lý do", "loi_cua_buoc")
        made = fill(wording, Filling(answers={"Lý do": "một\nhai"}))
        assert [paragraph.text for paragraph in made] == ["một", "hai", "Vì một hai."]

    def test_a_condition_chooses_its_lines(self):
        wording = "[nếu lan_hai]\nHai\n[không thì]\nMột\n[hết]\nChung"
        assert texts(wording) == ["Một", "Chung"]
        assert texts(wording, true=frozenset({"lan_hai"})) == ["Hai", "Chung"]

    @pytest.mark.parametrize(
        ("wording", "line", "why"),
        [
            ("một\n{{ khong_co }}", 2, "không có chỗ điền"),
            ("{{ ve_viec", 1, "đi thành cặp"),
            ("[nếu mua]\na\n[hết]", 1, "không có điều kiện"),
            ("a\n[nếu lan_hai]\nb", 2, "chưa có dòng [hết]"),
            ("[hết]", 1, "không đứng sau"),
            ("[nếu lan_hai]\n[nếu lan_hai]\n[hết]", 2, "trong một"),
            ("[nếu lan_hai]\n[không thì]\n[không thì]\n[hết]", 3, "chỉ có một"),
            ("a [hết] b", 1, "đứng một mình"),
            ("{{ điền: }}", 1, "cần có câu hỏi"),
            ("{{ __class__ }}", 1, "không có chỗ điền"),
            ("{{ 7*7 }}", 1, "không có chỗ điền"),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_its_line(self, wording, line, why):
        with pytest.raises(WordingError, match=f"Dòng {line}: ") as refusal:
            read(wording)
        assert why in str(refusal.value)

    @given(st.text(max_size=200))
    @settings(max_examples=150, deadline=None)
    def test_any_text_is_read_or_refused_never_worse(self, text):
        with contextlib.suppress(WordingError):
            assert all(paragraph.shape for paragraph in fill(read(text), Filling()))

    @given(st.text(max_size=80))
    @settings(max_examples=100, deadline=None)
    def test_a_value_is_never_read_as_wording(self, value):
        (made,) = fill(read("x {{ ve_viec }} y"), Filling(facts={"ve_viec": value}))
        assert made.text == f"x {' '.join(value.split()) or BLANK} y"

    def test_a_wording_about_a_denunciation_may_not_ask_for_identity_or_content(self):
        for name, fact in facts.FACTS.items():
            if fact.identity or fact.content:
                with pytest.raises(WordingError, match="lộ người tố cáo"):
                    read(f"{{{{ {name} }}}}", facts.allowed(Kind.DENUNCIATION))


class TestStarter:
    @pytest.mark.parametrize("row", ROWS, ids=NAMES)
    def test_every_starter_text_is_on_both_papers(self, row):
        preview = wordings.try_out(Kind(row["kind"]), starter.texts_of(row))
        pdf = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(preview.pdf)).pages).split())
        document = docx.Document(io.BytesIO(preview.docx))
        cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
        word = " ".join(" ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)]).split())
        for text in (pdf, word):
            assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
            for literal in literals(row):
                assert literal.lower().replace(" ", "") in text.lower().replace(" ", ""), literal

    def test_a_form_number_is_only_of_an_annex_in_hand(self):
        annexes = ("Nghị định 155/2026/NĐ-CP", "Nghị định 124/2020/NĐ-CP", "Nghị định 31/2019/NĐ-CP")
        for row in ROWS:
            if row.get("form_number"):
                assert any(f"Phụ lục {annex}" in row["source"] for annex in annexes), row["key"]
            else:
                assert "tự soạn" in row["source"], row["key"]

    def test_no_two_templates_of_a_letter_are_in_force_together(self):
        for row in ROWS:
            same = [o for o in ROWS if (o["key"], o["kind"]) == (row["key"], row["kind"]) and o is not row]
            for other in same:
                first, second = sorted((row, other), key=lambda one: one["valid_from"])
                assert first["valid_to"] < second["valid_from"]

    def test_every_letter_has_a_template(self):
        assert {row["key"] for row in ROWS} == set(LetterKey)

    @pytest.mark.django_db
    def test_the_starter_adds_what_is_missing_and_keeps_what_was_edited(self):
        agency("phuong-mau")
        starter.load()
        assert LetterTemplate.objects.count() == len(ROWS)
        row = LetterTemplate.objects.get(key="reply", kind="feedback")
        given_texts = {name: getattr(row, name) for name in wordings.WORDING_FIELDS} | {"body": "Lời khác./."}
        wordings.save(row, given_texts, person("bien-tap"))
        starter.load()
        assert LetterTemplate.objects.get(pk=row.pk).body == "Lời khác./."
        assert [wording.version for wording in row.wordings.all()] == [2, 1]


class TestLegalBases:
    def test_the_acts_follow_the_day(self):
        import datetime as dt

        before, after = dt.date(2026, 6, 30), dt.date(2026, 7, 1)
        assert "155/2026" not in grounds_on(Kind.COMPLAINT, before)
        assert "155/2026/NĐ-CP" in grounds_on(Kind.COMPLAINT, after)
        assert "156/2026/NĐ-CP" in grounds_on(Kind.DENUNCIATION, after)
        assert grounds_on(Kind.COMPLAINT, before).startswith("Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011;")

    def test_a_citation_reads_smallest_part_first(self):
        assert cite(["02/2011/QH13#dieu-11.khoan-5"]) == "khoản 5 Điều 11 Luật Khiếu nại năm 2011"
        assert cite(["124/2020/NĐ-CP#dieu-16"]) == "Điều 16 Nghị định số 124/2020/NĐ-CP"


@pytest.mark.django_db
class TestEditing:
    @pytest.fixture
    def row(self):
        agency("phuong-mau")
        starter.load()
        return LetterTemplate.objects.get(key="refusal", kind="denunciation")

    @pytest.fixture
    def editor(self, client):
        roles.sync_role_groups()
        who = person("quan-tri", Role.ADMINISTRATOR, agency("phuong-mau"))
        client.force_login(who)
        return client

    def form(self, row, **changes):
        names = (*wordings.WORDING_FIELDS, "audience", "abbreviation", "form_number", "source", "citation")
        return {name: getattr(row, name) for name in names} | {"is_numbered": "on", "confidence": "S"} | changes

    def test_a_broken_wording_is_refused_with_its_line_and_nothing_changes(self, row, editor):
        address = reverse("desk_templates:edit", args=[row.pk])
        page = editor.post(address, self.form(row, body="Một dòng\n{{ nguoi_gui }}"))
        assert page.status_code == 422
        assert "Dòng 2: văn bản về tố cáo không được dùng" in page.content.decode()
        row.refresh_from_db()
        assert (row.version, "nguoi_gui" in row.body) == (1, False)

    def test_a_good_wording_is_a_new_version_and_the_old_one_is_kept(self, row, editor):
        address = reverse("desk_templates:edit", args=[row.pk])
        before = row.body
        assert editor.post(address, self.form(row, body="Lời mới #panic() ${x}$./.")).status_code == 302
        row.refresh_from_db()
        assert (row.version, row.body) == (2, "Lời mới #panic() ${x}$./.")
        assert row.wordings.get(version=1).body == before
        page = editor.get(address).content.decode()
        assert "Bản 2" in page
        assert "quan-tri" in page

    def test_a_preview_saves_nothing(self, row, editor):
        answer = editor.post(reverse("desk_templates:edit", args=[row.pk]), self.form(row, body="Thử", xem="1"))
        assert answer.content.startswith(b"%PDF")
        row.refresh_from_db()
        assert row.version == 1

    def test_a_new_law_gets_a_template_of_its_own(self, row, editor):
        address = reverse("desk_templates:successor", args=[row.pk])
        assert editor.post(address, {"tu_ngay": "2027-07-01"}).status_code == 302
        row.refresh_from_db()
        made = LetterTemplate.objects.get(key=row.key, kind=row.kind, valid_from="2027-07-01")
        assert row.valid_to.isoformat() == "2027-06-30"
        assert (made.form_number, made.confidence) == ("", "G")
        assert editor.post(address, {"tu_ngay": "2018-01-01"}).status_code == 302
        assert LetterTemplate.objects.filter(key=row.key, kind=row.kind).count() == 2

    def test_officers_do_not_edit_templates(self, row, client):
        client.force_login(person("can-bo-thuong", Role.OFFICER, agency("phuong-mau")))
        answer = client.get(reverse("desk_templates:edit", args=[row.pk]))
        assert answer.status_code in (302, 403)


def literals(row):
    """Every literal stretch of the wording long enough to be looked for, in whatever place it stands."""
    read_texts = wordings.read_texts(Kind(row["kind"]), starter.texts_of(row))
    for wording in (read_texts.name_line, read_texts.summary, read_texts.body):
        for line in wording.lines:
            if line.condition and not line.wanted:
                continue
            for part in line.parts:
                if isinstance(part, str):
                    yield from (piece.strip() for piece in part.split("||") if len(piece.strip()) > 6)
