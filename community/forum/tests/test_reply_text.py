"""What is left of an answer by mail: mails as programs write them, in four languages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.forum.gateways.message import parse_mail
from community.forum.gateways.reply_text import html_to_text, own_words, unflow

GMAIL_AR = """شكرا، جربتها ونجحت.

في الاثنين، 23 نوفمبر 2026 في 9:00 ص تمت كتابة ما يلي بواسطة وظّفني <
no-reply@wazzifni.example>:

> #-- اكتب ردك فوق هذا السطر --#
>
> سؤال عن الشعار
"""
GMAIL_HE = """תודה, זה עזר.

\u202bבתאריך יום ב׳, 23 בנוב׳ 2026 ב-9:00 מאת \u202aWazzifni\u202c\u200f
<\u202ano-reply@wazzifni.example\u202c\u200f>:\u202c

> שאלה
"""
GMAIL_UR = """بہت شکریہ، کام ہو گیا۔

پیر، 23 نومبر، 2026 کو 9:00 AM پر Wazzifni <no-reply@wazzifni.example> نے لکھا:

> سوال
"""
GMAIL_EN = """Thanks, that did it.

On Mon, Nov 23, 2026 at 9:00 AM Wazzifni <no-reply@wazzifni.example>
wrote:

> A question
> of two lines
"""
OUTLOOK_AR = """تمام.

________________________________
من: وظّفني <no-reply@wazzifni.example>
تاريخ الإرسال: الاثنين، 23 نوفمبر 2026 9:00
إلى: سلمى <salma@example.com>
الموضوع: سؤال

النص القديم
"""
OUTLOOK_EN = """Fine by me.

-----Original Message-----
From: Wazzifni
Sent: Monday
To: Salma
Subject: A question

Old text
"""
APPLE_HE = """מצוין.

נשלח מה-iPhone שלי

> ב-23 בנוב׳ 2026, בשעה 9:00, Wazzifni <no-reply@wazzifni.example> כתב/ה:
>
> שאלה
"""
BETWEEN = """> How do I begin?

With the list.

> And then?

Then the prices.
"""
BELOW = """On Mon, Nov 23, 2026 at 9:00 AM Wazzifni <no-reply@wazzifni.example> wrote:
> How do I begin?

With the list.
"""
BARE = """نعم.

#-- Write your answer above this line --#

سؤال عن الشعار
"""


@pytest.mark.parametrize(
    ("mail", "wanted"),
    [
        (GMAIL_AR, "شكرا، جربتها ونجحت."),
        (GMAIL_HE, "תודה, זה עזר."),
        (GMAIL_UR, "بہت شکریہ، کام ہو گیا۔"),
        (GMAIL_EN, "Thanks, that did it."),
        (OUTLOOK_AR, "تمام."),
        (OUTLOOK_EN, "Fine by me."),
        (APPLE_HE, "מצוין."),
        (BETWEEN, "> How do I begin?\n\nWith the list.\n\n> And then?\n\nThen the prices."),
        (BELOW, "With the list."),
        (BARE, "نعم."),
        ("Yes.\n\n-- \nSalma\nDesigner", "Yes."),
        ("نعم.\n\nأرسلت من الـ iPhone", "نعم."),
        ("میرا جواب۔\n\nمیرے iPhone سے بھیجا گیا", "میرا جواب۔"),
        ("The list:\n- one\n- two", "The list:\n- one\n- two"),
        ("On Monday he wrote:\n\na letter to me", "On Monday he wrote:\n\na letter to me"),
        ("From: me\nwith love", "From: me\nwith love"),
        ("-- \nOnly a signature", ""),
        ("> only a quotation", ""),
        ("", ""),
    ],
)
def test_own_words_are_left(mail: str, wanted: str) -> None:
    assert own_words(mail) == wanted


def test_html_keeps_lines_and_marks_what_is_quoted() -> None:
    html = (
        "<html><head><style>p{}</style></head><body><div dir=rtl>شكرا<br>نجحت</div>"
        "<script>x()</script><blockquote><p>سؤال</p></blockquote></body></html>"
    )
    assert own_words(html_to_text(html)) == "شكرا\nنجحت"


def test_soft_line_breaks_are_joined() -> None:
    flowed = "This goes \non.\n>quoted \n> line\n-- \nme"
    assert unflow(flowed) == "This goes on.\n>quoted \n> line\n-- \nme"


def test_headers_are_decoded_and_machines_are_known() -> None:
    raw = (
        "From: =?utf-8?b?2LPZhNmF2Yk=?= <Salma@Example.com>\r\nTo: x@example.com\r\n"
        "Subject: =?utf-8?b?2LPYpNin2YQ=?=\r\nMessage-ID: <a@b>\r\n{}\r\nنعم"
    )
    plain = parse_mail(raw.format("").encode())
    assert (plain.sender, plain.subject, plain.message_id, plain.machine) == (
        "salma@example.com",
        "سؤال",
        "<a@b>",
        "",
    )
    machines = {
        "Auto-Submitted: auto-replied\r\n": "auto_reply",
        "Precedence: bulk\r\n": "list",
        "List-Id: <x.y>\r\n": "list",
        "X-Autoreply: yes\r\n": "auto_reply",
        "X-Loop: x\r\n": "loop",
        "Return-Path: <>\r\n": "bounce",
        "Content-Type: multipart/report; boundary=x\r\n": "bounce",
    }
    found = {line: parse_mail(raw.format(line).encode()).machine for line in machines}
    assert found == machines
    own = parse_mail(raw.format("").encode(), own_addresses=frozenset({"salma@example.com"}))
    assert own.machine == "loop"


@given(st.binary(max_size=3_000))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    parsed = parse_mail(raw)
    assert "\x00" not in parsed.text
    assert parsed.message_id


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"<" * 50_000,
        b"Subject: " + b"=?utf-8?b?" * 20_000,
        b"To: " + b"a@b.c," * 20_000,
        b"\r\n\r\n" + b"> " * 200_000,
        b"\r\n\r\n" + b"On " + b"a" * 300_000 + b" wrote:",
        b"\r\n\r\n" + b"\xe2\x80\xae" * 100_000,
        b"Content-Type: text/html\r\n\r\n" + b"<blockquote>" * 60_000,
        b"\r\n\r\n" + "في ".encode() * 60_000,
        b"\r\n\r\n" + b"On x\n" * 60_000,
    ],
)
def test_monstrous_mails_are_read_quickly(raw: bytes) -> None:
    begun = time.process_time()
    parse_mail(raw)
    assert time.process_time() - begun < 5
