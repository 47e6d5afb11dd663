"""May this file be taken, and in what form is it kept? Pure: bytes in, answer out, never an exception (R16–R19).

| taken | kept as | why |
|---|---|---|
| JPG, PNG, WebP, HEIC | JPG or PNG | what phones make; re-encoded: no place, no device, no polyglot |
| PDF | as sent | scans and decisions; open, no script, nothing packed inside |
| DOCX, XLSX | as sent | letters and tables; no macro, no remote part, nothing packed inside |
| TXT | UTF-8 text | saved conversations |
| MP3, M4A, MP4, MOV | streams only | recordings from phones; structure walked, tags blanked |

Content and suffix must agree. Among pictures they may differ: phones often name one kind as another, and we re-encode.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from . import file_names, images, media_checks, package_checks, pdf_checks, refusals
from .refusals import Limits, Refusal

CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
}
IMAGE_SUFFIXES = frozenset({"jpg", "jpeg", "jfif", "png", "webp", "heic", "heif"})
ACCEPTED_SUFFIXES = IMAGE_SUFFIXES | CONTENT_TYPES.keys()


@dataclass(frozen=True)
class StagedFile:
    """A file that passed: safe name, fixed type, the bytes to keep and their SHA-256 (hex)."""

    shown_name: str
    content_type: str
    data: bytes = field(repr=False)
    sha256: str

    @classmethod
    def of(cls, shown_name: str, content_type: str, data: bytes) -> "StagedFile":
        return cls(shown_name, content_type, data, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True)
class Refused:
    """A file that did not pass. `reason` is a whole sentence; `sentence` and `values` let it be said in English too."""

    shown_name: str
    reason: str
    sentence: str = ""
    values: dict[str, object] = field(default_factory=dict)

    @classmethod
    def because(cls, shown_name: str, refusal: Refusal) -> "Refused":
        values = dict(refusal.values)
        return cls(shown_name, refusal.sentence % values, refusal.sentence, values)


def inspect(name: str, data: bytes, limits: Limits) -> StagedFile | Refused:
    """The file as it will be kept, or why it is not taken."""
    suffix = file_names.suffix_of(name)
    try:
        kept, kept_suffix = _inspect(suffix, data, limits)
        if len(kept) > limits.file_bytes:
            raise _too_large(limits)
    except Refusal as refusal:
        return Refused.because(file_names.shown_name(name), refusal)
    except (
        Exception
    ):  # whatever a hostile file does to a decoder, the citizen gets an answer and the rest of the form lives
        return Refused.because(file_names.shown_name(name), Refusal(refusals.BROKEN))
    return StagedFile.of(file_names.shown_name(name, kept_suffix), CONTENT_TYPES[kept_suffix], kept)


def _too_large(limits: Limits) -> Refusal:
    return Refusal(refusals.TOO_LARGE, {"megabytes": limits.file_bytes // refusals.MEGABYTE})


def _inspect(suffix: str, data: bytes, limits: Limits) -> tuple[bytes, str]:
    if not data:
        raise Refusal(refusals.EMPTY)
    if len(data) > limits.file_bytes:
        raise _too_large(limits)
    found = detect(data)
    if suffix not in ACCEPTED_SUFFIXES:
        raise _not_taken(suffix, found)
    family = "image" if suffix in IMAGE_SUFFIXES else suffix
    if not _agree(family, found):
        raise Refusal(_REFUSED_CONTENT.get(found, refusals.MISMATCH), {"suffix": suffix})
    if family not in {"docx", "xlsx"} and zipfile.is_zipfile(io.BytesIO(data)) and family != "image":
        raise Refusal(refusals.TWO_FACED)
    return _KEEPERS[family](data, suffix, limits)


def _not_taken(suffix: str, found: str) -> Refusal:
    if not suffix:
        return Refusal(_REFUSED_CONTENT.get(found, refusals.NO_SUFFIX))
    sentence = _REFUSED_SUFFIX.get(suffix) or _REFUSED_CONTENT.get(found) or refusals.UNKNOWN
    return Refusal(sentence, {"suffix": suffix})


def _agree(family: str, found: str) -> bool:
    if family in {"docx", "xlsx"}:
        return found == "zip"
    if family in {"mp4", "mov", "m4a"}:
        return found == "film"
    return family == found


# --- what the bytes are --------------------------------------------------------------------------------------------

_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_SIGNATURES = (
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "archive"),
    (b"ID3", "mp3"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
    (b"{\\rtf", "other office"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"MSCF", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\x4c\0\0\0\x01\x14\x02\0", "program"),
    (b"dex\n", "program"),
    (b"GIF8", "other image"),
    (b"BM", "other image"),
    (b"II*\0", "other image"),
    (b"MM\0*", "other image"),
    (b"\x1aE\xdf\xa3", "other media"),
    (b"OggS", "other media"),
    (b"fLaC", "other media"),
    (b"0&\xb2u", "other media"),
    (b"#!AMR", "other media"),
)
_SVG = re.compile(rb"<svg[\s>:]|<!doctype\s+svg|/2000/svg", re.IGNORECASE)
_MARKUP = re.compile(rb"<(!doctype|html|head|body|script|iframe|object|embed|meta|\?php|\?xml|%|hta:)", re.IGNORECASE)
_HEAD = 4096


def detect(data: bytes) -> str:
    """Family of the content: image, pdf, zip, mp3, film, txt, or the name of something not taken."""
    head = data[:_HEAD]
    if _riff(head):
        return _riff(head)
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in _HEIF_BRANDS else "film"
    if head.startswith(b"\xff") and len(head) > 1 and head[1] & 0xE6 == 0xE2:
        return "mp3"
    # Before "#!", which begins it.
    if head.startswith(b"#!AMR"):
        return "other media"
    for signature, family in _SIGNATURES:
        if head.startswith(signature):
            return family
    return _text_family(head)


def _riff(head: bytes) -> str:
    if head[:4] != b"RIFF":
        return ""
    return "image" if head[8:12] == b"WEBP" else "other media"


def _text_family(head: bytes) -> str:
    plain = head.replace(b"\0", b"")
    if _SVG.search(plain):
        return "svg"
    if _MARKUP.search(plain):
        return "web page"
    return "txt"


_REFUSED_CONTENT = {
    "svg": refusals.SVG,
    "web page": refusals.WEB_PAGE,
    "program": refusals.PROGRAM,
    "archive": refusals.ARCHIVE,
    "old office": refusals.OLD_OFFICE,
    "other office": refusals.OTHER_OFFICE,
    "other image": refusals.OTHER_IMAGE,
    "other media": refusals.OTHER_MEDIA,
}
_BY_SENTENCE = {
    refusals.SVG: "svg svgz",
    refusals.WEB_PAGE: "html htm xhtml xht shtml mht mhtml xml xsl hta php asp aspx jsp url webloc",
    refusals.PROGRAM: "exe dll com scr bat cmd ps1 vbs vbe js jse wsf wsh msi lnk jar apk ipa sh py pl rb reg cpl "
    "pif chm iso img",
    refusals.ARCHIVE: "zip rar 7z gz tgz tar bz2 xz cab zst arj lzh ace",
    refusals.MACRO: "docm dotm xlsm xltm xlam xlsb pptm potm ppsm",
    refusals.OLD_OFFICE: "doc dot xls xlt ppt",
    refusals.OTHER_OFFICE: "rtf odt ods odp pages numbers pptx wps md csv xps",
    refusals.OTHER_IMAGE: "gif bmp tif tiff psd ico avif raw dng jp2 eps ai",
    refusals.OTHER_MEDIA: "avi mkv webm wmv flv mpg mpeg wav wma ogg oga opus flac amr aac 3gp 3gpp m4v ts",
}
_REFUSED_SUFFIX = {suffix: sentence for sentence, names in _BY_SENTENCE.items() for suffix in names.split()}


# --- how each family is kept ---------------------------------------------------------------------------------------

Keeper = Callable[[bytes, str, Limits], tuple[bytes, str]]
_PLAIN_CONTROLS = frozenset("\t\n\r\f")


def _keep_image(data: bytes, suffix: str, limits: Limits) -> tuple[bytes, str]:
    return images.re_encode(data, limits)


def _keep_pdf(data: bytes, suffix: str, limits: Limits) -> tuple[bytes, str]:
    pdf_checks.check(data, limits)
    return data, suffix


def _keep_package(data: bytes, suffix: str, limits: Limits) -> tuple[bytes, str]:
    package_checks.check(data, suffix, limits)
    return data, suffix


def _keep_film(data: bytes, suffix: str, limits: Limits) -> tuple[bytes, str]:
    return media_checks.tidy_film(data, suffix), suffix


def _keep_sound(data: bytes, suffix: str, limits: Limits) -> tuple[bytes, str]:
    return media_checks.tidy_sound(data), suffix


def _keep_text(data: bytes, suffix: str, limits: Limits) -> tuple[bytes, str]:
    code = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(code)
    except UnicodeDecodeError as not_text:
        raise Refusal(refusals.NOT_TEXT) from not_text
    if any(unicodedata.category(c) == "Cc" and c not in _PLAIN_CONTROLS for c in text):
        raise Refusal(refusals.NOT_TEXT)
    if _text_family(text.encode()[:_HEAD]) != "txt":
        raise Refusal(refusals.WEB_PAGE)
    return unicodedata.normalize("NFC", text).encode(), suffix


_KEEPERS: dict[str, Keeper] = {
    "image": _keep_image,
    "pdf": _keep_pdf,
    "docx": _keep_package,
    "xlsx": _keep_package,
    "txt": _keep_text,
    "mp3": _keep_sound,
    "m4a": _keep_film,
    "mp4": _keep_film,
    "mov": _keep_film,
}
