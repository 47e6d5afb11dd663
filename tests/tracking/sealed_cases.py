"""A sealed denunciation with everybody around it, and a custodian's key as they hold it: text and pass-phrase."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image

from tracking.casework.models import Case, Opening
from tracking.casework.opening import openings
from tracking.casework.opening.unlocking import Unlocked, unlock
from tracking.casework.petition import Kind
from tracking.casework.sealing import identity
from tracking.organisation.models import Person, Role

from .petitions import agency, content, custodian_key, paper, person, petitioner, received, submit

PASS_PHRASE = "con thuyền xanh trên bến cũ"
NAME = "Trịnh Thị Hải Âu"
ADDRESS = "Số 7 ngõ Sóng Biếc, phường Mẫu"
PHONE = "0900 000 123"
BODY = (
    f"Tôi là {NAME}, ở {ADDRESS}. Ngày 02/9/2026 ông Phạm Văn Khác nhận tiền của dân ở chợ Ví Dụ. "
    "Xin gọi tôi theo số 0900.000.123. Kí tên: Trinh thi hai au."
)


@dataclass
class Scene:
    """`key_text` opens with PASS_PHRASE; `case` waits for the custodian's check."""

    case: Case
    custodian: Person
    officer: Person
    head: Person
    key_text: str
    private: bytes

    def approved(self, ground: str = "opening.check", minutes: int = 15) -> Opening:
        asked = openings.ask(
            case_id=self.case.pk, requester=self.custodian, ground=ground, reason="Kiểm tra.", minutes=minutes
        )
        return openings.approve(opening_id=asked.pk, person=self.head)

    def read_for_the_check(self) -> Opening:
        """An opening for the check that the key was used in: what an outcome rests on."""
        return self.unlocked().opening

    def unlocked(self, opening: Opening | None = None) -> Unlocked:
        return unlock(
            opening_id=(opening or self.approved()).pk,
            viewer=self.custodian,
            key_text=self.key_text,
            pass_phrase=PASS_PHRASE,
        )


def cheap_key_stretching(monkeypatch: Any) -> None:
    """Half a second and 128 MiB for every pass-phrase is the product's, not the tests'."""
    monkeypatch.setattr(identity, "_SCRYPT_N", 2**4)


def scene(**facts: Any) -> Scene:
    """To be called under `cheap_key_stretching`."""
    office = agency("so-mau", name="Sở Mẫu")
    _key, private = custodian_key()
    people = {
        "custodian": person("giu", Role.CUSTODIAN, agency("thanh-tra"), last_name="Người", first_name="Giữ"),
        "officer": person("can", Role.OFFICER, office),
        "head": person("truong", Role.HEAD, office, last_name="Thủ", first_name="Trưởng"),
    }
    given = {
        "agency": office,
        "content": content(subject="Nhận tiền của dân", body=BODY, reason=""),
        "petitioner": petitioner(name=NAME, address=ADDRESS, phone=PHONE),
        "files": [paper(f"đơn của {NAME}.jpg", picture())],
        **facts,
    }
    case = received(submit(Kind.DENUNCIATION, **given).case, people["officer"])
    return Scene(case=case, key_text=identity.protect(private, PASS_PHRASE), private=private, **people)


def picture(size: tuple[int, int] = (200, 100), colour: str = "white") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()
