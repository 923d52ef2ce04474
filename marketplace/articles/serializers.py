"""Shapes of articles in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Language
from marketplace.articles.choices import ReactionKind
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.core.money import LARGEST_AMOUNT


class ArticleOut(serializers.Serializer[Any]):
    """A published article in a list."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    language = serializers.CharField()
    category = serializers.CharField()
    summary = serializers.CharField()
    author = serializers.CharField(source="author_username")
    reading_minutes = serializers.IntegerField()
    published_at = serializers.DateTimeField()


class DraftOut(serializers.Serializer[Any]):
    """One's own article, in whatever state. `revision` goes back with the next change."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    summary = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field called source
    html = serializers.CharField()
    language = serializers.CharField()
    category = serializers.CharField()
    state = serializers.CharField()
    revision = serializers.IntegerField()
    word_count = serializers.IntegerField()
    decision_reason = serializers.CharField()
    is_hire_enabled = serializers.BooleanField()


class DraftIn(serializers.Serializer[Any]):
    """The whole text with what surrounds it."""

    title = serializers.CharField(max_length=140, allow_blank=True, default="")
    summary = serializers.CharField(max_length=280, allow_blank=True, default="")
    source = serializers.CharField(  # type: ignore[assignment]  # a field called source
        max_length=60_000, allow_blank=True, default="", trim_whitespace=False
    )
    language = serializers.ChoiceField(choices=Language.choices)
    category = serializers.ChoiceField(choices=CATEGORY_CHOICES)
    revision = serializers.IntegerField(min_value=1)


class PublishIn(serializers.Serializer[Any]):
    """The revision that was read; an article that was changed since is refused with 409."""

    revision = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class ArticleReasonIn(serializers.Serializer[Any]):
    """What the author should know."""

    reason = serializers.CharField(max_length=2000)


class RemarkOut(serializers.Serializer[Any]):
    """A comment, or an answer to the comment `parent`."""

    id = serializers.CharField(source="public_id")
    parent = serializers.CharField(  # type: ignore[assignment]  # a field called parent
        source="parent.public_id", default=""
    )
    author = serializers.CharField(source="author.username")
    html = serializers.CharField()
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)


class RemarkTextIn(serializers.Serializer[Any]):
    """Markdown: emphasis, links, lists, quotes."""

    text = serializers.CharField(max_length=2000)


class RemarkIn(RemarkTextIn):
    """A new comment; `parent` is the comment that it answers."""

    parent = serializers.CharField(  # type: ignore[assignment]  # a field called parent
        max_length=12, allow_blank=True, default=""
    )


class RemovalIn(serializers.Serializer[Any]):
    """Why; those who remove others' comments need to say."""

    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class ReactionIn(serializers.Serializer[Any]):
    """One press, or taking it back."""

    kind = serializers.ChoiceField(choices=ReactionKind.choices)
    is_on = serializers.BooleanField(default=True)


class ReactionsOut(serializers.Serializer[Any]):
    """How many readers gave what."""

    useful = serializers.IntegerField(source="useful_count")
    thanks = serializers.IntegerField(source="thanks_count")
    inspiring = serializers.IntegerField(source="inspiring_count")


class ArticleTipIn(serializers.Serializer[Any]):
    """A tip in minor units; `method` is "wallet" or a gateway's name."""

    amount = serializers.IntegerField(min_value=1, max_value=LARGEST_AMOUNT)
    currency = serializers.CharField(max_length=3, default="USD")
    words = serializers.CharField(max_length=200, allow_blank=True, default="")
    is_anonymous = serializers.BooleanField(default=False)
    method = serializers.CharField(max_length=20, default="wallet")


class TipOut(serializers.Serializer[Any]):
    """A tip; who gave it stays unnamed to the author where the reader wished so."""

    id = serializers.CharField(source="public_id")
    article = serializers.CharField(source="article.public_id")
    reader = serializers.SerializerMethodField()
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    words = serializers.CharField()
    state = serializers.CharField()
    paid_at = serializers.DateTimeField(allow_null=True)

    def get_reader(self, tip: Any) -> str:
        """Return who gave it, "" for one who stays unnamed."""
        member = self.context.get("member")
        is_own = member is None or tip.reader_id == member.pk
        return tip.reader.username if is_own or not tip.is_anonymous else ""


class TipStartedOut(serializers.Serializer[Any]):
    """A tip, and where to go on paying for it ("" for one that is paid)."""

    tip = TipOut()
    checkout_url = serializers.CharField()


class ThemeOut(serializers.Serializer[Any]):
    """A theme of the month, with its title in each language."""

    tag = serializers.CharField(source="slug")
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    title_he = serializers.CharField()
    title_ur = serializers.CharField()
    invitation = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class JoinThemeIn(serializers.Serializer[Any]):
    """The tag of a theme; empty for none."""

    theme = serializers.CharField(max_length=60, allow_blank=True)


class CommissionIn(serializers.Serializer[Any]):
    """An article to be asked for; the fee in minor units."""

    author = serializers.CharField(max_length=30)
    title = serializers.CharField(max_length=140)
    task = serializers.CharField(max_length=2000)
    amount = serializers.IntegerField(min_value=1, max_value=LARGEST_AMOUNT)
    currency = serializers.CharField(max_length=3, default="USD")
    deliver_on = serializers.DateField()


class CommissionOut(serializers.Serializer[Any]):
    """A commission; `article` is "" until it is accepted."""

    id = serializers.CharField(source="public_id")
    author = serializers.CharField(source="author.username")
    editor = serializers.CharField(source="editor.username")
    article = serializers.CharField(source="article.public_id", default="")
    title = serializers.CharField()
    task = serializers.CharField()
    amount = serializers.IntegerField()
    currency = serializers.CharField()
    deliver_on = serializers.DateField()
    state = serializers.CharField()
    reason = serializers.CharField()
    due_at = serializers.DateTimeField(allow_null=True)


class EndIn(serializers.Serializer[Any]):
    """Why it ends; the other side reads it."""

    reason = serializers.CharField(max_length=1000, allow_blank=True, default="")
