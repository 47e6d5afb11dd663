"""What the case knows stands in its letters: every template of every kind, against a case that has lived it all."""

import dataclasses

import pytest
from django.urls import reverse

from tests.tracking.letter_office import letter_office
from tests.tracking.lived_cases import BECAUSE, CRITERIA, lived, released
from tests.tracking.petitions import agency, content, custodian_key, person, petitioner, received, submit
from tracking.casework.letters import facts, issuing, starter, wordings
from tracking.casework.letters.by_step import AFTER
from tracking.casework.letters.catalogue import LetterKey
from tracking.casework.letters.composing import Texts
from tracking.casework.models import LetterHead, LetterWording
from tracking.casework.petition import Kind
from tracking.organisation.models import Role

pytestmark = pytest.mark.django_db
ROWS = list(starter.rows())
NAMES = [f"{row['kind']}-{row['key']}-{row['valid_from']}" for row in ROWS]
UNSIGNED = issuing.Signature()
# What no case knows: the hour, what was said that day, who was there, what the office weighs and decides, whom it
# tells besides. Everything else a wording asks has a proposal.
BY_HAND = {
    "Bên giao: họ tên, chức danh, cơ quan công tác hoặc địa chỉ",
    "Bên nhận: họ tên, chức danh, cơ quan công tác",
    "Căn cứ pháp luật",
    "Cơ quan quản lý người bị tố cáo; cơ quan khác",
    "Cơ quan thanh tra nhà nước cấp trên, cùng cấp",
    "Cơ quan, tổ chức thực hiện giám định",
    "Cơ quan, tổ chức, cá nhân có liên quan",
    "Cơ quan, tổ chức, cá nhân được yêu cầu cung cấp",
    "Giấy tờ, tài liệu trả lại (mỗi thứ một dòng)",
    "Giờ bắt đầu tạm đình chỉ, ngày",
    "Giờ bắt đầu, ngày",
    "Giờ giao nhận, ngày",
    "Giờ kết thúc, ngày",
    "Giờ đối thoại",
    "Hạn gửi (ngày, tháng, năm)",
    "Kiến nghị",
    "Kết luận",
    "Kết quả làm việc (nội dung thống nhất, ý kiến khác nhau, đề xuất)",
    "Kết quả xác minh từng nội dung",
    "Kết quả đối thoại",
    "Lý do hủy bỏ",
    "Lý do trưng cầu giám định",
    "Lý do trả lại",
    "Lý do tạm đình chỉ",
    "Mục đích, tóm tắt kết quả xác minh, nội dung đối thoại",
    "Nhận xét, đánh giá từng nội dung, căn cứ pháp luật, trách nhiệm",
    "Nơi hoặc người đề nghị trưng cầu giám định",
    "Nơi nhận khác (cơ quan, tổ chức, cá nhân có liên quan)",
    "Nơi nhận khác (người liên quan, cơ quan thanh tra cùng cấp)",
    "Nơi nhận khác (thủ trưởng cấp trên trực tiếp, người liên quan, cơ quan thanh tra cùng cấp)",
    "Nơi được giao biên bản",
    "Nơi, người đề nghị hủy bỏ (kèm số văn bản nếu có)",
    "Nơi, người đề nghị tạm đình chỉ (kèm số văn bản nếu có)",
    "Nội dung hướng dẫn (việc phải làm, cơ quan có thẩm quyền, địa chỉ)",
    "Nội dung khác",
    "Nội dung làm việc",
    "Người chịu trách nhiệm thi hành",
    "Người có quyền, nghĩa vụ liên quan",
    "Người cùng làm việc (không ghi người tố cáo; biên bản với người tố cáo do người giữ danh tính lập và giữ)",
    "Người ghi biên bản, chức vụ",
    "Người làm việc: họ tên, địa chỉ, điện thoại",
    "Người được cử: họ tên, chức vụ",
    "Người đứng đầu cơ quan có trách nhiệm thi hành",
    "Người đề nghị",
    "Người đề nghị gia hạn",
    "Người đề nghị thành lập",
    "Người đề nghị thụ lý",
    "Người, cơ quan có liên quan",
    "Người, đơn vị đề nghị",
    "Người, đơn vị đề nghị xác minh",
    "Pháp luật khác có liên quan (nếu có)",
    "Số bản",
    "Số bản (ít nhất 03)",
    "Số ngày xác minh",
    "Thành viên Đoàn (Tổ) xác minh: họ tên, chức vụ, vai trò (mỗi người một dòng)",
    "Thông tin, tài liệu, bằng chứng cần cung cấp (mỗi thứ một dòng)",
    "Trách nhiệm của cơ quan, tổ chức, cá nhân có liên quan",
    "Tên biên bản (làm việc với ai, về việc gì)",
    "Từng thứ đã giao nhận: loại, tên, số trang, tình trạng (mỗi thứ một dòng)",
    "Văn bản quy phạm pháp luật có liên quan",
    "Ý kiến của những người tham gia",
    "Điều 1: giữ nguyên, sửa đổi, bổ sung hoặc hủy bỏ quyết định; chấm dứt hành vi",
    "Điều 1: yêu cầu sửa đổi, hủy bỏ, chấm dứt; hoặc công nhận và giữ nguyên quyết định lần đầu",
    "Điều 2: các vấn đề liên quan, bồi thường (nếu có)",
    "Điều 2: khôi phục quyền, bồi thường (nếu có)",
    "Đoàn (Tổ), người được giao xác minh",
    "Đại diện cơ quan, tổ chức, cá nhân có liên quan",
    "Địa điểm giao nhận",
    "Địa điểm làm việc",
    "Địa điểm đối thoại",
    "Đối tượng, nội dung giám định",
    "Kết quả xác minh từng nội dung, giải trình của người bị tố cáo",
}
# Known only where the case is so: handed on to an office of the portal, sent on by somebody, met by a representative.
ONLY_SOMETIMES = {"co_quan_nhan", "noi_chuyen_don", "nguoi_dai_dien"}


