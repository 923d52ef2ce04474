"""What the browser loads stays light, and templates keep the rules of the look."""

import gzip
import re
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings

from marketplace.core.icons import DIRECTIONAL, icon

ROOT: Final = Path(settings.BASE_DIR)
TEMPLATES: Final = sorted((ROOT / "templates").rglob("*.html"))
SOURCES: Final = sorted((ROOT / "front" / "css").glob("*.css"))
_NAMED_ICON = re.compile(r"""\bicon(?:_name)?(?:\(|["']?\s*[:=])\s*["']([a-z0-9-]+)["']""")
_COMPONENT_IMPORT = re.compile(r"""\{%-?\s*(?:import|from)\s+"components/[^%]*%\}""")
_PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right|float|text-align)"
    r"\s*:(?!\s*(?:start|end|center))"
)
# A mail client reads no stylesheet and mirrors nothing by itself, so mails write attributes.
PAGES: Final = [file for file in TEMPLATES if "emails" not in file.parts]


def _ids(files: list[Path]) -> list[str]:
    return [str(file.relative_to(ROOT)) for file in files]


def _weight(path: str) -> int:
    return len(gzip.compress((ROOT / "static" / path).read_bytes(), 9))


def test_icon_is_decoration_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in icon("bell")
    assert 'role="img" aria-label="3 &lt;new&gt;"' in icon("bell", label="3 <new>")


def test_icon_turns_over_when_it_points_along_the_line() -> None:
    assert 'class="ico ico-flip"' in icon("arrow-right")
    assert 'class="ico quiet"' in icon("bell", "quiet")


def test_sprite_holds_every_icon_that_is_named() -> None:
    sprite = (ROOT / "static" / "icons" / "sprite.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    files = [*TEMPLATES, *ROOT.glob("marketplace/**/*.py"), *ROOT.glob("config/**/*.py")]
    named = {
        name: file.name
        for file in files
        if "tests" not in file.parts
        for name in _NAMED_ICON.findall(file.read_text(encoding="utf-8"))
    }

    missing = {name: file for name, file in named.items() if name not in drawn}
    assert missing == {}, "run bin/front sprite"
    assert drawn >= DIRECTIONAL


@pytest.mark.parametrize("file", PAGES, ids=_ids(PAGES))
def test_template_imports_components_once_for_all(file: Path) -> None:
    """With context a component is run again for each import; who reads, it asks core.current."""
    text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    imports = _COMPONENT_IMPORT.findall(text)

    assert [one for one in imports if "with context" in one] == []


@pytest.mark.parametrize("file", SOURCES, ids=_ids(SOURCES))
def test_stylesheet_knows_no_left_and_right(file: Path) -> None:
    assert _PHYSICAL.findall(file.read_text(encoding="utf-8")) == []


def test_first_load_leaves_room_for_the_page() -> None:
    """75 kB in all; the page itself takes 7 to 12 of them, htmx 17."""
    assert _weight("css/app.css") < 20_500
    assert _weight("js/app.js") < 3_500
    assert (ROOT / "static" / "fonts" / "plex-arabic-400.woff2").stat().st_size < 18_000


def test_lock_file_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")

    assert "resolved" not in lock
