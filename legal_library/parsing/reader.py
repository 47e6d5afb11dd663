"""A file or a line of the corpus to a Document. Pure and linear: the whole reading knows no database and no clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .articles import ARTICLE, article_head, own_articles, read_body, restarts
from .closing import begins_annex, begins_closing, read_closing, strip_end_mark
from .codified import strip_notes
from .collector import collector_at_rest
from .dates import find_date, make_date
from .document import Attached, Document, Node, Unreadable
from .head import body_start, is_addressed, issuer_of, kind_line, read_head, sentence_case
from .inside import Inner, fill_article
from .letter import read_letter_body
from .paragraphs import Paragraph, make_paragraphs, unroll
from .quotes import orders, quoted_flags
from .reading import SourceText, normalise, read_lines, words_of

_EFFECT = re.compile(r"này có hiệu lực (?:thi hành )?(?:kể )?từ (ngày.{0,60})", re.IGNORECASE)
_AFTER_DAYS = re.compile(
    r"này có hiệu lực (?:thi hành )?sau (\d{1,3})(?: \([\w ]{2,30}\))? ngày,? (?:kể )?từ ngày (?:được )?"
    r"(?:ký|ban hành|thông qua)"
)
_BY_SIGNATURE = re.compile(
    r"này có hiệu lực (?:thi hành )?(?:kể )?từ ngày (?:được )?(?:ký|ban hành|thông qua)", re.IGNORECASE
)
_GROUP_LINE = re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|CHUƠNG|Mục|MỤC)\b.{0,260}$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with the paragraphs it was read from; `Node.at` counts them."""

    document: Document
    paragraphs: list[Paragraph]


def read_document(data: bytes, name: str) -> Document:
    """Read a file. Raises Unreadable, whose message is a sentence for people."""
    words = words_of(data, name)
    document = read_text(words.text).document
    document.warnings.extend(words.doubts)
    return document


@collector_at_rest()
def read_text(text: str) -> Reading:
    """Read a text. Raises Unreadable when there is nothing in it."""
    source = read_lines(text)
    paragraphs = unroll(make_paragraphs(source.lines))
    if not paragraphs:
        raise Unreadable("Văn bản không có nội dung.")
    document = Document()
    _take_facts(source, document)
    _read(paragraphs, document)
    _effective(document)
    _doubts(document)
    return Reading(document, paragraphs)


def _take_facts(source: SourceText, document: Document) -> None:
    facts = source.facts
    document.symbol = facts.get("symbol", "")
    document.kind = facts.get("kind", "")
    document.title = facts.get("title", "")
    document.issuer = facts.get("issuer", "")
    document.issued = find_date(facts.get("issued", ""))
    document.effective = find_date(facts.get("effective", ""))


def _read(paragraphs: list[Paragraph], document: Document) -> None:
    quoted = quoted_flags(paragraph.text for paragraph in paragraphs)
    own = own_articles(paragraphs, quoted)
    if not own:
        _read_letter(paragraphs, document)
        return
    start = _first_group(paragraphs, own[0].index)
    read_head(paragraphs[:start], document)
    again = restarts(own, paragraphs, quoted)
    end = _end_of_body(paragraphs, own[-1].index + 1, again)
    body = read_body(paragraphs[start:end])
    document.nodes = body.nodes
    document.warnings.extend(body.warnings)
    if own[0].number != "1":
        document.warnings.append(f"Văn bản bắt đầu từ Điều {own[0].number}: có thể thiếu phần trước.")
    _read_rest(paragraphs[end:], document)


def _first_group(paragraphs: list[Paragraph], article: int) -> int:
    """Where the body begins: at the chapter heading over the first article, if there is one."""
    start = article
    for index in range(article - 1, max(-1, article - 8), -1):
        if _GROUP_LINE.match(paragraphs[index].text):
            start = index
    return start


def _end_of_body(paragraphs: list[Paragraph], after: int, limit: int) -> int:
    """First paragraph of signature, recipients or annex after the last article's head."""
    for index in range(after, limit):
        if begins_closing(paragraphs[index]) or begins_annex(paragraphs[index]):
            return index
    return limit


def _read_rest(paragraphs: list[Paragraph], document: Document) -> None:
    """Signature and recipients, then what is annexed."""
    cut = next((i for i, p in enumerate(paragraphs) if begins_annex(p) or _is_first_article(p)), len(paragraphs))
    closing = read_closing(paragraphs[:cut])
    document.recipients = closing.recipients
    document.signing_block = closing.signing_block
    document.signer = closing.signer
    document.issued = document.issued or find_date(closing.passed)
    _strip_last_mark(document.nodes)
    _read_annexes(paragraphs[cut:], document)


def _is_first_article(paragraph: Paragraph) -> bool:
    head = article_head(paragraph.text)
    return head is not None and head.number == "1"


