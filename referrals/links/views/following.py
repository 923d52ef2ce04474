"""Coming by a link: the visit is recorded, and the page that it leads to opens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from marketplace.core import clock
from marketplace.core.addresses import in_language
from marketplace.core.conf import rules
from marketplace.core.errors import Invalid, NotFound
from referrals.links import services
from referrals.links.adapters import recording, visitors
from referrals.links.services import Coming, Followed

NOT_COUNTED = Coming(counts=False)


def _target(request: HttpRequest, followed: Followed, lang: str) -> str:
    """Return where the link leads, in the reader's language; a page named in the address first."""
    wanted = request.GET.get("to", "")
    path = followed.path
    if wanted:
        try:
            path = services.clean_path(wanted)
        except Invalid:
            path = followed.path
    return in_language(path, lang)


def _follow(key: str, coming: Coming) -> Followed:
    followed = services.record_visit(key=key, coming=coming, now=clock.now())
    if followed is None:
        raise NotFound
    return followed


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """Record the visit and lead on; where a yes is needed first, ask for it once."""
    lang = translation.get_language_from_request(request)[:2]
    if request.method == "POST":
        return _answered(request, key, lang)
    if visitors.must_ask(request, visitors.country_of(request)):
        return _ask(request, _follow(key, NOT_COUNTED), lang)
    coming = recording.coming_now(request)
    followed = _follow(key, coming or NOT_COUNTED)
    response = redirect(_target(request, followed, lang))
    if coming is not None and followed.is_touch:
        visitors.keep_visitor(response, coming.visitor)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _ask(request: HttpRequest, followed: Followed, lang: str) -> HttpResponse:
    with translation.override(lang):
        context = {
            "target": _target(request, followed, lang),
            "days": rules().touch_days,
            "asked": request.get_full_path(),
        }
        response = render(request, "referrals/links/remember.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _answered(request: HttpRequest, key: str, lang: str) -> HttpResponse:
    answer = visitors.YES if request.POST.get("answer") == visitors.YES else visitors.NO
    if answer == visitors.YES:
        request.COOKIES[visitors.ANSWER] = answer
    coming = recording.coming_now(request) if answer == visitors.YES else None
    followed = _follow(key, coming or NOT_COUNTED)
    response = redirect(_target(request, followed, lang))
    visitors.keep_answer(response, answer)
    if coming is not None and followed.is_touch:
        visitors.keep_visitor(response, coming.visitor)
    response["Cache-Control"] = "no-store"
    return response
