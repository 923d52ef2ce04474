"""Pictures of members: decoded within limits and drawn anew, so that nothing of the upload stays.

What comes out is WebP made by us. Metadata (place, camera, thumbnails, colour profiles), appended
data and animation are gone; the orientation that a camera noted is carried out.
"""

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from marketplace.core.conf import rules
from marketplace.core.errors import Invalid

# Formats by their decoders (each one more is one more parser of hostile bytes), and the pixels
# that each may have so that decoding takes 250 MB at most. Phones send 12 million.
MOST_PIXELS: Final = {"JPEG": 30_000_000, "PNG": 16_000_000, "WEBP": 12_500_000}
LONGEST_SIDE: Final = 1600
QUALITY: Final = 82

ImageKind = Literal["picture", "square"]

# What Pillow's decoders raise on broken bytes.
_BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)


class ImageRefused(Invalid):
    """The upload becomes no picture."""


class NotAnImage(ImageRefused):
    """The bytes are no complete picture in a format of ours."""

    code = "not_an_image"
    message = _("This file is not a picture we can read. Send a JPEG, PNG or WebP file.")


class ImageTooLarge(ImageRefused):
    """The file is larger than a picture may be."""

    code = "too_large"
    message = _("This picture is too large: at most %(megabytes)s MB.")


class TooManyPixels(ImageRefused):
    """The picture would take too much memory to decode."""

    code = "too_many_pixels"
    message = _("This picture has too many pixels: at most %(megapixels)s megapixels.")


class Readable(Protocol):
    """An open binary file: an upload, a stored file, a buffer."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, /) -> int | None: ...


@dataclass(frozen=True, slots=True)
class ReencodedImage:
    """A picture that we drew: its bytes and its true size."""

    content: bytes
    content_type: str
    width: int
    height: int
    extension: str


def reencode(
    stream: Readable, *, max_side: int = LONGEST_SIDE, kind: ImageKind = "picture"
) -> ReencodedImage:
    """Decode a JPEG, PNG or WebP and draw it anew as WebP, no side longer than `max_side`.

    A `square` is cut out of the middle. Nothing is enlarged; of an animation the first picture
    stays. Size and pixels are checked before anything is decoded.
    Raises NotAnImage, ImageTooLarge, TooManyPixels.
    """
    source = io.BytesIO(_read(stream))
    try:
        with Image.open(source, formats=list(MOST_PIXELS)) as image:
            most = MOST_PIXELS[image.format or ""]
            if image.width * image.height > most:
                raise TooManyPixels(megapixels=most // 1_000_000)
            drawn = _draw(image, max_side, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise TooManyPixels(megapixels=min(MOST_PIXELS.values()) // 1_000_000) from bomb
    except _BROKEN as broken:
        raise NotAnImage from broken
    target = io.BytesIO()
    drawn.save(target, "WEBP", quality=QUALITY, method=4)
    return ReencodedImage(target.getvalue(), "image/webp", drawn.width, drawn.height, "webp")


def _read(stream: Readable) -> bytes:
    limit = rules().image_max_bytes
    stream.seek(0)
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise ImageTooLarge(megabytes=limit // (1024 * 1024))
    return content


def _draw(image: Image.Image, max_side: int, kind: ImageKind) -> Image.Image:
    """Return the pixels alone, turned upright, shrunk, on a canvas of ours."""
    image.draft(None, (max_side, max_side))
    orientation = image.getexif().get(0x0112, 1)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    side = min(image.size) if kind == "square" else max(image.size)
    pixels = _reduce(image, side // (2 * max_side)).convert(mode)
    if kind == "square":
        side = min(max_side, *pixels.size)
        pixels = ImageOps.fit(pixels, (side, side), Image.Resampling.LANCZOS)
    else:
        pixels.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    canvas = Image.new(mode, pixels.size)
    canvas.paste(pixels)
    turn = _TURNS.get(orientation)
    return canvas if turn is None else canvas.transpose(turn)


def _reduce(image: Image.Image, factor: int) -> Image.Image:
    """Average pixels before anything copies them, in a mode that can be averaged.

    Grey of 16 bits is scaled down, which `convert` would cut off instead.
    """
    if image.mode.startswith("I"):
        grey = image.convert("I").reduce(max(factor, 1))
        return grey.point(lambda level: level / 256).convert("L")
    if image.mode in {"1", "P", "PA"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.reduce(factor) if factor > 1 else image


# What the camera noted (EXIF orientation) -> how to turn the picture upright.
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
