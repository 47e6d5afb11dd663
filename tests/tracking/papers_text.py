"""What a reader, or a machine reading aloud, finds on a PDF."""

import io
import unicodedata

from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """All its words in order, composed, blanks and line ends as one blank."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    plain = unicodedata.normalize("NFC", " ".join(pages)).replace("\u200b", "")
    return " ".join(plain.split())


def page_count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def text_between(pdf: bytes, low: float, high: float, page: int = 0) -> str:
    """The words of a page whose baseline lies between two heights, in points from the lower edge."""
    found: list[str] = []

    def see(text: str, user: list[float], matrix: list[float], *_rest: object) -> None:
        height = matrix[5] * user[3] + user[5]
        if low <= height < high:
            found.append(text)

    PdfReader(io.BytesIO(pdf)).pages[page].extract_text(visitor_text=see)
    return " ".join(unicodedata.normalize("NFC", "".join(found)).split())


def profiles(pdf: bytes) -> bytes:
    """The metadata stream, which names the archive and accessibility profiles."""
    metadata = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Metadata"]
    data: bytes = metadata.get_object().get_data()
    return data
