"""Pages and feeds of what readers follow, and the form that reports an error in a text."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from search.text import writable

from . import following, shelf
from .addresses import act_at
from .models import Act, ErrorReport, Follower, Subject
from .scopes import Scope, change_grounds, change_path, change_title, scope_of

_FEED_LENGTH = 50
_OPEN_REPORTS = 200


class NoTrap(forms.Form):
    """A field people do not see; whoever fills it in is a machine and is thanked without effect."""

    website = forms.CharField(required=False)

    @property
    def is_machine(self) -> bool:
        return bool(self.data.get("website"))


class FollowForm(NoTrap):
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), max_length=254)
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Nhận tin"),
        choices=[("weekly", gettext_lazy("mỗi tuần")), ("daily", gettext_lazy("mỗi ngày"))],
        initial="weekly",
    )


class ReportForm(NoTrap):
    message = forms.CharField(
        label=gettext_lazy("Sai ở chỗ nào, đúng phải là gì"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def clean_message(self) -> str:
        message = str(self.cleaned_data["message"]).replace("\0", "").strip()
        if len(message) < 5:
            raise ValidationError(_("Xin ghi rõ thêm vài chữ."))
        return message


def _act(slug: str) -> Act:
    act = act_at(slug)
    if act is None:
        raise Http404
    return act


def _scope(request: HttpRequest) -> Scope:
    """What an address names: `van-ban` with `dieu`, or `linh-vuc`."""
    subject, slug, key = (request.GET.get(name, "")[:200] for name in ("linh-vuc", "van-ban", "dieu"))
    if subject:
        return Scope(subject=get_object_or_404(Subject, slug=subject))
    act = _act(slug)
    if key and not (act.provisions.filter(key=key).exists() or act.summaries.filter(key=key, published=True).exists()):
        raise Http404
    return Scope(act=act, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    scope = _scope(request)
    form = FollowForm(request.POST if request.method == "POST" else None)
    context = {"scope": scope, "form": form, "can_send": following.can_send(), "sent": False}
    if form.is_bound and following.can_send() and form.is_valid():
        if not form.is_machine:
            following.ask(
                email=form.cleaned_data["email"],
                scope=scope,
                rhythm=form.cleaned_data["rhythm"],
                language=get_language() or "vi",
            )
        context["sent"] = True
    return render(request, "legal_library/follow.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_following(request: HttpRequest, token: str) -> HttpResponse:
    """A mail scanner opens addresses: only the button confirms."""
    wish = following.asked(token)
    if wish is None:
        return render(request, "legal_library/follow_gone.html", status=404)
    done = request.method == "POST"
    if done:
        following.confirm(wish)
    scope = scope_of(wish.follower)
    context = {"scope": scope, "done": done, "leaving": False, "daily": wish.rhythm == Follower.Rhythm.DAILY}
    return render(request, "legal_library/follow_confirm.html", context)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_following(request: HttpRequest, token: str) -> HttpResponse:
    """Mail programs leave by a bare POST (RFC 8058); the signature in the address is the only key it needs."""
    follower = following.leaving(token)
    if follower is None:
        return render(request, "legal_library/follow_gone.html", status=404)
    scope = scope_of(follower)
    done = request.method == "POST"
    if done:
        following.leave(follower)
    return render(request, "legal_library/follow_confirm.html", {"scope": scope, "done": done, "leaving": True})


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    act = _act(slug)
    key = request.GET.get("dieu", "").replace("\0", "")[:120]
    form = ReportForm(request.POST if request.method == "POST" else None)
    done = form.is_bound and form.is_valid()
    if done and not form.is_machine:
        open_ = ErrorReport.objects.filter(act=act, state=ErrorReport.State.OPEN)
        if open_.count() < _OPEN_REPORTS:
            ErrorReport.objects.create(act=act, key=key, message=form.cleaned_data["message"])
    context = {"act": act, "key": key, "place": act.key(key), "form": form, "done": done}
    return render(request, "legal_library/report.html", context)


@require_safe
@conditional_page
def subject(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Subject, slug=slug)
    scope = Scope(subject=found)
    changes = [(change_title(change), change_path(change), change) for change in scope.changes()[:30]]
    context = {"subject": found, "scope": scope, "changes": changes, "acts": shelf.of_subject(found)}
    return render(request, "legal_library/subject.html", context)


@require_safe
@conditional_page
def feed(request: HttpRequest, slug: str = "", place: str = "", field: str = "") -> HttpResponse:
    """Atom of the library, a text, an article or a field; the newest changes first."""
    if field:
        scope = Scope(subject=get_object_or_404(Subject, slug=field))
    elif slug:
        scope = Scope(act=_act(slug), key=place.lower())
    else:
        scope = Scope()
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    atom = Atom1Feed(
        title=writable(_("Thay đổi pháp luật: %(name)s") % {"name": scope.name}, soft_break=" "),
        link=base + scope.path,
        description="",
        feed_url=base + scope.feed_path,
        language="vi",
    )
    for change in scope.changes()[:_FEED_LENGTH]:
        atom.add_item(
            title=writable(change_title(change), soft_break=" "),
            link=base + change_path(change),
            description=writable(change_grounds(change)),
            unique_id=f"{base}/phap-luat/thay-doi/{change.pk}",
            pubdate=change.created_at,
            updateddate=change.created_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
