"""Several works in one sentence: "sửa đổi khoản 1, bổ sung khoản 1a vào sau khoản 1 và bãi bỏ khoản 3 Điều 8"."""

from __future__ import annotations

import re
from dataclasses import replace

from .completing import inserted
from .dividing import new_texts
from .forms import FORM
from .places import Context, named_places, strip_end
from .scribe import Scribe
from .shapes import Op, Target
from .verbs import AFTER, VERB, inserts, repeals

_NEXT_WORK = re.compile(
    r"(?:,|;|,?\svà)\s(?<!sửa đổi, )(?=(?:sửa đổi, bổ sung|sửa đổi|bổ sung|bãi bỏ)\s(?:các\s)?(?:khoản|điểm|điều)\s)",
    re.IGNORECASE,
)
# "khoản 18a vào sau khoản 18, khoản 20a vào sau khoản 20 Điều 3": each new place with the one it follows.
_NEXT_PLACE = re.compile(
    r"(?:,|;|,?\svà)\s(?=(?:các\s)?(?:khoản|điểm|Điều)\s[^,;“”]{1,60}?\s(?:vào\s)?(?:ngay\s|liền\s)?sau\s(?:khoản|điểm|Điều)\s)"
)
_HEADING_TOO = re.compile(r"tên(?: của)?(?: điều)?(?:,| và)\s(?=(?:các\s)?(?:khoản|điểm)\s)")
DOUBTFUL = "dấu ngoặc kép trong nội dung mới không thành cặp: không rõ nội dung mới bắt đầu, kết thúc ở đâu"


def works_of(verb: str, words: str) -> list[str]:
    """The works of a sentence, each with its verb; one work alone gives none."""
    works = _NEXT_WORK.split(words)
    if len(works) > 1 or _HEADING_TOO.match(words):
        return [f"{verb} {works[0]}", *works[1:]]
    if inserts(verb) and len(AFTER.findall(words)) > 1:
        places = _NEXT_PLACE.split(words)
        return [f"Bổ sung {place}" for place in places] if len(places) > 1 else []
    return []


def read_works(scribe: Scribe, index: int, works: list[str], context: Context) -> tuple[int, Context | None]:
    """How many paragraphs they take; the context of those below where each work is told there once more.

    The article is said at the end of the sentence, the new words follow in one block.
    """
    item = scribe.items[index]
    last = named_places(strip_end(works[-1]), context, scribe.resolver)
    if last.targets:
        goal = last.targets[-1]
        context = replace(context, document=last.document, article=goal.article, clause=goal.point and goal.clause)
    read = [_work(scribe, strip_end(work), context) for work in works]
    told = [each for found in read if found is not None for each in found]
    if None in read:
        if last.targets and scribe.orders_below(index) >= len(works):
            return 1, context
        scribe.unread(item, "gộp nhiều việc trong một câu")
        return 1, None
    new = [target for op, _, target in told if op != "repeal"]
    block = scribe.block(index, len(new)) if new else None
    if new and block is None and (below := scribe.orders_below(index)):
        if below < len(works):
            scribe.unread(item, "gộp nhiều việc trong một câu, ở dưới không nói lại đủ từng việc")
        return 1, replace(context, clause=None)
    if block and block.doubtful:
        scribe.unread(item, DOUBTFUL)
        return 1, None
    pieces = new_texts(new, block) if block else None
    if new and pieces is None:
        scribe.unread(item, "gộp nhiều việc trong một câu, nội dung mới không theo thứ tự của lời sửa")
        return 1, None
    texts = iter(pieces or ())
    for op, where, _ in told:
        scribe.add(item, op, where, **({"new_text": next(texts)} if op != "repeal" else {}))
    if block:
        scribe.means(index, block, new[0])
    return 1 + (block.taken if block else 0), None


def _work(scribe: Scribe, words: str, context: Context) -> list[tuple[Op, Target, Target]] | None:
    """One work of a sentence: what to do, where, and the place its new words begin with."""
    verb = VERB.match(words[:1].upper() + words[1:])
    if verb is None:
        return None
    rest = words[verb.end() :]
    heading = _HEADING_TOO.match(rest)
    rest = rest[heading.end() :] if heading else rest
    after = AFTER.search(rest) if inserts(verb["verb"]) else None
    named = named_places(rest[: after.start()] if after else rest, context, scribe.resolver)
    if named.rest or not named.targets or FORM.search(named.left) or any(t.group or t.heading for t in named.targets):
        return None
    if repeals(verb["verb"]):
        return [("repeal", target, target) for target in named.targets]
    targets = inserted(named, rest[after.end() :], context, scribe.resolver) if after else list(named.targets)
    if targets is None or any(target.article is None for target in targets):
        return None
    op: Op = "add" if inserts(verb["verb"]) else "replace"
    if after:
        op = "insert_after"
    read = [(op, where, new) for where, new in zip(targets, named.targets, strict=True)]
    article = Target(named.document, named.targets[0].article, heading=True)
    return [("replace", article, article), *read] if heading else read
