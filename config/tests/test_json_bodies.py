"""Text that nothing can keep: halves of surrogate pairs are refused, wherever they are sent."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern
from rest_framework.parsers import JSONParser as PlainParser
from rest_framework.views import APIView

from config.api import routes
from config.testing import MakeMember
from marketplace.accounts.choices import Role
from marketplace.accounts.models import ApiToken, Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
def api_views() -> dict[str, type[APIView]]:
    """Return the views of the API that take a body, by their path."""
    found: dict[str, type[APIView]] = {}
    for one in routes():
        view = getattr(getattr(one, "callback", None), "cls", None)
        if isinstance(one, URLPattern) and isinstance(view, type) and issubclass(view, APIView):
            found[str(one.pattern)] = view
    return found

@pytest.mark.django_db
def test_x(member_factory: MakeMember, settings) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    m = member_factory("noor", roles=[r.value for r in Role])
    from marketplace.accounts import choices
    from marketplace.core.api import HasScope
    scopes=set()
    for v in api_views().values():
        for p in v.permission_classes:
            scopes |= {getattr(p,'read_scope',''), getattr(p,'write_scope','')}
    key = create_token(member=m, name="t", scopes=sorted(scopes-{''}), now=clock.now()).key
    c=Client(raise_request_exception=False, headers={"authorization": f"Bearer {key}"})
    for path, v in api_views().items():
        if "<" in path or not hasattr(v,'post'): continue
        r=c.post("/api/v1/"+path, b'{"name": "\\ud800", "\\udfff": ["\\udc00"]}', content_type="application/json")
        print(path, r.status_code, r.content[:90])
    r=c.post("/api/v1/forum/topics/", b'{"name": '+b'['*100000, content_type="application/json")
    print(r.status_code, r.content[:200])
    assert 0
