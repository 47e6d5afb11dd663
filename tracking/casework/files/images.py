"""The same picture without its secrets: re-encoded, upright, no place, device, comment or profile. Pure (R18, R19)."""

import io
import warnings
from collections.abc import Sequence
from typing import NamedTuple

import pillow_heif
from PIL import (
    Image,
    ImageCms,
    ImageDraw,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from . import refusals
from .refusals import Limits, Refusal

# Named one by one: only the decoders we mean to use are ever loaded.
_PLUGINS = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    WebPImagePlugin.WebPImageFile,
)
READABLE = (*(plugin.format for plugin in _PLUGINS), "HEIF")
JPEG, PNG = "jpg", "png"
_QUALITY = 90
# Above this a PNG is a photograph or a very long screen, and packing it as PNG costs seconds.
_LARGEST_PNG = 6_000_000

pillow_heif.register_heif_opener(thumbnails=False)
# The bound is ours, and stated before decoding; Pillow's own only warns.
Image.MAX_IMAGE_PIXELS = None


class Box(NamedTuple):
    """A part of a picture in percent of its sides, from the upper left corner."""

    left: float
    top: float
    width: float
    height: float


def re_encode(data: bytes, limits: Limits, black: Sequence[Box] = ()) -> tuple[bytes, str]:
    """(clean bytes, suffix): JPEG, or PNG where a picture of moderate size came as PNG.

    `black` parts are burnt into the pixels. A picture above `kept_pixels` is made smaller. Raises `Refusal` for what
    is broken or above `pixels`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _encode(*_open(data, limits), limits, black)
    except Refusal:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, RuntimeError) as broken:
        raise Refusal(refusals.BROKEN) from broken


def _open(data: bytes, limits: Limits) -> tuple[Image.Image, bool]:
    picture: Image.Image = Image.open(io.BytesIO(data), formats=READABLE)
    width, height = picture.size
    if width * height > limits.pixels:
        raise Refusal(refusals.TOO_MANY_PIXELS, {"megapixels": limits.pixels // 1_000_000})
    came_as_png = picture.format == "PNG"
    if picture.format in {"JPEG", "MPO"} and width * height > limits.kept_pixels:
        # The JPEG decoder can halve while decoding, which saves the memory of the full picture.
        picture.draft("RGB", (width // 2, height // 2))
    picture.load()
    return picture, came_as_png


def _encode(picture: Image.Image, came_as_png: bool, limits: Limits, black: Sequence[Box]) -> tuple[bytes, str]:
    upright = _plain(ImageOps.exif_transpose(picture))
    _blacken(upright, black)
    if upright.width * upright.height > limits.kept_pixels:
        scale = (limits.kept_pixels / (upright.width * upright.height)) ** 0.5
        size = (int(upright.width * scale), int(upright.height * scale))
        upright = upright.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if came_as_png and upright.width * upright.height <= _LARGEST_PNG:
        clean = _bytes_of(upright, "PNG")
        if len(clean) <= limits.file_bytes:
            return clean, PNG
    return _bytes_of(_opaque(upright), "JPEG"), JPEG


def _blacken(picture: Image.Image, boxes: Sequence[Box]) -> None:
    """Widened to whole pixels: half a pixel of a letter can be guessed from."""
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        left, top = int(box.left * picture.width / 100), int(box.top * picture.height / 100)
        right = -int(-(box.left + box.width) * picture.width // 100)
        bottom = -int(-(box.top + box.height) * picture.height // 100)
        draw.rectangle((left, top, right, bottom), fill="black")


def _plain(picture: Image.Image) -> Image.Image:
    """Only pixels: colours brought to sRGB, then a new image, so that no chunk of the old one can follow."""
    mode = "RGBA" if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info else "RGB"
    if picture.mode == "L" and mode == "RGB":
        mode = "L"
    coloured = _to_srgb(picture, mode).convert(mode)
    plain = Image.new(mode, coloured.size)
    plain.paste(coloured)
    return plain


def _to_srgb(picture: Image.Image, mode: str) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or mode == "L" or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return converted or picture


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _bytes_of(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "PNG":
        picture.save(out, kind, compress_level=4)
    else:
        picture.save(out, kind, quality=_QUALITY, optimize=False)
    return out.getvalue()
