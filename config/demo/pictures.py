"""Pictures drawn by the project: squares turned on squares, in the colours of the souq."""

from __future__ import annotations

from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw

COLOURS: dict[str, tuple[str, str, str]] = {
    "design": ("#b3123f", "#ffffff", "#f3b62c"),
    "writing": ("#f3b62c", "#3a2a08", "#ffffff"),
    "code": ("#1d4a9a", "#ffffff", "#66c6d0"),
    "translation": ("#66c6d0", "#0d3a44", "#ffffff"),
    "marketing": ("#f07a3a", "#3a1c08", "#ffffff"),
    "audio": ("#642044", "#ffffff", "#f3b62c"),
    "business": ("#12694a", "#ffffff", "#f3b62c"),
    "teaching": ("#b6d45c", "#26320a", "#ffffff"),
}
SIZE = (900, 600)
# What is measured below was drawn on a sheet of this width.
UNIT = SIZE[0] / 1200


def _star(x: float, y: float, radius: float, turn: float = 0.0) -> list[tuple[float, float]]:
    """Return the outline of an eight-point star: two squares over each other."""
    points = []
    for step in range(16):
        reach = radius if step % 2 == 0 else radius * 0.765
        angle = turn + step * pi / 8
        points.append((x + reach * cos(angle), y + reach * sin(angle)))
    return points


def draw(tint: str, number: int) -> BytesIO:
    """Draw one picture as PNG; the same tint and number give the same picture."""
    ground, ink, accent = COLOURS[tint]
    image = Image.new("RGB", SIZE, ground)
    pen = ImageDraw.Draw(image)
    step = round((150 + 25 * (number % 3)) * UNIT)
    for row in range(-1, SIZE[1] // step + 2):
        for column in range(-1, SIZE[0] // step + 2):
            x, y = column * step + (row % 2) * step / 2, row * step
            pen.line([*_star(x, y, step * 0.42), _star(x, y, step * 0.42)[0]], fill=accent, width=2)
    width, height = SIZE
    margin = (190 + 30 * number) * UNIT
    pen.rounded_rectangle(
        (margin, margin * 0.7, width - margin, height - margin * 0.7), 28 * UNIT, fill=ink
    )
    pen.polygon(_star(width / 2, height / 2, (150 - 18 * number) * UNIT), fill=ground)
    pen.polygon(_star(width / 2, height / 2, (84 - 10 * number) * UNIT, pi / 8), fill=accent)
    out = BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out
