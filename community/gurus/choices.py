"""Words of the guru club: which step leads where and whose step it is, duties, privileges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

LANGUAGES: Final = ("ar", "en", "he", "ur")
SECTIONS: Final = ("conditions", "duties", "rights", "privileges")
SECTION_LABELS: Final = {
    "conditions": pgettext_lazy("charter", "Conditions"),
    "duties": pgettext_lazy("charter", "Duties"),
    "rights": pgettext_lazy("charter", "Rights"),
    "privileges": pgettext_lazy("charter", "Privileges"),
}
SECTION_MAX: Final = 4_000
REASON_MAX: Final = 1_000
REMARK_MAX: Final = 2_000
APPLICATION_MAX: Final = 3_000
KNOWN_FOR_MAX: Final = 160
NOTE_MAX: Final = 300
TITLE_MAX: Final = 120
ADDRESS_MAX: Final = 500
CODE_MAX: Final = 200
EVIDENCE_MAX: Final = 10


class NominationState(models.TextChoices):
    """Where a nomination stands. What came to nothing and what was declined read the same."""

    PROPOSED = "proposed", pgettext_lazy("nomination", "Waits for a supporter")
    ASKED = "asked", pgettext_lazy("nomination", "The candidate is asked")
    DISCUSSION = "discussion", pgettext_lazy("nomination", "Being discussed")
    VOTING = "voting", pgettext_lazy("nomination", "Being voted on")
    CONFIRMING = "confirming", pgettext_lazy("nomination", "Waits for the community manager")
    SIGNING = "signing", pgettext_lazy("nomination", "The charter is to be signed")
    JOINED = "joined", pgettext_lazy("nomination", "Member of the club")
    REJECTED = "rejected", pgettext_lazy("nomination", "The club voted against")
    REFUSED = "refused", pgettext_lazy("nomination", "Not confirmed")
    DECLINED = "declined", pgettext_lazy("nomination", "Came to nothing")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "Taken back")
    LAPSED = "lapsed", pgettext_lazy("nomination", "Came to nothing")
    STOPPED = "stopped", pgettext_lazy("nomination", "Stopped")


class NominationMove(models.TextChoices):
    """What can be done to a nomination."""

    SUPPORT = "support", pgettext_lazy("nomination", "Support it")
    WITHDRAW = "withdraw", pgettext_lazy("nomination", "Take it back")
    DECLINE = "decline", pgettext_lazy("nomination", "No, thank you")
    APPLY = "apply", pgettext_lazy("nomination", "Apply")
    STEP_BACK = "step_back", pgettext_lazy("nomination", "Step back")
    OPEN_VOTE = "open_vote", pgettext_lazy("nomination", "Open the vote")
    PASS = "pass", pgettext_lazy("nomination", "Voted for")
    REJECT = "reject", pgettext_lazy("nomination", "Voted against")
    CONFIRM = "confirm", pgettext_lazy("nomination", "Confirm")
    REFUSE = "refuse", pgettext_lazy("nomination", "Don’t confirm")
    SIGN = "sign", pgettext_lazy("nomination", "Sign the charter")
    LAPSE = "lapse", pgettext_lazy("nomination", "Let it lapse")
    STOP = "stop", pgettext_lazy("nomination", "Stop it")


class Part(models.TextChoices):
    """Whose step it is."""

    NOMINATOR = "nominator", pgettext_lazy("part", "Whoever nominated")
    CANDIDATE = "candidate", pgettext_lazy("part", "The candidate")
    GURU = "guru", pgettext_lazy("part", "A guru")
    MEMBER = "member", pgettext_lazy("part", "The member")
    MANAGER = "manager", pgettext_lazy("part", "Community manager")
    OTHER_MANAGER = "other_manager", pgettext_lazy("part", "Another manager")
    CLOCK = "clock", pgettext_lazy("part", "The clock")


@dataclass(frozen=True)
class NominationStep:
    """Where a move leads and whose move it is."""

    target: NominationState
    parts: tuple[Part, ...]


_N, _M = NominationState, NominationMove
_STOP = {_M.STOP: NominationStep(_N.STOPPED, (Part.MANAGER, Part.CLOCK))}
_BACK = {_M.STEP_BACK: NominationStep(_N.WITHDRAWN, (Part.CANDIDATE,))}
_TAKE = {_M.WITHDRAW: NominationStep(_N.WITHDRAWN, (Part.NOMINATOR,))}
_LAPSE = {_M.LAPSE: NominationStep(_N.LAPSED, (Part.CLOCK,))}
NOMINATION_STEPS: Final[dict[NominationState, dict[NominationMove, NominationStep]]] = {
    _N.PROPOSED: {
        _M.SUPPORT: NominationStep(_N.ASKED, (Part.GURU,)),
        **_TAKE,
        **_LAPSE,
        **_STOP,
    },
    _N.ASKED: {
        _M.APPLY: NominationStep(_N.DISCUSSION, (Part.CANDIDATE,)),
        _M.DECLINE: NominationStep(_N.DECLINED, (Part.CANDIDATE,)),
        **_TAKE,
        **_LAPSE,
        **_STOP,
    },
    _N.DISCUSSION: {
        _M.OPEN_VOTE: NominationStep(_N.VOTING, (Part.CLOCK,)),
        **_BACK,
        **_STOP,
    },
    _N.VOTING: {
        _M.PASS: NominationStep(_N.CONFIRMING, (Part.CLOCK,)),
        _M.REJECT: NominationStep(_N.REJECTED, (Part.CLOCK,)),
        **_LAPSE,
        **_BACK,
        **_STOP,
    },
    _N.CONFIRMING: {
        _M.CONFIRM: NominationStep(_N.SIGNING, (Part.MANAGER,)),
        _M.REFUSE: NominationStep(_N.REFUSED, (Part.MANAGER,)),
        **_BACK,
        _M.STOP: NominationStep(_N.STOPPED, (Part.CLOCK,)),
    },
    _N.SIGNING: {
        _M.SIGN: NominationStep(_N.JOINED, (Part.CANDIDATE,)),
        **_LAPSE,
        **_BACK,
        **_STOP,
    },
    **{
        end: {}
        for end in (
            _N.JOINED,
            _N.REJECTED,
            _N.REFUSED,
            _N.DECLINED,
            _N.WITHDRAWN,
            _N.LAPSED,
            _N.STOPPED,
        )
    },
}
OPEN_NOMINATIONS: Final = tuple(state for state, moves in NOMINATION_STEPS.items() if moves)
# After these a candidate rests before anybody nominates them again.
COOLING: Final = (_N.REJECTED, _N.REFUSED, _N.DECLINED)
# From here on the club sees what the candidate wrote.
APPLIED: Final = (_N.DISCUSSION, _N.VOTING, _N.CONFIRMING, _N.SIGNING, _N.JOINED, _N.REJECTED)
COUNTED: Final = (_N.CONFIRMING, _N.SIGNING, _N.JOINED, _N.REJECTED, _N.REFUSED)


class EvidenceKind(models.TextChoices):
    """What a nomination points to."""

    LINE = "line", pgettext_lazy("evidence", "A line of the record")
    TOPIC = "topic", pgettext_lazy("evidence", "A topic of the forum")
    ADDRESS = "address", pgettext_lazy("evidence", "An address elsewhere")


class Choice(models.TextChoices):
    """A vote."""

    FOR = "for", pgettext_lazy("vote", "For")
    AGAINST = "against", pgettext_lazy("vote", "Against")
    ABSTAIN = "abstain", pgettext_lazy("vote", "Abstain")


class Outcome(models.TextChoices):
    """What a vote came to."""

    PASSED = "passed", pgettext_lazy("vote", "Passed")
    AGAINST = "against", pgettext_lazy("vote", "No majority for")
    NO_QUORUM = "no_quorum", pgettext_lazy("vote", "Too few voted")


class MembershipState(models.TextChoices):
    """Where a membership stands."""

    ACTIVE = "active", pgettext_lazy("membership", "Guru")
    ON_BREAK = "on_break", pgettext_lazy("membership", "On leave")
    SET_ASIDE = "set_aside", pgettext_lazy("membership", "Set aside: the charter isn’t signed")
    ALUMNUS = "alumnus", pgettext_lazy("membership", "Alumnus")
    REMOVED = "removed", pgettext_lazy("membership", "Removed")
    APPEALED = "appealed", pgettext_lazy("membership", "Removed; an appeal waits")
    EXCLUDED = "excluded", pgettext_lazy("membership", "Removed; the appeal failed")


class MembershipMove(models.TextChoices):
    """What can be done to a membership."""

    TAKE_BREAK = "take_break", pgettext_lazy("membership", "Go on leave")
    COME_BACK = "come_back", pgettext_lazy("membership", "Come back")
    SET_ASIDE = "set_aside", pgettext_lazy("membership", "Set aside")
    RETURN = "return", pgettext_lazy("membership", "Return by signing")
    LEAVE = "leave", pgettext_lazy("membership", "Leave the club")
    END_TERM = "end_term", pgettext_lazy("membership", "End the term with honours")
    REMOVE = "remove", pgettext_lazy("membership", "Remove")
    APPEAL = "appeal", pgettext_lazy("membership", "Appeal")
    RESTORE = "restore", pgettext_lazy("membership", "Take them back")
    UPHOLD = "uphold", pgettext_lazy("membership", "The removal stands")


@dataclass(frozen=True)
class MembershipStep:
    """Where a move leads and whose move it is."""

    target: MembershipState
    parts: tuple[Part, ...]


_S, _A = MembershipState, MembershipMove
_GO = {
    _A.LEAVE: MembershipStep(_S.ALUMNUS, (Part.MEMBER,)),
    _A.END_TERM: MembershipStep(_S.ALUMNUS, (Part.MANAGER,)),
    _A.REMOVE: MembershipStep(_S.REMOVED, (Part.MANAGER,)),
}
_ASIDE = {_A.SET_ASIDE: MembershipStep(_S.SET_ASIDE, (Part.CLOCK,))}
MEMBERSHIP_STEPS: Final[dict[MembershipState, dict[MembershipMove, MembershipStep]]] = {
    _S.ACTIVE: {
        _A.TAKE_BREAK: MembershipStep(_S.ON_BREAK, (Part.MEMBER,)),
        **_ASIDE,
        **_GO,
    },
    _S.ON_BREAK: {
        _A.COME_BACK: MembershipStep(_S.ACTIVE, (Part.MEMBER, Part.CLOCK)),
        **_ASIDE,
        **_GO,
    },
    _S.SET_ASIDE: {_A.RETURN: MembershipStep(_S.ACTIVE, (Part.MEMBER,)), **_GO},
    _S.ALUMNUS: {},
    _S.REMOVED: {_A.APPEAL: MembershipStep(_S.APPEALED, (Part.MEMBER,))},
    _S.APPEALED: {
        _A.RESTORE: MembershipStep(_S.ACTIVE, (Part.OTHER_MANAGER,)),
        # The clock: the account is closed before somebody has answered.
        _A.UPHOLD: MembershipStep(_S.EXCLUDED, (Part.OTHER_MANAGER, Part.CLOCK)),
    },
    _S.EXCLUDED: {},
}
# Who is a guru: sees the private section and wears the badge.
GURUS: Final = (_S.ACTIVE, _S.ON_BREAK)
# Still in the club's books.
LIVE: Final = (_S.ACTIVE, _S.ON_BREAK, _S.SET_ASIDE)


class Measure(models.TextChoices):
    """What a duty counts, within a quarter."""

    SOLUTIONS = "solutions", pgettext_lazy("duty", "Answers that solved a question")
    LIKES = "likes", pgettext_lazy("duty", "Posts that others valued")
    ARTICLES = "articles", pgettext_lazy("duty", "Articles published")
    ELSEWHERE = "elsewhere", pgettext_lazy("duty", "Things done elsewhere, confirmed")
    VOTES = "votes", pgettext_lazy("duty", "Votes of the club taken part in")
    REMARKS = "remarks", pgettext_lazy("duty", "Nominations discussed")


# Nobody owes more of these than the club offered in the quarter.
OFFERED_MEASURES: Final = (Measure.VOTES, Measure.REMARKS)


class QuarterState(models.TextChoices):
    """How a member stands with the duties of a quarter."""

    MET = "met", pgettext_lazy("quarter", "Met")
    UNDER_WAY = "under_way", pgettext_lazy("quarter", "Under way")
    AT_RISK = "at_risk", pgettext_lazy("quarter", "At risk")
    MISSED = "missed", pgettext_lazy("quarter", "Missed")
    EXCUSED = "excused", pgettext_lazy("quarter", "Excused")


class CaseKind(models.TextChoices):
    """Why the manager looks at a membership."""

    DUTIES = "duties", pgettext_lazy("club case", "Duties were missed")
    TERM = "term", pgettext_lazy("club case", "The term ends, and duties were missed")


class CaseState(models.TextChoices):
    """Where a case stands."""

    OPEN = "open", pgettext_lazy("club case", "To decide")
    KEPT = "kept", pgettext_lazy("club case", "Stays a member")
    ENDED = "ended", pgettext_lazy("club case", "Membership ended with honours")
    SETTLED = "settled", pgettext_lazy("club case", "Settled by itself")


CASE_TRANSITIONS: Final[dict[str, frozenset[str]]] = {
    CaseState.OPEN: frozenset({CaseState.KEPT, CaseState.ENDED, CaseState.SETTLED}),
    CaseState.KEPT: frozenset(),
    CaseState.ENDED: frozenset(),
    CaseState.SETTLED: frozenset(),
}


class PrivilegeKind(models.TextChoices):
    """What the club gives."""

    LICENCE = "licence", pgettext_lazy("privilege", "Licence")
    CODE = "code", pgettext_lazy("privilege", "Code")
    EARLY_ACCESS = "early_access", pgettext_lazy("privilege", "Early access")
    INVITATION = "invitation", pgettext_lazy("privilege", "Invitation")


# Each of these is one code out of a stock.
CODED: Final = (PrivilegeKind.LICENCE, PrivilegeKind.CODE)


class GrantState(models.TextChoices):
    """Where something given stands."""

    OFFERED = "offered", pgettext_lazy("grant", "Waits for an answer")
    HELD = "held", pgettext_lazy("grant", "Held")
    DECLINED = "declined", pgettext_lazy("grant", "Declined")
    EXPIRED = "expired", pgettext_lazy("grant", "Over")
    REVOKED = "revoked", pgettext_lazy("grant", "Taken back")


_G = GrantState
GRANT_TRANSITIONS: Final[dict[str, frozenset[str]]] = {
    _G.OFFERED: frozenset({_G.HELD, _G.DECLINED, _G.EXPIRED, _G.REVOKED}),
    _G.HELD: frozenset({_G.DECLINED, _G.EXPIRED, _G.REVOKED}),
    _G.DECLINED: frozenset(),
    _G.EXPIRED: frozenset(),
    _G.REVOKED: frozenset(),
}
LIVE_GRANTS: Final = (_G.OFFERED, _G.HELD)
