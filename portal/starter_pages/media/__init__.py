"""The film and the sound we made ourselves: slides in the portal's colours, read by espeak-ng. Loaded as documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

FOLDER = Path(__file__).parent
TITLES = {
    "bon-con-so.mp4": "Phim: bốn con số khi khiếu nại",
    "bon-con-so.mp3": "Bài nghe: bốn con số khi khiếu nại",
}


def document(name: str) -> Any:
    """The document of that file, made once; an office that changed or took it away keeps its own way."""
    model = get_document_model()
    known = model.objects.filter(title=TITLES[name]).first()
    if known is not None:
        return known
    data = (FOLDER / name).read_bytes()
    return model.objects.create(title=TITLES[name], file=ContentFile(data, name=name), file_size=len(data))
