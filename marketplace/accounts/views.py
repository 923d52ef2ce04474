"""Settings of the member who is signed in, and everybody's public page."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from marketplace.accounts import queries, services
from marketplace.accounts.choices import COLLECTIONS, Digits, Language, SpokenLevel
from marketplace.accounts.forms import (
    DetailsForm,
    EntryForm,
    EntryFormSet,
    LanguageForm,
    PictureForm,
    PreferencesForm,
    ProfileForm,
    TakingWorkForm,
    TokenForm,
    VacationForm,
)
from marketplace.accounts.models import Profile
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.forms import refusals_on
from marketplace.core.places import country_name, language_name
from marketplace.core.views import safe_next

SETTINGS = "marketplace/accounts/profile_settings.html"


def _profile_page(
    request: HttpRequest,
    *,
    form: ProfileForm | None = None,
    picture_form: PictureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = signed_in(request)
    profile = queries.profile_of(member)
    initial = ProfileForm.initial_of(member, profile)
    context = {
        "member": member,
        "profile": profile,
        "form": form or ProfileForm(initial=initial, now=clock.now()),
        "picture_form": picture_form or PictureForm(),
    }
    return render(request, SETTINGS, context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def edit_profile(request: HttpRequest) -> HttpResponse:
    """Show the profile's fields; keep what was written."""
    if request.method == "GET":
        return _profile_page(request)
    form = ProfileForm(request.POST, now=clock.now())
    if form.is_valid():
        with refusals_on(form):
            member = signed_in(request)
            services.update_profile(member=member, text=form.text(), now=clock.now())
            messages.success(request, _("Your profile is saved."))
            return redirect("accounts:settings")
    return _profile_page(request, form=form, status=422)


@login_required
@require_POST
def set_picture(request: HttpRequest) -> HttpResponse:
    """Take a new picture of the member."""
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            services.set_avatar(member=signed_in(request), picture=form.cleaned_data["picture"])
            return redirect("accounts:settings")
    return _profile_page(request, picture_form=form, status=422)


@login_required
@require_POST
def remove_picture(request: HttpRequest) -> HttpResponse:
    """Take the member's picture away."""
    services.remove_avatar(member=signed_in(request))
    return redirect("accounts:settings")


@login_required
@require_POST
def set_cover(request: HttpRequest) -> HttpResponse:
    """Take a wide picture for the top of the member's page."""
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            services.set_cover(member=signed_in(request), picture=form.cleaned_data["picture"])
            return redirect("accounts:details")
    return _details_page(request, cover_form=form, status=422)


@login_required
@require_POST
def remove_cover(request: HttpRequest) -> HttpResponse:
    """Take the wide picture away."""
    services.remove_cover(member=signed_in(request))
    return redirect("accounts:details")


