"""`manage.py doctor` names what is wrong, and is silent about what is right."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from marketplace.core import clock
from marketplace.core.heartbeat import RELAY, WORKER, mark
from marketplace.core.pdf import why_unavailable
from marketplace.ledger.choices import BOOKS


@pytest.mark.django_db
def test_doctor_names_the_worker_that_is_away() -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="to put right"):
        call_command("doctor", stdout=out)
    assert "FAIL a worker consumes" in out.getvalue()
    assert "ok   database answers" in out.getvalue()


@pytest.mark.django_db
def test_doctor_sees_a_fresh_heartbeat() -> None:
    for name in (WORKER, RELAY):
        mark(name=name, now=clock.now())
    out = StringIO()
    try:
        call_command("doctor", stdout=out)
    except CommandError:
        assert "FAIL" in out.getvalue()
    assert "ok   a worker consumes" in out.getvalue()
    assert "ok   the relay runs" in out.getvalue()


@pytest.mark.django_db
def test_readyz_misses_the_proof_of_the_books(client: Client) -> None:
    for name in (WORKER, RELAY):
        mark(name=name, now=clock.now())
    assert client.get("/readyz").json()["books"] is False
    mark(name=BOOKS, now=clock.now())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["books"]) == (200, True)


@pytest.mark.django_db
def test_doctor_says_whether_pdf_files_can_be_made() -> None:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("doctor", stdout=out)
    lines = [line for line in out.getvalue().splitlines() if "PDF files can be made" in line]
    wanted = "FAIL" if why_unavailable() else "ok"
    assert [line.split()[0] for line in lines] == [wanted]
