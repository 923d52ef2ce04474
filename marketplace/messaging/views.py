"""Pages of messaging: the inbox, a conversation, sending, what is new, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.ids import new_public_id
from marketplace.core.views import safe_next
from marketplace.messaging import queries, services
from marketplace.messaging.forms import MessageForm
from marketplace.messaging.models import Attachment, Conversation
from marketplace.messaging.policies import ContactDetail, find_contact_details

PAGES = "marketplace/messaging/"
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@login_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the member's conversations, by person, latest first."""
    unread_only = request.GET.get("unread") == "1"
    page, rows = queries.inbox_page(
        signed_in(request), number=request.GET.get("page", "1"), unread_only=unread_only
    )
    context = {"page": page, "rows": rows, "unread_only": unread_only}
    return render(request, f"{PAGES}inbox.html", context)


@dataclass
class Composer:
    """What stands in the composer: empty, or what is to be looked at again."""

    conversation: Conversation
    next_path: str
    message_form: MessageForm | None = None
    held: list[Attachment] = field(default_factory=list)
    details: list[ContactDetail] = field(default_factory=list)
    client_key: str = field(default_factory=new_public_id)


def _page(
    request: HttpRequest,
    conversation: Conversation,
    member: Member,
    *,
    composer: Composer | None = None,
    status: int = 200,
) -> HttpResponse:
    before = request.GET.get("before", "")
    thread = queries.read_thread(conversation, member, before=before)
    if not before:
        services.mark_thread_read(thread=thread, now=clock.now())
    context: dict[str, Any] = {
        "thread": thread,
        "subject": queries.subject_link(conversation),
        **vars(composer or Composer(conversation, next_path=conversation.get_absolute_url())),
    }
    return render(request, f"{PAGES}conversation.html", context, status=status)


@login_required
@require_GET
def show_conversation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a conversation; what is shown counts as read."""
    member = signed_in(request)
    return _page(request, queries.get_conversation_for(member, public_id), member)


@never_cache
@login_required
@require_GET
def news(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give what came after the message that the page shows last: 204 when nothing did."""
    member = signed_in(request)
    conversation = queries.get_conversation_for(member, public_id)
    after, is_seen = request.GET.get("after", ""), request.GET.get("seen") == "1"
    thread = queries.read_thread(conversation, member, after=after)
    if not thread.is_news_for(last_id=after, is_seen=is_seen):
        return HttpResponse(status=204)
    services.mark_thread_read(thread=thread, now=clock.now())
    return render(request, f"{PAGES}_messages.html", {"thread": thread})


@login_required
@require_POST
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send what was written. Contact details are pointed out first, and nothing typed is lost."""
    member = signed_in(request)
    conversation = queries.get_conversation_for(member, public_id)
    form = MessageForm(request.POST, request.FILES)
    next_path = safe_next(request, default=conversation.get_absolute_url())
    composer = Composer(conversation, next_path=next_path, message_form=form)
    if form.is_valid():
        composer.client_key = form.cleaned_data["client_key"] or composer.client_key
        with refusals_on(form):
            composer.held = _hold(form, conversation, member)
            composer.details = _details_to_mention(form)
            if not composer.details:
                services.send_message(
                    conversation=conversation.public_id,
                    author=member,
                    body=form.cleaned_data["body"],
                    held=[file.public_id for file in composer.held],
                    client_key=composer.client_key,
                    now=clock.now(),
                )
                return _sent(request, Composer(conversation, next_path=next_path))
    if _wants_part(request):
        return render(request, f"{PAGES}_composer.html", vars(composer), status=422)
    return _page(request, conversation, member, composer=composer, status=422)


def _wants_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _hold(form: MessageForm, conversation: Conversation, member: Member) -> list[Attachment]:
    waiting = queries.held_files(conversation, member, form.cleaned_data["held"])
    files = form.cleaned_data["uploads"]
    if not files:
        return waiting
    return waiting + services.hold_files(
        conversation=conversation, actor=member, files=files, now=clock.now()
    )


def _details_to_mention(form: MessageForm) -> list[ContactDetail]:
    if form.cleaned_data["as_is"]:
        return []
    return find_contact_details(form.cleaned_data["body"])


def _sent(request: HttpRequest, composer: Composer) -> HttpResponse:
    if not _wants_part(request):
        return redirect(f"{composer.next_path}#talk-end")
    response = render(request, f"{PAGES}_composer.html", vars(composer))
    response["HX-Trigger"] = "wz:message"
    return response


@login_required
@require_POST
def mute(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop notices about a conversation, or start them again."""
    member = signed_in(request)
    conversation = queries.get_conversation_for(member, public_id)
    services.mute_conversation(
        conversation=conversation, member=member, muted=request.POST.get("muted") == "1"
    )
    return redirect(conversation)


@login_required
@require_GET
def attachment(request: HttpRequest, public_id: str) -> FileResponse:
    """Give a file to those who take part. Only pictures that we encoded are shown in the page."""
    row = queries.get_attachment_for(signed_in(request), public_id)
    response = FileResponse(
        row.file.open("rb"),
        as_attachment=not row.is_image,
        filename=row.name,
        content_type=row.content_type,
    )
    response["Content-Security-Policy"] = FILE_POLICY
    response["Cache-Control"] = "private, max-age=3600"
    return response
