"""`/huong-dan-su-dung/` for citizens, `/admin/huong-dan-su-dung/<role>/` for the desk."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from portal.desk.views import DeskView

from .reading import CITIZEN, Handbook, handbook, handbooks


@require_safe
def for_citizens(request: HttpRequest) -> HttpResponse:
    language = translation.get_language() or "vi"
    response = render(request, "portal/handbook.html", {"book": handbook(CITIZEN, language)})
    patch_cache_control(response, public=True, max_age=60)
    return response


class HandbookView(DeskView):
    """Every signed-in person may read every guide: they tell how, never about whom."""

    template_name = "portal/desk/handbook.html"
    header_icon = "help"

    @property
    def page_title(self) -> str:
        return self._book().title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = [book for book in handbooks() if book.role not in (CITIZEN, self.kwargs["role"])]
        return super().get_context_data(**kwargs) | {"book": self._book(), "others": others}

    def _book(self) -> Handbook:
        try:
            return handbook(self.kwargs["role"])
        except KeyError:
            raise Http404 from None
