"""Uploads become pictures of ours or are refused by name; nothing of them stays as it came."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin

from marketplace.core import images
from marketplace.core.conf import rules
from marketplace.core.images import ImageRefused, ReencodedImage, reencode

PAYLOAD = b"<script>alert(document.cookie)</script><?php system($_GET[0]); ?>"
ORIENTATION, GPS = 0x0112, 0x8825


def draw(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Draw a picture whose top left quarter is red, the rest blue."""
    image = Image.new("RGB", size, "blue")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="red")
    return image.convert(mode)


def encode(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def redraw(content: bytes, **options: Any) -> ReencodedImage:
    return reencode(io.BytesIO(content), **options)


def opened(drawn: ReencodedImage) -> Image.Image:
    image = Image.open(io.BytesIO(drawn.content), formats=["WEBP"])
    image.load()
    return image


def chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def png_of(width: int, height: int, *, depth: int = 1) -> bytes:
    """Write a PNG by hand: a few bytes that say they are a large picture."""
    header = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    row = b"\0" * (1 + (width * depth + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_reencode_draws_each_format_as_webp(kind: str) -> None:
    drawn = redraw(encode(draw(), kind))
    assert (drawn.content_type, drawn.extension) == ("image/webp", "webp")
    assert (drawn.width, drawn.height) == opened(drawn).size == (60, 40)
    red, _, blue = opened(drawn).convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert red - blue > 100


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_reencode_takes_every_colour_mode(mode: str) -> None:
    source = draw("L").convert("I;16") if mode == "I;16" else draw(mode)
    drawn = redraw(encode(source, "JPEG" if mode == "CMYK" else "PNG"))
    assert opened(drawn).size == (60, 40)
    red, _, blue = opened(drawn).convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert red - blue > (100 if mode in {"P", "RGB", "RGBA", "CMYK"} else -10)


def test_reencode_keeps_transparency_and_grey_of_sixteen_bits() -> None:
    clear = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    assert opened(redraw(encode(clear))).getpixel((4, 4))[3] == 0  # type: ignore[index]
    grey = Image.new("I;16", (8, 8), 32768)
    level = opened(redraw(encode(grey))).convert("L").getpixel((4, 4))
    assert isinstance(level, int | float)
    assert 120 < level < 136


def test_reencode_shrinks_to_the_longest_side_and_never_enlarges() -> None:
    wide = encode(draw(size=(400, 100)))
    assert (redraw(wide, max_side=200).width, redraw(wide, max_side=200).height) == (200, 50)
    assert (redraw(wide, max_side=9000).width, redraw(wide, max_side=9000).height) == (400, 100)
    thin = redraw(encode(draw(size=(3000, 2))), max_side=100)
    assert (thin.width, thin.height) == (100, 1)


def test_reencode_cuts_a_square_out_of_the_middle() -> None:
    drawn = redraw(encode(draw(size=(400, 100))), max_side=64, kind="square")
    assert (drawn.width, drawn.height) == (64, 64)
    small = redraw(encode(draw(size=(40, 30))), max_side=64, kind="square")
    assert (small.width, small.height) == (30, 30)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_reencode_turns_the_picture_upright(orientation: int) -> None:
    inverse: dict[int, Image.Transpose] = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = draw()
    held = upright.transpose(inverse[orientation]) if orientation in inverse else upright
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    drawn = opened(redraw(encode(held, "JPEG", exif=exif))).convert("RGB")
    assert drawn.size == (60, 40)
    corners = [drawn.getpixel(place) for place in ((3, 3), (56, 3), (3, 36), (56, 36))]
    reds = [isinstance(pixel, tuple) and pixel[0] > 150 for pixel in corners]
    assert reds == [True, False, False, False]


def test_reencode_drops_place_camera_profile_and_texts() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0110] = "SECRET description", "SECRET camera"
    exif.get_ifd(GPS)[2] = (24.0, 42.0, 0.0)
    exif.get_ifd(GPS)[1] = "N"
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "SECRET comment")
    texts.add_itxt("XML:com.adobe.xmp", "<x>SECRET xmp</x>")
    options: dict[str, dict[str, Any]] = {
        "JPEG": {"exif": exif, "comment": b"SECRET", "icc_profile": b"SECRET" * 30},
        "PNG": {"pnginfo": texts, "exif": exif, "icc_profile": b"SECRET" * 30},
        "WEBP": {"exif": exif, "xmp": b"SECRET", "icc_profile": b"SECRET" * 30},
    }
    for kind, extra in options.items():
        source = encode(draw(), kind, **extra)
        drawn = redraw(source)
        assert b"SECRET" not in drawn.content
        image = opened(drawn)
        assert dict(image.getexif()) == {}
        assert not image.getexif().get_ifd(GPS)
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)


@pytest.mark.parametrize(
    "hide",
    [
        lambda image: encode(image, "JPEG") + PAYLOAD,
        lambda image: encode(image, "JPEG", comment=PAYLOAD),
        lambda image: encode(image, "PNG") + PAYLOAD,
        lambda image: (
            encode(image, "PNG")[:33]
            + chunk(b"tEXt", b"Comment\0" + PAYLOAD)
            + encode(image, "PNG")[33:]
        ),
        lambda image: encode(image, "WEBP") + PAYLOAD,
        lambda image: encode(image, "WEBP", xmp=PAYLOAD),
        lambda image: encode(image, "JPEG") + b"PK\x03\x04" + PAYLOAD,
    ],
)
def test_reencode_keeps_nothing_of_a_file_with_two_faces(
    hide: Callable[[Image.Image], bytes],
) -> None:
    source = hide(draw())
    assert PAYLOAD in source
    drawn = redraw(source)
    assert PAYLOAD[:8] not in drawn.content
    assert opened(drawn).size == (60, 40)


