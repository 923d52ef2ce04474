"""A repeated POST gets the first answer, but for one that only said "not now"."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core.errors import Conflict, DomainError, TooManyRequests
from marketplace.core.idempotency import idempotent
from marketplace.core.models import IdempotencyRecord

pytestmark = pytest.mark.django_db


class AwayForNow(DomainError):
    status = 503


class _In(serializers.Serializer[Any]):
    colour = serializers.ChoiceField(["red"])


class _Paint(APIView):
    refusals: ClassVar[list[DomainError]] = []

    @idempotent(required=True)
    def post(self, request: Request) -> Response:
        if self.refusals:
            raise self.refusals.pop()
        asked = _In(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response({"painted": asked.validated_data["colour"]}, status=201)


def paint(member: Member, colour: str = "red", *, key: str = "k") -> Response:
    request = APIRequestFactory().post(
        "/paint/", {"colour": colour}, format="json", headers={"Idempotency-Key": key}
    )
    force_authenticate(request, user=member)
    answer = _Paint.as_view()(request)
    assert isinstance(answer, Response)
    return answer


@pytest.mark.parametrize("refusal", [TooManyRequests(), AwayForNow()])
def test_what_was_refused_for_now_is_done_when_it_comes_again(
    seller: Member, refusal: DomainError
) -> None:
    _Paint.refusals.append(refusal)
    assert paint(seller).status_code == refusal.status
    again = paint(seller)
    assert (again.status_code, again.data) == (201, {"painted": "red"})


def test_any_other_refusal_stays_the_answer(seller: Member) -> None:
    _Paint.refusals.append(Conflict())
    assert [paint(seller).status_code for _ in range(2)] == [409, 409]
    assert IdempotencyRecord.objects.count() == 1


def test_a_refusal_that_repeats_a_nul_is_an_answer(seller: Member) -> None:
    first, again = paint(seller, "re\x00d"), paint(seller, "re\x00d")
    assert (first.status_code, again.status_code) == (422, 422)
    assert "re\ufffdd" in str(again.data["fields"]["colour"])
