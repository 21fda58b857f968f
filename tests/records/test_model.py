"""The record made from Python values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from egovcheck.records.model import DERIVED, REQUIRED, SUBMITTED, IndicatorRecord

RANK = {"indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020"}
SCORE = {**RANK, "indicator": "UN_EGDI_SCORE"}


def test_made_from_printed_text_it_knows_what_follows() -> None:
    record = IndicatorRecord(indicator="thứ hạng EGDI", area="Việt Nam", period="2020", value="thứ 86/193")  # type: ignore[arg-type]
    assert {name: value for name, value in record.model_dump().items() if value is not None} == {
        "indicator": "UN_EGDI_RANK", "area": "VNM", "period": "2020", "value": Decimal(86), "printed": "thứ 86/193",
        "denominator": Decimal(193), "unit": "rank", "qualifier": "exact", "measure": "level", "status": "actual",
        "breakdown": "_T", "source": "-", "decimals": 0, "low": Decimal(86), "high": Decimal(86), "high_open": False,
        "step": Decimal(1), "period_start": date(2020, 1, 1), "period_end": date(2020, 12, 31),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected", "low"),
    [
        (86, "86", "85.5"),
        (0.6667, "0.6667", "0.66665"),
        (Decimal("0.6667"), "0.6667", "0.66665"),
        (1.039, "1.039", "1.0385"),
        (Decimal("1E+2"), "100", "99.5"),
        ("0,6667", "0.6667", "0.66665"),
        ("0.6667", "0.6667", "0.66665"),
    ],
)
def test_numbers_are_taken_as_they_are(value: Any, expected: str, low: str) -> None:
    record = IndicatorRecord.model_validate({**SCORE, "value": value})
    assert (record.value, record.low) == (Decimal(expected), Decimal(low))


@pytest.mark.parametrize(("locale", "value"), [("vi", "1039"), ("en", "1.039")])
def test_the_locale_is_given_by_the_context(locale: str, value: str) -> None:
    row = {**RANK, "indicator": "VN_PORTAL_PAYMENT_VALUE", "value": "1.039"}
    assert IndicatorRecord.model_validate(row, context={"locale": locale}).value == Decimal(value)


def test_dates_of_the_language_are_periods() -> None:
    record = IndicatorRecord.model_validate({**RANK, "value": 86, "period": 2020, "published": date(2020, 8, 26)})
    assert (record.period, record.published, record.published_end) == ("2020", "2020-08-26", date(2020, 8, 26))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"value": "1.039"}, "value: ambiguous"),
        ({"value": "n.n."}, "value: not-a-figure"),
        ({"value": float("nan")}, "value: not-a-figure"),
        ({"value": float("inf")}, "value: not-a-figure"),
        ({"value": True}, "value: not-a-figure"),
        ({"value": None}, "value: empty"),
        ({"value": 10**18}, "value: too-large"),
        ({"value": "86", "period": "soon"}, "period: not-a-period"),
        ({"value": "x", "period": "soon"}, "period: not-a-period; value: not-a-figure"),
        ({"value": 86, "unit": "furlong"}, "Input should be 'rank', 'index', 'percent'"),
        ({"value": 86, "qualifier": "roughly so"}, "Input should be 'exact', 'at_least'"),
        ({"value": 86, "denominator": 0}, "Input should be greater than 0"),
        ({"value": 86, "start": -1}, "Input should be greater than or equal to 0"),
        ({"value": 86, "area": "x" * 201}, "String should have at most 200 characters"),
        ({"value": 86, "note": "x" * 10_001}, "String should have at most 10000 characters"),
        ({"value": 86, "colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_a_mistake_is_told_in_words(row: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as error:
        IndicatorRecord.model_validate({**RANK, **row})
    assert said in str(error.value)


def test_a_missing_value_is_told() -> None:
    with pytest.raises(ValidationError, match="value: empty"):
        IndicatorRecord.model_validate(RANK)


def test_a_record_cannot_be_changed() -> None:
    record = IndicatorRecord.model_validate({**RANK, "value": 86})
    with pytest.raises(ValidationError, match="frozen"):
        record.value = Decimal(88)


@pytest.mark.parametrize(
    "value", ["86/193", "0,6667", "trên 60 triệu", "gần 380 nghìn", "khoảng 0,3%", "6,3 nghìn tỷ", "-2", "86.0"]
)
def test_a_record_made_from_its_own_fields_is_the_same(value: str) -> None:
    record = IndicatorRecord.model_validate({**RANK, "indicator": "VN_PORTAL_PAYMENT_VALUE", "value": value})
    assert IndicatorRecord.model_validate(record.model_dump()) == record


def test_what_is_submitted_and_what_is_worked_out() -> None:
    assert DERIVED == (
        "decimals", "low", "high", "high_open", "plausible", "step", "period_start", "period_end", "published_start",
        "published_end",
    )  # fmt: skip
    assert REQUIRED == ("indicator", "area", "value")
    assert SUBMITTED == (
        "indicator", "area", "period", "value", "printed", "denominator", "unit", "qualifier", "measure", "base_period",
        "status", "breakdown", "source", "publisher", "published", "url", "authority", "quote", "note", "path", "start",
        "end",
    )  # fmt: skip
