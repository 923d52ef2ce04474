"""API tokens: made, shown once, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.choices import SCOPES
from marketplace.accounts.errors import (
    NoScope,
    ScopeNotHeld,
    TokenAlreadyRevoked,
    TokenEndsWrong,
    TooManyTokens,
    UnknownScope,
)
from marketplace.accounts.models import ApiToken, Member
from marketplace.accounts.queries import token_digest
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound

MARK = "wz_"
MOST_TOKENS = 20
LASTS_AT_MOST = timedelta(days=3_660)
USE_NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class NewToken:
    """A token with its key, which nobody can read again."""

    token: ApiToken
    key: str


@transaction.atomic
def create_token(
    *,
    member: Member,
    name: str,
    scopes: Collection[str],
    now: datetime,
    expires_at: datetime | None = None,
    within: Collection[str] | None = None,
) -> NewToken:
    """Make a token. `within` are the scopes of the token that asks, None for the member in person.

    Locks the member's row. Raises NoScope, UnknownScope, ScopeNotHeld, TokenEndsWrong,
    TooManyTokens.
    """
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    wanted = sorted(set(scopes))
    if not wanted:
        raise NoScope(field="scopes")
    for scope in wanted:
        if scope not in SCOPES:
            raise UnknownScope(field="scopes", scope=scope)
        if within is not None and scope not in within:
            raise ScopeNotHeld(scope=scope)
    if expires_at is not None and not now < expires_at <= now + LASTS_AT_MOST:
        raise TokenEndsWrong(field="expires_at")
    if locked.api_tokens.in_force(now).count() >= MOST_TOKENS:
        raise TooManyTokens(count=MOST_TOKENS)

    key = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        member=locked,
        name=name.strip() or key[: len(MARK) + 6],
        prefix=key[: len(MARK) + 6],
        digest=token_digest(key),
        scopes=wanted,
        created_at=now,
        expires_at=expires_at,
    )

    record_audit(
        actor=locked.public_id,
        action="token_created",
        subject=f"token:{token.public_id}",
        after={"scopes": wanted, "name": token.name},
        now=now,
    )
    return NewToken(token, key)


@transaction.atomic
def revoke_token(*, member: Member, public_id: str, now: datetime) -> ApiToken:
    """Stop a token at once. Locks it. Raises NotFound, TokenAlreadyRevoked."""
    token = (
        ApiToken.objects.select_for_update(no_key=True)
        .filter(member=member, public_id=public_id)
        .first()
    )

    if token is None:
        raise NotFound
    if token.revoked_at is not None:
        raise TokenAlreadyRevoked

    token.revoked_at = now
    token.save(update_fields=["revoked_at"])

    record_audit(
        actor=member.public_id,
        action="token_revoked",
        subject=f"token:{token.public_id}",
        now=now,
    )
    return token


def note_token_use(*, token: ApiToken, now: datetime) -> None:
    """Keep when a token was last used, to within five minutes, so that reads stay reads."""
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at <= now - USE_NOTED_EVERY:
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
