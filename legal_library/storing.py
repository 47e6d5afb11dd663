"""Rows of a text: the only place that writes an act's text. Every function runs inside its caller's transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from search.interface import announce_change
from search.symbols import slug

from .citing import cite
from .models import Act, Provision, ProvisionKind, TextState
from .parsing.document import Attached, Document, Node
from .parsing.inside import article_lines
from .parsing.rows import Row
from .relating import relate

SOURCE = "law"
_BATCH = 2000


def text_sha256(rows: Iterable[Row]) -> str:
    """Fingerprint of the words alone: two copies of one text that differ only in layout have the same."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(" ".join(f"{row.key} {row.heading} {row.text}".split()).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def act_of(document: Document) -> Act:
    """A new, unsaved act with what the document says about itself."""
    act = Act(symbol=document.symbol, slug=slug(document.symbol))
    fill_blanks(act, document)
    return act


def fill_blanks(act: Act, document: Document) -> None:
    """Take over what the library did not know; what it knew stays."""
    for name in ("kind", "title", "issuer", "place", "issued", "effective", "preamble", "signer"):
        if not getattr(act, name):
            setattr(act, name, getattr(document, name))
    for name in ("addressees", "recipients", "signing_block"):
        if not getattr(act, name):
            setattr(act, name, list(getattr(document, name)))
    act.doubts = document.warnings
    act.short_title = act.short_title or _short_title(act.kind, act.title)


def _short_title(kind: str, title: str) -> str:
    """Laws are known by their title ("Luật Khiếu nại"); other kinds by their number."""
    if kind not in ("Luật", "Bộ luật", "Pháp lệnh") or not title or len(title) > 80:
        return ""
    return title if title.lower().startswith(kind.lower()) else f"{kind} {title[0].upper()}{title[1:]}"


def provisions_of(act: Act, rows: Iterable[Row]) -> list[Provision]:
    return [
        Provision(
            act=act,
            kind=row.kind,
            key=row.key[:120],
            parent_key=row.parent_key[:120],
            number=row.number[:20],
            ordinal=row.ordinal,
            level=row.level,
            heading=row.heading,
            text=row.text,
            body=row.body,
        )
        for row in rows
    ]


def write_text(act: Act, rows: Sequence[Row]) -> None:
    """Put these rows in place of whatever text the act had, and tell search."""
    gone = entry_keys(act)
    act.provisions.all().delete()
    made = Provision.objects.bulk_create(provisions_of(act, rows), batch_size=_BATCH)
    cite(act, made)
    relate(act, made)
    act.text_state = TextState.TEXT
    act.text_sha256 = text_sha256(rows)
    act.save()
    announce_change(SOURCE, sorted({*gone, *entry_keys(act)}))


def searchable(kind: str, level: int) -> bool:
    """Places with an entry of their own in search: articles; in a letter its points and dashes; annexes."""
    if kind in (ProvisionKind.ARTICLE, ProvisionKind.DASH):
        return True
    return level == 0 and kind in (ProvisionKind.POINT, ProvisionKind.ANNEX)


def entry_keys(act: Act) -> list[str]:
    """Keys of everything of this act that can be found: the document, then its places or summaries.

    Those of wordings of other days are among them whether today they have an entry or not: what has none is taken out.
    """
    rows = act.provisions.values_list("key", "kind", "level", "valid_from", "valid_to")
    places = [key for key, kind, level, _, _ in rows if searchable(kind, level)]
    places += [wording(key, since, until) for key, kind, _, since, until in rows if kind == "article"]
    if not act.has_full_text:
        places = list(act.summaries.filter(published=True).values_list("key", flat=True))
    return [act_key(act), *(f"{act_key(act)}#{place}" for place in dict.fromkeys(places))]


def article_keys(act: Act, unit: str) -> list[str]:
    """Those of one article, in every wording; ask before its versions are written anew, and after."""
    days = act.provisions.filter(key=unit, kind=ProvisionKind.ARTICLE).values_list("valid_from", "valid_to")
    places = dict.fromkeys([unit, *(wording(unit, since, until) for since, until in days)])
    return [f"{act_key(act)}#{place}" for place in places]


def wording(place: str, since: dt.date | None, until: dt.date | None) -> str:
    """An article in the words of other days: known by the last of them, else by the first."""
    return f"{place}@{until or since}" if until or since else place


def act_key(act: Act) -> str:
    """The act in a search key: its symbol; its address where several acts share a symbol."""
    return act.symbol if act.slug == slug(act.symbol) else act.slug


def document_of(act: Act) -> Document:
    """The act's first text as a Document again: what export, comparison and a swap of rival copies work on."""
    document = Document(
        symbol=act.symbol,
        kind=act.kind,
        title=act.title,
        issuer=act.issuer,
        place=act.place,
        issued=act.issued,
        effective=act.effective,
        addressees=list(act.addressees),
        preamble=act.preamble,
        recipients=list(act.recipients),
        signing_block=list(act.signing_block),
        signer=act.signer,
    )
    nodes: dict[str, Node] = {}
    annexes: dict[str, Attached] = {}
    for row in act.provisions.filter(valid_from__isnull=True).order_by("ordinal", "position"):
        if row.kind == ProvisionKind.ANNEX:
            annexes[row.key] = Attached(row.heading)
            continue
        node = Node(row.kind, row.number, row.heading, row.text)  # type: ignore[arg-type]
        nodes[row.key] = node
        if row.parent_key in annexes:
            annexes[row.parent_key].nodes.append(node)
        elif row.parent_key in nodes:
            nodes[row.parent_key].children.append(node)
        else:
            document.nodes.append(node)
    document.attached = list(annexes.values())
    return document


def difference(act: Act, document: Document) -> dict[str, list[str]]:
    """Articles only one of two texts has, and those whose words differ."""
    ours = {node.number: _words(node) for node in document_of(act).articles()}
    theirs = {node.number: _words(node) for node in document.articles()}
    return {
        "missing": [number for number in ours if number not in theirs],
        "added": [number for number in theirs if number not in ours],
        "changed": [number for number in ours if number in theirs and ours[number] != theirs[number]],
    }


def _words(article: Node) -> str:
    return " ".join([article.heading, *article_lines(article)])
