"""Labels made by reading, and how well the readers agree with them.

By hand: `.venv/bin/python -m tests.legal_library.labelled` prints the figures and every disagreement.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from legal_library.parsing.amendments import Instruction, read_all
from legal_library.parsing.citations import extract
from legal_library.parsing.numbers import POINT_LETTERS
from legal_library.parsing.reader import read_text
from tests.legal_library.law_folder import SHARED_DATA

LABELS = Path(__file__).parent / "labels"
CORPUS = SHARED_DATA / "corpus" / "documents.jsonl.gz"
# Files whose labels also say parts, names and groups ("5.1 [đoạn 2]", "[Chương IV]"); the others leave them out.
WITH_NARROWED = {"amendments_fourth.txt"}
Cited = tuple[str, str, str, str]  # document, article, clause, point; "" where none


@dataclass(frozen=True, slots=True)
class Label:
    """One citation in a line: any of `documents` will do; an optional one may be left out."""

    documents: tuple[str, ...]
    place: tuple[str, str, str]
    optional: bool = False


@dataclass(slots=True)
class Article:
    """The labels of one article by line; `whole` when lines without labels are known to have no citation."""

    symbol: str
    number: str
    whole: bool
    lines: dict[int, list[Label]] = field(default_factory=dict)


@dataclass(slots=True)
class Score:
    """Right, wrong and missed, and what each disagreement was."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def documents() -> Iterator[dict[str, Any]]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def as_file(record: dict[str, Any]) -> tuple[str, list[int]]:
    """A document of the corpus as the text of a file, and the line before each article's own first line."""
    lines = ["---"]
    lines += [
        f"{name}: {' '.join(record[key].split())}"
        for name, key in (("so", "symbol"), ("ngay", "issued"), ("hieu_luc", "effective"), ("trích yếu", "title"))
        if record[key]
    ]
    lines.append("---")
    starts: list[int] = []
    for article in record["articles"]:
        lines += [f"Điều {article['number']}. {(article['heading'] or '').strip()}", ""]
        starts.append(len(lines))
        lines += [*article["text"].split("\n"), ""]
    return "\n".join(lines), starts


