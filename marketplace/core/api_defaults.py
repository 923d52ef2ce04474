"""How lists of the API are paged, and how often it may be asked.

Their own module: REST framework reads these while its views load, and `core.api` needs those views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.throttling import SimpleRateThrottle
from typing_extensions import override

from marketplace.core.ratelimit import wait_for

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView


class CursorPages(CursorPagination):
    """Pages by cursor, newest first; `?limit=` up to 100."""

    page_size = 30
    page_size_query_param = "limit"
    max_page_size = 100
    ordering = "-id"

    @override
    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> Any:
        """Return the page's rows; 404 for a cursor that no page of ours has given out."""
        try:
            return super().paginate_queryset(queryset, request, view=view)
        except (ValueError, ValidationError) as error:
            cursor = getattr(self, "cursor", None)
            if cursor is None or cursor.position is None:
                raise
            raise NotFound(self.invalid_cursor_message) from error


class MemberThrottle(SimpleRateThrottle):
    """Requests per member, or per address for who has no token.

    REST framework's own keeps each moment of the last hour in the cache and sends all of them to
    and fro; this one counts (`core.ratelimit`).
    """

    scope = "member"
    num_requests: int | None
    duration: int | None
    _wait = 0.0

    @override
    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        """Return the key that this request is counted under: no address is like a member's."""
        if request.user.is_authenticated:
            return f"member:{request.user.pk}"
        return f"address:{self.get_ident(request)}"

    @override
    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count the request, and tell whether it is within the rate."""
        who = self.get_cache_key(request, view)
        if who is None or self.num_requests is None or self.duration is None:
            return True
        rate = f"{self.num_requests} per {self.duration} second"
        self._wait = wait_for(rate=rate, name="api", who=who)
        return self._wait == 0

    @override
    def wait(self) -> float:
        """Return after how many seconds the next request is let through."""
        return self._wait
