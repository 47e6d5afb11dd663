"""A line over time as SVG: plain markup, no script, readable as text by its title. Pure."""

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT = 480, 80


def line_chart(values: Sequence[float]) -> str:
    """Values between 0 and 1 from left to right; one value is a point."""
    if not values:
        return ""
    step = _WIDTH / max(1, len(values) - 1)
    points = [f"{at * step:.1f},{_HEIGHT - value * _HEIGHT:.1f}" for at, value in enumerate(values)]
    label = escape(f"{len(values)} lần đo, từ {values[0]:.3f} đến {values[-1]:.3f}")
    return (
        f'<svg viewBox="-4 -4 {_WIDTH + 8} {_HEIGHT + 8}" width="{_WIDTH}" height="{_HEIGHT}" role="img">'
        f"<title>{label}</title>"
        f'<polyline points="{" ".join(points)}" fill="none" stroke="currentColor" stroke-width="2"/>'
        f'<circle cx="{points[-1].split(",")[0]}" cy="{points[-1].split(",")[1]}" r="3" fill="currentColor"/></svg>'
    )
