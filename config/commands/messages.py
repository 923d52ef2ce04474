"""`bin/messages`: the catalogues in `locale/`, without the system's gettext.

    extract   collect the message ids of all code and templates into locale/django.pot
    update    extract, and bring every language's django.po in line with it
    compile   write django.mo beside every django.po
    check     extract, and fail unless every language is complete

Django reads the compiled files as its own domain `django`; they are not committed.
"""

import argparse
import gettext
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config.embedded import ROOT

LOCALE = ROOT / "locale"
LANGUAGES = ("ar", "he", "ur", "en")
PACKAGES = ("config", "marketplace", "contests", "referrals", "community")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# CLDR's order: zero, one, two, few, many, other. Babel's own order for Arabic swaps the last two,
# and it knows no dual in Hebrew.
_PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);",
    "he": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "ur": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
}
_JINJA = {
    "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols",
    "trimmed": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
    "encoding": "utf-8",
}
_Source = tuple[str, list[tuple[str, str]], dict[str, dict[str, str]]]
_HOLDER = re.compile(r"%\((\w+)\)[sdf]|\{(\w*)\}|(?<!%)%([sd])")
# One date for all extractions: a catalogue changes only when its messages do.
_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def new_catalog(language: str | None = None) -> Catalog:
    """Return an empty catalogue with the language's plural forms."""
    catalog = Catalog(
        locale=language,
        project="Wazzifni",
        version="1",
        header_comment="# Messages of Wazzifni.",
        last_translator="Wazzifni",
        msgid_bugs_address="none",
        creation_date=_DATE,
        revision_date=_DATE,
        charset="utf-8",
        fuzzy=False,
    )
    if language:
        catalog.mime_headers = [("Plural-Forms", _PLURALS[language])]
    return catalog


def extract() -> Catalog:
    """Return the catalogue of all message ids."""
    catalog = new_catalog()
    jinja = [("**.html", "jinja2"), ("**.txt", "jinja2")]
    python = [("**/tests/**.py", "ignore"), ("**/migrations/**.py", "ignore"), ("**.py", "python")]
    sources: list[_Source] = [(name, python, {}) for name in PACKAGES]
    sources.append(("templates", jinja, {pattern: _JINJA for pattern, _ in jinja}))
    for folder, methods, options in sources:
        for file, line, message, comments, context in extract_from_dir(
            ROOT / folder, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            catalog.add(
                message, None, [(f"{folder}/{file}", line)], auto_comments=comments, context=context
            )
    return catalog


def po_path(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Return a language's catalogue, a new one where there is none."""
    path = po_path(language)
    if not path.is_file():
        return new_catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def write(catalog: Catalog, path: Path) -> None:
    """Write a catalogue in a stable order, without line numbers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)


def update() -> None:
    """Bring every language in line with the code; English speaks for itself."""
    template = extract()
    write(template, LOCALE / "django.pot")
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        if language == "en":
            for message in catalog:
                if message.id and not any(_forms(message)):
                    message.string = message.id
        write(catalog, po_path(language))


def compile_stale(*, everything: bool = False) -> None:
    """Compile every catalogue that changed since it was last compiled."""
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        if (
            everything
            or not target.is_file()
            or target.stat().st_mtime_ns < path.stat().st_mtime_ns
        ):
            with path.open("rb") as file:
                catalog = read_po(file, locale=path.parent.parent.name)
            draft = target.with_suffix(f".{os.getpid()}.new")
            with draft.open("wb") as file:
                write_mo(file, catalog)
            draft.replace(target)


def check() -> int:
    """Print what is incomplete, and return 1 if anything is."""
    template = extract()
    failed = False
    for language in LANGUAGES:
        faults = list(find_faults(template, read(language)))
        failed = failed or bool(faults)
        sys.stdout.write(f"{language}: {len(faults)} faults in {len(template)} messages\n")
        sys.stdout.writelines(f"    {fault}\n" for fault in faults[:20])
        if len(faults) > 20:  # noqa: PLR2004
            sys.stdout.write(f"    and {len(faults) - 20} more\n")
    return int(failed)


def find_faults(template: Catalog, catalog: Catalog) -> Iterator[str]:
    """Yield what keeps a language from being complete."""
    sole = sole_forms(catalog)
    for wanted in template:
        if not wanted.id:
            continue
        name = repr(_ids(wanted)[0])
        found = catalog.get(wanted.id, wanted.context)
        if found is None:
            yield f"missing: {name}"
        elif found.fuzzy:
            yield f"fuzzy: {name}"
        elif not all(form.strip() for form in _forms(found)):
            yield f"empty: {name}"
        elif wanted.pluralizable and len(_forms(found)) != catalog.num_plurals:
            yield f"{len(_forms(found))} of {catalog.num_plurals} plural forms: {name}"
        else:
            yield from _holder_faults(name, wanted, _forms(found), sole)


def sole_forms(catalog: Catalog) -> frozenset[int]:
    """Return the plural forms that stand for one number only, such as the Arabic dual."""
    choose = gettext.c2py(catalog.plural_expr)
    uses = Counter(int(choose(number)) for number in range(1000))
    return frozenset(form for form, count in uses.items() if count == 1)


def _holder_faults(
    name: str, wanted: Message, forms: tuple[str, ...], sole: frozenset[int]
) -> Iterator[str]:
    expected = _holders(_ids(wanted)[-1])
    for number, form in enumerate(forms):
        given = _holders(form)
        if given == expected:
            continue
        # "Two orders" need no digit: a form for one number may leave the number out.
        if wanted.pluralizable and number in sole and _is_one_less(given, expected):
            continue
        yield f"placeholders {sorted(given)} for {sorted(expected)}: {name}"


def _is_one_less(given: Counter[str], expected: Counter[str]) -> bool:
    return given <= expected and (expected - given).total() == 1


def _holders(text: str) -> Counter[str]:
    return Counter(match[0] for match in _HOLDER.finditer(text))


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


def main(arguments: list[str]) -> int:
    """Run one of the subcommands."""
    parser = argparse.ArgumentParser(prog="bin/messages", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("what", choices=["extract", "update", "compile", "check"])
    what = parser.parse_args(arguments).what
    if what == "extract":
        write(extract(), LOCALE / "django.pot")
    elif what == "update":
        update()
    elif what == "compile":
        compile_stale(everything=True)
    else:
        return check()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
