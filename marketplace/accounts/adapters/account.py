"""Sign-up and sign-in as the platform wants them."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from typing_extensions import override

from marketplace.accounts.adapters.mails import send_account_mail
from marketplace.accounts.adapters.words import ACCOUNT_ERRORS, MESSAGES, WEAK_PASSWORD
from marketplace.accounts.choices import DEMO_PASSWORD
from marketplace.accounts.models import Member
from marketplace.accounts.policies import may_sign_in
from marketplace.core import clock


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Our words, our mails, our addresses."""

    error_messages: ClassVar = {**DefaultAccountAdapter.error_messages, **ACCOUNT_ERRORS}

    @override
    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what happened in our words; a template that we have no words for stays silent."""
        words = MESSAGES.get(message_template or "")
        text = message or (words % (message_context or {}) if words else "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail in the member's language, or in the page's for an unknown address."""
        user = context.get("user")
        send_account_mail(
            prefix=template_prefix,
            to=email,
            context=context,
            member=user if isinstance(user, Member) else None,
            page_language=(translation.get_language() or "ar")[:2],
            now=clock.now(),
        )

    @override
    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        """Check a password; the demo's own opens nothing outside the demo."""
        member: Member | None = super().authenticate(request, **credentials)
        is_demo = credentials.get("password") == DEMO_PASSWORD
        return None if is_demo and not settings.DEMO else member

    @override
    def pre_login(self, request: HttpRequest, user: Member, **given: Any) -> HttpResponse | None:
        """Let a suspended or leaving member in; what is open to them is asked at each door."""
        if not user.is_active and may_sign_in(user):
            return None
        response: HttpResponse | None = super().pre_login(request, user, **given)
        return response

    @override
    def clean_password(self, password: str, user: Member | None = None) -> str:
        if password == DEMO_PASSWORD and not settings.DEMO:
            raise ValidationError(WEAK_PASSWORD, code="password_too_common")
        return str(super().clean_password(password, user))

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")
