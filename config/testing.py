"""Shared pytest fixtures: the cast, the clock, the outbox, and tables that tests may empty."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from django.test import Client

    from marketplace.accounts.models import Member

PASSWORD = "a-long-test-password"  # noqa: S105
COMMON = {"deadline": None, "suppress_health_check": list(HealthCheck)}
hypothesis_settings.register_profile("default", max_examples=40, **COMMON)  # type: ignore[arg-type]
hypothesis_settings.register_profile("nightly", max_examples=2000, **COMMON)  # type: ignore[arg-type]
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


class MakeMember(Protocol):
    """Makes a member; roles by their values, a confirmed address unless told otherwise."""

    def __call__(
        self,
        username: str | None = None,
        *,
        roles: tuple[str, ...] = (),
        verified: bool = True,
        **fields: Any,
    ) -> Member: ...


@pytest.fixture(autouse=True)
def _fresh_cache(settings: Any) -> Iterator[None]:
    """Give each test its own part of the cache, so that counters never meet."""
    settings.CACHES["default"]["KEY_PREFIX"] = f"wz-test-{os.getpid()}-{os.urandom(4).hex()}"
    from django.core.cache import caches  # noqa: PLC0415

    connections = getattr(caches, "_connections", None)
    if connections is not None and hasattr(connections, "default"):
        del connections.default
    yield
    settings.CACHES["default"]["KEY_PREFIX"] = "wz-test"


@pytest.fixture(autouse=True)
def _fresh_language() -> Iterator[None]:
    """Begin each test in the site's own language, whatever page the one before asked for."""
    from django.utils import translation  # noqa: PLC0415

    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def now() -> datetime:
    """Return the moment at which most tests play: a Monday morning."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def member_factory(db: None) -> MakeMember:  # noqa: ARG001
    """Return a maker of members."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415

    from marketplace.accounts.models import Member, RoleGrant  # noqa: PLC0415

    count = 0

    def make(
        username: str | None = None,
        *,
        roles: tuple[str, ...] = (),
        verified: bool = True,
        **fields: Any,
    ) -> Member:
        nonlocal count
        count += 1
        name = username or f"member{count}"
        fields.setdefault("display_name", name.title())
        member = Member.objects.create_user(name, f"{name}@example.com", PASSWORD, **fields)
        RoleGrant.objects.bulk_create(RoleGrant(member=member, role=role) for role in roles)
        EmailAddress.objects.create(
            user=member, email=member.email, verified=verified, primary=True
        )
        return member

    return make


@pytest.fixture
def client_member(member_factory: MakeMember) -> Member:
    """Return the one who hires."""
    return member_factory("omar", language="en")


@pytest.fixture
def seller(member_factory: MakeMember) -> Member:
    """Return the one who is hired."""
    return member_factory("salma", language="en")


@pytest.fixture
def stranger(member_factory: MakeMember) -> Member:
    """Return a member who has nothing to do with it."""
    return member_factory("stranger", language="en")


@pytest.fixture
def editor(member_factory: MakeMember) -> Member:
    """Return an editor."""
    return member_factory("huda", roles=("editor",), language="en")


@pytest.fixture
def finance(member_factory: MakeMember) -> Member:
    """Return a member of finance."""
    return member_factory("rami", roles=("finance",), language="en")


@pytest.fixture
def support(member_factory: MakeMember) -> Member:
    """Return a member of support."""
    return member_factory("maya", roles=("support",), language="en")


@pytest.fixture
def as_member(settings: Any) -> Callable[..., Client]:
    """Return a signed-in browser; desks open without a second factor unless a test says so."""
    from django.test import Client  # noqa: PLC0415

    settings.STAFF_SECOND_FACTOR_REQUIRED = False

    def sign_in(member: Member | None) -> Client:
        browser = Client()
        if member is not None:
            browser.force_login(
                member, backend="marketplace.accounts.adapters.backend.MemberBackend"
            )
        return browser

    return sign_in


@pytest.fixture
def run_outbox(db: None) -> Callable[..., int]:  # noqa: ARG001
    """Return a function that delivers what waits in the outbox, in this process."""
    from marketplace.core import clock  # noqa: PLC0415
    from marketplace.core.outbox import deliver_due  # noqa: PLC0415

    def run(moment: datetime | None = None) -> int:
        return deliver_due(now=moment or clock.now())

    return run