def test_reencode_keeps_the_first_picture_of_an_animation() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    for kind in ("PNG", "WEBP"):
        source = encode(frames[0], kind, save_all=True, append_images=frames[1:])
        image = opened(redraw(source))
        assert getattr(image, "n_frames", 1) == 1
        pixel = image.convert("RGB").getpixel((10, 10))
        assert isinstance(pixel, tuple)
        assert pixel[0] > 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"GIF89a" + b"\0" * 100,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n%%EOF",
        b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj",
        b"<html><script>alert(1)</script></html>",
        b"MZ\x90\0" + b"\0" * 200,
        b"PK\x03\x04" + b"\0" * 200,
        b"#!/bin/sh\nid\n",
        b"push graphic-context\nfill 'url(https://evil.example/x.png\"|id\")'\npop graphic-context",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + PAYLOAD,
        b"\xff\xd8\xff\xe0" + PAYLOAD,
        b"\xff\xd8\xff\xd9",
        b"RIFF\xff\xff\xff\xffWEBPVP8 " + PAYLOAD,
        b"RIFF\x00\x00\x00\x00WEBP",
        encode(draw(size=(300, 300)).rotate(9))[:-400],
        png_of(0, 10),
        encode(draw(size=(300, 300)), "JPEG")[:-400],
        encode(draw(size=(300, 300)), "WEBP")[:-40],
        encode(draw(), "GIF"),
        encode(draw(), "BMP"),
        encode(draw(), "TIFF"),
        encode(draw(), "PPM"),
        encode(draw(), "ICO"),
        encode(draw(), "TGA"),
        encode(draw(), "JPEG2000"),
        encode(draw(), "PDF"),
        encode(draw(), "EPS"),
    ],
)  # fmt: skip
def test_reencode_refuses_what_is_no_picture_of_ours(content: bytes) -> None:
    with pytest.raises(images.NotAnImage) as refusal:
        redraw(content)
    assert (refusal.value.code, refusal.value.status) == ("not_an_image", 422)


@pytest.mark.parametrize(("width", "height"), [(20_000, 1_001), (20_000, 20_000), (2_000_000, 16)])
def test_reencode_refuses_a_bomb_before_decoding_it(width: int, height: int) -> None:
    bomb = png_of(width, height)
    assert len(bomb) < 200_000
    with pytest.raises(images.TooManyPixels) as refusal:
        redraw(bomb)
    assert refusal.value.code == "too_many_pixels"


def test_reencode_has_a_limit_of_pixels_for_each_format(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        source = encode(draw(), kind)
        monkeypatch.setitem(images.MOST_PIXELS, kind, 60 * 40)
        assert redraw(source).width == 60
        monkeypatch.setitem(images.MOST_PIXELS, kind, 60 * 40 - 1)
        with pytest.raises(images.TooManyPixels):
            redraw(source)


def test_reencode_shrinks_large_pictures_of_every_mode() -> None:
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        drawn = redraw(encode(draw(mode, size=(900, 300))), max_side=100)
        assert (drawn.width, drawn.height) == (100, 33)
        square = redraw(encode(draw(mode, size=(900, 300))), max_side=50, kind="square")
        assert (square.width, square.height) == (50, 50)


def test_reencode_refuses_a_header_that_promises_too_much() -> None:
    header = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
    liar = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0"))
    with pytest.raises(images.TooManyPixels):
        redraw(liar + chunk(b"IEND", b""))


def test_reencode_refuses_texts_that_unpack_to_megabytes() -> None:
    """A compressed text chunk of a few kilobytes must not grow without bounds."""
    packed = b"k\0\0" + zlib.compress(b"x" * 80_000_000, 9)
    plain = encode(draw(), "PNG")
    with pytest.raises(images.NotAnImage):
        redraw(plain[:33] + chunk(b"zTXt", packed) + plain[33:])


def test_reencode_refuses_a_file_that_is_too_large() -> None:
    with pytest.raises(images.ImageTooLarge) as refusal:
        redraw(encode(draw()) + b"\0" * rules().image_max_bytes)
    assert (refusal.value.code, refusal.value.params) == ("too_large", {"megabytes": 8})


def test_reencode_reads_from_the_beginning() -> None:
    stream = io.BytesIO(encode(draw()))
    stream.seek(20)
    assert reencode(stream).width == 60


SOURCES = [encode(draw(size=(16, 12)), kind) for kind in ("JPEG", "PNG", "WEBP")]


@given(
    st.sampled_from(SOURCES),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(0, 4000),
)
def test_reencode_draws_or_refuses_whatever_comes(
    source: bytes, changes: list[tuple[int, int]], length: int
) -> None:
    broken = bytearray(source)
    for place, value in changes:
        broken[place % len(broken)] = value
    cut = bytes(broken[: length or None])
    try:
        drawn = redraw(cut)
    except ImageRefused:
        return
    assert opened(drawn).size == (drawn.width, drawn.height)