def _details_page(
    request: HttpRequest,
    *,
    form: DetailsForm | None = None,
    cover_form: PictureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    profile = queries.profile_of(signed_in(request))
    context = {
        "profile": profile,
        "member": signed_in(request),
        "form": form or DetailsForm(initial=DetailsForm.initial_of(profile)),
        "cover_form": cover_form or PictureForm(auto_id="cover_%s"),
    }
    return render(request, "marketplace/accounts/details.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """Show and keep city, hours, languages and links."""
    if request.method == "GET":
        return _details_page(request)
    form = DetailsForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.update_details(member=signed_in(request), details=form.details())
            messages.success(request, _("Saved."))
            return redirect("accounts:details")
    return _details_page(request, form=form, status=422)


@login_required
@require_http_methods(["GET", "POST"])
def edit_cv(request: HttpRequest) -> HttpResponse:
    """Show and keep the lines of the CV."""
    member = signed_in(request)
    first = [EntryForm.initial_of(entry) for entry in queries.cv_entries_of(member)]
    rows = EntryFormSet(request.POST if request.method == "POST" else None, initial=first)
    if rows.is_bound and rows.is_valid():
        found = [row.entry() for row in rows if row.has_changed() or row.initial]
        with refusals_on(rows.forms[0] if rows.forms else EntryForm({})):
            services.save_cv_entries(
                member=member, entries=[entry for entry in found if entry], now=clock.now()
            )
            messages.success(request, _("Your CV is saved."))
            return redirect("accounts:edit_cv")
    status = 422 if rows.is_bound else 200
    context = {"rows": rows, "member": member}
    return render(request, "marketplace/accounts/edit_cv.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def vacation(request: HttpRequest) -> HttpResponse:
    """Show whether the member is away, and plan it."""
    member, now = signed_in(request), clock.now()
    form = VacationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_vacation(member=member, now=now, **form.cleaned_data)
            messages.success(request, _("Your vacation is written down."))
            return redirect("accounts:vacation")
    profile = queries.profile_of(member)
    context = {
        "form": form,
        "profile": profile,
        "away_until": profile.away_until(now),
        "is_planned": profile.vacation_until_at is not None and profile.vacation_until_at > now,
    }
    status = 422 if form.errors else 200
    return render(request, "marketplace/accounts/vacation.html", context, status=status)


@login_required
@require_POST
def end_vacation(request: HttpRequest) -> HttpResponse:
    """Come back, or drop a planned vacation."""
    services.end_vacation(member=signed_in(request), now=clock.now())
    messages.success(request, _("Welcome back: your services can be ordered."))
    return redirect("accounts:vacation")


@login_required
@require_POST
def set_taking_work(request: HttpRequest) -> HttpResponse:
    """Open or close the member's door for new work."""
    form = TakingWorkForm(request.POST)
    form.full_clean()
    services.set_taking_work(
        member=signed_in(request), is_taking_work=form.cleaned_data["is_taking_work"]
    )
    return redirect("accounts:settings")


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show language and digits; keep the choice and go on in that language."""
    member = signed_in(request)
    if request.method == "GET":
        form = PreferencesForm(initial={"language": member.language, "digits": member.digits})
        return render(request, "marketplace/accounts/preferences.html", {"form": form})
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return render(request, "marketplace/accounts/preferences.html", {"form": form}, status=422)
    language = Language(form.cleaned_data["language"])
    digits = Digits(form.cleaned_data["digits"])
    services.set_preferences(member=member, language=language, digits=digits)
    with translation.override(language):
        messages.success(request, _("Saved."))
        return redirect("accounts:preferences")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Go on with the same page in another language; a member's choice is remembered."""
    form = LanguageForm(request.POST)
    here = safe_next(request, default=reverse("home"))
    if not form.is_valid():
        return HttpResponseRedirect(here)
    language = Language(form.cleaned_data["language"])
    member = viewer(request)
    if member is not None:
        services.set_language(member=member, language=language)
    with translation.override(translation.get_language_from_path(here) or settings.LANGUAGE_CODE):
        return HttpResponseRedirect(translate_url(here, language))


@login_required
@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    """List the member's tokens."""
    context = {"tokens": queries.tokens_of(signed_in(request))}
    return render(request, "marketplace/accounts/tokens.html", context)


def _token_page(request: HttpRequest, form: TokenForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "collections": COLLECTIONS}
    return render(request, "marketplace/accounts/new_token.html", context, status=status)


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
@never_cache
@require_http_methods(["GET", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """Ask what a token may do; make it and show its key this once."""
    if request.method == "GET":
        return _token_page(request, TokenForm())
    form = TokenForm(request.POST)
    if form.is_valid():
        now = clock.now()
        with refusals_on(form):
            made = services.create_token(
                member=signed_in(request),
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                expires_at=form.expires_at(now),
                now=now,
            )
            return render(request, "marketplace/accounts/token_made.html", {"made": made})
    return _token_page(request, form, status=422)


@login_required
@require_POST
def revoke_token(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop a token."""
    services.revoke_token(member=signed_in(request), public_id=public_id, now=clock.now())
    messages.success(request, _("The token is revoked."))
    return redirect("accounts:tokens")


@require_GET
def profile(request: HttpRequest, username: str) -> HttpResponse:
    """Show a member's public page."""
    person = queries.get_member_by_username(username)
    if username != person.username:
        return redirect(person, permanent=True)
    reader = viewer(request)
    about = queries.shown_profile(person, reader)
    person.profile = about  # type: ignore[attr-defined, unused-ignore]  # the panels read it too
    panels = queries.profile_panels(member=person, viewer=reader)
    lang = (translation.get_language() or "ar")[:2]
    context = {
        "person": person,
        "profile": about,
        "country": country_name(person.country, lang=lang),
        "spoken": _spoken(about, lang),
        "away_until": about.away_until(clock.now()),
        "panels": [panel for panel in panels if not (panel.is_beside or panel.is_action)],
        "actions": [panel for panel in panels if panel.is_action],
        "beside": [panel for panel in panels if panel.is_beside],
        "is_own": reader is not None and reader.pk == person.pk,
    }
    return render(request, "marketplace/accounts/profile.html", context)


def _spoken(profile: Profile, lang: str) -> list[tuple[str, str]]:
    """Return (language, level) in the reader's words."""
    return [
        (language_name(code, lang=lang), str(SpokenLevel(level).label))
        for code, level in profile.spoken
        if level in SpokenLevel.values
    ]
