"""Who passes into the club's inner pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from community.gurus.policies import is_of_the_club
from marketplace.accounts.queries import signed_in
from marketplace.core.errors import NotFound

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def club(view: View[P]) -> View[P]:
    """Guard a page of the club: gurus and community managers; there is none for others."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_of_the_club(signed_in(request)):
            raise NotFound
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)
