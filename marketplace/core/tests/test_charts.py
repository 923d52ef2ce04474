"""Charts: coordinates that templates only have to draw."""

from marketplace.core import charts


def _plain(value: float) -> str:
    return f"{value:g}"


def _percent(basis_points: float) -> str:
    return f"{basis_points:g} bp"


def _bars(*values: list[float]) -> charts.Chart:
    return charts.bar_chart(
        sentence="Income",
        ticks=["1/9", "8/9"],
        series=[charts.Series(f"source {at}", one) for at, one in enumerate(values)],
        show=_plain,
    )


def test_bar_chart_stacks_parts_from_the_ground_up() -> None:
    chart = _bars([30, 10], [10, 0])

    first, second = (bar for bar in chart.bars if bar.x == chart.bars[0].x)
    assert first.y + first.height + 1.5 == 236
    assert second.y + second.height + 1.5 == first.y
    assert (first.series, second.series) == (1, 2)


def test_bar_chart_leaves_out_parts_that_are_nothing() -> None:
    assert [bar.series for bar in _bars([30, 10], [10, 0]).bars] == [1, 2, 1]


def test_bar_chart_writes_the_total_over_each_bar() -> None:
    assert [total.label for total in _bars([30, 10], [10, 0]).totals] == ["40", "10"]


def test_bar_chart_grid_ends_at_a_round_number() -> None:
    assert [line.label for line in _bars([30, 10], [7, 0]).grid] == ["0", "10", "20", "30", "40"]


def test_bar_chart_of_nothing_still_has_a_grid() -> None:
    chart = _bars([0, 0])

    assert chart.bars == ()
    assert [line.label for line in chart.grid] == ["0", "1", "2", "3", "4"]


def test_chart_repeats_its_figures_for_the_table() -> None:
    chart = _bars([30, 10], [10, 0])

    assert chart.columns == ("source 0", "source 1")
    assert chart.table == (("1/9", ("30", "10")), ("8/9", ("10", "0")))


def test_line_chart_keeps_labels_a_line_apart() -> None:
    chart = charts.line_chart(
        sentence="Back",
        ticks=["0", "2"],
        series=[charts.Series("a", [0, 50]), charts.Series("b", [0, 51])],
        show=_plain,
    )

    upper, lower = chart.lines
    assert (upper.label, lower.label) == ("b", "a")
    assert lower.label_y - upper.label_y >= 15


def test_line_chart_gives_comparisons_no_colour() -> None:
    chart = charts.line_chart(
        sentence="Back",
        ticks=["0", "2"],
        series=[
            charts.Series("even", [100, 100], is_comparison=True),
            charts.Series("a", [0, 300]),
        ],
        show=_plain,
    )

    assert {line.label: line.series for line in chart.lines} == {"even": 0, "a": 1}


def test_funnel_measures_against_the_widest_and_the_step_before() -> None:
    steps = charts.funnel(
        [("views", 200), ("clicks", 50), ("orders", 0)], show=_plain, percent=_percent
    )

    assert [(step.value, step.width, step.share) for step in steps] == [
        ("200", 320.0, ""),
        ("50", 80.0, "2500 bp"),
        ("0", 0.0, "0 bp"),
    ]


def test_funnel_without_views_divides_by_nothing() -> None:
    steps = charts.funnel([("views", 0), ("clicks", 0)], show=_plain, percent=_percent)

    assert [(step.width, step.share) for step in steps] == [(0.0, ""), (0.0, "")]


def test_spark_runs_from_side_to_side() -> None:
    assert charts.spark([1, 3]) == "4.0,24.0 92.0,4.0"


def test_spark_of_equal_values_is_flat() -> None:
    assert charts.spark([5, 5, 5]) == "4.0,24.0 48.0,24.0 92.0,24.0"


def test_spark_needs_two_values() -> None:
    assert charts.spark([7]) == ""
