"""`/lich-tiep-cong-dan/theo-doi/…`: news of one office's timetable by mail."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tracking.organisation.models import Agency

from . import following, news_sending
from .models import TimetableFollower


class FollowForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Xin ghi thư điện tử."),
            "invalid": gettext_lazy("Thư điện tử chưa đúng, ví dụ ten@example.com."),
        },
    )
    # A field people do not see; whoever fills it in is a machine and is thanked without effect.
    website = forms.CharField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    agency = get_object_or_404(Agency.objects.today(), slug=slug)
    form = FollowForm(request.POST if request.method == "POST" else None)
    can_send, sent = news_sending.can_send(), False
    if form.is_bound and can_send and form.is_valid():
        if not form.cleaned_data["website"]:
            following.ask(email=form.cleaned_data["email"], agency=agency, language=get_language() or "vi")
        sent = True
    context = {"agency": agency, "form": form, "can_send": can_send, "sent": sent}
    return render(request, "reception/follow.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A mail scanner opens addresses: only the button confirms."""
    follower = following.asked(token)
    if follower is not None and request.method == "POST":
        following.confirm(follower)
    return _answer(request, follower, leaving=False)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Mail programs leave by a bare POST (RFC 8058); the signature in the address is the only key it needs."""
    follower = following.leaving(token)
    if follower is not None and request.method == "POST":
        following.leave(follower)
    return _answer(request, follower, leaving=True)


def _answer(request: HttpRequest, follower: TimetableFollower | None, *, leaving: bool) -> HttpResponse:
    if follower is None:
        return render(request, "reception/follow_gone.html", status=404)
    context = {"agency": follower.agency, "leaving": leaving, "done": request.method == "POST"}
    return render(request, "reception/follow_confirm.html", context)
