"""A citizen at the keyboard: opens pages, reads their hidden fields, answers the question, presses buttons."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from captcha.models import CaptchaStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tracking.casework.offices.recipients import DEFAULT_AGENCY
from tracking.organisation.models import Tier

from .petitions import agency

SLUGS = ("khieu-nai", "to-cao", "kien-nghi", "phan-anh")
WORDS: dict[str, dict[str, str]] = {
    "khieu-nai": {
        "agency": DEFAULT_AGENCY,
        "field": "land",
        "name": "Nguyễn Văn Mẫu",
        "address": "Số 1 phố Ví Dụ, phường Mẫu",
        "phone": "0900 000 000",
        "respondent": "Chủ tịch UBND phường Mẫu",
        "subject": "Mức bồi thường khi thu hồi đất",
        "body": "Ngày 03/10/2026 phường lập biên bản kiểm đếm thiếu 12 m2.",
        "reason": "Diện tích trên sổ là 92 m2.",
        "request": "Đề nghị tính lại diện tích.",
    },
    "to-cao": {
        "agency": DEFAULT_AGENCY,
        "field": "corruption",
        "identity": "named",
        "name": "Trần Thị Ví Dụ",
        "address": "Số 2 phố Thử",
        "phone": "0900 000 001",
        "respondent": "Ông Người Bị Tố Cáo, phòng Mẫu",
        "subject": "Nhận tiền để làm nhanh hồ sơ",
        "body": "Ngày 05/10/2026 người này nhận phong bì tại quầy số 3.",
    },
    "kien-nghi": {
        "agency": DEFAULT_AGENCY,
        "field": "other",
        "name": "Lê Văn Thử",
        "address": "Số 3 phố Mẫu",
        "subject": "Đặt đèn tín hiệu trước cổng trường",
        "body": "Giờ tan học xe đông, trẻ em khó qua đường.",
    },
    "phan-anh": {
        "identity": "named",
        "agency": DEFAULT_AGENCY,
        "field": "other",
        "name": "Phạm Thị Mẫu",
        "address": "Số 4 phố Mẫu",
        "subject": "Rác không được thu gom",
        "body": "Ba ngày nay rác ùn ở đầu ngõ.",
    },
}


def offices() -> None:
    agency(DEFAULT_AGENCY, name="Ban Tiếp công dân thành phố Mẫu", tier=Tier.CITY, phone="0225 000 000")
    agency("phuong-mau", name="Ủy ban nhân dân phường Mẫu", short_name="UBND phường Mẫu", tier=Tier.COMMUNE)


def hidden(page: str, name: str) -> str:
    """The value of the last input of that name on a page."""
    found = re.findall(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    return html.unescape(found[-1]) if found else ""


def text(response: Any) -> str:
    return str(response.content.decode())


@dataclass
class Citizen:
    """`page` is what the browser shows now."""

    slug: str = "khieu-nai"
    language: str = ""
    client: Client = field(default_factory=Client)
    page: str = ""
    token: str = ""

    def at(self, path: str) -> str:
        return f"{self.language}{path}"

    def opens_form(self) -> Any:
        response = self.client.get(self.at(f"/gui-don/{self.slug}/"))
        self.page, self.token = text(response), hidden(text(response), "token")
        return response

    def writes(self, step: str = "check", files: list[SimpleUploadedFile] | None = None, **changes: str) -> Any:
        words = {**WORDS[self.slug], **changes, "token": self.token, "started": hidden(self.page, "started")}
        if step:
            words["step"] = step
        sent: dict[str, Any] = {**words, "files": files} if files else words
        return self._sees(self.client.post(self.at(f"/gui-don/{self.slug}/"), sent))

    def answer(self) -> dict[str, str]:
        """What a person types who reads the question on the page."""
        key = hidden(self.page, "question_0")
        return {
            "question_0": key,
            "question_1": CaptchaStore.objects.get(hashkey=key).response,
            "question_2": hidden(self.page, "question_2"),
        }

    def sends(self, **changes: str) -> Any:
        words = {"token": self.token, "started": hidden(self.page, "started"), "consent": "on"}
        return self._sees(self.client.post(self.at("/bien-nhan/"), {**words, **self.answer(), **changes}))

    def hands_in(self, **changes: Any) -> str:
        """From the empty form to the receipt; the code on it."""
        self.opens_form()
        self.writes(**changes)
        self.sends()
        return code_on(self.page)

    def looks_up(self, code: str) -> Any:
        self.client.post(self.at("/tra-cuu/"), {"code": code})
        return self._sees(self.client.get(self.at("/tra-cuu/ho-so/")))

    def _sees(self, response: Any) -> Any:
        self.page = text(response)
        return response


def code_on(page: str) -> str:
    found = re.search(r'class="code">([0-9A-Z-]{19})<', page)
    return found[1] if found else ""
