"""The question before sending, said aloud in the language of the page."""

import io

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ranged_response import RangedFileResponse

from .challenges import question_of, speech_language
from .speech import spoken


@require_safe
def sound(request: HttpRequest, key: str) -> HttpResponse:
    """A short WAV; in parts when asked, for some players start no other way. 410 once the question is spent."""
    question = question_of(key)
    if question is None:
        return HttpResponse(status=410)
    response: HttpResponse = RangedFileResponse(
        request, io.BytesIO(spoken(question, speech_language())), content_type="audio/wav"
    )
    response["Cache-Control"] = "private, no-store"
    return response