def labelled_articles(name: str) -> list[Article]:
    found: list[Article] = []
    for line in (LABELS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            mark, _, name = line.partition(" ")
            symbol, _, number = name.rpartition("|")
            found.append(Article(symbol, number, whole=mark == "@"))
        elif line and not line.startswith("#"):
            place, _, rest = line.partition(":")
            found[-1].lines[int(place)] = [label for part in rest.split(";") if part.strip() for label in _labels(part)]
    return found


def _labels(words: str) -> Iterator[Label]:
    optional = words.strip().startswith("~")
    document, _, place = words.strip().lstrip("~").partition(" ")
    parts = [_values(part) for part in place.split(".")] if place else []
    parts += [[""]] * (3 - len(parts))
    for article, clause, point in product(*parts):
        yield Label(tuple(document.split("|")), (article, clause, point), optional)


def _values(words: str) -> list[str]:
    found: list[str] = []
    for word in words.split(","):
        first, dash, last = word.partition("-")
        if not dash:
            found.append(word.replace(":", "."))
        elif first.isdigit():
            found.extend(str(number) for number in range(int(first), int(last) + 1))
        else:
            found.extend(POINT_LETTERS[POINT_LETTERS.index(first) : POINT_LETTERS.index(last) + 1])
    return found


def citations_score(name: str = "citations.txt") -> Score:
    """How the reader of citations agrees with the labels of a file."""
    score = Score()
    wanted: dict[str, list[Article]] = {}
    for article in labelled_articles(name):
        wanted.setdefault(article.symbol, []).append(article)
    for record in documents():
        for article in wanted.pop(record["symbol"], []) if _has(record, wanted) else []:
            _score_article(score, article, record)
    assert not wanted, f"not in the corpus: {list(wanted)}"
    return score


def _has(record: dict[str, Any], wanted: dict[str, list[Article]]) -> bool:
    numbers = {article["number"] for article in record["articles"]}
    return {article.number for article in wanted.get(record["symbol"], [])} <= numbers


def _score_article(score: Score, article: Article, record: dict[str, Any]) -> None:
    text, starts = as_file(record)
    place = next(i for i, each in enumerate(record["articles"]) if each["number"] == article.number)
    first, length = starts[place], record["articles"][place]["text"].count("\n") + 1
    found: dict[int, list[Cited]] = {}
    for each in extract(text):
        if first < each.line <= first + length:
            cited = (each.document or "?", each.article or "", each.clause or "", each.point or "")
            found.setdefault(each.line - first, []).append(cited)
    for number in sorted({*article.lines, *found} if article.whole else article.lines):
        name = f"{article.symbol} Điều {article.number} line {number}"
        _score_line(score, name, article.lines.get(number, []), found.get(number, []))


def _score_line(score: Score, name: str, labels: list[Label], found: Iterable[Cited]) -> None:
    left = Counter(found)
    for label in sorted(labels, key=lambda label: label.optional):
        match = next((c for c in left if left[c] and c[0] in label.documents and c[1:] == label.place), None)
        if match:
            left[match] -= 1
            score.right += not label.optional
        elif not label.optional:
            score.missed += 1
            score.notes.append(f"missed {name}: {'|'.join(label.documents)} {'.'.join(label.place).rstrip('.')}")
    for cited in left.elements():
        score.wrong += 1
        score.notes.append(f"wrong  {name}: {cited[0]} {'.'.join(cited[1:]).rstrip('.')}")


def amendments_score(name: str = "amendments.txt") -> Score:
    """How the reader of amendments agrees with the labels; `wrong` are instructions the act does not give."""
    score = Score()
    wanted = _labelled_acts(name)
    narrowed = name in WITH_NARROWED
    for record in documents():
        if record["symbol"] in wanted:
            places, rows = wanted.pop(record["symbol"])
            told = read_all(read_text(as_file(record)[0]).document).instructions
            read = [_row(each, narrowed=narrowed) for each in told if narrowed or not _is_narrow(each)]
            found = [row for row in read if any(f"{row[0]}.".startswith(f"{place}.") for place in places)]
            _score_rows(score, record["symbol"], rows, found)
    assert not wanted, f"not in the corpus: {list(wanted)}"
    return score


def _labelled_acts(name: str) -> dict[str, tuple[list[str], list[list[str]]]]:
    found: dict[str, tuple[list[str], list[list[str]]]] = {}
    rows: list[list[str]] = []
    for line in (LABELS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            symbol, _, places = line.removeprefix("@ ").partition(" | ")
            rows = []
            found[symbol] = (places.split(","), rows)
        elif line and not line.startswith("#"):
            rows.extend(_spread([cell.strip() for cell in (line + " ").split(" |")]))
    return found


def _spread(row: list[str]) -> Iterator[list[str]]:
    """A row whose place is a list or range ("1.3,5", "19-21") as one row each."""
    named, _, narrow = row[2].partition(" [")
    document, _, place = named.partition(" ")
    if narrow:
        yield [*row[:2], f"{named} [{narrow}", *row[3:]]
        return
    for parts in product(*map(_values, place.split("."))):
        yield [*row[:2], f"{document} {'.'.join(parts)}", *row[3:]]


def _is_narrow(each: Instruction) -> bool:
    return bool(each.target.group or each.target.part)


def _row(each: Instruction, *, narrowed: bool) -> list[str]:
    location = ".".join(part for part in (each.location.article, each.location.clause, each.location.point) if part)
    target = each.target
    place = ".".join(part or "" for part in (target.article, target.clause, target.point)).rstrip(".")
    narrow = " ".join(["tên"] * target.heading + [word for word in (target.part, target.group) if word])
    if narrowed and narrow:
        place = f"{place} [{narrow}]".strip()
    words = [" ".join(text.split()) for text in (each.old_words, each.new_words, each.new_text)]
    return [location, each.op, f"{target.document or '?'} {place}", *words]


def _score_rows(score: Score, symbol: str, rows: list[list[str]], found: list[list[str]]) -> None:
    for row in rows:
        match = next((f for f in found if f[:5] == row[:5] and f[5].startswith(row[5])), None)
        if match:
            found.remove(match)
            score.right += 1
        else:
            score.missed += 1
            score.notes.append(f"unread {symbol}: {' | '.join(row)}")
    score.wrong += len(found)
    score.notes.extend(f"wrong  {symbol}: {' | '.join(row)}" for row in found)


def articles_score() -> Score:
    """Documents of the corpus whose list of articles is read exactly (those of the corpus itself are the labels)."""
    score = Score()
    for record in documents():
        wanted = [re.sub(r"\s", "", article["number"]).lower() for article in record["articles"]]
        got = [node.number for node in read_text(as_file(record)[0]).document.articles()]
        score.right += got == wanted
        score.missed += got != wanted
        if got != wanted:
            score.notes.append(f"articles {record['symbol']}: {len(got)} of {len(wanted)}")
    return score


def main() -> None:
    sys.stdout.write(json.dumps(figures(sys.stderr.write), indent=1) + "\n")


def figures(note: Callable[[str], object]) -> dict[str, object]:
    """All figures of reading quality; every disagreement goes to `note`."""
    scores = {
        "citations": citations_score(),
        "citations_held_out": citations_score("citations_held_out.txt"),
        "citations_third": citations_score("citations_third.txt"),
        "citations_fourth": citations_score("citations_fourth.txt"),
        "amendments": amendments_score(),
        "amendments_unseen": amendments_score("amendments_unseen.txt"),
        "amendments_third": amendments_score("amendments_third.txt"),
        "amendments_fourth": amendments_score("amendments_fourth.txt"),
        "article_lists": articles_score(),
    }
    for score in scores.values():
        for line in score.notes:
            note(line + "\n")
    return {
        name: {
            "labels": score.right + score.missed,
            "wrong": score.wrong,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
        }
        for name, score in scores.items()
    }


if __name__ == "__main__":
    main()
