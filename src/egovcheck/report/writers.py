"""The registry of writers: every module in ``formats`` is one output format.

A format module has ``NAME``, ``MACHINE`` (true where a program is to read the text) and ``write(report, out, style)``;
one that writes bytes instead of text has ``BINARY = True`` and gets a binary stream.
What is costly to import, a writer imports when it writes, so that listing the formats stays cheap.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar

from egovcheck.core.report import Report
from egovcheck.report import formats


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look; what it says never depends on it.

    ``width`` is in display cells, None where lines are not to be wrapped. ``verbose`` counts how often more was asked
    for. ``unicode`` is false where the terminal has no box-drawing characters.
    """

    width: int | None = None
    color: bool = False
    verbose: int = 0
    quiet: bool = False
    unicode: bool = True


Value = TypeVar("Value")
"""What is written: a report, or a review of texts."""

_Written_contra = TypeVar("_Written_contra", contravariant=True)


class Write(Protocol[_Written_contra]):
    """Writes a whole value as text or bytes; reads no clock, environment or file."""

    def __call__(self, value: _Written_contra, out: Any, style: Style, /) -> None:
        """Write ``value`` to ``out``, a ``TextIO``, or for a format of bytes a ``BinaryIO``."""
        ...


@dataclass(frozen=True, slots=True)
class Writer(Generic[Value]):
    """One output format: its name, whether a machine reads it, what writes it, and whether it writes bytes."""

    name: str
    machine: bool
    write: Write[Value]
    binary: bool = False


@cache
def writers() -> Mapping[str, Writer[Report]]:
    """Return every writer under its name, in alphabetical order."""
    found: dict[str, Writer[Report]] = {}
    for module in pkgutil.iter_modules(formats.__path__, f"{formats.__name__}."):
        loaded = importlib.import_module(module.name)
        found[loaded.NAME] = Writer(loaded.NAME, loaded.MACHINE, loaded.write, getattr(loaded, "BINARY", False))
    return MappingProxyType(dict(sorted(found.items())))
