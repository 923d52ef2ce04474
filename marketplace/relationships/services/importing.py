"""A file of clients into the book: all of its lines, or none and what is wrong with each."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.relationships.choices import TOLD_SOURCES, Source
from marketplace.relationships.errors import (
    ColumnsUnknown,
    FileEmpty,
    FileTooLong,
    FileUnreadable,
    LinesWrong,
)
from marketplace.relationships.models import Contact, Note
from marketplace.relationships.services.book import clean_tags

LARGEST_FILE: Final = 1_000_000
# What columns may be called, in the languages of the platform.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("name", "client", "الاسم", "الزبون", "שם", "نام"),
    "email": ("email", "e-mail", "mail", "البريد", "דוא״ל", "אימייל", "ای میل"),
    "company": ("company", "الشركة", "חברה", "کمپنی"),
    "phone": ("phone", "الهاتف", "טלפון", "فون"),
    "source": ("source", "المصدر", "מקור", "ذریعہ"),
    "tags": ("tags", "وسوم", "תגיות", "ٹیگ"),
    "note": ("note", "notes", "ملاحظة", "הערה", "نوٹ"),
}
_LENGTHS: Final = {"name": 80, "email": 254, "company": 80, "phone": 30, "note": 4000}


@dataclass(frozen=True)
class LineError:
    """What is wrong with one line, counted as a spreadsheet counts it."""

    line: int
    text: str


@dataclass
class Reading:
    """A file as it was read: the rows that can be written, and what is wrong with the others."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)


def read_file(content: bytes) -> Reading:
    """Read a table of clients as text: comma, semicolon or tab; the first line names the columns.

    Raises FileUnreadable, ColumnsUnknown, FileEmpty, FileTooLong.
    """
    if len(content) > LARGEST_FILE:
        raise FileTooLong(field="file", limit=rules().client_import_max)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileUnreadable(field="file") from None
    if "\x00" in text:
        raise FileUnreadable(field="file")
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text.strip()), delimiter=delimiter))
    except csv.Error:
        raise FileUnreadable(field="file") from None
    return _read_lines(lines)


def _read_lines(lines: list[list[str]]) -> Reading:
    names = [_column(cell) for cell in lines[0]] if lines else []
    if "name" not in names:
        raise ColumnsUnknown(field="file")
    found = Reading()
    seen: dict[str, int] = {}
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        wrong = _faults(row, has_more=len(cells) > len(names))
        address = row.get("email", "").lower()
        if address and address in seen:
            wrong.append(_("the same address as in line %(line)s") % {"line": seen[address]})
        seen.setdefault(address, number)
        found.errors += [LineError(number, text) for text in wrong]
        found.rows.append((number, row))
    if not found.rows:
        raise FileEmpty(field="file")
    if len(found.rows) > rules().client_import_max:
        raise FileTooLong(field="file", limit=rules().client_import_max)
    return found


def _column(cell: str) -> str:
    wanted = " ".join(cell.split()).casefold()
    return next((name for name, names in COLUMNS.items() if wanted in names), "")


def _faults(row: dict[str, str], *, has_more: bool) -> list[str]:
    wrong: list[str] = []
    if has_more:
        wrong.append(_("more cells than there are columns"))
    if not row.get("name"):
        wrong.append(_("the name is missing"))
    for name, most in _LENGTHS.items():
        if len(row.get(name, "")) > most:
            wrong.append(
                _("%(column)s is longer than %(most)s characters") % {"column": name, "most": most}
            )
    if row.get("email"):
        try:
            validate_email(row["email"])
        except ValidationError:
            wrong.append(_("%(address)s is no e-mail address") % {"address": row["email"][:80]})
    if row.get("source") and _source(row["source"]) is None:
        wrong.append(
            _("%(source)s is no source; use one of: %(known)s")
            % {"source": row["source"][:40], "known": ", ".join(TOLD_SOURCES)}
        )
    return wrong


def _source(text: str) -> str | None:
    wanted = text.strip().casefold()
    for source in TOLD_SOURCES:
        if wanted in {source.value, source.value.replace("_", " "), str(source.label).casefold()}:
            return source.value
    return None


@transaction.atomic
def import_contacts(*, owner: Member, content: bytes, now: datetime) -> list[Contact]:
    """Write every client of a file into the owner's book, or none of them.

    Locks the owner's row: a file that is sent twice at once comes in once. Raises the refusals of
    `read_file`, and LinesWrong, whose `errors` say what is wrong with each line. Addresses that
    are in the book already are wrong, too.
    """
    reading = read_file(content)
    Member.objects.select_for_update(no_key=True).get(pk=owner.pk)
    addresses = [row["email"].lower() for _n, row in reading.rows if row.get("email")]
    known = dict(
        Contact.objects.filter(owner=owner, email__in=addresses).values_list("email", "name")
    )
    for number, row in reading.rows:
        if (name := known.get(row.get("email", "").lower())) is not None:
            text = _("this address is in your book already: %(name)s") % {"name": name}
            reading.errors.append(LineError(number, text))
    if reading.errors:
        lines = sorted(reading.errors, key=lambda one: one.line)
        raise LinesWrong(lines=[(one.line, one.text) for one in lines])
    return _write(owner, reading, now)


def _write(owner: Member, reading: Reading, now: datetime) -> list[Contact]:
    made = Contact.objects.bulk_create(
        Contact(
            owner=owner,
            name=" ".join(row["name"].split()),
            email=row.get("email", "").lower(),
            company=row.get("company", ""),
            phone=row.get("phone", ""),
            source=_source(row.get("source", "")) or Source.OTHER.value,
            tags=clean_tags(row.get("tags", "").replace("،", ",").split(",")),
            created_at=now,
        )
        for _number, row in reading.rows
    )
    Note.objects.bulk_create(
        Note(contact=contact, text=row["note"], created_at=now)
        for contact, (_number, row) in zip(made, reading.rows, strict=True)
        if row.get("note")
    )
    return made
