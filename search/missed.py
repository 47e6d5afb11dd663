"""The mailbox for "I did not find": a query and a sentence reach the librarian, and nothing about who wrote them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from .models import Missed
from .parameters import text_of
from .private import may_name_a_person

# So many may wait for the librarian; what comes beyond them is handed back, and its sender told.
_MOST_OPEN = 500
_PRIVATE = _("Xin bỏ số điện thoại, số giấy tờ, địa chỉ thư và mã hồ sơ: phần này không giữ thông tin của ông/bà.")

_FULL = _("Hộp thư của thủ thư đang đầy; lời báo chưa được chuyển. Xin gửi lại sau vài ngày.")


class MissedForm(forms.Form):
    query = forms.CharField(label=_("Ông/bà đã tìm gì"), max_length=200)
    wish = forms.CharField(
        label=_("Ông/bà mong thấy điều gì (không bắt buộc)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    website = forms.CharField(required=False)

    def clean_query(self) -> str:
        return _without_persons(text_of(self.cleaned_data["query"]))

    def clean_wish(self) -> str:
        return _without_persons(text_of(self.cleaned_data["wish"], most=500))

    @property
    def is_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))


def _without_persons(text: str) -> str:
    if may_name_a_person(text):
        raise forms.ValidationError(_PRIVATE)
    return text


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = MissedForm(request.POST)
    else:
        form = MissedForm(initial={"query": text_of(request.GET.get("q", ""))})
    done = form.is_bound and form.is_valid() and _kept(form)
    return render(request, "search/missed.html", {"form": form, "done": done})


def _kept(form: MissedForm) -> bool:
    """Keep it for the librarian; a full mailbox is an error of the form, which then still holds every word."""
    if form.is_machine:
        return True
    if Missed.objects.filter(settled=False).count() >= _MOST_OPEN:
        form.add_error(None, _FULL)
        return False
    Missed.objects.create(day=timezone.localdate(), query=form.cleaned_data["query"], wish=form.cleaned_data["wish"])
    return True
