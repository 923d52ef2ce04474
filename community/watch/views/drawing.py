"""Output as charts: a small line for lists, the weeks against the cohort for one member."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.watch.choices import ActKind, Stage
from community.watch.models import Outcome, Sighting
from community.watch.queries.effect import Effect, Group
from marketplace.core.charts import Chart, Series, line_chart, spark
from marketplace.core.conf import rules
from marketplace.core.pen import Pen

_MILLI = 1_000


def spark_of(sighting: Sighting) -> str:
    """Return the points of the member's weeks."""
    return spark([week / _MILLI for week in sighting.weeks])


def output_chart(sighting: Sighting, pen: Pen) -> Chart | None:
    """Draw the member's weeks and what newcomers of their age usually bring; None for too few."""
    weeks = [week / _MILLI for week in sighting.weeks]
    if len(weeks) < 2:  # noqa: PLR2004  a line has two ends
        return None
    mean = sighting.evidence.get("cohort_mean_milli", 0) / _MILLI
    last = sighting.looked_on
    days = [last - timedelta(days=7 * back) for back in reversed(range(len(weeks)))]
    return line_chart(
        sentence=_("Output by week, against what newcomers of the same age usually bring."),
        ticks=[pen.day(day, "short") for day in days],
        series=[
            Series(_("This member"), weeks),
            Series(_("Usual"), [mean] * len(weeks), is_comparison=True),
        ],
        show=lambda value: pen.number(round(value)),
    )


def units(milli: int | None, pen: Pen) -> str:
    """Write thousandths as a number with at most one decimal; a dash for none."""
    if milli is None:
        return "–"
    value = round(milli / _MILLI, 1)
    return pen.number(int(value) if value == int(value) else value)


def evidence_rows(figures: Mapping[str, Any], pen: Pen) -> list[tuple[str, str, str]]:
    """Return what was counted and what it was held against: (what, figure, asked for)."""
    if not figures:
        return []
    limits = rules()
    days, givers = figures["days"], figures["givers"]
    return [
        (
            _("Output of the last seven days"),
            units(figures["output_milli"], pen),
            pen.number(limits.watch_floor),
        ),
        (
            _("Standard deviations above newcomers of the same age"),
            units(figures["z_milli"], pen),
            units(limits.watch_burst_z_milli, pen),
        ),
        (_("Usual for newcomers of this age"), units(figures["cohort_mean_milli"], pen), ""),
        (_("The member’s own weeks before"), units(figures["own_milli"], pen), ""),
        (_("Days with something"), pen.number(days), pen.number(limits.watch_days_min)),
        (
            _("Different people who valued it"),
            pen.number(givers),
            pen.number(limits.watch_givers_min),
        ),
        (
            _("Replies that were liked or chosen"),
            _share(figures["quality_milli"], pen),
            _share(figures["median_milli"], pen),
        ),
        (_("Mean of the last four weeks"), units(figures["mean_milli"], pen), ""),
        (_("Best mean of four weeks"), units(figures["peak_milli"], pen), ""),
        (_("Days without anything"), pen.number(figures["silent_for"]), ""),
        (
            _("Usual days between days here"),
            "–" if figures["usual_gap"] is None else pen.number(figures["usual_gap"]),
            "",
        ),
    ]


def _share(milli: int | None, pen: Pen) -> str:
    return "–" if milli is None else pen.percent(milli * 10)


def sentence_of(sighting: Sighting, pen: Pen) -> str:
    """Say in one sentence why the member is shown."""
    figures = sighting.figures
    if not figures:
        return ""
    if sighting.stage in (Stage.DIMMING, Stage.DARK):
        days = figures["silent_for"]
        words = {
            "mean": units(figures["mean_milli"], pen),
            "peak": units(figures["peak_milli"], pen),
            "days": pen.number(days),
        }
        return (
            ngettext(
                "%(mean)s a week in the last four weeks, after %(peak)s at best; "
                "silent for %(days)s day.",
                "%(mean)s a week in the last four weeks, after %(peak)s at best; "
                "silent for %(days)s days.",
                days,
            )
            % words
        )
    givers = figures["givers"]
    words = {
        "output": units(figures["output_milli"], pen),
        "mean": units(figures["cohort_mean_milli"], pen),
        "givers": pen.number(givers),
    }
    return (
        ngettext(
            "%(output)s valued contributions in seven days, where newcomers of this age "
            "usually bring %(mean)s; valued by %(givers)s person.",
            "%(output)s valued contributions in seven days, where newcomers of this age "
            "usually bring %(mean)s; valued by %(givers)s people.",
            givers,
        )
        % words
    )


def advice_on(suggestion: ActKind | None) -> str:
    """Say in words what to do next, empty where nothing is asked for now."""
    if suggestion is None:
        return ""
    return {
        ActKind.THANK: _("Thank them in person: most who stay were noticed early."),
        ActKind.INVITE: _("Nominate them for the guru club, if the answers convince you."),
        ActKind.OFFER: _("Offer a paid shift: some fade because they can’t afford the time."),
        ActKind.TALK: _("Ask how they are. Ask for nothing else."),
        ActKind.REST: _("Let it rest. Whoever wants to come back knows the door."),
    }[suggestion]


def outcome_words(one: Outcome, pen: Pen) -> str:
    """Say what was measured so far: output before and after, still here or not."""
    if one.after_milli is None:
        return _("Not measured yet: it takes thirty days.")
    words = [
        _("Four weeks before: %(before)s, after: %(after)s.")
        % {"before": units(one.before_milli, pen), "after": units(one.after_milli, pen)}
    ]
    if one.is_kept_30 is not None:
        words.append(_("Still here after 30 days.") if one.is_kept_30 else _("Gone after 30 days."))
    if one.is_kept_90 is not None:
        words.append(_("Still here after 90 days.") if one.is_kept_90 else _("Gone after 90 days."))
    return " ".join(words)


def effect_rows(found: Effect, pen: Pen) -> list[tuple[str, str, str]]:
    """Return (what, of those acted for, of the others)."""
    pairs = (
        (_("Members measured"), _count),
        (_("Change of output, four weeks"), _change),
        (_("Still here after 30 days"), _kept_first),
        (_("Still here after 90 days"), _kept_last),
    )
    return [(label, say(found.acted, pen), say(found.left_alone, pen)) for label, say in pairs]


def _count(group: Group, pen: Pen) -> str:
    return pen.number(group.count)


def _change(group: Group, pen: Pen) -> str:
    return "–" if group.change_bp is None else pen.percent(group.change_bp)


def _kept_first(group: Group, pen: Pen) -> str:
    return "–" if group.kept_30_bp is None else pen.percent(group.kept_30_bp)


def _kept_last(group: Group, pen: Pen) -> str:
    return "–" if group.kept_90_bp is None else pen.percent(group.kept_90_bp)
