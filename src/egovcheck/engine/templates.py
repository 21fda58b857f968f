"""Message templates filled in: fields by name, one and many, numbers with the right decimal mark.

``{days}`` is a field, ``{days:day|days}`` the field and the word that goes with its number (``1 day``, ``136 days``),
``{before:n}`` a field whose numbers get the decimal mark of the sentence. Decimals that a rule computes get it without
being asked; other text is left as it is, so that what a source prints is never told otherwise. A field that is not
there stands as it was written.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from typing import Any

from egovcheck.core.findings import Lang, NamedRecord
from egovcheck.records.figures import Mark, decimal_mark_shown

_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def filled(template: str, fields: Mapping[str, str], mark: Mark) -> str:
    """Return a template with its fields filled in."""
    return _Filler(mark).vformat(template, (), fields)


def decimal_mark(named: Iterable[NamedRecord], lang: Lang) -> Mark:
    """Return the decimal mark of a sentence about some records.

    In Vietnamese that is a comma, unless the figures that are told beside it were printed with a point: 0,6667 beside
    0.6776 would look like two notations of two things.
    """
    if lang == "en":
        return "."
    shown = {decimal_mark_shown(record.printed or "") for record in named if record.path is not None}
    return "." if "." in shown and "," not in shown else ","


def field_names(template: str) -> list[str]:
    """Return the names of the fields of a template, in order."""
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


def number(text: str, mark: Mark) -> str:
    """Return text with the decimals of its numbers behind that mark; they are given behind a point."""
    return _POINT.sub(mark, text)


class _Filler(string.Formatter):
    """Looks fields up by name only: a template may come from a stranger and must not reach into anything."""

    def __init__(self, mark: Mark) -> None:
        self.mark = mark

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        """Return the field of that name, or the name as it was written."""
        return kwargs.get(field_name, f"{{{field_name}}}"), field_name

    def convert_field(self, value: Any, conversion: Any) -> Any:  # noqa: ARG002
        """Return the value: there are no conversions."""
        return value

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return the value with the word for one or for many, or with the decimal mark of the sentence."""
        if "|" in format_spec:
            one, _, many = format_spec.partition("|")
            return f"{value} {one if value == '1' else many}"
        return number(value, self.mark) if format_spec == "n" else str(value)
