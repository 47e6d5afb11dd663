"""A person without a mouse, and one who hears the page: every stop of the Tab key must be seen, named and in order."""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.conftest import Visitor

# What has the keyboard: whether it shows, where it stands, and whether it comes after what had the keyboard before.
HELD = """() => {
  const now = document.activeElement, before = window.heldBefore;
  window.heldBefore = now;
  if (!now || now === document.body) return null;
  const style = getComputedStyle(now), box = now.getBoundingClientRect();
  return {
    shows: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    follows: !before || !before.isConnected || before === now
      || !!(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING),
    id: now.id,
  };
}"""
# A player's buttons are the browser's own, focus ring and all: the page only sees that the player has the keyboard.
PLAYERS = {"Audio", "Video"}


@dataclass(frozen=True)
class Stop:
    """What a screen reader would say of the element that has the keyboard."""

    role: str
    name: str
    id: str
    told: dict[str, object]


class Keys:
    """Only the keyboard: no click, no selector fills anything in."""

    def __init__(self, window: Visitor) -> None:
        self.window, self.keyboard = window, window.page.keyboard
        self.network = window.page.context.new_cdp_session(window.page)

    def here(self) -> Stop | None:
        """The element that has the keyboard, as the accessibility tree has it; None for the page as a whole."""
        found = self.network.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]
        asked = {"objectId": found["objectId"], "fetchRelatives": False}
        node = self.network.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        told = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        held = self.window.page.evaluate("document.activeElement === document.body ? null : document.activeElement.id")
        if held is None:
            return None
        name = " ".join(str(node.get("name", {}).get("value", "")).split())
        return Stop(node["role"]["value"], name, held, told)

    def tab(self) -> Stop | None:
        self.keyboard.press("Tab")
        held = self.window.page.evaluate(HELD)
        stop = self.here()
        if held is None or stop is None:
            return None
        assert held["shows"] or stop.role in PLAYERS, f"{stop} has the keyboard and does not show it"
        assert held["inside"], f"{stop} has the keyboard out of sight"
        assert held["follows"], f"{stop} comes after what stands behind it"
        assert stop.name, f"{stop} has no name"
        return stop

    def to(self, role: str, name: str, most: int = 90) -> Stop:
        """Tab on until that element has the keyboard; its name begins with these words."""
        passed = []
        for _ in range(most):
            stop = self.tab()
            if stop is not None and stop.role == role and stop.name.startswith(name):
                return stop
            passed.append(stop and (stop.role, stop.name[:40]))
        raise AssertionError(f"no {role} “{name}” in {most} stops: {passed}")

    def enter(self) -> None:
        """Press what has the keyboard, and wait for the page it leads to."""
        with self.window.page.expect_navigation():
            self.keyboard.press("Enter")
        self.window.page.wait_for_load_state()

    def write(self, name: str, words: str, role: str = "textbox") -> Stop:
        stop = self.to(role, name)
        self.keyboard.press("Control+A")
        self.keyboard.type(words)
        return stop

    def tick(self, name: str) -> None:
        self.to("checkbox", name)
        self.keyboard.press("Space")

    def answer_question(self) -> None:
        """The sum in words is on the page for who hears it; the answer is typed."""
        self.write("Câu trả lời của ông/bà", self.window.answer())
