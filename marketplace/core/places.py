"""Countries and time zones, named in the reader's language."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale

# Inhabited territories: CLDR's own groups and test codes are no country anybody lives in.
_NO_COUNTRY: Final = frozenset({"AQ", "BV", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_REGIONS: Final = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Pacific")


@lru_cache(maxsize=8)
def countries(lang: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of every country, by name."""
    names = Locale.parse(lang).territories
    found = [
        (code, str(name))
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY  # noqa: PLR2004  ISO 3166
    ]
    return tuple(sorted(found, key=lambda pair: pair[1]))


def country_name(code: str, *, lang: str) -> str:
    """Return a country's name; the code itself where it is unknown."""
    return str(Locale.parse(lang).territories.get(code, code))


def is_country(code: str) -> bool:
    """Whether this is the two-letter code of a country."""
    return any(code == known for known, _name in countries("en"))


@lru_cache(maxsize=1)
def _zone_names() -> tuple[str, ...]:
    return tuple(sorted(name for name in available_timezones() if name.split("/")[0] in _REGIONS))


def is_time_zone(name: str) -> bool:
    """Whether clocks somewhere go by a zone of this name."""
    return name in _zone_names() or name == "UTC"


def zone_named(name: str) -> ZoneInfo:
    """Return a time zone by its name, UTC where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def time_zones(moment: datetime) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the zones grouped by region, each with its difference from UTC at `moment`."""
    groups: dict[str, list[tuple[str, str]]] = {"UTC": [("UTC", "UTC")]}
    for name in _zone_names():
        region, _slash, city = name.partition("/")
        offset = f"{moment.astimezone(ZoneInfo(name)):%z}"
        # Isolated, because brackets and signs would change places in a page from right to left.
        label = f"\u2066{city.replace('_', ' ')} (UTC{offset[:3]}:{offset[3:]})\u2069"
        groups.setdefault(region, []).append((name, label))
    return list(groups.items())


@lru_cache(maxsize=8)
def spoken_languages(lang: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of the languages that people speak, by name in a language."""
    names = Locale.parse(lang).languages
    found = [(code, str(name)) for code, name in names.items() if len(code) == 2]  # noqa: PLR2004
    return tuple(sorted(found, key=lambda pair: pair[1]))


def language_name(code: str, *, lang: str) -> str:
    """Return a language's name; the code itself where it is unknown."""
    return str(Locale.parse(lang).languages.get(code, code))


def is_spoken_language(code: str) -> bool:
    """Whether this is the two-letter code of a language that people speak."""
    return any(code == known for known, _name in spoken_languages("en"))
