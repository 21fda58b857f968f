"""How documents are called in messages."""

from __future__ import annotations

from egovcheck.core.errors import InputError
from egovcheck.core.text import safe

STDIN = "-"
"""The path and the label that stand for standard input."""


def called(label: str) -> str:
    """Return how a sentence names the document ``label``: quoted and escaped, or ``standard input``."""
    return "standard input" if label == STDIN else f"'{safe(label)}'"


def os_problem(label: str, error: OSError) -> InputError:
    """Return the sentence for a file that the operating system does not give to us."""
    return InputError(
        f"{called(label)} cannot be read: {(error.strerror or type(error).__name__).lower()}",
        hint="check that it exists and that you may read it",
    )
