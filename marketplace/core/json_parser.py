"""JSON bodies whose texts can be kept: what no database can write is refused at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO, Any, Final

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser as PlainParser
from typing_extensions import override

# Half of a pair of UTF-16: JSON can name it ("\\ud800"), UTF-8 can't write it.
_HALVES: Final = re.compile("[\ud800-\udfff]")
_NUL: Final = "\x00"


class JSONParser(PlainParser):
    """REST framework's parser, but bodies with text that can't be kept are refused with 400."""

    @override
    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            sent: Any = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(_("The body is nested too deeply.")) from None
        _refuse_halves(sent)
        return sent


def _refuse_halves(sent: Any) -> None:
    """Walk without recursion: bodies may be nested as deeply as Python reads them."""
    waiting = [sent]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if _HALVES.search(one):
                raise ParseError(
                    _("A text holds half of a surrogate pair (U+D800 to U+DFFF): it is no sign.")
                )
        elif isinstance(one, dict):
            if any(_NUL in name for name in one):
                raise ParseError(_("A name in the body holds U+0000, which can’t be kept."))
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