def texts_of(row) -> Texts:
    return Texts.read(starter.texts_of(row), facts.allowed(Kind(row["kind"])))


@pytest.fixture
def office():
    here = letter_office()
    agency("ubnd-thanh-pho", name="Ủy ban nhân dân thành phố Hải Phòng", tier="city")
    LetterHead.objects.filter(agency=here).update(office_title="Chủ tịch Ủy ban nhân dân phường Mẫu")
    return here


def case_of(kind: Kind, office, *, instance: int = 1):
    """A case of that kind with all behind it, and who writes its letters."""
    said = content(
        respondent="Phạm Văn Khác",
        decision="Quyết định số 00/QĐ-UBND",
        earlier="Quyết định giải quyết số 02/QĐ-UBND: khiếu nại sai.",
    )
    if kind is Kind.DENUNCIATION:
        custodian_key()
        officer = person("can-bo", Role.OFFICER, office)
        custodian = person("nguoi-giu", Role.CUSTODIAN, agency("thanh-tra"))
        case = received(submit(kind, agency=office, content=said).case, officer)
        released(case, custodian)
        return lived(case, officer), custodian
    officer = person("can-bo", Role.OFFICER, office)
    who = petitioner(id_number="000000000000", id_issued_on="01/01/2022", id_issued_by="Cơ quan cấp Mẫu")
    second = {"content": dataclasses.replace(said, instance="2")} if instance == 2 else {"content": said}
    case = received(submit(kind, agency=office, petitioner=who, **second).case, officer)
    assert case.instance == instance
    return lived(case, officer), officer


def letters_of(case, writer):
    """Every letter this case may be given, each issued once with all its questions answered, then drafted anew."""
    found = []
    for template in wordings.templates_for(case, case.submitted_at.date()):
        key = LetterKey(template.key)
        try:
            ready = issuing.draft(case, key, writer)
        except issuing.NotAllowed:
            continue
        answers = {slot.label: ready.proposal(slot) or "Ghi tay" for slot in ready.questions}
        issuing.issue(case_id=case.pk, key=key, actor=writer, answers=answers, signature=UNSIGNED)
        found.append(key)
    return [issuing.draft(case, key, writer) for key in found]


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_every_question_of_every_wording_has_a_proposal_or_only_people_can_answer_it(row):
    unknown = {slot.label for slot in texts_of(row).questions() if not slot.name}
    assert unknown <= BY_HAND


def test_no_question_is_called_unanswerable_that_no_wording_asks():
    asked = {slot.label for row in ROWS for slot in texts_of(row).questions()}
    assert asked >= BY_HAND


@pytest.mark.parametrize(
    ("kind", "instance"),
    [(Kind.COMPLAINT, 1), (Kind.COMPLAINT, 2), (Kind.DENUNCIATION, 1), (Kind.PROPOSAL, 1), (Kind.FEEDBACK, 1)],
)
def test_no_field_the_case_knows_stays_empty_in_any_letter_and_no_placeholder_is_left(kind, instance, office):
    case, writer = case_of(kind, office, instance=instance)
    drafts = letters_of(case, writer)
    assert {LetterKey(draft.template.key) for draft in drafts} >= wanted(kind, instance)
    for draft in drafts:
        proposed = {slot.label: draft.proposal(slot) for slot in draft.questions}
        empty = {name for name in draft.texts.names() if not draft.given.facts.get(name)} - ONLY_SOMETIMES
        if draft.template.key in AFTER:  # no step of its own: what was said at one is no reason of this letter
            empty -= {"loi_cua_buoc", "truong_hop_cua_buoc"}
        assert not empty, draft.template.key
        shown = str(draft.sheet({**dict.fromkeys(BY_HAND, "Ghi tay"), **proposed}, UNSIGNED, "01/XX").data())
        for left in ("{{", "}}", "[nếu", "[hết", "None", "đã lược bỏ", "Lời trên trang tra cứu. Ghi"):
            assert left not in shown, draft.template.key


