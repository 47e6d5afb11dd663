"""What docs/look.md promises of the style sheet: contrast, weight, every class explained, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "portal/static/portal"
CSS = (STATIC / "portal.css").read_text(encoding="utf-8")
DOCS = (ROOT / "docs/look.md").read_text(encoding="utf-8")
TEXTS = ["ink", "sea", "flame", "met", "suspended", "waiting", "quiet"]
GROUNDS = ["paper", "card", "mist"]
COMPONENTS = re.findall(
    r"\S+",
    """
    page--wide with-side stack lead quiet code door button notice error-summary field choices steps badge timeline
    facts table print-only no-print sample-mark toc law-text pager breadcrumb search-box hit panel how links
    """,
)


def tokens(scheme: str) -> dict[str, str]:
    light, _, rest = CSS.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})", light[light.index("@layer tokens") :]))
    if scheme == "dark":
        found |= dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})", rest.partition("\n  }\n")[0]))
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(char * 2 for char in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_wcag():
    assert contrast("#fff", "#000000") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_stands_out_on_every_ground(scheme: str, text: str, ground: str):
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 5.6


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_can_be_filled_in_has_a_visible_edge(scheme: str):
    colours = tokens(scheme)
    assert all(contrast(colours["edge"], colours[ground]) >= 3 for ground in GROUNDS)
    assert contrast(colours["on-sea"], colours["sea"]) >= 5.6


def test_the_sheet_and_the_font_stay_small():
    assert len(CSS.encode()) <= 40_000
    assert (STATIC / "be-vietnam-pro-600.woff2").stat().st_size <= 25_000
    assert "SIL Open Font License" in (STATIC / "be-vietnam-pro-OFL.txt").read_text(encoding="utf-8")


def test_nothing_comes_from_another_host():
    for sheet in STATIC.glob("*.css"):
        assert not re.search(r"(?:https?:)?//[a-z]", sheet.read_text(encoding="utf-8")), sheet.name


def test_reduced_motion_and_forced_colours_are_thought_of():
    assert "prefers-reduced-motion: no-preference" in CSS
    assert "forced-colors: active" in CSS
    assert re.search(r"transition|animation", CSS.partition("prefers-reduced-motion")[0]) is None


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_styled_and_explained(name: str):
    assert f".{name}" in CSS
    assert name in DOCS


def test_no_template_carries_its_own_style_or_script():
    folders = ["portal", "casework/citizen", "legal_library", "search", "reception"]
    templates = [*(ROOT / "templates").glob("*.html")]
    for folder in folders:
        templates += (ROOT / "templates" / folder).rglob("*.html")
    assert len(templates) > 40
    for template in templates:
        html = template.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", html), template
