"""Intervals: the table of the design row by row, and the laws that hold for all of them."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from egovcheck.records.figures import half_up, read_figure
from egovcheck.records.intervals import Interval, common_point, interval_of, is_whole

D = Decimal


def interval(
    printed: str, *, kind: str = "count", qualifier: str = "exact", measure: str = "level", decimals: int | None = None
) -> Interval:
    figure = read_figure(printed, ",")
    said = figure.qualifier or qualifier
    return interval_of(figure, said, whole=is_whole(kind, measure), decimals=decimals)


def rounded(low: str, high: str) -> Interval:
    return Interval(D(low), D(high), high_open=True)


TABLE = [
    ("0,6667", "score", 4, rounded("0.66665", "0.66675")),
    ("86", "rank", 0, Interval(D(86), D(86))),
    ("86/193", "rank", 0, Interval(D(86), D(86))),
    ("9.000", "count", None, Interval(D(9000), D(9000))),
    ("86,5%", "percent", None, rounded("86.45", "86.55")),
    ("86%", "percent", None, rounded("85.5", "86.5")),
    ("60 triệu", "count", None, rounded("59500000", "60500000")),
    ("1,2 triệu", "count", None, rounded("1150000", "1250000")),
    ("trên 60 triệu", "count", None, Interval(D(60_000_000), None, plausible=D(61_000_000))),
    ("hơn 20%", "percent", None, Interval(D(20), None, plausible=D(30))),
    ("ít nhất 5", "count", None, Interval(D(5), None, plausible=D(6))),
    ("gần 380.000", "count", None, Interval(None, D(380_000), high_open=True, plausible=D(370_000))),
    ("dưới 380.000", "count", None, Interval(None, D(380_000), plausible=D(370_000))),
    ("không quá 5", "count", None, Interval(None, D(5), plausible=D(4))),
    ("khoảng 0,3%", "percent", None, Interval(D("0.2"), D("0.4"))),
    ("khoảng 60 triệu", "count", None, Interval(D(59_000_000), D(61_000_000))),
    ("khoảng 380.000", "count", None, Interval(D(370_000), D(390_000))),
    ("0,43830", "score", 4, rounded("0.43825", "0.43835")),
    ("0,31414000000000003", "score", 4, rounded("0.31409", "0.31419")),
    ("0,31414000000000003", "score", None, rounded("0.314135", "0.314145")),
    ("khoảng 0,43830", "score", 4, Interval(D("0.4382"), D("0.4384"))),
    ("0", "score", 4, rounded("-0.5", "0.5")),
]


@pytest.mark.parametrize(("printed", "kind", "decimals", "expected"), TABLE, ids=[f"{r[0]}-{r[1]}" for r in TABLE])
def test_the_interval_of_a_printed_figure(printed: str, kind: str, decimals: int | None, expected: Interval) -> None:
    assert interval(printed, kind=kind, decimals=decimals) == expected


@pytest.mark.parametrize(
    ("kind", "measure", "whole"),
    [
        ("rank", "level", True), ("count", "level", True), ("money", "level", True), ("duration", "level", True),
        ("date", "level", True), ("level", "level", True), (None, "level", True), ("rank", "change", True),
        ("score", "level", False), ("percent", "level", False), ("percent", "change", False), ("rank", "mean", False),
        ("count", "growth", False), ("count", "multiple", False),
    ],
)  # fmt: skip
def test_which_integers_are_exact(kind: str | None, measure: str, *, whole: bool) -> None:
    assert is_whole(kind, measure) is whole


def test_the_qualifier_of_the_record_counts_where_the_print_says_none() -> None:
    assert interval("60", qualifier="almost") == Interval(None, D(60), high_open=True, plausible=D(50))


@pytest.mark.parametrize(
    ("left", "right", "meet"),
    [
        ("0,6667", "0,6668", False),
        ("0,67", "0,6667", True),
        ("0,4705", "0,47045", True),
        ("0,4704", "0,470452", False),
        ("86", "88", False),
        ("86", "86", True),
        ("trên 60 triệu", "60,4 triệu", True),
        ("trên 60 triệu", "97 triệu", True),
        ("trên 60 triệu", "59 triệu", False),
        ("hơn 1,2 triệu", "1.234.567", True),
        ("gần 380.000", "380.000", False),
        ("dưới 380.000", "380.000", True),
        ("gần 380.000", "trên 380.000", False),
        ("dưới 5", "trên 5", True),
        ("86,5%", "86,555%", False),
        ("86,5%", "86,45%", True),
        ("khoảng 0,3%", "0,4%", True),
        ("khoảng 0,3%", "0,45%", False),
    ],
)
def test_which_figures_agree(left: str, right: str, *, meet: bool) -> None:
    kind = "percent" if "%" in left else "score" if left.startswith("0,") else "count"
    assert interval(left, kind=kind).meets(interval(right, kind=kind)) is meet


@pytest.mark.parametrize(
    ("printed", "other", "meet"),
    [("0,43830", "0,43834", True), ("0,343333333", "0,3433", True), ("0,4383", "0,4384", False)],
)
def test_no_score_is_read_more_sharply_than_its_publisher_gives_it(printed: str, other: str, *, meet: bool) -> None:
    assert interval(printed, kind="score", decimals=4).meets(interval(other, kind="score", decimals=4)) is meet


def test_three_intervals_that_meet_in_pairs_share_a_point() -> None:
    assert common_point([rounded("0", "2"), rounded("1", "3"), Interval(D("1.5"), None)])


def test_an_open_end_among_equal_ones_decides() -> None:
    assert not common_point([Interval(D(1), D(2)), rounded("1", "2"), Interval(D(2), D(3))])


def test_nothing_conflicts_with_nothing() -> None:
    assert common_point([])


PRINTED = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "trên ", "gần ", "dưới ", "khoảng ", "-"]),
    st.one_of(
        st.integers(0, 10_000).map(str),
        st.builds("{},{:04d}".format, st.integers(0, 100), st.integers(0, 9999)),
        st.builds("{},{}".format, st.integers(0, 100), st.integers(0, 9)),
    ),
    st.sampled_from(["", " nghìn", " triệu"]),
)
INTERVALS = st.builds(
    lambda printed, kind, decimals: interval(printed, kind=kind, decimals=decimals),
    PRINTED,
    st.sampled_from(["count", "score"]),
    st.sampled_from([None, 2, 4]),
)
QUALIFIERS = st.sampled_from(["exact", "at_least", "at_most", "almost", "about"])


@given(INTERVALS, INTERVALS)
def test_meeting_is_symmetric(left: Interval, right: Interval) -> None:
    assert left.meets(right) is right.meets(left)


@given(INTERVALS)
def test_every_interval_meets_itself(one: Interval) -> None:
    assert one.meets(one)


@given(st.lists(INTERVALS, min_size=2, max_size=4))
def test_a_common_point_does_not_depend_on_the_order(intervals: list[Interval]) -> None:
    assert len({common_point(order) for order in permutations(intervals)}) == 1


@given(st.lists(INTERVALS, min_size=1, max_size=5), INTERVALS)
def test_one_more_statement_never_settles_a_conflict(intervals: list[Interval], another: Interval) -> None:
    assert common_point(intervals) or not common_point([*intervals, another])


@given(st.decimals(0, 1000, places=6), st.integers(0, 6), st.integers(0, 6))
def test_a_figure_printed_with_fewer_decimals_still_agrees(value: Decimal, more: int, fewer: int) -> None:
    assume(fewer <= more)
    exact, sharp, blunt = (str(half_up(value, places)).replace(".", ",") for places in (6, more, fewer))
    assert interval(exact, kind="score").meets(interval(sharp, kind="score"))
    assert interval(exact, kind="score").meets(interval(blunt, kind="score"))
    assert width(interval(sharp, kind="score")) <= width(interval(blunt, kind="score"))


@given(st.decimals(0, 1000, places=5), st.integers(0, 5))
def test_the_interval_of_a_rounded_figure_holds_what_was_rounded(value: Decimal, places: int) -> None:
    printed = str(half_up(value, places)).replace(".", ",")
    holder = interval(printed, kind="score")
    assert holder.low is not None
    assert holder.high is not None
    assert holder.low <= value < holder.high


@given(st.integers(1, 10_000), st.sampled_from(["at_least", "at_most", "about"]), st.sampled_from(["count", "score"]))
def test_a_qualifier_never_shuts_out_the_figure_itself(value: int, qualifier: str, kind: str) -> None:
    assert interval(str(value), kind=kind, qualifier=qualifier).meets(Interval(D(value), D(value)))


@given(st.integers(0, 10**6), st.integers(0, 6), st.integers(1, 6), QUALIFIERS)
def test_no_interval_is_narrower_than_the_publisher_allows(
    digits: int, printed: int, decimals: int, qualifier: str
) -> None:
    text = str(D(digits).scaleb(-printed)).replace(".", ",") if printed else f"{digits},0"
    assume("E" not in text)
    found = interval(text, kind="score", qualifier=qualifier, decimals=decimals)
    if found.low is not None and found.high is not None:
        assert width(found) >= D(1).scaleb(-decimals)


@given(st.integers(0, 10**6), st.integers(1, 6), QUALIFIERS)
def test_a_coarser_publisher_only_widens(digits: int, decimals: int, qualifier: str) -> None:
    text = f"0,{digits:07d}"
    sharp = interval(text, kind="score", qualifier=qualifier, decimals=decimals + 1)
    blunt = interval(text, kind="score", qualifier=qualifier, decimals=decimals)
    assert (blunt.low or D(0)) <= (sharp.low or D(0))
    assert (blunt.high or D(0)) >= (sharp.high or D(0))


def width(one: Interval) -> Decimal:
    assert one.low is not None
    assert one.high is not None
    return one.high - one.low
