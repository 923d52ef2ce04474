"""The book of clients: a list, one client, what is written about them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.money import Money
from marketplace.core.spreadsheets import write_csv
from marketplace.ledger.queries import fee_terms
from marketplace.relationships import queries, services
from marketplace.relationships.choices import TOLD_SOURCES, Feeling, Source
from marketplace.relationships.errors import LinesWrong
from marketplace.relationships.forms import (
    ContactForm,
    DealForm,
    ImportForm,
    InviteForm,
    NoteForm,
    ReminderForm,
    SearchForm,
)
from marketplace.relationships.models import Contact
from marketplace.relationships.queries.months import local_day

PAGES = "marketplace/relationships/"
ON_A_PAGE = 30
LINES_IN_FILE = 5_000


@login_required
@require_safe
@never_cache
def book(request: HttpRequest) -> HttpResponse:
    """Show the clients with what came of each, and what is to be done today."""
    owner, now = signed_in(request), clock.now()
    form = SearchForm(request.GET)
    form.is_valid()
    sought = form.cleaned_data
    rows = queries.contacts_of(
        owner,
        text=sought.get("q", ""),
        tag=sought.get("tag", ""),
        source=sought.get("source", ""),
    )
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.contact_rows(list(page.object_list), owner),
        "form": form,
        "sought": sought,
        "is_sought": any(sought.values()),
        "tags": queries.tags_of(owner),
        "reminders": queries.due_reminders_of(owner, now=now),
        "sources": dict(Source.choices),
        "feelings": dict(Feeling.choices),
    }
    return render(request, f"{PAGES}book.html", context)


@login_required
@require_safe
@never_cache
def book_file(request: HttpRequest) -> HttpResponse:
    """Give the book as CSV, without notes."""
    owner = signed_in(request)
    contacts = list(queries.contacts_of(owner)[:LINES_IN_FILE])
    sources, feelings = dict(Source.choices), dict(Feeling.choices)
    header = [_("Name"), _("E-mail"), _("Phone"), _("Company"), _("Source"), _("Tags")]
    header += [_("Orders"), _("Worth here"), _("Worth elsewhere"), _("How the last job left them")]
    lines = [
        (
            row.contact.name,
            row.contact.email,
            row.contact.phone,
            row.contact.company,
            sources[row.contact.source],
            ", ".join(row.contact.tags),
            row.orders,
            _sums(row.worth),
            _sums(row.deals),
            feelings.get(row.feeling, ""),
        )
        for row in queries.contact_rows(contacts, owner)
    ]
    response = HttpResponse(write_csv(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wazzifni-clients.csv"'
    return response


def _sums(sums: tuple[tuple[str, int], ...]) -> str:
    return "; ".join(str(Money(amount, currency)) for currency, amount in sums)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request: HttpRequest) -> HttpResponse:
    """Write a client into the book."""
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = services.add_contact(
                owner=signed_in(request), draft=form.draft(), now=clock.now()
            )
            messages.success(request, _("%(name)s is in your book.") % {"name": made.name})
            return redirect(made)
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}contact_form.html", {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_contacts(request: HttpRequest) -> HttpResponse:
    """Take a file of clients, or say what is wrong with each of its lines."""
    form = ImportForm(request.POST or None, request.FILES or None)
    lines: tuple[tuple[int, str], ...] = ()
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            try:
                return _take_file(request, form)
            except LinesWrong as refusal:
                lines = refusal.lines
                raise
    context = {"form": form, "lines": lines, "known": [one.value for one in TOLD_SOURCES]}
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}import.html", context, status=status)


def _take_file(request: HttpRequest, form: ImportForm) -> HttpResponse:
    content = form.cleaned_data["file"].read()
    made = services.import_contacts(owner=signed_in(request), content=content, now=clock.now())
    said = ngettext("%(count)s client was added.", "%(count)s clients were added.", len(made))
    messages.success(request, said % {"count": len(made)})
    return redirect("relationships:book")


def _show(
    request: HttpRequest, contact: Contact, *, status: int = 200, **forms: Any
) -> HttpResponse:
    owner = signed_in(request)
    member = contact.member
    context: dict[str, Any] = {
        "contact": contact,
        "parts": queries.contact_parts(contact, owner),
        "fee": fee_terms(client_id=member.pk, seller_id=owner.pk) if member else None,
        "sources": dict(Source.choices),
        "feelings": dict(Feeling.choices),
        "note_form": NoteForm(auto_id="note_%s"),
        "reminder_form": ReminderForm(auto_id="reminder_%s"),
        "deal_form": DealForm(initial=_deal_defaults(owner), auto_id="deal_%s"),
        "invite_form": InviteForm(auto_id="invite_%s"),
        "is_invited": contact.invitations.exists(),
    }
    return render(request, f"{PAGES}contact.html", context | forms, status=status)


def _deal_defaults(owner: Member) -> dict[str, Any]:
    today = local_day(clock.now(), timezone=owner.timezone)
    return {"made_on": today, "currency": "USD", "source": Source.WORD_OF_MOUTH}


@login_required
@require_safe
@never_cache
def contact(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one client: what came of them, what was said, what is to be done."""
    return _show(request, queries.get_contact_for(signed_in(request), public_id))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_contact(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write a client's line anew."""
    found = queries.get_contact_for(signed_in(request), public_id)
    is_fixed = services.is_source_fixed(found)
    initial = {
        "name": found.name,
        "email": found.email,
        "phone": found.phone,
        "company": found.company,
        "source": found.source,
        "tags": ", ".join(found.tags),
        "spoken_on": found.spoken_on,
    }
    data = request.POST if request.method == "POST" else None
    form = ContactForm(data, initial=initial, is_source_fixed=is_fixed, present=found.source)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.edit_contact(contact=found, draft=form.draft())
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "contact": found, "sources": dict(Source.choices)}
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}contact_form.html", context, status=status)


