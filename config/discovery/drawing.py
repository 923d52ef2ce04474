"""Share cards, drawn: a block of colour with its ornament, a title, who made it.

Text is shaped by libraqm, which comes inside Pillow's wheels: letters join, and lines of two
directions read as they should.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont, features

SIZE: Final = (1200, 630)
MARGIN: Final = 72
FONTS: Final = Path(__file__).parent / "fonts"
# Ground and ink of each category, as on the pages; peacock for what has none.
COLOURS: Final = {
    "design": ("#b4153f", "#ffffff"),
    "writing": ("#f3b62c", "#3a2a08"),
    "code": ("#1d4a9a", "#ffffff"),
    "translation": ("#5fc4cf", "#0d3a44"),
    "marketing": ("#f07a3a", "#3a1c08"),
    "audio": ("#642044", "#ffffff"),
    "business": ("#12694a", "#ffffff"),
    "teaching": ("#b6d45c", "#26320a"),
    "peacock": ("#0d5560", "#ffffff"),
}
SAFFRON: Final = "#f3b62c"
TITLE_SIZES: Final = (74, 62, 52)
MOST_LINES: Final = 4
RTL: Final = frozenset({"ar", "he", "ur"})
# Raised whenever the same card would be drawn another way: old files are then left alone.
VERSION: Final = 1


@dataclass(frozen=True)
class CardText:
    """What a card says. `lang` is the title's language, `page_lang` that of the small words."""

    title: str
    lang: str
    name: str
    detail: str
    tint: str
    page_lang: str
    initials: str


@dataclass(frozen=True)
class Voice:
    """A font in its size, with how far apart its lines stand."""

    font: ImageFont.FreeTypeFont
    lang: str
    line: int

    @property
    def direction(self) -> str:
        """The direction of the whole paragraph."""
        return "rtl" if self.lang in RTL else "ltr"

    def width(self, text: str) -> float:
        """How wide a line is."""
        return self.font.getlength(text, direction=self.direction, language=self.lang)


def can_shape() -> bool:
    """Whether this Pillow joins letters and orders directions."""
    return bool(features.check("raqm"))


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    layout = ImageFont.Layout.RAQM if can_shape() else ImageFont.Layout.BASIC
    return ImageFont.truetype(FONTS / f"{name}.ttf", size, layout_engine=layout)


def voice(lang: str, size: int, *, is_bold: bool = True) -> Voice:
    """Return the font of a language: Nastaliq for Urdu, which needs more room between lines."""
    if lang == "ur":
        return Voice(_font("cards-urdu-700", size * 9 // 10), lang, size * 2)
    name = "cards-700" if is_bold else "cards-400"
    return Voice(_font(name, size), lang, size * (140 if lang == "ar" else 125) // 100)


def wrap(text: str, by: Voice, width: float, most: int) -> tuple[list[str], bool]:
    """Break a text into lines between its words; says whether all of it found room."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and by.width(longer) <= width:
            lines[-1] = longer
        elif len(lines) == most:
            return [*lines[:-1], _cut(f"{lines[-1]} {word}", by, width)], False
        else:
            lines.append(_cut(word, by, width))
    return lines, True


def _cut(text: str, by: Voice, width: float) -> str:
    """Shorten a line that is too long, and say so by an ellipsis."""
    if by.width(text) <= width:
        return text
    while text and by.width(f"{text}…") > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Return the outline of an eight-point star: two squares over each other."""
    points = []
    for step in range(16):
        reach = radius if step % 2 == 0 else radius * 0.765
        points.append((x + reach * cos(step * pi / 8), y + reach * sin(step * pi / 8)))
    return points


@lru_cache(maxsize=2)
def _ornament(*, is_rtl: bool) -> Image.Image:
    """Return stars over the far side, fading towards the text, as a mask."""
    layer = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(layer)
    step = 118
    for row in range(SIZE[1] // step + 2):
        for column in range(SIZE[0] // step + 2):
            shape = _star(column * step + (row % 2) * step / 2, row * step, step * 0.44)
            pen.line([*shape, shape[0]], fill=255, width=3)
    fade = Image.new("L", (SIZE[0], 1))
    for x in range(SIZE[0]):
        far = (SIZE[0] - x if is_rtl else x) / SIZE[0]
        fade.putpixel((x, 0), int(max(0.0, far - 0.45) * 110))
    return Image.composite(fade.resize(SIZE), Image.new("L", SIZE, 0), layer)


def draw_card(card: CardText) -> bytes:
    """Draw a card as PNG; the same card gives the same bytes."""
    ground, ink = COLOURS.get(card.tint, COLOURS["peacock"])
    image = Image.new("RGB", SIZE, ground)
    is_rtl = card.page_lang in RTL
    image.paste(Image.new("RGB", SIZE, ink), mask=_ornament(is_rtl=is_rtl))
    pen = ImageDraw.Draw(image)
    _title(pen, card, ink)
    _foot(pen, card, ink, ground, is_rtl=is_rtl)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _title(pen: ImageDraw.ImageDraw, card: CardText, ink: str) -> None:
    width = SIZE[0] - 2 * MARGIN
    for size in TITLE_SIZES:
        by = voice(card.lang, size)
        most = min(MOST_LINES, 400 // by.line)
        lines, is_whole = wrap(card.title, by, width, most)
        if is_whole:
            break
    is_rtl = card.lang in RTL
    x = SIZE[0] - MARGIN if is_rtl else MARGIN
    for number, line in enumerate(lines):
        pen.text(
            (x, MARGIN + by.line * number + by.line // 2),
            line,
            font=by.font,
            fill=ink,
            anchor="rm" if is_rtl else "lm",
            direction=by.direction,
            language=by.lang,
        )


def _foot(pen: ImageDraw.ImageDraw, card: CardText, ink: str, ground: str, *, is_rtl: bool) -> None:
    """Write who made it at the reading side, and the platform's name at the other."""
    side, y = 84, SIZE[1] - MARGIN - 42
    near = SIZE[0] - MARGIN if is_rtl else MARGIN
    far = MARGIN if is_rtl else SIZE[0] - MARGIN
    left = near - side if is_rtl else near
    pen.rounded_rectangle((left, y - 42, left + side, y + 42), 20, fill=ink)
    letters = voice("ar", 34)
    pen.text((left + side / 2, y), card.initials, font=letters.font, fill=ground, anchor="mm")
    beside = near - side - 22 if is_rtl else near + side + 22
    anchor = "r" if is_rtl else "l"
    small = voice(card.page_lang, 30, is_bold=False)
    for text, by, offset in ((card.name, voice(card.page_lang, 34), -22), (card.detail, small, 24)):
        pen.text(
            (beside, y + offset),
            _cut(text, by, 620),
            font=by.font,
            fill=ink,
            anchor=f"{anchor}m",
            direction=by.direction,
            language=by.lang,
        )
    mark = voice("ar", 44)
    word = "وظّفني" if card.page_lang == "ar" else "Wazzifni"
    pen.polygon(_star(far + (30 if is_rtl else -30), y, 30), fill=SAFFRON)
    pen.text(
        (far + (76 if is_rtl else -76), y),
        word,
        font=mark.font,
        fill=ink,
        anchor="lm" if is_rtl else "rm",
    )
