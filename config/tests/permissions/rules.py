"""What a line of the permission table says, and the short words it is written with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

Data = Mapping[str, object]

ANONYMOUS = "anonymous"
SALMA, OMAR, STRANGER = "salma", "omar", "stranger"
EDITOR, FINANCE, SUPPORT, OPERATOR = "editor", "finance", "support", "operator"
MODERATOR, ADMIN, JUDGE = "moderator", "admin", "judge"
COMMUNITY_MANAGER = "community_manager"
ALL_ROLES = "all_roles"
DESKS = (EDITOR, FINANCE, SUPPORT, MODERATOR, ADMIN, JUDGE, COMMUNITY_MANAGER)
# Who has every role stands for who has none, too: what is shown to all is shown to them.
MEMBERS = frozenset({SALMA, OMAR, ALL_ROLES})


def all_but(role: str) -> str:
    """Return the one of the staff who has every role but this."""
    return f"all_but_{role}"


class Kind(Enum):
    """How a door opens."""

    PUBLIC = "anyone"
    MEMBER = "who is signed in; each sees only what is theirs"
    PRIVATE = "those it belongs to, and nobody else knows that it exists"
    MACHINE = "who signs"
    LIBRARY = "a library's own page"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Who may pass, with which address, by which methods."""

    kind: Kind
    sees: frozenset[str] = MEMBERS
    does: frozenset[str] = frozenset()
    args: tuple[str, ...] = ()
    calls: Mapping[str, Data] = field(default_factory=dict)
    scope: str = ""
    changes: bool = True
    allows: tuple[int, ...] = ()
    is_hidden: bool = False

    @property
    def strangers(self) -> list[str]:
        """Return the signed-in actors who may not pass."""
        if self.kind is not Kind.PRIVATE:
            return []
        if self.sees == {OPERATOR}:
            return [ALL_ROLES]
        roles = [role for role in DESKS if role in self.sees]
        staff = all_but(roles[0]) if roles else ALL_ROLES
        return [who for who in (SALMA, OMAR, STRANGER, staff) if who not in self.sees]


Lines = Rule | tuple[Rule, ...]


@dataclass(frozen=True)
class Door:
    """A kind of door and who stands behind it; makes the table's lines."""

    kind: Kind
    sees: frozenset[str] = MEMBERS
    changes: bool = False
    hands: frozenset[str] = frozenset()

    def by(self, actor: str) -> Door:
        """Say that one of those who see it does it, and the other side can't."""
        return replace(self, hands=frozenset({actor}))

    def page(self, *args: str, **query: object) -> Rule:
        """A page that is only read."""
        return Rule(kind=self.kind, sees=self.sees, args=args, calls={"GET": query})

    def act(self, *args: str, **data: object) -> Rule:
        """An address that only takes POST."""
        return self._rule(args, {"POST": data})

    def form(self, *args: str, **data: object) -> Rule:
        """A page with a form: GET shows it, POST does it."""
        return self._rule(args, {"GET": {}, "POST": data})

    def api(self, scope: str, *args: str, **calls: Data) -> Rule:
        """An address of the API: the scope's collection and the methods with their bodies."""
        named = {name.upper(): body for name, body in calls.items()}
        return replace(self._rule(args, named), scope=scope)

    @property
    def _all_hands(self) -> frozenset[str]:
        """Return who tries what everybody may: one who has no part in anything will do."""
        return self.sees if self.kind is Kind.PRIVATE else frozenset({STRANGER})

    def _rule(self, args: tuple[str, ...], calls: Mapping[str, Data]) -> Rule:
        return Rule(
            kind=self.kind,
            sees=self.sees,
            does=self.hands or self._all_hands,
            args=args,
            calls=calls,
            changes=self.changes,
        )


def idle(rule: Rule) -> Rule:
    """Say that doing it leaves the database as it is."""
    return replace(rule, changes=False)


def answers(rule: Rule, *statuses: int) -> Rule:
    """Say which other answers the right ones may get."""
    return replace(rule, allows=statuses)


def hidden(rule: Rule) -> Rule:
    """Say that who isn't signed in is told that there is no such page, as strangers are."""
    return replace(rule, is_hidden=True)


def also(rule: Rule, *actors: str) -> Rule:
    """Let others see it too."""
    return replace(rule, sees=rule.sees | set(actors))


PUBLIC = Door(Kind.PUBLIC)
MEMBER = Door(Kind.MEMBER)
SALMAS = Door(Kind.PRIVATE, frozenset({SALMA}), changes=True)
OMARS = Door(Kind.PRIVATE, frozenset({OMAR}), changes=True)
PARTY = Door(Kind.PRIVATE, frozenset({SALMA, OMAR}), changes=True)
EDITORS = Door(Kind.PRIVATE, frozenset({EDITOR}), changes=True)
FINANCES = Door(Kind.PRIVATE, frozenset({FINANCE}), changes=True)
SUPPORTS = Door(Kind.PRIVATE, frozenset({SUPPORT}), changes=True)
MODERATORS = Door(Kind.PRIVATE, frozenset({MODERATOR}), changes=True)
JUDGES = Door(Kind.PRIVATE, frozenset({JUDGE}), changes=True)
ADMINS = Door(Kind.PRIVATE, frozenset({ADMIN}), changes=True)
COMMUNITY_MANAGERS = Door(Kind.PRIVATE, frozenset({COMMUNITY_MANAGER}), changes=True)
OPERATORS = Door(Kind.PRIVATE, frozenset({OPERATOR}))
