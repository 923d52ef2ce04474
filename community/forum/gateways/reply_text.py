"""What somebody wrote in an answer by mail, without what they answered to and their signature.

Mail programs begin the quoted part with a line in their user's language. Known are the lines of
Gmail, Apple Mail, Outlook, Thunderbird and Yahoo in Arabic, Hebrew, Urdu, English, French, German,
Spanish and Turkish, and besides any short paragraph that ends in a colon, names an address and
stands above a quotation. Our own mails carry a line of their own that everything below is cut by.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from typing_extensions import override

# The line above which an answer is written; the words between the marks are in any language.
CUT_START, CUT_END = "#--", "--#"
_CUT = re.compile(r"^[>\s]*#--.{0,120}--#\s*$")
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MOST_LINES: Final = 5_000
_LONGEST_LINE: Final = 20_000

# "On <date>, <somebody> wrote:" and its sisters, on a line without marks of direction.
_WROTE: Final = re.compile(
    r"^("
    r"on\b.{4,200}\bwrote|le\b.{4,200}\ba écrit|am\b.{4,200}\bschrieb.{0,120}|"
    r"el\b.{4,200}\bescribió|.{4,200}\bşunu yazdı|.{4,200}\btarihinde\b.{0,160}yazdı|"
    r"(في|بتاريخ)\b.{4,260}(كتب|كتبت|كتب\(ت\)|كتب/ت|كتبه|بواسطة)\b.{0,160}|"
    r"(في|بتاريخ).{4,200}<[^<>\s]+@[^<>\s]+>|"
    r"(בתאריך|ב-|ביום|ב).{4,260}(כתב|כתבה|כתב/ה|מאת|נכתב)\b.{0,160}|"
    r".{4,260}(نے لکھا|نے تحریر کیا|لکھتے ہیں)"
    r")\s*[:：]?$",
    re.IGNORECASE,
)
_ORIGINAL: Final = re.compile(
    r"^[-_\s]{2,}\s*(original message|forwarded message|begin forwarded message|"
    r"ursprüngliche nachricht|message d'origine|mensaje original|"
    r"الرسالة الأصلية|رسالة أصلية|رسالة معاد توجيهها|הודעה מקורית|הודעה שהועברה|"
    r"اصل پیغام|اصل میسج)\s*[-_\s]{2,}$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"^\**(from|von|de|من|מאת|منجانب|از)\**\s*:\**\s*\S", re.IGNORECASE)
_FIELD: Final = re.compile(
    r"^\**(sent|date|to|cc|subject|gesendet|an|betreff|envoyé|à|objet|enviado|para|asunto|"
    r"تاريخ الإرسال|أرسلت|مرسل|تم الإرسال|التاريخ|إلى|نسخة|الموضوع|"
    r"נשלח|תאריך|אל|עותק|נושא|بھیجا گیا|تاریخ|بنام|موضوع)\**\s*:",
    re.IGNORECASE,
)
_SIGNATURE: Final = re.compile(r"^--\s*$")
_SENT_FROM: Final = re.compile(
    r"^("
    r"sent from (my|mail|outlook|yahoo|proton)\b.{0,60}|get outlook for\b.{0,60}|"
    r"(أُ?رسلت|تم الإرسال|مُرسل|مرسل) من\b.{0,60}|الحصول على outlook\b.{0,60}|"
    r"(נשלח מה|נשלח מ)\S{0,20}.{0,60}|קבל את outlook\b.{0,60}|"
    r"(میرے|میری)\s.{0,40}سے بھیجا گیا.{0,20}|.{0,40}سے بھیجا گیا"
    r")\.?$",
    re.IGNORECASE,
)
_HAS_ADDRESS: Final = re.compile(r"\S+@\S+\.\S+")


def unflow(text: str, *, drops_space: bool = False) -> str:
    """Join the soft line breaks of format=flowed (RFC 3676); signatures keep theirs."""
    done: list[str] = []
    joins = False
    for line in text.splitlines():
        body = line.removeprefix(" ") if line.startswith((" >", " From", "  ")) else line
        if joins and not body.startswith(">"):
            done[-1] += body
        else:
            done.append(body)
        joins = body.endswith(" ") and body != "-- " and not body.startswith(">")
        if joins and drops_space:
            done[-1] = done[-1][:-1]
    return "\n".join(done)


def own_words(text: str) -> str:
    """Return what the sender wrote. Answers between the lines keep the lines that they answer."""
    lines = [line[:_LONGEST_LINE].rstrip() for line in text.splitlines()[:_MOST_LINES]]
    lines = _above_the_cut(lines)
    lines = _above_headers(lines)
    lines = _without_attributions(lines)
    lines = _without_signature(lines)
    lines = _without_outer_quotes(lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _bare(line: str) -> str:
    return _MARKS.sub("", line).strip()


def _above_the_cut(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        if _CUT.match(_bare(line)):
            return _without_last_attribution(lines[:at])
    return lines


def _without_last_attribution(lines: list[str]) -> list[str]:
    """Drop what a mail program put between the answer and the quoted mail's first line."""
    kept = list(lines)
    while kept and _bare(kept[-1]).strip("> ") == "":
        kept.pop()
    for size in (1, 2, 3):
        said = " ".join(_bare(line).lstrip("> ") for line in kept[-size:])
        if len(kept) >= size and _is_attribution(said, above_quote=True):
            return kept[:-size]
    return kept


