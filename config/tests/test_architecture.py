"""What import-linter can't see, each rule with a deliberate breach that it must catch."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("marketplace", "contests", "referrals", "community")
PUBLIC = {"models", "choices", "errors", "events", "queries", "policies", "services"}
LEVELS = {
    "core": 0,
    "accounts": 1,
    "notifications": 2,
    "webhooks": 2,
    "search": 3,
    "moderation": 3,
    "ledger": 3,
    "gigs": 4,
    "articles": 4,
    "messaging": 4,
    "orders": 5,
    "hiring": 6,
    "disputes": 6,
    "reviews": 6,
    "portfolio": 6,
    "billing": 6,
    "relationships": 7,
    "insights": 8,
    "calls": 10,
    "entries": 11,
    "actions": 11,
    "judging": 12,
    "draws": 12,
    "prizes": 13,
    "links": 20,
    "guard": 21,
    "programs": 22,
    "campaigns": 22,
    "sponsorships": 22,
    "growth": 23,
    "reputation": 30,
    "trophies": 31,
    "rings": 31,
    "forum": 32,
    "gurus": 33,
    "shifts": 34,
    "laurels": 35,
    "worth": 35,
    "watch": 35,
}
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 400, 50, 120
LEFT_OR_RIGHT = re.compile(
    r"(?<![\w-])(?:ml|mr|pl|pr|left|right|text-left|text-right|border-l|border-r|rounded-l|rounded-r)"
    r"-[\w\[]|(?<![\w-])(?:text-left|text-right|float-left|float-right)(?![\w-])"
)
INLINE = re.compile(
    r"""\son[a-z]+=["']|<script(?![^>]*\b(?:src=|type="application/(?:ld\+)?json"))[^>]*>\s*\S"""
    r"""|<style[\s>]|\sstyle=["']""",
    re.IGNORECASE,
)


def app_of(module: str) -> str | None:
    """Return `package.app` of a module, None for what is in no app."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] in PACKAGES and len(parts) > 2 else None


def reaches_inside(importer: str, imported: str) -> bool:
    """Whether one app imports of another what isn't its public face."""
    mine, theirs = app_of(importer), app_of(imported)
    if mine is None or theirs is None or theirs in {mine, "marketplace.core"}:
        return False
    return ".tests" not in importer and imported.split(".")[2] not in PUBLIC


def python_files(*, with_tests: bool = False) -> Iterator[Path]:
    """Walk the project's own modules."""
    for package in ("config", *PACKAGES):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" in path.parts or ("tests" in path.parts and not with_tests):
                continue
            yield path


def sets_state(tree: ast.AST) -> list[int]:
    """Return the lines that assign to `.state` outside a function called transition."""
    allowed: set[int] = set()
    found: list[int] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.endswith("transition"):
            allowed |= {
                item.lineno for item in ast.walk(node) if isinstance(item, ast.stmt | ast.expr)
            }
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AugAssign | ast.AnnAssign)
            else []
        )
        found += [
            target.lineno
            for target in targets
            if isinstance(target, ast.Attribute) and target.attr == "state"
        ]
    return [line for line in found if line not in allowed]


def uses_objects(tree: ast.AST) -> list[int]:
    """Return the lines that go to the database past queries and services."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]


def long_functions(tree: ast.AST) -> list[str]:
    """Return functions that don't fit on a screen."""
    return [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]


def idle_query_counts(tree: ast.AST) -> list[int]:
    """Return the lines where a query count stands without `with` and so asserts nothing."""
    inside = {
        id(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With)
        for item in node.items
    }
    names = {"django_assert_num_queries", "django_assert_max_num_queries", "assertNumQueries"}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and id(node) not in inside
        and (
            (isinstance(node.func, ast.Name) and node.func.id in names)
            or (isinstance(node.func, ast.Attribute) and node.func.attr in names)
        )
    ]


def asserts_nothing(node: ast.FunctionDef) -> bool:
    """Whether a test has no assertion, no `raises`, no check of any kind."""
    word = re.compile(r"assert|raises|expect|check|fail|prove")
    return not any(
        isinstance(item, ast.Assert)
        or (isinstance(item, ast.Call) and word.search(ast.unparse(item.func)))
        or (isinstance(item, ast.With) and word.search(ast.unparse(item.items[0].context_expr)))
        for item in ast.walk(node)
    )


def idle_tests(tree: ast.AST) -> list[str]:
    """Return the tests that can't fail."""
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and asserts_nothing(node)
    ]


def templates() -> list[Path]:
    """Return the page and mail templates."""
    found = sorted((ROOT / "templates").rglob("*"))
    return [path for path in found if path.suffix in {".html", ".txt", ".xml"}]


def is_mail(path: Path) -> bool:
    """Whether a template is a mail, where inline style is the only style."""
    return "emails" in path.parts


def test_apps_use_only_each_others_public_files() -> None:
    graph = grimp.build_graph("config", *PACKAGES)
    reached = [
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if reaches_inside(importer, imported)
    ]
    assert reached == []


def test_the_public_face_rule_sees_a_breach() -> None:
    assert reaches_inside("marketplace.orders.views", "marketplace.gigs.forms")
    assert not reaches_inside("marketplace.orders.views", "marketplace.gigs.queries")
    assert not reaches_inside("marketplace.orders.views", "marketplace.orders.forms")


def points_up(owner: str, target: str) -> bool:
    """Whether a relation of app `owner` leads to an app above it, or to a sibling."""
    if owner == target or owner not in LEVELS or target not in LEVELS:
        return False
    return LEVELS[target] >= LEVELS[owner]


