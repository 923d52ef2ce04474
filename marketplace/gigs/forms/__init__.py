"""Forms of gigs: they read what people typed, and change nothing."""

from __future__ import annotations

from marketplace.gigs.forms.browse import BrowseForm, ChoiceForm
from marketplace.gigs.forms.desk import CommentForm, ReasonForm
from marketplace.gigs.forms.overview import OverviewForm
from marketplace.gigs.forms.packages import (
    ExtraForm,
    FeatureForm,
    PackageForm,
    extra_drafts,
    extra_forms,
    feature_drafts,
    feature_forms,
    package_drafts,
    package_forms,
)
from marketplace.gigs.forms.pictures import AltForm, PictureForm
from marketplace.gigs.forms.questions import (
    FaqForm,
    QuestionForm,
    faq_drafts,
    faq_forms,
    question_drafts,
    question_forms,
)
from marketplace.gigs.forms.rows import RowSet

__all__ = [
    "AltForm",
    "BrowseForm",
    "ChoiceForm",
    "CommentForm",
    "ExtraForm",
    "FaqForm",
    "FeatureForm",
    "OverviewForm",
    "PackageForm",
    "PictureForm",
    "QuestionForm",
    "ReasonForm",
    "RowSet",
    "extra_drafts",
    "extra_forms",
    "faq_drafts",
    "faq_forms",
    "feature_drafts",
    "feature_forms",
    "package_drafts",
    "package_forms",
    "question_drafts",
    "question_forms",
]
