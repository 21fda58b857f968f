"""The typed rows against the definition of a record: Pydantic for submissions, pandera for bulk. Both find the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from egovcheck.records.derived import base_type, pandera_schema
from egovcheck.records.interpret import Fault
from egovcheck.records.model import IndicatorRecord


def by_pydantic(columns: Mapping[str, Sequence[Any]], keep: Sequence[bool]) -> list[Fault]:
    """Return a fault for every field of a kept row that the definition of a record does not allow."""
    faults = []
    names = tuple(columns)
    for index, row in enumerate(zip(*columns.values(), strict=True)):
        if not keep[index]:
            continue
        try:
            IndicatorRecord.model_validate(dict(zip(names, row, strict=True)), context={"interpreted": True})
        except ValidationError as error:
            wrong = {str(item["loc"][0]): item["input"] for item in error.errors()}
            faults += [_fault(index, name, value) for name, value in sorted(wrong.items())]
    return faults


def by_pandera(frame: Any, columns: Mapping[str, Sequence[Any]], keep: Sequence[bool]) -> list[Fault]:
    """Return the same faults for bulk tables; ``frame`` is what ``typed_frame`` makes of the columns."""
    import pandera.polars as pa  # noqa: PLC0415 - only bulk tables are worth its import
    import polars as pl  # noqa: PLC0415

    frame = frame.with_columns(pl.Series("__row", range(len(keep)), dtype=pl.Int64))
    frame = frame.filter(pl.Series(keep, dtype=pl.Boolean))
    rows = frame["__row"]
    try:
        pandera_schema().validate(frame.drop("__row"), lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        if cases["index"].null_count():
            raise
        wrong = {
            (int(rows[int(index)]), str(column)) for index, column in zip(cases["index"], cases["column"], strict=True)
        }
        return [_fault(index, name, columns[name][index]) for index, name in sorted(wrong)]
    return []


def typed_frame(columns: Mapping[str, Sequence[Any]]) -> Any:
    """Return the columns as a polars frame with the types of ``IndicatorRecord``."""
    from datetime import date  # noqa: PLC0415
    from decimal import Decimal  # noqa: PLC0415

    import polars as pl  # noqa: PLC0415

    types = {str: pl.String, int: pl.Int64, bool: pl.Boolean, Decimal: pl.String, date: pl.String}
    fields = IndicatorRecord.model_fields
    series, casts = [], []
    for name, values in columns.items():
        kind = base_type(fields[name].annotation) if name in fields else None
        series.append(pl.Series(name, values, dtype=types[kind]) if kind else pl.Series(name, values))
        if kind is Decimal:
            casts.append(pl.col(name).cast(pl.Decimal(38, 10)))
        elif kind is date:
            casts.append(pl.col(name).str.to_date("%Y-%m-%d"))
    return pl.DataFrame(series).with_columns(casts)


def with_places(frame: Any, places: Mapping[str, Sequence[Any]], keep: Sequence[bool]) -> Any:
    """Return the kept rows of a typed frame together with the columns that say where each stands."""
    import polars as pl  # noqa: PLC0415

    types = {"excerpt": pl.String}
    series = [pl.Series(name, values, dtype=types.get(name, pl.Int64)) for name, values in places.items()]
    return frame.with_columns(series).filter(pl.Series(keep, dtype=pl.Boolean))


def _fault(index: int, name: str, value: Any) -> Fault:
    return Fault(index, name, "EG102", "not-allowed", "" if value is None else str(value)[:200])
