"""Files that pretend to be pictures, or are pictures with something in them."""

from __future__ import annotations

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

CANARY = b"canary-in-the-metadata"


def picture(
    *, kind: str = "PNG", size: tuple[int, int] = (800, 400), name: str = "work.png"
) -> SimpleUploadedFile:
    """Return a plain picture."""
    stream = io.BytesIO()
    Image.new("RGB", size, (179, 18, 63)).save(stream, kind)
    return SimpleUploadedFile(name, stream.getvalue(), content_type=f"image/{kind.lower()}")


def picture_with_metadata() -> SimpleUploadedFile:
    """Return a JPEG whose EXIF and comment carry the canary."""
    stream = io.BytesIO()
    directory = ImageFileDirectory_v2()
    directory[0x010E] = CANARY.decode()
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    Image.new("RGB", (300, 200), (20, 90, 100)).save(stream, "JPEG", exif=exif, comment=CANARY)
    return SimpleUploadedFile("photo.jpg", stream.getvalue(), content_type="image/jpeg")


def polyglot() -> SimpleUploadedFile:
    """Return a PNG followed by a page with a script."""
    body = picture().read() + b"<html><script>alert(1)</script>" + CANARY
    return SimpleUploadedFile("work.png.html", body, content_type="text/html")


def bomb() -> bytes:
    """Return a small PNG that claims 40,000 × 40,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1_000))
        + chunk(b"IEND", b"")
    )


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "script": b"<script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "bomb": bomb(),
    "cut": b"\x89PNG\r\n\x1a\n\x00\x00",
    "pdf": b"%PDF-1.4 " + b"x" * 200,
    "zip": b"PK\x03\x04" + b"x" * 200,
    "gif": b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00",
}
