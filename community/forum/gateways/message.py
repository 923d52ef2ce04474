"""A message taken apart: who sent it to whom, whether a machine did, and what a person wrote.

Reads with the older, forgiving parser: what people's mail programs send is seldom clean, and a
header that can't be decoded must not stop an answer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from typing import Final, cast

from community.forum.gateways.reply_text import html_to_text, own_words, unflow

# Who writes in place of a person.
BOUNCE, AUTO_REPLY, LOOP, LIST = "bounce", "auto_reply", "loop", "list"
OWN_MARK: Final = "X-Forum-Notice"
_ROBOTS = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)@", re.IGNORECASE
)
_AWAY = re.compile(
    r"^\s*(auto(matic)?[ :-]*(reply|response)|out of (the )?office|"
    r"رد تلقائي|خارج المكتب|תשובה אוטומטית|מחוץ למשרד|خودکار جواب)",
    re.IGNORECASE,
)
_MOST_PARTS: Final = 50
_ADDRESS = re.compile(r"[^\s\x00-\x1f<>\"(),:;@]{1,64}@[^\s\x00-\x1f<>\"(),:;@]{1,190}")


@dataclass(frozen=True, kw_only=True)
class ParsedMail:
    """What an answer by mail says. `machine` is empty for a person's."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    machine: str
    text: str
    files: int


def parse_mail(raw: bytes, *, own_addresses: frozenset[str] = frozenset()) -> ParsedMail:
    """Take a message apart. Never fails: what can't be read is empty.

    `message_id` is the sender's, or a digest of the message where there is none or a monstrous
    one, so that the same message is the same twice. `own_addresses` are those we send from.
    """
    message = _taken_apart(raw)
    sender = next(iter(_addresses(message, "From")), "")
    return ParsedMail(
        message_id=_message_id(message, raw),
        sender=sender,
        recipients=tuple(
            one
            for name in ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
            for one in _addresses(message, name)
        ),
        subject=_header(message, "Subject")[:300],
        machine=_machine(message, sender, own_addresses),
        text=own_words(_body(message)),
        files=sum(1 for part in _parts(message) if _is_file(part)),
    )


def head_of(raw: bytes, *, limit: int = 8_000) -> str:
    """Return a message's headers as they came, for who looks into what became of it."""
    found = re.search(rb"\r?\n\r?\n", raw[:100_000])
    head = raw[: found.start()] if found else raw[:limit]
    return head.decode("utf-8", "replace").replace("\x00", "")[:limit]


def _taken_apart(raw: bytes) -> Message:
    """Read a message; of one with parts within parts without end only the headers."""
    try:
        return message_from_bytes(raw)
    except RecursionError:
        return BytesHeaderParser().parsebytes(raw)


def _header(message: Message, name: str) -> str:
    value = str(message.get(name, "") or "")
    try:
        text = str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        text = value
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return " ".join(clean.split())


def _addresses(message: Message, name: str) -> list[str]:
    values = [str(value) for value in message.get_all(name, [])][:20]
    try:
        found = [address.strip().lower() for _name, address in getaddresses(values)]
    except RecursionError:
        # Brackets within brackets without end are no address.
        return []
    return [one for one in found if _ADDRESS.fullmatch(one)][:50]


def _message_id(message: Message, raw: bytes) -> str:
    given = "".join(str(message.get("Message-ID", "") or "").split())
    if re.fullmatch(r"<[\x21-\x7e]{3,190}>", given):
        return given
    return f"<sha256.{hashlib.sha256(raw).hexdigest()}@without-an-id>"


def _machine(message: Message, sender: str, own: frozenset[str]) -> str:
    """Say which kind of machine wrote this, after RFC 3834 and what programs do besides."""
    if _is_bounce(message, sender):
        return BOUNCE
    if message.get(OWN_MARK) or message.get("X-Loop") or sender in own:
        return LOOP
    submitted = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    precedence = str(message.get("Precedence", "")).strip().lower()
    is_auto = submitted not in {"no", ""} or precedence in {"auto_reply", "auto-reply", "junk"}
    is_marked = bool(message.get("X-Autoreply") or message.get("X-Autorespond"))
    if is_auto or is_marked or _AWAY.match(_header(message, "Subject")):
        return AUTO_REPLY
    is_list = bool(message.get("List-Id") or message.get("List-Unsubscribe"))
    return LIST if is_list or precedence in {"bulk", "list"} else ""


def _is_bounce(message: Message, sender: str) -> bool:
    is_report = message.get_content_type() in {"multipart/report", "message/delivery-status"}
    is_from_nobody = str(message.get("Return-Path", "")).strip() == "<>"
    return is_report or is_from_nobody or not sender or bool(_ROBOTS.match(sender))


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _is_file(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).lower()
    return disposition.startswith("attachment") or part.get_content_maintype() != "text"


def _body(message: Message) -> str:
    """Return the text of the first plain part, else of the first HTML one."""
    texts: dict[str, str] = {}
    for part in _parts(message):
        kind = part.get_content_type()
        if not _is_file(part) and kind in {"text/plain", "text/html"} and kind not in texts:
            texts[kind] = _decoded(part)
    plain = texts.get("text/plain", "")
    return plain if plain.strip() else html_to_text(texts.get("text/html", ""))


def _decoded(part: Message) -> str:
    raw = cast("bytes", part.get_payload(decode=True) or b"")
    charset = str(part.get_content_charset() or "utf-8")
    try:
        text = raw.decode(charset, "replace")
    except (LookupError, ValueError):
        text = raw.decode("utf-8", "replace")
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    drops_space = str(part.get_param("delsp", "")).lower() == "yes"
    return unflow(clean, drops_space=drops_space) if is_flowed else clean
