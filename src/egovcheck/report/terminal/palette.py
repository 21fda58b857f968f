"""The colours of the report. Nothing is said by colour alone: each of them only repeats a word or a mark."""

from __future__ import annotations

SEVERITY = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
STRONG = "bold"
GUTTER = "blue"
PLACE = "cyan"
FAINT = "dim"
MEND = "green"
WELL = "bold green"
FAILED = "bold red"
DOUBT = "bold yellow"
OTHER = "cyan"
