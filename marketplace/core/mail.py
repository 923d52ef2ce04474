"""Mails as text: three templates of a message, rendered in the recipient's language.

`templates/emails/<message>/` holds subject.txt, body.txt and body.html. The plain templates are not
escaped; the HTML one is, and gets its styles written into its elements, because many mail readers
drop style sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import jinja2
from django.conf import settings
from django.template import engines
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from marketplace.core.addresses import absolute

RTL: Final = frozenset({"ar", "he", "ur"})
if TYPE_CHECKING:
    from css_inline import CSSInliner

FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"
RIGHT_TO_LEFT_MARK: Final = "\u200f"
LONGEST_SUBJECT: Final = 300


@dataclass(frozen=True, kw_only=True)
class RenderedMail:
    """A mail ready to be sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How the recipient reads: language, digits (latn or arab) and time zone."""

    language: str
    digits: str = "latn"
    timezone: str = "UTC"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone; UTC when its name is unknown on this machine."""
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")


def isolate(text: object) -> str:
    """Wrap what is put into a sentence so that its direction doesn't disturb the sentence's."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def render_mail(*, message: str, reader: Reader, context: Mapping[str, Any]) -> RenderedMail:
    """Render a message for a reader. A template that is missing is a fault: TemplateNotFound."""
    with translation.override(reader.language):
        values = {**_context(reader), **context}
        subject = _plain().get_template(f"emails/{message}/subject.txt").render(values)
        text = _plain().get_template(f"emails/{message}/body.txt").render(values)
        html = _rich().get_template(f"emails/{message}/body.html").render(values)
    return RenderedMail(
        subject=_in_direction(" ".join(subject.split()), reader)[:LONGEST_SUBJECT],
        text=text.strip() + "\n",
        html=_inliner().inline(html),
    )


@lru_cache(maxsize=1)
def _inliner() -> CSSInliner:
    from css_inline import CSSInliner  # noqa: PLC0415  web processes send no mail

    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def _in_direction(subject: str, reader: Reader) -> str:
    """Begin a subject that starts with Latin letters so that it still reads from right to left."""
    is_latin = subject[:1].isascii() and subject[:1].isalnum()
    return f"{RIGHT_TO_LEFT_MARK}{subject}" if is_latin and reader.language in RTL else subject


def _context(reader: Reader) -> dict[str, Any]:
    is_rtl = reader.language in RTL
    return {
        "site_name": gettext("Wazzifni"),
        "mail_language": reader.language,
        "mail_dir": "rtl" if is_rtl else "ltr",
        "mail_align": "right" if is_rtl else "left",
        "mail_digits": reader.digits,
        "mail_timezone": reader.timezone,
        "link": _linker(reader.language),
        "page": _pager(),
    }


def _linker(language: str) -> Callable[[str], str]:
    def link(path: str) -> str:
        return path if path.startswith(("http://", "https://")) else absolute(path, language)

    return link


def _pager() -> Callable[..., str]:
    def page(name: str, *args: object) -> str:
        return f"{settings.SITE_URL}{reverse(name, args=args or None)}"

    return page


def _rich() -> jinja2.Environment:
    backend = cast("Any", engines["jinja2"])
    return cast("jinja2.Environment", backend.env)


@lru_cache(maxsize=1)
def _plain() -> jinja2.Environment:
    env = _rich().overlay(autoescape=False)
    env.filters = {**env.filters, "isolate": isolate}
    return env
