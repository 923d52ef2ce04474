"""How the API asks a writer to look at a text once more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from rest_framework.response import Response

from marketplace.hiring.errors import TextNeedsALook
from marketplace.hiring.serializers import look_again_body


def looks_again(method: Callable[..., Response]) -> Callable[..., Response]:
    """Answer TextNeedsALook with 422 and the consent that sends exactly this text."""

    @wraps(method)
    def answer(*args: Any, **kwargs: Any) -> Response:
        try:
            return method(*args, **kwargs)
        except TextNeedsALook as found:
            return Response(look_again_body(found), status=found.status)

    return answer
