"""How lists of the API are paged, and how often it may be asked.

Their own module: REST framework reads these while its views load, and `core.api` needs those views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.pagination import CursorPagination
from rest_framework.throttling import SimpleRateThrottle

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView


class CursorPages(CursorPagination):
    """Pages by cursor, newest first; `?limit=` up to 100."""

    page_size = 30
    page_size_query_param = "limit"
    max_page_size = 100
    ordering = "-id"


class MemberThrottle(SimpleRateThrottle):
    """Requests per member, or per address for who has no token."""

    scope = "member"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:  # noqa: ARG002
        """Return the key that this request is counted under."""
        ident = request.user.pk if request.user.is_authenticated else self.get_ident(request)
        return f"throttle_{ident}"
