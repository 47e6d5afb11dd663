"""What every page for strangers is held to wherever a walk meets it, behind a code or a mail too: light, and still."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIMIT = 60 * 1024  # bytes over the wire
# What travelled for the page that is here. The answer to a form is not compressed, and comes to who was shown the form
# and its style with it; what else is opened with nothing cached `measuring.py` weighs so.
WEIGHT = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .reduce((sum, one) => sum + one.transferSize, 0)"""
# All that moved since the page began and that nobody asked for: not what follows a touch, a key or another width.
SHIFTED = """() => new Promise((resolve) => {
  const found = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries().filter((one) => !one.hadRecentInput)) {
      const what = one.sources.map(({node}) => node && (node.className || node.nodeName)).join(' ');
      found.push(`${one.value.toFixed(4)} ${what}`);
    }
  }).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => resolve(found), 0));
})"""


def is_light_and_still(page: Page, what: str) -> None:
    weight = page.evaluate(WEIGHT)
    assert weight <= LIMIT, f"{what}: {weight} bytes"
    assert page.evaluate(SHIFTED) == [], f"{what} moves"
