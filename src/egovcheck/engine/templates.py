"""Message templates filled in: fields by name, one and many, numbers as the language writes them.

``{days}`` is a field, ``{days:day|days}`` the field and the word that goes with its number (``1 day``, ``136 days``),
``{before:n}`` a field whose numbers are written in the manner of the language (``86,5%`` in Vietnamese). Numbers that a
rule computes as decimals are written so without being asked; text is left as it is, so that what a source prints is
never told otherwise. A field that is not there stands as it was written.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from typing import Any

from egovcheck.core.findings import Lang

_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?")


def filled(template: str, fields: Mapping[str, str], lang: Lang) -> str:
    """Return a template with its fields filled in."""
    return _Filler(lang).vformat(template, (), fields)


def field_names(template: str) -> list[str]:
    """Return the names of the fields of a template, in order."""
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


def number(text: str, lang: Lang) -> str:
    """Return text with its numbers as the language writes them: 1234.5 is 1.234,5 in Vietnamese."""
    if lang != "vi":
        return text
    return _NUMBER.sub(lambda n: f"{int(n[1]):,}".replace(",", ".") + (f",{n[2]}" if n[2] else ""), text)


class _Filler(string.Formatter):
    """Looks fields up by name only: a template may come from a stranger and must not reach into anything."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        """Return the field of that name, or the name as it was written."""
        return kwargs.get(field_name, f"{{{field_name}}}"), field_name

    def convert_field(self, value: Any, conversion: Any) -> Any:  # noqa: ARG002
        """Return the value: there are no conversions."""
        return value

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return the value with the word for one or for many, or with its numbers in the language's manner."""
        if "|" in format_spec:
            one, _, many = format_spec.partition("|")
            return f"{value} {one if value == '1' else many}"
        return number(value, self.lang) if format_spec == "n" else str(value)
