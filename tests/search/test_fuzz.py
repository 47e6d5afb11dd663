"""Whatever a stranger sends, the search answers: FUZZ queries (300 unless told otherwise; 100000 for the long form).

FUZZ_SEED makes another run of it; FUZZ_REPORT names a file for what was answered and how long the slowest took.
"""

import json
import os
import random
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from search import engines, indexing

from .conftest import Shelf

pytestmark = pytest.mark.django_db

FUZZ = int(os.environ.get("FUZZ", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
# What the server allows a request before it ends the worker.
LIMIT_SECONDS = 30.0
PATHS = ("/tim-kiem/", "/en/tim-kiem/", "/tim-kiem/atom.xml", "/api/v1/search", "/api/v1/suggest")
WORDS = (
    "khiếu nại", "KHIẾU NẠI", "to cao", "khieeus nai", "to1 ca1o", "điều 28", "khoản 1", "điểm đ", "02/2011/QH13",
    "nq 623", "124/2020", "luật", "thời hạn", "là gì", "như thế nào", "k hiếu nại", "UBND", "@", "0912345678",
)  # fmt: skip
SYNTAX = (
    '"', "'", "(", ")", "[", "]", "{", "}", "*", "?", "~", "^", "\\", "/", "+", "-", "&&", "||", "!", ":", "AND", "OR",
    "NOT", "TO", "NEAR/2", "title:", "_exists_:", "/.*.*.*x/", "(a+)+$", "khie*", "a{1,99999}", "[* TO *]", "%", "_",
    "' OR 1=1 --", "{{7*7}}", "${jndi:x}", "<script>alert(1)</script>", "<img src=x onerror=y>", "]]>", "&lt;", ";",
)  # fmt: skip
STRANGE = (
    "\x00", "\u202e", "\u200b", "\ufeff", "\ud83d\ude00", "😀", "👨‍👩‍👧", "🇻🇳", "مرحبا", "שלום", "中文", "ａ", "ﬁ", "İ",
    "ß", "\u0301" * 40,
    "\u1100\u1161", "\ufffe", "\x1b[31m", "\r\n", "\t", "٣", "²", "½", "Ⅳ", "ﷺ", "ก็", "a\u0323\u0302", "\U0010ffff",
)  # fmt: skip
NAMES = ("loai", "co-quan", "van-ban", "nam", "hieu-luc", "nguon", "ngay", "sap-xep", "trang", "kind", "issuer",
         "doc_kind", "year", "status", "source", "date", "sort", "page", "size", "lang", "x")  # fmt: skip
NUMBERS = ("0", "-1", "1", "50", "51", "1000000000", "9" * 400, "1e9", "0x10", "NaN", "2026-02-30", "31/02/2026", "٣")


def text(chance: random.Random) -> str:
    parts = chance.choices((WORDS, SYNTAX, STRANGE), weights=(5, 3, 2), k=chance.randrange(1, 14))
    typed = chance.choice((" ", "", "\n")).join(chance.choice(part) for part in parts)
    if chance.random() < 0.05:
        typed = (typed + " ") * (1 + 10_000 // (len(typed) + 1))
    elif chance.random() < 0.1:
        typed = "".join(chr(chance.randrange(0x20, 0x3000)) for _ in range(chance.randrange(1, 400)))
    return typed


def query_string(chance: random.Random) -> str:
    """Text and parameters, now and then a thousand of one, or bytes that are no UTF-8."""
    parts = ["q=" + quote(text(chance).encode("utf-8", "surrogatepass"))]
    for _ in range(chance.randrange(4)):
        value = chance.choice(NUMBERS) if chance.random() < 0.5 else text(chance)
        parts.append(f"{chance.choice(NAMES)}={quote(value.encode('utf-8', 'surrogatepass'))}")
    if chance.random() < 0.02:
        name = chance.choice(NAMES)
        parts += [f"{name}={number}" for number in range(1000)]
    if chance.random() < 0.05:
        parts.append(chance.choice(("q=%ff%fe%80", "%00=%00", "q", "=", "&&&", "q=%u0041", "q=%", "nam=%ED%A0%80")))
    chance.shuffle(parts)
    return "&".join(parts)


def test_every_query_is_answered_and_none_breaks_the_search(client: Client, shelves: dict[str, Shelf]) -> None:
    indexing.rebuild("embedded", engines.local())
    client.raise_request_exception = False
    chance, answers, slowest = random.Random(SEED), Counter(), (0.0, "")
    for _ in range(FUZZ):
        path, asked = chance.choice(PATHS), query_string(chance)
        started = time.monotonic()
        response = client.get(path, QUERY_STRING=asked)
        slowest = max(slowest, (time.monotonic() - started, f"{path}?{asked[:300]}"))
        answers[response.status_code] += 1
        assert response.status_code in (200, 400), f"{path}?{asked[:2000]}"
        if response["Content-Type"].startswith("text/html"):
            assert b"<script>alert" not in response.content
    report = {"answers": answers, "slowest_seconds": round(slowest[0], 2), "slowest": slowest[1]}
    if os.environ.get("FUZZ_REPORT"):
        Path(os.environ["FUZZ_REPORT"]).write_text(json.dumps(report), encoding="utf-8")
    assert slowest[0] < LIMIT_SECONDS, report
    assert answers[200] > FUZZ / 2
