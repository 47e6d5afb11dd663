"""Which letters there are: stable keys, which a step of the workflow names. Pure.

A key never changes its meaning: events and issued letters hold it. Form numbers, wording and dates are data of the
templates (`LetterTemplate`), not of this list.
"""

from __future__ import annotations

from enum import StrEnum

from ..kind_guides import marked


class LetterKey(StrEnum):
    NOTICE_OF_ACCEPTANCE = "notice_of_acceptance"
    ACCEPTANCE_DECISION = "acceptance_decision"
    CONTENT_NOTICE = "content_notice"
    REFUSAL = "refusal"
    GUIDANCE = "guidance"
    RETURN_OF_PAPERS = "return_of_papers"
    TRANSFER_DENUNCIATION = "transfer_denunciation"
    TRANSFER_OPINION = "transfer_opinion"
    VERIFICATION_DECISION = "verification_decision"
    VERIFICATION_MINUTES = "verification_minutes"
    EVIDENCE_REQUEST = "evidence_request"
    EVIDENCE_RECEIPT = "evidence_receipt"
    EXPERT_DECISION = "expert_decision"
    EXPERT_REQUEST = "expert_request"
    STAY_OF_DECISION = "stay_of_decision"
    STAY_LIFTED = "stay_lifted"
    REVIEW_REPORT = "review_report"
    DIALOGUE_INVITATION = "dialogue_invitation"
    DIALOGUE_MINUTES = "dialogue_minutes"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    TERMINATION = "termination"
    DECISION_FIRST = "decision_first"
    DECISION_SECOND = "decision_second"
    REPLY = "reply"
    CONCLUSION = "conclusion"
    NOTICE_TO_DENOUNCER = "notice_to_denouncer"


LETTER_NAMES = {
    LetterKey.NOTICE_OF_ACCEPTANCE: marked("Thông báo thụ lý"),
    LetterKey.ACCEPTANCE_DECISION: marked("Quyết định thụ lý tố cáo"),
    LetterKey.CONTENT_NOTICE: marked("Thông báo nội dung tố cáo cho người bị tố cáo"),
    LetterKey.REFUSAL: marked("Thông báo không thụ lý"),
    LetterKey.GUIDANCE: marked("Văn bản hướng dẫn"),
    LetterKey.RETURN_OF_PAPERS: marked("Văn bản trả lại giấy tờ"),
    LetterKey.TRANSFER_DENUNCIATION: marked("Văn bản chuyển đơn tố cáo"),
    LetterKey.TRANSFER_OPINION: marked("Văn bản chuyển đơn"),
    LetterKey.VERIFICATION_DECISION: marked("Quyết định xác minh"),
    LetterKey.VERIFICATION_MINUTES: marked("Biên bản làm việc, xác minh"),
    LetterKey.EVIDENCE_REQUEST: marked("Văn bản đề nghị cung cấp thông tin, tài liệu"),
    LetterKey.EVIDENCE_RECEIPT: marked("Biên bản giao nhận tài liệu, bằng chứng"),
    LetterKey.EXPERT_DECISION: marked("Quyết định trưng cầu giám định"),
    LetterKey.EXPERT_REQUEST: marked("Văn bản đề nghị gửi kết quả giám định"),
    LetterKey.STAY_OF_DECISION: marked("Quyết định tạm đình chỉ thi hành quyết định bị khiếu nại"),
    LetterKey.STAY_LIFTED: marked("Quyết định hủy bỏ tạm đình chỉ thi hành"),
    LetterKey.REVIEW_REPORT: marked("Báo cáo kết quả xác minh"),
    LetterKey.DIALOGUE_INVITATION: marked("Thông báo tổ chức đối thoại"),
    LetterKey.DIALOGUE_MINUTES: marked("Biên bản đối thoại"),
    LetterKey.EXTENSION: marked("Văn bản gia hạn giải quyết"),
    LetterKey.SUSPENSION: marked("Quyết định tạm đình chỉ"),
    LetterKey.RESUMPTION: marked("Quyết định tiếp tục giải quyết"),
    LetterKey.TERMINATION: marked("Quyết định đình chỉ"),
    LetterKey.DECISION_FIRST: marked("Quyết định giải quyết khiếu nại lần đầu"),
    LetterKey.DECISION_SECOND: marked("Quyết định giải quyết khiếu nại lần hai"),
    LetterKey.REPLY: marked("Văn bản trả lời"),
    LetterKey.CONCLUSION: marked("Kết luận nội dung tố cáo"),
    LetterKey.NOTICE_TO_DENOUNCER: marked("Thông báo kết luận cho người tố cáo"),
}


class Audience(StrEnum):
    """Whom a letter is for: it decides who may issue it and whether the citizen can take it from the portal."""

    CITIZEN = "citizen"
    OTHERS = "others"
    CUSTODIAN = "custodian"


AUDIENCE_NAMES = {
    Audience.CITIZEN: "Người gửi đơn",
    Audience.OTHERS: "Cơ quan, tổ chức, cá nhân khác; hồ sơ nội bộ",
    Audience.CUSTODIAN: "Chỉ người giữ danh tính lập và gửi",
}