@login_required
@require_POST
def remove_contact(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a client out of the book."""
    found = queries.get_contact_for(signed_in(request), public_id)
    services.remove_contact(contact=found, now=clock.now())
    messages.success(request, _("%(name)s is no longer in your book.") % {"name": found.name})
    return redirect("relationships:book")


@login_required
@require_POST
def add_note(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep a note that nobody else reads."""
    found = queries.get_contact_for(signed_in(request), public_id)
    form = NoteForm(request.POST, auto_id="note_%s")
    if form.is_valid():
        services.add_note(contact=found, text=form.cleaned_data["text"], now=clock.now())
        return redirect(found)
    return _show(request, found, note_form=form, status=422)


@login_required
@require_POST
def remove_note(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete a note."""
    note = queries.get_note_for(signed_in(request), public_id)
    services.remove_note(note=note)
    return redirect(note.contact)


@login_required
@require_POST
def add_reminder(request: HttpRequest, public_id: str) -> HttpResponse:
    """Be reminded to get in touch."""
    owner = signed_in(request)
    found = queries.get_contact_for(owner, public_id)
    form = ReminderForm(request.POST, auto_id="reminder_%s")
    if form.is_valid():
        with refusals_on(form):
            services.add_reminder(
                contact=found,
                text=form.cleaned_data["text"],
                due_at=form.due_at(owner.timezone),
                now=clock.now(),
            )
            messages.success(request, _("You will be reminded."))
            return redirect(found)
    return _show(request, found, reminder_form=form, status=422)


@login_required
@require_POST
def finish_reminder(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note that it is done."""
    reminder = queries.get_reminder_for(signed_in(request), public_id)
    services.finish_reminder(reminder=reminder, now=clock.now())
    return redirect(reminder.contact)


@login_required
@require_POST
def record_deal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down a deal made elsewhere."""
    found = queries.get_contact_for(signed_in(request), public_id)
    form = DealForm(request.POST, auto_id="deal_%s")
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            services.record_deal(
                contact=found,
                amount=Money(given["minor"], given["currency"]),
                made_on=given["made_on"],
                source=given["source"],
                note=given["note"],
                now=clock.now(),
            )
            return redirect(found)
    return _show(request, found, deal_form=form, status=422)


@login_required
@require_POST
def remove_deal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete a deal that was written down."""
    deal = queries.get_deal_for(signed_in(request), public_id)
    services.remove_deal(deal=deal)
    return redirect(deal.contact)


@login_required
@require_POST
def invite_contact(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mail an invitation to a client."""
    owner = signed_in(request)
    found = queries.get_contact_for(owner, public_id)
    form = InviteForm(request.POST, auto_id="invite_%s")
    if form.is_valid():
        with refusals_on(form):
            services.invite_client(
                contact=found,
                language=owner.language,
                message=form.cleaned_data["message"],
                now=clock.now(),
            )
            messages.success(request, _("The invitation is on its way."))
            return redirect(found)
    return _show(request, found, invite_form=form, status=422)
