"""The sheet that an annotated copy of a workbook has more than the original."""

from __future__ import annotations

FINDINGS_SHEET = "egovcheck"
"""What the sheet with the findings is called; a number in brackets follows where there is such a sheet already."""


def is_findings_sheet(name: str) -> bool:
    """Say whether a sheet of this name lists findings and holds no figures that somebody states."""
    return name.casefold() == FINDINGS_SHEET or name.casefold().startswith(f"{FINDINGS_SHEET} (")
