"""Faults planted in clean tables: what the checks and the diagnosis are measured with.

Each kind of fault is one module of ``kinds``. The same kind and seed give the same files on every machine.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol, cast

from egovcheck.faults import kinds
from egovcheck.faults.tables import EDITIONS, Tables, as_csv, clean_tables
from egovcheck.records.catalogue import Catalogue


@dataclass
class Planting:
    """What a kind of fault says about one fault while the tables are still changing; see ``Fault``."""

    file: str
    codes: frozenset[str]
    causes: frozenset[str] = frozenset()
    suggestions: frozenset[tuple[str, str]] = frozenset()
    revealed: bool = True
    says: str = ""


class Kind(Protocol):
    """A module of ``kinds``."""

    KIND: str

    def plant(self, tables: Tables, random: Random, count: int) -> Sequence[Planting]:
        """Plant about ``count`` faults in rows that have none yet; mark the rows with the fault's number."""
        ...


@dataclass(frozen=True)
class Fault:
    """One planted fault.

    ``lines`` are the physical lines of ``file`` that were touched (none for a row that is missing), ``codes`` the rules
    any of which finds it, ``causes`` the kinds of diagnosis any of which names it, ``suggestions`` the corrections
    (field, value) any of which undoes it. ``revealed`` is false where the figure still fits everything it could be
    compared with, as a changed fifth decimal of four does. ``says`` is a word that the finding must hold.
    """

    kind: str
    number: int
    file: str
    lines: tuple[int, ...]
    codes: frozenset[str]
    causes: frozenset[str]
    suggestions: frozenset[tuple[str, str]]
    revealed: bool
    says: str


@dataclass(frozen=True)
class PlantedTable:
    """The files of a submission by name, and the faults in them."""

    files: Mapping[str, str]
    faults: tuple[Fault, ...]


def _modules() -> dict[str, Kind]:
    names = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))
    found = (cast("Kind", importlib.import_module(f"{kinds.__name__}.{name}")) for name in names)
    return {module.KIND: module for module in found}


_KINDS = _modules()
KINDS: tuple[str, ...] = tuple(sorted(_KINDS))
"""Every kind of fault."""


def clean(seed: int, catalogue: Catalogue, *, editions: int = 2) -> PlantedTable:
    """Return the tables of a seed without any fault."""
    tables, _ = _tables(seed, catalogue, editions)
    return PlantedTable({name: as_csv(rows) for name, rows in tables.files.items()}, ())


def planted(kind: str, seed: int, catalogue: Catalogue, *, count: int = 10, editions: int = 2) -> PlantedTable:
    """Return the tables of a seed with about ``count`` faults of one kind, in tables of so many editions."""
    tables, random = _tables(seed, catalogue, editions)
    plantings = list(_KINDS[kind].plant(tables, random, count))
    lines: dict[int, list[int]] = {}
    for rows in tables.files.values():
        for line, row in enumerate(rows, 2):
            for number in row.faults:
                lines.setdefault(number, []).append(line)
    faults = tuple(
        Fault(kind, n, p.file, tuple(lines.get(n, ())), p.codes, p.causes, p.suggestions, p.revealed, p.says)
        for n, p in enumerate(plantings)
    )
    return PlantedTable({name: as_csv(rows) for name, rows in tables.files.items()}, faults)


def _tables(seed: int, catalogue: Catalogue, editions: int) -> tuple[Tables, Random]:
    random = Random(seed)  # noqa: S311 - repeatable, no secret
    chosen = sorted(random.sample(EDITIONS, min(editions, len(EDITIONS))))
    return clean_tables(catalogue, random, chosen), random
