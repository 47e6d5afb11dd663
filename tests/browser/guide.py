"""The guides of use are walked: every step of `portal/handbook/words/<role>.toml` in its order, each with its picture.

    def test_handbook_…(guide: NewGuide, …) -> None:
        with guide("citizen", "gui-don") as step:
            step("ba-cua", citizen, "a.door")     # the element to use is marked in the picture
            …

A step that is told but not walked fails, and so does one that is walked but not told. `make guides` keeps the pictures.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from portal.handbook.reading import handbook, picture_file

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Visitor

WRITE = os.environ.get("GUIDES") == "1"
# A picture shows the window's full width and this much around the element, and weighs little.
HEIGHT, WIDEST, QUALITY = 460, 880, 50
MARK, MARK_WIDTH, AIR = (200, 32, 47), 3, 5

TakeStep = Callable[..., None]
NewGuide = Callable[[str, str], AbstractContextManager[TakeStep]]


@pytest.fixture
def guide() -> NewGuide:
    return _walk


@contextmanager
def _walk(role: str, task: str) -> Iterator[TakeStep]:
    told = [step.key for step in handbook(role).task(task).steps]
    taken: list[str] = []

    def step(key: str, window: Visitor, marked: str | Locator) -> None:
        """This step as a person sees it, before it is taken; the element must be there to be used."""
        place = len(taken)
        assert told[place : place + 1] == [key], f"step {place + 1} of {role}/{task} is told as {told[place:]}"
        taken.append(key)
        element = window.page.locator(marked).first if isinstance(marked, str) else marked.first
        element.scroll_into_view_if_needed()
        window.settle()
        assert element.is_visible(), f"{role}/{task}/{key}"
        if WRITE:
            file = picture_file(role, task, key)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_picture(window, element))

    yield step
    assert taken == told


def _picture(window: Visitor, element: Locator) -> bytes:
    """The part of the window around the element, with a frame around the element itself."""
    box = element.bounding_box()
    assert box is not None
    image = Image.open(io.BytesIO(window.page.screenshot())).convert("RGB")
    left, top = box["x"] - AIR, box["y"] - AIR
    right, bottom = box["x"] + box["width"] + AIR, box["y"] + box["height"] + AIR
    edges = (max(left, 1), max(top, 1), min(right, image.width - 2), min(bottom, image.height - 2))
    ImageDraw.Draw(image).rounded_rectangle(edges, radius=6, outline=MARK, width=MARK_WIDTH)
    middle = int((edges[1] + edges[3]) / 2)
    start = max(0, min(middle - HEIGHT // 2, image.height - HEIGHT))
    image = image.crop((0, start, image.width, min(start + HEIGHT, image.height)))
    image.thumbnail((WIDEST, HEIGHT))
    kept = io.BytesIO()
    image.save(kept, "WEBP", quality=QUALITY, method=6)
    return kept.getvalue()
