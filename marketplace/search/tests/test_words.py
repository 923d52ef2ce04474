"""How a text is understood: quotes, words left out, groups, corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from marketplace.accounts.models import Member
from marketplace.core.models import AuditRecord
from marketplace.search.choices import WORDS_MAX, GroupKind
from marketplace.search.errors import (
    NotALexicographer,
    TooFewWords,
    TooManyWords,
    WordsKnownAlready,
)
from marketplace.search.models import WordGroup
from marketplace.search.queries import Filters, complete, find, suggest, word_query
from marketplace.search.services import add_group, change_group, plant_groups, remove_group

pytestmark = pytest.mark.django_db
Add = Callable[..., int]


@pytest.fixture(autouse=True)
def _no_groups() -> None:
    WordGroup.objects.all().delete()


def refs(text: str, *, is_literal: bool = False) -> list[int]:
    return find(Filters(q=text, is_literal=is_literal)).refs


def test_quoted_words_come_first_where_they_stand_side_by_side(list_thing: Add) -> None:
    apart = list_thing("Logo and a card for a bakery", orders_count=90)
    together = list_thing("A bakery logo, and more")
    assert refs("bakery logo") == [apart, together]
    assert refs('"bakery logo"') == [together, apart]


def test_a_minus_leaves_out(list_thing: Add) -> None:
    list_thing("Bakery logo")
    other = list_thing("Shop logo")
    assert refs("logo -bakery") == [other]
    assert refs("-bakery") == []


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE search_entry; --",
        "\\",
        '"unclosed',
        "a & | ! (",
        "%",
        "§k:gig",
        "^logo",
        ":*",
    ],
)
def test_whatever_is_typed_is_only_text(text: str, list_thing: Add) -> None:
    ref = list_thing("Logo")
    refs(text)
    assert refs("logo") == [ref]


@pytest.mark.parametrize("text", ["   ", "\u0640", "؟!«»", "a" * 5_000, "من"])
def test_nothing_is_found_by_nothing(text: str, list_thing: Add) -> None:
    list_thing("Logo")
    assert refs(text) == []


def test_a_correction_says_what_it_did(list_thing: Add) -> None:
    ref = list_thing("كتابة مقالات")
    found = find(Filters(q="كتابه مقلات"))
    assert (found.refs, found.wording.text, found.wording.typed) == (
        [ref],
        "كتابه مقالات",
        "كتابه مقلات",
    )
    assert not found.wording.by_layout
    assert find(Filters(q=";jhfm")).wording.by_layout
    assert refs("كتابه مقلات", is_literal=True) == []


def test_known_words_are_never_corrected(list_thing: Add) -> None:
    list_thing("كتابة مقالات")
    other = list_thing("مقلاة من نحاس")
    assert refs("مقلاة") == [other]
    assert not word_query("مقلاة").is_corrected


def test_a_group_takes_effect_with_the_next_search(
    list_thing: Add, editor: Member, now: datetime
) -> None:
    ref = list_thing("Macaw")
    assert refs("ببغاء") == []
    group = add_group(
        words=["ببغاء", "macaw", "big parrot"], kind=GroupKind.SYNONYM, actor=editor, now=now
    )
    assert refs("ببغاء") == refs("الببغاء") == refs("big parrots") == [ref]
    group = change_group(
        group=group,
        words=group.words,
        kind=GroupKind.SYNONYM,
        is_active=False,
        actor=editor,
        now=now,
    )
    assert refs("ببغاء") == []
    remove_group(group=group, actor=editor, now=now)
    actions = AuditRecord.objects.filter(actor=editor.public_id).order_by("id")
    assert [row.action for row in actions] == [
        "search_words_added",
        "search_words_changed",
        "search_words_removed",
    ]


def test_groups_refuse(seller: Member, editor: Member, now: datetime) -> None:
    def add(*words: str, actor: Member = editor) -> WordGroup:
        return add_group(words=words, kind=GroupKind.SYNONYM, actor=actor, now=now)

    with pytest.raises(NotALexicographer):
        add("a", "b", actor=seller)
    with pytest.raises(TooFewWords):
        add("كتابة", "كتابه")
    with pytest.raises(TooManyWords):
        add(*(f"word{number}" for number in range(WORDS_MAX + 1)))
    with pytest.raises(TooManyWords):
        add("a", "b" * 41)
    add("one", "two", "three")
    with pytest.raises(WordsKnownAlready):
        add("two", "one")


def test_the_first_groups_are_planted_once(now: datetime) -> None:
    planted = plant_groups(now=now)
    assert planted == WordGroup.objects.count() > 120
    assert plant_groups(now=now) == 0


def test_completions_and_suggestions(list_thing: Add) -> None:
    logo = list_thing("Logo design")
    list_thing("Logistics")
    list_thing("Logo again")
    assert complete("my log") == ["my logistics", "my logo"]
    assert complete("l") == complete("logo ") == []
    found = suggest("logo de")
    assert ("logo design" in found.texts, [card.ref for card in found.cards]) == (True, [logo])
    assert suggest("lgoo").texts == ["logo"]
    assert suggest("x").cards == []
