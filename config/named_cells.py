"""Each cell of a table learns the name of its column, so that a phone can show a row as a list."""

from __future__ import annotations

import re

from markupsafe import Markup

_HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
_HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_SPOKEN_ONLY = re.compile(r'<span class="sr-only">.*?</span>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(td|th)\b([^>]*)>")
_SPAN = re.compile(r'\bcolspan="(\d+)"')


def named_cells(table: str) -> Markup:
    """Return the inside of a table with `data-label` on each cell below a visible heading.

    The first cell of a row stays without: it is the row's own name.
    """
    table = str(table)
    head = _HEAD.search(table)
    if head is None:
        return Markup(table)  # noqa: S704  a template wrote it
    names = [_name(one) for one in _HEADING.findall(head.group())]
    body = _ROW.sub(lambda row: _named_row(row.group(), names), table[head.end() :])
    return Markup(table[: head.end()] + body)  # noqa: S704  a template wrote it


def _name(heading: str) -> str:
    """Return what a heading shows, fit for an attribute."""
    shown = _TAG.sub("", _SPOKEN_ONLY.sub("", heading))
    return " ".join(shown.split()).replace('"', "&#34;")


def _named_row(row: str, names: list[str]) -> str:
    column = 0

    def named(cell: re.Match[str]) -> str:
        nonlocal column
        place, span = column, _SPAN.search(cell[2])
        column += int(span[1]) if span else 1
        if not place or span or place >= len(names) or not names[place]:
            return cell.group()
        return f'<{cell[1]}{cell[2]} data-label="{names[place]}">'

    return _CELL.sub(named, row)
