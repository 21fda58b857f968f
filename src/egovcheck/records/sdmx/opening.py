"""A file of SDMX-CSV from its header to the form of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from egovcheck.records.catalogue import Catalogue
from egovcheck.records.layouts.files import name_of
from egovcheck.records.layouts.model import Layout
from egovcheck.records.sdmx.form import SdmxForm
from egovcheck.records.sdmx.header import read_columns
from egovcheck.sources.tables import Document, Table


@dataclass(frozen=True, slots=True)
class Observations:
    """The form of a file's rows, the source that a layout fixes, and what it lacks: fields of messages by heading."""

    form: SdmxForm
    source: str | None
    absent: Mapping[str, Mapping[str, str]]


def open_observations(
    table: Table, reopen: Callable[[], Table], layout: Layout | None, document: Document, catalogue: Catalogue
) -> Observations:
    """Find what the columns of a file are; one of version 2.0 is read once for what it says of whole series."""
    columns = read_columns(table.header, layout, name_of(document.path, document.label))
    form = SdmxForm(columns, layout, catalogue)
    if form.readable and columns.series:
        form.see_series(reopen().chunks())
    return Observations(form, columns.constants.get("source"), columns.absent)
