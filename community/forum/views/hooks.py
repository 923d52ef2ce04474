"""Where providers of mail post what came in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from community.forum.gateways import GATEWAYS, MailTooLarge, SignatureRefused, Source
from community.forum.services.inbound import receive_mail
from marketplace.core import clock
from marketplace.core.conf import rules


@csrf_exempt  # a provider posts here; its signature is the permission
@require_POST
def inbound_mail(request: HttpRequest, gateway: str) -> HttpResponse:
    """Take a provider's signed message; 200 means that it is kept, whatever becomes of it."""
    door = GATEWAYS.get(gateway)
    if door is None or not door.is_called or not door.is_configured:
        return JsonResponse({"code": "not_found"}, status=404)
    largest = rules().forum_mail_max_bytes
    if int(request.META.get("CONTENT_LENGTH") or 0) > largest * 2:
        return JsonResponse({"code": "too_large"}, status=413)
    source = Source(
        headers=request.headers,
        body=request.body,
        content_type=request.META.get("CONTENT_TYPE", ""),
        largest=largest,
    )
    try:
        kept = [
            receive_mail(raw=mail.raw, gateway=door.name, now=clock.now()).public_id
            for mail in door.receive(source, now=clock.now())
        ]
    except SignatureRefused:
        return JsonResponse({"code": "signature_refused"}, status=403)
    except MailTooLarge:
        return JsonResponse({"code": "too_large"}, status=413)
    return JsonResponse({"received": kept})
