"""The formats of texts: one module each, found by walking this package.

A module has ``NAME``, ``SUFFIXES`` (lower case, with the dot), ``sniff`` and ``open_text``. What a format needs beyond
the standard library it imports when it opens a file, so that reading a table costs nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import cast

from egovcheck.sources.texts.model import TextFormat


def _discover() -> tuple[TextFormat, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast("TextFormat", importlib.import_module(f"{__name__}.{name}")) for name in names)


FORMATS: tuple[TextFormat, ...] = _discover()
"""Every format of texts, in alphabetical order of the modules."""

SUFFIXES: frozenset[str] = frozenset(suffix for format_ in FORMATS for suffix in format_.SUFFIXES)
"""The endings of the names of texts, in lower case."""