def _read_annexes(paragraphs: list[Paragraph], document: Document) -> None:
    if not paragraphs:
        return
    starts = [index for index, paragraph in enumerate(paragraphs) if index == 0 or begins_annex(paragraph)]
    for start, end in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        title, rest = paragraphs[start].text, paragraphs[start + 1 : end]
        if _is_first_article(paragraphs[start]):
            title, rest = "Văn bản ban hành kèm theo", paragraphs[start:end]
        is_form = title.lower().startswith(("mẫu", "danh mục"))
        document.attached.append(Attached(title, _annex_nodes(rest, is_form)))


def _annex_nodes(paragraphs: list[Paragraph], is_form: bool) -> list[Node]:
    """A regulation's tree; a form or list keeps its lines (a "Điều" in a model decision is no rule)."""
    if not is_form and any(ARTICLE.match(paragraph.text) for paragraph in paragraphs):
        return read_body(paragraphs).nodes
    return [Node("paragraph", text=paragraph.text, at=paragraph.at) for paragraph in paragraphs]


def _read_letter(paragraphs: list[Paragraph], document: Document) -> None:
    start = _first_order(paragraphs) or body_start(paragraphs)
    end = _end_of_body(paragraphs, start, len(paragraphs))
    read_head(paragraphs[:start], document)
    document.preamble = ""
    document.nodes = read_letter_body(paragraphs[start:end])
    _read_rest(paragraphs[end:], document)


def _first_order(paragraphs: list[Paragraph]) -> int:
    """Where a piece of an amending act without its articles begins, below its kind and title; 0 when it is none."""
    first = next((index for index, paragraph in enumerate(paragraphs[:40]) if orders(paragraph.text)), 0)
    return first if kind_line(paragraphs[:first]) >= 0 and not is_addressed(paragraphs[:first]) else 0


def _strip_last_mark(nodes: list[Node]) -> None:
    """Take "./." off the very last text of the body."""
    last = nodes[-1] if nodes else None
    while last is not None and last.children:
        last = last.children[-1]
    if last is not None:
        last.text = strip_end_mark(last.text)


def _effective(document: Document) -> None:
    """The day the act itself says it takes effect, looked for in its last articles."""
    for article in reversed(document.articles()[-6:]) if document.effective is None else ():
        for node in article.walk():
            day = _effect(node.text, document.issued) or _effect(node.heading, document.issued)
            if day:
                document.effective = day
                return


def _effect(text: str, issued: dt.date | None) -> dt.date | None:
    """The day that words of a final article name: a date, the day of signing, or so many days after it."""
    match = _EFFECT.search(text)
    if match:
        by_signature = match[1].lower().startswith(("ngày ký", "ngày ban hành", "ngày thông qua"))
        return issued if by_signature else find_date(match[1])
    days = _AFTER_DAYS.search(text)
    return issued + dt.timedelta(days=int(days[1])) if days and issued else None


def _doubts(document: Document) -> None:
    if not document.symbol:
        document.warnings.append("Không tìm thấy số, ký hiệu trong văn bản.")
    if document.issued is None:
        document.warnings.append("Không tìm thấy ngày ban hành trong văn bản.")
        if document.effective is None and _holds_since_signed(document):
            document.warnings.append("Văn bản có hiệu lực từ ngày ký mà không thấy ngày ký: chưa biết ngày hiệu lực.")
    for article in document.articles():
        if not article.heading and not article.text and not article.children:
            document.warnings.append(f"Điều {article.number} không có nội dung.")


def _holds_since_signed(document: Document) -> bool:
    nodes = (node for article in document.articles()[-6:] for node in article.walk())
    return any(_BY_SIGNATURE.search(node.text) for node in nodes)


def document_from_record(record: Mapping[str, Any]) -> Document:
    """A Document of one line of a .jsonl file: symbol, kind, title, issued, issuer, effective, articles.

    Raises Unreadable when the line has no symbol or no articles.
    """
    symbol = " ".join(normalise(str(record.get("symbol") or "")).split())
    articles = record.get("articles")
    if not symbol or not isinstance(articles, list) or not articles:
        raise Unreadable("Dòng không có số, ký hiệu hoặc không có điều nào.")
    document = Document(
        symbol=symbol,
        kind=_one_line(record.get("kind"))[:120],
        title=_one_line(record.get("title")),
        issuer=_one_line(record.get("issuer")) or issuer_of(symbol),
        issued=_day(record.get("issued")),
        effective=_day(record.get("effective")),
    )
    document.title = sentence_case(document.title)
    document.nodes = [_record_article(article, document.warnings) for article in articles]
    return document


def _one_line(value: object) -> str:
    return " ".join(normalise(str(value or "")).split())


def _day(value: object) -> dt.date | None:
    parts = str(value or "").split("/")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return make_date(parts[2], parts[1], parts[0])
    return find_date(str(value or ""))


def _record_article(record: Mapping[str, Any], doubts: list[str]) -> Node:
    article = Node("article", _one_line(record.get("number")), _one_line(record.get("heading")).rstrip(" .:"))
    text = strip_notes(normalise(str(record.get("text") or "")))
    lines = [" ".join(line.replace("*", "").split()) for line in text.split("\n")]
    texts = [line for line in lines if line]
    inside = (Inner(text, quoted) for text, quoted in zip(texts, quoted_flags(texts), strict=True))
    doubts.extend(fill_article(article, inside))
    return article
