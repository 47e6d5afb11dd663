"""A line over time as SVG: plain markup, no script, readable as text by its title. Pure."""

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT = 200, 48
_MARKS = (0.5, 1.0)


def line_chart(values: Sequence[float]) -> str:
    """Values between 0 and 1 from left to right, with thin lines at a half and at one; a single value is a point."""
    if not values:
        return ""
    step = _WIDTH / max(1, len(values) - 1)
    points = [(at * step if len(values) > 1 else _WIDTH, _height(value)) for at, value in enumerate(values)]
    label = escape(f"{len(values)} lần đo, từ {values[0]:.3f} đến {values[-1]:.3f}")
    lines = "".join(
        f'<path d="M0 {_height(mark):.1f}H{_WIDTH}" stroke="currentColor" stroke-opacity=".2"/>' for mark in _MARKS
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    last_x, last_y = points[-1]
    return (
        f'<svg viewBox="-4 -4 {_WIDTH + 8} {_HEIGHT + 8}" width="{_WIDTH}" height="{_HEIGHT}" role="img">'
        f"<title>{label}</title>{lines}"
        f'<polyline points="{line}" fill="none" stroke="currentColor" stroke-width="2"/>'
        f'<circle cx="{last_x:.1f}" cy="{last_y:.1f}" r="4" fill="currentColor"/></svg>'
    )


def _height(value: float) -> float:
    return _HEIGHT - value * _HEIGHT
