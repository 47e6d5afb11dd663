"""The contents of a long act by its chapters, each folded: a phone shows them on a page or two, not on thirty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .models import ProvisionKind
from .reading import OutlineItem

_ABOVE = ProvisionKind.PART
_FOLDED = ProvisionKind.CHAPTER


@dataclass(slots=True)
class Fold:
    """A chapter or an annex, or a part's name alone.

    Without `head` what stands before the first chapter, or an act without any.
    """

    head: OutlineItem | None
    items: list[OutlineItem] = field(default_factory=list)

    @property
    def is_annex(self) -> bool:
        """A regulation annexed has chapters of its own, which are none of the act's."""
        return self.head is not None and self.head.kind == ProvisionKind.ANNEX

    @property
    def name(self) -> str:
        if self.head is None:
            return self.span
        return f"{self.head.label}. {self.head.heading}" if self.head.heading else self.head.label

    @property
    def span(self) -> str:
        """ "Điều 30 – Điều 35": a citation names the article, and who has one looks for its chapter."""
        labels = [item.label for item in self.items if item.is_article]
        return " – ".join(dict.fromkeys([labels[0], labels[-1]])) if labels else ""


def folded(outline: Iterable[OutlineItem]) -> list[Fold]:
    """Folds in reading order; one without a head where the act has no chapters."""
    folds: list[Fold] = []
    for item in outline:
        in_annex = bool(folds) and folds[-1].is_annex
        if item.kind == ProvisionKind.ANNEX or (item.kind in (_ABOVE, _FOLDED) and not in_annex):
            folds.append(Fold(item))
        elif folds and not (folds[-1].head and folds[-1].head.kind == _ABOVE):
            folds[-1].items.append(item)
        else:  # an article above every chapter, of the act or of a part
            folds.append(Fold(None, [item]))
    return folds