@pytest.fixture
def fund(db: None, now: datetime) -> Callable[..., object]:  # noqa: ARG001
    """Return a function that brings money from outside into a member's wallet."""
    from marketplace.ledger.choices import AccountKind, TransferKind  # noqa: PLC0415
    from marketplace.ledger.queries import AccountRef, member_account  # noqa: PLC0415
    from marketplace.ledger.services import Posting, post_transfer  # noqa: PLC0415

    count = 0

    def put(member: Member, amount: int, currency: str = "USD") -> object:
        nonlocal count
        count += 1
        return post_transfer(
            key=f"test-funds:{member.public_id}:{count}",
            kind=TransferKind.DEPOSIT,
            reference="",
            postings=[
                Posting(AccountRef(AccountKind.GATEWAY, "test", currency), -amount),
                Posting(member_account(AccountKind.AVAILABLE, member, currency), amount),
            ],
            now=now,
        )

    return put


# What Django wrote when the database was made; everything else is a test's own.
KEPT_TABLES = ("django_content_type", "auth_permission", "django_migrations")
# Rows that every new database begins with are copied there before the first test that commits.
_BEGINNING = "wazzifni_beginning"
_TABLES = """
SELECT relname FROM pg_class
 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL (%s)
"""
# One look at each table: a single statement over all of them takes ten times as long to plan.
# The servers that `bin/test` starts let it leave triggers and references alone; elsewhere an owner
# may switch off its own triggers, and references are looked at.
_EMPTY = """
DO $$
DECLARE
  tables text[] := '{}'; name text; has_rows boolean;
  is_free boolean := has_parameter_privilege('session_replication_role', 'SET');
BEGIN
  FOR name IN SELECT relname FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL (%s) LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %%I)', name) INTO has_rows;
    IF has_rows THEN tables := tables || name; END IF;
  END LOOP;
  IF is_free THEN SET LOCAL session_replication_role = replica; END IF;
  FOREACH name IN ARRAY tables LOOP
    IF NOT is_free THEN EXECUTE format('ALTER TABLE %%I DISABLE TRIGGER USER', name); END IF;
  END LOOP;
  FOREACH name IN ARRAY tables LOOP EXECUTE format('DELETE FROM %%I', name); END LOOP;
  SET CONSTRAINTS ALL IMMEDIATE;
  FOREACH name IN ARRAY tables LOOP
    IF NOT is_free THEN EXECUTE format('ALTER TABLE %%I ENABLE TRIGGER USER', name); END IF;
  END LOOP;
END $$
"""
_COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
 WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


@pytest.fixture(scope="session", autouse=True)
def _empty_what_a_test_filled() -> Iterator[None]:
    """After a test with real transactions, delete its rows, also those that triggers protect.

    A test fills a few of some hundred tables: to truncate them all and to write Django's own rows
    anew takes a second, to delete what is there next to nothing. The owner of a table may switch
    its triggers off; the application never does.
    """
    from django.test import TransactionTestCase  # noqa: PLC0415

    patch = pytest.MonkeyPatch()
    beginning: list[str] = []

    whole: Any = TransactionTestCase
    before = whole._fixture_setup.__func__  # noqa: SLF001

    def fixture_setup(case: type[TransactionTestCase]) -> None:
        if not beginning:
            beginning.append(remember_the_beginning())
        before(case)

    patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(fixture_setup))
    patch.setattr(
        TransactionTestCase, "_fixture_teardown", lambda _case: empty_tables(beginning[0])
    )
    yield
    patch.undo()


def remember_the_beginning() -> str:
    """Copy the rows that the database begins with; return the statements that write them again."""
    from django.db import connection, transaction  # noqa: PLC0415

    again: list[str] = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {_BEGINNING}")
        cursor.execute(_TABLES, [list(KEPT_TABLES)])
        for name in [name for (name,) in cursor.fetchall()]:
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{name}")')  # noqa: S608
            if not cursor.fetchone()[0]:
                continue
            cursor.execute(f'CREATE TABLE {_BEGINNING}."{name}" AS SELECT * FROM "{name}"')  # noqa: S608
            cursor.execute(_COLUMNS, [f'"{name}"'])
            columns = cursor.fetchone()[0]
            again.append(
                f'INSERT INTO "{name}" ({columns}) OVERRIDING SYSTEM VALUE'  # noqa: S608
                f' SELECT {columns} FROM {_BEGINNING}."{name}"'
            )
    return ";".join(again)


def empty_tables(beginning: str) -> None:
    """Delete every row that a test has written, and write what every database begins with."""
    from django.db import connection, transaction  # noqa: PLC0415

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_EMPTY, [list(KEPT_TABLES)])
        cursor.execute(beginning)
