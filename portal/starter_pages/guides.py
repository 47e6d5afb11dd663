"""Reads guidance and articles written as data, one TOML file a page, into the fields of a page.

Every text is a pair, Vietnamese then English; every step and answer may name the article it rests on. Parts appear in
the order in which they stand in the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from wagtail_localize.strings import StringValue

from portal.starter_pages.media import document
from portal.starter_pages.wording import Block, Wording

FOLDER = Path(__file__).with_name("guides")
ARTICLES = Path(__file__).with_name("articles")


def guides() -> Iterator[Callable[[Wording], dict[str, Any]]]:
    """One reader for each file, in the order of their names."""
    for path in sorted(FOLDER.glob("*.toml")):
        yield reader(tomllib.loads(path.read_text(encoding="utf-8")))


def articles() -> Iterator[Callable[[Wording], dict[str, Any]]]:
    """One reader for each educational article, in the order of their names."""
    for path in sorted(ARTICLES.glob("*.toml")):
        yield article_reader(tomllib.loads(path.read_text(encoding="utf-8")))


def article_reader(told: dict[str, Any]) -> Callable[[Wording], dict[str, Any]]:
    def fields(w: Wording) -> dict[str, Any]:
        return {
            "title": w.say(pair(told["title"])),
            "slug": w.same(told["slug"]),
            "summary": w.say(pair(told["summary"])),
            "audience": told["audience"],
            "reviewed_on": told["reviewed_on"],
            "body": [block for part in told["part"] for block in _blocks(w, part)],
        }

    return fields


def reader(told: dict[str, Any]) -> Callable[[Wording], dict[str, Any]]:
    def fields(w: Wording) -> dict[str, Any]:
        return {
            "title": w.say(pair(told["title"])),
            "slug": w.same(told["slug"]),
            "summary": w.say(pair(told["summary"])),
            "situation": told["situation"],
            "matter": told.get("matter", ""),
            "on_home": told.get("on_home", False),
            **{name: w.say(pair(told[name])) for name in ("form", "fee", "time", "office") if name in told},
            "law_keys": "\n".join(told["law"]),
            "reviewed_on": told["reviewed_on"],
            "body": [block for part in told["part"] for block in _blocks(w, part)],
        }

    return fields


def pair(words: list[str]) -> tuple[str, str]:
    vietnamese, english = words
    return vietnamese, english


def _blocks(w: Wording, part: dict[str, Any]) -> Iterator[Block]:
    for name, value in part.items():
        yield _BLOCKS[name](w, value)


def _notice(w: Wording, told: dict[str, Any]) -> Block:
    return w.notice(told["tone"], pair(told["title"]), *map(pair, told["text"]))


def _steps(w: Wording, steps: list[dict[str, Any]]) -> Block:
    return "steps", [
        {"title": w.say(pair(step["title"])), "text": w.say(pair(step["text"])), "law": step.get("law", "")}
        for step in steps
    ]


def _questions(w: Wording, items: list[dict[str, Any]]) -> Block:
    return w.questions(*((pair(item["ask"]), pair(item["answer"]), item.get("law", "")) for item in items))


def _facts(w: Wording, told: dict[str, Any]) -> Block:
    rows = [(pair(row["term"]), pair(row["text"]), row["law"]) for row in told["rows"]]
    return w.facts(pair(told["title"]), pair(told["lead"]), rows)


def _infographic(w: Wording, told: dict[str, Any]) -> Block:
    return "infographic", {
        "title": w.say(pair(told["title"])),
        "svg": told["svg"].strip(),
        "words": w.say(pair(told["words"])),
    }


def _film(w: Wording, told: dict[str, Any]) -> Block:
    captions, english = (text.strip() for text in told["captions"])
    spoken = {name: w.say(pair(told[name])) for name in ("title", "transcript")}
    # Lines and signs as wagtail-localize keeps them: <br> and &gt;
    w.say((StringValue.from_plaintext(captions).data, StringValue.from_plaintext(english).data))
    return "film", spoken | {"captions": captions, "file": document(told["file"])}


def _sound(w: Wording, told: dict[str, Any]) -> Block:
    spoken = {name: w.say(pair(told[name])) for name in ("title", "transcript")}
    return "sound", spoken | {"file": document(told["file"])}


def _quiz(w: Wording, questions: list[dict[str, Any]]) -> Block:
    """`right` is the place of the right option, from 1."""
    asked = []
    for one in questions:
        options = [{"text": w.say(pair(words)), "is_right": False} for words in one["options"]]
        options[one["right"] - 1]["is_right"] = True
        asked.append(
            {
                "question": w.say(pair(one["ask"])),
                "options": options,
                "explanation": w.say(pair(one["why"])),
                "law": one["law"],
            }
        )
    return "quiz", asked


_BLOCKS: dict[str, Callable[[Wording, Any], Block]] = {
    "heading": lambda w, value: w.heading(pair(value)),
    "text": lambda w, value: w.text(*map(pair, value)),
    "bullets": lambda w, value: w.bullet_list(*map(pair, value)),
    "steps": _steps,
    "questions": _questions,
    "quiz": _quiz,
    "facts": _facts,
    "infographic": _infographic,
    "film": _film,
    "sound": _sound,
    "notice": _notice,
    "law": lambda w, value: w.law(*value),
    "action": lambda w, value: w.action(value["to"], pair(value["label"])),
}