def wanted(kind, instance):
    """Every letter of the starter for that kind that is in force, but for the decision of the other settlement."""
    return {LetterKey(row["key"]) for row in ROWS if row["kind"] == kind and row.get("valid_to") is None} - {
        LetterKey.DECISION_FIRST if instance == 2 else LetterKey.DECISION_SECOND
    }


def test_the_reason_of_an_extension_is_the_ground_written_down_not_the_words_for_the_page(office):
    case, officer = case_of(Kind.COMPLAINT, office)
    draft = issuing.draft(case, LetterKey.EXTENSION, officer)
    (why,) = [draft.proposal(slot) for slot in draft.questions if slot.label == "Lý do vụ việc phức tạp"]
    assert why == f"{CRITERIA}; {BECAUSE}"
    assert "Lời trên trang" not in why


def test_a_letter_about_a_denunciation_names_the_denounced_and_its_thirty_days(office):
    case, custodian = case_of(Kind.DENUNCIATION, office)
    draft = issuing.draft(case, LetterKey.CONTENT_NOTICE, custodian)
    proposed = {slot.label: draft.proposal(slot) for slot in draft.questions}
    assert proposed["Người, cơ quan bị tố cáo"] == "Phạm Văn Khác"
    assert proposed["Thời hạn giải quyết (ngày)"] == "30"
    assert proposed["Nội dung tố cáo được thụ lý (không ghi điều có thể lộ người tố cáo)"].startswith("(…) nói ông ấy")


def test_before_the_custodian_released_a_text_no_letter_proposes_what_the_petition_says(office):
    custodian_key()
    officer = person("can-bo", Role.OFFICER, office)
    case = lived(received(submit(Kind.DENUNCIATION, agency=office).case, officer), officer)
    draft = issuing.draft(case, LetterKey.ACCEPTANCE_DECISION, officer)
    assert "UBND phường Mẫu" not in draft.given.facts.values()
    assert "nguoi_bi_to_cao" not in draft.given.facts


def test_what_a_custodian_wrote_to_the_denouncer_is_proposed_to_nobody_else(office):
    case, custodian = case_of(Kind.DENUNCIATION, office)
    officer = case.events.filter(action="receive").get().actor
    (answer,) = {"Chỉ người giữ danh tính biết"}
    key, label = LetterKey.NOTICE_OF_ACCEPTANCE, "Người, cơ quan bị tố cáo"
    issuing.issue(case_id=case.pk, key=key, actor=custodian, answers={label: answer}, signature=UNSIGNED)
    case.renditions.all().delete()
    assert answer not in issuing.draft(case, LetterKey.ACCEPTANCE_DECISION, officer).given.facts.values()
    assert answer in issuing.draft(case, LetterKey.CONTENT_NOTICE, custodian).given.facts.values()


def test_a_better_wording_of_the_starter_replaces_the_old_one_where_nobody_edited_it(office):
    template = wordings.LetterTemplate.objects.get(key="extension", kind="complaint")
    wordings.save(template, {**starter.texts_of(next(r for r in ROWS if r["key"] == "extension")), "body": "Cũ."}, None)
    starter.load()
    template.refresh_from_db()
    assert "ly_do_phuc_tap" in template.body
    editor = person("bien-tap")
    wordings.save(
        template, {name: getattr(template, name) for name in wordings.WORDING_FIELDS} | {"body": "Riêng."}, editor
    )
    starter.load()
    template.refresh_from_db()
    assert template.body == "Riêng."
    assert LetterWording.objects.filter(template=template, saved_by=None).exists()


def test_the_form_says_whose_name_may_stand_there_and_why_a_proposal_is_missing(client, office):
    custodian_key()
    officer = person("can-bo", Role.OFFICER, office)
    custodian = person("nguoi-giu", Role.CUSTODIAN, agency("thanh-tra"))
    case = lived(received(submit(Kind.DENUNCIATION, agency=office).case, officer), officer)
    client.force_login(custodian)

    def page(key):
        return client.get(reverse("desk:letter", args=[case.reference, key.value])).content.decode()

    assert "người giữ danh tính ghi tay vào bản in" in page(LetterKey.NOTICE_OF_ACCEPTANCE)
    about = page(LetterKey.ACCEPTANCE_DECISION)
    assert "Ghi tên người bị tố cáo được" in about
    assert "chưa phát hành bản đã lược bỏ" in about
    released(case, custodian)
    assert "chưa phát hành bản đã lược bỏ" not in page(LetterKey.ACCEPTANCE_DECISION)
