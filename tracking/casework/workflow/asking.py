"""What a step asks of the officer beside ground and words: fields with their lists, as data. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..kind_guides import marked
from ..petition import KIND_NAMES, Kind

Choices = tuple[tuple[str, str], ...]


class Shape(StrEnum):
    """`WORDS` are the citizen's matter: they never go into an event's plain facts."""

    DATE = "date"
    NUMBER = "number"
    DAYS = "days"
    CHOICE = "choice"
    MANY = "many"
    TICK = "tick"
    LINE = "line"
    PAGE = "page"
    WORDS = "words"


@dataclass(frozen=True)
class Field:
    """`name` is its key in the event's facts; `LINE` and `WORDS` are never kept there. `second_choices` replace the
    list in the second settlement; of a field that `is_dated`, the list is the criteria of complexity in force under the
    law the step follows. What `is_noted` enters the office's own note, in words. What `is_asked_back` is shown once
    the form without it was refused."""

    name: str
    label: str
    shape: Shape
    choices: Choices = ()
    required: bool = True
    hint: str = ""
    second_choices: Choices = ()
    is_dated: bool = False
    is_noted: bool = False
    is_asked_back: bool = False

    def choices_in(self, instance: int, criteria: Choices = ()) -> Choices:
        if self.is_dated:
            return criteria
        return self.second_choices if instance == 2 and self.second_choices else self.choices

    def in_words(self, value: Any, choices: Choices) -> str:
        """What was answered, for people."""
        names = dict(choices)
        given = value if isinstance(value, list | tuple) else [value]
        return f"{self.label}: {'; '.join(str(names.get(one, one)) for one in given)}"

    @property
    def is_kept(self) -> bool:
        return self.shape not in (Shape.LINE, Shape.WORDS)


COMPLAINT_FLAGS: Choices = (
    ("remote", "Vùng sâu, vùng xa, đi lại khó khăn"),
    ("disciplinary", "Khiếu nại quyết định kỷ luật cán bộ, công chức"),
    ("dismissal", "Quyết định kỷ luật buộc thôi việc"),
)
DENUNCIATION_FLAGS: Choices = (("several_places", "Phải kiểm tra, xác minh ở nhiều nơi hoặc phải ủy quyền"),)
IDENTITY_RESULTS: Choices = (
    ("identified", "Xác định được người tố cáo"),
    ("unknown", "Không rõ họ tên, địa chỉ, hoặc không xác định được người tố cáo"),
    ("false_name", "Dùng họ tên của người khác"),
)
OPEN_KINDS: Choices = tuple((kind.value, KIND_NAMES[kind]) for kind in (Kind.COMPLAINT, Kind.PROPOSAL, Kind.FEEDBACK))
EVIDENCE_FROM: Choices = (
    ("petitioner", "Người khiếu nại"),
    ("respondent", "Người bị khiếu nại"),
    ("agency", "Cơ quan, tổ chức, cá nhân khác"),
)
INSTANCES: Choices = (
    ("1", "Lần đầu"),
    ("2", "Lần hai"),
)
VERIFICATION_RESULTS: Choices = (
    ("agrees", "Kết quả xác minh thống nhất với yêu cầu của người khiếu nại"),
    ("differs", "Còn khác nhau: phải đối thoại"),
)
PARTICIPANTS: Choices = (
    ("complainant", "Người khiếu nại hoặc người đại diện"),
    ("respondent", "Người bị khiếu nại"),
    ("interested", "Người có quyền, nghĩa vụ liên quan"),
    ("agencies", "Cơ quan, tổ chức liên quan"),
)
CHAIRS: Choices = (
    ("settler", "Người giải quyết khiếu nại trực tiếp chủ trì"),
    ("deputy", "Cấp phó được phân công"),
    ("verifier", "Thủ trưởng cơ quan được giao xác minh"),
)
# NĐ 124/2020 Đ.28 k.2 điểm b: when the chair of the city must lead the dialogue himself.
MUST_CHAIR: Choices = (
    ("group", "Nhiều người cùng khiếu nại về một nội dung"),
    ("disagreeing", "Các cơ quan có ý kiến khác nhau về biện pháp giải quyết"),
    ("tense", "Người khiếu nại có thái độ gay gắt"),
    ("public", "Dư luận xã hội quan tâm"),
    ("security", "Ảnh hưởng an ninh chính trị, trật tự an toàn xã hội"),
)
ATTENDANCE: Choices = (
    ("held", "Đã đối thoại với người khiếu nại"),
    ("good_cause", "Người khiếu nại vắng, có lý do chính đáng: phải mời lại"),
    ("no_cause", "Người khiếu nại vắng, không có lý do chính đáng: tiếp tục giải quyết"),
)
# LTC Đ.33 k.3: in these cases a withdrawn denunciation is settled all the same.
STILL_SETTLED: Choices = (
    ("none", "Không thuộc trường hợp nào dưới đây"),
    ("violation", "Hành vi bị tố cáo có dấu hiệu vi phạm pháp luật"),
    ("forced", "Rút do bị đe dọa, mua chuộc"),
    ("slander", "Lợi dụng tố cáo để vu khống, xúc phạm, gây thiệt hại"),
)
SIGNED_AS: Choices = (
    ("letter", "Đơn rút có chữ ký hoặc điểm chỉ"),
    ("minutes", "Biên bản có chữ ký hoặc điểm chỉ"),
)
FIRST_OUTCOMES: Choices = (
    ("right", marked("Khiếu nại đúng")),
    ("partly", marked("Khiếu nại đúng một phần")),
    ("wrong", marked("Khiếu nại sai")),
)
SECOND_OUTCOMES: Choices = (
    ("upheld", marked("Công nhận quyết định giải quyết lần đầu")),
    ("changed", marked("Hủy, sửa quyết định giải quyết lần đầu")),
)
# What the citizen reads of a decision in words of the law; of a denunciation no page tells the outcome.
OUTCOMES_TOLD = dict((*FIRST_OUTCOMES, *SECOND_OUTCOMES))
CONCLUSIONS: Choices = (
    ("right", "Tố cáo đúng"),
    ("partly", "Tố cáo có đúng, có sai"),
    ("wrong", "Tố cáo sai"),
)
# How the decision came into the citizen's hands, from which day they may complain again (LKN Đ.33 k.1) and sue (LTTHC
# Đ.116 k.2). Whoever only read of it where it was made public has not received it, and no second complaint runs.
SERVED_BY: Choices = (
    ("hand", marked("Giao tận tay, có ký nhận")),
    ("post", marked("Gửi bưu chính, có giấy báo phát")),
)
PUBLICATION_WAYS: Choices = (
    ("portal", "Đăng trên cổng thông tin điện tử"),
    ("site", "Đăng trên trang thông tin điện tử khác của cơ quan"),
    ("posting", "Niêm yết tại trụ sở, nơi tiếp công dân"),
    ("meeting", "Công bố tại cuộc họp"),
    ("media", "Thông báo trên phương tiện thông tin đại chúng"),
)

# Who sent the petition on. The first two are those of LTCD Đ.27 k.2, who are told the result; every one is told what
# became of a denunciation (LTC Đ.26 k.2).
FORWARDERS: Choices = (
    ("deputies", "Cơ quan của Quốc hội, đại biểu Quốc hội, đại biểu Hội đồng nhân dân"),
    ("reception_board", "Ban tiếp công dân"),
    ("press", "Cơ quan báo chí"),
    ("agency", "Cơ quan, tổ chức, cá nhân có thẩm quyền khác"),
)
TOLD_THE_RESULT = frozenset({"deputies", "reception_board"})

PAGE = Field(
    "page",
    "Địa chỉ trang đã đăng trên cổng này",
    Shape.PAGE,
    required=False,
    hint="Trang «kết quả giải quyết» đang hiển thị, ví dụ /ket-qua-giai-quyet/quyet-dinh-so-12/.",
)
PLACE = Field(
    "place",
    "Nơi niêm yết, địa chỉ trang khác đã đăng",
    Shape.LINE,
    required=False,
    hint="Ví dụ: bảng tin trụ sở UBND phường; hoặc địa chỉ trang. Ngày bắt đầu ghi ở «Ngày của bước này».",
    is_noted=True,
)
ON = Field("on", "Ngày của bước này", Shape.DATE, required=False, hint="Ngày ghi trên văn bản; để trống là hôm nay.")
NUMBER = Field("number", "Số, ký hiệu văn bản", Shape.NUMBER, hint="Ví dụ 12/QĐ-UBND.")
# Two papers of an office carry one number all the same: written down with the reason, asked once it was refused.
DOUBLED = Field(
    "doubled",
    "Vì sao hai văn bản cùng mang số này",
    Shape.WORDS,
    required=False,
    hint="Chỉ ghi khi bản giấy đã ký đúng là trùng số. Lý do ở lại trong ghi chú của hồ sơ. Không nêu tên ai.",
    is_noted=True,
    is_asked_back=True,
)
NUMBERED = (NUMBER, DOUBLED)
FORWARDED = (
    Field(
        "forwarded_by",
        "Đơn do nơi khác chuyển đến",
        Shape.CHOICE,
        (("", "Không: người dân gửi trực tiếp"), *FORWARDERS),
        required=False,
    ),
    Field("forwarder", "Tên nơi chuyển, số văn bản chuyển", Shape.LINE, required=False, is_noted=True),
    Field("forwarded_on", "Ngày ghi trên văn bản chuyển", Shape.DATE, required=False),
)
EARLIER = Field("earlier_reference", "Số tham chiếu của đơn trước", Shape.LINE, hint="Ví dụ HP26-A1B2C3.")
CRITERIA = Field("criteria", "Vụ việc phức tạp vì", Shape.MANY, is_dated=True, is_noted=True)
BECAUSE = Field(
    "because",
    "Căn cứ ghi trong hồ sơ",
    Shape.WORDS,
    hint="Nêu văn bản, tài liệu, sự việc cho thấy vụ việc thuộc trường hợp đã chọn. Không nêu tên người tố cáo.",
    is_noted=True,
)
