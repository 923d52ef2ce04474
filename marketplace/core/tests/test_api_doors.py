"""What anybody may send to the API: cursors, addresses, bodies of any size."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.api_defaults import MemberThrottle
from marketplace.core.idempotency import idempotent
from marketplace.core.json_parser import JSONParser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["abc", "9" * 30, "2026-01-01T00:00:00Z", "%00"])
def test_a_cursor_of_nobody_leads_nowhere(place: str, seller: Member) -> None:
    token = create_token(
        member=seller, name="t", scopes=["tokens:read", "briefs:read"], now=clock.now()
    )
    client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {token.key}"})
    cursor = b64encode(f"p={place}".encode()).decode()
    found = {
        path: client.get(f"/api/v1/{path}/", {"cursor": cursor}).status_code
        for path in ("tokens", "posted-briefs")
    }
    assert set(found.values()) <= {200, 404}, found


def test_nobody_uses_up_what_another_may_ask(seller: Member) -> None:
    requests = [
        APIRequestFactory().get("/", headers={"X-Forwarded-For": said})
        for said in ("1.1.1.1", str(seller.pk))
    ]
    throttle = MemberThrottle()
    keys = {throttle.get_cache_key(_View().initialize_request(one), _View()) for one in requests}
    assert keys == {"address:127.0.0.1"}
    force_authenticate(requests[0], user=seller)
    member = _View().initialize_request(requests[0])
    assert throttle.get_cache_key(member, _View()) == f"member:{seller.pk}"


class _View(APIView):
    parser_classes = [JSONParser, MultiPartParser]

    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        sent = request.data
        size = sum(len(one.read()) for one in request.FILES.values())
        return Response({"names": sorted(sent), "size": size}, status=201)


def post(member: Member, data: Any, *, kind: str = "multipart", key: str = "") -> Response:
    headers = {"Idempotency-Key": key} if key else {}
    request = APIRequestFactory().post("/door/", data, format=kind, headers=headers)
    force_authenticate(request, user=member)
    answer = _View.as_view()(request)
    assert isinstance(answer, Response)
    return answer


def test_a_large_file_comes_with_a_key_as_without(seller: Member, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    def upload(content: bytes, *, key: str) -> Response:
        file = SimpleUploadedFile("work.zip", content)
        return post(seller, {"text": "here", "files": file}, key=key)

    first = upload(b"x" * 5_000, key="one")
    assert (first.status_code, first.data) == (201, {"names": ["files", "text"], "size": 5_000})
    assert upload(b"x" * 5_000, key="one").data == first.data
    assert upload(b"y" * 5_000, key="one").status_code == 409


@pytest.mark.parametrize("key", ["", "two"], ids=["no key", "with a key"])
def test_a_body_has_its_limit(key: str, seller: Member, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = post(seller, {"a": "b" * 2_000}, kind="json", key=key)
    assert answer.status_code == 413
    assert json.loads(json.dumps(answer.data))["code"] == "body_too_large"
    assert post(seller, {"a": "b" * 500}, kind="json", key=f"{key}-").status_code == 201
