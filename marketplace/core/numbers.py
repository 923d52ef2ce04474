"""Numbers as people type them: three sets of digits, several separators, invisible marks."""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Invalid
from marketplace.core.text import to_ascii_digits

LONGEST_TYPED_NUMBER: Final = 40

# Thousands in threes (1,234,567) or as counted in South Asia (12,34,567), or no groups at all.
WHOLE: Final = r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3})"
_WHOLE_NUMBER = re.compile(rf"[+-]?{WHOLE}")
# Bidirectional marks, embeddings, isolates, zero-width characters: they come with what is pasted.
_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SEPARATORS: Final = str.maketrans(
    {
        "\u066b": ".",  # Arabic decimal separator
        "\u066c": ",",  # Arabic thousands separator
        "\u060c": ",",  # Arabic comma, the one on the keyboard
        "'": ",",
        "\u2019": ",",
        "\u2212": "-",  # minus sign
        "\uff0d": "-",
        "\uff0b": "+",
    }
)


class NumberUnreadable(Invalid):
    """The text is no whole number."""

    code = "number_unreadable"
    message = _("Write a whole number such as %(example)s.")


def normalise_number(text: str) -> str:
    """Write digits and separators in ASCII: "١٬٢٣٤٫٥٠" -> "1,234.50". Checks nothing.

    Invisible marks go; spaces inside stand for thousands separators.
    """
    visible = to_ascii_digits(_INVISIBLE.sub("", text)).translate(_SEPARATORS)
    return re.sub(r"\s+", ",", visible.strip())


def parse_whole_number(text: str) -> int:
    """Read a whole number typed in any of the three sets of digits; raises NumberUnreadable."""
    written = normalise_number(text[: LONGEST_TYPED_NUMBER + 1])
    if len(text) > LONGEST_TYPED_NUMBER or not _WHOLE_NUMBER.fullmatch(written):
        raise NumberUnreadable(example="1,234")
    return int(written.replace(",", ""))
