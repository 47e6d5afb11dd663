"""Vietnamese and English said together, so that neither can be changed without seeing the other. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Pair = tuple[str, str]
Block = tuple[str, Any]


class Wording:
    """Collects the English of every Vietnamese string of one page.

    `english` maps exactly the strings wagtail-localize cuts a page into: a plain field, or what stands in one <p> or
    <li>.
    """

    def __init__(self) -> None:
        self.english: dict[str, str] = {}

    def say(self, pair: Pair) -> str:
        vietnamese, english = pair
        self.english[vietnamese] = english
        return vietnamese

    def same(self, text: str) -> str:
        """A string that is the same in both languages, such as a slug."""
        return self.say((text, text))

    def paragraphs(self, *pairs: Pair) -> str:
        return "".join(f"<p>{self.say(pair)}</p>" for pair in pairs)

    def bullets(self, *pairs: Pair) -> str:
        return f"<ul>{''.join(f'<li>{self.say(pair)}</li>' for pair in pairs)}</ul>"

    def heading(self, pair: Pair) -> Block:
        return "heading", self.say(pair)

    def text(self, *pairs: Pair) -> Block:
        return "text", self.paragraphs(*pairs)

    def bullet_list(self, *pairs: Pair) -> Block:
        return "text", self.bullets(*pairs)

    def law(self, *keys: str) -> Block:
        return "law", {"keys": list(keys)}

    def notice(self, tone: str, title: Pair, *pairs: Pair) -> Block:
        return "notice", {"tone": tone, "title": self.say(title), "text": self.paragraphs(*pairs)}

    def action(self, target: str, label: Pair) -> Block:
        return "action", {"target": target, "label": self.say(label)}

    def steps(self, *steps: tuple[Pair, Pair]) -> Block:
        return "steps", [{"title": self.say(title), "text": self.say(text)} for title, text in steps]

    def facts(self, title: Pair, lead: Pair, rows: Iterable[tuple[Pair, Pair, str]]) -> Block:
        """Rows are (term, text, key of the law or "")."""
        facts = [{"term": self.say(term), "text": self.say(text), "law": law} for term, text, law in rows]
        return "facts", {"title": self.say(title), "lead": self.say(lead), "facts": facts}

    def questions(self, *items: tuple[Pair, Pair, str]) -> Block:
        """Items are (question, answer, key of the law or "")."""
        return "questions", [
            {"question": self.say(question), "answer": self.paragraphs(answer), "law": law}
            for question, answer, law in items
        ]
