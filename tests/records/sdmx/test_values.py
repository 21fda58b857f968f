"""Values with their multiplier and their number of decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from egovcheck.records.figures import FigureError, read_figure
from egovcheck.records.sdmx.values import figure_of, is_missing


@pytest.mark.parametrize(
    ("value", "multiplier", "decimals", "printed"),
    [
        ("60", "", "", "60"),
        ("60", "0", "", "60"),
        ("60", "6", "", "60 × 10^6"),
        ("60.4", "6", "", "60.4 × 10^6"),
        ("5", "-3", "", "5 × 10^-3"),
        ("0.67", "", "4", "0.6700"),
        ("0.6667", "", "4", "0.6667"),
        ("0.66667", "", "4", "0.66667"),
        ("1234.0", "", "0", "1234"),
        ("0.500", "", "1", "0.5"),
        ("60", "6", "1", "60.0 × 10^6"),
        ("6.0E7", "", "", "60000000"),
        ("1.5e-3", "", "", "0.0015"),
        ("high", "", "0", "high"),
        ("60", "million", "", "60 × 10^million"),
    ],
)
def test_a_value_is_printed_with_all_that_is_said_of_it(
    value: str, multiplier: str, decimals: str, printed: str
) -> None:
    assert figure_of(value, multiplier, decimals) == printed


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("60 × 10^6", "60000000", "1000000"),
        ("60.4 × 10^6", "60400000", "100000"),
        ("-2.5 × 10^3", "-2500", "100"),
        ("5 × 10^-3", "0.005", "0.001"),
        ("1.039 × 10^3", "1039", "1"),
    ],
)
def test_the_last_printed_place_is_scaled_with_the_value(text: str, value: str, place: str) -> None:
    figure = read_figure(text, None, native=True)
    assert (figure.value, figure.unit_place, figure.in_full) == (Decimal(value), Decimal(place), False)


def test_a_power_of_ten_is_read_by_the_mark_of_its_text_too() -> None:
    assert read_figure("60,4 x 10^6", ",").value == Decimal(60_400_000)
    with pytest.raises(FigureError, match="ambiguous"):
        read_figure("1.039 × 10^6", None)


def test_a_multiplier_that_nobody_can_read_makes_no_figure() -> None:
    with pytest.raises(FigureError, match="not-a-figure"):
        read_figure(figure_of("60", "million", ""), None, native=True)


def test_a_power_beyond_all_bounds_is_too_large() -> None:
    with pytest.raises(FigureError, match="too-large"):
        read_figure("1 × 10^30", None, native=True)


@pytest.mark.parametrize("cell", [None, "", " ", "NaN", "#N/A", ":"])
def test_nothing_is_missing(cell: str | None) -> None:
    assert is_missing(cell)


def test_nought_is_not_missing() -> None:
    assert not is_missing("0")
