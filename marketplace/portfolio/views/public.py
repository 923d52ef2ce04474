"""A work for those who may see it, and its pictures."""

from __future__ import annotations

from urllib.parse import unquote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marketplace.accounts.queries import viewer
from marketplace.core.private_files import open_private
from marketplace.portfolio import queries

PICTURE_SECONDS = 3600


@require_safe
def work(request: HttpRequest, username: str, pk: str, slug: str) -> HttpResponse:
    """Show a work."""
    page = queries.get_work(viewer(request), username=username, pk=int(pk))
    address = page.item.get_absolute_url()
    if username != page.item.owner.username or unquote(slug) != (page.item.slug or "-"):
        return HttpResponsePermanentRedirect(address)
    owner = page.item.owner
    others = [card for card in queries.work_cards(owner, limit=4) if card.pk != page.item.pk]
    context = {
        "work": page,
        "item": page.item,
        "owner": owner,
        "others": others[:3],
        "image_paths": [reverse("portfolio:image", args=[one.public_id]) for one in page.images],
    }
    return render(request, "marketplace/portfolio/work.html", context)


@require_safe
def image(request: HttpRequest, public_id: str) -> FileResponse:
    """Hand out a picture; what isn't shown to all is kept by no cache between."""
    found = queries.get_image_for(viewer(request), public_id)
    response = FileResponse(open_private(str(found.file.name)), content_type="image/webp")
    scope = f"public, max-age={PICTURE_SECONDS}" if found.item.is_shown else "private, no-store"
    response["Cache-Control"] = scope
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