def _is_attribution(said: str, *, above_quote: bool) -> bool:
    if _WROTE.match(said):
        return bool(above_quote or _HAS_ADDRESS.search(said) or said.endswith((":", "：")))
    is_short = len(said) <= 300  # noqa: PLR2004  a name, an address and a date
    return above_quote and is_short and said.endswith(":") and bool(_HAS_ADDRESS.search(said))


def _above_headers(lines: list[str]) -> list[str]:
    """Cut where a program repeats the other mail's headers, or says that the original follows."""
    for at, line in enumerate(lines):
        bare = _bare(line)
        if _ORIGINAL.match(bare):
            return lines[:at]
        if _FROM.match(bare):
            near = [_bare(one) for one in lines[at + 1 : at + 6]]
            if sum(bool(_FIELD.match(one)) for one in near) >= 2:  # noqa: PLR2004  sent, to, subject
                return _without_rule(lines[:at])
    return lines


def _without_rule(lines: list[str]) -> list[str]:
    kept = list(lines)
    while kept and re.fullmatch(r"[\s_*-]*", kept[-1]):
        kept.pop()
    return kept


def _without_attributions(lines: list[str]) -> list[str]:
    """Drop the lines that introduce a quotation, also where they were broken in two or three."""
    kept, rest = list[str](), lines
    while (found := _next_attribution(rest)) is not None:
        at, size, is_above = found
        if not is_above:
            # A program that marks no quoted lines: all that follows is the other mail.
            return kept + (rest[:at] if any(_bare(one) for one in rest[:at]) else rest)
        kept += rest[:at]
        rest = rest[at + size :]
    return kept + rest


def _next_attribution(lines: list[str]) -> tuple[int, int, bool] | None:
    """Return where a quotation is introduced, in how many lines, and if quoted lines follow."""
    for at in range(len(lines)):
        for size in (1, 2, 3):
            chunk = [_bare(line) for line in lines[at : at + size]]
            if len(chunk) < size or not all(chunk) or chunk[0].startswith(">"):
                break
            rest = lines[at + size :]
            following = next((_bare(line) for line in rest if _bare(line)), "")
            is_above = following.startswith(">") or not following
            if _is_attribution(" ".join(chunk), above_quote=is_above):
                return at, size, is_above
    return None


def _without_signature(lines: list[str]) -> list[str]:
    own = next((at for at, line in enumerate(lines) if _SIGNATURE.match(_bare(line))), len(lines))
    kept = list(lines[:own])
    while kept and (not _bare(kept[-1]) or _SENT_FROM.match(_bare(kept[-1]))):
        kept.pop()
    return kept


def _without_outer_quotes(lines: list[str]) -> list[str]:
    """Drop the quotation at the end; and at the top, when all of the answer stands below it."""
    is_quote = [_bare(line).startswith(">") for line in lines]
    is_blank = [not _bare(line) for line in lines]
    end = len(lines)
    while end and (is_quote[end - 1] or is_blank[end - 1]):
        end -= 1
    start = 0
    while start < end and (is_quote[start] or is_blank[start]):
        start += 1
    has_more = any(is_quote[start:end])
    kept = lines[:end] if has_more else lines[start:end]
    return _without_last_signature(kept)


def _without_last_signature(lines: list[str]) -> list[str]:
    kept = list(lines)
    while kept and (not _bare(kept[-1]) or _SENT_FROM.match(_bare(kept[-1]))):
        kept.pop()
    return kept


class _Reader(HTMLParser):
    """Writes the text of an HTML mail: quotations with their marks, lists with dashes."""

    _BLOCKS: Final = frozenset({"p", "div", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table"})
    _SILENT: Final = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.depth = 0
        self.silent = 0

    def _break(self) -> None:
        if self.lines[-1].strip("> "):
            self.lines.append("")

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SILENT:
            self.silent += 1
        elif tag == "br":
            self.lines.append("")
        elif tag == "blockquote":
            self._break()
            self.depth += 1
        elif tag == "li":
            self._break()
            self.handle_data("- ")
        elif tag in self._BLOCKS:
            self._break()

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag == "blockquote":
            self._break()
            self.depth = max(self.depth - 1, 0)
        elif tag in self._BLOCKS:
            self._break()
            if tag == "p":
                self.lines.append("")

    @override
    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        text = re.sub(r"\s+", " ", data)
        if not self.lines[-1]:
            text = text.lstrip()
            if text and self.depth:
                self.lines[-1] = "> "
        self.lines[-1] += text


def html_to_text(html: str) -> str:
    """Return the text of an HTML mail, with what it quotes marked as quoted."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.lines[:_MOST_LINES])
