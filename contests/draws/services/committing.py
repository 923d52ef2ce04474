"""Before anything opens: a secret is sealed, its digest is kept, and the source is named."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from contests.calls.choices import ContestKind, ContestState
from contests.calls.errors import DraftOnly
from contests.calls.models import Contest
from contests.draws.choices import DrawState, SourceKind
from contests.draws.errors import SourceUnnamed, WritingHasNoDraw
from contests.draws.models import Draw
from contests.draws.queries.rounds import round_from
from contests.draws.services.acting import as_admin, lock_draw
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.sealed import seal

PURPOSE: Final = "contest draw"


@transaction.atomic
def commit_draw(
    *,
    contest: Contest,
    actor: Member,
    source_kind: str,
    secret: bytes,
    source_name: str = "",
    source_url: str = "",
    now: datetime,
) -> Draw:
    """Name the source of a draft's draw, and seal its secret at the first call.

    `secret` is 32 random bytes; a secret that is sealed already stays. Locks the contest. Raises
    NotFound for others, DraftOnly, WritingHasNoDraw, SourceUnnamed.
    """
    by = as_admin(actor)
    row = Contest.objects.select_for_update(no_key=True).get(pk=contest.pk)
    if row.state != ContestState.DRAFT:
        raise DraftOnly
    if row.kind != ContestKind.FOLLOW:
        raise WritingHasNoDraw
    kind, name = SourceKind(source_kind), " ".join(source_name.split())
    if kind == SourceKind.DECLARED and not (name and source_url):
        raise SourceUnnamed(field="source_name" if not name else "source_url")
    is_declared = kind == SourceKind.DECLARED
    draw = Draw.objects.filter(contest=row).first() or _sealed(row, secret, now)
    draw.source_kind = kind.value
    draw.source_name = name if is_declared else ""
    draw.source_url = source_url if is_declared else ""
    draw.round = None if is_declared else planned_round(row)
    draw.save()
    record_audit(
        actor=by.audit_id,
        action="draw_source",
        subject=draw.reference,
        after={"commitment": draw.commitment, "source": kind, "name": draw.source_name},
        now=now,
    )
    return draw


def _sealed(contest: Contest, secret: bytes, now: datetime) -> Draw:
    if len(secret) != 32:  # noqa: PLR2004  as many bytes as a key of HMAC-SHA256 wants
        raise ValueError("the secret of a draw has 32 bytes")
    return Draw(
        contest=contest,
        secret_sealed=seal(secret.hex(), purpose=PURPOSE),
        commitment=hashlib.sha256(secret).hexdigest(),
        committed_at=now,
    )


def planned_round(contest: Contest) -> int | None:
    """Return the round that follows the planned closing of the list."""
    if contest.judged_by is None:
        return None
    return round_from(contest.judged_by + timedelta(minutes=rules().draw_value_minutes))


@transaction.atomic
def rename_round(*, contest: Contest) -> Draw | None:
    """Name the round again after the contest's dates moved; None where there is no draw.

    Nobody can know either round, and both follow from dates that are public. Locks the draw.
    """
    if not Draw.objects.filter(contest=contest, source_kind=SourceKind.DRAND).exists():
        return None
    draw = lock_draw(contest.pk)
    if draw.state == DrawState.COMMITTED:
        draw.round = planned_round(draw.contest)
        draw.save(update_fields=["round"])
    return draw
