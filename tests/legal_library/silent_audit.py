"""Which sentences of the corpus change another act while the reader says nothing of them, neither read nor unread?

By hand: `.venv/bin/python -m tests.legal_library.silent_audit [--list]`. Prints JSON: the sentences that look as if
they changed a place of another act, by what they say, and how many of them the reader passes over in silence.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from legal_library.parsing.amendments import read_all
from legal_library.parsing.amendments.stream import items_of
from legal_library.parsing.reader import read_text
from tests.legal_library.labelled import as_file, documents

# Told by other means than the reader's own, so that what the reader does not know shows.
_ORDERED = r"(?:^|[,;]\s|này\s|đồng thời\s|\d\s?và\s)"
_SAYS = {
    "ends": re.compile(r"(?:hết (?:hiệu )?lực|không còn hiệu lực)(?: thi hành)?(?:,? (?:kể )?từ [^;.]{3,120})?[ .;]*$"),
    "repeals": re.compile(
        rf"{_ORDERED}(?:bãi bỏ|h[ủu][ỷy] bỏ|hủy bỏ|bỏ (?:cụm|các cụm|khoản|điểm|điều))", re.IGNORECASE
    ),
    "replaces": re.compile(
        rf"{_ORDERED}thay thế:? (?:cho )?(?:các )?(?:quy định|nội dung|tên|điều|khoản|điểm)", re.IGNORECASE
    ),
    "amends": re.compile(r"(?:^|này )(?:sửa đổi|bổ sung|đính chính)", re.IGNORECASE),
}
_ACT = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị)\s"
    r"(?!này|nầy|sửa đổi)(?:[^.;:]{0,80}?\d+[\d./]*/[A-ZĐ\d]|[A-ZĐ])"
)
_PLACE = re.compile(r"(?:Điều|khoản|các điều)\s\d|điểm\s[a-zđ]\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_AMENDERS = re.compile(
    r"\(?(?:đã )?(?:được )?(?:sửa đổi|bổ sung)(?:,? (?:và )?bổ sung)?"
    r"(?:,? (?:một số|các) (?:điều|khoản|điểm|nội dung)[^;.]{0,40}?)?"
    r" (?:bởi|theo|tại|năm|một số điều|của|bằng)[^;.]*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"tiếp tục|hủy bỏ (?:quyết định|hợp đồng|việc|kết quả)", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[a-zà-ỹ\d)”\"])\.\s+(?=[A-ZĐ])")


@dataclass(frozen=True, slots=True)
class Silent:
    """A sentence nothing was said of."""

    symbol: str
    place: str
    says: str
    words: str


def looks_changing(words: str) -> str:
    """By which words a sentence seems to change a place of another act; "" when it does not."""
    bare = _AMENDERS.sub(" ", _QUOTED.sub("“”", words))
    if not (_ACT.search(bare) and _PLACE.search(bare)) or _GOES_ON.search(bare):
        return ""
    return next((name for name, pattern in _SAYS.items() if pattern.search(bare)), "")


def audit() -> Iterator[Silent | str]:
    """Every sentence that looks changing: its word when the reader said something, else the sentence."""
    for record in documents():
        document = read_text(as_file(record)[0]).document
        reading = None
        for article in document.articles():
            for item in items_of(article):
                for words in _SENTENCES.split(item.words) if item.own and item.depth else ():
                    says = looks_changing(words)
                    if says:
                        reading = reading or read_all(document)
                        heard = item.at in reading.heard
                        yield says if heard else Silent(record["symbol"], str(item.location), says, words)


def main() -> None:
    looked, silent = Counter[str](), Counter[str]()
    for each in audit():
        says = each if isinstance(each, str) else each.says
        looked[says] += 1
        if isinstance(each, Silent):
            silent[says] += 1
            if "--list" in sys.argv:
                sys.stderr.write(f"{each.says} | {each.symbol} | {each.place} | {' '.join(each.words.split())}\n")
    report = {says: {"sentences": looked[says], "silent": silent[says]} for says in sorted(looked)}
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
