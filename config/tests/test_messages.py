"""`bin/messages`: what it collects, what it compiles, and what it calls incomplete."""

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from config.commands import messages

ARABIC_FORMS = ("لا طلبات", "طلب واحد", "طلبان", "%(n)s طلبات", "%(n)s طلبًا", "%(n)s طلب")


@pytest.fixture(name="project")
def small_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*messages.PACKAGES, "templates"):
        (tmp_path / name / "tests").mkdir(parents=True)
    (tmp_path / "config" / "words.py").write_text(
        'a = _("Plain")\nb = ngettext("%(n)s order", "%(n)s orders", n)\n'
        'c = gettext_lazy("Lazy")\nd = pgettext_lazy("verb", "Order")\n'
    )
    (tmp_path / "config" / "tests" / "test_words.py").write_text('_("Only in a test")\n')
    (tmp_path / "templates" / "page.html").write_text(
        "{% trans name=x %}\n    Hello\n    {{ name }}\n{% endtrans %}{{ _('Called') }}\n"
    )
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    return tmp_path


def faults(language: str, *, template: Catalog | None = None) -> list[str]:
    return list(messages.find_faults(template or messages.extract(), messages.read(language)))


def translate(language: str, **strings: str | tuple[str, ...]) -> None:
    """Translate what is there; the names are the message ids in lower case with underscores."""
    catalog = messages.read(language)
    for message in catalog:
        text = message.id if isinstance(message.id, str) else message.id[0] if message.id else ""
        name = text.replace("%(n)s ", "n_").lower()
        if name in strings:
            message.string = strings[name]
    messages.write(catalog, messages.po_path(language))


@pytest.mark.usefixtures("project")
def test_extract_finds_python_lazy_context_and_template_messages() -> None:
    found = {(message.context, message.id) for message in messages.extract() if message.id}
    assert found == {
        (None, "Plain"),
        (None, ("%(n)s order", "%(n)s orders")),
        (None, "Lazy"),
        ("verb", "Order"),
        (None, "Hello %(name)s"),
        (None, "Called"),
    }


@pytest.mark.usefixtures("project")
def test_update_makes_english_complete_and_leaves_the_others_to_translators() -> None:
    messages.update()
    assert faults("en") == []
    assert len(faults("ar")) == 6
    assert messages.check() == 1


def test_update_keeps_translations_and_drops_what_is_gone(project: Path) -> None:
    messages.update()
    translate("he", plain="פשוט", lazy="עצל")
    (project / "config" / "words.py").write_text('a = _("Plain")\n')
    messages.update()
    text = messages.po_path("he").read_text(encoding="utf-8")
    assert 'msgid "Plain"\nmsgstr "פשוט"' in text
    assert "Lazy" not in text


@pytest.mark.usefixtures("project")
def test_update_twice_changes_no_file() -> None:
    messages.update()
    before = {path: path.read_bytes() for path in messages.LOCALE.rglob("*.po*")}
    messages.update()
    assert {path: path.read_bytes() for path in messages.LOCALE.rglob("*.po*")} == before
    assert len(before) == 5


@pytest.mark.usefixtures("project")
def test_compiled_arabic_has_six_forms_and_a_dual_without_a_digit() -> None:
    messages.update()
    translate("ar", n_order=ARABIC_FORMS)
    messages.compile_stale()
    with messages.po_path("ar").with_suffix(".mo").open("rb") as file:
        arabic = gettext.GNUTranslations(file)
    said = [arabic.ngettext("%(n)s order", "%(n)s orders", n) for n in (0, 1, 2, 3, 11, 100)]
    assert said == list(ARABIC_FORMS)


@pytest.mark.usefixtures("project")
def test_compile_stale_compiles_only_what_changed() -> None:
    messages.update()
    messages.compile_stale()
    compiled = messages.po_path("ur").with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    messages.compile_stale()
    assert compiled.stat().st_mtime_ns == first
    messages.compile_stale(everything=True)
    assert compiled.stat().st_mtime_ns > first


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (ARABIC_FORMS, []),
        (ARABIC_FORMS[:5], ["5 of 6 plural forms: '%(n)s order'"]),
        ((*ARABIC_FORMS[:5], ""), ["empty: '%(n)s order'"]),
        (
            (*ARABIC_FORMS[:3], "طلبات", *ARABIC_FORMS[4:]),
            ["placeholders [] for ['%(n)s']: '%(n)s order'"],
        ),
        (
            ("%(x)s", *ARABIC_FORMS[1:]),
            ["placeholders ['%(x)s'] for ['%(n)s']: '%(n)s order'"],
        ),
    ],
)
def test_plural_forms_are_checked_one_by_one(forms: tuple[str, ...], expected: list[str]) -> None:
    template, arabic = Catalog(), messages.new_catalog("ar")
    template.add(("%(n)s order", "%(n)s orders"))
    arabic.add(("%(n)s order", "%(n)s orders"), forms)
    assert list(messages.find_faults(template, arabic)) == expected


@pytest.mark.parametrize(
    ("string", "flags", "expected"),
    [
        ("شكرًا %(name)s", set(), []),
        ("شكرًا", set(), ["placeholders [] for ['%(name)s']: 'Thanks %(name)s'"]),
        ("شكرًا %(name)s", {"fuzzy"}, ["fuzzy: 'Thanks %(name)s'"]),
        ("  ", set(), ["empty: 'Thanks %(name)s'"]),
        (None, set(), ["missing: 'Thanks %(name)s'"]),
    ],
)
def test_single_messages_are_checked(
    string: str | None, flags: set[str], expected: list[str]
) -> None:
    template, arabic = Catalog(), messages.new_catalog("ar")
    template.add("Thanks %(name)s")
    if string is not None:
        arabic.add("Thanks %(name)s", string, flags=flags)
    assert list(messages.find_faults(template, arabic)) == expected


@pytest.mark.parametrize(
    ("language", "forms"), [("ar", {0, 1, 2}), ("he", {0, 1}), ("ur", {0}), ("en", {0})]
)
def test_sole_forms_stand_for_one_number(language: str, forms: set[int]) -> None:
    assert messages.sole_forms(messages.new_catalog(language)) == forms


@pytest.mark.usefixtures("project")
def test_plural_forms_survive_writing_and_reading() -> None:
    messages.update()
    for language in messages.LANGUAGES:
        expected = messages.new_catalog(language).plural_forms
        assert messages.read(language).plural_forms == expected
