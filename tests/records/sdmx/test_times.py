"""Periods of SDMX into those of records, and back."""

from __future__ import annotations

import pytest

from egovcheck.records.periods import read_period
from egovcheck.records.sdmx.times import from_sdmx, to_sdmx


@pytest.mark.parametrize(
    ("sdmx", "ours"),
    [
        ("2020", "2020"),
        ("2020-A1", "2020"),
        ("2020-S1", "2020-01/2020-06"),
        ("2020-S2", "2020-07/2020-12"),
        ("2020-T2", "2020-05/2020-08"),
        ("2020-Q3", "2020-Q3"),
        ("2020-M08", "2020-08"),
        ("2020-M12", "2020-12"),
        ("2020-08", "2020-08"),
        ("2020-W53", "2020-12-28/2021-01-03"),
        ("2020-W01", "2019-12-30/2020-01-05"),
        ("2020-D060", "2020-02-29"),
        ("2021-D060", "2021-03-01"),
        ("2020-08-26", "2020-08-26"),
        ("2020-03-01/P6M", "2020-03/2020-08"),
        ("2020-03-01T00:00:00/P1Y", "2020-03/2021-02"),
        ("2020-03-02/P10D", "2020-03-02/2020-03-11"),
    ],
)
def test_every_time_of_sdmx_is_a_period(sdmx: str, ours: str) -> None:
    assert read_period(from_sdmx(sdmx)).text == ours


@pytest.mark.parametrize("sdmx", ["2020-Q5", "2020-M13", "2020-S3", "2020-W54", "2021-D366", "2020-D000", "next year"])
def test_what_is_no_time_stays_to_be_told(sdmx: str) -> None:
    assert from_sdmx(sdmx) == sdmx
    with pytest.raises(ValueError, match=sdmx):
        read_period(from_sdmx(sdmx))


@pytest.mark.parametrize(
    ("ours", "sdmx"),
    [
        ("2020", "2020"),
        ("2020-Q3", "2020-Q3"),
        ("2020-08", "2020-08"),
        ("2020-08-26", "2020-08-26"),
        ("2020-01/2020-06", "2020-S1"),
        ("2020-07/2020-12", "2020-S2"),
        ("2020-03/2020-08", "2020-03-01/P6M"),
        ("2020/2021", "2020-01-01/P2Y"),
        ("2020-03-02/2020-03-11", "2020-03-02/P10D"),
    ],
)
def test_a_period_is_written_as_sdmx_has_it_and_read_back(ours: str, sdmx: str) -> None:
    assert to_sdmx(ours) == sdmx
    assert read_period(from_sdmx(sdmx)).text == ours
