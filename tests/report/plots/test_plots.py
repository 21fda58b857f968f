"""Which findings are drawn and where the marks stand; whether the words fit is looked at in the browser."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from egovcheck.core.findings import Finding, NamedRecord
from egovcheck.report.plots import plot
from egovcheck.report.plots.canvas import folded, width_of
from egovcheck.report.plots.scale import Scale, around, decimal
from tests.report.parsing import Page
from tests.report.samples import SCORE, conflict, finding, record, wrong_edition


def _drawn(one: Finding, lang: Any = "en") -> Page | None:
    markup = plot(one, lang, "p")
    return None if markup is None else Page(markup)


def _title(one: Finding) -> str | None:
    page = _drawn(one)
    return None if page is None else page.all("title")[0][1]


def stated(value: str, low: str | None, high: str | None, *, role: str = "primary", **others: Any) -> NamedRecord:
    return record(value, role=role, value=value, low=low, high=high, **{"key": SCORE} | others)


def point(period: str, value: str, role: str = "context", area: str = "VN-HN") -> NamedRecord:
    return record(
        value, role=role, value=value, low=value, high=value, key={"indicator": "X", "area": area, "period": period}
    )


def entry(
    area: str, rank: str, score: str, role: str = "primary", period: str = "2018"
) -> tuple[NamedRecord, NamedRecord]:
    return (
        record(rank, role=role, value=rank, key={"indicator": "UN_EGDI_RANK", "area": area, "period": period}),
        record(
            score, role="component", value=score, key={"indicator": "UN_EGDI_SCORE", "area": area, "period": period}
        ),
    )


def of(*records: NamedRecord) -> Finding:
    return finding(records=records)


# ---- intervals ----


def test_intervals_that_do_not_meet_are_drawn_with_who_states_them() -> None:
    page = _drawn(conflict("en"))
    assert page
    assert page.all("title")[0][1] == "Intervals that do not meet"
    assert page.all("desc")[0][1] == "hatinh: 0,6667. bo-tttt: 0,6787. report · agreeing: 0.667"
    words = [said for _, said in page.all("text")]
    assert words[:6] == ["hatinh", "0,6667", "bo-tttt", "0,6787", "report · agreeing", "0.667"]


def test_the_reference_is_marked_across_all_lines() -> None:
    page = _drawn(wrong_edition("en"))
    assert page
    [(band, _)] = page.all("rect")
    known = [attributes for attributes, _ in page.all("circle")]
    assert float(str(band["x"])) <= float(str(known[0]["cx"])) <= float(str(band["x"])) + float(str(band["width"]))
    # by shape, not only by colour: the figure in question is a diamond
    assert len(page.all("polygon")) == 1


def test_a_figure_of_another_period_is_not_drawn_beside_it() -> None:
    page = _drawn(wrong_edition("en"))
    assert page
    assert "88." not in page.all("desc")[0][1]
    assert page.all("desc")[0][1] == "haiphong: 88/193. un_egdi · reference: 86"


def test_an_end_that_is_left_out_is_hollow_and_one_that_is_not_there_an_arrow() -> None:
    page = _drawn(of(stated("60", "55", "65", high_open=True), stated("80", "75", "85"), stated("90", "90", None)))
    assert page
    looks = [attributes["class"] for attributes, _ in page.all("circle")]
    assert looks == ["end accused", "end accused open", "end accused", "end accused", "end accused"]
    assert [attributes["class"] for attributes, _ in page.all("polyline")] == ["tip accused"]


@pytest.mark.parametrize(
    "records",
    [
        (stated("1", "0.5", "1.5"),),
        (stated("1", "0.5", "1.5"), stated("2", "1.2", "2.5")),
        (stated("1", "0.5", "1.5"), stated("2", "1.5", "2.5")),
        (stated("1", "0.5", "1.5"), stated("2", "2", None)),
        (stated("1", "0.5", "1.5"), stated("3", "2.5", "3.5", key={**SCORE, "period": "2018"})),
        (stated("1", None, None), stated("2", None, None)),
        (stated("x", "x", "y"), stated("3", "2.5", "3.5")),
        (stated("1", "1e99", "1e99"), stated("3", "NaN", "Infinity")),
        (stated("1", "1", "1", key={}), stated("3", "3", "3", key={})),
        (),
    ],
    ids=["one", "meet", "touch", "one finite", "another fact", "no ends", "no numbers", "too far", "no key", "none"],
)
def test_too_little_for_intervals_is_not_drawn(records: tuple[NamedRecord, ...]) -> None:
    assert _drawn(of(*records)) is None


def test_ends_that_touch_where_one_is_left_out_do_not_meet() -> None:
    assert _title(of(stated("1", "0.5", "1.5", high_open=True), stated("2", "1.5", "2.5"))) is not None


def test_of_very_many_statements_only_some_are_drawn_and_the_others_counted() -> None:
    page = _drawn(of(*(stated(str(n), str(n), str(n)) for n in range(40))))
    assert page
    assert "28 more figures are not drawn." in page.all("figcaption")[0][1]


# ---- series ----

SERIES = (point("2015", "402118"), point("2016", "418530"), point("2017", "431002"), point("2019", "449206"))


def test_an_outlier_is_a_diamond_beside_the_line_of_the_others() -> None:
    page = _drawn(of(point("2018", "4821", "primary"), *SERIES))
    assert page
    assert page.all("title")[0][1] == "The series over time"
    assert len(page.all("polygon")) == 1
    assert len(page.all("circle")) == 4
    line = str(page.all("polyline")[0][0]["points"]).split()
    assert len(line) == 4
    xs = [float(place.split(",")[0]) for place in line]
    assert xs == sorted(xs)
    assert xs[3] - xs[2] > 1.9 * (xs[1] - xs[0])  # two years are twice as far
    assert "2018: 4,821" in [said for _, said in page.all("text")]


def test_larger_is_higher_whatever_the_size() -> None:
    page = _drawn(of(*(point(str(2000 + n), str(n)) for n in (1, 2, 3))))
    assert page
    ys = [float(place.split(",")[1]) for place in str(page.all("polyline")[0][0]["points"]).split()]
    assert ys == sorted(ys, reverse=True)


@pytest.mark.parametrize(
    "records",
    [
        SERIES[:2],
        (*SERIES[:2], point("2020", "1", area="VN-SG")),
        (*SERIES, point("2020-Q1", "1")),
        (*SERIES, point("2020-01/2020-06", "1")),
        (*SERIES, point("2020-13-45", "1")),
    ],
    ids=["two", "two areas", "two kinds of period", "a range", "no date"],
)
def test_too_little_for_a_series_is_not_drawn(records: tuple[NamedRecord, ...]) -> None:
    assert _drawn(of(*records)) is None


def test_quarters_months_and_days_are_series_too() -> None:
    for periods in (
        ("2020-Q1", "2020-Q2", "2020-Q3"),
        ("2020-01", "2020-02", "2021-01"),
        ("2020-01-01", "2020-01-03", "2020-02-01"),
    ):
        assert _title(of(*(point(period, str(n)) for n, period in enumerate(periods)))) == "The series over time"


# ---- ranks beside scores ----


def test_ranks_out_of_order_cross_the_scores() -> None:
    page = _drawn(
        of(*entry("DNK", "2", "0.9150"), *entry("AUS", "1", "0.9053"), *entry("IRL", "22", "0.8287", "context"))
    )
    assert page
    assert page.all("title")[0][1] == "Ranks beside scores"
    assert page.all("desc")[0][1] == "AUS: 1, 0.9053. DNK: 2, 0.9150. IRL: 22, 0.8287"
    slopes = {str(a["class"]): a for a, _ in page.all("line")}
    assert slopes["slope known"]["y1"] == slopes["slope known"]["y2"]
    assert slopes["slope accused"]["y1"] != slopes["slope accused"]["y2"]
    words = [said for _, said in page.all("text")]
    assert {"AUS  1", "0.9053  AUS", "UN_EGDI_RANK", "UN_EGDI_SCORE"} <= set(words)


@pytest.mark.parametrize(
    "records",
    [
        (*entry("DNK", "1", "0.9150"), *entry("AUS", "2", "0.9053")),
        entry("DNK", "1", "0.9150"),
        (*entry("DNK", "2", "0.9150"), *entry("AUS", "1", "0.9053", period="2020")),
        (*entry("DNK", "2", "0.9150"), *entry("DNK", "1", "0.9053")),
        tuple(one for n in range(20) for one in entry(f"A{n}", str(20 - n), f"0.{20 - n}")),
        (entry("DNK", "2", "0.9")[0], entry("AUS", "1", "0.8")[0]),
    ],
    ids=["in order", "one", "two periods", "one area twice", "too many", "no scores"],
)
def test_too_little_for_ranks_is_not_drawn(records: tuple[NamedRecord, ...]) -> None:
    assert _drawn(of(*records)) is None


# ---- places ----


def test_places_come_from_exact_decimals() -> None:
    scale = around([Decimal("0.66665"), Decimal("0.67765")], 0, 100)
    assert scale.at(Decimal("0.67215")) == pytest.approx(50)
    large = around([Decimal(10000000000000000000), Decimal(10000000000000000002)], 0, 100)
    assert large.at(Decimal(10000000000000000001)) == pytest.approx(50)


def test_ticks_are_round_and_whole_where_asked_for() -> None:
    scale = Scale(Decimal("85.9"), Decimal("88.1"), 0, 100)
    assert scale.ticks(5) == [Decimal("86.0"), Decimal("86.5"), Decimal("87.0"), Decimal("87.5"), Decimal("88.0")]
    assert scale.ticks(5, whole=True) == [86, 87, 88]


def test_what_is_no_number_or_too_long_has_no_place() -> None:
    assert [decimal(text) for text in (None, "x", "NaN", "1e40", "0." + "1" * 30)] == [None] * 5
    assert decimal("-0.5") == Decimal("-0.5")


@pytest.mark.parametrize("words", ["x" * 300, "một hai ba " * 20, "a_b_c_" * 30, "日本語" * 40, "", " "])
def test_folded_words_lose_nothing_and_fit(words: str) -> None:
    lines = folded(words, 150)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", words)
    assert all(width_of(line) <= 150 for line in lines)
