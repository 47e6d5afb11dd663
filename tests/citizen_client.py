"""A citizen as a program: writes a petition over HTTP, looks it over, answers the question, sends it.

Uses the pages as a browser does (cookies, hidden fields, files); only the answer to the question is read from the
portal's database, which the test owns.
"""

from __future__ import annotations

import http.client
import re
import secrets
import sqlite3
import urllib.parse
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

HIDDEN = re.compile(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"')
REFERENCE = re.compile(r"\bHP\d\d-[0-9A-Z]{6}\b")
CODE = re.compile(r'<span class="code">\s*([0-9A-Z-]{19})\s*</span>')


class Unanswered(OSError):
    """The server went away before it answered, or said it could not; nothing is known of the petition."""


@dataclass
class Answer:
    status: int
    body: str
    location: str = ""


@dataclass
class Receipt:
    reference: str
    code: str


@dataclass
class Citizen:
    """One browser. Every petition it writes holds `mark`, so that it can be found again."""

    host: str
    port: int
    database: Path
    cookies: dict[str, str] = field(default_factory=dict)

    def prepare(self, kind: str = "kien-nghi", *, mark: str = "", files: int = 2) -> Ready:
        """Fill in the form and look it over; the petition is ready to be sent."""
        mark = mark or secrets.token_hex(8)
        address = f"/gui-don/{kind}/"
        hidden = hidden_fields(self.get(address).body)
        agency = "ban-tiep-cong-dan"
        words = {
            "agency": agency,
            "field": "other",
            "name": "Nguyễn Văn Mẫu",
            "address": "Số 1 phố Ví Dụ",
            "subject": f"Kiến nghị {mark}",
            "body": f"Nội dung của kiến nghị {mark}, đủ dài để cơ quan hiểu việc gì.",
            "request": "Xin xem xét.",
            "step": "check",
        }
        papers = [(f"giay-{number}.pdf", paper(f"{mark} {number}")) for number in range(files)]
        page = self.post(address, {**hidden, **words}, papers)
        checked = hidden_fields(page.body, after="bien-nhan/")
        if "question_0" not in checked:
            raise AssertionError(f"the form was not accepted ({page.status}): {page.body[:3000]}")
        return Ready(self, mark, hidden["token"], checked)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", {})

    def post(self, path: str, fields: dict[str, str], files: list[tuple[str, bytes]] | None = None) -> Answer:
        boundary = secrets.token_hex(16)
        body = multipart(fields, files or [], boundary)
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as gone:
            raise Unanswered(str(gone)) from gone
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return Answer(response.status, text, response.headers.get("Location", ""))


@dataclass
class Ready:
    """A petition looked over, not sent. The token stays on this machine; it is what makes sending idempotent."""

    citizen: Citizen
    mark: str
    token: str
    fields: dict[str, str]

    def send(self) -> Receipt:
        """Press the button once. Raises Unanswered when no receipt came back."""
        key = self.fields.get("question_0", "")
        answer = self.citizen.post(
            "/bien-nhan/", {**self.fields, "consent": "on", "question_1": answer_to(self.citizen.database, key)}
        )
        code = CODE.search(answer.body)
        reference = REFERENCE.search(answer.body)
        if answer.status == 200 and code and reference:
            return Receipt(reference[0], code[1])
        if 'name="question_0"' in answer.body:
            # The question was spent by an attempt that was cut off; the page carries a new one.
            self.fields = hidden_fields(answer.body, after="bien-nhan/")
        raise Unanswered(f"{answer.status}")


def answer_to(database: Path, key: str) -> str:
    """The answer kept for a question, "" when it is spent; the database is the test's own."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30) as connection:
        row = connection.execute("select response from captcha_captchastore where hashkey = ?", [key]).fetchone()
    return str(row[0]) if row else ""


def look_up(citizen: Citizen, code: str) -> Answer:
    """Type a code on /tra-cuu/ and follow to the page every code leads to."""
    hidden = hidden_fields(citizen.get("/tra-cuu/").body)
    sent = citizen.post("/tra-cuu/", {**hidden, "code": code})
    return citizen.get(urllib.parse.urlparse(sent.location).path) if sent.location else sent


def paper(text: str) -> bytes:
    """A one-page PDF that says `text`, made by hand with a correct table of its objects."""
    drawn = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + end).encode()


def hidden_fields(page: str, *, after: str = "") -> dict[str, str]:
    """Hidden fields of the (last) form posting to an address that ends with `after`, or of the whole page."""
    if after:
        forms = [part for part in page.split("<form")[1:] if f'{after}"' in part.partition(">")[0]]
        page = forms[-1].partition("</form>")[0] if forms else ""
    return {unescape(name): unescape(value) for name, value in HIDDEN.findall(page)}


def multipart(fields: dict[str, str], files: list[tuple[str, bytes]], boundary: str) -> bytes:
    parts: list[bytes] = []
    for name, value in fields.items():
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, data in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n")
    return b"".join([*parts, f"--{boundary}--\r\n".encode()])