def test_relations_keep_the_directions() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and isinstance(field.related_model, type)
        and points_up(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert wrong == []


def test_the_relation_rule_sees_a_breach() -> None:
    assert points_up("ledger", "orders")
    assert points_up("gigs", "articles")
    assert not points_up("orders", "gigs")


def test_views_go_through_queries_and_services() -> None:
    assert breaches()[uses_objects] == {}


def test_the_views_rule_sees_a_breach() -> None:
    assert uses_objects(ast.parse("def view(r):\n    return Order.objects.get()")) == [2]


def test_states_change_in_one_function() -> None:
    assert breaches()[sets_state] == {}


def test_the_state_rule_sees_a_breach() -> None:
    assert sets_state(ast.parse("def complete(o):\n    o.state = 'completed'")) == [2]
    assert sets_state(ast.parse("def transition(o):\n    o.state = 'completed'")) == []


def test_modules_fit_in_the_head() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(with_tests=True)
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_functions_fit_on_a_screen() -> None:
    assert breaches()[long_functions] == {}


def test_the_length_rule_sees_a_breach() -> None:
    tree = ast.parse("\n".join(["def long():", *["    x = 1"] * 60]))
    assert long_functions(tree) == ["long (61 lines)"]


def test_query_counts_are_context_managers() -> None:
    assert breaches()[idle_query_counts] == {}


def test_the_query_count_rule_sees_a_breach() -> None:
    assert idle_query_counts(ast.parse("django_assert_num_queries(3)")) == [1]
    assert idle_query_counts(ast.parse("with django_assert_num_queries(3):\n    f()")) == []


def test_every_test_can_fail() -> None:
    assert breaches()[idle_tests] == {}


def test_the_idle_test_rule_sees_a_breach() -> None:
    (node,) = ast.parse("def test_x():\n    run()").body
    assert isinstance(node, ast.FunctionDef)
    assert asserts_nothing(node)


def test_templates_are_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in templates()
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_TEMPLATE} == {}


def test_templates_know_no_left_and_right() -> None:
    found = {
        str(path.relative_to(ROOT)): sorted(set(rows))
        for path in templates()
        if not is_mail(path) and (rows := LEFT_OR_RIGHT.findall(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_templates_have_no_inline_script_or_style() -> None:
    found = {
        str(path.relative_to(ROOT)): rows
        for path in templates()
        if not is_mail(path) and (rows := INLINE.findall(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "breach",
    ['<b onclick="x()">', "<script>x()</script>", '<p style="color:red">', "<style>p{}</style>"],
)
def test_the_inline_rule_sees_a_breach(breach: str) -> None:
    assert INLINE.search(breach)


def test_the_direction_rule_sees_a_breach() -> None:
    assert LEFT_OR_RIGHT.search('<p class="ml-2">')
    assert LEFT_OR_RIGHT.search('<p class="text-left">')
    assert not LEFT_OR_RIGHT.search('<p class="ms-2 text-start arrow-left">')


DEVELOPERS_ONLY = {"django_stubs_ext", "pytest", "hypothesis", "playwright", "polib", "grimp"}
TEST_PLUGINS = {"config/testing.py", "config/browser.py"}


def needs_at_run_time(tree: ast.AST) -> set[str]:
    """Return the packages that a module imports when it is loaded, not for its types alone."""
    body = getattr(tree, "body", [])
    found = {
        item.module.split(".")[0]
        for item in body
        if isinstance(item, ast.ImportFrom) and item.module
    }
    names = [alias.name for item in body if isinstance(item, ast.Import) for alias in item.names]
    return found | {name.split(".")[0] for name in names}


def needs_developers(tree: ast.AST) -> list[str]:
    """Return the developers' packages that a module needs to run."""
    return sorted(needs_at_run_time(tree) & DEVELOPERS_ONLY)


def test_the_platform_runs_without_the_developers_packages() -> None:
    found = breaches()[needs_developers]
    assert {name: packages for name, packages in found.items() if name not in TEST_PLUGINS} == {}


def test_the_run_time_rule_sees_a_breach() -> None:
    assert needs_at_run_time(ast.parse("import pytest.mark\nfrom polib import x")) == {
        "pytest",
        "polib",
    }


def silent_functions(tree: ast.AST) -> list[str]:
    """Return the public functions without a word of what they promise."""
    return [
        node.name
        for node in getattr(tree, "body", [])
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]


def test_public_services_and_queries_say_what_they_promise() -> None:
    assert breaches()[silent_functions] == {}


Rows = list[int] | list[str]
Look = Callable[[ast.AST], Rows]
PLAIN, WITH_TESTS = ("*.py",), True
RULES: tuple[tuple[Look, tuple[str, ...], bool], ...] = (
    (uses_objects, ("views.py", "*/views/*.py", "api.py", "*/api/*.py"), False),
    (sets_state, PLAIN, False),
    (long_functions, PLAIN, WITH_TESTS),
    (idle_query_counts, PLAIN, WITH_TESTS),
    (idle_tests, ("test_*.py",), WITH_TESTS),
    (needs_developers, PLAIN, False),
    (silent_functions, ("services.py", "queries.py", "*/services/*.py", "*/queries/*.py"), False),
)


@cache
def breaches() -> dict[Look, dict[str, Rows]]:
    """Return what each rule finds, by module; each module is read once."""
    found: dict[Look, dict[str, Rows]] = {look: {} for look, _patterns, _with_tests in RULES}
    for path in python_files(with_tests=True):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for look, patterns, with_tests in RULES:
            fits = any(map(path.match, patterns)) and (with_tests or "tests" not in path.parts)
            if fits and (rows := look(tree)):
                found[look][str(path.relative_to(ROOT))] = rows
    return found
