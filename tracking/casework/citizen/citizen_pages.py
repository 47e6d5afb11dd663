"""What all personal pages have in common: kept nowhere, found by no search engine, no code in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from ..codes import LENGTH, normalise

View = Callable[..., HttpResponse]

_CODE_NAMES = frozenset({"code", "ma", "token"})


def personal(view: View) -> View:
    """No copy in any cache, no index, no word of the form in an error report, and no code taken from the address."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if carries_code(request):
            # Whatever stands around the page may print its own address; then without the secret.
            request.GET, request.META["QUERY_STRING"] = QueryDict(), ""
            response = render(request, "casework/citizen/code_in_address.html", status=400)
        else:
            response = view(request, *args, **kwargs)
        return keep_private(response)

    hidden: View = sensitive_post_parameters()(answer)
    return hidden


def address_of(request: HttpRequest) -> str:
    """The client as the limits see it, behind whatever trusted proxies; only ever used to count."""
    return str(getattr(request, "client_address", "") or request.META.get("REMOTE_ADDR", ""))


def keep_private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def carries_code(request: HttpRequest) -> bool:
    """Whether a secret stands in the address, where histories and logs would keep it."""
    return any(
        name.lower() in _CODE_NAMES or normalise(value) is not None or _is_shaped_like_code(value)
        for name, values in request.GET.lists()
        for value in values
    )


def _is_shaped_like_code(value: str) -> bool:
    parts = value.replace(" ", "-").split("-")
    return len(parts) == 4 and all(len(part) == LENGTH // 4 and part.isalnum() for part in parts)
