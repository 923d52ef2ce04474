"""Pages of messaging: the inbox, a conversation, sending, what is new, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.contact_details import ContactDetail
from marketplace.core.forms import refusals_on
from marketplace.core.ids import new_public_id
from marketplace.core.views import safe_next
from marketplace.messaging import policies, queries, services
from marketplace.messaging.errors import ContactDetailsFound
from marketplace.messaging.forms import MessageForm
from marketplace.messaging.models import Attachment, Conversation
from marketplace.messaging.queries import InboxBox

PAGES = "marketplace/messaging/"
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@login_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the member's conversations, by person, latest first."""
    asked = request.GET.get("box", "unread" if request.GET.get("unread") == "1" else "all")
    box = InboxBox(asked) if asked in ("unread", "archived") else InboxBox.ALL
    page, rows = queries.inbox_page(
        signed_in(request), number=request.GET.get("page", "1"), box=box
    )
    context = {"page": page, "rows": rows, "box": box.value}
    return render(request, f"{PAGES}inbox.html", context)


@dataclass
class Composer:
    """What stands in the composer: empty, or what is to be looked at again."""

    conversation: Conversation
    next_path: str
    message_form: MessageForm | None = None
    held: list[Attachment] = field(default_factory=list)
    details: list[ContactDetail] = field(default_factory=list)
    as_is: str = ""
    body: str = ""
    client_key: str = field(default_factory=new_public_id)


def _page(
    request: HttpRequest,
    conversation: Conversation,
    member: Member,
    *,
    composer: Composer | None = None,
    status: int = 200,
) -> HttpResponse:
    before, until = request.GET.get("before", ""), request.GET.get("until", "")
    thread = queries.read_thread(conversation, member, before=before, until=until)
    if not (before or until):
        services.mark_thread_read(thread=thread, now=clock.now())
    blocks = queries.blocks_among([member, *thread.others])
    context: dict[str, Any] = {
        "thread": thread,
        "is_past": bool(before or until),
        "subject": queries.subject_link(conversation),
        "things": queries.things_between(member, [one.pk for one in thread.others]),
        "talks": queries.other_talks(conversation, member),
        "mine": [blocked for blocker, blocked in blocks if blocker == member.pk],
        "can_write": not blocks or policies.can_write(member, conversation, thread.others),
        "replies": queries.saved_replies_of(member),
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
    is_valid = form.is_valid()
    composer.held = _held_before(form, conversation, member)
    if is_valid:
        composer.client_key = form.cleaned_data["client_key"] or composer.client_key
        with refusals_on(form):
            composer.held = _hold(form, conversation, member)
            try:
                _write(form, composer, member)
            except ContactDetailsFound as found:
                composer.details, composer.as_is = found.details, found.as_is
            else:
                return _sent(request, Composer(conversation, next_path=next_path))
    composer.body = request.POST.get("body", "")
    return _again(request, composer, member, status=422)


def _write(form: MessageForm, composer: Composer, member: Member) -> None:
    services.write_message(
        conversation=composer.conversation,
        author=member,
        body=form.cleaned_data["body"],
        held=[file.public_id for file in composer.held],
        client_key=composer.client_key,
        as_is=form.cleaned_data["as_is"],
        now=clock.now(),
    )


def _again(
    request: HttpRequest, composer: Composer, member: Member, *, status: int
) -> HttpResponse:
    if _wants_part(request):
        replies = queries.saved_replies_of(member)
        context = {**vars(composer), "replies": replies, "is_part": True}
        return render(request, f"{PAGES}_composer.html", context, status=status)
    return _page(request, composer.conversation, member, composer=composer, status=status)


def _wants_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _held_before(form: MessageForm, conversation: Conversation, member: Member) -> list[Attachment]:
    """Return the files that waited already: they stay, whatever is wrong with the rest."""
    return queries.held_files(conversation, member, form.cleaned_data.get("held") or ())


def _hold(form: MessageForm, conversation: Conversation, member: Member) -> list[Attachment]:
    waiting = _held_before(form, conversation, member)
    files = form.cleaned_data["uploads"]
    if not files:
        return waiting
    return waiting + services.hold_files(
        conversation=conversation, actor=member, files=files, now=clock.now()
    )


@login_required
@require_POST
def insert_reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a saved reply under what is typed; nothing is sent."""
    member = signed_in(request)
    conversation = queries.get_conversation_for(member, public_id)
    reply = queries.get_reply_for(member, request.POST.get("reply", ""))
    form = MessageForm(request.POST, request.FILES)
    others = queries.read_thread(conversation, member).others
    filled = queries.fill_reply(
        reply.body,
        name=others[0].display_name if others else "",
        me=member.display_name,
        title=conversation.title,
    )
    typed = request.POST.get("body", "").rstrip()
    composer = Composer(
        conversation,
        next_path=safe_next(request, default=conversation.get_absolute_url()),
        body=f"{typed}\n\n{filled}".strip(),
        message_form=form,
    )
    is_valid = form.is_valid()
    composer.held = _held_before(form, conversation, member)
    if is_valid:
        composer.client_key = form.cleaned_data["client_key"] or composer.client_key
        with refusals_on(form):
            composer.held = _hold(form, conversation, member)
    return _again(request, composer, member, status=422 if form.errors else 200)


def _sent(request: HttpRequest, composer: Composer) -> HttpResponse:
    if not _wants_part(request):
        return redirect(f"{composer.next_path}#talk-end")
    replies = queries.saved_replies_of(signed_in(request))
    context = {**vars(composer), "replies": replies, "is_part": True}
    response = render(request, f"{PAGES}_composer.html", context)
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
@require_POST
def archive(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a conversation away, or bring it back."""
    member = signed_in(request)
    conversation = queries.get_conversation_for(member, public_id)
    archived = request.POST.get("archived") == "1"
    services.archive_conversation(
        conversation=conversation, member=member, archived=archived, now=clock.now()
    )
    if not archived:
        return redirect(conversation)
    messages.success(request, _("Put away. A new message brings it back."))
    return redirect("messaging:inbox")


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
