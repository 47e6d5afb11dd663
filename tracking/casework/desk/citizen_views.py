"""The desk answers what a citizen asked: a wish to withdraw, and a bad rating that asks for a review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tracking.casework import casework

from .views import OneCaseView

MOST_RAW = 20_000


class _Answer(OneCaseView):
    """POST only; whoever may not write in this case meets what an absent one answers."""

    http_method_names = ["post"]
    done = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.access.write:
            raise Http404
        try:
            self.answer(request.POST.get("text", "")[:MOST_RAW], request)
        except casework.NotAllowed as refusal:
            messages.error(request, str(refusal))
        except ValueError:
            messages.error(request, "Xin chọn cách trả lời và viết lời cho người có đơn (không quá 4.000 ký tự).")
        else:
            messages.success(request, self.done)
        return redirect(self.case_address)

    def answer(self, text: str, request: HttpRequest) -> None:
        raise NotImplementedError


class WithdrawalView(_Answer):
    """Only that the case goes on all the same: to take the wish is a step, with a form of its own."""

    done = "Đã trả lời: vụ việc vẫn được giải quyết."

    def answer(self, text: str, request: HttpRequest) -> None:
        because = request.POST.get("because", "")
        casework.settle_all_the_same(case_id=self.case.pk, actor=self.person, text=text, because=because)


class ReviewView(_Answer):
    done = "Đã trả lời người có đơn về việc xem xét lại."

    def answer(self, text: str, request: HttpRequest) -> None:
        casework.answer_review(case_id=self.case.pk, actor=self.person, text=text)
