"""The door for providers' messages."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from marketplace.core import clock
from marketplace.core.errors import DomainError
from marketplace.ledger import services

LARGEST_MESSAGE = 256 * 1024


@csrf_exempt
@require_POST
def gateway_webhook(request: HttpRequest, name: str) -> HttpResponse:
    """Take a provider's signed message; 200 means it is kept, whatever it says."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_MESSAGE:
        return JsonResponse({"code": "too_large"}, status=413)
    try:
        event = services.receive_webhook(
            gateway=name, headers=request.headers, body=request.body, now=clock.now()
        )
    except DomainError as refusal:
        return JsonResponse({"code": refusal.code}, status=refusal.status)
    return JsonResponse({"received": event.event_id})
