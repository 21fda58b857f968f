"""Columns of SDMX-CSV into a file of version 2.0, through pysdmx, which is an extra."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from egovcheck.core.errors import UsageError
from egovcheck.core.text import safe
from egovcheck.records.sdmx.outgoing import COLUMNS, DIMENSIONS, MEASURE

if TYPE_CHECKING:
    from pysdmx.model import Component, Schema

DEFAULT_STRUCTURE = "EGOVCHECK:FIGURES(1.0)"
_STRUCTURE = re.compile(
    r"(?:(?P<kind>dataflow|datastructure)=)?(?P<agency>[A-Za-z][\w.-]*):(?P<id>[\w@$-]+)\((?P<version>[\d.]+\+?)\)",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True)
class Structure:
    """What the file says it is made by: ``AGENCY:ID(VERSION)``, a dataflow or a data structure."""

    kind: str
    agency: str
    id: str
    version: str

    @classmethod
    def read(cls, text: str) -> Structure:
        """Read ``AGENCY:ID(1.0)``, or with ``datastructure=`` before it; raises UsageError."""
        match = _STRUCTURE.fullmatch(text.strip())
        if match is None:
            raise UsageError(
                f"'{safe(text)}' is no structure", hint="write AGENCY:ID(1.0), or datastructure=AGENCY:ID(1.0)"
            )
        return cls((match["kind"] or "dataflow").lower(), match["agency"], match["id"], match["version"])


@dataclass(frozen=True)
class Writer:
    """Writes parts of one file: the first with the header, the others without."""

    structure: Structure

    def part(self, columns: Mapping[str, Sequence[str]], *, first: bool) -> str:
        """Return some observations as text; raises UsageError where the extra is not installed."""
        self.check()
        import pandas as pd  # noqa: PLC0415 - heavy, and of the extra
        from pysdmx.io.csv.sdmx20.writer import write  # noqa: PLC0415
        from pysdmx.io.pd import PandasDataset  # noqa: PLC0415

        frame = pd.DataFrame({name: list(cells) for name, cells in columns.items()}, dtype="object")
        text = write([PandasDataset(structure=self._schema, data=frame)])
        lines = (text or "").replace("\r\n", "\n")
        return lines if first else lines.partition("\n")[2]

    def header(self) -> str:
        """Return the first line alone, for a file without observations."""
        return ",".join(("STRUCTURE", "STRUCTURE_ID", "ACTION", *COLUMNS)) + "\n"

    def check(self) -> None:
        """Raise UsageError where the extra is not installed."""
        try:
            import pysdmx.io.pd  # noqa: F401, PLC0415
        except ImportError:
            raise UsageError("writing SDMX needs pysdmx", hint="pip install 'egovcheck[sdmx]'") from None

    @cached_property
    def _schema(self) -> Schema:
        from pysdmx.model import Components, Schema  # noqa: PLC0415

        one = self.structure
        kind: Any = one.kind
        parts = Components([_component(name) for name in COLUMNS])
        # nothing in the file says when; a fixed day keeps the same input the same
        made = datetime(1970, 1, 1, tzinfo=UTC)
        return Schema(kind, one.agency, one.id, parts, one.version, generated=made)


def _component(name: str) -> Component:
    from pysdmx.model import Component, Concept, DataType, Role  # noqa: PLC0415

    role = Role.DIMENSION if name in DIMENSIONS else Role.MEASURE if name == MEASURE else Role.ATTRIBUTE
    # as text, or digits would be lost; optional, or what is empty would become a word
    level = "O" if role is Role.ATTRIBUTE else None
    return Component(
        name, required=False, role=role, concept=Concept(name), local_dtype=DataType.STRING, attachment_level=level
    )
