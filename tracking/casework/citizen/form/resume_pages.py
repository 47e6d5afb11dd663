"""The pages of a form put by for later: its code, and the door back to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...drafts import drafts
from ...drafts.kept_drafts import LIFETIME, Kept
from ...drafts.petition_drafts import PetitionDraft
from ...kind_guides import GUIDES


def ask_for_draft(request: HttpRequest, *, wrong: bool = False) -> HttpResponse:
    """The same page for every code that opens nothing."""
    context = {"wrong": wrong, "days": LIFETIME.days}
    return render(request, "casework/citizen/resume.html", context, status=404 if wrong else 200)


def show_kept(request: HttpRequest, draft: PetitionDraft, token: str, kept: Kept) -> HttpResponse:
    """The only page that shows a draft's code, to whoever holds the form's token."""
    context = {"guide": GUIDES[draft.kind], "token": token, "kept": kept, "files": len(draft.files)}
    return render(request, "casework/citizen/kept.html", context)


def show_no_room(request: HttpRequest, draft: PetitionDraft, token: str) -> HttpResponse:
    """Too much is put by already: the form is not lost, it stays for its day."""
    context = {"guide": GUIDES[draft.kind], "token": token, "until": drafts.until(token)}
    return render(request, "casework/citizen/no_room.html", context, status=503)
