"""One row for each finding and record, as a Parquet file, for whoever works on findings with SQL or data frames.

Whole numbers are 64-bit integers. Figures (``value``, ``low``, ``high``) are text, exactly as in the JSON form, because
no one decimal type holds them all; ``CAST(value AS DECIMAL(28,10))`` makes numbers of them. What is not known is null.
"""

from __future__ import annotations

from typing import BinaryIO

from egovcheck.core.report import Report
from egovcheck.core.text import safe
from egovcheck.report.columns import COLUMNS, Kind, Value, rows
from egovcheck.report.writers import Style

NAME = "parquet"
MACHINE = True
BINARY = True


def write(report: Report, out: BinaryIO, style: Style) -> None:  # noqa: ARG001 - data has no style
    """Write the table; without findings it has its columns and no row."""
    import pyarrow as pa  # noqa: PLC0415 - only for those who write it
    import pyarrow.parquet as pq  # noqa: PLC0415

    text = pa.string()
    types: dict[Kind, pa.DataType] = {
        "text": text, "texts": pa.list_(text), "integer": pa.int64(), "decimal": text, "flag": pa.bool_()
    }  # fmt: skip
    every = list(rows(report))
    arrays = [pa.array([_exact(column.value(row)) for row in every], types[column.kind]) for column in COLUMNS]
    schema = pa.schema([(column.name, types[column.kind]) for column in COLUMNS])
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out)


def _exact(value: Value) -> Value | list[str]:
    """Return a value as it is; only text that UTF-8 has no form for is written out."""
    if isinstance(value, str):
        return _encodable(value)
    return [_encodable(sentence) for sentence in value] if isinstance(value, tuple) else value


def _encodable(text: str) -> str:
    return safe(text) if any("\ud800" <= character <= "\udfff" for character in text) else text
